"""A community in memory: the same acts, entries and chains as a real one, without a store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime

from msgspec import UNSET

from linli.core.engine import acts as a
from linli.core.engine.clock import CLOCK, advance, is_due
from linli.core.engine.community import CHARTER, CLERK, decide_community, evolve_community
from linli.core.engine.decide import decide
from linli.core.engine.enacting import carried
from linli.core.engine.entry import (
    GENESIS,
    Cited,
    CommunityEntry,
    Entered,
    Entry,
    MatterEntry,
    SittingEntry,
    seal,
)
from linli.core.engine.evolve import fold
from linli.core.engine.force import InForce
from linli.core.engine.refusal import Refusal
from linli.core.engine.roster import CarryOut, CommunityAct, Roster
from linli.core.engine.several import barred_in
from linli.core.engine.sitting import SittingAct, SittingState
from linli.core.engine.sittings import decide_sitting, fold_sitting
from linli.core.engine.state import MatterState
from linli.core.engine.struct import write

AT_CLERK = a.Actor("", CLERK)


class Town:
    """People, seats, matters and sittings under one charter, with every entry of the record in order.

    ``force`` is the charter now in force, ``versions`` those that can come into force, ``named`` the chains of matters
    by what a story calls them. With ``keep`` false the chains go on but entries are let go, as by a store that has
    written them.
    """

    def __init__(self, force: InForce, *, keep: bool = True, versions: Iterable[InForce] = ()) -> None:
        self.force = force
        self.versions = {one.hash: one for one in (force, *versions)}
        self.charters: dict[str, InForce] = {}
        self.named: dict[str, str] = {}
        self.keep = keep
        self.roster = Roster()
        self.matters: dict[str, MatterState] = {}
        self.sittings: dict[str, SittingState] = {}
        self.entries: list[tuple[Entry, bytes, str]] = []
        self._heads: dict[str, tuple[int, str]] = {}
        self._rosters: list[tuple[datetime, Roster]] = []

    def found(self, act: CommunityAct, at: datetime, by: a.Actor = AT_CLERK) -> Refusal | None:
        """One act in the community's chain."""
        at = at.astimezone(UTC)
        by = CHARTER if isinstance(act, CarryOut) else by
        refusal = decide_community(self.force, self.roster, act, by=by, at=at)
        if refusal is None:
            seq, prev = self._heads.get("community", (0, GENESIS))
            entry = CommunityEntry(
                chain="community", seq=seq + 1, prev=prev, at=at, charter=self.roster.charter, roster=seq,
                by=by, act=act,
            )  # fmt: skip
            self._append(entry)
            self.roster = evolve_community(self.roster, act, at, by)
            self.force = self.versions.get(self.roster.charter, self.force)
            self._rosters.append((at, self.roster))
        return refusal

    def under(self, chain: str) -> InForce:
        """The charter that a matter or a sitting runs under: the one in force when it began."""
        return self.charters.get(chain, self.force)

    def roster_at(self, at: datetime) -> Roster:
        """The community as it was just before a moment: what changes then comes after what falls due then."""
        for since, roster in reversed(self._rosters):
            if since < at:
                return roster
        return Roster()

    def act(
        self, chain: str, by: a.Actor, act: a.Act, at: datetime, *, sitting: str = "", expects: str = "",
        entered: Entered | None = None, on: date | None = None, several: bool = False,
    ) -> Refusal | None:  # fmt: skip
        """One act on a matter; the clock is delivered first.

        ``entered`` is who enters it for ``by``, ``on`` the day of the paper; ``several``: the same is done for other
        matters with it.
        """
        if at.tzinfo is not UTC:
            at = at.astimezone(UTC)
        self.tick(chain, at)
        meeting = self.sittings.get(sitting)
        found = decide(
            self.charters.get(chain, self.force),
            self.matters.get(chain),
            act,
            id=chain,
            by=by,
            roster=self.roster,
            at=at,
            sitting=meeting,
            expects=expects,
            entered=entered,
            on=on,
        )
        if not isinstance(found, tuple):
            return found
        if several and (refusal := barred_in(self.under(chain), self.matters[chain], act)):
            return refusal
        cited = Cited(meeting.id, meeting.seq) if meeting else None
        self._matter(chain, by, act, found, at, cited, entered, on)
        return None

    def tick(self, chain: str, at: datetime) -> None:
        """Deliver the clock to one matter."""
        while (state := self.matters.get(chain)) is not None and is_due(state, at):
            happened = advance(self.under(chain), state, self.roster_at, at)
            self._matter(chain, CLOCK, a.Tick(), happened, at.astimezone(UTC), None)

    def _matter(
        self, chain: str, by: a.Actor, act: a.Act, happened: tuple[a.Act, ...] | tuple[object, ...], at: datetime,
        cited: Cited | None, entered: Entered | None = None, on: date | None = None,
    ) -> None:  # fmt: skip
        seq, prev = self._heads.get(chain, (0, GENESIS))
        force = self.charters.setdefault(chain, self.force)
        entry = MatterEntry(
            chain=chain, seq=seq + 1, prev=prev, at=at, charter=force.hash, roster=self.roster.seq, by=by,
            act=act, events=happened, sitting=cited,  # type: ignore[arg-type]  # decided just now
            entered=entered or UNSET, on=on,
        )  # fmt: skip
        self._append(entry)
        self.matters[chain] = fold(self.matters.get(chain), entry.events, chain)
        if effects := carried(entry.events):
            self.found(CarryOut(chain, entry.seq, effects), at)

    def sit(self, chain: str, by: a.Actor, act: SittingAct, at: datetime) -> Refusal | None:
        """One act in a sitting's chain."""
        at = at.astimezone(UTC)
        for name in getattr(act, "agenda", ()):
            self.tick(name, at)
        found = decide_sitting(
            self.under(chain),
            self.sittings.get(chain),
            act,
            id=chain,
            by=by,
            roster=self.roster,
            at=at,
            agenda=self.matters,
        )
        if isinstance(found, Refusal):
            return found
        seq, prev = self._heads.get(chain, (0, GENESIS))
        self._append(
            SittingEntry(
                chain=chain,
                seq=seq + 1,
                prev=prev,
                at=at,
                charter=self.charters.setdefault(chain, self.force).hash,
                roster=self.roster.seq,
                by=by,
                act=act,
                events=found,
            )
        )
        self.sittings[chain] = fold_sitting(self.sittings.get(chain), found, chain)
        return None

    def _append(self, entry: Entry) -> None:
        data, digest = seal(entry)
        if self.keep:
            self.entries.append((entry, data, digest))
        self._heads[entry.chain] = (entry.seq, digest)

    def of(self, chain: str) -> Iterator[Entry]:
        """The entries of one chain in order."""
        return (entry for entry, _, _ in self.entries if entry.chain == chain)


def replayed(town: Town, chain: str) -> MatterState:
    """A matter's state folded afresh from its recorded events; equal to the state kept while acting."""
    entries: Iterable[Entry] = town.of(chain)
    events = [event for entry in entries if isinstance(entry, MatterEntry) for event in entry.events]
    return fold(None, events, chain)


def same(one: MatterState, other: MatterState) -> bool:
    """Whether two states are equal to the letter."""
    return write(one) == write(other)
