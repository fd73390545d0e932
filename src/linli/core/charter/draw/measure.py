"""How wide text is, and where it wraps: by a fixed table, so that a drawing is the same on every machine.

Widths are in the units of the drawing, rounded up. The table leans to the wide side, so that text keeps within its box
in whatever font it is shown.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NARROW = frozenset("iljtfrI.,:;'|!()[]{}/ ")
_BROAD = frozenset("mwMW@%&")
_CLOSING = frozenset("，。；：、！？」』）》〉”’…％,.;:!?)]}")
_ALONE = r"\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef“”"
"""Characters beside which a line may break."""
_TOKENS = re.compile(rf"\s+|[{_ALONE}]|[^\s{_ALONE}]+")
_HIDDEN = re.compile(r"[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
MOST = 2000
"""Characters of a text that are looked at; what comes after could not be shown anyway."""


@lru_cache(maxsize=8192)
def clean(text: str) -> str:
    """The text on one line, without marks that turn its direction or that XML cannot hold."""
    return " ".join(_NO_XML.sub("", _HIDDEN.sub("", text[:MOST])).split())


@lru_cache(maxsize=4096)
def _of(char: str) -> int:
    """The width of a character in hundredths of its height."""
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    if unicodedata.east_asian_width(char) in ("W", "F"):
        return 130 if ord(char) > 0x1F000 else 100
    if char in _NARROW:
        return 35
    if char in _BROAD:
        return 92
    return 70 if char.isupper() or ord(char) > 0x24F else 57


@lru_cache(maxsize=16384)
def _long(text: str) -> int:
    """The width of a text in hundredths of its height; the same words stand in many boxes."""
    return sum(map(_of, text))


def width(text: str, size: int) -> int:
    """How wide a text is when its letters are ``size`` high."""
    return -(-_long(text) * size // 100)


@lru_cache(maxsize=8192)
def wrap(text: str, size: int, room: int, *, most: int) -> tuple[str, ...]:
    """The text in lines no wider than ``room``; where they would be more than ``most``, the last ends in 「…」."""
    lines: list[str] = [""]
    for token in _TOKENS.findall(clean(text)):
        for piece in _pieces(token, size, room):
            if width((lines[-1] + piece).rstrip(), size) > room:
                lines.append(_carried(lines, piece, size, room))
            lines[-1] = (lines[-1] + piece).lstrip()
        if len(lines) > most:
            return *(line.rstrip() for line in lines[: most - 1]), shorten(f"{lines[most - 1]}…", size, room)
    return tuple(line.rstrip() for line in lines if line)


def _carried(lines: list[str], piece: str, size: int, room: int) -> str:
    """What goes with a piece on to the next line, since no line should begin with a closing mark."""
    last = lines[-1][-1:]
    if piece[0] not in _CLOSING or len(lines[-1]) < 2 or width(last + piece, size) > room:
        return ""
    lines[-1] = lines[-1][:-1]
    return last


def _pieces(token: str, size: int, room: int) -> list[str]:
    """A word, in pieces where it is wider than the line."""
    if width(token, size) <= room:
        return [token]
    pieces = [""]
    for char in token:
        if width(pieces[-1] + char, size) > room:
            pieces.append("")
        pieces[-1] += char
    return pieces


@lru_cache(maxsize=8192)
def shorten(text: str, size: int, room: int) -> str:
    """The text cut to ``room``, with 「…」 where something was cut."""
    text = clean(text)
    if width(text, size) <= room:
        return text
    kept = text.rstrip("…")
    while kept and width(f"{kept}…", size) > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"
