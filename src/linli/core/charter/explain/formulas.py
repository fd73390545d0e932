"""How a number is worked out, in words: 1000 + 50 × 取整数((户数 - 1000) ÷ 100)."""

import re
from collections.abc import Mapping
from datetime import date

from linli.core.charter.explain import numbers
from linli.core.charter.explain.amounts import Frame, bare
from linli.core.charter.explain.conds import cond
from linli.core.charter.explain.counted import COUNTED, Roll
from linli.core.charter.explain.voice import Voice
from linli.core.charter.explain.words import Words
from linli.core.charter.model import ALWAYS
from linli.core.charter.rule import Base, read_cond
from linli.core.charter.terms import NAME

SIGNS: Words = {"*": (" × ", " × "), "/": (" ÷ ", " ÷ ")}
ROUNDS: Words = {
    "floor": ("取整数", "the whole part of "),
    "min": ("取较小的", "the least of "),
    "max": ("取较大的", "the greatest of "),
}
_INSIDE = r"(?:[^()]|\((?:[^()]|\([^()]*\))*\))*"
"""What stands between two brackets, with two more levels of brackets in it."""
_PARTS = re.compile(rf"count\(({NAME})(?: where ({_INSIDE}))?\)|({NAME})(?: in ({NAME}))?|\s*([*/])\s*")


def formula(text: str, v: Voice) -> str:
    """A formula with every name in it called by its title."""
    return _PARTS.sub(lambda found: _part(found, v), text)


def _part(found: re.Match[str], v: Voice) -> str:
    counted, where, name, inside, sign = found.groups()
    if sign:
        return v.word(SIGNS, sign)
    if counted:
        return _count(counted, where, v)
    if name in ROUNDS:
        return v.word(ROUNDS, name)
    return bare(Base(name, inside or ""), Frame(v))


def _count(name: str, where: str | None, v: Voice) -> str:
    known = COUNTED.get(name)
    if isinstance(known, Roll) and where is None:
        return v.pick(known.count)
    called = v.pick(known.noun) if isinstance(known, Roll) else v.name(name)
    if where is None:
        return v.say(f"「{called}」的件数", f"the number of “{called}”")
    said = cond(read_cond(where), Frame(v, must=False))
    return v.say(f"{said}的「{called}」件数", f"the number of “{called}” where it {said}")


def since(day: date, value: str, v: Voice) -> str:
    """A value with the day from which it holds, if it has not always held."""
    if day == ALWAYS:
        return value
    told = numbers.day(day, v.lang)
    return v.say(f"自 {told}起 {value}", f"{value} from {told}")


def dated(values: Mapping[date, str], v: Voice, unit: str = "") -> str:
    """A value that changes in time, with the day from which each holds."""
    tail = f" {unit}" if unit else ""
    return v.list(since(day, f"{formula(value, v)}{tail}", v) for day, value in sorted(values.items()))
