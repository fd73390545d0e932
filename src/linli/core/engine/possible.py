"""What somebody may do in a matter now, and why not the rest: every act is tried out, none is done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from msgspec import UNSET

from linli.core.charter.model import Procedure
from linli.core.charter.stages import Assign, Gather, Pay, Poll, Publish, Screen, Split, Stage, Wait
from linli.core.engine import acts as a
from linli.core.engine.acting.assign import offered
from linli.core.engine.acting.ballot import SCALE
from linli.core.engine.acting.party import as_whole, partners
from linli.core.engine.acting.pay import remaining
from linli.core.engine.acting.poll import YES_NO
from linli.core.engine.acting.strands import in_strand, running
from linli.core.engine.acting.wait import awaited
from linli.core.engine.acts import CLERK
from linli.core.engine.closed import is_covered
from linli.core.engine.decide import HANDLERS, decide
from linli.core.engine.entry import Entered
from linli.core.engine.force import InForce
from linli.core.engine.items import live
from linli.core.engine.refusal import Refusal
from linli.core.engine.roster import Roster
from linli.core.engine.running import over_items
from linli.core.engine.sitting import SittingState
from linli.core.engine.state import MatterState, Party, Polling, Standing
from linli.core.engine.struct import kebab_tag
from linli.core.engine.turn import conveners

WORDS = "0" * 64
BALLOT = a.Count(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Possible:
    """One act in one capacity; ``act`` is its written name, as ``enter-count``; ``refusal`` says why not.

    ``strand`` is the path of the strand in which it is done, empty for the matter itself.
    """

    act: str
    organ: str
    refusal: Refusal | None
    section: str = ""
    strand: str = ""

    @property
    def allowed(self) -> bool:
        return self.refusal is None


def possible(
    force: InForce, state: MatterState, *, person: str, roster: Roster, at: datetime,
    sittings: Sequence[SittingState] = (), entered: Entered | None = None, keeps: bool = False,
) -> tuple[Possible, ...]:  # fmt: skip
    """Every act of the current stage with the first capacity in which the person may do it, else why not.

    ``person`` may be empty: a visitor, or who ``keeps`` the registers without being in them. ``sittings`` are those
    that have this matter on their agenda. The clock must have been delivered. ``entered`` is who would enter it for
    the person.
    """
    tries = [("", state, act) for act in _tries(force, state, person, roster, at)]
    for path, strand in running(state):
        tries += [(path, strand, act) for act in _stage_tries(force, strand, person, roster)]
    return tuple(_best(force, state, one, person, roster, at, sittings, entered, keeps) for one in tries)


def capacities(
    force: InForce, state: MatterState, person: str, roster: Roster, at: datetime, *, keeps: bool = False
) -> tuple[str, ...]:
    """The organs with a part in the matter's current stage to which the person belongs; else those with a part.

    Who asked under a cover has the one capacity in which she did; who ``keeps`` the registers acts as the clerk where
    the stage names her.
    """
    if is_covered(force.procedure(state.procedure), state, person):
        return (state.proposer.organ,)
    organs = list(dict.fromkeys(_parts(force, state)))
    own = [organ for organ in organs if roster.since(force, organ, person, at) is not None]
    if keeps and _names_keeper(force, state):
        return (CLERK, *own)
    return tuple(own or organs[:1] or [""])


def _names_keeper(force: InForce, state: MatterState) -> bool:
    by = force.stage(state.procedure, state.stage).by
    return by is not None and any(who.kind == "keeper" for who in by.any_of)


def _parts(force: InForce, state: MatterState) -> list[str]:
    stage = force.stage(state.procedure, state.stage)
    organs = [*(stage.by.organs if stage.by else ()), *conveners(force, stage.by)]
    if isinstance(stage, Assign):
        organs += stage.to.organs
    if isinstance(stage, Publish) and stage.objections:
        organs += [*stage.objections.from_.organs, *stage.objections.answered_by.organs]
    for section in force.procedure(state.procedure).discloses:
        by = force.charter.disclosures[section].by
        organs += by.organs if by else ()
    parties = [one.organ for one in state.parties]
    return [*organs, *filter(None, [state.holder_organ]), *parties, state.proposer.organ]


def _best(
    force: InForce, state: MatterState, one: tuple[str, MatterState, a.Act], person: str, roster: Roster,
    at: datetime, sittings: Sequence[SittingState], entered: Entered | None, keeps: bool,
) -> Possible:  # fmt: skip
    path, strand, act = one
    tried = in_strand(path, act)
    refusals: list[tuple[str, Refusal]] = []
    section = act.section if isinstance(act, a.Disclose) else ""
    for organ in capacities(force, strand, person, roster, at, keeps=keeps):
        for sitting in (*sittings, None):
            by = a.Actor(person, organ)
            found = decide(
                force,
                state,
                tried,
                id=state.id,
                by=by,
                roster=roster,
                at=at,
                sitting=sitting,
                entered=entered,
            )
            if not isinstance(found, Refusal):
                return Possible(name_of(act), organ, None, section, path)
            refusals.append((organ, found))
    organ, refusal = min(refusals, key=lambda one: distance(one[1]))
    return Possible(name_of(act), organ, refusal, section, path)


def distance(refusal: Refusal) -> int:
    """How far from being allowed: not being a member is farther than something still missing.

    Of several refusals the nearest tells most.
    """
    return {
        "not-entitled": 3,
        "not-in-organ": 3,
        "not-convener": 3,
        "other-place": 3,
        "past": 2,
        "passed-over": 2,
        "not-yet": 2,
        "no-sitting": 1,
    }.get(refusal.code, 0)


def name_of(act: a.Act) -> str:
    """The written name of an act."""
    return kebab_tag(type(act).__name__)


def _tries(force: InForce, state: MatterState, person: str, roster: Roster, at: datetime) -> list[a.Act]:
    """An example of every act that the stage takes, filled in so that only the right to do it is asked."""
    tries = _stage_tries(force, state, person, roster)
    if state.end is None:
        tries.append(a.Withdraw())
        tries += _party_tries(force, state, roster, at)
    if state.ended is None:
        sections = force.procedure(state.procedure).discloses
        tries += [a.Disclose(one, WORDS) for one in sections if one not in state.disclosed]
    return tries


def _stage_tries(force: InForce, state: MatterState, person: str, roster: Roster) -> list[a.Act]:
    takes = HANDLERS.get(type(state.now), ((), None))[0]
    stage = force.stage(state.procedure, state.stage)
    others = _ITEMS if not _about_items(stage) else _WHOLE
    return [
        one for kind in takes if kind not in others and (one := _example(force, state, kind, person, roster))
    ]


def _party_tries(force: InForce, state: MatterState, roster: Roster, at: datetime) -> list[a.Act]:
    if partners(force, state, roster.zone) is None:
        return []
    named = next(nameable(force, state, roster, at), None)
    return [a.Join(), a.Decline(), *([a.NameParty(named.organ, named.person)] if named else [])]


def nameable(force: InForce, state: MatterState, roster: Roster, at: datetime) -> Iterator[Party]:
    """Who could still be named as a party: organs as a whole, and persons in the others."""
    by = partners(force, state, roster.zone)
    known = {one.key for one in state.parties}
    for organ in by.organs if by else ():
        people = [""] if as_whole(force, organ) else sorted(roster.members(force, organ, at))
        named = (Party(organ, person) for person in people)
        yield from (one for one in named if one.key not in known)


_ITEMS = (a.AddItem, a.RetractItem, a.SortItem, a.VoteItems)
_WHOLE = (a.Support, a.Retract, a.Sort, a.Vote)
"""What is done with single items, and what with the matter as a whole: a stage takes the one or the other."""


def _about_items(stage: Stage) -> bool:
    return over_items(stage) or (isinstance(stage, Gather | Screen) and stage.of == "items")


def _example(force: InForce, state: MatterState, kind: type, person: str, roster: Roster) -> a.Act | None:
    stage = force.stage(state.procedure, state.stage)
    if kind in _ITEMS:
        return _of_item(force, state, kind, person, roster)
    if kind is a.Close and isinstance(stage, Gather) and (stage.of == "supports" or state.due is not None):
        return None
    if kind is a.Answer:
        objections = state.now.objections if isinstance(state.now, Standing) else ()
        waiting = [one.number for one in objections if not one.verdict]
        return a.Answer(waiting[0], "dismissed", WORDS) if waiting else None
    if kind is a.Vote:
        return a.Vote(_choice(stage)) if isinstance(stage, Poll) else None
    if kind in (a.Offer, a.Divide, a.Establish):
        return _handing(force, state, stage)
    if kind is a.Sort:
        return a.Sort(next(iter(stage.bins)), WORDS, _all_met(stage)) if isinstance(stage, Screen) else None
    if kind in (a.Finish, a.Pay):
        return _ending(stage, state, kind)
    return _EXAMPLES[kind]


def _establishing(force: InForce, state: MatterState, stage: Wait) -> a.Act | None:
    """What is waited for, as it is known so far."""
    known = force.procedure(state.procedure).facts
    facts = awaited(stage, known)
    so_far = {name: state.facts.get(name, False if known[name].type == "yes-no" else 0) for name in facts}
    return a.Establish(so_far) if facts else None


def _handing(force: InForce, state: MatterState, stage: Stage) -> a.Act | None:
    """To the first that may be offered it, or among two bodies; strands that begin by themselves nobody divides."""
    if isinstance(stage, Wait):
        return _establishing(force, state, stage)
    if isinstance(stage, Assign):
        return a.Offer(next(iter(offered(stage.to))), WORDS)
    if not isinstance(stage, Split) or stage.strands or stage.each == "items":
        return None
    return a.Divide(tuple(force.charter.organs)[:2])


def _ending(stage: Stage, state: MatterState, kind: type) -> a.Act | None:
    """What ends the work: paying where it is a payment, else saying that it is done."""
    if isinstance(stage, Pay) != (kind is a.Pay):
        return None
    return a.Pay(remaining(state, stage) or 0, WORDS, (WORDS,)) if isinstance(stage, Pay) else _EXAMPLES[kind]


def _of_item(force: InForce, state: MatterState, kind: type, person: str, roster: Roster) -> a.Act | None:
    stage, procedure = force.stage(state.procedure, state.stage), force.procedure(state.procedure)
    numbers = [one.number for one in live(state)]
    if kind is a.AddItem:
        return a.AddItem(a.NewItem(WORDS, facts=example_facts(procedure, state, roster)))
    if kind is a.VoteItems and isinstance(stage, Poll):
        ballot = state.now.ballot[:1] if isinstance(state.now, Polling) else ()
        scored = {str(number): (stage.scale or SCALE).least for number in ballot}
        return a.VoteItems(scores=scored) if stage.ask == "score" else a.VoteItems()
    if not numbers:
        return None
    if kind is a.SortItem and isinstance(stage, Screen):
        return a.SortItem(numbers[0], next(iter(stage.bins)), WORDS, _all_met(stage))
    own = (one.number for one in live(state) if one.by.person == person)
    return a.RetractItem(next(own, numbers[0]))


def _all_met(stage: Screen) -> a.Points:
    return dict.fromkeys(stage.checklist, True) if stage.checklist else UNSET


def example_facts(procedure: Procedure, state: MatterState, roster: Roster) -> dict[str, a.FactValue]:
    """Facts that an item could carry: somebody who is not named yet, if there is anybody."""
    assert procedure.items is not None
    there = {value for one in state.items if one.retracted is None for value in one.facts.values()}
    person = next((one for one in roster.people if one not in there), next(iter(roster.people), ""))
    household = next(name for n in range(len(state.items) + 1) if (name := f"h{n}") not in there)
    examples: dict[str, a.FactValue] = {
        "yes-no": True, "number": 0, "money": 0, "date": "2026-01-01", "person": person, "household": household,
        "place": "x",
    }  # fmt: skip
    return {
        name: next(iter(kind.choices), "") if kind.type == "choice" else examples[kind.type]
        for name, kind in procedure.items.facts.items()
    }


def _choice(stage: Poll) -> str | int:
    return (stage.scale or SCALE).least if stage.ask == "score" else YES_NO[0]


_EXAMPLES: dict[type, a.Act] = {
    a.Revise: a.Revise(WORDS, WORDS),
    a.Support: a.Support(),
    a.Retract: a.Retract(),
    a.Open: a.Open(),
    a.State: a.State(WORDS),
    a.Minute: a.Minute(WORDS),
    a.Close: a.Close(),
    a.Extend: a.Extend(WORDS),
    a.EnterCount: a.EnterCount(BALLOT),
    a.Post: a.Post(WORDS),
    a.Object: a.Object(WORDS),
    a.Report: a.Report(WORDS),
    a.Finish: a.Finish(WORDS, (WORDS,)),
    a.HandBack: a.HandBack(WORDS),
    a.Defer: a.Defer(WORDS),
    a.Accept: a.Accept(),
    a.Return: a.Return(WORDS),
}
