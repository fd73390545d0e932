"""What a forger may do to an archive, and by what it is found.

Where a record is forged here, every hash, signature and the tail are made anew, as one would who has the keys.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest
import village
from hypothesis import example, given, settings
from hypothesis import strategies as st
from village import PLACE, PRIVATE, SLUG, SUCCESSOR, Record, Village, people, retailed

from linli import charters
from linli.core.charter.load import load
from linli.core.engine import acts as a
from linli.core.engine import events as e
from linli.core.engine.clock import CLOCK
from linli.core.engine.entry import GENESIS, Cited, CommunityEntry, Entry, MatterEntry, SittingEntry, seal
from linli.core.engine.roster import Adopt, Depart, Enrol, Found, Know, LeaveSeat, Newcomer, TakeSeat
from linli.core.engine.sitting import Attend, Call, EndSitting
from linli.core.record.archive import (
    CharterLine,
    Closure,
    EntryLine,
    Head,
    HeadLine,
    TextLine,
    closure_of,
    encode,
    write_archive,
)
from linli.core.record.checkpoint import CheckpointLine, KeyLine, change_key, checkpoint, first_key
from linli.core.record.keys import sign
from linli.core.record.reading import read
from linli.core.record.texts import open_text
from linli.core.record.verify import Report, verify

DAY = timedelta(days=1)


def codes(lines: Iterable[bytes]) -> list[str]:
    return [one.code for one in verify(lines).findings]


def at(record: Record, act: type, number: int = 0) -> int:
    """Where an act of a kind stands."""
    return [n for n, entry in enumerate(record.entries) if isinstance(entry.act, act)][number]


def changed(record: Record, index: int, **changes: Any) -> Record:
    """One entry changed, everything made anew."""
    entries = list(record.entries)
    entries[index] = msgspec.structs.replace(entries[index], **changes)
    return record.with_entries(entries)


def said(report: Report, code: str) -> str:
    return next(one.en for one in report.findings if one.code == code)


# --- Any byte ---------------------------------------------------------------------------------------------------


@settings(deadline=None)
@given(st.data())
def test_any_single_byte_changed_is_found(lines: tuple[bytes, ...], data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(lines) - 1))
    line = bytearray(lines[number])
    index = data.draw(st.integers(0, len(line) - 1))
    line[index] = data.draw(st.integers(0, 255).filter(lambda byte: byte != line[index]))
    assert not verify([*lines[:number], bytes(line), *lines[number + 1 :]]).ok


@settings(deadline=None)
@given(st.data())
def test_any_single_byte_changed_behind_the_head_is_found_though_the_tail_was_made_to_fit(
    lines: tuple[bytes, ...], data: st.DataObject
) -> None:
    number = data.draw(st.integers(1, len(lines) - 2))
    line = bytearray(lines[number])
    index = data.draw(st.integers(0, len(line) - 1))
    line[index] = data.draw(st.integers(0, 255).filter(lambda byte: byte != line[index]))
    assert not verify(retailed([*lines[:number], bytes(line), *lines[number + 1 :]])).ok


def test_a_byte_changed_in_any_line_is_found(lines: tuple[bytes, ...]) -> None:
    for number, line in enumerate(lines):
        forged = bytearray(line)
        forged[97 * number % len(line)] ^= 1
        assert verify([*lines[:number], bytes(forged), *lines[number + 1 :]]).findings, number


@settings(deadline=None)
@given(st.data())
def test_any_line_left_out_is_found_though_the_tail_was_made_to_fit(
    lines: tuple[bytes, ...], data: st.DataObject
) -> None:
    """Texts may be left out, by those who erase them; then they are counted."""
    number = data.draw(st.integers(0, len(lines) - 2))
    report = verify(retailed([*lines[:number], *lines[number + 1 :]]))
    assert report.counts.erased if lines[number].startswith(b'{"text"') else not report.ok


@settings(deadline=None)
@given(st.data())
def test_any_two_entries_or_checkpoints_swapped_are_found_though_the_tail_was_made_to_fit(
    lines: tuple[bytes, ...], data: st.DataObject
) -> None:
    numbers = [n for n, line in enumerate(lines) if line.startswith((b'{"entry"', b'{"checkpoint"'))]
    first, second = data.draw(st.lists(st.sampled_from(numbers), min_size=2, max_size=2, unique=True))
    swapped = list(lines)
    swapped[first], swapped[second] = swapped[second], swapped[first]
    assert not verify(retailed(swapped)).ok


@settings(deadline=None)
@given(st.data())
def test_any_line_repeated_is_found_though_the_tail_was_made_to_fit(
    lines: tuple[bytes, ...], data: st.DataObject
) -> None:
    """Saying twice which charter it is changes nothing."""
    number, to = (data.draw(st.integers(0, len(lines) - 2)) for _ in range(2))
    report = verify(retailed([*lines[:to], lines[number], *lines[to:]]))
    assert not report.ok or lines[number].startswith(b'{"charter"')


@settings(deadline=None)
@given(st.lists(st.binary(max_size=60) | st.just(b"\n"), max_size=6))
@example([b'{"entry":{}}\n'])
@example([b'{"entry":null}\n'])
@example([b'{"entry":' + b"[" * 100_000 + b"}\n"])
@example([b'{"entry":"\xff"}\n'])
def test_whatever_is_read_verifying_ends_with_a_report(lines: list[bytes]) -> None:
    assert not verify(lines).ok


@settings(deadline=None)
@given(st.integers(0, 10**6))
def test_an_archive_cut_off_anywhere_is_found(lines: tuple[bytes, ...], cut: int) -> None:
    whole = b"".join(lines)
    kept = whole[: cut % len(whole)]
    assert not verify(kept.splitlines(keepends=True)).ok


# --- Chains -----------------------------------------------------------------------------------------------------


def raw(record: Record, entries: list[Entry]) -> Record:
    """Other entries, not linked again, under one checkpoint at the end."""
    last = max(record.checkpoints.values())
    return replace(record, entries=entries, checkpoints={len(entries): last}, changes={})


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


# --- Time -------------------------------------------------------------------------------------------------------


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


# --- Votes and counts -------------------------------------------------------------------------------------------


def test_a_vote_by_somebody_not_on_the_roll_is_refused(lived: Record) -> None:
    index = at(lived, a.Vote)
    entry = lived.entries[index]
    forged = changed(
        lived, index, by=a.Actor("p12", "two-committees"), events=(e.VoteCast(entry.at, "p12", "yes"),)
    )
    report = verify(forged.lines())
    assert (
        "The charter refuses this act: You are not a member of: the two committees" in report.findings[0].en
    )
    assert report.findings[0].zh.startswith("章程不允许这个行为：您不是社区两委的成员。")


def test_a_vote_stuffed_in_is_refused(lived: Record) -> None:
    index = at(lived, a.Vote, 3)
    entry = lived.entries[index]
    twice = msgspec.structs.replace(
        entry, events=(e.VoteCast(entry.at, entry.by.person, "no"),), act=a.Vote("no")
    )
    entries = [*lived.entries[: index + 1], twice, *lived.entries[index + 1 :]]
    report = verify(lived.with_entries(entries).without_checkpoints().lines())
    assert "You have already voted" in said(report, "refused")


def test_a_vote_turned_round_is_found_at_the_count(lived: Record) -> None:
    index = at(lived, a.Vote)
    entry = lived.entries[index]
    forged = changed(lived, index, act=a.Vote("no"), events=(e.VoteCast(entry.at, entry.by.person, "no"),))
    report = verify(forged.lines())
    close = at(lived, a.Close)
    assert [(one.code, one.position) for one in report.findings] == [("other-events", close + 1)]


def test_a_vote_turned_round_in_the_events_only_is_found(lived: Record) -> None:
    index = at(lived, a.Vote)
    entry = lived.entries[index]
    forged = changed(lived, index, events=(e.VoteCast(entry.at, entry.by.person, "no"),))
    assert codes(forged.lines()) == ["other-events", "other-events"]


def test_a_changed_count_is_found(lived: Record) -> None:
    index = at(lived, a.EnterCount, 3)
    entry = lived.entries[index]
    assert isinstance(entry.act, a.EnterCount)
    count = msgspec.structs.replace(entry.act.count, yes=13, no=1)
    assert codes(changed(lived, index, act=a.EnterCount(count)).lines()) == ["other-events"]


def test_a_result_that_does_not_follow_from_the_count_is_found(lived: Record) -> None:
    index = at(lived, a.Close)
    entry = lived.entries[index]
    assert isinstance(entry, MatterEntry)
    closed, *others = entry.events
    assert isinstance(closed, e.PollClosed)
    figures = {**closed.figures, "yes": 8}
    events = (msgspec.structs.replace(closed, figures=figures), *others)
    assert codes(changed(lived, index, events=events).lines()) == ["other-events"]


def test_a_swapped_roll_is_found(lived: Record) -> None:
    index = at(lived, a.Open)
    entry = lived.entries[index]
    assert isinstance(entry, MatterEntry)
    (opened,) = entry.events
    assert isinstance(opened, e.PollOpened)
    roll = msgspec.structs.replace(opened.roll, count=7, people=opened.roll.people[:7])
    forged = changed(lived, index, events=(msgspec.structs.replace(opened, roll=roll),))
    assert "other-events" in codes(forged.lines())


def test_something_done_after_the_end_is_found(lived: Record) -> None:
    index = at(lived, a.Disclose, 3)
    more = msgspec.structs.replace(lived.entries[index], act=a.Withdraw(), events=())
    forged = lived.with_entries([*lived.entries[: index + 1], more, *lived.entries[index + 1 :]])
    assert codes(forged.without_checkpoints().lines()) == ["after-end"]


# --- Charters ---------------------------------------------------------------------------------------------------


def weaker() -> tuple[CharterLine, str]:
    """Beilin's charter with a lower bar."""
    text = charters.read("beilin").text.replace(
        b"quorum: present >= 2/3 of members", b"quorum: present >= 1/8 of members"
    )
    loaded = load(text, file="beilin/charter.yaml", find=charters.find)
    return closure_of(loaded), loaded.hash


