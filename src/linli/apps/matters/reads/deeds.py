"""What the viewer may do in a matter now, and why not the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from linli.apps.matters import words, words_of_desk
from linli.apps.matters.reads import strands
from linli.apps.matters.reads.items import Titles, no_titles, with_items
from linli.apps.matters.reads.lens import Lens
from linli.apps.matters.reads.pages import Deed, FactAsked, Field, FieldKind, WhyNot
from linli.core.charter.stages import Assign, Deliberate, Pay, Poll, Screen, Split, Stage, Wait
from linli.core.charter.terms import By
from linli.core.engine.acting.assign import offered
from linli.core.engine.acting.party import partners
from linli.core.engine.acting.pay import remaining
from linli.core.engine.acting.strands import expected_at, running, strand_at
from linli.core.engine.acting.wait import awaited
from linli.core.engine.acts import Actor
from linli.core.engine.calendar import day_of
from linli.core.engine.entry import Entered
from linli.core.engine.minutes import readers
from linli.core.engine.money import yuan
from linli.core.engine.possible import Possible, possible
from linli.core.engine.refusal import Refusal
from linli.core.engine.roster import Roster
from linli.core.engine.sitting import SittingState
from linli.core.engine.sittings import may_convene
from linli.core.engine.state import Disclosing, MatterState, Polling, Standing, Talking
from linli.core.engine.turn import conveners

_TEXT: dict[str, tuple[FieldKind, ...]] = {
    "revise": ("title", "text"), "withdraw": ("reasons",), "state": ("text",), "minute": ("text", "files"),
    "sort": ("points", "bin", "reasons"), "enter-count": ("count",), "post": ("text", "files"), "object": ("text",),
    "answer": ("objection", "verdict", "reasons"), "report": ("text", "files"), "finish": ("text", "files"),
    "hand-back": ("reasons",), "defer": ("reasons",), "extend": ("reasons",), "disclose": ("text", "none", "files"),
    "call-sitting": ("starts", "text"), "offer": ("to", "reasons"), "return": ("reasons",),
    "add-item": ("title", "text", "facts", "files"), "retract-item": ("item", "reasons"),
    "sort-item": ("item", "points", "bin", "reasons"), "pay": ("yuan", "text", "files"),
    "name-party": ("party", "who"), "decline": ("reasons",), "divide": ("among",), "establish": ("facts",),
}  # fmt: skip
_ORDER = (
    "accept", "offer", "divide", "pay", "establish", "join", "vote", "vote-items", "attend", "enter-count", "open",
    "answer", "post", "report", "finish", "sort", "sort-item", "add-item", "minute", "close", "return", "call-sitting",
    "revise", "support", "state", "disclose", "object", "extend", "hand-back", "defer", "retract", "retract-item",
    "name-party", "decline", "withdraw",
)  # fmt: skip
_OPTIONAL = {
    ("withdraw", "reasons"), ("call-sitting", "text"), ("offer", "reasons"), ("decline", "reasons"),
    ("name-party", "who"), ("add-item", "text"), ("retract-item", "reasons"),
}  # fmt: skip
_SILENT = frozenset([
    "withdraw", "disclose", "retract", "extend", "defer", "hand-back", "revise", "join", "decline", "name-party",
    "retract-item",
])  # fmt: skip
"""Acts of which nobody needs to hear why they may not do them, unless they are the one thing to do."""
_IDLE = frozenset(["not-paper", "already-open", "already-posted", "not-here"])
"""Reasons that say only that an act has been done or is none of this stage's."""
_OTHER_STAGE = frozenset(["not-yet", "past", "passed-over", "anew"])
_NOT_THEIRS = frozenset(["not-in-organ", "not-entitled"])
"""What nobody can be told of whom it is not known who they are."""
_QUIET = frozenset([
    "withdraw", "retract", "retract-item", "object", "disclose", "extend", "hand-back", "defer", "name-party",
    "decline",
])  # fmt: skip
"""Acts that may be done at any time: none of them is what the page is about, so none stands out."""
MOST_WHY = 3


def possibilities(
    lens: Lens,
    state: MatterState,
    person: str,
    roster: Roster,
    at: datetime,
    sittings: Sequence[SittingState],
    *,
    entered: Entered | None = None,
    keeps: bool = False,
) -> tuple[Possible, ...]:
    """Every act of the stage, tried out; sittings are called, entered and left in their own chains.

    ``entered`` is who would enter it for the person; ``keeps`` whether she may act as who keeps the registers.
    """
    if state.ended is not None:
        return ()
    found = possible(
        lens.force,
        state,
        person=person,
        roster=roster,
        at=at,
        sittings=sittings,
        entered=entered,
        keeps=keeps,
    )
    # Hands are counted by who presides; nobody else needs to hear why not.
    return tuple(
        one for one in found if one.allowed or one.act != "enter-count" or _on_paper(lens, state, one)
    )


def _on_paper(lens: Lens, state: MatterState, one: Possible) -> bool:
    where = strand_at(state, one.strand)
    return where is None or getattr(lens.stage(where.procedure, where.stage), "ballot", "") == "paper"


