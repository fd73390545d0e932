"""The items of a story's matters: from their names in the story to the numbers that the engine knows them by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from linli.core.charter.model import Procedure
from linli.core.charter.terms import NotReadable
from linli.core.charter.text import Text
from linli.core.engine import acts as a
from linli.core.engine.items import live, naming_fact
from linli.core.engine.state import MatterState
from linli.core.lab.story import Step
from linli.core.lab.told import WORDS, given, number

NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Listed:
    """The items of one matter by their names in the story."""

    procedure: Procedure
    numbers: Mapping[str, int]

    def number(self, name: str) -> int:
        """The number of an item. Raises :class:`NotReadable` for one that the story has not told of."""
        if name not in self.numbers:
            raise NotReadable(f"没有叫「{name}」的项", f"there is no item called “{name}”")
        return self.numbers[name]

    def several(self, names: str) -> tuple[int, ...]:
        """The numbers of ``lamp and bench``; of ``nothing`` none."""
        return () if names == NOTHING else tuple(self.number(name) for name in names.split(" and "))

    def names(self, numbers: tuple[int, ...]) -> str:
        """The names of some items, as the story would write them."""
        known = {n: name for name, n in self.numbers.items()}
        return " and ".join(sorted(known[n] for n in numbers)) or NOTHING


def new_item(procedure: Procedure | None, name: str, facts: str) -> a.NewItem:
    """An item as it is put; where items name people or households, the one of that name."""
    kind = procedure.items if procedure else None
    fact = naming_fact(kind) if kind else ""
    named: dict[str, a.FactValue] = {fact: name} if fact else {}
    return a.NewItem(WORDS, facts=named | given(facts))


def with_items(begun: a.Submit, procedure: Procedure | None, names: str, each: str) -> a.SubmitItems:
    """A proposal that lists its items."""
    items = tuple(new_item(procedure, name, each) for name in names.split(" and "))
    return a.SubmitItems(begun.procedure, begun.kind, begun.title, begun.text, items, begun.facts)


def _added(step: Step, listed: Listed) -> a.Act:
    procedure = listed.procedure
    if step.verb == "nominate":
        return a.AddItem(new_item(procedure, step.word("item"), step.word("facts")))
    return a.AddItem(a.NewItem(WORDS, facts=given(step.word("facts"))))


def _scores(step: Step, listed: Listed) -> a.Act:
    pairs = [part.split(" for ") for part in step.word("scores").split(" and ")]
    return a.VoteItems(scores={str(listed.number(name)): number(score) for score, name in pairs})


OWN_FIGURES = ("present", "issued", "returned", "invalid", "blank")


def _counted(step: Step, listed: Listed) -> a.Act:
    words = step.word("figures").split(" ")
    figures = {name: number(n) for n, name in zip(words[0::2], words[1::2], strict=True)}
    if "returned" not in figures:
        raise NotReadable(
            "分项计票要写明收回几张（returned）", "a count over items says how many were “returned”"
        )
    scores = {_key(name, listed): n for name, n in figures.items() if name not in OWN_FIGURES}
    returned = figures["returned"]
    return a.EnterCount(
        a.Count(
            figures.get("present", returned), figures.get("issued", returned), returned,
            abstain=figures.get("blank", 0), invalid=figures.get("invalid", 0), scores=scores,
        )
    )  # fmt: skip


def _key(name: str, listed: Listed) -> str:
    item, slash, score = name.partition("/")
    return f"{listed.number(item)}{':' if slash else ''}{score}"


ITEM_ACTS: dict[str, Callable[[Step, Listed], a.Act]] = {
    "add": _added,
    "nominate": _added,
    "take-back": lambda step, listed: a.RetractItem(listed.number(step.word("item"))),
    "sort-item": lambda step, listed: a.SortItem(listed.number(step.word("item")), step.word("bin"), WORDS),
    "vote-for": lambda step, listed: a.VoteItems(listed.several(step.word("items"))),
    "score": _scores,
    "count-items": _counted,
}


def _differs(what: Text, wanted: object, got: object) -> Text | None:
    if wanted == got:
        return None
    return Text(
        zh=f"{what.zh}应为「{wanted}」，实为「{got}」", en=f"{what.en} should be “{wanted}”, but is “{got}”"
    )


def _sorted(names: str) -> str:
    return " and ".join(sorted(names.split(" and ")))


def _chosen(listed: Listed, state: MatterState, step: Step) -> Text | None:
    listed.several(step.word("items"))
    tied = step.word("which") == "tied"
    got = listed.names(state.election.tied if tied else state.election.chosen)
    what = Text(zh="票数相同的", en="those tied") if tied else Text(zh="选出的", en="those chosen")
    return _differs(what, _sorted(step.word("items")), got)


def _in_bin(listed: Listed, state: MatterState, step: Step) -> Text | None:
    item = state.items[listed.number(step.word("item")) - 1]
    bins = list(item.bins.values())
    got = step.word("bin") if step.word("bin") in bins else (bins[-1] if bins else None)
    return _differs(Text(zh="分类", en="the bin"), step.word("bin"), got)


def _got(listed: Listed, state: MatterState, step: Step) -> Text | None:
    tallies = [one.tally for one in state.passages if one.stage == step.word("stage") and one.tally]
    counted = tallies[-1].tallies if tallies else {}
    tally = counted.get(str(listed.number(step.word("item"))), {})
    name = f"{step.word('figure')} for {step.word('item')}"
    return _differs(Text(zh=name, en=name), number(step.word("n")), tally.get(step.word("figure")))


def _how_many(listed: Listed, state: MatterState, step: Step) -> Text | None:
    return _differs(Text(zh="项数", en="the number of items"), number(step.word("n")), len(live(state)))


ITEM_EXPECTATIONS: dict[str, Callable[[Listed, MatterState, Step], Text | None]] = {
    "expect-chosen": _chosen,
    "expect-bin": _in_bin,
    "expect-got": _got,
    "expect-items": _how_many,
}