def test_a_charter_text_in_anothers_place_is_found(lived: Record) -> None:
    line, _ = weaker()
    swapped = msgspec.structs.replace(line.charter, hash=lived.charters[0].charter.hash)
    forged = replace(lived, charters=[CharterLine(swapped)])
    assert codes(forged.lines())[0] == "charter-differs"


def test_a_swapped_charter_with_its_own_hash_is_not_the_one_adopted(lived: Record) -> None:
    line, _ = weaker()
    found = codes(replace(lived, charters=[line]).lines())
    assert set(found) == {"charter-unknown", "refused"}


def test_a_swapped_charter_adopted_with_everything_made_anew_decides_otherwise_or_shows_by_its_root(
    lived: Record, lines: tuple[bytes, ...]
) -> None:
    line, hash = weaker()
    entries = [
        msgspec.structs.replace(entry, charter=hash) if entry.charter else entry for entry in lived.entries
    ]
    adopt = at(lived, Adopt)
    entries[adopt] = msgspec.structs.replace(entries[adopt], act=Adopt(hash))
    forged = replace(lived.with_entries(entries), charters=[line])
    assert verify(forged.lines()).ok
    assert codes_with(forged, root=verify(lines).root) == ["root-not-found"]


def codes_with(record: Record, **origin: str) -> list[str]:
    return [one.code for one in verify(record.lines(), **origin).findings]


