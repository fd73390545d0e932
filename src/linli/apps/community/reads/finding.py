"""Finding places by what people type: a name, its initials in pinyin, a code, with or without what lies above.

Every search is a handful of short walks along an index, one for each level, so that it costs the same in a table of
600,000 places as in one of 600. Inside names it looks only within a city district or county.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import connection
from django.db.models import Q

from linli.apps.community.models import FormerName, Place, Succession
from linli.apps.community.reads.communities import communities_on
from linli.apps.community.reads.places import stem, ways_to

MOST = 20
LONGEST = 60
COUNTY = 6
SCOPES = 8
LAST = "\U0010ffff"
"""Nothing that begins with some words comes after them with this behind."""
ENDINGS: Final = (
    "省",
    "市",
    "区",
    "县",
    "旗",
    "自治区",
    "自治州",
    "自治县",
    "街道",
    "镇",
    "乡",
    "社区",
    "村",
)
_LEVELS: Final = (*(f"level < 5 AND level = {level}" for level in range(1, 5)), "level = 5")
"""Each level in the words of the index that holds it, which SQLite does not use for other words."""
_COMMITTEE = re.compile(r"(?:社区|村)?(?:居民|村民)?委员会$|(?:社区|村)?(?:居|村)?委会$")

Row = tuple[str, str, int]
Mark = tuple[int, str, str]
"""Where a walk by level and name is: the level (names of before come last), the name or its initials, the code."""
START: Final[Mark] = (0, "", "")
FORMER: Final = 6


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place found. ``path`` names what lies above it; ``formerly`` the old name by which it was found.

    ``until`` is the day it ended, ``now`` what it went into; ``community`` the address of the one founded there;
    ``parent`` the code of the place above.
    """

    code: str
    name: str
    level: int
    path: str
    formerly: str = ""
    until: date | None = None
    now: tuple[Place, ...] = ()
    community: str = ""
    parent: str = ""


def find_places(words: str, *, under: str = "", most: int = MOST) -> list[FoundPlace]:
    """Places whose name or initials begin with the last of some words, or whose code does, best first.

    The words before it name what lies above, as in 碑林 测绘路; so does the beginning of one word, 碑林区测绘路.
    """
    return _shown(_searched(words, under, most)[2])


def find_further(
    words: str, *, under: str = "", first: int, after: Mark, most: int
) -> list[tuple[Mark, FoundPlace]]:
    """What is found besides the ``first`` best, by level and name and what lies after a mark; each with its own."""
    word, scopes, best = _searched(words, under, first)
    known = {row[0] for row, _old in best}
    further = _further(word, scopes, after, most + len(known)) if scopes else []
    fresh = {row[0]: (mark, (row, old)) for mark, (row, old) in reversed(further) if row[0] not in known}
    marks = {code: mark for code, (mark, _row) in fresh.items()}
    shown = as_found(
        list(Place.objects.in_bulk(fresh).values()), {code: one[1][1] for code, one in fresh.items()}
    )
    return sorted(((marks[one.code], one) for one in shown), key=lambda one: one[0])[:most]


def _searched(words: str, under: str, most: int) -> tuple[str, list[str], list[tuple[Row, str]]]:
    """The word that is looked for, within what, and the best of what it finds."""
    typed = words.replace("\x00", "")[:LONGEST].split()
    if not typed:
        return "", [], []
    word, scopes, found = _within_others(typed, under, most)
    if not found and len(typed) == 1:
        word, scopes, found = _within_others(_apart(typed[0]), under, most)
    return word, scopes, found


def _within_others(
    typed: Sequence[str], under: str, most: int
) -> tuple[str, list[str], list[tuple[Row, str]]]:
    scopes = [stem(under)] if under else [""]
    for word in typed[:-1]:
        above = _one_word(word, scopes, SCOPES)
        scopes = [stem(row[0]) for (row, _old) in above if row[2] < 5]
        if not scopes:
            return typed[-1], [], []
    return typed[-1], scopes, _one_word(typed[-1], scopes, most)


def _one_word(word: str, scopes: list[str], most: int) -> list[tuple[Row, str]]:
    if word.isascii() and word.isdecimal():
        return [(row, "") for row in _by_code(word, scopes, most)]
    word, column = _column(word)
    rows = _inside(word, column, scopes) if _few(scopes) else _beginning(word, column, scopes, most)
    return sorted(rows, key=lambda one: _rank(word, one))[:most]


def _column(word: str) -> tuple[str, str]:
    return (word.lower(), "initials") if word.isascii() else (word, "name")


