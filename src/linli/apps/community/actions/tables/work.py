"""The work on a table that takes long: checking, entering, taking back. Killed in the middle, it is done again.

Reading and planning happen outside any transaction and tell how far they are; what is written is written in one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import F, Q

from linli.apps.community import clock
from linli.apps.community.actions.chain import TERMINAL, By, Refused, lock
from linli.apps.community.actions.tables.deeds import cells, forget, keep, kept, words
from linli.apps.community.actions.tables.enter import enter
from linli.apps.community.actions.tables.known import known
from linli.apps.community.actions.tables.plan import Change, Plan
from linli.apps.community.actions.tables.undo import Touched, take_back
from linli.apps.community.deed import deed
from linli.apps.community.models import BroughtTable, TableRow
from linli.apps.community.reads.rosters import roster
from linli.registers import check
from linli.registers.problem import FileRefused
from linli.registers.shapes import SHAPES
from linli.registers.table import read

State = BroughtTable.State
WORKING = (State.CHECKING, State.APPLYING, State.UNDOING)
STILL = timedelta(seconds=90)
"""After so long without a sign of life the work counts as interrupted."""
TRIES = 3
EVERY = 1000
ROWS_KEPT = 300
SHOWN = 20


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
        return _WORK[State(table.state)](table)
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
    # What was entered stays entered where only taking it back did not succeed.
    table.state = State.APPLIED if table.state == State.UNDOING else State.REFUSED
    table.note = note
    table.save(update_fields=["state", "note"])
    return str(table.state)


def _planned(table: BroughtTable, kept_rows: list[check.Row]) -> tuple[Plan, dict[str, Any]]:
    """Read, check and lay beside the registers; rows that are wrong or mended go to ``kept_rows``."""
    today = clock.now().astimezone(ZoneInfo(table.community.zone)).date()
    shape = SHAPES[table.shape]
    mends = {row.line: cells(row.mend, table.community) for row in table.rows.exclude(mend=b"")}
    found = read(shape, kept(table.file, table.community))
    total = sum(1 for _ in found.lines()) if found.encoding else found.data.count(b"\n")
    plan = Plan(table.shape, known(table.community, table.shape, today))
    counts: dict[str, Any] = {"new": 0, "changed": 0, "same": 0, "problems": 0, "rows": 0, "shown": []}
    for row in _told(table, check.rows(shape, found.lines(), today, mends), total):
        change = plan.add(row)
        _count(counts, row, change)
        if (row.problems and counts["problems"] <= ROWS_KEPT) or row.line in mends:
            kept_rows.append(row)
    if not counts["rows"]:
        raise FileRefused("no-rows")
    counts |= {
        "households": len(plan.households),
        "unknown": found.heading.unknown,
        "encoding": found.encoding,
    }
    return plan, counts


def _count(counts: dict[str, Any], row: check.Row, change: Change | None) -> None:
    counts["rows"] += 1
    if row.problems:
        counts["problems"] += 1
    elif change is not None:
        counts[change.kind] += 1
        if change.kind == "changed" and len(counts["shown"]) < SHOWN:
            counts["shown"].append([row.line, list(change.columns)])


def _told(table: BroughtTable, rows: Iterator[check.Row], total: int) -> Iterator[check.Row]:
    """The rows; meanwhile it is told how many there were."""
    mine = BroughtTable.objects.filter(pk=table.pk)
    for number, row in enumerate(rows, 1):
        if number % EVERY == 1:
            mine.update(done=number, total=max(total, number), beat=clock.now())
        yield row


def _check(table: BroughtTable) -> str:
    revision = _revision(table)
    rows: list[check.Row] = []
    _plan, counts = _planned(table, rows)
    return _checked(table, counts, rows, revision)


def _revision(table: BroughtTable) -> int:
    table.community.refresh_from_db(fields=["registers"])
    return table.community.registers


@deed
def _checked(table: BroughtTable, counts: dict[str, Any], rows: list[check.Row], revision: int) -> str:
    community = table.community
    mends = {row.line: row.mend for row in table.rows.exclude(mend=b"")}
    table.rows.all().delete()
    TableRow.objects.bulk_create(
        TableRow(
            table=table, line=row.line, typed=words(row.typed, community), mend=mends.get(row.line, b""),
            problems=[[one.column, one.code, one.more] for one in row.problems],
        )
        for row in rows
    )  # fmt: skip
    table.state, table.counts, table.revision = State.CHECKED, counts, revision
    table.save(update_fields=["state", "counts", "revision"])
    return str(State.CHECKED)


def _apply(table: BroughtTable) -> str:
    rows: list[check.Row] = []
    if _revision(table) != table.revision:
        return _moved(table)
    plan, counts = _planned(table, rows)
    if counts["problems"]:
        return _checked(table, counts, rows, table.revision)
    try:
        return _entered(table, plan)
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
def _entered(table: BroughtTable, plan: Plan) -> str:
    community = lock(table.community)
    if community.registers != table.revision:
        return _moved(table)
    if BroughtTable.objects.get(pk=table.pk).state != State.APPLYING:
        return ""
    undo = enter(plan, table.number, actor=_actor(table))
    table.undo = keep(json.dumps(undo).encode(), community)
    _turn(table)
    forget(table)
    table.state, table.entered, table.seq = State.APPLIED, clock.now(), roster(community).seq
    table.save(update_fields=["state", "entered", "seq", "undo", "file"])
    return str(State.APPLIED)


def _actor(table: BroughtTable) -> By:
    return table.account or TERMINAL


def _turn(table: BroughtTable) -> None:
    """The registers are no longer those of any preview made before."""
    table.community.registers = F("registers") + 1
    table.community.save(update_fields=["registers"])
    table.community.refresh_from_db(fields=["registers"])


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
    if BroughtTable.objects.get(pk=table.pk).state != State.UNDOING:
        return ""
    take_back(table, json.loads(kept(table.undo, community)), actor=_actor(table))
    _turn(table)
    table.state, table.undo = State.UNDONE, b""
    table.save(update_fields=["state", "undo"])
    return str(State.UNDONE)


_WORK = {State.CHECKING: _check, State.APPLYING: _apply, State.UNDOING: _take_back}
