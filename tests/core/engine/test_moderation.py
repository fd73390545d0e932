"""Hiding comments, appealing, deciding appeals: in the community's chain, by one rule for every charter."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from linli import charters
from linli.core.charter.load import load
from linli.core.engine import acts as a
from linli.core.engine import moderation as m
from linli.core.engine import roster as r
from linli.core.engine.community import NOBODY, decide_community, evolve_community
from linli.core.engine.force import InForce, in_force
from linli.core.engine.moderating import conducting, deciding
from linli.core.engine.refusal import Refusal
from linli.core.engine.roster import Roster
from linli.core.engine.struct import reader, write
from linli.core.record.texts import seals_of

WORDS, REASONS, AGAIN = "a" * 64, "b" * 64, "c" * 64
BEGINS = datetime(2026, 1, 5, tzinfo=UTC)
CLERK = a.Actor("", "clerk")


def actor(text: str) -> a.Actor:
    return a.Actor(*text.split(" "))


class Hall:
    """p1 and p2 in the branch, p3 and p4 in the committee, p5 in neither; by Beilin's charter."""

    def __init__(self, force: InForce, seats: dict[str, str]) -> None:
        self.force, self.roster, self.now = force, Roster(), BEGINS
        known = {"adult": True, "registered": True, "party-member": True}
        self.done(CLERK, r.Found("town", "1"))
        self.done(CLERK, r.Adopt(force.hash))
        self.done(CLERK, r.Enrol(tuple(r.Newcomer(f"p{n}", dict(known)) for n in range(1, 7))))
        for person, organ in seats.items():
            self.done(CLERK, r.TakeSeat(person, organ))

    def try_(self, by: a.Actor | str, act: Any) -> Refusal | None:
        who = actor(by) if isinstance(by, str) else by
        refusal = decide_community(self.force, self.roster, act, by=who, at=self.now)
        if refusal is None:
            self.roster = evolve_community(self.roster, act, self.now, who)
        return refusal

    def done(self, by: a.Actor | str, act: Any) -> int:
        refusal = self.try_(by, act)
        assert refusal is None, refusal.says("en")
        return self.roster.seq

    def hide(self, by: str = "p3 committee", writer: str = "p5", **more: Any) -> int:
        return self.done(by, hide(writer, **more))


def hide(writer: str = "p5", *, words: str = WORDS, reasons: str = REASONS, comment: int = 7) -> m.Hide:
    return m.Hide("matter/2026/1", "four-deliberations", comment, writer, words, "insult", reasons)


@pytest.fixture(scope="module")
def beilin() -> InForce:
    return in_force(charters.read("beilin"))


@pytest.fixture(scope="module")
def boards() -> InForce:
    path = Path(__file__).with_name("boards.yaml")
    return in_force(load(path.read_bytes(), file=path.name))


@pytest.fixture
def hall(beilin: InForce) -> Hall:
    return Hall(beilin, {"p1": "party-branch", "p2": "party-branch", "p3": "committee", "p4": "committee"})


def test_who_acts_otherwise_than_by_voting_or_convenes_conducts_a_procedure(beilin: InForce) -> None:
    assert conducting(beilin, "four-deliberations") == ("party-branch", "committee")


def test_who_is_offered_a_matter_conducts_it() -> None:
    assert conducting(in_force(charters.read("fengqiao")), "dispute") == ("mediators", "committee")


def test_the_market_and_bodies_of_units_conduct_nothing(boards: InForce) -> None:
    organs = dict(boards.charter.organs)
    organs["pair"] = organs["pair"].model_copy(update={"nature": "market"})
    organs["council"] = organs["council"].model_copy(update={"members": "units"})
    force = replace(boards, charter=boards.charter.model_copy(update={"organs": organs}))
    assert conducting(force, "affair") == ("committee",)


def test_where_no_organ_with_seats_conducts_a_procedure_all_of_the_charter_do(boards: InForce) -> None:
    everybody = ("committee", "council", "pair")
    assert conducting(boards, "affair") == everybody
    assert conducting(boards, "gone-since") == everybody


def test_a_comment_is_hidden_appealed_against_and_restored_by_another(hall: Hall) -> None:
    seq = hall.hide()
    assert hall.roster.hidden[str(seq)].stands
    hall.done("p5 residents", m.Appeal(seq, WORDS))
    hall.done("p1 party-branch", m.Settle(seq, "restored", REASONS))
    found = hall.roster.hidden[str(seq)]
    assert (found.stands, found.appealed, found.verdict) == (False, True, "restored")
    assert reader(Roster).decode(write(hall.roster)) == hall.roster