def test_a_matter_under_another_charter_than_it_began_with_is_found(lived: Record) -> None:
    line, hash = weaker()
    forged = changed(lived, at(lived, a.Vote), charter=hash)
    assert codes(replace(forged, charters=[*lived.charters, line]).lines())[0] == "charter-other"


def test_a_community_entry_under_a_charter_not_in_force_is_found(lived: Record) -> None:
    assert codes(changed(lived, at(lived, TakeSeat), charter="").lines()) == ["charter-other"]


@pytest.mark.parametrize("text", ["", "charter: [", "charter: beilin\nno-such-key: 1\n"])
def test_a_charter_that_cannot_be_read_is_found(lived: Record, text: str) -> None:
    closure = Closure("0" * 64, "beilin", {"beilin": text})
    report = verify(replace(lived, charters=[CharterLine(closure), *lived.charters]).lines())
    assert [one.code for one in report.findings] == ["charter-unloadable"]


def test_texts_that_a_charter_does_not_extend_are_found(lived: Record) -> None:
    closure = lived.charters[0].charter
    more = msgspec.structs.replace(closure, texts={**closure.texts, "other": ""})
    assert codes(replace(lived, charters=[CharterLine(more)]).lines()) == ["charter-surplus"]


# --- Rosters and sittings ---------------------------------------------------------------------------------------


