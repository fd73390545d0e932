"""The shape of a charter as the model has it: which part stands where, and which keys it can have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, cast

from pydantic import BaseModel

from linli.core.charter.model import Charter
from linli.core.charter.nodes import Path, Plain
from linli.core.charter.part import Part, kebab


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


def parts(part: Part, path: Path = ()) -> Iterator[tuple[Path, Part]]:
    """A part and all parts inside it, each with its path in the file."""
    yield path, part
    for name in type(part).model_fields:
        yield from _inner(getattr(part, name), (*path, kebab(name)))


def _inner(value: object, path: Path) -> Iterator[tuple[Path, Part]]:
    if isinstance(value, Part):
        yield from parts(value, path)
    elif isinstance(value, Mapping):
        for key, inner in cast("Mapping[str | date, object]", value).items():
            yield from _inner(inner, (*path, str(key)))
    elif isinstance(value, tuple):
        for index, inner in enumerate(cast("tuple[object, ...]", value)):
            yield from _inner(inner, (*path, index))


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
