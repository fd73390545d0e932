"""Whether an organ's seats can give the composition that is required of it."""

from __future__ import annotations

from collections.abc import Iterator

from linli.core.charter.finding import Finding
from linli.core.charter.lint.feasible import Row, between, can_hold, together
from linli.core.charter.lint.organs import filled_by_classes
from linli.core.charter.lint.say import finding
from linli.core.charter.load import Loaded
from linli.core.charter.model import Organ
from linli.core.charter.rule import Base
from linli.core.charter.terms import Range

MEMBERS = Base("members")


def findings(loaded: Loaded) -> Iterator[Finding]:
    for name, organ in loaded.charter.organs.items():
        if organ.composition and not can_hold(organ.composition, full(organ)):
            title = organ.title
            says = (
                f"「{title.zh}」的席位坐满以后，永远达不到对人员构成的要求",
                f"with all its seats filled, “{title.en}” can never be composed as required",
            )
            mend = (
                "增加这一类席位，或者减少其他席位",
                "give that class more seats, or the others fewer",
            )
            yield finding(loaded, "composition-never-met", ("organs", name, "composition"), says, mend)


def full(organ: Organ) -> list[Row]:
    """What holds of the members when all seats are filled: how many of each class, and together."""
    rows = _within(MEMBERS, organ.seats)
    for name, seats in organ.classes.items():
        rows += _within(Base("members", name), seats.seats, always=seats.when is None)
    if organ.classes:
        parts = [Base("members", name) for name in organ.classes]
        rows += together(parts, MEMBERS, all_of_it=filled_by_classes(organ))
    return rows


def _within(base: Base, seats: Range | None, *, always: bool = True) -> list[Row]:
    return between(base, seats.least if always else 0, seats.most) if seats else []
