"""What is wrong with an archive, each at its line and entry."""

from __future__ import annotations

from dataclasses import dataclass, field

from linli.core.charter.text import Lang, Text
from linli.core.record.sentences import SENTENCES

MOST = 100
"""How many findings are told; the rest are only counted."""

Value = Text | str | int


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is wrong, before it is known where: a code and what fills its sentence."""

    code: str
    values: dict[str, Value] = field(default_factory=dict[str, Value])

    def says(self, lang: Lang) -> str:
        """The sentence."""
        values = {
            name: value.in_(lang) if isinstance(value, Text) else value for name, value in self.values.items()
        }
        return SENTENCES[self.code].in_(lang).format(**values)


def doubt(code: str, **values: Value) -> Doubt:
    """A doubt by its code."""
    return Doubt(code, values)


@dataclass(frozen=True, slots=True)
class Place:
    """Where in an archive: the line, and for entries the position (both from 1), the chain and the sequence."""

    line: int = 0
    position: int = 0
    chain: str = ""
    seq: int = 0


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong. ``code`` is stable and documented."""

    code: str
    line: int
    position: int
    chain: str
    seq: int
    zh: str
    en: str

    def told(self, lang: Lang) -> str:
        """The finding as one line of text."""
        where = f"第 {self.line} 行" if lang == "zh" else f"line {self.line}"
        parts = [where] if self.line else []
        parts += [f"{self.chain} #{self.seq}"] if self.chain else []
        says, colon = (self.zh, "：") if lang == "zh" else (self.en, ": ")
        return f"{' · '.join(parts)}{colon if parts else ''}{says} [{self.code}]"


@dataclass
class Findings:
    """The first hundred findings, and how many more there are."""

    told: list[Finding] = field(default_factory=list[Finding])
    more: int = 0

    def add(self, found: Doubt, place: Place = NOWHERE) -> None:
        """Note what is wrong at a place."""
        if len(self.told) >= MOST:
            self.more += 1
            return
        self.told.append(
            Finding(
                found.code,
                place.line,
                place.position,
                place.chain,
                place.seq,
                found.says("zh"),
                found.says("en"),
            )
        )
