"""The reference of the charter language: every key with its meaning, how it is written, and an example.

Meanings stand in the catalogues beside this file; how a value is written is worked out from the model; examples are
taken from charters that are given, so that each is a part of something that is read and checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import get_type_hints

from linli.core.charter.explain.words import Word, Words
from linli.core.charter.keys.of_charter import OF_CHARTER
from linli.core.charter.keys.of_stages import OF_STAGES
from linli.core.charter.keys.of_upkeep import OF_UPKEEP
from linli.core.charter.keys.parts import PARTS
from linli.core.charter.keys.written import written
from linli.core.charter.load import Loaded
from linli.core.charter.nodes import Path
from linli.core.charter.part import Part, kebab
from linli.core.charter.shape import parts

MEANINGS: Words = {**OF_CHARTER, **OF_STAGES, **OF_UPKEEP}
"""What each key means: under ``Part.key``, or the key alone where it means the same everywhere."""
_HERE = "linli.core.charter."
MOST_LINES = 6
"""How long an example is before the rest of it is left out."""


@dataclass(frozen=True, slots=True)
class Example:
    """A few lines of a charter in which a key stands; ``line`` and ``column`` say where, from 1."""

    charter: Loaded
    path: Path
    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Key:
    """A key of one part. ``default`` is what holds where it is absent, empty where that is nothing."""

    part: str
    name: str
    means: Word
    written: Word
    required: bool
    default: str
    example: Example | None

    @property
    def anchor(self) -> str:
        """By what address a page finds it."""
        return f"{self.part}.{self.name}".lower()


def reference(charters: Iterable[Loaded]) -> dict[str, tuple[Key, ...]]:
    """Every key of the language by its part; examples are the shortest that ``charters`` have."""
    examples = _examples(charters)
    found: dict[str, list[Key]] = {part: [] for part in PARTS}
    for part, kind, field in fields():
        info, name = kind.model_fields[field], kebab(field)
        hint = get_type_hints(kind, include_extras=True)[field]
        given = info.default if isinstance(info.default, str) else ""
        means = meaning(kind, field)
        example = examples.get((part, name))
        found[part].append(
            Key(part, name, means, written(hint, name, part), info.is_required(), given, example)
        )
    return {part: tuple(keys) for part, keys in found.items()}


def meaning(kind: type[Part], field: str) -> Word:
    """What a field of a part means."""
    return MEANINGS.get(f"{_declares(kind, field)}.{kebab(field)}") or MEANINGS[kebab(field)]


def fields() -> Iterator[tuple[str, type[Part], str]]:
    """Every field of the model once: the part that declares it, a class that has it, its name there."""
    seen: set[tuple[str, str]] = set()
    for kind in _kinds(Part):
        for field in kind.model_fields:
            part = _declares(kind, field)
            if (part, field) not in seen:
                seen.add((part, field))
                yield part, kind, field


def _kinds(kind: type[Part]) -> Iterator[type[Part]]:
    """The parts of a charter; other files, such as scenarios, are read by the same means."""
    for one in kind.__subclasses__():
        if one.__module__.startswith(_HERE):
            yield one
            yield from _kinds(one)


def _declares(kind: type[Part], field: str) -> str:
    """The part to which a field belongs: the first that has it; a kind of stage has its own ``kind``."""
    those = [one.__name__ for one in kind.__mro__ if field in getattr(one, "__annotations__", {})]
    return those[0 if field == "kind" else -1].lstrip("_")


def _examples(charters: Iterable[Loaded]) -> dict[tuple[str, str], Example]:
    best: dict[tuple[str, str], Example] = {}
    for loaded in charters:
        lines = loaded.text.decode("utf-8-sig").splitlines()
        for path, part in parts(loaded.charter):
            for field in part.model_fields_set:
                where = _written(loaded, (*path, kebab(field)))
                if where is None:
                    continue
                key = _declares(type(part), field), kebab(field)
                example = _example(loaded, lines, where)
                if key not in best or _cost(example) < _cost(best[key]):
                    best[key] = example
    return best


def _written(loaded: Loaded, path: Path) -> Path | None:
    """Where a key stands in the file; a single thing may stand where several could. None if it is filled in."""
    single = tuple(step for step in path if step != 0)
    return next((one for one in (path, single) if one in loaded.document.marks), None)


def _cost(example: Example) -> tuple[bool, int]:
    """A key at the beginning of its line shows better how it is written than one within braces."""
    return not example.text.startswith(str(example.path[-1])), len(example.text)


def _example(loaded: Loaded, lines: list[str], path: Path) -> Example:
    mark = loaded.mark(path)
    first = lines[mark.line - 1]
    indent = len(first) - len(first.lstrip(" -"))
    taken = [first]
    for line in lines[mark.line :]:
        deeper = len(line) - len(line.lstrip(" "))
        if line.strip() and deeper <= indent:
            break
        taken.append(line)
    shown = [line[min(indent, len(line) - len(line.lstrip())) :] for line in taken if line.strip()]
    if len(shown) > MOST_LINES:
        shown = [*shown[:MOST_LINES], "…"]
    return Example(loaded, path, "\n".join([first.lstrip(" "), *shown[1:]]), mark.line, mark.column)