def _few(scopes: list[str]) -> bool:
    return all(len(scope) >= COUNTY for scope in scopes)


def _rank(word: str, one: tuple[Row, str]) -> tuple[Any, ...]:
    (code, name, level), old = one
    called = old or name
    exact = word in (called, _COMMITTEE.sub("", called)) or called in {word + end for end in ENDINGS}
    return (
        bool(old),
        not exact,
        not called.startswith(word) and not word.isascii(),
        level,
        len(called),
        code,
    )


def _by_code(word: str, scopes: list[str], most: int) -> list[Row]:
    found = Place.objects.filter(_within(scopes), code__gte=word, code__lt=word + ":").order_by("code")
    return list(found.values_list("code", "name", "level")[:most])


def _within(scopes: Iterable[str]) -> Q:
    wanted = Q()
    for scope in filter(None, scopes):
        # A colon comes after every digit.
        wanted |= Q(code__gte=scope, code__lt=scope + ":")
    return wanted


def _inside(word: str, column: str, scopes: list[str]) -> list[tuple[Row, str]]:
    """Within counties there are so few places that each is looked at."""
    places = Place.objects.filter(_within(scopes), **{f"{column}__contains": word})
    former = FormerName.objects.filter(_within(scopes), **{f"{column}__contains": word})
    return _rows(places.values_list("code", "name", "level")) + _with_old(former.values_list("code", "name"))


def _beginning(word: str, column: str, scopes: list[str], most: int) -> list[tuple[Row, str]]:
    named = f"{column} >= %s AND {column} < %s"
    within, codes = _sql_within(scopes)
    parts, values = [], []
    for level in _LEVELS:
        parts.append(
            f"SELECT * FROM (SELECT code, name, level FROM community_place WHERE {level} AND {named}{within} "  # noqa: S608 - only our own names are put in
            f"ORDER BY {column} LIMIT {most}) AS found"
        )
        values += [word, word + LAST, *codes]
    parts.append(
        f"SELECT * FROM (SELECT code, name, 0 AS level FROM community_formername WHERE {named}{within} "  # noqa: S608 - only our own names are put in
        f"ORDER BY {column} LIMIT {most}) AS former"
    )
    values += [word, word + LAST, *codes]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        rows = cursor.fetchall()
    return _rows(row for row in rows if row[2]) + _with_old(row[:2] for row in rows if not row[2])


def _further(word: str, scopes: list[str], after: Mark, most: int) -> list[tuple[Mark, tuple[Row, str]]]:
    if word.isascii() and word.isdecimal():
        found = Place.objects.filter(_within(scopes), code__gte=max(word, after[1]), code__lt=word + ":")
        rows = found.exclude(code=after[1]).order_by("code").values_list("code", "name", "level")[:most]
        return [((0, row[0], row[0]), (row, "")) for row in rows]
    word, column = _column(word)
    if _few(scopes):
        inside = [_marked(row, old, old or row[1]) for row, old in _inside(word, column, scopes)]
        once = {row[0]: (mark, (row, old)) for mark, (row, old) in sorted(inside, reverse=True)}
        return [one for one in sorted(once.values()) if one[0] > after][:most]
    walked = _walked(word, column, scopes, after, most)
    keys = {(code, level == FORMER): key for code, _name, level, key in walked}
    named = _rows(row[:3] for row in walked if row[2] != FORMER)
    old = _with_old(row[:2] for row in walked if row[2] == FORMER)
    return [_marked(row, was, keys[row[0], bool(was)]) for row, was in [*named, *old]]


def _marked(row: Row, old: str, key: str) -> tuple[Mark, tuple[Row, str]]:
    return (FORMER if old else row[2], key, row[0]), (row, old)


def _walked(
    word: str, column: str, scopes: list[str], after: Mark, most: int
) -> list[tuple[str, str, int, str]]:
    """What begins with a word, level by level in the order of an index, from a mark on."""
    within, codes = _sql_within(scopes)
    level, key, code = after
    parts, values = [], []
    for at in range(max(level, 1), FORMER + 1):
        table, test = ("formername", _once(column)) if at == FORMER else ("place", _LEVELS[at - 1])
        here = key if at == level and key else word
        parts.append(
            f"SELECT * FROM (SELECT code, name, {at} AS level, {column} AS mark FROM community_{table} AS here "  # noqa: S608 - only our own names are put in
            f"WHERE {test} AND {column} >= %s AND {column} < %s AND NOT ({column} = %s AND code <= %s)"
            f"{within} ORDER BY {column}, code LIMIT {most}) AS at{at}"
        )
        values += [word, word + LAST, word] if at == FORMER else []
        values += [here, word + LAST, here if at == level else "", code if at == level else "", *codes]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        return sorted(cursor.fetchall(), key=lambda row: (row[2], row[3], row[0]))[:most]


