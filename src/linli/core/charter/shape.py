"""The shape of a charter as the model has it: which part stands where, and which keys it can have."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import BaseModel

from linli.core.charter.model import Charter
from linli.core.charter.nodes import Path, Plain
from linli.core.charter.part import Part, kebab

P = TypeVar("P", bound=Part)


def keys_of(part: type[BaseModel]) -> list[str]:
    """The keys that a part of a charter may have, as they are written."""
    return [kebab(name) for name in part.model_fields]


def step_into(plain: Plain | None, step: int | str) -> Plain | None:
    """What stands in a file under one key or number, or None."""
    if isinstance(plain, dict):
        return plain.get(str(step))
    if isinstance(plain, list) and isinstance(step, int) and step < len(plain):
        return plain[step]
    return None


def part_at(path: Path, plain: Plain | None) -> type[BaseModel] | None:
    """Which part of the model stands at ``path``, found by walking the annotations."""
    annotation: Any = Charter
    for step in path:
        plain = step_into(plain, step)
        annotation = _narrow(_step(annotation, step), plain)
    return _part(annotation)


def parts(part: Part) -> Iterator[tuple[Path, Part]]:
    """A part and all parts inside it, each with its path in the file."""
    return parts_of(part, Part)


def parts_of(part: Part, kind: type[P]) -> Iterator[tuple[Path, P]]:
    """All parts of a kind inside a part, itself included, each with its path, in the order of the model's keys."""
    todo: list[tuple[Path, object]] = [((), part)]
    while todo:
        path, value = todo.pop()
        if isinstance(value, Part):
            if isinstance(value, kind):
                yield path, value
            inner = [((*path, key), getattr(value, name)) for name, key in _holding(type(value), kind)]
        elif isinstance(value, dict):
            inner = [((*path, str(key)), one) for key, one in cast("dict[str | date, object]", value).items()]
        else:
            inner = [((*path, index), one) for index, one in enumerate(cast("tuple[object, ...]", value))]
        todo += [(at, one) for at, one in reversed(inner) if one and isinstance(one, _HOLDERS)]


_HOLDERS = (Part, dict, tuple)


@cache
def _holding(part: type[Part], kind: type[Part]) -> tuple[tuple[str, str], ...]:
    """The fields of a part in which, somewhere inside, a part of a kind can stand, each with its key."""
    return tuple(
        (name, kebab(name)) for name, field in part.model_fields.items() if _can_hold(field.annotation, kind)
    )


def _can_hold(annotation: Any, kind: type[Part]) -> bool:
    part = _part(annotation)
    if part and issubclass(part, Part):
        return issubclass(part, kind) or bool(_holding(part, kind))
    return any(_can_hold(one, kind) for one in getattr(annotation, "__args__", ()))


def _part(annotation: Any) -> type[BaseModel] | None:
    return annotation if isinstance(annotation, type) and issubclass(annotation, BaseModel) else None


def _step(annotation: Any, step: str | int) -> Any:
    if part := _part(annotation):
        fields = {kebab(name): field.annotation for name, field in part.model_fields.items()}
        return fields.get(str(step))
    args = getattr(annotation, "__args__", ())
    return args[-1 if getattr(annotation, "__origin__", None) is dict else 0] if args else None


def _narrow(annotation: Any, plain: Plain | None) -> Any:
    """Of a union, the member that the file means: by its kind, else the first part that is one."""
    if getattr(annotation, "__metadata__", None):
        annotation = annotation.__origin__
    if getattr(annotation, "__origin__", None) in (dict, tuple):
        return annotation
    members = [part for member in getattr(annotation, "__args__", ()) if (part := _part(member))]
    kind = plain.get("kind") if isinstance(plain, dict) else None
    by_kind = [part for part in members if kind in _kinds(part)]
    return (by_kind or members or [annotation])[0]


def _kinds(part: type[BaseModel]) -> tuple[str, ...]:
    field = part.model_fields.get("kind")
    return getattr(field.annotation, "__args__", ()) if field else ()
