"""How the small town comes to where a refusal waits: a matter at each of its stages."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from linli.core.charter.load import load
from linli.core.engine import acts as a
from linli.core.engine.force import in_force

Hall = Any
WORDS = "a" * 64


def at_petition_notice(hall: Hall) -> str:
    """A petition whose notice is up."""
    chain: str = at_vote(hall)
    for n in range(1, 8):
        hall.done(chain, f"p{n} assembly", a.Vote("yes"))
    hall.now += timedelta(days=6)
    hall.done(chain, "p2 committee", a.Post(WORDS))
    return chain


def at_sift(hall: Hall) -> str:
    chain: str = at_talk(hall)
    hall.now += timedelta(days=3)
    meeting = hall.meet_in_time("both", "p1 both", chain)
    hall.done(chain, "p3 both", a.Open(), meeting)
    hall.done(chain, "p3 both", a.Minute(WORDS), meeting)
    hall.done(chain, "p3 both", a.Close(), meeting)
    return chain


def at_talk(hall: Hall) -> str:
    chain: str = hall.begin("petition")
    for n in (8, 9, 10):
        hall.done(chain, f"p{n} residents", a.Support())
    return chain


def at_vote(hall: Hall) -> str:
    chain = at_sift(hall)
    hall.done(chain, "p1 committee", a.Sort("fit", WORDS))
    return chain


def at_show(hall: Hall) -> str:
    chain: str = hall.begin("ballot")
    return chain


def at_open_show(hall: Hall) -> str:
    chain = at_show(hall)
    meeting = hall.meet("both", "p1 both", chain, people=("p1", "p2", "p3", "p4"))
    hall.done(chain, "p1 both", a.Open(), meeting)
    return chain


def at_paper(hall: Hall) -> str:
    chain = at_open_show(hall)
    for n in (1, 2, 3):
        hall.done(chain, f"p{n} both", a.Vote("yes"), "sitting/2026/1")
    hall.done(chain, "p1 both", a.Close(), "sitting/2026/1")
    hall.meet("assembly", "p1 committee", chain, people=("p1", "p2"))
    hall.done(chain, "p1 committee", a.Open(), "sitting/2026/2")
    return chain


def at_make(hall: Hall) -> str:
    chain: str = hall.begin("works", "p1 committee", cost=5)
    return chain


def at_check(hall: Hall) -> str:
    chain = at_make(hall)
    hall.done(chain, "p3 committee", a.Finish(WORDS, (WORDS,)))
    return chain


def at_chat(hall: Hall) -> str:
    """A deliberation over some days, without a sitting."""
    chain = at_paper(hall)
    for n in (1, 2):
        hall.done(chain, f"p{n} committee", a.EnterCount(a.Count(8, 8, 8, yes=8)))
    hall.meet("both", "p1 both", chain)
    hall.done(chain, "p1 both", a.Open(), "sitting/2026/3")
    for n in (1, 2):
        hall.done(chain, f"p{n} both", a.EnterCount(a.Count(3, 3, 3, scores={"4": 3})))
    return chain


def at_unposted(hall: Hall) -> str:
    chain = at_vote(hall)
    for n in range(1, 8):
        hall.done(chain, f"p{n} assembly", a.Vote("yes"))
    hall.now += timedelta(days=6)
    return chain


def at_plain_notice(hall: Hall) -> str:
    """A notice to which nobody may object."""
    chain: str = hall.begin("odd", day="2026-03-02")
    hall.now += timedelta(days=1)
    hall.done(chain, "p1 committee", a.Finish(WORDS))
    hall.done(chain, "p1 committee", a.Finish(WORDS))
    hall.done(chain, "p1 committee", a.Post(WORDS))
    return chain


def objected(hall: Hall, by: str = "p9 residents") -> str:
    chain = at_petition_notice(hall)
    hall.done(chain, by, a.Object(WORDS))
    return chain


ITEMS = in_force(load((Path(__file__).parent / "items.yaml").read_bytes(), file="items.yaml"))


def over_items(hall: Hall, procedure: str = "election", **facts: Any) -> str:
    """A matter that carries items, in a town of items with the same people."""
    hall.force = hall.town.force = ITEMS
    chain: str = hall.begin(procedure, "p1 committee", **facts)
    return chain


def named(hall: Hall, *people: str) -> str:
    """An election with two seats in which some people were named."""
    chain = over_items(hall, seats=2)
    for person in people:
        hall.done(chain, "p4 residents", a.AddItem(a.NewItem(WORDS, facts={"nominee": person})))
    return chain


def wished(hall: Hall) -> str:
    """Three wishes that are voted on, of which two can be chosen."""
    chain = over_items(hall, "wishes")
    for n in range(4):
        hall.done(chain, "p4 residents", a.AddItem(a.NewItem(WORDS, facts={"cost": n})))
    hall.now += timedelta(days=11)
    for n in range(4):
        hall.done(chain, "p1 committee", a.SortItem(n + 1, "fit" if n else "unfit", WORDS))
    return chain
