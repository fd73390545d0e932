"""The items of a matter: as they are shown, and what is filled in about them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from linli.apps.matters import words, words_of_items
from linli.apps.matters.reads.lens import Lens
from linli.apps.matters.reads.pages import Deed, FactAsked, FactShown, Field, FieldKind, ItemShown
from linli.apps.matters.reads.points import points_said
from linli.apps.matters.reads.sight import Sight
from linli.core.charter.model import FactKind
from linli.core.charter.stages import Poll, Stage
from linli.core.engine import events as e
from linli.core.engine.acting.ballot import SCALE, most_marks
from linli.core.engine.acts import FactValue
from linli.core.engine.choosing import mean
from linli.core.engine.items import live, unsorted
from linli.core.engine.running import over_items
from linli.core.engine.state import Item, MatterState, Polling, Sorting, Tally

Titles = Callable[[Item], str]
Pairs = tuple[tuple[str, str], ...]


def no_titles(item: Item) -> str:
    """Where no words are at hand items go by their numbers."""
    return str(item.number)


def seals(state: MatterState) -> set[str]:
    """The seals of everything that is said of the items."""
    return {seal for one in state.items for seal in (one.title, one.text, one.reasons) if seal}


def people(lens: Lens, state: MatterState) -> set[str]:
    """Who put the items, and whom they name."""
    kind = lens.force.procedure(state.procedure).items
    named = [name for name, fact in kind.facts.items() if fact.type == "person"] if kind else []
    there = {str(one.facts[name]) for one in state.items for name in named if name in one.facts}
    return there | {one.by.person for one in state.items}


# What is filled in -----------------------------------------------------------------------------------------


def with_items(lens: Lens, state: MatterState, deed: Deed, person: str, titles: Titles) -> Deed:
    """A deed with what it asks about items: which ones there are to choose from, and the facts of a new one."""
    stage = lens.stage(state.procedure, state.stage)
    if deed.act == "vote-items" and isinstance(stage, Poll):
        return replace(deed, fields=(_ballot(lens, stage, state, titles),))
    if deed.act == "enter-count" and over_items(stage):
        each = _pairs(lens, _on_ballot(state), titles)
        return replace(
            deed, fields=tuple(replace(one, each=each, choices=_scale(stage)) for one in deed.fields)
        )
    return replace(deed, fields=tuple(_field(lens, state, one, deed, person, titles) for one in deed.fields))


def _field(lens: Lens, state: MatterState, field: Field, deed: Deed, person: str, titles: Titles) -> Field:
    if field.name == "facts" and deed.act == "add-item":
        return replace(field, asked=tuple(_asked(lens, state)))
    if field.name != "item":
        return field
    own = tuple(one for one in live(state) if one.by.person == person)
    there = own if deed.act == "retract-item" else _to_sort(state)
    return replace(field, choices=_pairs(lens, there, titles))


def _to_sort(state: MatterState) -> tuple[Item, ...]:
    """Those that are not sorted yet come first; until the last is, each can be sorted otherwise."""
    waiting = unsorted(state)
    return (*waiting, *(one for one in live(state) if one not in waiting))


def _asked(lens: Lens, state: MatterState) -> Iterator[FactAsked]:
    kind = lens.force.procedure(state.procedure).items
    for name, fact in kind.facts.items() if kind else ():
        choices = tuple((key, lens.text(title)) for key, title in fact.choices.items())
        said = lens.text(words_of_items.ITEM_FACT_HELP) if fact.type == "person" else ""
        yield FactAsked(name, lens.text(fact.title), fact.type, not fact.optional, choices, said)


def _ballot(lens: Lens, stage: Poll, state: MatterState, titles: Titles) -> Field:
    each = _pairs(lens, _on_ballot(state), titles)
    kind: FieldKind = "scores" if stage.ask == "score" else "items"
    label = lens.text(words.FIELDS[kind])
    if kind == "scores":
        return Field(kind, label, required=False, choices=_scale(stage), each=each)
    said = words.say(words_of_items.TICK_HELP, lens.lang, most=most_marks(lens.force.rule(stage), state))
    return Field(kind, label, required=False, choices=each, help=said)


def _scale(stage: Stage) -> Pairs:
    """The scores that can be given; none where items are chosen."""
    if not isinstance(stage, Poll) or stage.ask != "score":
        return ()
    scale = stage.scale or SCALE
    return tuple((str(n), str(n)) for n in range(scale.least, (scale.most or scale.least) + 1))


def _on_ballot(state: MatterState) -> tuple[Item, ...]:
    numbers = state.now.ballot if isinstance(state.now, Polling) else ()
    return tuple(state.items[number - 1] for number in numbers)


def _pairs(lens: Lens, there: tuple[Item, ...], titles: Titles) -> Pairs:
    return tuple((str(one.number), lens.say("item", n=one.number, title=titles(one))) for one in there)


# What is shown ---------------------------------------------------------------------------------------------


def shown(lens: Lens, sight: Sight, state: MatterState) -> tuple[ItemShown, ...]:
    """The items as the page lists them: the chosen ones first, then in the order in which they were put."""
    tally = _last_tally(state)
    order = {number: place for place, number in enumerate(state.election.chosen)}
    last = len(order)
    rows = sorted(state.items, key=lambda one: (order.get(one.number, last), one.number))
    return tuple(_row(lens, sight, state, one, tally) for one in rows)


def title(lens: Lens, state: MatterState) -> str:
    """What the items are called together."""
    kind = lens.force.procedure(state.procedure).items
    return lens.text(kind.title) if kind else ""


def _row(lens: Lens, sight: Sight, state: MatterState, item: Item, tally: Tally | None) -> ItemShown:
    said, tone = _stands(lens, state, item, tally)
    counts = tally.tallies if tally else {}
    got = counts.get(str(item.number))
    return ItemShown(
        number=item.number, title=sight.words(item.title), text=sight.words(item.text), by=sight.who(item.by),
        facts=tuple(_facts(lens, sight, state, item)), state=said, tone=tone, reasons=sight.words(item.reasons),
        got=_got(lens, got), share=_share(got, counts),
    )  # fmt: skip


def _stands(lens: Lens, state: MatterState, item: Item, tally: Tally | None) -> tuple[str, Any]:
    if item.retracted is not None:
        return lens.say("item-retracted"), "wait"
    if item.number in state.election.chosen:
        return lens.say("item-chosen"), "done"
    if item.number in state.election.tied:
        return lens.say("item-tied"), "wait"
    if tally is not None and str(item.number) in tally.tallies and tally.chosen:
        return lens.say("item-not-chosen"), "plain"
    if isinstance(state.now, Sorting) and item in unsorted(state):
        return lens.say("item-unsorted"), "wait"
    return _bin(lens, state, item), "plain"


def _bin(lens: Lens, state: MatterState, item: Item) -> str:
    """The bin into which the last screen put it."""
    stages = lens.force.procedure(state.procedure).stages
    sorted_at = [name for name in stages if name in item.bins]
    return lens.outcome(stages[sorted_at[-1]], item.bins[sorted_at[-1]]) if sorted_at else ""


def _last_tally(state: MatterState) -> Tally | None:
    tallies = [one.tally for one in state.passages if one.tally is not None]
    return tallies[-1] if tallies else None


def _got(lens: Lens, got: Mapping[str, int] | None) -> str:
    if got is None:
        return ""
    if "yes" in got:
        return lens.say("votes-got", n=got["yes"])
    if not got.get("scored"):
        return lens.say("nobody-scored")
    return lens.say("mean-got", mean=_decimal(mean(got)), median=_decimal(median(got)), n=got["scored"])


def median(got: Mapping[str, int]) -> Fraction:
    """The score in the middle; of an even number the mean of the two there."""
    scores = sorted(
        score
        for name, n in got.items()
        if name.startswith("score-") and name != "score-total"
        for score in [int(name.removeprefix("score-"))] * n
    )
    half = len(scores) // 2
    return Fraction(
        scores[half] if len(scores) % 2 else scores[half - 1] + scores[half], 1 if len(scores) % 2 else 2
    )


def _decimal(value: Fraction) -> str:
    """A figure with at most two places, rounded half up, as people read it; whole ones without any."""
    hundredths = (value * 100 + Fraction(1, 2)).__floor__()
    whole, rest = divmod(hundredths, 100)
    return str(whole) if not rest else f"{whole}.{rest:02d}".rstrip("0")


def _share(got: Mapping[str, int] | None, counts: Mapping[str, Mapping[str, int]]) -> int:
    """How much of the most, in hundredths, for the bar; scores have none."""
    most = max((one.get("yes", 0) for one in counts.values()), default=0)
    return got.get("yes", 0) * 100 // most if got and most else 0


def _facts(lens: Lens, sight: Sight, state: MatterState, item: Item) -> Iterator[FactShown]:
    kind = lens.force.procedure(state.procedure).items
    for name, fact in kind.facts.items() if kind else ():
        if name in item.facts:
            yield FactShown(lens.text(fact.title), fact_words(lens, sight, fact, item.facts[name]))


def fact_words(lens: Lens, sight: Sight, fact: FactKind, value: FactValue) -> str:
    """A fact as people read it."""
    if isinstance(value, bool):
        return lens.say("yes" if value else "no")
    if fact.type == "money":
        return lens.say("yuan", n=f"{value:,}")
    if fact.type == "person":
        return sight.name(str(value))
    key = str(value)
    return lens.text(fact.choices[key]) if key in fact.choices else key


# What happened ---------------------------------------------------------------------------------------------


def told(lens: Lens, procedure: str, stage: str, event: Any) -> tuple[str, dict[str, object], str] | None:
    """What happened to an item: which saying, what fills it, and what the chip says; None for anything else."""
    match event:
        case e.ItemAdded(number=number):
            return "item-added", {"n": number}, ""
        case e.ItemRetracted(number=number):
            return "item-retracted", {"n": number}, ""
        case e.ItemSorted(number=number, bin=bin, points=points):
            found = points_said(lens, procedure, stage, points)
            key = "item-sorted-points" if found else "item-sorted"
            said = lens.outcome(lens.stage(procedure, stage), bin)
            return key, {"n": number, "points": found}, said
        case e.ItemsCounted(chosen=chosen, tied=tied) if chosen or tied:
            comma = "、" if lens.lang == "zh" else ", "
            key, numbers = ("items-chosen", chosen) if chosen else ("items-tied", tied)
            return key, {"items": comma.join(map(str, numbers))}, ""
        case _:
            return None
