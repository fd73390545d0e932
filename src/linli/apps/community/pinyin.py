"""The first letters of names in pinyin, as people type them: 测绘路社区 is chlsq.

The readings are pypinyin's. A character that is read in several ways is read as in the longest word of its
dictionary that stands there (重庆, 长安); its own way through each name would take minutes for the national table.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final

LONGEST_WORD = 4
_OTHER = re.compile(r"[^a-z0-9\n]")
# Names of places that the dictionary lacks, or reads as other words are read.
_PLACES: Final = {
    "朝阳": "cy", "朝天": "ct", "单县": "sx", "曾都": "zd", "洪洞": "ht", "尉犁": "yl", "蔚县": "yx", "东阿": "de",
    "长子县": "zzx", "解州": "hz", "繁峙": "fs", "浚县": "xx", "莘县": "sx",
}  # fmt: skip
# How nearly every name of a committee ends. No word of the dictionary reaches into them, so that one sign can stand for
# each; the signs are none that text may have.
_TAILS: Final = (
    ("村民委员会\n", "\ufdd0\n", "cmwyh"), ("居民委员会\n", "\ufdd1\n", "jmwyh"), ("村委会\n", "\ufdd2\n", "cwh"),
    ("居委会\n", "\ufdd3\n", "jwh"),
)  # fmt: skip


def initials(name: str) -> str:
    """The first letters of a name; letters and digits stand for themselves, other signs are left out."""
    return initials_of([name])[0]


def spelt(name: str) -> str:
    """A name in pinyin without tones, for an address: 测绘路 is cehuilu; letters and digits stand for themselves."""
    from pypinyin import lazy_pinyin

    return _OTHER.sub("", _normal("".join(lazy_pinyin(name)))).replace("\n", "")


def initials_of(names: Sequence[str]) -> list[str]:
    """The first letters of many names, none of which has a line break in it; many at once take a third of the time."""
    letters, several, words = _readings()
    text = _normal("\n".join((*names, "")))
    for tail, sign, _read in _TAILS:
        text = text.replace(tail, sign)
    joined = _put(text.translate(letters), _read_otherwise(text, several, words))
    for _tail, sign, read in _TAILS:
        joined = joined.replace(sign[0], read)
    for sign in {*_OTHER.findall(joined)}:
        joined = joined.replace(sign, "")
    return joined.split("\n")[:-1]


def _normal(text: str) -> str:
    if not unicodedata.is_normalized("NFKC", text):
        # A few signs, as a bracket of full width, that stand in many names; where they are all, it is done.
        for sign in {*text}:
            if not unicodedata.is_normalized("NFKC", sign):
                text = text.replace(sign, unicodedata.normalize("NFKC", sign))
        text = unicodedata.normalize("NFKC", text)
    return text.lower()


def _read_otherwise(text: str, several: re.Pattern[str], words: _Words) -> Iterator[tuple[int, str]]:
    """Where a character is read otherwise than by itself, and how."""
    for hit in several.finditer(text):
        if read := _in_word(text, hit.start(), words):
            yield hit.start(), read


def _put(text: str, letters: Iterable[tuple[int, str]]) -> str:
    pieces, done = [], 0
    for at, letter in letters:
        pieces += [text[done:at], letter]
        done = at + 1
    return "".join((*pieces, text[done:]))


def _in_word(text: str, at: int, words: _Words) -> str:
    """How the character there is read in the longest word around it; empty where it is in none."""
    for back, length in words.around[text[at]]:
        read = words.read.get(text[at - back : at - back + length]) if at >= back else None
        if read:
            return read[back]
    return ""


class _Words:
    """Words in which a character is read otherwise than by itself, and where in them each such character stands."""

    def __init__(self, read: dict[str, str], letters: dict[int, str]) -> None:
        self.read = read
        found: dict[str, set[tuple[int, int]]] = {}
        for word, reading in read.items():
            for back, char in enumerate(word):
                if letters.get(ord(char)) != reading[back]:
                    found.setdefault(char, set()).add((back, len(word)))
        # Read "kuai" in a few words only, while nearly every committee's name ends with it.
        found.pop("会", None)
        self.around = {char: sorted(pairs, key=lambda pair: -pair[1]) for char, pairs in found.items()}


@cache
def _readings() -> tuple[dict[int, str], re.Pattern[str], _Words]:
    """The letter of every character, those with several, and the words that tell which."""
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

    letters = {code: _first(readings) for code, readings in PINYIN_DICT.items()}
    words = {
        word: "".join(_first(one[0]) for one in readings)
        for word, readings in PHRASES_DICT.items()
        if len(word) == len(readings) <= LONGEST_WORD
    } | _PLACES
    unlike = {
        word: read
        for word, read in words.items()
        if len(read) == len(word) > 1 and word.translate(letters) != read
    }
    found = _Words(unlike, letters)
    return letters, re.compile(f"[{''.join(sorted(found.around))}]"), found


@cache
def _plain(sign: str) -> str:
    return unicodedata.normalize("NFD", sign)[:1]


def _first(reading: str) -> str:
    return _plain(reading[:1]) or " "
