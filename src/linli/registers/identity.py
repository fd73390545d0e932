"""ID numbers after GB 11643: 18 digits with a check digit, and the 15 digits of before 1999.

The area code is not judged: codes that were withdrawn long ago still stand on people's cards.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from stdnum.cn import ric
from stdnum.exceptions import ValidationError

_LOST = re.compile(r"\d+(\.\d+)?[eE]\+?\d+")
_HALF = str.maketrans("０１２３４５６７８９Ｘｘ", "0123456789XX")


@dataclass(frozen=True, slots=True)
class Identity:
    """A number that is right, and what it says."""

    number: str
    born: date
    sex: str


def read(words: str) -> Identity | str:
    """The number, or the code of what is wrong with it."""
    number = words.translate(_HALF).replace(" ", "").replace("-", "").upper()
    if "*" in number:
        return "id-masked"
    if _LOST.fullmatch(number):
        return "id-as-number"
    if len(number) not in (15, 18):
        return "id-length"
    if not (number[:17].isascii() and number[:17].isdecimal() and number[-1] in "0123456789X"):
        return "id-digits"
    return _judged(number if len(number) == 18 else _lengthened(number))


def _lengthened(number: str) -> str:
    longer = f"{number[:6]}19{number[6:]}"
    return longer + ric.calc_check_digit(f"{longer}0") if longer.isdecimal() else f"{longer}?"


def _judged(number: str) -> Identity | str:
    if number[-1] == "?":
        return "id-digits"
    if ric.calc_check_digit(number) != number[-1]:
        return "id-check"
    try:
        born = ric.get_birth_date(number)
    except ValidationError:
        return "id-date"
    return Identity(number, born, "male" if int(number[16]) % 2 else "female")


def masked(number: str) -> str:
    """A number of which one sees enough to recognise it: the first three and the last two digits."""
    return (
        f"{number[:3]}{'*' * max(0, len(number) - 5)}{number[-2:]}" if len(number) > 6 else "*" * len(number)
    )
