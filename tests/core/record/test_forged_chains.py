"""Chains and times forged; every hash, signature and the tail made anew, as one would who has the keys."""

from dataclasses import replace
from datetime import datetime, timedelta

import msgspec
import pytest
import village
from forge import at, changed, codes, raw, said
from village import Record

from linli.core.engine import acts as a
from linli.core.engine import events as e
from linli.core.engine.clock import CLOCK
from linli.core.engine.entry import GENESIS, Cited, Entry, MatterEntry
from linli.core.engine.roster import LeaveSeat, TakeSeat
from linli.core.record.verify import verify

DAY = timedelta(days=1)


def test_a_missing_entry_is_named_with_its_chain(lived: Record) -> None:
    index = at(lived, a.Vote)
    report = verify(raw(lived, [*lived.entries[:index], *lived.entries[index + 1 :]]).lines())
    found = report.findings[0]
    assert (found.code, found.chain, found.seq, found.position) == ("missing", "matter/2026/1", 4, index + 1)
    assert said(report, "missing").startswith("Entries 3 to 3 are missing")


def test_behind_a_gap_only_the_links_are_checked_and_other_chains_go_on(lived: Record) -> None:
    index = at(lived, a.Vote)
    entries = [*lived.entries[:index], *lived.entries[index + 1 :]]
    index = next(n for n, entry in enumerate(entries) if entry.chain == "matter/2026/3")
    entries[index] = msgspec.structs.replace(entries[index], by=a.Actor("p12", "residents"))
    assert codes(raw(lived, entries).lines()) == ["missing", "refused"]


def test_behind_a_gap_in_the_communitys_chain_nothing_can_be_decided_again(lived: Record) -> None:
    index = at(lived, TakeSeat)
    assert codes(raw(lived, [*lived.entries[:index], *lived.entries[index + 1 :]]).lines()) == ["missing"]


def test_two_entries_in_each_others_place_are_found(lived: Record) -> None:
    index = at(lived, a.Vote)
    entries = list(lived.entries)
    entries[index], entries[index + 1] = entries[index + 1], entries[index]
    assert codes(raw(lived, entries).lines()) == ["missing", "repeated"]


def test_an_entry_twice_is_found(lived: Record) -> None:
    index = at(lived, a.Vote)
    assert codes(raw(lived, [*lived.entries[: index + 1], *lived.entries[index:]]).lines()) == ["repeated"]


def test_an_entry_of_a_matter_long_ended_put_in_again_is_found(lived: Record) -> None:
    entries = [*lived.entries, lived.entries[at(lived, a.Vote)]]
    forged = replace(
        lived,
        entries=entries,
        checkpoints={**lived.checkpoints, len(entries): lived.checkpoints[len(lived.entries)]},
    )
    assert codes(forged.lines()) == ["repeated", "behind-checkpoint"]


def test_a_changed_entry_no_longer_fits_the_one_after_it(lived: Record) -> None:
    index = at(lived, a.Vote)
    entries = list(lived.entries)
    entries[index] = msgspec.structs.replace(entries[index], key="another")
    report = verify(raw(lived, entries).lines())
    assert [one.code for one in report.findings] == ["prev-differs"]
    assert report.findings[0].seq == entries[index].seq + 1


def test_a_chain_that_does_not_begin_at_the_beginning_is_found(lived: Record) -> None:
    entries = list(lived.entries)
    entries[0] = msgspec.structs.replace(entries[0], prev="1" * 64)
    assert codes(raw(lived, entries).lines())[0] == "prev-differs"
    assert GENESIS == "0" * 64


@pytest.mark.parametrize(
    "chain", ["matter", "matter/2026/x", "matter/2026/03", "sitting/2026/3", "", "community"]
)
def test_a_chain_of_another_name_is_found(lived: Record, chain: str) -> None:
    entries = list(lived.entries)
    index = next(n for n, entry in enumerate(entries) if entry.chain == "matter/2026/3")
    entries[index] = msgspec.structs.replace(entries[index], chain=chain)
    found = codes(raw(lived, entries).lines())
    assert found[0] in ("wrong-chain", "repeated")


def test_the_communitys_chain_has_one_name(lived: Record) -> None:
    entries = [msgspec.structs.replace(entry, chain="matter/2026/1") for entry in lived.entries[:1]]
    assert codes(raw(lived, entries).lines())[0] == "wrong-chain"


def test_a_whole_matter_left_out_leaves_its_number(lived: Record) -> None:
    entries = [entry for entry in lived.entries if entry.chain != "matter/2026/2"]
    report = verify(
        replace(lived, entries=entries, checkpoints={len(entries): entries[-1].at}, changes={}).lines()
    )
    assert [one.code for one in report.findings] == ["number-missing"]
    assert said(report, "number-missing").startswith("The number should be 2")