def test_a_roster_that_never_was_is_found(lived: Record) -> None:
    forged = changed(lived, at(lived, a.Vote), roster=99)
    assert codes(forged.lines())[0] == "roster-unknown"


def test_a_roster_out_of_date_is_found(lived: Record) -> None:
    """Who had left the committee reports on the work, citing the roster of when he had not."""
    index = at(lived, a.Report)
    entry = lived.entries[index]
    assert isinstance(entry, MatterEntry)
    (reported,) = entry.events
    by = a.Actor("p8", "committee")
    events = (msgspec.structs.replace(reported, by=by),)
    forged = changed(lived, index, roster=entry.roster - 2, by=by, events=events)
    assert "roster-stale" in codes(forged.lines())


def test_a_roster_from_the_future_is_found(lived: Record) -> None:
    vote, leave = at(lived, a.Vote), at(lived, LeaveSeat)
    entries = list(lived.entries)
    seat = entries.pop(leave)
    entries.insert(vote, seat)
    entries[vote + 1] = msgspec.structs.replace(entries[vote + 1], roster=seat.seq)
    assert "roster-early" in codes(lived.with_entries(entries).without_checkpoints().lines())


def test_a_roster_older_than_that_of_the_entry_before_is_found(lived: Record) -> None:
    """Within the minute in which either may be cited, a matter does not go back."""
    leave = at(lived, LeaveSeat)
    entries = list(lived.entries)
    report = next(n for n, entry in enumerate(entries) if isinstance(entry.act, a.Report))
    first, second = (
        msgspec.structs.replace(entries[report], at=entries[leave].at, roster=entries[leave].seq - back)
        for back in (0, 1)
    )
    entries[leave + 1 : report + 1] = [first, second]
    assert "roster-back" in codes(lived.with_entries(entries).without_checkpoints().lines())


def test_a_community_entry_that_skips_its_own_roster_is_found(lived: Record) -> None:
    assert codes(changed(lived, at(lived, TakeSeat), roster=1).lines()) == ["roster-unknown"]


@pytest.mark.parametrize(
    "cited", [Cited("sitting/2026/1", 99), Cited("sitting/2026/9", 1), Cited("matter/2026/1", 1)]
)
def test_a_sitting_that_never_was_is_found(lived: Record, cited: Cited) -> None:
    forged = changed(lived, at(lived, a.Vote), sitting=cited)
    assert codes(forged.lines())[0] == "sitting-unknown"


def test_a_sitting_as_it_was_before_somebody_left_is_found(lived: Record) -> None:
    """The chair opens long after somebody signed out, citing the attendance of before."""
    index = at(lived, a.Open, 2)
    entry = lived.entries[index]
    assert isinstance(entry, MatterEntry)
    assert entry.sitting is not None
    later = entry.at + timedelta(minutes=1)
    events = tuple(msgspec.structs.replace(event, at=later) for event in entry.events)
    stale = Cited(entry.sitting.chain, entry.sitting.seq - 1)
    assert "sitting-stale" in codes(changed(lived, index, sitting=stale, at=later, events=events).lines())


def test_a_sitting_that_has_not_gone_so_far_yet_is_found(lived: Record) -> None:
    vote, end = at(lived, a.Vote), at(lived, EndSitting)
    entries = list(lived.entries)
    ended = entries.pop(end)
    entries.insert(vote, ended)
    entries[vote + 1] = msgspec.structs.replace(entries[vote + 1], sitting=Cited(ended.chain, ended.seq))
    assert "sitting-early" in codes(lived.with_entries(entries).without_checkpoints().lines())


def test_a_sitting_under_whose_roof_strangers_sit_is_found(lived: Record) -> None:
    index = at(lived, Attend)
    entry = lived.entries[index]
    assert isinstance(entry, SittingEntry)
    crowd = people(1, 12)
    events = tuple(msgspec.structs.replace(event, people=crowd) for event in entry.events)
    report = verify(changed(lived, index, act=Attend(crowd), events=events).lines())
    assert said(report, "refused").startswith("The charter refuses this act: You are not a member of")


