"""Works out what an outcome enacts, from the charter's deeds, the matter and the community as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from linli.core.charter.stages import Deed
from linli.core.charter.terms import Duration
from linli.core.engine import items
from linli.core.engine.acts import Actor, FactValue
from linli.core.engine.calendar import after
from linli.core.engine.community import decide_seat, effected, evolve_community
from linli.core.engine.effect import (
    Adopted,
    Classified,
    Effect,
    Mended,
    Obliged,
    Opened,
    Owed,
    Placed,
    Seated,
    Vacated,
    Void,
)
from linli.core.engine.events import Enacted, Event, StrandMoved
from linli.core.engine.facts import is_of, written
from linli.core.engine.force import InForce
from linli.core.engine.money import cents
from linli.core.engine.roster import NEVER, LeaveSeat, Roster, TakeSeat
from linli.core.engine.seating import seat_forbidden
from linli.core.engine.state import MatterState

Found = Iterator[Effect | Void]


def enacted(
    force: InForce, state: MatterState, outcome: str, roster: Roster, at: datetime
) -> tuple[Enacted, ...]:
    """What leaving the current stage with ``outcome`` changes outside the matter; empty where that is nothing."""
    written = force.stage(state.procedure, state.stage).enacts.get(outcome, ())
    # A stage that pays has paid already, by the act of whoever paid.
    deeds = tuple(deed for deed in written if deed.do != "pay")
    if not deeds:
        return ()
    clause = f"procedures.{state.procedure}.stages.{state.stage}.enacts.{outcome}"
    work = _Work(force, state, roster, at)
    found = [one for index, deed in enumerate(deeds) for one in work.does(deed, f"{clause}.{index}")]
    effects = tuple(one for one in found if not isinstance(one, Void))
    return (Enacted(at, effects, tuple(one for one in found if isinstance(one, Void))),)


def carried(happened: Iterable[Event]) -> tuple[Effect, ...]:
    """What of some events the community's chain must carry out; what only opens a procedure waits for people."""
    effects: list[Effect] = []
    for event in happened:
        while type(event) is StrandMoved:
            event = event.event
        if type(event) is Enacted:
            effects += (effect for effect in event.effects if not isinstance(effect, Opened))
    return tuple(effects)


