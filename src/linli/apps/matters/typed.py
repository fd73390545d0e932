"""What people type: kept as typed, refused only where it cannot be kept."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime

from linli.core.charter.text import Lang, Text
from linli.core.engine.acts import FactValue

TITLE_LIMIT = 200
TEXT_LIMIT = 100_000
FACT_LIMIT = 1_000
NUMBER_LIMIT = 10**15


class BadInput(ValueError):
    """Something typed or attached that cannot be taken; ``field`` is where, ``says`` is why, in both languages."""

    def __init__(self, field: str, says: Text) -> None:
        super().__init__(says.en)
        self.field = field
        self.says = says

    def in_(self, lang: Lang) -> str:
        """Why, in one language."""
        return self.says.in_(lang)


def title(typed: str, *, field: str = "title") -> str:
    """A title as typed: one line of up to 200 characters, not all of them invisible.

    What turns the direction of writing is closed at its end: a title stands in sentences, which must not turn with it.
    """
    checked = text(typed, field=field, limit=TITLE_LIMIT)
    if not any(unicodedata.category(char)[0] not in "CZ" for char in checked):
        raise BadInput(field, Text(zh="请填写标题。", en="Please give a title."))
    if len(checked.splitlines()) > 1:
        raise BadInput(field, Text(zh="标题只能写一行。", en="A title is one line."))
    return checked + _closing(checked)


_TURNED, _APART = "\u202a\u202b\u202d\u202e", "\u2066\u2067\u2068"
"""Marks that turn the direction of writing, and marks that set a part aside, until :data:`_ENDS` end them."""
_ENDS = {**dict.fromkeys(_TURNED, "\u202c"), **dict.fromkeys(_APART, "\u2069")}


def _closing(line: str) -> str:
    """The marks that end what a line leaves open, the innermost first."""
    opened = list[str]()
    for char in line:
        if char in _ENDS:
            opened.append(_ENDS[char])
        elif opened and opened[-1] == char:
            opened.pop()
        elif char == "\u2069" and char in opened:
            # The end of a part set aside ends whatever was turned within it.
            del opened[len(opened) - 1 - opened[::-1].index(char) :]
    return "".join(reversed(opened))


def text(typed: str, *, field: str = "text", limit: int = TEXT_LIMIT) -> str:
    """A text as typed; empty where only spaces were typed. Marks of direction, emoji and markup are kept.

    Browsers send line ends as CR LF; they count as one character and are kept as LF.
    """
    typed = typed.replace("\r\n", "\n")
    if not typed.strip():
        return ""
    if len(typed) > limit:
        raise BadInput(field, Text(
            zh=f"最多 {limit:,} 个字，现在是 {len(typed):,} 个字。请删减，或者把长文作为文件附上。",
            en=f"At most {limit:,} characters; there are {len(typed):,}. Shorten it, or attach it as a file.",
        ))  # fmt: skip
    if "\x00" in typed:
        raise BadInput(field, Text(
            zh="文字里有看不见的空字符（NUL），无法保存。请删掉后重新粘贴。",
            en="The text holds an invisible null character (NUL), which cannot be kept. Remove it and paste again.",
        ))  # fmt: skip
    if any("\ud800" <= char <= "\udfff" for char in typed):
        raise BadInput(field, Text(
            zh="文字里有残缺的字符，无法保存。请重新输入那个字符。",
            en="The text holds half a character, which cannot be kept. Type that character again.",
        ))  # fmt: skip
    return typed


NOBODY = "-"
"""A pseudonym that nobody has. With it the charter is asked whether a deed may be done at all, before whoever would do
it learns that nobody is called as she says.
"""


def nobody_called_so(field: str) -> BadInput:
    """Whoever was meant is not in the register, or cannot be told from others."""
    return BadInput(field, Text(
        zh="名册里没有这个人，或者有几个人同名。请填登记号。",
        en="Nobody in the register is called so, or several are. Give the register number.",
    ))  # fmt: skip


COLUMNS, ROWS = 12, 500
"""No wider table fits on a sheet; a longer one is a file."""


def table(typed: str, *, field: str = "table") -> str:
    """A table as pasted from a spreadsheet: one row a line, the cells apart by tabs or upright bars."""
    checked = text(typed, field=field)
    rows = cells(checked)
    if len(rows) > ROWS or any(len(row) > COLUMNS for row in rows):
        raise BadInput(field, Text(
            zh=f"表格最多 {ROWS} 行、{COLUMNS} 列。再大的表格请作为文件附上。",
            en=f"A table has at most {ROWS} rows and {COLUMNS} columns. Attach a larger one as a file.",
        ))  # fmt: skip
    return checked


def cells(kept: str) -> list[list[str]]:
    """The rows of a table; short ones are filled up with empty cells."""
    rows = [
        [cell.strip() for cell in re.split(r"[\t|｜]", line.strip(" \r|｜"))]
        for line in kept.splitlines()
        if line.strip()
    ]
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def fact(name: str, value: FactValue) -> FactValue:
    """A fact as given; words are checked like any others, numbers must be such as can be kept exactly."""
    if isinstance(value, str):
        return text(value, field=name, limit=FACT_LIMIT)
    return value if isinstance(value, bool) else number(name, value)


FIRST_YEAR, LAST_YEAR = 2000, 2999
"""Far from the ends of what a calendar holds, where adding an hour or another zone would fail for every reader."""


def moment(value: datetime, field: str) -> datetime:
    """A moment that somebody typed, in UTC."""
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise BadInput(
            field, Text(zh="年份不对，请检查日期。", en="This year cannot be meant; look at the date again.")
        )
    return value.astimezone(UTC)


def number(field: str, value: int) -> int:
    """A whole number that somebody typed."""
    if abs(value) > NUMBER_LIMIT:
        raise BadInput(field, Text(zh="数字太大了。", en="This number is too large."))
    return value
