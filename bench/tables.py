"""Bringing 50,000 residents in: checked, sealed and entered, against `.import` and `\\copy` of the same file.

Run as a program it measures one import in a process of its own, so that the memory is its own, and prints it as JSON.
The residents are invented; their ID numbers are proper only in their check digits.
"""

from __future__ import annotations

import csv
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.timing import peak_megabytes

ROWS, ROUNDS, IN_WORKBOOK = 50_000, 3, 10_000
COLUMNS = [
    *("姓名", "身份证号", "联系电话", "楼栋", "单元", "房号", "与户主关系"),
    *("党员", "业主", "户籍在本社区", "实际居住"),
]
TYPES = ", ".join(f"c{place} text" for place in range(len(COLUMNS)))


@dataclass(frozen=True)
class Import:
    """One import measured: seconds of each part, the rows a second of the bare one beside it, megabytes at the peak.

    ``alone`` is how long the database takes for what was entered, ready-made, without a file, a check or the record.
    """

    rows: int
    bare: float
    check: float
    enter: float
    alone: float
    before: int
    peak: int

    @property
    def rate(self) -> float:
        """Rows a second from the file to what is entered."""
        return self.rows / (self.check + self.enter)

    @property
    def share(self) -> float:
        """Of the rate of the bare import."""
        return self.rate / self.bare


def residents(count: int) -> Iterator[list[str]]:
    """Invented people, three to a dwelling."""
    from stdnum.cn import ric

    for place in range(count):
        home, born = place // 3, date(1950, 1, 1) + timedelta(days=place // 999 * 7)
        number = f"610103{born:%Y%m%d}{place % 999 + 1:03d}"
        first = place % 3 == 0
        yield [
            f"测试居民{place:05d}", number + ric.calc_check_digit(f"{number}0"), f"138{place:08d}",
            f"{home // 200 + 1}号楼", f"{home // 100 % 2 + 1}单元", str(home % 100 + 101),
            "户主" if first else "其他", "是" if place % 10 == 0 else "否", "是" if first else "否", "是", "是",
        ]  # fmt: skip


def _csv(file: Path, heading: list[str], rows: Iterable[list[str]]) -> bytes:
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(heading)
        writer.writerows(rows)
    return file.read_bytes()


def _workbook(file: Path, heading: list[str], rows: Iterable[list[str]]) -> bytes:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(heading)
    for row in rows:
        sheet.append(row)
    book.save(file)
    return file.read_bytes()


def measured(store: str, rows: int = ROWS, form: str = "csv") -> Import:
    """One import in a process of its own, on ``sqlite`` or a PostgreSQL by its URL."""
    command = [sys.executable, "-m", "bench.tables", store, str(rows), form]
    out = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=Path(__file__).parent.parent).stdout
    return Import(**json.loads(out.splitlines()[-1]))