def test_a_sitting_that_goes_on_after_it_was_let_go_is_found(lived: Record) -> None:
    end = at(lived, EndSitting)
    last = max(lived.checkpoints.values())
    again = msgspec.structs.replace(lived.entries[end], at=last)
    entries = [*lived.entries, again]
    forged = replace(lived.with_entries(entries), checkpoints={**lived.checkpoints, len(entries): last})
    assert codes(forged.lines()) == ["after-end"]


def test_a_matter_on_the_agenda_that_has_ended_is_refused(lived: Record) -> None:
    index = at(lived, Call, 3)
    entry = lived.entries[index]
    assert isinstance(entry, SittingEntry)
    assert isinstance(entry.act, Call)
    agenda = ("matter/2026/1",)
    events = tuple(msgspec.structs.replace(event, agenda=agenda) for event in entry.events)
    forged = changed(lived, index, act=msgspec.structs.replace(entry.act, agenda=agenda), events=events)
    assert codes(forged.lines()) == ["refused"]


def test_people_enrolled_by_somebody_who_is_not_the_clerk_are_found(lived: Record) -> None:
    assert codes(changed(lived, at(lived, Enrol), by=a.Actor("p1", "party-branch")).lines()) == ["refused"]


def test_an_entry_that_the_engine_stumbles_over_is_found_and_the_rest_goes_on(lived: Record) -> None:
    index = at(lived, LeaveSeat)
    forged = changed(lived, index, act=Know("p99", {}))
    found = codes(forged.lines())
    assert found == ["refused", "undecidable"]


def test_a_moment_without_a_zone_inside_an_act_is_found(lived: Record) -> None:
    index = at(lived, Call)
    entry = lived.entries[index]
    assert isinstance(entry.act, Call)
    naive = msgspec.structs.replace(entry.act, starts=entry.act.starts.replace(tzinfo=None))
    assert codes(changed(lived, index, act=naive).lines())[0] == "undecidable"


# --- Head, tail, texts ------------------------------------------------------------------------------------------


def with_head(record: Record, **changes: Any) -> list[bytes]:
    head = msgspec.structs.replace(Head(SLUG, PLACE, record.entries[-1].at), **changes)
    return list(write_archive(head, record.items()))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"format": 2}, ["other-format"]),
        ({"languages": (1, 2)}, ["other-language"]),
        ({"place": "610103002000"}, ["other-community"]),
    ],
)
def test_a_head_that_says_something_else_is_found(lived: Record, changes: Any, expected: list[str]) -> None:
    assert codes(with_head(lived, **changes)) == expected


def test_a_head_of_another_community_fits_neither_record_nor_keys(lived: Record) -> None:
    found = set(codes(with_head(lived, community="other")))
    assert {"other-community", "key-out-of-order"} <= found


def test_an_archive_without_a_head_is_found(lines: tuple[bytes, ...]) -> None:
    assert "no-head" in codes(retailed(lines[1:]))


def test_a_second_head_is_found(lines: tuple[bytes, ...]) -> None:
    assert codes(retailed([lines[0], *lines])) == ["second-head"]


def test_something_behind_the_tail_is_found(lines: tuple[bytes, ...]) -> None:
    assert codes([*lines, lines[5], lines[6]]) == ["after-tail", "after-tail"]


def test_a_tail_that_counts_otherwise_is_found(lines: tuple[bytes, ...]) -> None:
    count = b'"entries":%d' % verify(lines).counts.entries
    assert codes([*lines[:-1], lines[-1].replace(count, b'"entries":1')]) == ["tail-differs"]


def test_a_file_changed_after_it_was_exported_is_found(lived: Record) -> None:
    late = Head(SLUG, PLACE, datetime(2030, 1, 1, tzinfo=UTC))
    assert codes([encode(HeadLine(late)), *lived.lines()[1:]]) == ["archive-changed"]


def test_an_archive_of_nothing_is_found() -> None:
    assert codes(write_archive(Head(SLUG, PLACE, village.BEGIN), ())) == ["no-entries"]
    assert codes([]) == ["no-tail", "no-entries"]