def deeds(
    lens: Lens, state: MatterState, found: Iterable[Possible], person: str, roster: Roster, at: datetime,
    sittings: Sequence[SittingState], titles: Titles = no_titles,
) -> tuple[Deed, ...]:  # fmt: skip
    """What may be done, the most telling first; the first is the one to stand out. ``titles`` calls items by name."""
    able = [_possible(lens, state, one, titles, person) for one in found if one.allowed]
    for where in (state, *(strand for _, strand in running(state))):
        able += _convening(lens, where, person, roster, at, sittings)
    able += _signing_in(lens, state, person, roster, at, sittings)
    able.sort(key=lambda deed: _ORDER.index(deed.act))
    if able and (able[0].act not in _QUIET or isinstance(state.now, Disclosing)):
        able[0] = replace(able[0], primary=True)
    return tuple(able)


def _possible(lens: Lens, state: MatterState, one: Possible, titles: Titles, person: str) -> Deed:
    """A deed in the matter, or in one of its strands."""
    where = strand_at(state, one.strand)
    assert where is not None
    deed = with_items(lens, where, _deed(lens, where, one.act, one.organ, one.section), person, titles)
    if not one.strand:
        return deed
    title = lens.say("in-strand", strand=strands.title_at(lens, state, one.strand), text=deed.title)
    return replace(deed, title=title, strand=one.strand, expects=expected_at(state, one.strand))


def _deed(lens: Lens, state: MatterState, act: str, organ: str, section: str = "", sitting: str = "") -> Deed:
    by_hands = act == "enter-count" and _hands(lens.stage(state.procedure, state.stage))
    title = lens.text(words.ACTS["count-hands" if by_hands else act])
    if section:
        title = (
            f"{title}：{lens.section(section)}" if lens.lang == "zh" else f"{title}: {lens.section(section)}"
        )
    stage = lens.stage(state.procedure, state.stage)
    final = words.FINAL.get("count-hands" if by_hands else act)
    if act in ("vote", "vote-items") and isinstance(stage, Poll) and stage.may_change:
        final = None
    return Deed(
        act=act, title=title, organ=organ, organ_title=lens.organ(organ), section=section, sitting=sitting,
        fields=fields(lens, stage, state, act), final=lens.text(final) if final else "",
    )  # fmt: skip


def fields(lens: Lens, stage: Stage, state: MatterState, act: str) -> tuple[Field, ...]:
    """What is to be filled in for an act."""
    if act == "vote":
        return (_answer_field(lens, stage),)
    if act == "enter-count" and _hands(stage):
        return (Field("hands", lens.text(words.ACTS["count-hands"])),)
    asked = _TEXT.get(act, ())
    if "points" in asked and not (isinstance(stage, Screen) and stage.checklist):
        asked = tuple(name for name in asked if name != "points")
    return tuple(_field(lens, stage, state, act, name) for name in asked)


def _hands(stage: Stage) -> bool:
    return isinstance(stage, Poll) and stage.ballot == "open"


def _field(lens: Lens, stage: Stage, state: MatterState, act: str, name: FieldKind) -> Field:
    label = lens.text(words.FIELDS[name])
    required = (act, name) not in _OPTIONAL and name not in ("files", "none")
    if name == "files":
        required = act in ("finish", "pay") and getattr(stage, "evidence", "") == "required"
        return Field(name, label, required, help=lens.text(words.FILES_HELP))
    choices: tuple[tuple[str, str], ...] = ()
    if name == "bin" and isinstance(stage, Screen):
        choices = tuple((key, lens.text(title)) for key, title in stage.bins.items())
    if name == "points" and isinstance(stage, Screen):
        each = tuple((key, lens.text(title)) for key, title in stage.checklist.items())
        choices = tuple((key, lens.text(title)) for key, title in words.POINTS.items())
        return Field(name, label, required, choices, each=each)
    if name == "verdict":
        choices = tuple((key, lens.text(title)) for key, title in words.VERDICTS.items())
    if name == "objection" and isinstance(state.now, Standing):
        waiting = [one.number for one in state.now.objections if not one.verdict]
        choices = tuple((str(number), str(number)) for number in waiting)
    if name == "facts" and isinstance(stage, Wait):
        asked = tuple(_awaited(lens, state, stage))
        return Field(name, label, required=False, asked=asked)
    if name in ("to", "party", "among"):
        choices = tuple(_bodies(lens, stage, state, name))
    return Field(name, label, required, choices, help=_help(lens, stage, state, act, name))


def _help(lens: Lens, stage: Stage, state: MatterState, act: str, name: FieldKind) -> str:
    if act == "minute" and stage.by and any(readers(lens.force, one) for one in stage.by.organs):
        return lens.text(words_of_desk.MINUTE_HELP)
    if name == "who":
        return lens.text(words.WHO_HELP)
    if name == "among" and isinstance(stage, Split) and stage.each == "places":
        return lens.text(words.AMONG_HELP)
    left = remaining(state, stage) if name == "yuan" and isinstance(stage, Pay) else None
    return "" if left is None else words.say(words.YUAN_HELP, lens.lang, amount=yuan(left))


