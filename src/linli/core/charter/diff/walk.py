"""Where two charters differ: every key whose meaning is not the same, once, with what it was and what it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from typing import Any, TypeGuard

from linli.core.charter.model import Procedure, Relation
from linli.core.charter.nodes import Path
from linli.core.charter.part import Part, kebab
from linli.core.charter.rule import ShareOf
from linli.core.charter.source import Source
from linli.core.charter.stages import Deed, Requirement, Screen
from linli.core.charter.text import Text

FIRST = "first-stage"
ORDER = "order"


@dataclass(frozen=True, slots=True)
class Step:
    """One difference. ``old`` or ``new`` is None where there was or is nothing.

    ``entry`` says that a thing with a name of its own, such as a stage or a relation, came or went whole.
    """

    path: Path
    old: Any
    new: Any
    entry: bool = False

    @property
    def key(self) -> str:
        """The key of the language that differs, or in which the entry stands."""
        keys = [step for step in self.path if isinstance(step, str)]
        return keys[-2] if self.entry and isinstance(self.path[-1], str) else keys[-1]


def steps(old: Part, new: Part, path: Path = ()) -> Iterator[Step]:
    """All differences between two parts, in the order of the language; none where they mean the same.

    The order of relations, requirements and deeds means nothing, nor does the order of names but where it decides
    what comes first: the stage with which a procedure begins, and of bins the one whose items go on.
    """
    for name in dict.fromkeys((*type(new).model_fields, *type(old).model_fields)):
        here = (*path, kebab(name))
        yield from _values(_field(old, name, new), _field(new, name, old), here)
    yield from _order(old, new, path)


def same(old: Part, new: Part) -> bool:
    """Whether two parts mean the same."""
    return type(old) is type(new) and next(steps(old, new), None) is None


def _field(part: Part, name: str, other: Part) -> Any:
    """A value of the part; where only the other has the key, what the key means when it is left out."""
    if name in type(part).model_fields:
        return getattr(part, name)
    return type(other).model_fields[name].get_default(call_default_factory=True)


def _values(old: Any, new: Any, path: Path) -> Iterator[Step]:
    if _names(old) and _names(new):
        yield from _entries(old, new, path)
    elif is_tuple(old) and is_tuple(new) and (_lists_parts(old) or _lists_parts(new)):
        yield from _listed(old, new, path)
    elif _walked(old) and _walked(new):
        yield from steps(old, new, path)
    elif bare(old) != bare(new):
        yield Step(path, _or_none(old), _or_none(new))


def _names(value: object) -> TypeGuard[Mapping[str, Any]]:
    """Whether a value gives things their names; what is written under dates is told whole."""
    return isinstance(value, Mapping) and not any(isinstance(key, date) for key in value)  # pyright: ignore[reportUnknownVariableType]  # of whatever type they are


def _walked(value: object) -> TypeGuard[Part]:
    """Whether a value is taken apart, key by key, rather than told whole."""
    return isinstance(value, Part) and not isinstance(value, Text | Source)


def is_tuple(value: object) -> TypeGuard[tuple[Any, ...]]:
    """Whether a value is a list."""
    return isinstance(value, tuple)


def _lists_parts(value: tuple[Any, ...]) -> bool:
    return any(isinstance(one, Part) for one in value)


def _or_none(value: Any) -> Any:
    return None if value in ("", ()) else value


def bare(value: Any) -> Any:
    """A value without how it was written: 50% is 1/2."""
    if isinstance(value, ShareOf):
        return replace(value, percent=False)
    if is_tuple(value):
        return tuple(bare(one) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return type(value), tuple(bare(getattr(value, field.name)) for field in fields(value))
    return value


def _entries(old: Mapping[str, Any], new: Mapping[str, Any], path: Path) -> Iterator[Step]:
    for name, there in old.items():
        if name not in new:
            yield Step((*path, name), there, None, entry=True)
    for name, there in new.items():
        if name not in old:
            yield Step((*path, name), None, there, entry=True)
        else:
            yield from _values(old[name], there, (*path, name))


def _listed(old: tuple[Part, ...], new: tuple[Part, ...], path: Path) -> Iterator[Step]:
    """Things without a name: those that are in both lists pair off, then those that are about the same."""
    gone, come = list(enumerate(old)), list(enumerate(new))
    _pair(gone, come, same)
    for about in (_about, _otherwise):
        for before, index, after in _pair(gone, come, _alike(about)):
            yield from steps(before, after, (*path, index))
    yield from (Step((*path, index), before, None, entry=True) for index, before in gone)
    yield from (Step((*path, index), None, after, entry=True) for index, after in come)


Numbered = list[tuple[int, Part]]


def _pair(
    gone: Numbered, come: Numbered, alike: Callable[[Part, Part], bool]
) -> list[tuple[Part, int, Part]]:
    """Take out of both lists what belongs together."""
    pairs: list[tuple[Part, int, Part]] = []
    for before in list(gone):
        after = next((one for one in come if alike(before[1], one[1])), None)
        if after:
            gone.remove(before)
            come.remove(after)
            pairs.append((before[1], *after))
    return pairs


def _alike(about: Callable[[Part], Any]) -> Callable[[Part, Part], bool]:
    return lambda one, other: type(one) is type(other) and about(one) == about(other)


def _about(part: Part) -> Any:
    """What a thing without a name is about, so that it is the same thing when the rest of it has changed."""
    match part:
        case Relation():
            return part.from_, part.to, part.never
        case Requirement():
            return bare(part.that)
        case Deed():
            return part.do, part.organ, part.fund, part.procedure
        case _:
            return id(part)


def _otherwise(part: Part) -> Any:
    """Requirements are also known by their remedy."""
    return part.remedy if isinstance(part, Requirement) else id(part)


def _order(old: Part, new: Part, path: Path) -> Iterator[Step]:
    if isinstance(old, Procedure) and isinstance(new, Procedure):
        first, now = next(iter(old.stages), None), next(iter(new.stages), None)
        if first != now:
            yield Step((*path, FIRST), first, now)
    if isinstance(old, Screen) and isinstance(new, Screen) and "items" in (old.of, new.of):
        was, is_ = tuple(old.bins), tuple(new.bins)
        if was != is_ and sorted(was) == sorted(is_):
            yield Step((*path, "bins", ORDER), was, is_)
