"""Deeds that are refused: for each refusal one, by its code."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from msgspec.structs import replace
from standing import (
    ITEMS,
    WORDS,
    Hall,
    at_chat,
    at_check,
    at_make,
    at_open_show,
    at_paper,
    at_petition_notice,
    at_plain_notice,
    at_show,
    at_talk,
    at_unposted,
    at_vote,
    named,
    objected,
    over_items,
    wished,
)

from linli.core.engine import acts as a
from linli.core.engine import roster as r
from linli.core.engine import sitting as s
from linli.core.engine.acting.items import MOST
from linli.core.engine.community import decide_community
from linli.core.engine.decide import decide
from linli.core.engine.refusal import Refusal


def submit(
    hall: Hall,
    procedure: str = "works",
    kind: str = "work",
    by: str = "p1 committee",
    title: str = WORDS,
    **facts: Any,
) -> Refusal | None:
    refusal: Refusal | None = hall.act("new", by, a.Submit(procedure, kind, title, WORDS, facts))
    return refusal


CASES: dict[str, Callable[[Hall], Refusal | None]] = {}


def case(code: str) -> Callable[[Callable[[Hall], Refusal | None]], Callable[[Hall], Refusal | None]]:
    def keep(how: Callable[[Hall], Refusal | None]) -> Callable[[Hall], Refusal | None]:
        CASES[code] = how
        return how

    return keep


CASES |= {
    "no-such-procedure": lambda hall: submit(hall, "dance"),
    "no-such-kind": lambda hall: submit(hall, kind="dance", cost=1),
    "not-runnable": lambda hall: submit(hall, "later", "later"),
    "unknown-fact": lambda hall: submit(hall, cost=1, colour="red"),
    "fact-missing": lambda hall: submit(hall),
    "fact-type": lambda hall: submit(hall, cost=-1),
    "requirement": lambda hall: submit(hall, cost=1001),
    "no-such-matter": lambda hall: hall.act("matter/2026/99", "p1 committee", a.Open()),
    "already-begun": lambda hall: hall.act(
        hall.begin("ballot"), "p1 residents", a.Submit("ballot", "motion", WORDS, WORDS)
    ),
    "words-missing": lambda hall: submit(hall, title="", cost=1),
    "not-entitled": lambda hall: submit(hall, by="p1 council", cost=1),
    "not-in-organ": lambda hall: submit(hall, by="p9 committee", cost=1),
    "not-yet": lambda hall: hall.act(at_show(hall), "p9 assembly", a.Vote("yes")),
    "anew": lambda hall: hall.act(at_talk(hall), "p9 both", a.State(WORDS), expects="talk#2"),
    "past": lambda hall: hall.act(at_talk(hall), "p9 residents", a.Support()),
    "not-here": lambda hall: hall.act(at_show(hall), "p1 street", a.Post(WORDS)),
    "not-proposer": lambda hall: hall.act(at_show(hall), "p2 residents", a.Withdraw()),
    "decided": lambda hall: hall.act(at_paper(hall), "p1 residents", a.Withdraw()),
    "apart": lambda hall: hall.act(at_check(hall), "p3 both", a.Sort("fulfilled", WORDS)),
    "not-open": lambda hall: hall.act(at_show(hall), "p1 both", a.Vote("yes")),
    "already-open": lambda hall: hall.act(at_open_show(hall), "p1 both", a.Open(), "sitting/2026/1"),
    "not-present": lambda hall: hall.act(at_open_show(hall), "p5 both", a.Vote("yes"), "sitting/2026/1"),
    "wrong-choice": lambda hall: hall.act(at_open_show(hall), "p1 both", a.Vote("perhaps"), "sitting/2026/1"),
    "not-chair": lambda hall: hall.act(at_open_show(hall), "p2 both", a.Close(), "sitting/2026/1"),
    "no-sitting": lambda hall: hall.act(at_show(hall), "p1 both", a.Open()),
    "other-sitting": lambda hall: hall.act(at_open_show(hall), "p1 both", a.Vote("yes"), "sitting/2026/9"),
    "not-paper": lambda hall: hall.act(at_vote(hall), "p1 assembly", a.EnterCount(a.Count(0, 0, 0))),
    "votes-by-name": lambda hall: [
        hall.done(chain := at_open_show(hall), "p1 both", a.Vote("yes"), "sitting/2026/1"),
        hall.act(chain, "p1 both", a.EnterCount(a.Count(0, 0, 0, yes=1)), "sitting/2026/1"),
    ][-1],
    "sitting-goes-on": lambda hall: [
        hall.meet("both", "p1 both"),
        hall.sit("p1 both", s.SignMinutes(WORDS)),
    ][-1],
    "minutes-signed": lambda hall: [
        hall.meet("both", "p1 both"),
        hall.sit("p1 both", s.EndSitting()),
        hall.sit("p1 both", s.SignMinutes(WORDS)),
        hall.sit("p1 both", s.SignMinutes(WORDS)),
    ][-1],
    "agenda-stands": lambda hall: [hall.meet("both", "p1 both"), hall.sit("p1 both", s.SetAgenda(()))][-1],
    "paper-only": lambda hall: hall.act(at_paper(hall), "p9 assembly", a.Vote("yes"), "sitting/2026/2"),
    "not-convener": lambda hall: hall.act(at_paper(hall), "p4 council", a.EnterCount(a.Count(0, 0, 0))),
    "count-impossible": lambda hall: hall.act(
        at_paper(hall), "p1 committee", a.EnterCount(a.Count(13, 0, 0))
    ),
    "already-supported": lambda hall: [
        hall.act(chain, "p8 residents", a.Support()) for chain in [hall.begin("petition")] * 2
    ][1],
    "not-supported": lambda hall: hall.act(hall.begin("petition"), "p8 residents", a.Retract()),
    "no-such-bin": lambda hall: hall.act(at_check(hall), "p4 both", a.Sort("dance", WORDS)),
    "no-minutes": lambda hall: hall.act(at_chat(hall), "p3 council", a.Close()),
    "not-posted": lambda hall: hall.act(at_unposted(hall), "p9 residents", a.Object(WORDS)),
    "already-posted": lambda hall: hall.act(at_petition_notice(hall), "p2 committee", a.Post(WORDS)),
    "no-objections": lambda hall: hall.act(at_plain_notice(hall), "p9 residents", a.Object(WORDS)),
    "no-such-objection": lambda hall: hall.act(
        at_petition_notice(hall), "p4 both", a.Answer(1, "upheld", WORDS)
    ),
    "evidence-missing": lambda hall: hall.act(at_make(hall), "p1 committee", a.Finish(WORDS)),
    "no-extension": lambda hall: hall.act(at_check(hall), "p4 both", a.Extend(WORDS)),
    "no-such-section": lambda hall: hall.act(at_make(hall), "p1 committee", a.Disclose("dance", WORDS)),
    "own-stage": lambda hall: hall.act(at_make(hall), "p1 committee", a.Disclose("news", WORDS)),
    "no-such-person": lambda hall: hall.found(r.Depart("nobody")),
    "already-enrolled": lambda hall: hall.found(r.Enrol((r.Newcomer("p1", {}),))),
    "already-seated": lambda hall: hall.found(r.TakeSeat("p1", "committee")),
    "not-seated": lambda hall: hall.found(r.LeaveSeat("p9", "committee")),
    "no-seats": lambda hall: hall.found(r.TakeSeat("p1", "residents")),
    "size-out-of-range": lambda hall: hall.found(r.Size("committee", 6)),
    "already-founded": lambda hall: hall.found(r.Found("again", "1")),
    "not-founded": lambda hall: decide_community(
        None, r.Roster(), r.Adopt("x"), by=a.Actor("", "clerk"), at=hall.utc
    ),
    "not-clerk": lambda hall: decide_community(
        hall.force, hall.town.roster, r.Depart("p1"), by=a.Actor("p1", "committee"), at=hall.utc
    ),
    "not-sitting-organ": lambda hall: hall.sit("p1 committee", s.Call("street", hall.utc, ())),
    "in-the-past": lambda hall: hall.sit(
        "p1 committee", s.Call("committee", hall.utc - timedelta(minutes=1), ())
    ),
    "notice-too-short": lambda hall: hall.sit("p1 both", s.Call("both", hall.utc, (at_talk(hall),))),
    "sitting-closed": lambda hall: [
        at_show(hall),
        hall.meet("both", "p1 both"),
        hall.sit("p1 both", s.EndSitting()),
        hall.sit("p1 both", s.EndSitting()),
    ][-1],
    "not-sign-in-day": lambda hall: [
        hall.sit("p1 both", s.Call("both", hall.utc + timedelta(days=1), ())),
        hall.sit("p1 both", s.Attend(("p1",))),
    ][-1],
}


@case("ended")
def _(hall: Hall) -> Refusal | None:
    chain = at_show(hall)
    hall.done(chain, "p1 residents", a.Withdraw())
    refusal: Refusal | None = hall.act(chain, "p1 both", a.Open())
    return refusal


@case("not-on-roll")
def _(hall: Hall) -> Refusal | None:
    chain = at_open_show(hall)
    assert hall.found(r.TakeSeat("p9", "council")) is None
    refusal: Refusal | None = hall.act(chain, "p9 both", a.Vote("yes"), "sitting/2026/1")
    return refusal


@case("already-voted")
def _(hall: Hall) -> Refusal | None:
    chain = at_open_show(hall)
    hall.done(chain, "p1 both", a.Vote("yes"), "sitting/2026/1")
    refusal: Refusal | None = hall.act(chain, "p1 both", a.Vote("no"), "sitting/2026/1")
    return refusal


@case("wrong-sitting")
def _(hall: Hall) -> Refusal | None:
    chain = at_show(hall)
    meeting = hall.meet("council", "p3 council")
    refusal: Refusal | None = hall.act(chain, "p1 both", a.Open(), meeting)
    return refusal


@case("not-on-agenda")
def _(hall: Hall) -> Refusal | None:
    chain = at_show(hall)
    meeting = hall.meet("both", "p3 both")
    refusal: Refusal | None = hall.act(chain, "p1 both", a.Open(), meeting)
    return refusal


@case("sitting-not-begun")
def _(hall: Hall) -> Refusal | None:
    chain = at_show(hall)
    assert hall.sit("p1 both", s.Call("both", hall.utc + timedelta(hours=1), (chain,))) is None
    refusal: Refusal | None = hall.act(chain, "p1 both", a.Open(), "sitting/2026/1")
    return refusal


@case("already-present")
def _(hall: Hall) -> Refusal | None:
    hall.meet("both", "p1 both", people=("p1",))
    refusal: Refusal | None = hall.sit("p1 both", s.Attend(("p1", "p2")))
    return refusal


@case("same-hand")
def _(hall: Hall) -> Refusal | None:
    chain = at_paper(hall)
    hall.done(chain, "p1 committee", a.EnterCount(a.Count(6, 6, 6, yes=6)))
    refusal: Refusal | None = hall.act(chain, "p1 committee", a.EnterCount(a.Count(6, 6, 6, yes=6)))
    return refusal


@case("notice-down")
def _(hall: Hall) -> Refusal | None:
    chain = at_petition_notice(hall)
    hall.now += timedelta(days=2)
    hall.done(chain, "p9 residents", a.Object(WORDS))
    hall.now += timedelta(days=2)
    refusal: Refusal | None = hall.act(chain, "p8 residents", a.Object(WORDS))
    return refusal


@case("already-objected")
def _(hall: Hall) -> Refusal | None:
    refusal: Refusal | None = hall.act(objected(hall), "p9 residents", a.Object(WORDS))
    return refusal


@case("already-answered")
def _(hall: Hall) -> Refusal | None:
    chain = objected(hall)
    hall.done(chain, "p1 both", a.Answer(1, "dismissed", WORDS))
    refusal: Refusal | None = hall.act(chain, "p1 both", a.Answer(1, "upheld", WORDS))
    return refusal


@case("own-objection")
def _(hall: Hall) -> Refusal | None:
    chain = objected(hall, "p1 residents")
    refusal: Refusal | None = hall.act(chain, "p1 both", a.Answer(1, "dismissed", WORDS))
    return refusal


@case("already-extended")
def _(hall: Hall) -> Refusal | None:
    chain = at_make(hall)
    hall.done(chain, "p1 committee", a.Extend(WORDS))
    refusal: Refusal | None = hall.act(chain, "p1 committee", a.Extend(WORDS))
    return refusal


@case("already-disclosed")
def _(hall: Hall) -> Refusal | None:
    chain = at_make(hall)
    hall.done(chain, "p1 committee", a.Disclose("money", WORDS))
    refusal: Refusal | None = hall.act(chain, "p1 committee", a.Disclose("money", WORDS))
    return refusal


@case("clock-first")
def _(hall: Hall) -> Refusal | None:
    state = hall.state(hall.begin("petition"))
    found = decide(
        hall.force,
        state,
        a.Support(),
        id=state.id,
        by=a.Actor("p8", "residents"),
        roster=hall.town.roster,
        at=state.due,
    )
    assert isinstance(found, Refusal)
    return found


@case("back-in-time")
def _(hall: Hall) -> Refusal | None:
    chain = hall.begin("petition")
    hall.now -= timedelta(seconds=1)
    refusal: Refusal | None = hall.act(chain, "p8 residents", a.Support())
    return refusal


@case("seats-full")
def _(hall: Hall) -> Refusal | None:
    assert hall.found(r.Size("committee", 3)) is None
    refusal: Refusal | None = hall.found(r.TakeSeat("p9", "committee"))
    return refusal


def add(hall: Hall, chain: str, nominee: str) -> Refusal | None:
    refusal: Refusal | None = hall.act(
        chain, "p5 residents", a.AddItem(a.NewItem(WORDS, facts={"nominee": nominee}))
    )
    return refusal


@case("too-many-items")
def _(hall: Hall) -> Refusal | None:
    chain = over_items(hall, "wishes")
    one = hall.done(chain, "p4 residents", a.AddItem(a.NewItem(WORDS, facts={"cost": 1})))
    hall.town.matters[chain] = replace(one, items=one.items * MOST)
    refusal: Refusal | None = hall.act(chain, "p4 residents", a.AddItem(a.NewItem(WORDS, facts={"cost": 1})))
    return refusal


@case("items-missing")
def _(hall: Hall) -> Refusal | None:
    hall.force = hall.town.force = ITEMS
    return submit(hall, "appraisal", "yearly")


@case("nothing-to-vote-on")
def _(hall: Hall) -> Refusal | None:
    """Of the nominees none is left over for a run-off."""
    chain = named(hall, "p5")
    hall.done(chain, "p1 committee", a.Close())
    sitting = hall.meet("residents", "p1 committee", chain)
    hall.done(chain, "p1 committee", a.Open(), sitting)
    for hand in ("p1", "p2"):
        hall.done(chain, f"{hand} committee", a.EnterCount(a.Count(9, 9, 9, scores={"1": 9})))
    refusal: Refusal | None = hall.act(chain, "p1 committee", a.Open(), sitting)
    return refusal


CASES |= {
    "no-items": lambda hall: hall.act(
        "new", "p1 residents", a.SubmitItems("ballot", "motion", WORDS, WORDS, (a.NewItem(WORDS),))
    ),
    "item-there": lambda hall: add(hall, named(hall, "p6"), "p6"),
    "no-such-item": lambda hall: hall.act(named(hall, "p6"), "p4 residents", a.RetractItem(2)),
    "not-own-item": lambda hall: hall.act(named(hall, "p6"), "p5 residents", a.RetractItem(1)),
    "open-until-due": lambda hall: hall.act(over_items(hall, "wishes"), "p1 committee", a.Close()),
    "too-many-chosen": lambda hall: hall.act(wished(hall), "p4 residents", a.VoteItems((2, 3, 4))),
    "not-on-ballot": lambda hall: hall.act(wished(hall), "p4 residents", a.VoteItems((1,))),
}
