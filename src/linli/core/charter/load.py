"""From a charter file to a :class:`Charter`: strict, all mistakes at once, each with line and column."""

from __future__ import annotations

import difflib
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from linli.core.charter import nodes
from linli.core.charter.finding import CharterError, Finding, Mark
from linli.core.charter.model import Charter
from linli.core.charter.part import kebab
from linli.core.charter.terms import NotReadable
from linli.core.charter.text import Text

HASH_TAG = b"linli charter closure 1\n"
MAX_EXTENDS = 16


@dataclass(frozen=True)
class Loaded:
    """A charter with its text, its places in the file and the charters it extends (nearest first)."""

    charter: Charter
    text: bytes
    document: nodes.Document
    bases: tuple[Loaded, ...] = ()

    @property
    def slug(self) -> str:
        return self.charter.charter

    @property
    def closure(self) -> tuple[Loaded, ...]:
        """This charter and all it extends, each once, in the order met."""
        met: dict[str, Loaded] = {self.slug: self}
        for base in self.bases:
            for loaded in base.closure:
                met.setdefault(loaded.slug, loaded)
        return tuple(met.values())

    @property
    def hash(self) -> str:
        """SHA-256 over the slugs, versions and texts of the closure, in hexadecimal."""
        parts = [
            [one.slug, one.charter.version, hashlib.sha256(one.text).hexdigest()]
            for one in sorted(self.closure, key=lambda one: one.slug)
        ]
        return hashlib.sha256(HASH_TAG + json.dumps([self.slug, parts]).encode()).hexdigest()

    def mark(self, path: str) -> Mark:
        """Where a dotted path stands in the file."""
        return self.document.mark(tuple(int(p) if p.isdigit() else p for p in path.split(".") if p))


Find = Callable[[str], bytes | None]
"""Gives the text of the charter with a slug, or None where there is none."""


def load(text: bytes, *, file: str, find: Find | None = None) -> Loaded:
    """Read one charter and what it extends.

    Raises :class:`CharterError` with every mistake found. ``find`` gives the texts of the charters extended.
    """
    return _load(text, file, find or (lambda _slug: None), ())


def _load(text: bytes, file: str, find: Find, chain: tuple[str, ...]) -> Loaded:
    document = nodes.parse(text, file)
    charter = _convert(document)
    bases = _bases(charter, document, find, (*chain, charter.charter))
    return Loaded(charter, text, document, bases)


def _convert(document: nodes.Document) -> Charter:
    try:
        charter = Charter.model_validate(document.plain)
    except ValidationError as error:
        found = [_finding(detail, document) for detail in error.errors(include_url=False)]
        raise CharterError(_in_order((*document.problems, *_once(found)))) from None
    if document.problems:
        raise CharterError(_in_order(document.problems))
    return charter


def _bases(charter: Charter, document: nodes.Document, find: Find, chain: tuple[str, ...]) -> tuple[Loaded, ...]:
    return tuple(_base(slug, document.mark(("extends",)), find, chain) for slug in charter.extends)


def _base(slug: str, mark: Mark, find: Find, chain: tuple[str, ...]) -> Loaded:
    def fail(code: str, zh: str, en: str) -> CharterError:
        return CharterError((Finding(code, "error", "extends", Text(zh=zh, en=en), mark=mark),))

    if slug in chain or len(chain) > MAX_EXTENDS:
        ring = " → ".join((*chain, slug))
        raise fail("extends-cycle", f"章程互相沿用，绕成了圈：{ring}", f"the charters extend each other in a ring: {ring}")
    text = find(slug)
    if text is None:
        raise fail("unknown-base", f"找不到所沿用的章程「{slug}」", f"the charter “{slug}” that this extends is not here")
    return _load(text, f"{slug}/charter.yaml", find, chain)


def _in_order(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda f: (f.mark.line, f.mark.column) if f.mark else (0, 0)))


def _once(findings: list[Finding]) -> list[Finding]:
    return list({(f.path, f.says.en): f for f in findings}.values())


def _finding(detail: ErrorDetails, document: nodes.Document) -> Finding:
    path = _real_path(detail["loc"], document.plain)
    shown = ".".join(map(str, path))
    code, says, mend = _say(detail, path, document)
    return Finding(code, "error", shown, says, mend, document.mark(path))


def _real_path(loc: tuple[int | str, ...], plain: Any) -> nodes.Path:
    """pydantic's location without the names of union members, which are not in the file."""
    path: list[str | int] = []
    for index, step in enumerate(loc):
        here = plain[step] if _has(plain, step) else None
        if here is None:
            if index == len(loc) - 1 and isinstance(plain, Mapping) and step != "":
                path.append(step)
            continue
        path.append(step)
        plain = here
    return tuple(path)


