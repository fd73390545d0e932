"""Strict YAML: every scalar is a string, keys are unique, and there are no anchors, tags or second documents."""

from __future__ import annotations

from dataclasses import dataclass

import yaml

from linli.core.charter.finding import CharterError, Finding, Mark
from linli.core.charter.text import Text

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 24

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
    return _Composer(_decode(data, file), file).compose()


def _decode(data: bytes, file: str) -> str:
    start = Mark(file, 1, 1)
    if len(data) > MAX_BYTES:
        raise _error("too-big", start, f"文件有 {len(data):,} 字节，最多 {MAX_BYTES:,}",
                     f"the file has {len(data):,} bytes; at most {MAX_BYTES:,} are read")  # fmt: skip
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise _error("not-utf8", Mark(file, line, 1), "文件不是 UTF-8 编码，请另存为 UTF-8",
                     "the file is not UTF-8; save it again as UTF-8") from None  # fmt: skip


def _error(code: str, mark: Mark, zh: str, en: str) -> CharterError:
    return CharterError((Finding(code, "error", "", Text(zh=zh, en=en), mark=mark),))


class _Composer:
    """Builds a document from the parser's events without ever following an alias."""

    def __init__(self, text: str, file: str) -> None:
        self._file = file
        self._marks: dict[Path, Mark] = {}
        self._problems: list[Finding] = []
        self._events = yaml.parse(text, Loader=yaml.SafeLoader)
        self._event: yaml.Event = yaml.StreamStartEvent()

    def compose(self) -> Document:
        try:
            return self._document()
        except yaml.YAMLError as error:
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
        mark = self._event.start_mark
        return Mark(self._file, mark.line + 1, mark.column + 1)

    def _node(self, path: Path) -> Plain:
        here = self._here()
        self._marks.setdefault(path, here)
        if len(path) > MAX_DEPTH:
            raise _error("too-deep", here, "嵌套太深", "the file is nested too deeply")
        match self._event:
            case yaml.AliasEvent():
                raise self._reference(here)
            case yaml.ScalarEvent() as scalar:
                self._plain_node(scalar, here)
                return str(scalar.value)
            case yaml.SequenceStartEvent() as sequence:
                self._plain_node(sequence, here)
                return self._sequence(path)
            case _:
                self._plain_node(self._event, here)
                return self._mapping(path)

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
            key = str(self._event.value)
            self._plain_node(self._event, here)
            if key in items:
                self._duplicate(path, key, here)
            self._marks.setdefault((*path, key), here)
            self._next()
            items[key] = self._node((*path, key))
        return items

    def _duplicate(self, path: Path, key: str, here: Mark) -> None:
        first = self._marks[(*path, key)]
        says = Text(
            zh=f"「{key}」写了两次，前一次在第 {first.line} 行", en=f"“{key}” is written twice, first in line {first.line}"
        )
        mend = Text(zh="去掉一处，或改成不同的名字", en="remove one, or give it another name")
        self._problems.append(Finding("duplicate-key", "error", ".".join(map(str, (*path, key))), says, mend, here))

    def _broken(self, error: yaml.YAMLError) -> CharterError:
        mark = getattr(error, "problem_mark", None)
        here = Mark(self._file, mark.line + 1, mark.column + 1) if mark else Mark(self._file, 1, 1)
        reason = getattr(error, "problem", None) or getattr(error, "reason", None) or "unreadable"
        return _error("yaml", here, f"YAML 写法有误（{reason}）", f"this is not well-formed YAML ({reason})")