class _Work:
    """The deeds of one outcome."""

    def __init__(self, force: InForce, state: MatterState, roster: Roster, at: datetime) -> None:
        self.force, self.state, self.roster, self.at = force, state, roster, at

    def does(self, deed: Deed, clause: str) -> Found:
        """What one deed comes to: for seats, one effect for each person."""
        return _DOES[deed.do](self, deed, clause)

    def seats(self, deed: Deed, clause: str) -> Found:
        """Everybody named takes a seat; who has one begins a new term in it."""
        organ = self.force.charter.organs.get(deed.organ)
        until = self._until(deed.term or (organ.term if organ else None))
        of_class = items.seat_class(self.force, deed, self.state.facts)
        for person in self._persons(deed):
            act = TakeSeat(person, deed.organ, seat_class=of_class, until=until or NEVER)
            refusal = decide_seat(self.force, self.roster, act, self.at)
            if refusal is not None and refusal.code == "already-seated":
                refusal = seat_forbidden(self.force, self.roster, act, self.at)
            if refusal is not None:
                yield Void(clause, refusal.code)
                continue
            self.roster = evolve_community(self.roster, act, self.at)
            yield Seated(clause, person, deed.organ, of_class, until)

    def vacates(self, deed: Deed, clause: str) -> Found:
        """Everybody named loses the seat."""
        for person in self._persons(deed):
            act = LeaveSeat(person, deed.organ, "recalled")
            if refusal := decide_seat(self.force, self.roster, act, self.at):
                yield Void(clause, refusal.code)
                continue
            self.roster = evolve_community(self.roster, act, self.at)
            yield Vacated(clause, person, deed.organ)

    def adopts(self, deed: Deed, clause: str) -> Found:
        """The charter that the matter proposes takes the place of the one it runs under, if that is still in force."""
        new = self.state.facts.get(deed.fact)
        if self.roster.charter != self.force.hash:
            yield Void(clause, "superseded")
        elif isinstance(new, str) and new:
            yield Adopted(clause, new, self.force.hash)
        else:
            yield Void(clause, "no-text")

    def obliges(self, deed: Deed, clause: str) -> Found:
        """Those named are bound, for a term where one is said."""
        yield Obliged(clause, self._who(deed), self._until(deed.term), self._cents(deed), deed.fund)

    def owes(self, deed: Deed, clause: str) -> Found:
        """Money is due from those named."""
        amount = self._cents(deed)
        if amount <= 0:
            yield Void(clause, "no-amount")
            return
        yield Owed(clause, self._who(deed), deed.to, amount, deed.fund, self._until(deed.term))

    def opens(self, deed: Deed, clause: str) -> Found:
        """Another procedure is due."""
        yield Opened(clause, deed.procedure)

    def places(self, deed: Deed, clause: str) -> Found:
        """The place that the matter names is there from now on, of the kind said."""
        place = self.state.facts.get(deed.fact)
        if not place:
            yield Void(clause, "no-value")
            return
        placed = Placed(clause, str(place), deed.to)
        self.roster = effected(self.roster, placed, self.roster.seq)
        yield placed

    def classifies(self, deed: Deed, clause: str) -> Found:
        """What the register holds of those named, or of the place, becomes what the deed says, or the matter."""
        told = self.force.facts.get(deed.fact)
        value = written(told, deed.to) if told and deed.to else self.state.facts.get(deed.fact)
        if told is None or value is None or not is_of(told, value):
            yield Void(clause, "no-value")
        elif told.of == "place":
            yield self._of_place(deed, clause, value)
        else:
            for person in self._persons(deed):
                there = person in self.roster.people
                yield (
                    Classified(clause, deed.fact, value, person) if there else Void(clause, "no-such-person")
                )

    def mends(self, deed: Deed, clause: str) -> Found:
        """A register becomes what the matter asks for, which is sealed."""
        yield Mended(clause, deed.register_, self.state.text)

    def _of_place(self, deed: Deed, clause: str, value: FactValue) -> Effect | Void:
        if not deed.who:
            return Classified(clause, deed.fact, value)
        place = str(self.state.facts.get(deed.who, ""))
        if place not in self.roster.places:
            return Void(clause, "no-such-place")
        return Classified(clause, deed.fact, value, place=place)

    def _until(self, term: Duration | None) -> datetime | None:
        return after(self.at, term, self.force.charter.zone, self.roster.calendars).at if term else None

    def _cents(self, deed: Deed) -> int:
        return cents(self.state, deed.amount) or 0

    def _persons(self, deed: Deed) -> tuple[str, ...]:
        """The people a deed is about, each once."""
        if deed.who == "chosen":
            found = items.nominees(self.force.procedure(self.state.procedure), self.state)
        else:
            found = tuple(one.person for one in self._who(deed))
        return tuple(dict.fromkeys(one for one in found if one))

    def _who(self, deed: Deed) -> tuple[Actor, ...]:
        state = self.state
        match deed.who:
            case "proposer":
                return (state.proposer,)
            case "holder":
                return (Actor(state.holder, state.holder_organ),)
            case "parties":
                return tuple(Actor(one.person, one.organ) for one in state.parties if one.joined)
            case "chosen":
                return tuple(
                    Actor(one, "") for one in items.nominees(self.force.procedure(state.procedure), state)
                )
            case fact:
                named = state.facts.get(fact or deed.fact)
                return (Actor(named, ""),) if isinstance(named, str) and named else ()


_DOES: dict[str, Callable[[_Work, Deed, str], Found]] = {
    "seat": _Work.seats,
    "vacate": _Work.vacates,
    "adopt": _Work.adopts,
    "oblige": _Work.obliges,
    "owe": _Work.owes,
    "open": _Work.opens,
    "place": _Work.places,
    "classify": _Work.classifies,
    "mend": _Work.mends,
}