def _has(plain: Any, step: int | str) -> bool:
    if isinstance(plain, Mapping):
        return step in plain
    return isinstance(plain, list) and isinstance(step, int) and step < len(plain)


def _say(detail: ErrorDetails, path: nodes.Path, document: nodes.Document) -> tuple[str, Text, Text | None]:
    error = detail.get("ctx", {}).get("error")
    if isinstance(error, NotReadable):
        return "unreadable", Text(zh=error.zh, en=error.en), None
    last = str(path[-1]) if path else ""
    match detail["type"]:
        case "extra_forbidden":
            return _unknown_key(last, path, document)
        case "missing":
            return "missing-key", Text(zh=f"缺少「{last}」", en=f"“{last}” is missing"), None
        case "literal_error" | "union_tag_invalid":
            return _not_in_list(detail, last)
        case "union_tag_not_found":
            return "missing-key", Text(zh="环节缺少「kind」", en="the stage lacks “kind”"), None
        case _:
            return "wrong-shape", Text(
                zh=f"「{last or '整个文件'}」的写法不对", en=f"“{last or 'the file'}” has the wrong shape ({detail['msg']})"
            ), None


def _unknown_key(key: str, path: nodes.Path, document: nodes.Document) -> tuple[str, Text, Text | None]:
    allowed = _keys_at(path[:-1], document.plain)
    near = difflib.get_close_matches(key, allowed, n=1, cutoff=0.5)
    says = Text(zh=f"这里没有「{key}」这个键", en=f"there is no key “{key}” here")
    if near:
        return "unknown-key", says, Text(zh=f"是不是想写「{near[0]}」？", en=f"did you mean “{near[0]}”?")
    listed = ", ".join(allowed)
    return "unknown-key", says, Text(zh=f"可以写的有：{listed}", en=f"the keys here are: {listed}") if listed else None


def _keys_at(path: nodes.Path, plain: Any) -> list[str]:
    return keys_of(part) if (part := part_at(path, plain)) else []


def keys_of(part: type[BaseModel]) -> list[str]:
    """The keys that a part of a charter may have, as they are written."""
    return [kebab(name) for name in part.model_fields]


def part_at(path: nodes.Path, plain: Any) -> type[BaseModel] | None:
    """Which part of the model stands at ``path``, found by walking the annotations."""
    annotation: Any = Charter
    for step in path:
        plain = plain[step] if _has(plain, step) else None
        annotation = _step(annotation, step, plain)
        if annotation is None:
            return None
    return annotation if isinstance(annotation, type) and issubclass(annotation, BaseModel) else None


def _step(annotation: Any, step: str | int, plain: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        fields = {kebab(name): field for name, field in annotation.model_fields.items()}
        found = fields.get(str(step))
        annotation = found.annotation if found else None
    else:
        annotation = _inside(annotation)
    return _narrow(annotation, plain)


def _inside(annotation: Any) -> Any:
    """What a dict or a tuple holds."""
    args = getattr(annotation, "__args__", ())
    return args[-1] if len(args) == 2 and args[-1] is not Ellipsis else (args[0] if args else None)


def _narrow(annotation: Any, plain: Any) -> Any:
    """Of a union, the member that the file means: by its kind, else the first part that is one."""
    if getattr(annotation, "__metadata__", None):
        annotation = annotation.__origin__
    members = [m for m in getattr(annotation, "__args__", ()) if isinstance(m, type) and issubclass(m, BaseModel)]
    if getattr(annotation, "__origin__", None) in (dict, tuple) or not members:
        return annotation
    kind = plain.get("kind") if isinstance(plain, Mapping) else None
    by_kind = [m for m in members if "kind" in m.model_fields and kind in _kinds(m)]
    return (by_kind or members)[0]


def _kinds(part: type[BaseModel]) -> tuple[str, ...]:
    return getattr(part.model_fields["kind"].annotation, "__args__", ())


def _not_in_list(detail: ErrorDetails, last: str) -> tuple[str, Text, Text | None]:
    context = detail.get("ctx", {})
    expected = str(context.get("expected") or context.get("expected_tags") or "").replace("'", "")
    expected = expected.removeprefix(" or ").replace(" or ", ", ")
    given = context.get("tag") or detail.get("input")
    return (
        "unknown-word",
        Text(zh=f"「{last}」不能是「{str(given)[:40]}」", en=f"“{last}” cannot be “{str(given)[:40]}”"),
        Text(zh=f"可以是：{expected.strip(', ')}", en=f"it can be: {expected.strip(', ')}"),
    )
