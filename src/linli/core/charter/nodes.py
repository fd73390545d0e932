"""Strict YAML: every scalar is a string, keys are unique, and there are no anchors, tags or second documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import yaml

from linli.core.charter.finding import CharterError, Finding, Mark
from linli.core.charter.text import Text

MAX_BYTES = 256 * 1024
"""A long charter has 30,000 bytes; what is far beyond that is not a charter."""
MAX_DEPTH = 24

# Control characters, half characters, and marks that make text look other than it is read.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_REASONS = (
    ("\\t", "缩进要用空格，不能用制表符（Tab）", "indent with spaces, not with tabs"),
    ("mapping values are not allowed", "这里多了一个冒号，或上一行没有写完；含冒号的文字要加引号",
     "there is a colon too many, or the line before is unfinished; put quotes around text with a colon"),
    ("expected <block end>", "缩进与上文对不齐", "the indentation does not line up with what is above"),
    ("could not find expected ':'", "键后面缺少冒号", "a colon is missing after a key"),
    ("expected ',' or", "括号没有配对，或缺少逗号", "a bracket is not closed, or a comma is missing"),
    ("unexpected end of stream", "引号没有配对", "a quotation mark is not closed"),
)  # fmt: skip

_QUICK: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The parser in C, seven times as fast, where PyYAML was built with it."""

Plain = str | list["Plain"] | dict[str, "Plain"]
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says, and where in the file each part stands."""

    plain: Plain
    marks: dict[Path, Mark]
    problems: tuple[Finding, ...]

    def mark(self, path: Path) -> Mark:
        """Where ``path`` stands, or the nearest part around it."""
        while path not in self.marks:
            path = path[:-1]
        return self.marks[path]


def parse(data: bytes, file: str) -> Document:
    """Read YAML; raises :class:`CharterError` where there is no telling what was meant."""
    text = _decode(data, file)
    try:
        return _Composer(text, file, _QUICK).compose()
    except CharterError:
        # The parser in Python says better what is wrong, and where.
        return _Composer(text, file, yaml.SafeLoader).compose()


def _decode(data: bytes, file: str) -> str:
    start = Mark(file, 1, 1)
    if len(data) > MAX_BYTES:
        raise _error("too-big", start, f"文件太大，最多 {MAX_BYTES:,} 字节",
                     f"the file is too big; a charter has at most {MAX_BYTES:,} bytes")  # fmt: skip
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        here = _place(file, data[: error.start].decode("utf-8-sig"))
        raise _error("not-utf8", here, "文件不是 UTF-8 编码，请另存为 UTF-8",
                     "the file is not UTF-8; save it again as UTF-8") from None  # fmt: skip
    if hidden := _HIDDEN.search(text):
        raise _hidden(hidden[0], _place(file, text[: hidden.start()]))
    return text


def _place(file: str, before: str) -> Mark:
    """The place just after the text ``before``."""
    lines = re.split("\r\n|\r|\n", before)
    return Mark(file, len(lines), len(lines[-1]) + 1)


def _hidden(character: str, mark: Mark) -> CharterError:
    name = f"U+{ord(character):04X}"
    return _error("hidden-character", mark, f"文件里有看不见的字符（{name}），请删去",
                  f"there is a character that cannot be seen ({name}); remove it")  # fmt: skip


def _error(code: str, mark: Mark, zh: str, en: str) -> CharterError:
    return CharterError((Finding(code, "error", "", Text(zh=zh, en=en), mark=mark),))


class _Spot(Protocol):
    """A place as PyYAML tells it, counting from 0."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