def median(store: str, form: str = "csv") -> Import:
    """The middle of some rounds by its share."""
    found = sorted((measured(store, ROWS, form) for _ in range(ROUNDS)), key=lambda one: one.share)
    return found[len(found) // 2]


@contextmanager
def stores() -> Iterator[dict[str, str]]:
    """The databases that there are on this machine, and the tool that imports bare into each."""
    sys.path.append(str(Path(__file__).parent.parent / "tools"))
    import postgres

    found = {"SQLite, `.import`": "sqlite"} if shutil.which("sqlite3") else {}
    try:
        with postgres.server() as url:
            yield found | ({"PostgreSQL, `\\copy`": url} if shutil.which("psql") else {})
    except postgres.CannotStart:
        yield found


def page() -> str:
    """This chapter of the page of figures."""
    with stores() as found:
        rows = {f"{name}, CSV": median(store) for name, store in found.items()}
        first = next(iter(found.values()), "sqlite")
        rows[f"SQLite, {IN_WORKBOOK:,} of them from .xlsx"] = measured(first, IN_WORKBOOK, "xlsx")
        sizes = [rows[next(iter(rows))], *(measured(first, count) for count in (10_000, 100_000))]
    table = "\n".join(
        f"| {name} | {one.rate:,.0f} | {one.bare:,.0f} | 1 / {1 / one.share:.1f} | 1 / 5 | "
        f"{100 * one.check / (one.check + one.enter):.0f} % | 1 / {one.bare * one.alone / one.rows:.1f} |"
        for name, one in rows.items()
    )
    memory = "\n".join(
        f"| {one.rows:,} | {one.peak - one.before:,} |" for one in sorted(sizes, key=lambda one: one.rows)
    )
    return f"""
## Bringing residents in

{ROWS:,} invented residents in one table of {len(COLUMNS)} columns, from the file to what is entered: read, every cell
and row checked, laid beside the registers, ID numbers, phones and birth dates sealed one by one, households made,
everybody entered in the record under a pseudonym, all in one transaction; against the same file imported bare, as text
and without an index, by the database's own tool in the same run. Seconds on the clock; the middle of {ROUNDS} rounds.

| | rows a second | bare | share of the bare rate | wanted | of it checking | the rows alone |
|---|---|---|---|---|---|---|
{table}

A fifth is not reached: the bare import writes one row without an index for each line; a resident is two
rows with seven keys and indices between them, and every third brings a household. *The rows alone* is what the database
itself takes for these, ready-made in memory, into tables of the same make, by `COPY` or fifty by one statement. What
remains is reading, checking, sealing and the record, on one processor. Workbooks are read with calamine.

What the process needs beyond what it had before the file came, in megabytes at the peak (the community's roster, which
stays in memory anyway, is in it):

| residents | megabytes |
|---|---|
{memory}
"""


def _bare(store: str, folder: Path, file: Path, rows: int) -> float:
    """Rows a second of the database's own tool."""
    if store == "sqlite":
        made = f"DROP TABLE IF EXISTS t; CREATE TABLE t ({TYPES});"
        bare = str(folder / "bare.sqlite3")
        made = f"DROP TABLE IF EXISTS t; CREATE TABLE t ({TYPES});"
        bare = str(folder / "bare.sqlite3")
        command = ["sqlite3", bare, made, ".mode csv", f".import --skip 1 {file} t"]
    else:
        command = ["psql", "-q", store, "-c", "DROP TABLE IF EXISTS t", "-c", f"CREATE TABLE t ({TYPES})",
                   "-c", f"\\copy t FROM '{file}' CSV HEADER"]  # fmt: skip
    began = time.perf_counter()
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    return rows / (time.perf_counter() - began)


def _main(store: str, count: int, form: str) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "residents.csv"
        data = _csv(file, COLUMNS, residents(count))
        town = _Town(folder, store)
        homes = sorted({(row[3], row[4], row[5]) for row in residents(count)})
        buildings = sorted({home[0] for home in homes})
        town.bring("buildings", _csv(folder / "b.csv", COLUMNS[3:4], ([one] for one in buildings)))
        town.bring("dwellings", _csv(folder / "d.csv", COLUMNS[3:6], (list(one) for one in homes)))
        if form == "xlsx":
            data = _workbook(folder / "residents.xlsx", COLUMNS, residents(count))
        bare = statistics.median(_bare(store, folder, file, count) for _ in range(3))
        before = int(peak_megabytes())
        check, enter = town.bring("residents", data)
        peak = int(peak_megabytes())
        print(json.dumps({"rows": count, "bare": bare, "check": check, "enter": enter, "alone": _alone(),
                          "before": before, "peak": peak}))  # fmt: skip


def _alone() -> float:
    """Seconds for the rows of people and households once more, into empty tables of the same make."""
    from django.db import connection, transaction

    from linli.apps.community import bulk
    from linli.apps.community.models import Household, Person, Resident

    ready = []
    with connection.cursor() as cursor, bulk.uncollected():
        for model in (Household, Person, Resident):
            table = model._meta.db_table
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 - our own names
            rows = cursor.fetchall()
            if connection.vendor == "sqlite":
                rows = [[bytearray(one) if isinstance(one, bytes) else one for one in row] for row in rows]
            ready.append(
                (f"{table}_alone", [one[0] for one in cursor.description], rows, [*zip(*rows, strict=True)])
            )
            _same_make(cursor, table)
        began = time.perf_counter()
        with transaction.atomic():
            for table, names, rows, columns in ready:
                if connection.vendor == "postgresql":
                    with cursor.copy(f"COPY {table} ({', '.join(names)}) FROM STDIN") as copy:
                        for row in rows:
                            copy.write_row(row)
                else:
                    insert = f"INSERT INTO {table} ({', '.join(names)}) VALUES "  # noqa: S608 - our own names
                    bulk.together(cursor, insert, columns, len(rows))
        return time.perf_counter() - began


def _same_make(cursor: Any, table: str) -> None:
    from django.db import connection

    cursor.execute(f"DROP TABLE IF EXISTS {table}_alone")
    if connection.vendor == "postgresql":
        cursor.execute(f"CREATE TABLE {table}_alone (LIKE {table} INCLUDING ALL)")
        return
    cursor.execute(
        "SELECT name, sql FROM sqlite_master WHERE tbl_name = %s AND sql <> '' ORDER BY type DESC", [table]
    )
    for name, sql in cursor.fetchall():
        own = sql if name == table else sql.replace(f'"{name}"', f'"{name}_alone"', 1)
        cursor.execute(own.replace(f'"{table}"', f'"{table}_alone"', 1))


class _Town:
    """A community on a database of its own."""

    def __init__(self, folder: Path, store: str) -> None:
        os.environ["DJANGO_SETTINGS_MODULE"] = "linli.site.settings"
        os.environ["LINLI_DATA"] = str(folder)
        os.environ["LINLI_DATABASE"] = f"sqlite:///{folder}/db.sqlite3" if store == "sqlite" else store
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        call_command("flush", verbosity=0, interactive=False)
        self._found()

    def _found(self) -> None:
        from linli import charters
        from linli.apps.community import actions
        from linli.apps.community.models import Place

        Place.objects.create(code="990101001000", name="样例街道", level=4, parent_code="990101000000")
        Place.objects.create(code="990101001001", name="样例社区居委会", level=5, parent_code="990101001000")
        self.community: Any = actions.found_community(
            slug="bench", place="990101001001", name="样例社区", charter=charters.read("beilin"), actor=actions.TERMINAL
        )  # fmt: skip
        self.clerk = actions.make_account("clerk", "a-long-pass-phrase", actor=actions.TERMINAL)
        actions.make_clerk(self.community, self.clerk, actor=actions.TERMINAL)

    def bring(self, shape: str, data: bytes) -> tuple[float, float]:
        """Bring a table in and enter it; the seconds of both parts."""
        from linli.apps.community import actions
        from linli.registers.shapes import SHAPES

        began = time.perf_counter()
        table = actions.bring_table(self.community, SHAPES[shape], "t", data, actor=self.clerk)
        first = actions.work_table(table.pk)
        checked = time.perf_counter()
        actions.go_on(table, "apply", actor=self.clerk)
        second = actions.work_table(table.pk)
        if (first, second) != ("checked", "applied"):
            raise RuntimeError(f"{shape}: {first}, {second}")
        return checked - began, time.perf_counter() - checked


if __name__ == "__main__":
    _main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
