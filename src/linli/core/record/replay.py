"""Decides every act again, from the charter and the record alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import assert_never

from immutables import Map
from msgspec.structs import replace

from linli.core.charter.text import Text
from linli.core.engine.acts import Tick
from linli.core.engine.clock import CLOCK, advance, next_due
from linli.core.engine.community import decide_community, evolve_community
from linli.core.engine.decide import decide
from linli.core.engine.effect import Effect
from linli.core.engine.electorate import Roll
from linli.core.engine.enacting import carried
from linli.core.engine.entry import Cited, CommunityEntry, Entry, MatterEntry, SittingEntry
from linli.core.engine.evolve import fold
from linli.core.engine.force import InForce
from linli.core.engine.refusal import Refusal, refuse
from linli.core.engine.roster import CarryOut, Found, Roster, charters_of
from linli.core.engine.sitting import SignMinutes, SittingEvent, SittingState
from linli.core.engine.sittings import decide_sitting, fold_sitting
from linli.core.engine.state import MatterState
from linli.core.engine.struct import write
from linli.core.record.archive import Head
from linli.core.record.chains import COMMUNITY
from linli.core.record.closures import Closures
from linli.core.record.finding import Doubt, doubt
from linli.core.record.versions import LAG, Versions

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NOBODY = Roll("", 0, 0, 0, "")


@dataclass(slots=True)
class _Matter:
    """A matter that is still open: its state, and what its last entry cited. It is let go when it ends."""

    state: MatterState
    charter: str
    roster: int
    at: datetime


@dataclass(slots=True)
class _Sitting:
    """A sitting with its versions; let go some time after it has ended."""

    versions: Versions[SittingState]
    charter: str
    roster: int
    at: datetime


def _left(sitting: _Sitting, latest: SittingState) -> _Sitting:
    """What is kept of a sitting until its minutes are signed: nobody who was there, nothing that was on the agenda."""
    versions = Versions[SittingState](latest.seq)
    versions.append(sitting.at, replace(latest, roll=NOBODY, attending=Map(), agenda=()))
    return _Sitting(versions, sitting.charter, sitting.roster, sitting.at)


class Replay:
    """The community as far as it has been read: rosters, open matters, sittings.

    ``unsigned`` are sittings over long ago whose minutes may still be signed, with what that asks and no more.
    ``lost`` are the chains with a gap: what looks at them cannot be decided again. ``enacted`` is what matters enacted
    and the community's chain has not carried out yet.
    """

    def __init__(self, closures: Closures, lost: Set[str]) -> None:
        self.closures = closures
        self.lost = lost
        self.rosters: Versions[Roster] = Versions(0)
        self.rosters.append(EPOCH, Roster())
        self.matters: dict[str, _Matter] = {}
        self.sittings: dict[str, _Sitting] = {}
        self.unsigned: dict[str, _Sitting] = {}
        self.newest = EPOCH
        self.enacted: dict[tuple[str, int], tuple[Effect, ...]] = {}

    def again(self, entry: Entry, head: Head | None) -> Iterator[Doubt]:
        """Decide one entry again, and take what it says happened as having happened."""
        match entry:
            case CommunityEntry():
                yield from self._community(entry, head)
            case SittingEntry():
                yield from self._sitting(entry)
            case MatterEntry():
                yield from self._matter(entry)
            case _:
                assert_never(entry)

    def left_undone(self) -> Iterator[Doubt]:
        """What was enacted and never carried out, when the archive is over."""
        for chain, seq in self.enacted:
            yield doubt("not-carried-out", name=chain[:60], n=seq)

    def let_go(self, horizon: datetime) -> None:
        """Forget what nobody may cite any more: what was superseded before a checkpoint, no clock still asking."""
        dues = [due for one in self.matters.values() if (due := next_due(one.state)) is not None]
        self.rosters.let_go(min([horizon, *dues]))
        for chain, sitting in list(self.sittings.items()):
            sitting.versions.let_go(horizon)
            latest = sitting.versions.latest
            if latest.status == "ended" and sitting.at < horizon:
                del self.sittings[chain]
                if not latest.minutes:
                    self.unsigned[chain] = _left(sitting, latest)

    def __contains__(self, chain: object) -> bool:
        """Whether a chain may go on."""
        return chain == COMMUNITY or chain in self.matters or chain in self.sittings or chain in self.unsigned

    # The community's own chain

    def _community(self, entry: CommunityEntry, head: Head | None) -> Iterator[Doubt]:
        roster = self.rosters.latest
        if entry.roster != roster.seq:
            yield doubt("roster-unknown", n=entry.roster)
        if entry.charter != roster.charter:
            yield doubt("charter-other")
        if self.newest - entry.at > LAG:
            yield doubt("behind-community")
        yield from self._named(entry, head)
        force = self.closures.get(roster.charter, entry.language)
        refusal = decide_community(force, roster, entry.act, by=entry.by, at=entry.at)
        if refusal is not None:
            yield refused(refusal)
        self.rosters.append(entry.at, evolve_community(roster, entry.act, entry.at, entry.by))

    def _named(self, entry: CommunityEntry, head: Head | None) -> Iterator[Doubt]:
        act = entry.act
        for charter in charters_of(act):
            if self.closures.get(charter) is None:
                yield doubt("charter-unknown", hash=charter[:64])
        if isinstance(act, CarryOut) and self.enacted.pop((act.matter, act.seq), ()) != act.effects:
            yield doubt("not-enacted", name=act.matter[:60], n=act.seq)
        if (
            isinstance(act, Found)
            and head is not None
            and (act.slug, act.place) != (head.community, head.place)
        ):
            named, said = f"{act.slug} {act.place}"[:80], f"{head.community} {head.place}"[:80]
            yield doubt("other-community", head=said, name=named)

    # What every entry of a matter or a sitting cites

    def _cites(self, entry: MatterEntry | SittingEntry, before: _Matter | _Sitting | None) -> Iterator[Doubt]:
        roster, wrong = self.rosters.cite(entry.roster, entry.at)
        if wrong:
            yield doubt(f"roster-{wrong}", n=entry.roster)
        elif before is not None and entry.roster < before.roster:
            yield doubt("roster-back")
        expected = before.charter if before else (roster or self.rosters.latest).charter
        if entry.charter != expected:
            yield doubt("charter-other")
        if self.closures.get(entry.charter) is None:
            yield doubt("charter-unknown", hash=entry.charter[:64])
        if before is not None and entry.at < before.at:
            yield doubt("back-in-time")
        self.newest = max(self.newest, entry.at)

    def _context(
        self, entry: MatterEntry | SittingEntry, looked_at: Iterable[str]
    ) -> tuple[InForce, Roster] | None:
        if not self.lost.isdisjoint(looked_at):
            return None
        force = self.closures.get(entry.charter, entry.language)
        roster, _ = self.rosters.cite(entry.roster, entry.at)
        return (force, roster) if force is not None and roster is not None else None

    # Sittings

    def _sitting(self, entry: SittingEntry) -> Iterator[Doubt]:
        chain, before = entry.chain, self.sittings.get(entry.chain)
        if before is None and isinstance(entry.act, SignMinutes):
            before = self.unsigned.pop(chain, None)
        if before is None and entry.seq > 1:
            yield doubt("after-end")
            return
        yield from self._cites(entry, before)
        state = before.versions.latest if before else None
        named: tuple[str, ...] = getattr(entry.act, "agenda", ())
        if (context := self._context(entry, named)) is not None:
            force, roster = context
            agenda = {name: self.matters[name].state for name in named if name in self.matters}
            decided = decide_sitting(
                force, state, entry.act, id=chain, by=entry.by, roster=roster, at=entry.at, agenda=agenda
            )
            yield from _same(decided, entry.events)
        after = fold_sitting(state, entry.events, chain)
        versions = before.versions if before else Versions[SittingState]()
        versions.append(entry.at, after)
        self.sittings[chain] = _Sitting(versions, entry.charter, entry.roster, entry.at)

    def _cited(self, cited: Cited | None, at: datetime) -> tuple[SittingState | None, str]:
        if cited is None:
            return None, ""
        sitting = self.sittings.get(cited.chain)
        return sitting.versions.cite(cited.seq, at) if sitting else (None, "unknown")

    # Matters

    def _matter(self, entry: MatterEntry) -> Iterator[Doubt]:
        chain, before = entry.chain, self.matters.get(entry.chain)
        if before is None and entry.seq > 1:
            yield doubt("after-end")
            return
        yield from self._cites(entry, before)
        sitting, wrong = self._cited(entry.sitting, entry.at)
        if wrong and entry.sitting is not None:
            yield doubt(f"sitting-{wrong}", name=entry.sitting.chain[:60], n=entry.sitting.seq)
        state = before.state if before else None
        looked_at = [entry.sitting.chain] if entry.sitting else []
        if (context := self._context(entry, looked_at)) is not None:
            yield from self._decided(entry, state, context, sitting)
        if effects := carried(entry.events):
            self.enacted[chain, entry.seq] = effects
        after = fold(state, entry.events, chain)
        if after.ended is None:
            self.matters[chain] = _Matter(after, entry.charter, entry.roster, entry.at)
        else:
            self.matters.pop(chain, None)

    def _decided(
        self, entry: MatterEntry, state: MatterState | None, context: tuple[InForce, Roster],
        sitting: SittingState | None,
    ) -> Iterator[Doubt]:  # fmt: skip
        force, roster = context
        if isinstance(entry.act, Tick):
            yield from self._ticked(entry, state, force)
            return
        decided = decide(
            force, state, entry.act, id=entry.chain, by=entry.by, roster=roster, at=entry.at, sitting=sitting,
            entered=entry.entered or None, on=entry.on,
        )  # fmt: skip
        yield from _same(decided, entry.events)

    def _ticked(self, entry: MatterEntry, state: MatterState | None, force: InForce) -> Iterator[Doubt]:
        if entry.by != CLOCK or entry.sitting is not None:
            yield doubt("clock-hand")
        if state is None:
            yield refused(refuse("no-such-matter"))
            return
        happened = advance(force, state, self.rosters.as_of, entry.at)
        yield from _same(happened or refuse("no-change"), entry.events)


def _same(
    decided: tuple[object, ...] | Refusal, recorded: tuple[object, ...] | tuple[SittingEvent, ...]
) -> Iterator[Doubt]:
    """Whether deciding again gives, to the letter, what was recorded."""
    if isinstance(decided, Refusal):
        # Time that runs backwards has been told already, from the times alone.
        if decided.code != "back-in-time":
            yield refused(decided)
    elif write(decided) != write(recorded):
        yield doubt("other-events")


def refused(refusal: Refusal) -> Doubt:
    """What the charter says against an act that was recorded all the same."""
    if refusal.code in ("clock-first", "back-in-time"):
        return doubt("clock-skipped" if refusal.code == "clock-first" else "back-in-time")
    why = Text(zh=refusal.says("zh"), en=refusal.says("en"))
    return doubt("refused", why=why, clause=refusal.clause or "—")
