"""Votes, counts, rolls, rosters and sittings forged, with everything else made anew."""

from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest
from forge import at, changed, codes, said
from village import Record, people

from linli.core.engine import acts as a
from linli.core.engine import events as e
from linli.core.engine.entry import Cited, MatterEntry, SittingEntry
from linli.core.engine.roster import Enrol, Know, LeaveSeat, TakeSeat
from linli.core.engine.sitting import Attend, Call, EndSitting
from linli.core.record.verify import verify


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