def test_a_changed_text_is_found(lived: Record) -> None:
    seal_of, opened = next(iter(lived.texts.items()))
    texts = {**lived.texts, seal_of: msgspec.structs.replace(opened, data="别的")}
    assert codes(replace(lived, texts=texts).lines()) == ["text-differs"]


def test_a_text_given_out_for_a_file_is_found(lived: Record) -> None:
    seal_of, opened = next(iter(lived.texts.items()))
    texts = {**lived.texts, seal_of: msgspec.structs.replace(opened, kind="file")}
    assert codes(replace(lived, texts=texts).lines()) == ["text-differs"]


def test_a_text_nobody_committed_to_is_found(lines: tuple[bytes, ...]) -> None:
    text = encode(TextLine(open_text(bytes(16), "没有人写过")))
    assert codes(retailed([*lines[:-1], text])) == ["text-astray"]


def test_an_entry_in_other_words_is_found(lived: Record) -> None:
    items = [
        EntryLine(item.data.replace(b'"seq":', b'"seq": ')) if isinstance(item, EntryLine) else item
        for item in lived.items()
    ]
    found = codes(write_archive(Head(SLUG, PLACE, lived.entries[-1].at), items))
    assert found[0] == "entry-not-canonical"


def test_an_entry_that_cannot_be_read_is_found_and_then_missed(lived: Record) -> None:
    index = at(lived, a.Vote)
    data = seal(lived.entries[index])[0]
    lines = [line.replace(data, data.replace(b'"vote"', b'"veto"')) for line in lived.lines()]
    report = verify(retailed(lines))
    assert [one.code for one in report.findings][:2] == ["entry-unreadable", "missing"]


def test_a_language_not_known_is_found(lived: Record) -> None:
    assert codes(changed(lived, at(lived, a.Vote), language=2).lines()) == ["other-language"]


def test_a_hundred_findings_are_told_and_the_rest_counted(lines: tuple[bytes, ...]) -> None:
    report = verify([*lines, *[b"x\n"] * 250])
    assert len(report.findings) == 100
    assert report.more == 150


# --- Checkpoints and keys ---------------------------------------------------------------------------------------


def with_checkpoint(lines: tuple[bytes, ...], **changes: Any) -> list[bytes]:
    """The first checkpoint changed and signed again."""
    made = list(lines)
    number = next(n for n, line in enumerate(lines) if line.startswith(b'{"checkpoint"'))
    (one,) = read([lines[number]])
    assert isinstance(one.line, CheckpointLine)
    changed = msgspec.structs.replace(one.line.checkpoint, **changes)
    signature = sign(PRIVATE, b"linli checkpoint 1\n" + msgspec.json.encode(changed, order="sorted"))
    made[number] = encode(CheckpointLine(changed, signature))
    return retailed(made)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"size": 3}, "checkpoint-size"),
        ({"root": "0" * 64}, "checkpoint-root"),
        ({"number": 2}, "checkpoint-order"),
        ({"previous": "1" * 64}, "checkpoint-order"),
        ({"community": "other"}, "checkpoint-order"),
        ({"at": village.BEGIN}, "checkpoint-order"),
        ({"at": datetime(1, 1, 1, tzinfo=UTC)}, "checkpoint-order"),
        ({"key": "0" * 16}, "key-unknown"),
    ],
)
def test_a_checkpoint_that_says_something_else_is_found(
    lines: tuple[bytes, ...], changes: Any, expected: str
) -> None:
    found = codes(with_checkpoint(lines, **changes))
    assert found[0] == expected
    assert set(found[1:]) <= {"checkpoint-order"}


def test_a_checkpoint_dated_before_the_last_one_is_found(lived: Record) -> None:
    first, second = sorted(lived.checkpoints)[:2]
    last = max(lived.checkpoints.values())
    forged = replace(lived, checkpoints={**lived.checkpoints, first: last, second: last - DAY})
    assert "checkpoint-order" in codes(forged.lines())


def test_a_checkpoint_without_its_signature_is_found(lines: tuple[bytes, ...]) -> None:
    number = next(n for n, line in enumerate(lines) if line.startswith(b'{"checkpoint"'))
    made = list(lines)
    made[number] = made[number][:-131] + b"0" * 128 + b'"}\n'
    assert codes(retailed(made)) == ["signature-bad"]


