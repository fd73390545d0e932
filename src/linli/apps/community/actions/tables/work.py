"""The work on a table that takes long: checking, entering, taking back. Killed in the middle, it is done again.

Reading and planning happen outside any transaction and tell how far they are; what is written is written in one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import repeat
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from django.db.models import F, Q

from linli.apps.community import bulk, clock
from linli.apps.community.actions.chain import TERMINAL, By, Refused, lock
from linli.apps.community.actions.tables.deeds import (
    HELD,
    LEAVE,
    cells,
    forget,
    keep,
    kept,
    repeated,
    swaps,
    words,
)
from linli.apps.community.actions.tables.enter import Entering
from linli.apps.community.actions.tables.known import known
from linli.apps.community.actions.tables.owned import owned
from linli.apps.community.actions.tables.plan import Plan
from linli.apps.community.actions.tables.rows import turn
from linli.apps.community.actions.tables.stage import close, open_stage
from linli.apps.community.actions.tables.tally import Tally
from linli.apps.community.actions.tables.undo import Touched, take_back
from linli.apps.community.deed import deed
from linli.apps.community.models import BroughtTable, TableRow, TableStage
from linli.apps.community.previews import close_preview, counted, preview
from linli.apps.community.reads.rosters import roster
from linli.registers import check
from linli.registers.problem import FileRefused
from linli.registers.shapes import SHAPES
from linli.registers.swaps import Swaps
from linli.registers.table import read, without

State = BroughtTable.State
WORKING = (State.CHECKING, State.APPLYING, State.UNDOING)
STILL = timedelta(seconds=90)
"""After so long without a sign of life the work counts as interrupted."""
TRIES = 3


class _Stopped(Exception):
    """Somebody has stopped the work meanwhile."""


def waiting() -> list[int]:
    """Tables on which work is due: never begun, or interrupted."""
    due = Q(beat__isnull=True) | Q(beat__lt=clock.now() - STILL)
    return list(BroughtTable.objects.filter(due, state__in=WORKING).values_list("pk", flat=True))


def work_table(pk: int) -> str:
    """Do what is due on a table, and give the state it comes to; another's work is left alone."""
    table = _claimed(pk)
    if table is None:
        return ""
    if table.tries > TRIES:
        return _refused(table, ["failed"])
    try:
        with bulk.uncollected():
            return _WORK[State(table.state)](table)
    except _Stopped:
        return ""
    except FileRefused as error:
        return _refused(table, [error.problem.code, error.problem.more])


def _claimed(pk: int) -> BroughtTable | None:
    due = Q(beat__isnull=True) | Q(beat__lt=clock.now() - STILL)
    rows = BroughtTable.objects.filter(due, pk=pk, state__in=WORKING)
    if not rows.update(beat=clock.now(), tries=F("tries") + 1):
        return None
    return BroughtTable.objects.select_related("community", "account").get(pk=pk)


@deed
def _refused(table: BroughtTable, note: list[Any]) -> str:
    if _stopped(table):
        return ""
    # What was entered stays entered where only taking it back did not succeed.
    table.state = State.APPLIED if table.state == State.UNDOING else State.REFUSED
    table.note = note
    table.save(update_fields=["state", "note"])
    return str(table.state)


def _laid(table: BroughtTable) -> tuple[dict[str, Any], dict[int, check.Row], list[dict[str, Any]]]:
    """Read, check and lay beside the registers: the figures, the rows that are wrong or mended, the stages' fields."""
    community = table.community
    today = clock.now().astimezone(ZoneInfo(community.zone)).date()
    shape = SHAPES[table.shape]
    mends, left = _mended(table)
    found = read(shape, kept(table.file, community))
    registers = known(community, table.shape, today)
    registers.owned = owned(community, table.account)
    plan = Plan(table.shape, registers)
    tally, put = Tally(mends, shape), Swaps(swaps(table))
    stages: list[dict[str, Any]] = []
    for block in _told(
        table, check.blocks(shape, without(found.chunks(), left), today, mends, put), found.about
    ):
        laid = plan.lay(block)
        tally.add(block, laid)
        if not tally.problems:
            shown = preview(block.lines, block.typed, laid.changes, laid.alike)
            sealed = {"data": close(laid.stage, community), "preview": close_preview(shown, community)}
            stages.append(sealed | counted(shown))
    tally.late(plan.late())
    if not tally.rows:
        raise FileRefused("no-rows")
    more = {"households": plan.households, "unknown": found.heading.unknown, "encoding": found.encoding}
    if found.sheet is not None and found.beside:
        more |= {"sheet": found.sheet.name[:40], "beside": [one[:40] for one in found.beside[:20]]}
    more["own"] = sorted(registers.owned.met)
    more["swapped"] = [put.rows[one.column, one.words] for one in put.given]
    table.repeated = repeated(tally.repeats, community)
    kept_rows = tally.kept | left
    return tally.counts | more | {"left": len(left)}, kept_rows, stages if not tally.problems else []


