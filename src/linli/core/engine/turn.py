"""What a decision looks at: the charter, the matter, who acts, and when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from msgspec import Struct

from linli.core.charter.mending import mends
from linli.core.charter.model import Procedure
from linli.core.charter.stages import Stage
from linli.core.charter.terms import By, Who
from linli.core.charter.text import Text
from linli.core.engine.acts import CLERK, Actor
from linli.core.engine.events import Event
from linli.core.engine.force import InForce
from linli.core.engine.groups import since, title
from linli.core.engine.refusal import Refusal, Value, refuse
from linli.core.engine.roster import Roster
from linli.core.engine.sitting import SittingState
from linli.core.engine.state import MatterState, Offering, Party

Outcome = tuple[Event, ...] | Refusal


class Turn(Struct, frozen=True):
    """One act being decided. ``roster`` is the community as of ``at``; ``spent`` what other strands have paid."""

    force: InForce
    state: MatterState
    by: Actor
    roster: Roster
    at: datetime
    sitting: SittingState | None
    procedure: Procedure
    stage: Stage
    spent: Mapping[str, int] = MappingProxyType({})

    @property
    def clause(self) -> str:
        """The path of the current stage in the charter."""
        return f"procedures.{self.state.procedure}.stages.{self.state.stage}"

    def refuse(self, code: str, **values: Value) -> Refusal:
        """A refusal on the ground of the current stage."""
        title = self.stage.title
        return Refusal(code, self.clause, {"stage": title, "now": title, **values})


def turn_of(
    force: InForce,
    state: MatterState,
    by: Actor,
    roster: Roster,
    at: datetime,
    sitting: SittingState | None = None,
) -> Turn:
    """The turn at the matter's current stage."""
    procedure = force.charter.procedures[state.procedure]
    return Turn(force, state, by, roster, at, sitting, procedure, procedure.stages[state.stage])


_PERSONS = {
    "proposer": Text(zh="提出人", en="who put the matter"),
    "holder": Text(zh="承办人", en="who holds the matter"),
    "doer": Text(zh="经办人", en="who did it before"),
    "parties": Text(zh="各方", en="the parties"),
    "concerned": Text(zh="本人", en="the person concerned"),
    "keeper": Text(zh="社区工作人员", en="the clerk"),
}


def whose_turn(turn: Turn) -> Text:
    """Who is awaited at the current stage: the organ to which the matter was offered, else those that it names."""
    now = turn.state.now
    if isinstance(now, Offering) and now.to:
        return _PERSONS.get(now.to) or turn.force.organ_title(now.to)
    return titles(turn.force, turn.stage.by)


def titles(force: InForce, by: By | None) -> Text:
    """The organs that may act, as words."""
    names = [_PERSONS.get(who.kind) or organ_and_kind(force, who) for who in by.any_of] if by else []
    return Text(zh="、".join(one.zh for one in names) or "—", en=", ".join(one.en for one in names) or "—")


def did(force: InForce, state: MatterState, stage: str) -> tuple[str, ...]:
    """Who did a stage; the first was done by whoever put the matter."""
    people = state.doers.get(stage, ())
    first = next(iter(force.procedure(state.procedure).stages))
    put = (state.proposer.person,) if stage == first and force.language > 1 else ()
    return tuple(dict.fromkeys((*put, *people)))


def organ_and_kind(force: InForce, who: Who) -> Text:
    """An organ, or those of a kind in it, as words."""
    organ = force.organ_title(who.name)
    if not who.within:
        return organ
    kind = title(force, who.name, who.within)
    return Text(zh=f"{organ.zh}中的{kind.zh}", en=f"{kind.en} in {organ.en}")


def without_vote(turn: Turn, organ: str) -> Refusal | None:
    """Why the actor has no vote in an organ, where the seat is of a kind that has none."""
    mute = turn.roster.mute(turn.force, organ, turn.by.person, turn.at)
    if mute is None:
        return None
    seated_in, kind = mute
    title = turn.force.organ(seated_in).classes[kind].title
    clause = f"organs.{seated_in}.classes.{kind}.votes"
    return refuse("without-vote", clause, organ=turn.force.organ_title(organ), kind=title)


