import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.core.engine.merkle import Frontier, leaf, node, root
from linli.core.record.proof import check_inclusion, inclusion

LEAVES = st.lists(st.binary(max_size=8), min_size=1, max_size=70)


def naive(leaves: list[bytes]) -> bytes:
    """The tree hash, word for word as RFC 6962 section 2.1 defines it."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return hashlib.sha256(b"\x01" + naive(leaves[:k]) + naive(leaves[k:])).digest()


@given(st.lists(st.binary(max_size=8), max_size=70))
def test_the_root_is_that_of_the_standard(leaves: list[bytes]) -> None:
    assert root(leaves) == naive(leaves)


@given(LEAVES, st.data())
def test_a_frontier_put_away_and_taken_up_again_goes_on_alike(
    leaves: list[bytes], data: st.DataObject
) -> None:
    cut = data.draw(st.integers(0, len(leaves)))
    before = Frontier()
    for one in leaves[:cut]:
        before.append(one)
    after = Frontier(before.size, before.peaks)
    for one in leaves[cut:]:
        after.append(one)
    assert after.root == naive(leaves)
    assert len(after.peaks) == len(leaves).bit_count()
    assert before.root == naive(leaves[:cut])


def test_a_leaf_is_never_mistaken_for_a_pair() -> None:
    assert leaf(b"a" * 32 + b"b" * 32) != node(b"a" * 32, b"b" * 32)


@given(LEAVES, st.data())
def test_an_inclusion_proof_shows_its_leaf(leaves: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(leaves) - 1))
    proof = inclusion(index, leaves)
    assert check_inclusion(leaves[index], index, len(leaves), proof, naive(leaves))
    assert len(proof) <= (len(leaves) - 1).bit_length()


@given(st.lists(st.binary(max_size=8), min_size=1, max_size=40, unique=True), st.data())
def test_an_inclusion_proof_shows_nothing_else(leaves: list[bytes], data: st.DataObject) -> None:
    index, other = (data.draw(st.integers(0, len(leaves) - 1)) for _ in range(2))
    proof, wanted = inclusion(index, leaves), root(leaves)
    if other != index:
        assert not check_inclusion(leaves[other], index, len(leaves), proof, wanted)
        assert not check_inclusion(leaves[index], other, len(leaves), proof, wanted)
    assert not check_inclusion(leaves[index], index, len(leaves), (*proof, bytes(32)), wanted)
    assert not check_inclusion(leaves[index], index, len(leaves), proof, bytes(32))
    if proof:
        assert not check_inclusion(leaves[index], index, len(leaves), proof[:-1], wanted)


@pytest.mark.parametrize("index", [-1, 3])
def test_a_leaf_that_is_not_there_has_no_proof(index: int) -> None:
    leaves = [b"a", b"b", b"c"]
    with pytest.raises(IndexError):
        inclusion(index, leaves)
    assert not check_inclusion(b"a", index, 3, (), root(leaves))