def test_entries_not_covered_by_a_checkpoint_are_found(lived: Record) -> None:
    last = max(lived.checkpoints)
    report = verify(
        replace(lived, checkpoints={n: w for n, w in lived.checkpoints.items() if n != last}).lines()
    )
    assert [one.code for one in report.findings] == ["not-covered"]


def test_a_tail_cut_off_and_made_to_fit_shows_only_against_a_later_root(lived: Record) -> None:
    size = sorted(lived.checkpoints)[1]
    checkpoints = {n: when for n, when in lived.checkpoints.items() if n <= size}
    cut = replace(lived, entries=lived.entries[:size], checkpoints=checkpoints, changes={})
    assert verify(cut.lines()).ok
    assert codes_with(cut, root=verify(lived.lines()).root) == ["root-not-found"]


def test_a_forged_record_that_is_consistent_in_itself_shows_only_against_root_or_key(lived: Record) -> None:
    """Somebody rewrites the whole story, with keys of his own."""
    stranger = bytes(range(100, 132))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(village, "PRIVATE", stranger)
        told = Village()
        village.founded(told)
        told.check()
        forged = told.record().lines()
    report = verify(forged)
    assert report.ok
    assert not report.origin_shown
    honest = verify(lived.lines())
    assert [one.code for one in verify(forged, root=honest.root).findings] == ["root-not-found"]
    assert [one.code for one in verify(forged, key=honest.key).findings] == ["key-not-found"]


def test_a_key_not_signed_by_the_one_before_is_found(lived: Record) -> None:
    first = first_key(PRIVATE, community=SLUG, at=village.BEGIN)
    stolen = change_key(bytes(32), SUCCESSOR, before=first.key, at=village.BEGIN)
    assert codes(with_keys(lived, stolen))[0] == "key-unsigned"


def test_a_key_out_of_order_is_found(lived: Record) -> None:
    first = first_key(PRIVATE, community=SLUG, at=village.BEGIN)
    second = change_key(PRIVATE, SUCCESSOR, before=first.key, at=village.BEGIN)
    third = change_key(PRIVATE, SUCCESSOR, before=second.key, at=village.BEGIN)
    assert codes(with_keys(lived, third))[0] == "key-out-of-order"


def with_keys(record: Record, line: KeyLine) -> list[bytes]:
    """The second key replaced."""
    items = [line if isinstance(item, KeyLine) and item.key.number == 2 else item for item in record.items()]
    return list(write_archive(Head(SLUG, PLACE, record.entries[-1].at), items))


def test_a_checkpoint_signed_with_the_old_key_after_the_change_is_found(lived: Record) -> None:
    items = list(lived.items())
    last = next(item for item in reversed(items) if isinstance(item, CheckpointLine))
    before = [item for item in items if isinstance(item, CheckpointLine)][-2]
    made = last.checkpoint
    old = checkpoint(
        PRIVATE, before=before.checkpoint, community=SLUG, size=made.size, root=bytes.fromhex(made.root), at=made.at
    )  # fmt: skip
    items[items.index(last)] = old
    assert codes(write_archive(Head(SLUG, PLACE, made.at), items)) == ["key-unknown"]


def test_the_wrong_founding_place_is_found(lived: Record) -> None:
    found = verify(changed(lived, 0, act=Found(SLUG, "000000000000")).lines())
    assert (
        said(found, "other-community")
        == f"The head says “{SLUG} {PLACE}”, the record says “{SLUG} 000000000000”."
    )


def test_every_way_to_enrol_after_the_fact_leaves_other_roots(lived: Record) -> None:
    """Stuffing the register is consistent in itself: only what hangs on the wall finds it."""
    enrol = at(lived, Enrol)
    act = lived.entries[enrol].act
    assert isinstance(act, Enrol)
    stuffed = Enrol((*act.people, Newcomer("p21", {"adult": True, "registered": True})))
    forged = changed(lived, enrol, act=stuffed)
    assert codes_with(forged, root=verify(lived.lines()).root)[-1] == "root-not-found"


def test_a_person_struck_off_takes_no_further_part(lived: Record) -> None:
    assert isinstance(lived.entries[at(lived, Depart)], CommunityEntry)
    index = at(lived, Call, 3)
    assert codes(changed(lived, index, by=a.Actor("p20", "two-committees")).lines()) == ["refused"]
