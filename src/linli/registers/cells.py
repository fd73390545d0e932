"""One cell: from what is typed to a plain value, or what is wrong with it; and back."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from linli.registers import identity
from linli.registers.parts import NO, YES
from linli.registers.problem import Problem
from linli.registers.shape import Column

Value = str | int | bool
LONGEST: Final = 60
LONGEST_ADDRESS: Final = 200
MOST: Final = 1_000_000
OLDEST: Final = 130
DAY_ZERO: Final = date(1899, 12, 30)
ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})

_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_PHONE = re.compile(r"1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|\d{7,8}|\+\d{8,15}")
_SUFFIX = re.compile(r"(号楼|号院|单元|楼栋|楼|栋|幢|座|号|室|房|#)$")


def parse(column: Column, words: str, today: date) -> Value | Problem:
    """The value of a cell that is not empty."""
    if words.upper() in ERRORS:
        return Problem(column.key, "error-value")
    if not words.isprintable():
        return Problem(column.key, "unprintable")
    if column.kind in ("date", "day"):
        return _date(column, words, today)
    if column.kind == "identity":
        return _identity(column, words, today)
    return _PARSERS[column.kind](column, words)


def _identity(column: Column, words: str, today: date) -> Value | Problem:
    found = identity.read(words)
    if isinstance(found, str):
        return Problem(column.key, found, {"n": str(len(words))})
    return (
        found.number
        if born_between(today)[0] <= found.born.isoformat() <= born_between(today)[1]
        else Problem(column.key, "id-born")
    )


def born_between(today: date) -> tuple[str, str]:
    """The first and the last day on which anybody can be born who is entered today, as they are written."""
    return f"{today.year - OLDEST:04d}-01-01", today.isoformat()


def _text(column: Column, words: str) -> Value | Problem:
    most = LONGEST_ADDRESS if column.key in ("address", "parts") else LONGEST
    return words if len(words) <= most else Problem(column.key, "too-long", {"most": str(most)})


def _number(column: Column, words: str) -> Value | Problem:
    found = _narrow(words).removesuffix(".0")
    if found.isascii() and found.isdecimal() and len(found) < 8 and int(found) <= MOST:
        return int(found)
    return Problem(column.key, "not-a-number", {"most": f"{MOST:,}"})


def _area(column: Column, words: str) -> Value | Problem:
    found = re.fullmatch(
        r"(\d{1,6})(?:\.(\d{1,2})0*)?", _narrow(words).rstrip("㎡平方米m2²").replace(",", "")
    )
    if found is None:
        return Problem(column.key, "not-an-area")
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))


def _date(column: Column, words: str, today: date) -> Value | Problem:
    narrow = _narrow(words)
    found = _DATE.fullmatch(narrow) or _COMPACT.fullmatch(narrow)
    try:
        day = date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        day = None
    if day is None:
        return _counted_day(column, narrow) or Problem(column.key, "no-such-date")
    if column.kind == "day":
        return day.isoformat()
    if day > today:
        return Problem(column.key, "date-in-future")
    if day.year < today.year - OLDEST:
        return Problem(column.key, "date-too-early")
    return day.isoformat()


def _counted_day(column: Column, words: str) -> Problem | None:
    """What is said of a day as Excel counts it, which is never taken for one: there are two ways to count."""
    number = words.removesuffix(".0")
    if not (len(number) == 5 and number.isascii() and number.isdecimal()):
        return None
    return Problem(column.key, "day-as-number", {"day": (DAY_ZERO + timedelta(int(number))).isoformat()})


def _answer(column: Column, words: str) -> Value | Problem:
    said = _narrow(words).lower()
    if column.kind == "yes-no":
        if said in YES or said in NO:
            return said in YES
        return Problem(column.key, "not-a-choice", {"words": "是、否", "words_en": "yes 是, no 否"})
    for key, ways in column.words.items():
        if said in ways or said == key:
            return key
    shown = "、".join(ways[0] for ways in column.words.values())
    shown_en = ", ".join(f"{ways[1]} {ways[0]}" for ways in column.words.values())
    return Problem(column.key, "not-a-choice", {"words": shown, "words_en": shown_en})


def _phone(column: Column, words: str) -> Value | Problem:
    found = _narrow(words).replace(" ", "").removesuffix(".0")
    if "*" in found:
        return Problem(column.key, "id-masked")
    if found.startswith(("+86", "0086")):
        found = found.removeprefix("+86").removeprefix("0086").lstrip("-")
    if found.startswith("1"):
        found = found.replace("-", "")
    return found if _PHONE.fullmatch(found) else Problem(column.key, "not-a-phone")


def _narrow(words: str) -> str:
    return unicodedata.normalize("NFKC", words).strip()


def _register(column: Column, words: str) -> Value | Problem:
    found = _narrow(words).removesuffix(".0")
    if found.lower() in ("新", "new"):
        return "new"
    if found.isascii() and found.isdecimal() and len(found) < 9:
        return str(int(found))
    return Problem(column.key, "not-a-register-number")


_PARSERS = {
    "register": _register,
    "text": _text,
    "number": _number,
    "area": _area,
    "yes-no": _answer,
    "choice": _answer,
    "phone": _phone,
}


def show(column: Column, value: Value | None) -> str:
    """A value as it stands in a table that goes out; :func:`parse` reads it back."""
    if value is None or value == "":
        return ""
    match column.kind:
        case "yes-no":
            return "是" if value else "否"
        case "choice":
            return column.words[str(value)][0]
        case "area":
            return f"{int(value) // 100}.{int(value) % 100:02d}"
        case _:
            return str(value)


@lru_cache(16_384)
def place_key(words: str) -> str:
    """What a building, stairwell or dwelling is told by: 3、3栋、3号楼 and 03号楼 are one building."""
    said = _narrow(words).replace(" ", "").upper()
    short = _SUFFIX.sub("", said) or said
    return short.lstrip("0") or short