def _bodies(lens: Lens, stage: Stage, state: MatterState, name: FieldKind) -> Iterator[tuple[str, str]]:
    """To whom a matter can be offered, or what can be a party."""
    if name == "to" and isinstance(stage, Assign):
        for key, who in offered(stage.to).items():
            yield key, lens.by(By((who,)), state.procedure)
    if name == "among" and isinstance(stage, Split) and stage.each == "organs":
        for key in lens.force.charter.organs:
            yield key, lens.organ(key)
    by = partners(lens.force, state, lens.zone)
    for key in by.organs if name == "party" and by else ():
        yield key, lens.organ(key)


def _awaited(lens: Lens, state: MatterState, stage: Wait) -> Iterator[FactAsked]:
    """The facts for which a matter waits."""
    known = lens.force.procedure(state.procedure).facts
    for key in awaited(stage, known):
        yield FactAsked(key, lens.text(known[key].title), known[key].type, required=False)


def _answer_field(lens: Lens, stage: Stage) -> Field:
    if isinstance(stage, Poll) and stage.ask == "score":
        least, most = (stage.scale.least, stage.scale.most or stage.scale.least) if stage.scale else (1, 5)
        scores = tuple((str(n), str(n)) for n in range(least, most + 1))
        return Field("score", lens.text(words.FIELDS["score"]), choices=scores)
    answers = tuple((key, lens.text(title)) for key, title in words.CHOICES.items())
    return Field("choice", lens.text(words.FIELDS["choice"]), choices=answers)


def _convening(
    lens: Lens,
    state: MatterState,
    person: str,
    roster: Roster,
    at: datetime,
    sittings: Sequence[SittingState],
) -> Iterator[Deed]:
    """Calling a sitting, where the stage is held in one, none is running and none is called."""
    stage = lens.stage(state.procedure, state.stage)
    if not needs_sitting(stage, state) or serving(stage, sittings) or stage.by is None:
        return
    for organ in stage.by.organs:
        for capacity in conveners(lens.force, stage.by):
            if may_convene(lens.force, organ, Actor(person, capacity), roster, at) is None:
                yield _deed(lens, state, "call-sitting", capacity)
                return


def serving(stage: Stage, sittings: Iterable[SittingState]) -> list[SittingState]:
    """Of some sittings those of a body that the stage asks; one of another body served an earlier stage."""
    return [one for one in sittings if stage.by is not None and one.organ in stage.by.organs]


def needs_sitting(stage: Stage, state: MatterState) -> bool:
    """Whether the stage is held in a sitting and is not open in one yet."""
    if state.end is not None or not isinstance(stage, Poll | Deliberate) or stage.at != "sitting":
        return False
    match state.now:
        case Polling(roll=roll):
            return roll is None
        case Talking(sitting=sitting):
            return not sitting
        case _:
            return False


def _signing_in(
    lens: Lens,
    state: MatterState,
    person: str,
    roster: Roster,
    at: datetime,
    sittings: Sequence[SittingState],
) -> Iterator[Deed]:
    today = day_of(at, lens.zone)
    for sitting in sittings:
        member = roster.since(lens.force, sitting.organ, person, at) is not None
        if member and person not in sitting.attending and today >= day_of(sitting.starts, lens.zone):
            yield _deed(lens, state, "attend", sitting.organ, sitting=sitting.id)
            return


def why_not(lens: Lens, found: Sequence[Possible], *, stranger: bool) -> tuple[WhyNot, ...]:
    """Why the other acts of the stage are not allowed: each reason once, at most three."""
    refused = [
        one for one in found
        if one.refusal is not None and one.act not in _SILENT and one.refusal.code not in _IDLE
        and not (stranger and one.refusal.code in _NOT_THEIRS)
    ]  # fmt: skip
    refused.sort(key=lambda one: (_elsewhere(one), _ORDER.index(one.act)))
    reasons: dict[str, WhyNot] = {}
    for one in refused:
        assert one.refusal is not None
        said = told(lens, one.refusal, one.act)
        reasons.setdefault(said.what, said)
    return tuple(reasons.values())[: 1 if stranger else MOST_WHY]


def _elsewhere(one: Possible) -> bool:
    """Whether it says only that another stage is not the one that is now, which the page says anyway."""
    return one.refusal is not None and one.refusal.code in _OTHER_STAGE


def told(lens: Lens, refusal: Refusal, act: str = "") -> WhyNot:
    """A refusal in the viewer's words: why, by which clause and source, and what instead."""
    return WhyNot(
        act=act, title=lens.text(words.ACTS[act]) if act in words.ACTS else "", what=refusal.says(lens.lang),
        code=refusal.code, clause=lens.clause(refusal.clause), source=lens.source_at(refusal.clause),
        path=refusal.clause, instead=tuple(lens.text(one) for one in refusal.instead),
    )  # fmt: skip