def test_what_was_restored_can_be_hidden_again_only_when_its_words_have_changed(hall: Hall) -> None:
    seq = hall.hide()
    hall.done("p5 residents", m.Appeal(seq, WORDS))
    hall.done("p4 committee", m.Settle(seq, "restored", REASONS))
    refusal = hall.try_("p1 party-branch", hide())
    assert refusal is not None
    assert refusal.code == "restored-before"
    hall.hide("p1 party-branch", words=AGAIN)


def test_the_record_never_carries_the_hidden_words_nor_those_of_the_appeal() -> None:
    assert seals_of(hide()) == {REASONS: "text"}
    assert seals_of(m.Appeal(3, WORDS)) == {}


def test_where_nobody_else_conducts_it_any_organ_with_seats_decides_the_appeal(beilin: InForce) -> None:
    alone = Hall(beilin, {"p3": "committee"})
    seq = alone.hide()
    assert set(deciding(beilin, alone.roster, alone.roster.hidden[str(seq)], BEGINS)) > {"committee"}
    alone.done(CLERK, r.TakeSeat("p4", "committee"))
    assert deciding(beilin, alone.roster, alone.roster.hidden[str(seq)], BEGINS) == (
        "party-branch", "committee",
    )  # fmt: skip


Try = Callable[[Hall], Refusal | None]


def after(by: str, act: Callable[[int], Any], *, appealed: bool = True, settled: bool = False) -> Try:
    def trial(hall: Hall) -> Refusal | None:
        seq = hall.hide()
        if appealed:
            hall.done("p5 residents", m.Appeal(seq, WORDS))
        if settled:
            hall.done("p4 committee", m.Settle(seq, "kept", REASONS))
        return hall.try_(by, act(seq))

    return trial


def settle(seq: int) -> m.Settle:
    return m.Settle(seq, "kept", REASONS)


def own_appeal(hall: Hall) -> Refusal | None:
    seq = hall.hide(writer="p4")
    hall.done("p4 residents", m.Appeal(seq, WORDS))
    return hall.try_("p4 committee", settle(seq))


def before_the_last(hall: Hall) -> Refusal | None:
    hall.now -= timedelta(days=1)
    return hall.try_("p3 committee", hide())


REFUSED: list[tuple[str, Try]] = [
    ("not-moderator", lambda hall: hall.try_("p6 residents", hide())),
    ("not-in-organ", lambda hall: hall.try_("p6 committee", hide())),
    ("own-comment", lambda hall: hall.try_("p3 committee", hide("p3"))),
    ("already-hidden", after("p4 committee", lambda _: hide(), appealed=False)),
    ("already-hidden", after("p4 committee", lambda _: hide(words=AGAIN), settled=True)),
    ("words-missing", lambda hall: hall.try_("p3 committee", hide(reasons=""))),
    ("no-such-hiding", lambda hall: hall.try_("p5 residents", m.Appeal(2, WORDS))),
    ("not-writer", after("p6 residents", lambda seq: m.Appeal(seq, WORDS), appealed=False)),
    ("appealed-before", after("p5 residents", lambda seq: m.Appeal(seq, WORDS))),
    ("appealed-before", after("p5 residents", lambda seq: m.Appeal(seq, WORDS), settled=True)),
    ("words-missing", after("p5 residents", lambda seq: m.Appeal(seq, ""), appealed=False)),
    ("not-appealed", after("p4 committee", settle, appealed=False)),
    ("appeal-settled", after("p4 committee", settle, settled=True)),
    ("own-appeal", own_appeal),
    ("hid-it-herself", after("p3 committee", settle)),
    ("not-moderator", after("p6 residents", settle)),
    ("words-missing", after("p4 committee", lambda seq: m.Settle(seq, "kept", ""))),
    ("back-in-time", before_the_last),
]


@pytest.mark.parametrize(("code", "trial"), REFUSED)
def test_moderation_refused_says_why_and_what_next_and_changes_nothing(
    hall: Hall, code: str, trial: Try
) -> None:
    refusal = trial(hall)
    assert refusal is not None, "it was done"
    assert refusal.code == code
    assert not re.search(r"[{}]|None", refusal.says("zh") + refusal.says("en"))
    assert refusal.instead or code in ("words-missing", "back-in-time", "not-in-organ")


def test_nothing_is_hidden_before_there_is_a_charter() -> None:
    refusal = decide_community(None, Roster(), hide(), by=NOBODY, at=BEGINS)
    assert refusal is not None
    assert refusal.code == "not-founded"