def _mended(table: BroughtTable) -> tuple[dict[int, dict[str, str]], dict[int, check.Row]]:
    """What was typed anew, by line; and the rows that are to be left out."""
    mends: dict[int, dict[str, str]] = {}
    left: dict[int, check.Row] = {}
    for row in table.rows.exclude(mend=b""):
        mends[row.line] = cells(row.mend, table.community)
        if mends[row.line].pop(LEAVE, ""):
            left[row.line] = check.Row(row.line, cells(row.typed, table.community), {})
    return mends, left


def _told(table: BroughtTable, blocks: Iterator[check.Block], total: int) -> Iterator[check.Block]:
    """The blocks; meanwhile it is told how many rows there were."""
    mine, done = BroughtTable.objects.filter(pk=table.pk, state=table.state), 0
    for block in blocks:
        done += len(block.lines)
        if not mine.update(done=done, total=max(total, done), beat=clock.now()):
            raise _Stopped
        yield block


def _check(table: BroughtTable) -> str:
    revision = _revision(table)
    return _checked(table, *_laid(table), revision)


def _revision(table: BroughtTable) -> int:
    table.community.refresh_from_db(fields=["registers"])
    return table.community.registers


@deed
def _checked(
    table: BroughtTable,
    counts: dict[str, Any],
    rows: dict[int, check.Row],
    stages: list[dict[str, Any]],
    revision: int,
) -> str:
    community = lock(table.community)
    if _stopped(table):
        return ""
    mends = {row.line: row.mend for row in table.rows.exclude(mend=b"")}
    forget(table, file=False)
    TableRow.objects.bulk_create(
        TableRow(
            table=table, line=row.line, typed=words(row.typed, community), mend=mends.get(row.line, b""),
            problems=[[one.column, one.code, one.more] for one in row.problems],
        )
        for _line, row in sorted(rows.items())
    )  # fmt: skip
    columns = {"id": bulk.fresh_keys(TableStage, len(stages)), "table_id": repeat(table.pk)}
    given = {name: [one[name] for one in stages] for name in (stages[0] if stages else ())}
    bulk.insert(TableStage, {**columns, "place": range(len(stages)), **given}, len(stages))
    table.state, table.counts, table.revision = State.CHECKED, counts, revision
    table.save(update_fields=["state", "counts", "revision", "repeated"])
    return str(State.CHECKED)


def _apply(table: BroughtTable) -> str:
    if _revision(table) != table.revision:
        return _moved(table)
    try:
        return _entered(table)
    except Refused as refused:
        return _refused(
            table, ["refused", {"zh": refused.refusal.says("zh"), "en": refused.refusal.says("en")}]
        )


@deed
def _moved(table: BroughtTable) -> str:
    """Another table came first: check again, so that what is entered is what was seen."""
    table.state, table.note, table.beat = State.CHECKING, ["moved"], None
    table.save(update_fields=["state", "note", "beat"])
    return str(State.CHECKING)


@deed
def _entered(table: BroughtTable) -> str:
    community = lock(table.community)
    if community.registers != table.revision:
        return _moved(table)
    if _stopped(table):
        return ""
    stages = TableStage.objects.filter(table=table).values_list("data", flat=True).iterator(chunk_size=1)
    newcomers = table.counts.get("new", 0) if table.shape == "residents" else 0
    entering = Entering(community, table.number, _actor(table), newcomers)
    undo = entering.all(open_stage(one, community) for one in stages)
    table.undo = keep(msgspec.msgpack.encode(undo), community)
    turn(table.community)
    forget(table)
    table.state, table.entered, table.seq = State.APPLIED, clock.now(), roster(community).seq
    table.save(update_fields=["state", "entered", "seq", "undo", *HELD])
    return str(State.APPLIED)


def _stopped(table: BroughtTable) -> bool:
    """Whether the table is no longer where the work on it began."""
    return not BroughtTable.objects.filter(pk=table.pk, state=table.state).exists()


def _actor(table: BroughtTable) -> By:
    return table.account or TERMINAL


def _take_back(table: BroughtTable) -> str:
    try:
        return _taken_back(table)
    except Touched:
        return _refused(table, ["touched"])
    except Refused as refused:
        return _refused(
            table, ["refused", {"zh": refused.refusal.says("zh"), "en": refused.refusal.says("en")}]
        )


@deed
def _taken_back(table: BroughtTable) -> str:
    community = lock(table.community)
    if _stopped(table):
        return ""
    undo = msgspec.msgpack.decode(kept(table.undo, community)) if table.undo else {}
    take_back(table, undo, actor=_actor(table))
    turn(table.community)
    table.state, table.undo = State.UNDONE, b""
    table.save(update_fields=["state", "undo"])
    return str(State.UNDONE)


_WORK = {State.CHECKING: _check, State.APPLYING: _apply, State.UNDOING: _take_back}
