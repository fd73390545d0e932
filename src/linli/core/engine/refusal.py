"""A refusal: what was tried, which clause forbids it, and what is possible instead."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import final

from linli.core.charter.text import Lang, Text
from linli.core.engine.refusals import ADVICE, REASONS

Value = Text | str | int


@final
@dataclass(frozen=True, slots=True)
class Refusal:
    """``code`` is stable; ``clause`` is the path of the part of the charter that forbids; ``instead`` what helps."""

    code: str
    clause: str = ""
    values: dict[str, Value] = field(default_factory=dict)
    instead: tuple[Text, ...] = ()

    def says(self, lang: Lang) -> str:
        """Why not, as a sentence."""
        values = {name: v.in_(lang) if isinstance(v, Text) else str(v) for name, v in self.values.items()}
        return REASONS[self.code].in_(lang).format(**values)


def refuse(code: str, clause: str = "", **values: Value) -> Refusal:
    """A refusal by its code; ``values`` fill the sentence."""
    return Refusal(code, clause, values, advice(code))


def advice(code: str) -> tuple[Text, ...]:
    """What is possible instead of what a code refuses, whatever the matter."""
    return (ADVICE[code],) if code in ADVICE else ()
