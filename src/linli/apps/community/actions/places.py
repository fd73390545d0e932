"""Loading the official table of named places: all of a file, or nothing of it."""

from __future__ import annotations

import csv
import itertools
import lzma
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.db import connection

from linli.apps.community.actions.chain import Terminal
from linli.apps.community.deed import deed
from linli.core.charter.text import Text

COLUMNS = ("code", "name", "level", "parent_code", "committee_kind")
CODE = re.compile(r"[0-9]{12}")
LEVELS = frozenset("12345")
LONGEST_NAME = 100
LONGEST_LINE = 10_000
CHUNK = 5000
SHOWN = 20
OTHER_ENCODING = "gb18030"

Row = tuple[str, str, int, str, str]

_UPSERT = """
    INSERT INTO community_place (code, name, level, parent_code, kind) VALUES (%s, %s, %s, %s, %s)
    ON CONFLICT (code) DO UPDATE SET
        name = excluded.name, level = excluded.level, parent_code = excluded.parent_code, kind = excluded.kind
"""


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


def import_places(file: Path, *, actor: Terminal, encoding: str = "utf-8") -> int:
    """Load a table (CSV, or CSV under xz) and give the number of its rows; loading it again changes nothing.

    The whole file is read and judged before anything is written. Raises :class:`PlacesRefused`.
    """
    _judge(file, encoding)
    return _load(file, encoding)


def _judge(file: Path, encoding: str) -> None:
    faults: list[Fault] = []
    count = rows = 0
    seen: dict[str, int] = {}
    for line, row in _lines(file, encoding):
        rows += 1
        says = _fault(row) or _twice(row, line, seen)
        if says is not None:
            count += 1
            faults += [Fault(line, says)] if len(faults) < SHOWN else []
    if not rows:
        faults, count = [Fault(0, Text(zh="文件里没有数据。", en="The file holds no rows."))], 1
    if faults:
        raise PlacesRefused(faults, count)


def _fault(row: dict[str, str | None]) -> Text | None:
    code, name, level, parent, kind = (row.get(column) for column in COLUMNS)
    if None in (code, name, level, parent, kind) or None in row:
        return Text(zh="列数与表头不符。", en="The number of columns differs from the header's.")
    assert code is not None
    assert name is not None
    assert level is not None
    assert parent is not None
    if not CODE.fullmatch(code):
        return Text(zh=f"代码「{code[:20]}」不是 12 位数字。", en=f"the code “{code[:20]}” is not 12 digits")
    if not name.strip() or len(name) > LONGEST_NAME or "\x00" in name:
        return Text(zh="名称是空的或者太长。", en="the name is empty or too long")
    if level not in LEVELS:
        return Text(zh=f"级别「{level[:20]}」不是 1 到 5。", en=f"the level “{level[:20]}” is not 1 to 5")
    if not (CODE.fullmatch(parent) or (parent == "" and level == "1")) or parent == code:
        return Text(
            zh=f"上级代码「{parent[:20]}」不对。", en=f"the parent's code “{parent[:20]}” is not right"
        )
    if len(kind or "") > 30:
        return Text(zh="类别太长。", en="the kind is too long")
    return None


def _twice(row: dict[str, str | None], line: int, seen: dict[str, int]) -> Text | None:
    code = row["code"] or ""
    first = seen.setdefault(code, line)
    if first == line:
        return None
    return Text(
        zh=f"代码 {code} 在第 {first} 行已经出现过。", en=f"the code {code} is already on line {first}"
    )


@deed
def _load(file: Path, encoding: str) -> int:
    rows = (_row(row) for _, row in _lines(file, encoding))
    total = 0
    with connection.cursor() as cursor:
        for chunk in _chunks(rows):
            cursor.executemany(_UPSERT, chunk)
            total += len(chunk)
    return total


def _row(row: dict[str, str | None]) -> Row:
    return (row["code"] or "", (row["name"] or "").strip(), int(row["level"] or 0), row["parent_code"] or "",
            row["committee_kind"] or "")  # fmt: skip


def _chunks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    rows = iter(rows)
    while chunk := list(itertools.islice(rows, CHUNK)):
        yield chunk


def _lines(file: Path, encoding: str) -> Iterator[tuple[int, dict[str, str | None]]]:
    """Each row with its line number, after the header has been checked."""
    with _opened(file) as raw:
        reader = csv.DictReader(_decoded(raw, encoding), strict=True)
        try:
            missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
            if missing:
                raise _whole(
                    f"表头缺少：{'、'.join(missing)}。", f"The header lacks: {', '.join(missing)}.", 1
                )
            for row in reader:
                yield reader.line_num, row
        except csv.Error as error:
            raise _whole(
                f"不是合格的 CSV：{error}。", f"This is not proper CSV: {error}.", reader.line_num
            ) from None


def _opened(file: Path) -> IO[bytes]:
    if not file.is_file():
        # It is read twice, and to its end: a pipe or a device allows neither.
        raise _whole("这不是普通文件。", "This is not an ordinary file.")
    try:
        return lzma.open(file) if file.suffix == ".xz" else file.open("rb")
    except OSError as error:
        reason = error.strerror or "?"
        raise _whole(f"文件打不开（{reason}）。", f"The file cannot be opened ({reason}).") from None


def _decoded(raw: IO[bytes], encoding: str) -> Iterator[str]:
    """The lines as text. A wrong encoding is named, not guessed at: guessed names would be wrong for ever."""
    line = 0
    try:
        for line, data in enumerate(iter(lambda: raw.readline(LONGEST_LINE), b""), 1):
            if len(data) == LONGEST_LINE:
                raise _whole("这一行太长。", "This line is too long.", line)
            yield _text(data.removeprefix(b"\xef\xbb\xbf") if line == 1 else data, encoding, line)
    except (lzma.LZMAError, EOFError):
        raise _whole("压缩文件不完整。", "The compressed file is broken.", line) from None


def _text(data: bytes, encoding: str, line: int) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise _wrong_encoding(data, encoding, line) from None
    if encoding != "utf-8" and not data.isascii() and _is(data, "utf-8"):
        raise _wrong_encoding(data, encoding, line)
    return text


def _wrong_encoding(data: bytes, encoding: str, line: int) -> PlacesRefused:
    other = OTHER_ENCODING if encoding == "utf-8" else "utf-8"
    if _is(data, other):
        return _whole(
            f"文字不是 {encoding}，看起来是 {other}。请加上 --encoding {other}。",
            f"The text is not {encoding}; it looks like {other}. Add --encoding {other}.", line,
        )  # fmt: skip
    return _whole(f"文字不是 {encoding}。", f"The text is not {encoding}.", line)


def _is(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _whole(zh: str, en: str, line: int = 0) -> PlacesRefused:
    return PlacesRefused([Fault(line, Text(zh=zh, en=en))], 1)