class _Composer:
    """Builds a document from the parser's events without ever following an alias."""

    def __init__(self, text: str, file: str, loader: type[yaml.SafeLoader]) -> None:
        self._file = file
        self._marks: dict[Path, Mark] = {}
        self._problems: list[Finding] = []
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=loader)
        self._event: yaml.Event = yaml.StreamStartEvent()

    def compose(self) -> Document:
        try:
            return self._document()
        except (yaml.YAMLError, ValueError, OverflowError) as error:  # the last two: "\\UFFFFFFFF"
            raise self._broken(error) from None

    def _document(self) -> Document:
        while not isinstance(self._next(), yaml.DocumentStartEvent):
            if isinstance(self._event, yaml.StreamEndEvent):
                raise _error("empty", Mark(self._file, 1, 1), "文件是空的", "the file is empty")
        self._next()
        plain = self._node(())
        self._next()
        if not isinstance(self._next(), yaml.StreamEndEvent):
            raise _error("second-document", self._here(), "一个文件只能写一份章程，请去掉「---」以后的部分",
                         "a file holds one charter; remove what follows “---”")  # fmt: skip
        return Document(plain, self._marks, tuple(self._problems))

    def _next(self) -> yaml.Event:
        self._event = next(self._events)
        return self._event

    def _here(self) -> Mark:
        return self._at(self._event.start_mark)

    def _at(self, mark: _Spot | None) -> Mark:
        return Mark(self._file, mark.line + 1, mark.column + 1) if mark else Mark(self._file, 1, 1)

    def _node(self, path: Path) -> Plain:
        here = self._here()
        self._marks.setdefault(path, here)
        if len(path) > MAX_DEPTH:
            raise _error("too-deep", here, "嵌套太深", "the file is nested too deeply")
        match self._event:
            case yaml.AliasEvent():
                raise self._reference(here)
            case yaml.ScalarEvent() as scalar:
                return self._scalar(scalar, here)
            case yaml.SequenceStartEvent() as sequence:
                self._plain_node(sequence, here)
                return self._sequence(path)
            case _:
                self._plain_node(self._event, here)
                return self._mapping(path)

    def _scalar(self, event: yaml.ScalarEvent, here: Mark) -> str:
        self._plain_node(event, here)
        value = str(event.value)
        if hidden := _HIDDEN.search(value):  # written as an escape: "\\0"
            raise _hidden(hidden[0], here)
        return value

    def _plain_node(self, event: yaml.Event, here: Mark) -> None:
        if getattr(event, "anchor", None):
            raise self._reference(here)
        if getattr(event, "tag", None) not in (None, "!"):
            raise _error("tag", here, "章程里不用 YAML 标签（!…）", "charters have no YAML tags (!…)")

    def _reference(self, here: Mark) -> CharterError:
        return _error("alias", here, "章程里不用 YAML 锚点和别名（& 和 *），请写明",
                      "charters have no YAML anchors or aliases (& and *); write it out")  # fmt: skip

    def _sequence(self, path: Path) -> list[Plain]:
        items: list[Plain] = []
        while not isinstance(self._next(), yaml.SequenceEndEvent):
            items.append(self._node((*path, len(items))))
        return items

    def _mapping(self, path: Path) -> dict[str, Plain]:
        items: dict[str, Plain] = {}
        while not isinstance(self._next(), yaml.MappingEndEvent):
            here = self._here()
            if not isinstance(self._event, yaml.ScalarEvent):
                raise _error("key", here, "键要写成一个词", "a key must be one word")
            key = self._scalar(self._event, here)
            if key in items:
                self._duplicate(path, key, here)
            self._marks.setdefault((*path, key), here)
            self._next()
            items[key] = self._node((*path, key))
        return items

    def _duplicate(self, path: Path, key: str, here: Mark) -> None:
        first = self._marks[(*path, key)]
        says = Text(
            zh=f"「{key}」写了两次，前一次在第 {first.line} 行",
            en=f"“{key}” is written twice, first in line {first.line}",
        )
        mend = Text(zh="去掉一处，或改成不同的名字", en="remove one, or give it another name")
        self._problems.append(
            Finding("duplicate-key", "error", ".".join(map(str, (*path, key))), says, mend, here)
        )

    def _broken(self, error: Exception) -> CharterError:
        here = self._at(getattr(error, "problem_mark", None) or self._event.start_mark)
        problem = str(getattr(error, "problem", None) or "unreadable")
        for sign, zh, en in _REASONS:
            if sign in problem:
                return _error("yaml", here, f"YAML 写法有误：{zh}", f"this is not well-formed YAML: {en}")
        return _error(
            "yaml", here, f"YAML 写法有误（{problem}）", f"this is not well-formed YAML ({problem})"
        )