def _once(column: str) -> str:
    """Of the old names of a place the first, and none where it is found by the name that it has now."""
    now = f"now.code = here.code AND now.{column} >= %s AND now.{column} < %s"
    one = f"one.code = here.code AND one.{column} >= %s AND one.{column} < here.{column}"
    return (
        f"NOT EXISTS (SELECT 1 FROM community_place AS now WHERE {now}) "  # noqa: S608 - only our own names are put in
        f"AND NOT EXISTS (SELECT 1 FROM community_formername AS one WHERE {one})"
    )


def _sql_within(scopes: list[str]) -> tuple[str, list[str]]:
    if scopes == [""]:
        return "", []
    tests = " OR ".join(["code >= %s AND code < %s"] * len(scopes))
    return f" AND ({tests})", [one for scope in scopes for one in (scope, scope + ":")]


def _rows(rows: Iterable[Any]) -> list[tuple[Row, str]]:
    return [((code, name, level), "") for code, name, level in rows]


def _with_old(rows: Iterable[Any]) -> list[tuple[Row, str]]:
    """The places that had some old names."""
    old = dict(rows)
    places = Place.objects.filter(code__in=list(old)).values_list("code", "name", "level") if old else ()
    return [((code, name, level), old[code]) for code, name, level in places]


def _apart(word: str) -> list[str]:
    """A word with the names of places above before it, taken apart: 西安市碑林区测绘路."""
    apart: list[str] = []
    while len(word) > 2:
        called = {word[:cut] + end: cut for cut in range(2, len(word)) for end in ("", *ENDINGS[:10])}
        longest = max((called[name] for name in _names_above(called)), default=0)
        if not longest:
            break
        apart, word = [*apart, word[:longest]], word[longest:]
    return [*apart, word]


def _names_above(names: Collection[str]) -> list[str]:
    """Which of some names a place above the last level has."""
    places = ", ".join(["%s"] * len(names))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT name FROM community_place WHERE level < 5 AND level IN (1, 2, 3, 4) AND name IN ({places})",  # noqa: S608 - only places are put in
            [*names],
        )
        return [name for (name,) in cursor.fetchall()]


def _shown(found: list[tuple[Row, str]]) -> list[FoundPlace]:
    old = {row[0]: formerly for row, formerly in reversed(found)}
    shown = as_found(list(Place.objects.in_bulk(old).values()), old)
    order = {row[0]: at for at, (row, _old) in reversed(list(enumerate(found)))}
    return sorted(shown, key=lambda one: (one.until is not None, order[one.code]))


def as_found(places: Sequence[Place], formerly: Mapping[str, str] | None = None) -> list[FoundPlace]:
    """Places with what lies above them, what they went into and what is founded there; a few queries for all."""
    old = formerly or {}
    ways = ways_to(one.parent_code for one in places)
    taken = communities_on(one.code for one in places)
    went = successors(one.code for one in places if one.until is not None)
    return [
        FoundPlace(
            one.code, one.name, one.level, ways.get(one.parent_code, ""),
            old.get(one.code, "") if old.get(one.code) != one.name else "", one.until, went.get(one.code, ()),
            taken.get(one.code, ""), one.parent_code,
        )
        for one in places
    ]  # fmt: skip


def successors(codes: Iterable[str]) -> dict[str, tuple[Place, ...]]:
    """Into which places in force some places have gone, step by step where those went on too."""
    begun = set(codes)
    steps: dict[str, set[str]] = {}
    wanted = begun
    while wanted:
        found = list(Succession.objects.filter(code__in=wanted).order_by("successor"))
        for one in found:
            steps.setdefault(one.code, set()).add(one.successor)
        wanted = {one.successor for one in found} - steps.keys() - wanted
    places = Place.objects.in_bulk({code for went in steps.values() for code in went})
    return {code: tuple(places[one] for one in sorted(_ends(code, steps)) if one in places) for code in begun}


def _ends(code: str, steps: dict[str, set[str]]) -> set[str]:
    ends, seen, open_ = set(), {code}, list(steps.get(code, ()))
    while open_:
        one = open_.pop()
        if one in seen:
            continue
        seen.add(one)
        if one in steps:
            open_ += steps[one]
        else:
            ends.add(one)
    return ends
