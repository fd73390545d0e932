"""The one decision: an act becomes events, or is refused with the clause that forbids it.

What every act passes asks for the exact type: that something is *not* an instance of a Struct takes long to tell.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

from msgspec.structs import replace

from linli.core.charter.mending import mends
from linli.core.charter.model import Procedure
from linli.core.charter.stages import Assign, Publish, Stage
from linli.core.charter.terms import By
from linli.core.charter.text import Text
from linli.core.engine import acts as a
from linli.core.engine.acting.assign import decide_assign
from linli.core.engine.acting.gather import decide_gather
from linli.core.engine.acting.items import first_items
from linli.core.engine.acting.party import PARTY_ACTS, decide_party, proposer_joins
from linli.core.engine.acting.poll import decide_poll
from linli.core.engine.acting.publish import decide_publish
from linli.core.engine.acting.required import required
from linli.core.engine.acting.split import decide_split
from linli.core.engine.acting.strands import over, spent_beside
from linli.core.engine.acting.talk import decide_talk
from linli.core.engine.acting.wait import decide_wait
from linli.core.engine.acting.work import decide_draft, decide_screen, decide_work
from linli.core.engine.anchored import dates_wrong
from linli.core.engine.clock import is_due
from linli.core.engine.closed import cover_forbidden
from linli.core.engine.effect import Adopted
from linli.core.engine.entering import entering_forbidden
from linli.core.engine.entry import Entered
from linli.core.engine.events import Disclosed, Event, Submitted
from linli.core.engine.evolve import evolve, fold
from linli.core.engine.facts import facts_wrong, spending_forbidden
from linli.core.engine.flow import ended, enter, leave, owed, within
from linli.core.engine.force import InForce
from linli.core.engine.instead import END_WORDS, instead
from linli.core.engine.place import left_out
from linli.core.engine.refusal import Refusal, refuse
from linli.core.engine.roster import Roster
from linli.core.engine.sitting import SittingState
from linli.core.engine.state import (
    Disclosing,
    Drafting,
    Gathering,
    MatterState,
    Offering,
    Polling,
    Sorting,
    Splitting,
    Standing,
    Talking,
    Waiting,
    Working,
    strands_of,
)
from linli.core.engine.turn import Outcome, Turn, is_one_of, turn_of

Handler = tuple[frozenset[type], Callable[..., Outcome]]
HANDLERS: dict[type, Handler] = {
    Drafting: (frozenset([a.Revise]), decide_draft),
    Gathering: (frozenset([a.Support, a.Retract, a.AddItem, a.RetractItem, a.Close]), decide_gather),
    Talking: (frozenset([a.Open, a.State, a.Minute, a.Close]), decide_talk),
    Sorting: (frozenset([a.Sort, a.SortItem, a.Extend]), decide_screen),
    Polling: (frozenset([a.Open, a.Vote, a.VoteItems, a.EnterCount, a.Close]), decide_poll),
    Standing: (frozenset([a.Post, a.Object, a.Answer]), decide_publish),
    Offering: (frozenset([a.Offer, a.Accept, a.Return]), decide_assign),
    Splitting: (frozenset([a.Divide]), decide_split),
    Waiting: (frozenset([a.Establish]), decide_wait),
    Working: (frozenset([a.Report, a.Finish, a.HandBack, a.Defer, a.Extend, a.Pay]), decide_work),
}
"""For each kind of stand the acts it takes, and who decides them."""
BEGINNINGS = frozenset([a.Submit, a.SubmitItems])
"""The acts with which a matter begins."""
OF_THE_MATTER = (a.Submit, a.Withdraw, a.Disclose, *PARTY_ACTS)
"""What is done in the matter as a whole, never in one of its strands."""
NO_ACTS: Handler = (frozenset(), decide_draft)


def decide(
    force: InForce, state: MatterState | None, act: a.Act, *, id: str, by: a.Actor, roster: Roster, at: datetime,
    sitting: SittingState | None = None, expects: str = "", entered: Entered | None = None, on: date | None = None,
) -> Outcome:  # fmt: skip
    """Decide one act on a matter.

    ``state`` is None only for Submit. ``id`` is the matter's chain. ``expects`` is the stage that the actor saw, as
    ``stage`` or ``stage#visit``: where the matter has moved on meanwhile the act is refused rather than counted
    for another stage. What the clock owes must have been recorded before (see :mod:`linli.core.engine.clock`).
    ``entered`` is who enters it for ``by``, whose act it is, ``on`` the day of the paper that she signed.
    """
    if at.tzinfo is not UTC:
        at = at.astimezone(UTC)
    if (entered or on) and (
        refusal := entering_forbidden(
            force, state, act, by=by, roster=roster, at=at, entered=entered, on=on, expects=expects
        )
    ):
        return refusal
    if type(act) in BEGINNINGS:
        assert isinstance(act, a.Submit | a.SubmitItems)
        if state is not None:
            return refuse("already-begun")
        return _submit(force, act, by=by, roster=roster, at=at, id=id)
    if state is None:
        return refuse("no-such-matter")
    if at < state.last:
        return refuse("back-in-time")
    if is_due(state, at):
        return refuse("clock-first")
    return _told(turn_of(force, state, by, roster, at, sitting), act, expects)


def _told(turn: Turn, act: a.Act, expects: str) -> Outcome:
    """Decide; a refusal says what is possible instead, in a strand what is possible there."""
    if type(act) is a.InStrand and turn.state.end is None:
        return _in_strand(turn, act, expects)
    found = _decide(turn, act, expects)
    return found if isinstance(found, tuple) else instead(turn, found)


def _in_strand(turn: Turn, act: a.InStrand, expects: str) -> Outcome:
    """An act in a strand is an act on a matter of its own; what ends the last strand may end the stage."""
    expected, _, inner = expects.partition("/")
    strand = strands_of(turn.state.now).get(act.strand)
    refusal = _moved_on(turn, expected) if expected else None
    if refusal is None and strand is None:
        refusal = turn.refuse("no-such-strand", strand=act.strand[:60] or "?")
    if refusal is not None or strand is None:
        assert refusal is not None
        return instead(turn, refusal)
    own = turn_of(turn.force, strand, turn.by, turn.roster, turn.at, turn.sitting)
    own = replace(own, spent=spent_beside(turn, act.strand))
    if isinstance(act.act, OF_THE_MATTER):
        return instead(own, own.refuse("not-here"))
    found = _told(own, act.act, inner)
    if isinstance(found, Refusal):
        return found
    moved = within(act.strand, found)
    state = fold(turn.state, moved, turn.state.id)
    return *moved, *over(replace(turn, state=state), act.strand)


def _decide(turn: Turn, act: a.Act, expects: str) -> Outcome:
    state = turn.state
    if type(act) is a.Disclose and state.ended is None:
        return _disclose(turn, act)
    if state.end is not None:
        return turn.refuse("ended", end=END_WORDS[state.end])
    if expects and (refusal := _moved_on(turn, expects)):
        return refusal
    if type(act) is a.Withdraw:
        return _withdraw(turn, act)
    if state.procedure in turn.force.amending and is_superseded(turn):
        return turn.refuse("superseded")
    if type(act) in PARTY_ACTS:
        assert isinstance(act, PARTY_ACTS)
        return decide_party(turn, act)
    takes, handler = HANDLERS.get(type(state.now), NO_ACTS)
    found = handler(turn, state.now, act) if type(act) in takes else turn.refuse("not-here")
    if not isinstance(found, tuple):
        return _in_turn(turn, found)
    return (required(turn, found) if turn.stage.requires else None) or found


def is_superseded(turn: Turn) -> bool:
    """Whether the matter would amend a charter that is no longer in force: another amendment was first."""
    amends = turn.state.procedure in turn.force.amending
    own = any(isinstance(effect, Adopted) for effect in turn.state.effects)
    return amends and not own and turn.roster.charter != turn.force.hash


def _in_turn(turn: Turn, found: Refusal) -> Refusal:
    """Where somebody acts for an organ whose turn it is not, say whether it is still to come or over."""
    if found.code not in ("not-entitled", "not-here"):
        return found
    names = list(turn.procedure.stages)
    own = [
        name for name, stage in turn.procedure.stages.items() if stage.by and turn.by.organ in stage.by.organs
    ]
    if not own or turn.by.organ in _organs(turn.stage) or is_one_of(turn, turn.stage.by) is None:
        return found
    later = [name for name in own if names.index(name) > names.index(turn.state.stage)]
    name = later[0] if later else own[-1]
    return turn.refuse("not-yet" if later else _gone(turn, name), stage=turn.procedure.stages[name].title)


def _gone(turn: Turn, name: str) -> str:
    """How a stage is behind: it was, or it was passed over."""
    over = name not in turn.state.visits and any(one.stage == name for one in turn.state.skipped)
    return "passed-over" if over else "past"


def _organs(stage: Stage) -> tuple[str, ...]:
    """The organs with a part in a stage, also by accepting, objecting or answering."""
    named: tuple[By | None, ...] = (stage.by,)
    if isinstance(stage, Assign):
        named = (stage.by, stage.to)
    elif isinstance(stage, Publish) and stage.objections:
        named = (stage.by, stage.objections.from_, stage.objections.answered_by)
    return tuple(organ for by in named if by for organ in by.organs)


def _moved_on(turn: Turn, expects: str) -> Refusal | None:
    name, _, visit = expects.partition("#")
    if name == turn.state.stage:
        return None if visit in ("", str(turn.state.visit)) else turn.refuse("anew")
    stage = turn.procedure.stages.get(name)
    if stage is None:
        return turn.refuse("not-here")
    return turn.refuse("past" if name in turn.state.visits else "not-yet", stage=stage.title)


def _submit(
    force: InForce, act: a.Submit | a.SubmitItems, *, by: a.Actor, roster: Roster, at: datetime, id: str
) -> Outcome:
    procedure = force.charter.procedures.get(act.procedure)
    if procedure is None:
        return refuse("no-such-procedure", procedure=act.procedure[:60])
    if refusal := _may_submit(force, procedure, act, by, roster, at):
        return refusal
    level = procedure.at or force.charter.level
    submitted = Submitted(at, by, act.procedure, act.kind, act.title, act.text, act.facts, level, act.files)
    state = evolve(None, submitted, id)
    entered = enter(force, state, next(iter(procedure.stages)), roster=roster, at=at)
    state = fold(state, entered, id)
    turn = turn_of(force, state, by, roster, at)
    forbidden = cover_forbidden(turn) if mends(procedure) else is_one_of(turn, turn.stage.by)
    if refusal := forbidden or dates_wrong(force, state, roster, at):
        return refusal
    listed = first_items(turn, act.items if isinstance(act, a.SubmitItems) else ())
    if isinstance(listed, Refusal):
        return instead(turn, listed)
    brought: tuple[Event, ...] = (*proposer_joins(turn), *listed)
    state = fold(state, brought, id)
    left = leave(force, state, "submitted", roster=roster, at=at)
    return (submitted, *entered, *brought, *left)


def _may_submit(
    force: InForce,
    procedure: Procedure,
    act: a.Submit | a.SubmitItems,
    by: a.Actor,
    roster: Roster,
    at: datetime,
) -> Refusal | None:
    clause = f"procedures.{act.procedure}"
    if act.procedure not in force.running:
        return refuse("not-runnable", clause, procedure=procedure.title)
    if refusal := left_out(force, roster, procedure.when, clause, procedure.title):
        return refusal
    if act.kind not in procedure.decides:
        return refuse("no-such-kind", clause, procedure=procedure.title, kind=act.kind[:60])
    if not act.title:
        return refuse("words-missing", clause)
    return facts_wrong(procedure, act.facts, clause) or spending_forbidden(
        force.charter.funds, procedure, act.facts
    )


def _withdraw(turn: Turn, act: a.Withdraw) -> Outcome:
    """Who put the matter may take it back until a poll has carried it."""
    if turn.by.person != turn.state.proposer.person:
        return turn.refuse("not-proposer")
    if any(passage.outcome in ("passed", "elected") for passage in turn.state.passages):
        return turn.refuse("decided")
    return (ended(turn.procedure, turn.state, "withdrawn", turn.at, act.reasons),)


def _disclose(turn: Turn, act: a.Disclose) -> Outcome:
    section = turn.force.charter.disclosures.get(act.section)
    if section is None or act.section not in turn.procedure.discloses:
        return turn.refuse("no-such-section", section=act.section[:60])
    title = Text(zh=section.zh, en=section.en)
    own = any(
        isinstance(stage, Publish) and stage.section == act.section
        for stage in turn.procedure.stages.values()
    )
    if own and not isinstance(turn.state.now, Disclosing):
        return turn.refuse("own-stage", section=title)
    if act.section in turn.state.disclosed:
        return turn.refuse("already-disclosed", section=title)
    if refusal := is_one_of(turn, section.by, title):
        return refusal
    if not act.text:
        return turn.refuse("words-missing")
    made = Disclosed(turn.at, turn.by, act.section, act.text, act.none, act.files)
    return (made, *_all_disclosed(turn, made))


def _all_disclosed(turn: Turn, made: Disclosed) -> tuple[Event, ...]:
    if not isinstance(turn.state.now, Disclosing):
        return ()
    state = evolve(turn.state, made, turn.state.id)
    return () if owed(turn.procedure, state) else (ended(turn.procedure, state, "done", turn.at),)
