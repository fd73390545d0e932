"""What is published outside of matters: periods, corrections, objections and answers in the community's chain."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from linli.core.charter.load import load
from linli.core.charter.terms import Every
from linli.core.charter.text import Text
from linli.core.engine import acts as a
from linli.core.engine import periods as p
from linli.core.engine import publications as pub
from linli.core.engine import roster as r
from linli.core.engine.community import NOBODY, decide_community, evolve_community
from linli.core.engine.force import InForce, in_force
from linli.core.engine.publishing import timed
from linli.core.engine.refusal import Refusal
from linli.core.engine.roster import Roster
from linli.core.engine.struct import reader, write
from linli.core.record.texts import seals_of

WORDS = "a" * 64
ZONE = "Asia/Shanghai"
BEGINS = datetime(2026, 1, 5, tzinfo=UTC)


class Board:
    """A community whose people are ``p1 … p9``: p1 (in the chair) to p3 in the committee, p2 its bookkeeper."""

    def __init__(self, force: InForce) -> None:
        self.force = force
        self.roster = Roster()
        self.now = BEGINS
        clerk = a.Actor("", "clerk")
        people = tuple(r.Newcomer(f"p{n}", {"adult": n < 9}) for n in range(1, 10))
        self.must(clerk, r.Found("town", "1"))
        self.must(clerk, r.Adopt(force.hash))
        self.must(clerk, r.Enrol(people))
        for n, organ in [(1, "committee"), (2, "committee"), (3, "committee"), (4, "council"), (6, "pair")]:
            kind = "book" if n == 2 else ""
            self.must(clerk, r.TakeSeat(f"p{n}", organ, chair=n == 1, seat_class=kind))

    def at(self, day: str) -> Board:
        self.now = datetime.fromisoformat(f"2026-{day}T09:00+08:00").astimezone(UTC)
        return self

    def do(self, by: a.Actor, act: Any) -> Refusal | None:
        refusal = decide_community(self.force, self.roster, act, by=by, at=self.now)
        if refusal is None:
            self.roster = evolve_community(self.roster, act, self.now, by)
        return refusal

    def must(self, by: a.Actor, act: Any) -> int:
        refusal = self.do(by, act)
        assert refusal is None, refusal.says("en")
        return self.roster.seq

    def as_(self, by: str, act: pub.PublishingAct) -> Refusal | None:
        return self.do(actor(by), timed(self.force, self.roster, act, self.now))

    def done(self, by: str, act: pub.PublishingAct) -> int:
        refusal = self.as_(by, act)
        assert refusal is None, refusal.says("en")
        return self.roster.seq

    def accounts(self, period: str = "2026-01-01", **more: Any) -> int:
        return self.done(
            "p2 committee", pub.PutUp("accounts", WORDS, period=date.fromisoformat(period), **more)
        )

    def turnouts(self, name: str, since: str = "2026-01-01") -> list[tuple[str, str]]:
        found = p.turnouts(
            p.sections(self.force.charter)[name], self.roster.published,
            since=datetime.fromisoformat(since).replace(tzinfo=UTC), at=self.now, zone=ZONE, calendars={},
        )  # fmt: skip
        return [(str(one.period.begins), one.became) for one in found]


def actor(by: str) -> a.Actor:
    person, _, organ = by.partition(" ")
    return a.Actor(person, organ)


@pytest.fixture(scope="module")
def force() -> InForce:
    return in_force(load((Path(__file__).parent / "boards.yaml").read_bytes(), file="boards"))


@pytest.fixture
def board(force: InForce) -> Board:
    return Board(force)


def test_the_sections_of_a_charter_are_its_disclosures_and_its_duties_to_publish(force: InForce) -> None:
    found = p.sections(force.charter)
    assert list(found) == ["shortfall", "accounts", "news", "weekly", "closed", "polls"]
    assert found["shortfall"].path == "duties.shortfall"
    assert found["polls"].within is None


@pytest.mark.parametrize(
    ("every", "day", "begins", "due"),
    [
        ("month", "2026-02-14", "2026-02-01", "2026-03-01 00:00"),
        ("month by day 10", "2026-02-14", "2026-02-01", "2026-02-11 00:00"),
        ("quarter by day 31", "2026-06-30", "2026-04-01", "2026-05-01 00:00"),
        ("quarter", "2026-12-31", "2026-10-01", "2027-01-01 00:00"),
        ("year", "2026-07-01", "2026-01-01", "2027-01-01 00:00"),
        ("2 years", "2027-07-01", "2026-01-01", "2028-01-01 00:00"),
        ("week", "2026-11-26", "2026-11-23", "2026-11-30 00:00"),
        ("Friday 16:00", "2026-11-28", "2026-11-23", "2026-11-27 16:00"),
        ("Friday", "2026-11-28", "2026-11-23", "2026-11-28 00:00"),
        ("36 hours", "2026-11-26", "2026-11-25", "2026-11-27 00:00"),
        ("1 day", "2026-11-26", "2026-11-26", "2026-11-27 00:00"),
    ],
)
def test_a_day_belongs_to_a_period_of_the_calendar(every: str, day: str, begins: str, due: str) -> None:
    section = p.Section("x", Text(zh="栏", en="x"), None, Every.parse(every), None, None, None, "")
    found = p.period_at(section, date.fromisoformat(day), ZONE, {})
    assert found is not None
    assert str(found.begins) == begins
    assert found.due == datetime.fromisoformat(f"{due}+08:00")
    assert p.period_at(section, found.begins, ZONE, {}) == found


def test_the_first_and_the_last_years_of_the_calendar_have_periods_too() -> None:
    section = p.Section("x", Text(zh="栏", en="x"), None, Every.parse("7 years"), None, None, None, "")
    assert p.period_at(section, date(1, 1, 1), ZONE, {}) is not None
    assert p.period_at(section, date(9999, 12, 31), ZONE, {}) is not None


def test_what_was_published_when_is_told_for_each_period(board: Board) -> None:
    board.at("03-02").accounts()
    assert board.turnouts("accounts") == [("2026-01-01", "on-time"), ("2025-10-01", "missing")]
    board.at("07-11").accounts("2026-04-01")
    assert board.turnouts("accounts", "2026-01-20") == [
        ("2026-07-01", "open"), ("2026-04-01", "late"), ("2026-01-01", "on-time"),
    ]  # fmt: skip
    board.at("07-12").accounts("2026-07-01", none=True)
    assert board.turnouts("accounts", "2026-07-20") == [("2026-07-01", "none")]
    assert board.turnouts("news") == []


def test_the_last_moment_of_the_time_is_in_time_and_the_due_moment_late(board: Board) -> None:
    due = datetime.fromisoformat("2026-04-11T00:00+08:00").astimezone(UTC)
    board.now = due - timedelta(microseconds=1)
    assert board.turnouts("accounts")[1] == ("2026-01-01", "open")
    board.accounts()
    board.now = due
    assert board.turnouts("accounts")[1] == ("2026-01-01", "on-time")


def test_a_correction_keeps_the_time_of_the_first_and_a_withdrawal_does_not(board: Board) -> None:
    first = board.at("04-01").accounts()
    second = board.at("05-01").accounts(instead_of=first)
    assert board.roster.published[str(first)].down == "corrected"
    assert board.turnouts("accounts")[1] == ("2026-01-01", "on-time")
    board.done("p1 committee", pub.TakeDown(second, WORDS))
    assert board.turnouts("accounts")[1] == ("2026-01-01", "missing")
    board.at("05-02").accounts()
    assert board.turnouts("accounts")[1] == ("2026-01-01", "late")


def test_nobody_asks_for_more_periods_than_a_page_can_show(board: Board) -> None:
    board.at("11-26")
    assert len(board.turnouts("weekly", "0001-01-02")) == p.MOST
    section = p.sections(board.force.charter)["weekly"]
    found = list(p.turnouts(section, {}, since=datetime.min.replace(tzinfo=UTC), at=datetime(1, 1, 9, tzinfo=UTC),
                            zone="UTC", calendars={}))  # fmt: skip
    assert [str(one.period.begins) for one in found] == ["0001-01-08", "0001-01-01"]


def test_an_organ_with_seats_puts_up_notices_of_its_own_and_only_it_takes_them_down(board: Board) -> None:
    seq = board.done("p4 council", pub.PutUp("", WORDS, title=WORDS))
    refusal = board.as_("p1 committee", pub.TakeDown(seq, WORDS))
    assert refusal is not None
    assert refusal.code == "not-own-notice"
    board.done("p4 council", pub.TakeDown(seq, WORDS))
    assert board.roster.published[str(seq)].down == "withdrawn"


def test_those_of_a_kind_may_publish_by_their_seat_their_organ_or_a_fact(board: Board) -> None:
    board.must(a.Actor("", "clerk"), r.TakeSeat("p4", "committee"))
    board.done("p4 committee", pub.PutUp("news", WORDS))
    board.done("p1 committee", pub.PutUp("news", WORDS))
    board.done("p6 pair", pub.PutUp("news", "", files=(WORDS,)))
    board.must(a.Actor("", "clerk"), r.TakeSeat("p9", "committee"))
    refusal = board.as_("p9 committee", pub.PutUp("news", WORDS))
    assert refusal is not None
    assert refusal.code == "not-entitled"


def test_an_objection_is_answered_once_by_another_and_silence_upholds_it(board: Board) -> None:
    seq = board.at("04-01").accounts()
    board.done("p5 residents", pub.Dispute(seq, WORDS, BEGINS))
    board.done("p7 residents", pub.Dispute(seq, WORDS, BEGINS))
    board.done("p4 council", pub.Reply(seq, 1, "dismissed", WORDS))
    one, two = board.roster.published[str(seq)].objections
    assert (one.verdict, one.answered, one.settled(board.now)) == ("dismissed", board.now, "dismissed")
    assert two.due == datetime.fromisoformat("2026-04-09T00:00+08:00")
    assert (two.settled(two.due - timedelta(seconds=1)), two.settled(two.due)) == ("", "upheld")
    board.done("p5 residents", pub.Dispute(seq, WORDS, BEGINS))
    assert len(board.roster.published[str(seq)].objections) == 3


def test_what_is_published_is_kept_in_the_roster_as_written_and_its_words_are_sealed(board: Board) -> None:
    seq = board.at("04-01").accounts()
    board.done("p5 residents", pub.Dispute(seq, WORDS, BEGINS))
    assert reader(Roster).decode(write(board.roster)) == board.roster
    act = pub.PutUp("news", "b" * 64, title="c" * 64, table="d" * 64, files=("e" * 64,))
    assert seals_of(act) == {"c" * 64: "text", "b" * 64: "text", "d" * 64: "text", "e" * 64: "file"}


Try = Callable[[Board], Refusal | None]
Q1 = date(2026, 1, 1)


def up(by: str, section: str = "accounts", text: str = WORDS, period: date | None = Q1, **more: Any) -> Try:
    return lambda board: board.as_(by, pub.PutUp(section, text, period=period, **more))


def then(act: Callable[[int], pub.PublishingAct], by: str, day: str = "04-02", more: Any = None) -> Try:
    def trial(board: Board) -> Refusal | None:
        seq = board.at("04-01").accounts()
        if more:
            board.done(*more(seq))
        return board.at(day).as_(by, act(seq))

    return trial


def objected(seq: int) -> tuple[str, pub.PublishingAct]:
    return "p5 residents", pub.Dispute(seq, WORDS, BEGINS)


def withdrawn(seq: int) -> tuple[str, pub.PublishingAct]:
    return "p2 committee", pub.TakeDown(seq, WORDS)


def forged(board: Board) -> Refusal | None:
    return board.do(actor("p2 committee"), pub.PutUp("accounts", WORDS, period=Q1))


def forged_dispute(board: Board) -> Refusal | None:
    seq = board.accounts()
    return board.do(actor("p5 residents"), pub.Dispute(seq, WORDS, board.now))


def answered_twice(board: Board) -> Refusal | None:
    seq = board.accounts()
    board.done(*objected(seq))
    board.done("p4 council", pub.Reply(seq, 1, "upheld", WORDS))
    return board.as_("p4 council", pub.Reply(seq, 1, "dismissed", WORDS))


def no_objections(board: Board) -> Refusal | None:
    return board.as_(
        "p5 residents", pub.Dispute(board.done("p6 pair", pub.PutUp("news", WORDS)), WORDS, BEGINS)
    )


def no_answers(board: Board) -> Refusal | None:
    return board.as_(
        "p1 committee", pub.Reply(board.done("p6 pair", pub.PutUp("news", WORDS)), 1, "upheld", WORDS)
    )


def before_the_last(board: Board) -> Refusal | None:
    board.now = BEGINS - timedelta(days=1)
    return forged(board)


def reply(number: int = 1, reasons: str = WORDS) -> Callable[[int], pub.PublishingAct]:
    return lambda seq: pub.Reply(seq, number, "upheld", reasons)


def dispute(text: str = WORDS) -> Callable[[int], pub.PublishingAct]:
    return lambda seq: pub.Dispute(seq, text, BEGINS)


REFUSED: list[tuple[str, Try]] = [
    ("section-unknown", up("p1 committee", "gossip")),
    ("not-an-organ", up("p5 residents", "", period=None)),
    ("not-an-organ", up("p5 ", "", period=None)),
    ("not-in-organ", up("p5 council", "", period=None)),
    ("not-in-organ", up("p5 committee")),
    ("not-entitled", up("p3 committee")),
    ("not-entitled", up("p1 committee", "closed", period=None)),
    ("not-entitled", up("p1 committee", "polls", period=None)),
    ("words-missing", up("p2 committee", text="")),
    ("words-missing", up("p2 committee", text="", files=(WORDS,), none=True)),
    ("times-differ", forged),
    ("times-differ", forged_dispute),
    ("back-in-time", before_the_last),
    ("no-periods", up("p6 pair", "news")),
    ("period-missing", up("p2 committee", period=None)),
    ("period-ahead", up("p2 committee", period=date(2026, 4, 1))),
    ("no-such-period", up("p2 committee", period=date(2026, 1, 2))),
    ("period-published", then(lambda _: pub.PutUp("accounts", WORDS, period=Q1), "p2 committee")),
    ("no-such-publication", up("p2 committee", instead_of=3)),
    ("no-such-publication", up("p6 pair", "weekly", period=date(2026, 1, 5), instead_of=3)),
    ("no-such-publication", lambda board: board.as_("p5 residents", pub.Dispute(99, WORDS, BEGINS))),
    ("already-withdrawn",
     then(lambda seq: pub.PutUp("accounts", WORDS, period=Q1, instead_of=seq), "p2 committee", more=withdrawn)),
    ("already-withdrawn", then(lambda seq: pub.TakeDown(seq, WORDS), "p2 committee", more=withdrawn)),
    ("already-withdrawn", then(dispute(), "p5 residents", more=withdrawn)),
    ("not-entitled", then(lambda seq: pub.TakeDown(seq, WORDS), "p3 committee")),
    ("words-missing", then(lambda seq: pub.TakeDown(seq, ""), "p2 committee")),
    ("no-objections", no_objections),
    ("no-objections", no_answers),
    ("not-entitled", then(dispute(), "p3 committee")),
    ("objections-over", then(dispute(), "p5 residents", "04-17")),
    ("already-objected", then(dispute(), "p5 residents", more=objected)),
    ("words-missing", then(dispute(""), "p5 residents")),
    ("not-entitled", then(reply(), "p5 residents", more=objected)),
    ("no-such-objection", then(reply(2), "p4 council", more=objected)),
    ("no-such-objection", then(reply(0), "p4 council", more=objected)),
    ("already-answered", answered_twice),
    ("answer-late", then(reply(), "p4 council", "04-09", more=objected)),
    ("words-missing", then(reply(reasons=""), "p4 council", more=objected)),
]  # fmt: skip


@pytest.mark.parametrize(("code", "trial"), REFUSED)
def test_a_publishing_refused_says_why_and_what_next_and_changes_nothing(
    board: Board, code: str, trial: Try
) -> None:
    board.at("03-30")
    refusal = trial(board)
    assert refusal is not None, "it was done"
    assert refusal.code == code
    said = refusal.says("zh"), refusal.says("en")
    assert not re.search(r"[{}]|None", "".join(said))
    assert refusal.instead or code in ("words-missing", "back-in-time", "not-in-organ", "not-entitled")


def test_a_corrected_one_is_not_corrected_again_and_nobody_answers_their_own(board: Board) -> None:
    first = board.at("04-01").accounts()
    board.accounts(instead_of=first)
    twice = board.as_("p2 committee", pub.PutUp("accounts", WORDS, period=Q1, instead_of=first))
    assert twice is not None
    assert twice.code == "already-corrected"
    board.done("p3 residents", pub.Dispute(board.roster.seq, WORDS, BEGINS))
    own = board.as_("p3 committee", pub.Reply(board.roster.seq - 1, 1, "dismissed", WORDS))
    assert own is not None
    assert own.code == "own-objection"


def test_nothing_is_published_before_there_is_a_charter() -> None:
    refusal = decide_community(None, Roster(), pub.PutUp("", WORDS), by=NOBODY, at=BEGINS)
    assert refusal is not None
    assert refusal.code == "not-founded"
