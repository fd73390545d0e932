"""What the tests of the engine share: a small town in which every kind of stage runs."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from linli import charters
from linli.core.engine import acts as a
from linli.core.engine import roster as r
from linli.core.engine import sitting as s
from linli.core.engine.force import InForce, in_force
from linli.core.engine.refusal import Refusal
from linli.core.engine.state import MatterState
from linli.core.lab.town import Town

HERE = Path(__file__).parent
# Tests are no package; what some of them share lies beside them.
sys.path.append(str(HERE))
pytest.register_assert_rewrite("review")
ZONE = ZoneInfo("Asia/Shanghai")
WORDS = "a" * 64
DAY = timedelta(days=1)


class Hall:
    """A town and its clock: people ``p1 … p12``, a committee of p1 to p3 (p1 in the chair), a council of p3 to p5."""

    def __init__(self, force: InForce, people: int = 12) -> None:
        self.force = force
        self.town = Town(force)
        self.now = datetime(2026, 3, 2, 9, tzinfo=ZONE)
        self.count = 0
        begins = datetime(2026, 1, 1, tzinfo=ZONE)
        newcomers = tuple(r.Newcomer(f"p{n}", {"adult": True}) for n in range(1, people + 1))
        for act in (r.Found("town", "1"), r.Adopt(force.hash), r.Enrol(newcomers)):
            assert self.town.found(act, begins) is None
        for organ, members in {"committee": (1, 2, 3), "council": (3, 4, 5), "pair": (6, 7)}.items():
            for n in members:
                act = r.TakeSeat(f"p{n}", organ, chair=n == members[0])
                assert self.town.found(act, begins) is None

    def at(self, text: str) -> Hall:
        """The time from now on, as ``03-02 09:00`` of 2026 or ``2027-03-02 09:00``."""
        whole = text if len(text) > 11 else f"2026-{text}"
        self.now = datetime.fromisoformat(whole).replace(tzinfo=ZONE)
        return self

    @property
    def utc(self) -> datetime:
        return self.now.astimezone(UTC)

    def at_notice(self) -> str:
        """A petition whose notice stands."""
        chain = self.begin("petition")
        for n in (3, 4):
            self.done(chain, f"p{n} residents", a.Support())
        meeting = self.meet_in_time("both", "p1 both", chain)
        for act in (a.Open(), a.Minute(WORDS), a.Close()):
            self.done(chain, "p3 both", act, meeting)
        self.done(chain, "p1 committee", a.Sort("fit", WORDS))
        for n in range(1, 8):
            self.done(chain, f"p{n} assembly", a.Vote("yes"))
        self.now += 6 * DAY
        self.done(chain, "p2 committee", a.Post(WORDS))
        return chain

    def at_judge(self) -> str:
        """Works that are done and wait to be appraised."""
        chain = self.begin("works", "p1 committee", cost=5)
        self.done(chain, "p6 pair", a.Finish(WORDS, (WORDS,)))
        self.done(chain, "p4 both", a.Sort("fulfilled", WORDS))
        return chain

    def begin(self, procedure: str, by: str = "p1 residents", **facts: Any) -> str:
        """A new matter; the name of its chain."""
        self.count += 1
        chain = f"matter/2026/{self.count}"
        kind = (
            next(iter(self.force.procedure(procedure).decides))
            if procedure in self.force.charter.procedures
            else "x"
        )
        person, organ = by.split(" ")
        refusal = self.town.act(
            chain, a.Actor(person, organ), a.Submit(procedure, kind, WORDS, WORDS, facts), self.now
        )
        assert refusal is None, refusal
        return chain

    def act(self, chain: str, by: str, act: a.Act, sitting: str = "", expects: str = "") -> Refusal | None:
        """One act by ``person organ``; None where it was done."""
        person, _, organ = by.partition(" ")
        return self.town.act(chain, a.Actor(person, organ), act, self.now, sitting=sitting, expects=expects)

    def done(self, chain: str, by: str, act: a.Act, sitting: str = "", expects: str = "") -> MatterState:
        """The matter after an act that must be allowed."""
        refusal = self.act(chain, by, act, sitting, expects)
        assert refusal is None, f"{refusal.code}: {refusal.says('en')}" if refusal else ""
        return self.state(chain)

    def code(self, chain: str, by: str, act: a.Act, sitting: str = "", expects: str = "") -> str:
        """The code of a refusal that must come."""
        before = self.state(chain) if chain in self.town.matters else None
        refusal = self.act(chain, by, act, sitting, expects)
        assert refusal is not None, "it was done"
        assert (self.state(chain) if chain in self.town.matters else None) == before
        return refusal.code

    def state(self, chain: str) -> MatterState:
        """The matter as the clock leaves it."""
        self.town.tick(chain, self.now)
        return self.town.matters[chain]

    def found(self, act: r.CommunityAct) -> Refusal | None:
        """One act in the community's chain."""
        return self.town.found(act, self.now)

    def sit(self, by: str, act: s.SittingAct, chain: str = "") -> Refusal | None:
        """One act in a sitting's chain; by default the first one's."""
        person, _, organ = by.partition(" ")
        return self.town.sit(chain or "sitting/2026/1", a.Actor(person, organ), act, self.now)

    def meet(self, organ: str, by: str, *matters: str, people: tuple[str, ...] = ()) -> str:
        """A sitting that begins now, with ``people`` signed in."""
        chain = f"sitting/2026/{len(self.town.sittings) + 1}"
        refusal = self.sit(by, s.Call(organ, self.utc, matters), chain)
        assert refusal is None, refusal
        if people:
            refusal = self.sit(by, s.Attend(people), chain)
            assert refusal is None, refusal
        return chain

    def meet_in_time(self, organ: str, by: str, *matters: str) -> str:
        """A sitting called two days ahead, at whose beginning it is now."""
        chain = f"sitting/2026/{len(self.town.sittings) + 1}"
        starts = (self.now + timedelta(days=3)).replace(hour=19)
        refusal = self.sit(by, s.Call(organ, starts.astimezone(UTC), matters), chain)
        assert refusal is None, refusal
        self.now = starts
        return chain


@pytest.fixture(scope="session")
def force() -> InForce:
    """The small town's charter."""
    return in_force(charters.read(HERE / "town.yaml"))


@pytest.fixture
def hall(force: InForce) -> Hall:
    return Hall(force)


@pytest.fixture(scope="session")
def new_hall(force: InForce) -> Callable[..., Hall]:
    """Halls as many as a property asks for."""
    return lambda people=12: Hall(force, people)
