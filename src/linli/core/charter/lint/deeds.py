"""Whether what an outcome enacts is said whole, and of things that it can be done to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from linli.core.charter.finding import Finding
from linli.core.charter.lint import known
from linli.core.charter.lint.say import At, finding, stages
from linli.core.charter.load import Loaded
from linli.core.charter.model import FactKind, KnownFact
from linli.core.charter.nodes import Path
from linli.core.charter.stages import Deed, Pay

NEEDED = {
    "seat": ("organ", "who"),
    "vacate": ("organ", "who"),
    "adopt": ("fact",),
    "place": ("fact", "to"),
    "classify": ("fact",),
    "oblige": ("who", "what"),
    "owe": ("who", "to", "amount"),
    "pay": ("fund", "amount"),
    "open": ("procedure",),
    "mend": ("register",),
}
"""What each kind of deed must say; who it is about can also be named by a fact of the matter."""


def findings(loaded: Loaded) -> Iterator[Finding]:
    for at in stages(loaded.charter):
        for outcome, deeds in at.stage.enacts.items():
            for index, deed in enumerate(deeds):
                path = (*at.path, "enacts", outcome, index)
                lacking = [
                    key for key in NEEDED[deed.do] if not (_said(deed, key) or (key == "who" and deed.fact))
                ]
                if lacking:
                    yield _incomplete(loaded, path, deed, lacking)
                else:
                    yield from _mismatch(loaded, path, at, outcome, deed)


def _said(deed: Deed, key: str) -> object:
    return deed.register_ if key == "register" else getattr(deed, key)


def _incomplete(loaded: Loaded, path: Path, deed: Deed, lacking: list[str]) -> Finding:
    keys = "、".join(lacking), ", ".join(lacking)
    says = (
        f"「do: {deed.do}」没有写全：缺 {keys[0]}，到时候不知道该做什么",
        f"“do: {deed.do}” does not say what is to be done: {keys[1]} is missing",
    )
    return finding(loaded, "deed-incomplete", path, says, (f"写上 {keys[0]}", f"write {keys[1]}"))


def _mismatch(loaded: Loaded, path: Path, at: At, outcome: str, deed: Deed) -> Iterator[Finding]:
    said = _WRONG[deed.do](loaded, at, outcome, deed) if deed.do in _WRONG else None
    if said:
        yield finding(loaded, "deed-mismatch", (*path, said.key), said.says, said.mend)


class Said(NamedTuple):
    """The key that is wrong, why, and what would mend it."""

    key: str
    says: tuple[str, str]
    mend: tuple[str, str]


def _paid(loaded: Loaded, at: At, outcome: str, deed: Deed) -> Said | None:
    stage = at.stage
    if isinstance(stage, Pay) and (outcome, deed.fund, deed.amount) == ("finished", stage.fund, stage.amount):
        return None
    says = (
        "钱只在拨款环节（kind: pay）付出：由谁付、从哪笔钱付、付多少，都写在那里",
        "money leaves only in a stage that pays (kind: pay): by whom, from which fund and how much stands there",
    )
    return Said("do", says, ("改成一个「kind: pay」的环节", "make it a stage of “kind: pay”"))


def _placed(loaded: Loaded, at: At, outcome: str, deed: Deed) -> Said | None:
    fact = at.procedure.facts.get(deed.fact)
    if fact is None or fact.type != "place":
        says = (f"「{deed.fact}」不是辖区", f"“{deed.fact}” is not a place")
        return Said("fact", says, ("写一个「type: place」的事实", "name a fact of “type: place”"))
    if deed.to not in known.places(loaded):
        says = (f"没有「{deed.to}」这种辖区", f"there is no kind of place called “{deed.to}”")
        return Said("to", says, ("写 places 里有的一种", "name one of those under “places”"))
    return None


def _classified(loaded: Loaded, at: At, outcome: str, deed: Deed) -> Said | None:
    told = next(
        (one.charter.facts[deed.fact] for one in loaded.closure if deed.fact in one.charter.facts), None
    )
    if told is None or told.of == "household":
        says = (
            f"登记册里没有人或者辖区的「{deed.fact}」，没有地方可记",
            f"the register holds no “{deed.fact}” of people or places, so that it cannot be set",
        )
        return Said("fact", says, ("在最上面的 facts 里写上它", "declare it under “facts” at the top"))
    return _value(at, deed, told) or _whose(at, deed, told)


def _value(at: At, deed: Deed, told: KnownFact) -> Said | None:
    own = at.procedure.facts.get(deed.fact)
    if deed.to:
        if _can_be(told, deed.to):
            return None
        says = (f"「{told.title.zh}」不能是「{deed.to}」", f"“{told.title.en}” cannot be “{deed.to}”")
        mend = ("写它的一个选项、一个数，或者 yes、no", "write one of its choices, a number, yes or no")
        return Said("to", says, mend)
    if own is not None and own.type == told.type and set(own.choices) <= set(told.choices):
        return None
    says = (
        f"事项里没有同名同类的「{told.title.zh}」，不知道该记成什么",
        f"no fact of the matter has the name and the type of “{told.title.en}”, so that nobody knows what it becomes",
    )
    mend = (
        "用「to:」写明，或者在程序的 facts 里写一个同名同类的事实",
        "say it with “to:”, or give the procedure a fact of that name and type",
    )
    return Said("fact", says, mend)


def _can_be(told: KnownFact, word: str) -> bool:
    if told.choices:
        return word in told.choices
    return (
        word.isdecimal()
        if told.type in ("number", "money")
        else told.type != "yes-no" or word in ("yes", "no")
    )


def _whose(at: At, deed: Deed, told: KnownFact) -> Said | None:
    named: FactKind | None = at.procedure.facts.get(deed.who)
    of_place = told.of == "place"
    if not deed.who and of_place:
        return None
    right = named is not None and named.type == told.of
    if right or (not of_place and deed.who in ("chosen", "proposer", "holder", "parties")):
        return None
    says = (f"没有写是谁的「{told.title.zh}」", f"it is not said whose “{told.title.en}” it is")
    mend = (
        "用「who:」写 chosen、proposer、holder、parties，或者事项里的人、辖区",
        "with “who:” name chosen, proposer, holder, parties, or a person or place of the matter",
    )
    return Said("who" if deed.who else "do", says, mend)


_WRONG = {"pay": _paid, "place": _placed, "classify": _classified}
