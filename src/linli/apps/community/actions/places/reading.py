"""Reading a table of places: line by line, in as much memory as one line takes, and what is wrong with each."""

from __future__ import annotations

import csv
import lzma
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import chain, islice
from operator import eq, lt
from pathlib import Path
from typing import IO

from linli.core.charter.text import Text

COLUMNS = ("code", "name", "level", "parent_code")
KIND = "committee_kind"
CODE = re.compile(r"[0-9]{12}")
LEVELS = frozenset("12345")
# Not everything that cannot be printed: the table has rare characters from the area for private use.
HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
LONGEST_NAME = 100
NAME_LENGTHS = frozenset(range(1, LONGEST_NAME + 1))
LONGEST_KIND = 30
LONGEST_LINE = 10_000
BLOCK = 256 * 1024
PART = 5000
SHOWN = 20
OTHER_ENCODING = "gb18030"
Columns = list[list[str]]


@dataclass(slots=True)
class Part:
    """Some thousand rows that are right, a column at a time: what is looked at together is looked at quickly."""

    lines: Sequence[int]
    codes: Sequence[str]
    names: Sequence[str]
    levels: Sequence[str]
    parents: Sequence[str]
    kinds: Sequence[str]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one line of the file; line 0 for the file as a whole."""

    line: int
    says: Text


class PlacesRefused(Exception):
    """The file was not loaded; every fault found, up to the first twenty, and how many there are."""

    def __init__(self, faults: list[Fault], count: int) -> None:
        super().__init__("; ".join(f"{fault.line}: {fault.says.en}" for fault in faults))
        self.faults = faults
        self.count = count


class Reading:
    """A file being read. Going through it gives the rows that are right, and gathers what is wrong with the others."""

    def __init__(self, file: Path, encoding: str) -> None:
        self.file, self.encoding = file, encoding
        self.faults: list[Fault] = []
        self.wrong = self.rows = 0
        self.rising = True
        """Whether each code so far is above the one before, so that none can stand twice."""
        self.kinds = False
        self.levels: set[str] = set()
        self._last = ""

    def __iter__(self) -> Iterator[Part]:
        blocks = _blocks(self.file, self.encoding, COLUMNS)
        header = next(blocks).rows[0]
        own = [header.index(one) for one in COLUMNS]
        self.kinds = KIND in header
        own += [header.index(KIND)] if self.kinds else []
        for block in blocks:
            part = self._right(*self._wide(block, len(header), own))
            self._follow(part)
            yield part
        if not self.rows:
            self.note(0, Text(zh="文件里没有数据。", en="The file holds no rows."))

    def _wide(self, block: _Block, width: int, own: list[int]) -> tuple[Sequence[int], Columns]:
        """The columns wanted of the rows that have as many cells as the header; empty lines are left out."""
        if block.columns:
            self.rows += len(block.lines)
            return block.lines, [block.columns[at] for at in own]
        lines, wide, line = [], [], block.lines.start - 1
        for row in block.rows:
            line += 1 + sum(cell.count("\n") for cell in row)
            self.rows += bool(row)
            if len(row) == width:
                lines.append(line)
                wide.append(row)
            elif row:
                self.note(line, _WIDTH)
        return lines, [[row[at] for row in wide] for at in own]

    def _right(self, lines: Sequence[int], columns: Columns) -> Part:
        part = _part(lines, columns)
        if _all_right(part):
            return part
        says = [_fault(*row) for row in zip(*columns, strict=True)]
        for line, one in zip(lines, says, strict=True):
            if one is not None:
                self.note(line, one)
        keep = [at for at, one in enumerate(says) if one is None]
        return _part([lines[at] for at in keep], [[column[at] for at in keep] for column in columns])

    def _follow(self, part: Part) -> None:
        codes = part.codes
        if codes:
            self.rising &= self._last < codes[0] and all(map(lt, codes, codes[1:]))
            self._last = codes[-1]
            self.levels |= set(part.levels)

    def note(self, line: int, says: Text) -> None:
        """Something is wrong with a line."""
        self.wrong += 1
        if len(self.faults) < SHOWN:
            self.faults.append(Fault(line, says))

    def refuse_faults(self) -> None:
        """Raise :class:`PlacesRefused` where anything was wrong."""
        if self.wrong:
            raise PlacesRefused(self.faults, self.wrong)


_WIDTH = Text(zh="列数与表头不符。", en="The number of columns differs from the header's.")


def _part(lines: Sequence[int], columns: Columns) -> Part:
    codes, names, levels, parents, *kinds = columns
    kinds = kinds or [[""] * len(codes)]
    return Part(lines, codes, [*map(str.strip, names)], levels, parents, kinds[0])


def _all_right(part: Part) -> bool:
    """The same as :func:`_fault` finding nothing in any row, only quicker, and stricter where a parent is empty."""
    parents, kinds = set(part.parents), set(part.kinds)
    digits, names = "".join((*part.codes, *parents)), "".join(part.names)
    orphans = {level for parent, level in zip(part.parents, part.levels, strict=True) if not parent}
    return (
        {*map(len, part.codes)} <= {12}
        and {*map(len, parents)} <= {0, 12}
        and (not digits or (digits.isascii() and digits.isdecimal()))
        and set(part.levels) <= LEVELS
        and orphans <= {"1"}
        and not any(map(eq, part.codes, part.parents))
        and {*map(len, part.names)} <= NAME_LENGTHS
        and HIDDEN.search(names) is None
        and all(len(kind) <= LONGEST_KIND and not HIDDEN.search(kind) for kind in kinds)
    )


def _fault(code: str, name: str, level: str, parent: str, kind: str = "") -> Text | None:
    name = name.strip()
    if not CODE.fullmatch(code):
        return Text(zh=f"代码「{code[:20]}」不是 12 位数字。", en=f"the code “{code[:20]}” is not 12 digits")
    if not name or len(name) > LONGEST_NAME or HIDDEN.search(name):
        return Text(
            zh="名称是空的、太长，或者含有看不见的字符。",
            en="the name is empty, too long, or has signs in it that cannot be seen",
        )
    if level not in LEVELS:
        return Text(zh=f"级别「{level[:20]}」不是 1 到 5。", en=f"the level “{level[:20]}” is not 1 to 5")
    if not (CODE.fullmatch(parent) or (parent == "" and level == "1")) or parent == code:
        return Text(
            zh=f"上级代码「{parent[:20]}」不对。", en=f"the parent's code “{parent[:20]}” is not right"
        )
    if len(kind) > LONGEST_KIND or HIDDEN.search(kind):
        return Text(zh="类别太长或者不对。", en="the kind is too long or not right")
    return None


@dataclass(frozen=True, slots=True)
class _Block:
    """Some rows of a file and the lines they were read from; by columns, where all rows are as wide as the header."""

    lines: range
    rows: list[list[str]]
    columns: Columns


def table_rows(
    file: Path, encoding: str, columns: tuple[str, ...]
) -> Iterator[tuple[range, list[list[str]]]]:
    """The header alone, which has been checked, then some thousand rows at a time, each time with the lines read."""
    with _opened(file) as raw:
        for block in _by_csv(_decoded(raw, encoding), 1, columns):
            yield block.lines, block.rows


def _blocks(file: Path, encoding: str, columns: tuple[str, ...]) -> Iterator[_Block]:
    """As :func:`table_rows`. Text without a quotation mark is taken apart at its commas, several times as fast."""
    with _opened(file) as raw:
        texts, line, width = _decoded(raw, encoding), 1, 0
        for text in texts:
            plain = text.replace("\r\n", "\n")
            if '"' in plain or "\r" in plain:
                # Quoted text may go on in the next block.
                yield from _by_csv(chain([text], texts), line, columns)
                return
            if line == 1:
                head, _newline, plain = plain.partition("\n")
                header = _checked(head.split(","), columns)
                yield _Block(range(1, 2), [header], [])
                line, width = 2, len(header)
            block = _taken_apart(plain if plain.endswith("\n") or not plain else f"{plain}\n", line, width)
            line = block.lines.stop
            yield block
        if line == 1:
            _checked([], columns)


def _taken_apart(text: str, line: int, width: int) -> _Block:
    lines = range(line, line + text.count("\n"))
    # A cell of its own for each end of a line: all of them stand where they should, or some row is of another width.
    cells = text.replace("\n", ",\n,").split(",")
    ends = cells[width :: width + 1]
    if ends.count("\n") == len(ends) == len(lines):
        return _Block(lines, [], [cells[at : -1 : width + 1] for at in range(width)])
    return _Block(lines, [one.split(",") if one else [] for one in text.split("\n")[:-1]], [])


def _by_csv(texts: Iterable[str], line: int, columns: tuple[str, ...]) -> Iterator[_Block]:
    reader = csv.reader(chain.from_iterable(StringIO(text, newline="\n") for text in texts), strict=True)
    before = line - 1
    try:
        if line == 1:
            yield _Block(range(1, 2), [_checked(next(reader, []), columns)], [])
        first = before + reader.line_num + 1
        while rows := list(islice(reader, PART)):
            yield _Block(range(first, before + reader.line_num + 1), rows, [])
            first = before + reader.line_num + 1
    except csv.Error as error:
        raise whole(
            f"不是合格的 CSV：{error}。", f"This is not proper CSV: {error}.", before + reader.line_num
        ) from None


def _checked(header: list[str], columns: tuple[str, ...]) -> list[str]:
    missing = [column for column in columns if column not in header]
    if missing:
        raise whole(f"表头缺少：{'、'.join(missing)}。", f"The header lacks: {', '.join(missing)}.", 1)
    return header


def _opened(file: Path) -> IO[bytes]:
    if not file.is_file():
        # It is read twice, and to its end: a pipe or a device allows neither.
        raise whole("这不是普通文件。", "This is not an ordinary file.")
    try:
        return lzma.open(file) if file.suffix == ".xz" else file.open("rb")
    except OSError as error:
        reason = error.strerror or "?"
        raise whole(f"文件打不开（{reason}）。", f"The file cannot be opened ({reason}).") from None


def _decoded(raw: IO[bytes], encoding: str) -> Iterator[str]:
    """Some whole lines at a time. A wrong encoding is named, not guessed at: guessed names would be wrong for ever."""
    line, rest = 1, b""
    try:
        while block := raw.read(BLOCK):
            whole_lines, newline, rest = (rest + block).rpartition(b"\n")
            if not newline and len(rest) > LONGEST_LINE:
                raise whole("这一行太长。", "This line is too long.", line)
            yield _text(whole_lines + newline, encoding, line)
            line += whole_lines.count(b"\n") + len(newline)
    except (lzma.LZMAError, EOFError):
        raise whole("压缩文件不完整。", "The compressed file is broken.", line) from None
    if rest:
        yield _text(rest, encoding, line)


def _text(data: bytes, encoding: str, line: int) -> str:
    if line == 1:
        data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        at = data.count(b"\n", 0, error.start)
        raise _wrong_encoding(data.split(b"\n")[at], encoding, line + at) from None
    if encoding != "utf-8" and not data.isascii() and _is(data, "utf-8"):
        at = next(at for at, one in enumerate(data.split(b"\n")) if not one.isascii())
        raise _wrong_encoding(data.split(b"\n")[at], encoding, line + at)
    return text


def _wrong_encoding(data: bytes, encoding: str, line: int) -> PlacesRefused:
    other = OTHER_ENCODING if encoding == "utf-8" else "utf-8"
    if _is(data, other):
        return whole(
            f"文字不是 {encoding}，看起来是 {other}。请加上 --encoding {other}。",
            f"The text is not {encoding}; it looks like {other}. Add --encoding {other}.", line,
        )  # fmt: skip
    return whole(f"文字不是 {encoding}。", f"The text is not {encoding}.", line)


def _is(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def whole(zh: str, en: str, line: int = 0) -> PlacesRefused:
    """A refusal of the file as a whole."""
    return PlacesRefused([Fault(line, Text(zh=zh, en=en))], 1)
