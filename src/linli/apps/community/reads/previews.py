"""What a checked table would do, row by row, a page at a time: for the clerk, what is secret masked unless opened."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, overload

from django.core.paginator import Paginator

from linli.apps.community.models import BroughtTable, Building, Dwelling, Household, TableStage
from linli.apps.community.personal import SECRET, masked_as
from linli.apps.community.previews import CHANGED, KINDS, NEW, Difference, Preview, open_preview
from linli.apps.community.reads.age import today
from linli.apps.community.reads.people import Viewer
from linli.apps.community.reads.tables import PAGE, gate
from linli.registers import check
from linli.registers.shapes import SHAPES
from linli.registers.table import Chunk, open_cell

TOLD_BY: Final = ("organ", "name", "code", "building", "stairwell", "number", "dwelling")
"""By which a row is recognised when one sees it."""
HOME: Final = ("building", "stairwell", "dwelling", "household")


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A row of the file: its line, what becomes of it, how one recognises it, and what it changes or brings.

    ``key`` is that of what it changes; ``secret`` whether something in it is masked unless opened.
    """

    line: int
    kind: str
    says: str
    differences: Sequence[Difference] = ()
    key: int = 0
    secret: bool = False


@dataclass(slots=True)
class PreviewRows(Sequence[PreviewRow]):
    """The rows of one kind, each page of them read when it is asked for."""

    table: BroughtTable
    kind: str
    whole: bool
    sizes: list[tuple[int, int]] = field(init=False)
    """How many there are in each stage, by its place."""

    def __post_init__(self) -> None:
        self.sizes = list(TableStage.objects.filter(table=self.table).values_list("place", self.kind))

    def __len__(self) -> int:
        return sum(count for _place, count in self.sizes)

    @overload
    def __getitem__(self, at: int) -> PreviewRow: ...
    @overload
    def __getitem__(self, at: slice) -> list[PreviewRow]: ...
    def __getitem__(self, at: int | slice) -> PreviewRow | list[PreviewRow]:
        if isinstance(at, int):
            return self[at : at + 1][0]
        first, last, _step = at.indices(len(self))
        wanted, before = {}, 0
        for place, count in self.sizes:
            start, end = max(0, first - before), min(count, last - before)
            if start < end:
                wanted[place] = (start, end)
            before += count
        stored = TableStage.objects.filter(table=self.table, place__in=wanted).values_list("place", "preview")
        found: list[PreviewRow] = []
        for place, data in stored:
            start, end = wanted[place]
            found += _rows(self.table, self.kind, open_preview(data, self.table.community), start, end)
        return [_masked(row, whole=self.whole) for row in _named(self.table, found)]


def preview_rows(
    table: BroughtTable, viewer: Viewer, kind: str, *, whole: bool = False, most: int = PAGE
) -> Paginator[PreviewRow]:
    """The rows of a kind, ``most`` a page; ``whole``: with secrets open, which whoever asks has noted."""
    gate(table.community, viewer)
    return Paginator(PreviewRows(table, kind if kind in KINDS else CHANGED, whole), most)


def _rows(table: BroughtTable, kind: str, found: Preview, first: int, last: int) -> Iterator[PreviewRow]:
    places = found.places(kind)[first:last]
    cells: dict[str, Sequence[str]] = {
        key: [open_cell(column[at]) for at in places] for key, column in found.typed.items()
    }
    lines = [found.lines[at] for at in places]
    read = _read(table, Chunk(lines, cells, {})) if kind == NEW else {}
    for at, line in enumerate(lines):
        says = _words(cells, TOLD_BY, at)
        change = found.changes.get(line)
        if change is None or kind == NEW:
            yield PreviewRow(line, kind, says, read.get(line, ()))
        else:
            home = _words(cells, HOME, at)
            # A household that begins with this table has no name yet but its dwelling.
            told = [one._replace(new=home) if _begins(one.new) else one for one in change.differences]
            yield PreviewRow(line, kind, says, told, change.key)


def _words(cells: Mapping[str, Sequence[str]], keys: Iterable[str], at: int) -> str:
    return " ".join(word for key in keys if key in cells and (word := cells[key][at]))


def _begins(key: Any) -> bool:
    return type(key) is int and key < 0


def _read(table: BroughtTable, chunk: Chunk) -> dict[int, list[Difference]]:
    """What new rows bring, as it was understood, by line."""
    rows = check.rows(SHAPES[table.shape], [chunk], today(table.community), {})
    return {row.line: [Difference(key, None, value) for key, value in row.values.items()] for row in rows}


def _named(table: BroughtTable, rows: list[PreviewRow]) -> list[PreviewRow]:
    """The same with places by their names instead of their keys, all looked up at once."""
    column, look_up = _PLACES.get(table.shape, ("", None))
    told = [one for row in rows if row.kind == CHANGED for one in row.differences if one.column == column]
    keys = {key for one in told for key in (one.old, one.new) if type(key) is int}
    if look_up is None or not keys:
        return rows
    names = look_up(keys)
    return [
        replace(row, differences=[_by_name(one, column, names) for one in row.differences]) for row in rows
    ]


def _by_name(one: Difference, column: str, names: Mapping[Any, str]) -> Difference:
    if one.column != column:
        return one
    return Difference(column, names.get(one.old, one.old), names.get(one.new, one.new))


def _buildings(keys: Collection[int]) -> dict[Any, str]:
    return {one.pk: str(one) for one in Building.objects.filter(pk__in=keys)}


def _dwellings(keys: Collection[int]) -> dict[Any, str]:
    found = Dwelling.objects.filter(pk__in=keys).select_related("building")
    return {one.pk: f"{one.building} {one}" for one in found}


def _households(keys: Collection[int]) -> dict[Any, str]:
    found = Household.objects.filter(pk__in=keys).select_related("home__building")
    return {one.pk: " ".join(filter(None, (_home(one), one.code))) for one in found}


def _home(one: Household) -> str:
    return f"{one.home.building} {one.home}" if one.home else ""


_PLACES: Final[Mapping[str, tuple[str, Callable[[Collection[int]], dict[Any, str]]]]] = {
    "units": ("building", _buildings),
    "households": ("dwelling", _dwellings),
    "residents": ("household", _households),
}
"""The column of each shape that is told by the key of a place, and how such places are called."""


def _masked(row: PreviewRow, *, whole: bool) -> PreviewRow:
    secret = {one.column for one in row.differences} & set(SECRET)
    if not secret:
        return row
    told = [
        Difference(one.column, _mask(one, one.old), _mask(one, one.new)) if one.column in secret else one
        for one in row.differences
    ]
    return replace(row, differences=row.differences if whole else told, secret=True)


def _mask(one: Difference, value: Any) -> str:
    return masked_as(one.column, str(value or ""))
