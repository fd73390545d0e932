"""Shares, counts and dates in words."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from linli.core.charter.text import Lang

HAN = "零一二三四五六七八九十"
EN = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
PARTS = ("", "", "", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_DECIMALS = 10**4


def share(value: Fraction, lang: Lang, *, percent: bool = False) -> str:
    """A share in words: 三分之二, two thirds; ``percent`` where it was written as a percentage."""
    if value == 1 and not percent:
        return "全部" if lang == "zh" else "all"
    if not percent and value.denominator < len(HAN):
        return _words(value, lang)
    hundredths = value * 100
    if _DECIMALS % hundredths.denominator == 0:
        return f"{_decimal(hundredths)}%"
    return f"{value.numerator}/{value.denominator}"


def _words(value: Fraction, lang: Lang) -> str:
    above, below = value.numerator, value.denominator
    if below == 2:
        return "一半" if lang == "zh" else "half"
    if lang == "zh":
        return f"{HAN[below]}分之{HAN[above]}"
    return f"{EN[above]} {PARTS[below]}{'s' if above > 1 else ''}"


def _decimal(value: Fraction) -> str:
    whole, rest = divmod(value, 1)
    if not rest:
        return str(whole)
    return f"{whole}.{str(int(_DECIMALS + rest * _DECIMALS))[1:].rstrip('0')}"


def times(count: int, lang: Lang) -> str:
    """How often: 两次, twice."""
    if lang == "en":
        return {1: "once", 2: "twice"}.get(count, f"{count} times")
    if count == 2:
        return "两次"
    return f"{HAN[count]}次" if count < len(HAN) else f" {count} 次"


def day(value: date, lang: Lang) -> str:
    """A calendar day: 2026 年 1 月 1 日, 2026-01-01."""
    return f"{value.year} 年 {value.month} 月 {value.day} 日" if lang == "zh" else value.isoformat()


def ordinal(number: int) -> str:
    """An English ordinal in figures, such as 1st or 12th."""
    teen = 10 < number % 100 < 20
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def spaced(text: str) -> str:
    """``text`` with the space that stands between a Chinese character and a figure before it."""
    return f" {text}" if text[:1].isascii() and text[:1].isalnum() else text


def run(words: Iterable[str]) -> str:
    """Chinese words and figures in a row, with a space wherever the two meet."""
    said = ""
    for word in filter(None, words):
        meet = said and said[-1].isascii() and said[-1].isalnum() and not word[:1].isascii()
        said += f" {word}" if meet else spaced(word) if said else word
    return said
