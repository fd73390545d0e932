"""From what pydantic finds wrong to findings that people can act on."""

from __future__ import annotations

import difflib

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from linli.core.charter.finding import Finding
from linli.core.charter.nodes import Document, Path, Plain
from linli.core.charter.shape import keys_of, part_at, step_into
from linli.core.charter.terms import NotReadable
from linli.core.charter.text import Text

MOST = 100
"""How many mistakes are told at once."""

Said = tuple[str, Text, Text | None]

_SHAPES = {
    "model_type": ("要写成「键: 值」的形式", "it should be keys with values"),
    "dict_type": ("要写成「名称: 内容」的形式", "it should be names with what they stand for"),
    "tuple_type": ("要写成列表", "it should be a list"),
    "string_type": ("要写成一段文字", "it should be one text"),
    "string_too_short": ("不能为空", "it cannot be empty"),
}


def findings(error: ValidationError, document: Document) -> tuple[Finding, ...]:
    """Each mistake once, in the order of the file; at most :data:`MOST`."""
    found: dict[tuple[str, str], Finding] = {}
    for detail in error.errors(include_url=False):
        finding = _finding(detail, document)
        found.setdefault((finding.path, finding.code), finding)
    told = in_order((*document.problems, *_without_echoes(found)))
    return told if len(told) <= MOST else (*told[:MOST], _more(len(told) - MOST, told[MOST]))


def in_order(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Sorted by where they stand in the file."""
    return tuple(
        sorted(findings, key=lambda f: (f.mark.line, f.mark.column, f.code) if f.mark else (0, 0, f.code))
    )


def _more(count: int, first: Finding) -> Finding:
    says = Text(
        zh=f"另有 {count} 处错误，请先改正以上各处", en=f"there are {count} more mistakes; mend these first"
    )
    return Finding("too-many", "error", "", says, mark=first.mark)


def _without_echoes(found: dict[tuple[str, str], Finding]) -> list[Finding]:
    """Where a part may be a word or a mapping, the complaint that a mapping with its own mistakes is no word goes."""
    paths = [finding.path for finding in found.values()]
    return [
        finding
        for finding in found.values()
        if not (finding.code == "wrong-shape" and any(path.startswith(f"{finding.path}.") for path in paths))
    ]


def _finding(detail: ErrorDetails, document: Document) -> Finding:
    path = _real_path(detail["loc"], document.plain)
    if detail["type"] == "missing":
        path = (*path, detail["loc"][-1])
    code, says, mend = _say(detail, path, document)
    return Finding(code, "error", ".".join(map(str, path)), says, mend, document.mark(path))


def _real_path(loc: tuple[int | str, ...], plain: Plain | None) -> Path:
    """pydantic's location without the names of union members, which are not in the file."""
    path: list[str | int] = []
    for step in loc:
        inner = step_into(plain, step)
        if inner is not None:
            path.append(step)
            plain = inner
    return tuple(path)


def _say(detail: ErrorDetails, path: Path, document: Document) -> Said:
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
        case kind:
            return _wrong_shape(kind, last, detail["msg"])


def _wrong_shape(kind: str, last: str, message: str) -> Said:
    zh, en = _SHAPES.get(kind, ("写法不对", message))
    if not last:
        return "wrong-shape", Text(zh=f"整个文件：{zh}", en=f"the whole file: {en}"), None
    return "wrong-shape", Text(zh=f"「{last}」{zh}", en=f"“{last}” has the wrong shape: {en}"), None


def _unknown_key(key: str, path: Path, document: Document) -> Said:
    part = part_at(path[:-1], document.plain)
    allowed = keys_of(part) if part else []
    near = difflib.get_close_matches(key[:80], allowed, n=1, cutoff=0.5)
    says = Text(zh=f"这里没有「{key[:80]}」这个键", en=f"there is no key “{key[:80]}” here")
    if near:
        return "unknown-key", says, Text(zh=f"是不是想写「{near[0]}」？", en=f"did you mean “{near[0]}”?")
    return (
        "unknown-key",
        says,
        Text(zh=f"可以写的有：{'、'.join(allowed)}", en=f"the keys here are: {', '.join(allowed)}"),
    )


def _not_in_list(detail: ErrorDetails, last: str) -> Said:
    context = detail.get("ctx", {})
    expected = (
        str(context.get("expected") or context.get("expected_tags")).replace("'", "").replace(" or ", ", ")
    )
    words = [word for word in expected.split(", ") if word]
    given = str(context.get("tag") or detail.get("input"))[:40]
    near = difflib.get_close_matches(given, words, n=1, cutoff=0.6)
    says = Text(zh=f"「{last}」不能是「{given}」", en=f"“{last}” cannot be “{given}”")
    if near:
        return "unknown-word", says, Text(zh=f"是不是想写「{near[0]}」？", en=f"did you mean “{near[0]}”?")
    return "unknown-word", says, Text(zh=f"可以是：{'、'.join(words)}", en=f"it can be: {', '.join(words)}")
