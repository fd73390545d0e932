"""What a clerk does with a table: bring it in, mend rows, have it entered, take it back, drop it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Max

from linli.apps.community import clock
from linli.apps.community.actions.chain import as_actor, lock
from linli.apps.community.actions.tables.owned import not_own
from linli.apps.community.deed import deed
from linli.apps.community.models import Account, BroughtTable, Community, Look, Person, TableRow, TableStage
from linli.apps.community.sealing import pack, unpack, use_of_tables
from linli.core.engine.community import CLERK
from linli.registers.problem import FileRefused
from linli.registers.shape import Shape
from linli.registers.shapes import SHAPES
from linli.registers.swaps import Repeats, Swap, joined
from linli.registers.table import MOST_BYTES
from linli.registers.workbook import MEGABYTE

State = BroughtTable.State
LONGEST_MEND = 200
MOST_SWAPS = 200
MOST_REPEATED = 20
LEAVE = "leave"
"""Beside the columns of a row that was mended: whether it is left out."""
WAITING = {
    "again": ({State.CHECKED, State.REFUSED}, State.CHECKING),
    "apply": ({State.CHECKED}, State.APPLYING),
    "undo": ({State.APPLIED}, State.UNDOING),
}
"""From which states a deed leads where the background work goes on."""
HELD = ("file", "swaps", "repeated")
"""Fields that hold what the file said."""
STOPPED = {State.CHECKING: State.DROPPED, State.APPLYING: State.CHECKED, State.UNDOING: State.APPLIED}
"""Where a table is when its work is stopped."""


class NotNow(Exception):
    """The table is not where this could be done with it: somebody else was first."""


def keep(data: bytes, community: Community) -> bytes:
    """Bytes as they are stored: packed and sealed."""
    return pack(data, use_of_tables(community.pk))


def kept(data: bytes | memoryview, community: Community) -> bytes:
    """What :func:`keep` was given."""
    return unpack(data, use_of_tables(community.pk))


def words(cells: Mapping[str, Any], community: Community) -> bytes:
    """Cells as they are stored."""
    return keep(json.dumps(cells, ensure_ascii=False).encode(), community)


def cells(data: bytes | memoryview, community: Community) -> dict[str, str]:
    """What :func:`words` was given."""
    found: dict[str, str] = json.loads(kept(data, community) or b"{}")
    return found


def repeated(found: Repeats, community: Community) -> bytes:
    """What is wrong in the same way in many rows, as it is stored: column, code, more, the words, how many rows."""
    many = [[one.column, one.code, one.more, said, count] for one, said, count in found.many(MOST_REPEATED)]
    return keep(json.dumps(many, ensure_ascii=False).encode(), community) if many else b""


def gate(community: Community, actor: Account) -> None:
    """Only a clerk of this community comes through; raises PermissionDenied."""
    if as_actor(actor, community).organ != CLERK:
        raise PermissionDenied


@deed
def bring_table(
    community: Community, shape: Shape, name: str, data: bytes, *, actor: Account
) -> BroughtTable:
    """Keep a file to be checked in the background. Raises FileRefused for one that is too large."""
    gate(community, actor)
    if len(data) > MOST_BYTES:
        raise FileRefused("too-large", most=str(MOST_BYTES // MEGABYTE))
    lock(community)
    last = BroughtTable.objects.filter(community=community).aggregate(last=Max("number"))["last"] or 0
    return BroughtTable.objects.create(
        community=community, number=last + 1, shape=shape.key, name=name[-120:] or "-", account=actor,
        file=keep(data, community), at=clock.now(),
    )  # fmt: skip


@deed
def mend_rows(table: BroughtTable, mends: Mapping[int, Mapping[str, str]], *, actor: Account) -> BroughtTable:
    """Type cells anew, by line and column, and have the table checked again."""
    gate(table.community, actor)
    found = _held(table)
    for row in TableRow.objects.filter(table=found, line__in=list(mends)):
        before = cells(row.mend, found.community)
        given = {key: said.strip()[:LONGEST_MEND] for key, said in mends[row.line].items()}
        row.mend = words(before | given, found.community)
        row.save(update_fields=["mend"])
    return _go(found, "again")


@deed
def swap_words(table: BroughtTable, fresh: Sequence[Swap], *, actor: Account) -> BroughtTable:
    """Put words for others wherever a column says them, and have the table checked again."""
    gate(table.community, actor)
    found = _held(table)
    shape = SHAPES[found.shape]
    columns = {one.key for one in shape.columns if one.repeats}
    able = [one for one in fresh if one.column in columns and one.words != one.put]
    cut = [Swap(one.column, one.words, one.put.strip()[:LONGEST_MEND]) for one in able]
    return _swapped(found, joined(swaps(found), cut)[:MOST_SWAPS])


@deed
def unswap(table: BroughtTable, column: str, words: str, *, actor: Account) -> BroughtTable:
    """Leave words as they stand in the file again, and have the table checked again."""
    gate(table.community, actor)
    found = _held(table)
    return _swapped(found, [one for one in swaps(found) if (one.column, one.words) != (column, words)])


def _swapped(table: BroughtTable, given: Sequence[Swap]) -> BroughtTable:
    table.swaps = keep(json.dumps(given, ensure_ascii=False).encode(), table.community) if given else b""
    table.save(update_fields=["swaps"])
    return _go(table, "again")


def swaps(table: BroughtTable) -> list[Swap]:
    """What is put for what in a table."""
    return [Swap(*one) for one in json.loads(kept(table.swaps, table.community) or b"[]")]


@deed
def go_on(table: BroughtTable, what: str, *, actor: Account) -> BroughtTable:
    """Have a table checked again, entered or taken back, in the background.

    Raises :class:`NotNow`; :class:`OwnRequest` where it changes her own file.
    """
    gate(table.community, actor)
    found = _held(table)
    if what == "apply" and found.counts.get("problems"):
        raise NotNow
    if what in ("apply", "undo"):
        not_own(found, actor)
    return _go(found, what)


@deed
def drop_table(table: BroughtTable, *, actor: Account) -> None:
    """Throw away a table that is not entered, with all that was read from it."""
    gate(table.community, actor)
    found = _held(table)
    if found.state not in {State.CHECKED, State.REFUSED}:
        raise NotNow
    forget(found)
    found.state = State.DROPPED
    found.save(update_fields=["state", *HELD])


@deed
def stop_table(table: BroughtTable, *, actor: Account) -> BroughtTable:
    """Stop the work on a table: what is being checked is thrown away, what is being entered or taken back stays as it
    was. Raises :class:`NotNow` where the work is done already.
    """
    gate(table.community, actor)
    found = _held(table)
    if found.state not in STOPPED:
        raise NotNow
    if found.state == State.CHECKING:
        forget(found)
    found.state, found.note, found.beat = STOPPED[State(found.state)], ["stopped"], None
    found.save(update_fields=["state", "note", "beat", *HELD])
    return found


def forget(table: BroughtTable, *, file: bool = True) -> None:
    """Leave nothing of what the file said about people, but perhaps the file; to be saved by the caller."""
    TableRow.objects.filter(table=table).delete()
    TableStage.objects.filter(table=table).delete()
    if file:
        table.file = table.swaps = table.repeated = b""


@deed
def note_look(community: Community, what: str, *, actor: Account, person: Person | None = None) -> None:
    """Record that somebody looked at what is secret."""
    gate(community, actor)
    Look.objects.create(community=community, account=actor, person=person, what=what, at=clock.now())


def _held(table: BroughtTable) -> BroughtTable:
    lock(table.community)
    return BroughtTable.objects.select_related("community").get(pk=table.pk)


def _go(table: BroughtTable, what: str) -> BroughtTable:
    since, to = WAITING[what]
    if table.state not in since:
        raise NotNow
    table.state, table.note, table.done, table.tries, table.beat = to, [], 0, 0, None
    table.save(update_fields=["state", "note", "done", "tries", "beat"])
    return table