def test_a_matter_begun_out_of_order_is_found(lived: Record) -> None:
    names = {"matter/2026/2": "matter/2026/1", "matter/2026/1": "matter/2026/2"}
    swapped = [
        msgspec.structs.replace(entry, chain=names.get(entry.chain, entry.chain)) for entry in lived.entries
    ]
    assert codes(lived.with_entries(swapped).lines())[0] == "number-missing"


def test_a_vote_dated_before_what_stands_before_it_is_found(lived: Record) -> None:
    index = at(lived, a.Vote, 1)
    forged = changed(lived, index, at=lived.entries[index].at - timedelta(minutes=2))
    assert codes(forged.lines()) == ["back-in-time"]


def test_a_vote_after_the_poll_was_closed_is_refused_with_the_clause(lived: Record) -> None:
    vote, close = at(lived, a.Vote), at(lived, a.Close)
    late = msgspec.structs.replace(lived.entries[vote], at=lived.entries[close].at)
    entries = [*lived.entries[:vote], *lived.entries[vote + 1 : close + 1], late, *lived.entries[close + 1 :]]
    report = verify(lived.with_entries(entries).lines())
    assert report.findings[1].code == "refused"
    assert report.findings[1].en.endswith("(procedures.four-deliberations.stages.review)")


def test_an_entry_dated_before_a_checkpoint_that_does_not_cover_it_is_found(lived: Record) -> None:
    index = at(lived, a.Submit, 1)
    checkpoint_at = max(when for size, when in lived.checkpoints.items() if size <= index)
    forged = changed(
        lived, index, at=checkpoint_at - DAY, events=_redated(lived.entries[index], checkpoint_at - DAY)
    )
    assert "behind-checkpoint" in codes(forged.lines())


def _redated(entry: Entry, when: datetime) -> tuple[e.Event, ...]:
    assert isinstance(entry, MatterEntry)
    return tuple(msgspec.structs.replace(event, at=when) for event in entry.events)


def test_a_seat_taken_in_the_past_is_found(lived: Record) -> None:
    """Back-dating the community's chain would give a vote to whom it did not belong."""
    index = at(lived, LeaveSeat)
    forged = changed(lived, index, at=lived.entries[index].at - timedelta(minutes=5))
    assert codes(forged.lines())[0] == "behind-community"


def test_a_time_that_is_not_written_in_utc_is_found(lived: Record) -> None:
    index = at(lived, a.Report)
    elsewhere = lived.entries[index].at.astimezone(village.CHINA)
    assert codes(changed(lived, index, at=elsewhere).lines())[0] == "not-utc"
    assert codes(changed(lived, index, at=elsewhere.replace(tzinfo=None)).lines())[0] == "not-utc"


def test_a_lapse_left_out_is_found(lived: Record) -> None:
    """The matter had lapsed by the clock; somebody takes the clock's entry out and goes on."""
    tick = at(lived, a.Tick, -1)
    before = lived.entries[tick]
    late = MatterEntry(
        chain=before.chain, seq=2, prev="", at=before.at, charter=before.charter, roster=before.roster,
        by=a.Actor("p1", "party-branch"), act=a.Withdraw(), events=(e.Ended(before.at, "withdrawn"),),
    )  # fmt: skip
    entries = [*lived.entries[:tick], late, *lived.entries[tick + 1 :]]
    assert codes(lived.with_entries(entries).lines()) == ["clock-skipped"]


def test_a_clock_that_runs_ahead_is_found(lived: Record) -> None:
    tick = at(lived, a.Tick, -1)
    early = changed(lived, tick, at=lived.entries[tick - 1].at + DAY)
    report = verify(early.lines())
    assert [one.code for one in report.findings] == ["refused"]
    assert said(report, "refused") == "The charter refuses this act: Nothing was due. (—)"


def test_a_clock_in_somebodys_hand_is_found(lived: Record) -> None:
    tick = at(lived, a.Tick, -1)
    assert codes(changed(lived, tick, by=a.Actor("p1", "party-branch")).lines()) == ["clock-hand"]
    assert codes(changed(lived, tick, sitting=Cited("sitting/2026/9", 1)).lines()) == [
        "sitting-unknown",
        "clock-hand",
    ]


def test_a_matter_does_not_begin_by_the_clock(lived: Record) -> None:
    index = at(lived, a.Submit, 2)
    forged = changed(lived, index, act=a.Tick(), by=CLOCK)
    assert codes(forged.lines())[0] == "refused"
