from datetime import UTC, datetime

import msgspec
import pytest
from village import PRIVATE, SUCCESSOR

from linli.core.engine.entry import GENESIS
from linli.core.record.checkpoint import (
    change_key,
    checkpoint,
    first_key,
    grouped,
    read_printed,
    short,
)
from linli.core.record.keys import key_id, public_of, sign, verify_signature

AT = datetime(2026, 3, 1, tzinfo=UTC)
ROOT = bytes(range(32))


def test_a_signature_holds_for_its_key_and_its_bytes_only() -> None:
    public, signature = public_of(PRIVATE), sign(PRIVATE, b"said")
    assert verify_signature(public, b"said", signature)
    assert not verify_signature(public, b"unsaid", signature)
    assert not verify_signature(public_of(SUCCESSOR), b"said", signature)


@pytest.mark.parametrize("public", ["", "zz", "00" * 31])
def test_what_is_no_key_verifies_nothing(public: str) -> None:
    assert not verify_signature(public, b"said", sign(PRIVATE, b"said"))


@pytest.mark.parametrize("signature", ["", "not hexadecimal", "00"])
def test_what_is_no_signature_verifies_nothing(signature: str) -> None:
    assert not verify_signature(public_of(PRIVATE), b"said", signature)


def test_checkpoints_are_chained_and_signed() -> None:
    first = checkpoint(PRIVATE, before=None, community="c", size=3, root=ROOT, at=AT)
    second = checkpoint(PRIVATE, before=first.checkpoint, community="c", size=5, root=ROOT, at=AT)
    assert (first.checkpoint.number, first.checkpoint.previous) == (1, GENESIS)
    assert (second.checkpoint.number, second.checkpoint.previous) == (2, first.checkpoint.hash)
    assert second.is_signed_by(public_of(PRIVATE))
    assert second.checkpoint.key == key_id(public_of(PRIVATE))


def test_a_signed_checkpoint_with_anything_changed_is_not_signed() -> None:
    signed = checkpoint(PRIVATE, before=None, community="c", size=3, root=ROOT, at=AT)
    for change in ({"size": 4}, {"community": "d"}, {"number": 2}, {"root": "0" * 64}):
        changed = msgspec.structs.replace(signed.checkpoint, **change)
        assert not msgspec.structs.replace(signed, checkpoint=changed).is_signed_by(public_of(PRIVATE))


def test_a_signature_under_a_key_change_is_none_under_a_checkpoint() -> None:
    key = first_key(PRIVATE, community="c", at=AT)
    signed = checkpoint(PRIVATE, before=None, community="c", size=3, root=ROOT, at=AT)
    crossed = msgspec.structs.replace(signed, signature=key.signature)
    assert not crossed.is_signed_by(public_of(PRIVATE))


def test_the_first_key_signs_itself_and_each_later_one_is_signed_by_the_one_before() -> None:
    first = first_key(PRIVATE, community="c", at=AT)
    second = change_key(PRIVATE, SUCCESSOR, before=first.key, at=AT)
    assert first.is_signed_by(public_of(PRIVATE))
    assert second.is_signed_by(public_of(PRIVATE))
    assert not second.is_signed_by(public_of(SUCCESSOR))
    assert (second.key.number, second.key.previous) == (2, first.key.id)


def test_a_root_is_printed_in_groups_and_typed_back() -> None:
    root = ROOT.hex()
    assert short(root) == "0001…1e1f"
    assert len(grouped(root).split()) == 16
    assert read_printed(grouped(root).upper() + "\n") == root


@pytest.mark.parametrize("typed", ["", "0001…1e1f", "00" * 31, "0" * 65, "g" * 64])
def test_what_is_not_64_digits_is_no_root(typed: str) -> None:
    assert read_printed(typed) is None
