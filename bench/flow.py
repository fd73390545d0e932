"""The Beilin procedure from proposal to closing with 60 voters, in memory, hash chain included."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from linli import charters
from linli.core.charter.load import load
from linli.core.engine import acts as a
from linli.core.engine.force import InForce, in_force
from linli.core.engine.refusal import Refusal
from linli.core.engine.roster import Adopt, CommunityAct, Enrol, Found, Newcomer, TakeSeat
from linli.core.engine.sitting import Attend, Call, SittingAct
from linli.core.lab.town import Town

VOTERS = 60
WORDS = "0" * 64
SITTINGS = (
    ("two-committees", "two-committees", "r1", 8),
    ("party-assembly", "party-branch", "r1", VOTERS),
    ("residents-assembly", "committee", "r4", VOTERS),
)
"""Organ, convening organ, who convenes, how many vote."""


class Refused(RuntimeError):
    """The charter refused an act of the measured flow."""


def beilin() -> InForce:
    """The charter with its last poll open instead of on paper, so that all sixty vote and are counted one by one."""
    loaded = charters.read("beilin")
    text = loaded.text.replace(b"        ballot: paper\n", b"")
    return in_force(load(text, file="beilin", find=charters.find))


def town(force: InForce, *, keep: bool = False) -> Town:
    """Sixty residents, all party members, with the two committees seated."""
    place = Town(force, keep=keep)
    begins = datetime(2026, 1, 1, tzinfo=UTC)
    everyone = tuple(
        Newcomer(f"r{n}", {"adult": True, "registered": True, "party-member": True})
        for n in range(1, VOTERS + 1)
    )
    founding: list[CommunityAct] = [Found("bench", "610103000000"), Adopt(force.hash), Enrol(everyone)]
    founding += [TakeSeat(f"r{n}", "party-branch", chair=n == 1) for n in (1, 2, 3)]
    founding += [TakeSeat(f"r{n}", "committee", chair=n == 4) for n in (4, 5, 6, 7, 8)]
    for act in founding:
        _do(place.found(act, begins))
    return place


def _do(refusal: Refusal | None) -> int:
    if refusal is not None:
        raise Refused(refusal.says("en"))
    return 1


class Flow:
    """One matter taken through; ``acts`` counts what was done."""

    def __init__(self, place: Town, number: int) -> None:
        self.place = place
        self.chain = f"matter/2026/{number}"
        self.number = number
        self.at = datetime(2026, 3, 2, 9, tzinfo=UTC)
        self.acts = 0

    def run(self) -> int:
        """From proposal to closing; the number of acts."""
        self._act("r1", "party-branch", a.Submit("four-deliberations", "community-affair", WORDS, WORDS))
        for sitting in SITTINGS:
            self._poll(*sitting)
        self._carry_out()
        if self.place.matters[self.chain].end != "done":
            raise Refused(f"the matter ended as {self.place.matters[self.chain].end}")
        del self.place.matters[self.chain]
        return self.acts

    def _act(self, person: str, organ: str, act: a.Act, sitting: str = "") -> None:
        self.acts += _do(self.place.act(self.chain, a.Actor(person, organ), act, self.at, sitting=sitting))

    def _sit(self, sitting: str, person: str, organ: str, act: SittingAct) -> None:
        self.acts += _do(self.place.sit(sitting, a.Actor(person, organ), act, self.at))

    def _poll(self, organ: str, convener: str, chair: str, voters: int) -> None:
        self.at += timedelta(days=1)
        sitting = f"sitting/2026/{self.number}-{organ}"
        everyone = tuple(f"r{n}" for n in range(1, voters + 1))
        self._sit(sitting, chair, convener, Call(organ, self.at, (self.chain,)))
        self._sit(sitting, chair, convener, Attend(everyone))
        self._act(chair, convener, a.Open(), sitting)
        for person in everyone:
            self._act(person, organ, a.Vote("yes"), sitting)
        self._act(chair, convener, a.Close(), sitting)

    def _carry_out(self) -> None:
        self.at += timedelta(days=1)
        self._act("r4", "committee", a.Post(WORDS))
        for section in ("government-affairs", "affairs", "finance", "services"):
            self._act("r4", "committee", a.Disclose(section, WORDS))
        self.at += timedelta(days=9)
        self._act("r4", "committee", a.Finish(WORDS, (WORDS,)))
        self._act("r4", "committee", a.Post(WORDS))
        self.at += timedelta(days=9)
        self.place.tick(self.chain, self.at)
        self.acts += 1
