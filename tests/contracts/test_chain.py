"""What every store must keep about a chain."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection, transaction

from linli.apps.community import actions, reads
from linli.apps.community.models import Community, Entry
from linli.core.engine.entry import GENESIS, hash_of


def test_a_chain_gives_back_exactly_the_bytes_that_were_hashed(chains: Any, community: Community) -> None:
    hashes = chains.append(community, 3)
    found = reads.chain(community, chains.NAME)
    assert [one.hash for one in found] == hashes
    assert [hash_of(one.data) for one in found] == hashes
    assert [one.read().seq for one in found] == [1, 2, 3]
    assert found[0].at == chains.AT
    assert reads.head(community, chains.NAME) == found[-1]


def test_the_entry_before_is_looked_for_in_its_chain_even_by_a_server_without_statistics(
    chains: Any, community: Community
) -> None:
    before = chains.append(community, 30)[-1]
    named = Entry.objects.filter(community=community, chain=chains.NAME, seq=30, hash=before)
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # A table as small as this one would be read whole.
            cursor.execute("SET LOCAL enable_seqscan = off")
        plan = named.explain()
    asked = "chain=? AND seq=?" if connection.vendor == "sqlite" else "using entry_seq"
    assert asked in plan, plan


@pytest.mark.parametrize(
    ("seq", "prev"), [(3, "last"), (2, "other"), (1, "last"), (2, "genesis"), (0, "genesis")]
)
def test_an_entry_that_does_not_follow_the_last_is_not_appended(
    chains: Any, community: Community, seq: int, prev: str
) -> None:
    last = chains.append(community, 1)[0]
    names = {"last": last, "other": "f" * 64, "genesis": GENESIS}
    with pytest.raises(actions.Discontinuous):
        actions.append(community, chains.entry(seq, names[prev]))
    assert [one.seq for one in reads.chain(community, chains.NAME)] == [1]


def test_a_sequence_is_given_once(chains: Any, community: Community) -> None:
    first = chains.append(community, 2)[0]
    with pytest.raises(actions.Discontinuous), transaction.atomic():
        actions.append(community, chains.entry(2, first, person="other"))
    with pytest.raises(actions.Discontinuous), transaction.atomic():
        actions.append(community, chains.entry(1, GENESIS, person="other"))
    assert len(reads.chain(community, chains.NAME)) == 2


def test_a_form_sent_twice_is_received_once_in_whatever_chain(chains: Any, community: Community) -> None:
    actions.append(community, chains.entry(1, GENESIS, key="form-1"))
    with pytest.raises(actions.Repeated), transaction.atomic():
        actions.append(community, chains.entry(1, GENESIS, key="form-1", chain="matter/2026/2"))
    actions.append(community, chains.entry(1, GENESIS, key="form-1", chain="matter/2026/3", person="other"))
    found = reads.answered(community, "abc", "form-1")
    assert found is not None
    assert (found.chain, found.seq) == (chains.NAME, 1)
    assert reads.answered(community, "abc", "form-2") is None
    assert reads.answered(community, "abc", "") is None


def test_entries_without_a_key_are_never_taken_for_one_another(chains: Any, community: Community) -> None:
    chains.append(community, 4)
    chains.append(community, 4, "matter/2026/2")
    assert Entry.objects.filter(chain__startswith="matter/").count() == 8


def test_what_is_typed_comes_back_as_typed(chains: Any, community: Community) -> None:
    typed = "<b>六层</b> \u202eelbbairav\u202c 🏢 \t\r\n\u00a0末" + "字" * 100_000
    seal = actions.seal_text(community, typed)
    assert reads.texts(community, [seal, ""])[seal].text == typed
    assert actions.seal_text(community, typed) != seal
    assert actions.seal_text(community, "") == ""
    with pytest.raises(ValueError, match="NUL"):
        actions.seal_text(community, "a\x00b")


def test_of_two_who_append_at_once_one_is_told_that_somebody_was_first(
    chains: Any, community: Community
) -> None:
    def by(person: str) -> Callable[[], object]:
        return actions.deed(lambda: actions.append(community, chains.entry(1, GENESIS, person=person)))

    wrong = chains.together(by("abc"), by("xyz"))
    assert [type(error) for error in wrong] == [actions.Discontinuous]
    assert len(reads.chain(community, chains.NAME)) == 1


def test_people_enrolled_at_once_all_get_into_one_unbroken_chain(chains: Any, community: Community) -> None:
    before = reads.roster(community).seq

    def enrol(name: str) -> Callable[[], object]:
        return lambda: actions.enrol_people(community, [actions.Newcomer(name)], actor=actions.TERMINAL)

    assert chains.together(*(enrol(f"居民{number}") for number in range(6))) == []
    chain = reads.chain(community, "community")
    assert [one.seq for one in chain] == list(range(1, before + 7))
    assert all(one.read().prev == last.hash for last, one in pairwise(chain))
    roster = reads.roster(community)
    assert (roster.seq, len(roster.people)) == (before + 6, 6)


def test_a_deed_that_fails_leaves_nothing(chains: Any, community: Community) -> None:
    @actions.deed
    def half() -> None:
        chains.append(community, 2)
        actions.seal_text(community, "半途")
        raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError):
        half()
    assert reads.chain(community, chains.NAME) == []
    assert list(reads.sealed_texts(community)) == []


def test_an_erased_text_is_gone_with_its_salt_and_the_chain_stays_whole(
    chains: Any, community: Community
) -> None:
    seal = actions.seal_text(community, "应当忘记的话")
    actions.append(community, chains.entry(1, GENESIS, key=seal))
    assert actions.erase_text(community, seal, actor=actions.TERMINAL)
    assert not actions.erase_text(community, seal, actor=actions.TERMINAL)
    left = reads.texts(community, [seal])[seal]
    assert (left.text, left.salt, left.erased) == ("", "", True)
    assert list(reads.sealed_texts(community)) == []
    assert [hash_of(one.data) == one.hash for one in reads.chain(community, chains.NAME)] == [True]


@pytest.mark.parametrize(("prev", "key"), [("f" * 64, ""), ("", "k")])
def test_what_is_written_beside_an_entry_is_written_with_it_or_not_at_all(
    chains: Any, community: Community, prev: str, key: str
) -> None:
    also = (community, ("name",))
    community.name = "先写"
    head = actions.append(community, chains.entry(1, GENESIS, key="k"), also=also)
    assert Community.objects.get(pk=community.pk).name == "先写"
    community.name = "后写"
    wrong = actions.Repeated if key else actions.Discontinuous
    with pytest.raises(wrong), transaction.atomic():
        actions.append(community, chains.entry(2, prev or head, key=key), also=also)
    assert Community.objects.get(pk=community.pk).name == "先写"
