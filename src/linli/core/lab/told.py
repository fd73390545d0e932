"""From the words of a step to the act that it means."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from linli.core.charter.rule import Fact, bases, read_cond
from linli.core.charter.terms import NotReadable
from linli.core.engine import acts as a
from linli.core.lab.story import Step, moment_in

WORDS = "0" * 64


def facts_in(text: str) -> dict[str, a.FactValue]:
    """``adult and registered`` as facts that are so. Raises :class:`NotReadable`."""
    cond = read_cond(text)
    if any(not isinstance(test, Fact) for test in getattr(cond, "tests", (cond,))):
        raise NotReadable(
            f"「{text}」里只能写事实，用 and 连接", f"“{text}” may only name facts, joined by “and”"
        )
    return {base.name: True for base in bases(cond)}


def _choice(text: str) -> str | int:
    return number(text) if text.isascii() and text.isdigit() else text


def number(text: str) -> int:
    """A whole number. Raises :class:`NotReadable` for one that nobody counts to."""
    if len(text) > 15:
        raise NotReadable(f"「{text[:15]}…」太大了", f"“{text[:15]}…” is too big a number")
    return int(text)


def _count(text: str) -> a.Count:
    words = text.split(" ")
    figures = {name: number(n) for n, name in zip(words[0::2], words[1::2], strict=True)}
    scores = {name.removeprefix("score-"): n for name, n in figures.items() if name.startswith("score-")}
    known = {name: n for name, n in figures.items() if name in a.Count.__struct_fields__}
    unknown = figures.keys() - known.keys() - {f"score-{score}" for score in scores}
    if unknown:
        raise NotReadable(
            f"没有「{'、'.join(unknown)}」这样的票数", f"a count has no “{', '.join(sorted(unknown))}”"
        )
    answered = known.get("yes", 0) + known.get("no", 0) + known.get("abstain", 0) + sum(scores.values())
    returned = known.get("returned", answered + known.get("invalid", 0))
    whole = {"present": returned, "issued": returned, "returned": returned} | known
    return a.Count(**whole, scores=scores)


def cents(text: str) -> int:
    """``1200.50`` yuan in cents."""
    whole, _, part = text.partition(".")
    return int(whole) * 100 + int(part.ljust(2, "0"))


def _named(party: str, organ: str) -> a.NameParty:
    """``r7 of residents`` is a person, ``committee`` an organ as a whole."""
    return a.NameParty(organ, party) if organ else a.NameParty(party)


ACTS: dict[str, Callable[[Step], a.Act]] = {
    "revise": lambda step: a.Revise(WORDS, WORDS, given(step.word("facts"))),
    "withdraw": lambda _: a.Withdraw(WORDS),
    "support": lambda _: a.Support(),
    "retract": lambda _: a.Retract(),
    "state": lambda _: a.State(WORDS),
    "minute": lambda _: a.Minute(WORDS),
    "sort": lambda step: a.Sort(step.word("bin"), WORDS),
    "open": lambda _: a.Open(),
    "vote": lambda step: a.Vote(_choice(step.word("choice"))),
    "enter-count": lambda step: a.EnterCount(_count(step.word("figures"))),
    "close": lambda _: a.Close(),
    "post": lambda _: a.Post(WORDS),
    "object": lambda _: a.Object(WORDS),
    "answer": lambda step: a.Answer(
        number(step.word("number")),
        "upheld" if step.word("verdict").startswith("uphold") else "dismissed",
        WORDS,
    ),
    "report": lambda _: a.Report(WORDS),
    "finish": lambda step: a.Finish(WORDS, (WORDS,) if step.word("files") else ()),
    "hand-back": lambda _: a.HandBack(WORDS),
    "defer": lambda _: a.Defer(WORDS),
    "extend": lambda _: a.Extend(WORDS),
    "offer": lambda step: a.Offer(step.word("to"), WORDS),
    "accept": lambda _: a.Accept(),
    "return": lambda _: a.Return(WORDS),
    "pay": lambda step: a.Pay(cents(step.word("yuan")), WORDS, (WORDS,) if step.word("files") else ()),
    "establish": lambda step: a.Establish(given(step.word("facts"))),
    "divide": lambda step: a.Divide(tuple(step.word("among").split(" and "))),
    "name-party": lambda step: _named(step.word("party"), step.word("of")),
    "join": lambda _: a.Join(),
    "decline": lambda _: a.Decline(WORDS),
    "disclose": lambda step: a.Disclose(step.word("section"), WORDS),
    "disclose-none": lambda step: a.Disclose(step.word("section"), WORDS, none=True),
}


def given(text: str) -> dict[str, a.FactValue]:
    """``area = 90 and economic = no`` as facts."""
    pairs = [part.partition(" = ") for part in text.split(" and ")] if text else []
    return {name: _value(value) for name, _, value in pairs}


def _value(text: str) -> a.FactValue:
    return {"yes": True, "no": False}.get(text, _choice(text))


def moment(text: str, like: datetime) -> datetime:
    return moment_in(text, like.tzinfo)
