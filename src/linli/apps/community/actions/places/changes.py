"""Loading what became of places: which code went into which, since when."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from linli.apps.community.actions.chain import Terminal
from linli.apps.community.actions.places.reading import CODE, SHOWN, Fault, PlacesRefused, table_rows, whole
from linli.apps.community.deed import deed
from linli.apps.community.models import Place, Succession
from linli.core.charter.text import Text

SHORT = re.compile(r"[0-9]{9}")
OWN = ("code", "successor")
COMPARED = ("change", "code9", "same_name_former_code9")
MOST = 200_000


@dataclass(frozen=True, slots=True)
class Change:
    """A place went into another one on a day."""

    line: int
    code: str
    successor: str
    on: date | None


def import_changes(file: Path, *, actor: Terminal, day: date | None = None, encoding: str = "utf-8") -> int:
    """Load a table of successions, all of it or nothing; gives how many are new. Raises :class:`PlacesRefused`.

    Columns ``code``, ``successor`` and, if each has its own, ``date``; or a comparison of two tables: ``change``,
    ``code9``, ``same_name_former_code9``. ``day`` is that of the rows without one.
    """
    changes = list(_changes(file, encoding, day))
    if len(changes) > MOST:
        raise whole("行数太多。", "There are too many rows.")
    known = _known(changes)
    faults = [Fault(one.line, says) for one in changes if (says := _fault(one, known)) is not None]
    if faults:
        raise PlacesRefused(faults[:SHOWN], len(faults))
    return _entered(changes)


def _changes(file: Path, encoding: str, day: date | None) -> Iterator[Change]:
    tables = table_rows(file, encoding, ())
    header = next(tables)[1][0]
    shape = next((one for one in (OWN, COMPARED) if set(one) <= set(header)), None)
    if shape is None:
        raise whole(
            f"表头要有 {'、'.join(OWN)}，或者 {'、'.join(COMPARED)}。",
            f"The header has either {', '.join(OWN)} or {', '.join(COMPARED)}.", 1,
        )  # fmt: skip
    read = _own if shape is OWN else _compared
    for read_lines, rows in tables:
        for line, cells in enumerate(rows, read_lines.start):
            found = read(line, dict(zip(header, cells, strict=False)), day) if cells else None
            if found is not None:
                yield found


def _own(line: int, row: dict[str, str], day: date | None) -> Change | None:
    return Change(
        line, _long(row.get("code", "")), _long(row.get("successor", "")), _day(row.get("date", ""), day)
    )


def _compared(line: int, row: dict[str, str], day: date | None) -> Change | None:
    former = row.get("same_name_former_code9", "")
    if row.get("change") != "added_code" or not former:
        return None
    return Change(line, _long(former), _long(row.get("code9", "")), day)


def _long(code: str) -> str:
    return f"{code}000" if SHORT.fullmatch(code) else code


def _day(words: str, day: date | None) -> date | None:
    try:
        return date.fromisoformat(words) if words else day
    except ValueError:
        return None


def _known(changes: list[Change]) -> Callable[[str], bool]:
    codes = sorted({code for one in changes for code in (one.code, one.successor)})
    found: set[str] = set()
    for at in range(0, len(codes), 500):
        found |= set(Place.objects.filter(code__in=codes[at : at + 500]).values_list("code", flat=True))
    return found.__contains__


def _fault(one: Change, known: Callable[[str], bool]) -> Text | None:
    if one.on is None:
        return Text(
            zh="日期缺少或者不对，应是 2023-06-30 这样。", en="the date is missing or not right: 2023-06-30"
        )
    if one.code == one.successor:
        return Text(zh="一个地方不能并入自己。", en="a place cannot go into itself")
    for code in (one.code, one.successor):
        if not CODE.fullmatch(code) or not known(code):
            shown = code[:20]
            return Text(
                zh=f"区划表里没有代码「{shown}」。请先导入新旧两份区划表。",
                en=f"there is no place with the code “{shown}”; load the older and the newer table first",
            )
    return None


@deed
def _entered(changes: list[Change]) -> int:
    before = Succession.objects.count()
    rows = [Succession(code=one.code, successor=one.successor, on=one.on) for one in changes if one.on]
    Succession.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    for one in changes:
        Place.objects.filter(code=one.code, until__isnull=True).update(until=one.on)
    return Succession.objects.count() - before