def is_one_of(turn: Turn, by: By | None, what: Text | None = None) -> Refusal | None:
    """Whether the actor is among ``by`` in the capacity stated; ``what`` is for them, by default the stage.

    Where the charter names nobody, nobody may.
    """
    person, organ = turn.by.person, turn.by.organ
    for who in by.named if by else ():
        if who.name == organ and not _is_level(turn, who):
            continue
        if who.kind == "organ" and who.name == organ:
            if not _belongs(turn, organ, person):
                return refuse("not-in-organ", f"organs.{organ}", organ=turn.force.organ_title(organ))
            if (
                not who.within
                or since(turn.force, turn.roster, organ, who.within, person, turn.at) is not None
            ):
                return None
            continue
        if who.kind == "chair" and who.name == organ and turn.roster.is_chair(organ, person, turn.at):
            return None
        if _is_person(turn, who.kind, who.name):
            return None
    return _elsewhere(turn, by) or turn.refuse(
        "not-entitled", organ=titles(turn.force, by), stage=what or turn.stage.title
    )


def _elsewhere(turn: Turn, by: By | None) -> Refusal | None:
    """Who belongs to the organ that is meant, but at another place, hears where the matter is."""
    for who in by.any_of if by else ():
        meant = who.name == turn.by.organ and who.of
        if meant and not _is_level(turn, who) and _belongs(turn, who.name, turn.by.person):
            level = turn.state.level if who.of == "here" else who.of
            organ = turn.force.organ_title(who.name)
            return turn.refuse("other-place", organ=organ, place=turn.force.level_title(level))
    return None


def _is_level(turn: Turn, who: Who) -> bool:
    """Whether the actor's seat is for the kind of place that is meant: ``of here`` is where the matter is now."""
    if not who.of:
        return True
    organ = turn.force.charter.organs.get(who.name)
    own = organ.at if organ and organ.at not in ("", "each") else turn.roster.level(who.name, turn.by.person)
    return own in ("", turn.state.level if who.of == "here" else who.of)


def _is_person(turn: Turn, kind: str, name: str) -> bool:
    state, person = turn.state, turn.by.person
    match kind:
        case "proposer":
            return person == state.proposer.person
        case "holder":
            return _holds(turn)
        case "doer":
            return person in did(turn.force, state, name)
        case "concerned":
            return person == state.proposer.person and bool(mends(turn.procedure))
        case "keeper":
            return turn.by.organ == CLERK
        case "parties":
            return any(one.joined and is_party(turn, one) for one in state.parties)
        case _:
            return False


def _holds(turn: Turn) -> bool:
    """Who accepted holds the matter; where that person has left the organ, whoever acts for it does."""
    state, organ = turn.state, turn.state.holder_organ
    if state.holder and turn.by.person == state.holder:
        return True
    return (
        bool(organ)
        and turn.by.organ == organ
        and not _belongs(turn, organ, state.holder)
        and _belongs(turn, organ, turn.by.person)
    )


def _belongs(turn: Turn, organ: str, person: str) -> bool:
    return turn.roster.since(turn.force, organ, person, turn.at) is not None


def is_party(turn: Turn, party: Party) -> bool:
    """Whether the actor is this party, or acts for the organ that is."""
    own = party.person in ("", turn.by.person)
    return own and turn.by.organ == party.organ and _belongs(turn, party.organ, turn.by.person)


def conveners(force: InForce, by: By | None) -> tuple[str, ...]:
    """The organs that call, open, close and count for a stage: the conveners where the charter names them."""
    found: list[str] = []
    for name in by.organs if by else ():
        organ = force.charter.organs.get(name)
        found += organ.convened_by if organ and organ.convened_by else (name,)
    return tuple(found)


def is_convener(turn: Turn) -> Refusal | None:
    """Whether the actor acts for an organ that convenes this stage."""
    organs = conveners(turn.force, turn.stage.by)
    if turn.by.organ not in organs:
        if _convenes_in_person(turn):
            return None
        named = By(tuple(Who("organ", name) for name in organs)) if organs else turn.stage.by
        who = titles(turn.force, named)
        return turn.refuse("not-convener", organ=titles(turn.force, turn.stage.by), who=who)
    if turn.roster.since(turn.force, turn.by.organ, turn.by.person, turn.at) is None:
        title = turn.force.organ_title(turn.by.organ)
        return refuse("not-in-organ", f"organs.{turn.by.organ}", organ=title)
    return None


def _convenes_in_person(turn: Turn) -> bool:
    """Whoever the stage names by their part in the matter; the parties only where it names nobody else."""
    any_of = turn.stage.by.any_of if turn.stage.by else ()
    alone = all(who.kind == "parties" for who in any_of)
    kinds = [who for who in any_of if who.kind in _PERSONS and (alone or who.kind != "parties")]
    return any(_is_person(turn, who.kind, who.name) for who in kinds)


def is_apart(turn: Turn) -> Refusal | None:
    """Whether the actor kept away from the stages that this one must be apart from."""
    for other in turn.stage.apart_from:
        if turn.by.person in did(turn.force, turn.state, other):
            return turn.refuse("apart", other=turn.procedure.stages[other].title)
    return None
