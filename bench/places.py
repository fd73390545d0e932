"""The national table of places: brought in, against `.import` and `\\copy` of the same file; and found in it.

Run as a program it measures one database in a process of its own, and prints the figures as JSON. The table is that of
`LINLI_DIVISIONS` or of the reference data beside a full checkout; elsewhere rows of the same shape are made up.
"""

from __future__ import annotations

import csv
import json
import lzma
import os
import random
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.tables import stores
from bench.timing import peak_megabytes

ROOT = Path(__file__).parent.parent
TABLE = ROOT.parent / "shared" / "data" / "cn_divisions" / "cn_divisions_2021_all.csv.xz"
COLUMNS = "code text, name text, level text, parent_code text, kind text"
ROUNDS, PAGES, SHOWN = 3, 400, 20
LEAST_SHARE, MOST_TIMES = 0.2, 3.0


@dataclass(frozen=True)
class Found:
    """One database: rows a second of ours and of the bare import beside it, megabytes, and searches in page times."""

    rows: int
    bare: list[float]
    first: list[float]
    again: float
    before: int
    peak: int
    search: dict[str, float]

    @property
    def share(self) -> float:
        """Of the rate of the bare import: the median of the ratios, each taken side by side."""
        return statistics.median(own / its for own, its in zip(self.first, self.bare, strict=True))


def measured(store: str) -> Found:
    """One database, in a process of its own."""
    command = [sys.executable, "-m", "bench.places", store]
    out = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=ROOT).stdout
    return Found(**json.loads(out.splitlines()[-1]))


def all_stores() -> dict[str, Found]:
    """Every database of this machine in turn."""
    with stores() as found:
        return {name: measured(store) for name, store in found.items()}


def is_slow(found: dict[str, Found]) -> bool:
    """Whether anything wanted is not reached."""
    return any(one.share < LEAST_SHARE or max(one.search.values()) > MOST_TIMES for one in found.values())


def page(found: dict[str, Found]) -> str:
    """This chapter of the page of figures."""
    rows = "\n".join(
        f"| {name} | {statistics.median(one.first):,.0f} | {statistics.median(one.bare):,.0f} | "
        f"1 / {1 / one.share:.1f} | 1 / 5 | {one.rows / one.again:,.0f} | {one.peak - one.before:,} |"
        for name, one in found.items()
    )
    first = next(iter(found.values()))
    searches = "\n".join(
        f"| {words} | {' | '.join(f'{one.search[words]:.1f}' for one in found.values())} |"
        for words in first.search
    )
    return f"""
## The national table of places

{first.rows:,} places from the file to what can be searched: every row checked, the initials of every name in pinyin,
the key and five indices, all in one transaction, against the same file imported bare, as text and without an index or a
check, by the database's own tool, in turn in one run. Seconds on the clock, {ROUNDS} rounds. *Again* is the same table
brought in over itself, which compares every row and changes none. Megabytes are what the process needs beyond what it
had.

| | rows a second | bare | share of the bare rate | wanted | again, rows a second | megabytes |
|---|---|---|---|---|---|---|
{rows}

A search gives {SHOWN} places, ranked, each with what lies above it and the community founded there. In pages by primary
key of as many places with the same beside each, drawn in turn; {PAGES} of each, medians. Wanted: at most
{MOST_TIMES:.0f}.

| search by | {" | ".join(found)} |
|---|{"---|" * len(found)}
{searches}
"""


def table(folder: Path) -> Path:
    """The table as plain CSV."""
    named = os.environ.get("LINLI_DIVISIONS")
    source, file = Path(named) if named else TABLE, folder / "places.csv"
    if source.is_file():
        with (
            lzma.open(source) if source.suffix == ".xz" else source.open("rb") as packed,
            file.open("wb") as out,
        ):
            shutil.copyfileobj(packed, out)
    else:
        with file.open("w", newline="", encoding="utf-8") as out:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow(["code", "name", "level", "parent_code", "committee_kind"])
            writer.writerows(_made_up())
    return file


def _made_up() -> Iterator[list[str]]:
    """As many rows as the national table has, and of its shape: 31, 342, 3,267, 41,355 and 618,133."""
    draw = random.Random(1)
    signs = "东西南北中前后大小新上下王李张刘陈石山河水林田桥家庄店沟坡岭湾坪溪塘口头红光明和平安长乐重行朝阳"
    ends = {1: "省", 2: "市", 3: "区", 4: "街道", 5: "社区居委会"}
    counts = {1: 31, 2: 342, 3: 3_267, 4: 41_355, 5: 618_133}
    room = {level: iter(range(count)) for level, count in counts.items()}
    below = {level: -(-counts[level + 1] // counts[level]) for level in range(1, 5)}
    width = {1: 2, 2: 4, 3: 6, 4: 9, 5: 12}

    def rows(level: int, stem: str) -> Iterator[list[str]]:
        number = next(room[level], None)
        if number is None:
            return
        name = "".join(draw.choices(signs, k=draw.choice((2, 2, 3)))) + ends[level]
        yield [stem.ljust(12, "0"), name, str(level), stem[: width[level - 1]].ljust(12, "0") if level > 1 else "",
               "residents_committee" if level == 5 else ""]  # fmt: skip
        for child in range(1, below.get(level, 0) + 1):
            digits = width[level + 1] - width[level]
            yield from rows(level + 1, stem + str(child).zfill(digits))

    for province in range(11, 42):
        yield from rows(1, str(province))


def _bare(store: str, folder: Path, file: Path, rows: int) -> float:
    if store == "sqlite":
        bare = folder / "bare.sqlite3"
        bare.unlink(missing_ok=True)
        command = [
            "sqlite3",
            str(bare),
            f"CREATE TABLE t ({COLUMNS})",
            ".mode csv",
            f".import --skip 1 {file} t",
        ]
    else:
        command = ["psql", "-q", store, "-c", "DROP TABLE IF EXISTS t", "-c", f"CREATE TABLE t ({COLUMNS})",
                   "-c", f"\\copy t FROM '{file}' CSV HEADER"]  # fmt: skip
    began = time.perf_counter()
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    return rows / (time.perf_counter() - began)


def _main(store: str) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        file = table(folder)
        with file.open("rb") as lines:
            rows = sum(1 for _ in lines) - 1
        _open(folder, store)
        from linli.apps.community import actions

        bare, first, before = [], [], int(peak_megabytes())
        for _ in range(ROUNDS):
            _emptied()
            bare.append(_bare(store, folder, file, rows))
            first.append(
                rows / _seconds(lambda: actions.import_places(file, actor=actions.TERMINAL, complete=True))
            )
        peak = int(peak_megabytes())
        again = _seconds(lambda: actions.import_places(file, actor=actions.TERMINAL, complete=True))
        print(json.dumps({"rows": rows, "bare": bare, "first": first, "again": again, "before": before,
                          "peak": peak, "search": _searches()}))  # fmt: skip


def _emptied() -> None:
    """No places, as before the first table: a server keeps rows deleted, and their entries, until it cleans up."""
    from django.db import connection

    from linli.apps.community.models import Edition, Place

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE community_place CASCADE")
    Place.objects.all()._raw_delete("default")
    Edition.objects.all().delete()


def _searches() -> dict[str, float]:
    """The time of a search of each kind, in pages by primary key; both drawn at random and taken in turn."""
    from linli.apps.community import reads
    from linli.apps.community.models import Place

    draw = random.Random(2)
    places = list(Place.objects.order_by("code").values_list("code", "name", "initials"))
    chosen = [draw.choice(places) for _ in range(PAGES)]
    del places
    kinds: dict[str, Callable[[Any], object]] = {
        "the whole name": lambda one: reads.find_places(one[1]),
        "two characters": lambda one: reads.find_places(one[1][:2]),
        "three initials in pinyin": lambda one: reads.find_places(one[2][:3]),
        "six digits of the code": lambda one: reads.find_places(one[0][:6]),
    }

    def by_key(one: Any) -> object:
        found = list(Place.objects.filter(code__gte=one[0]).order_by("code")[:SHOWN])
        return reads.ways_to(each.parent_code for each in found), reads.communities_on(
            each.code for each in found
        )

    took: dict[str, list[float]] = {name: [] for name in ("page", *kinds)}
    for one in chosen:
        took["page"].append(_seconds(partial(by_key, one)))
        for name, search in kinds.items():
            took[name].append(_seconds(partial(search, one)))
    page_time = statistics.median(took["page"])
    return {name: statistics.median(took[name]) / page_time for name in kinds}


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _open(folder: Path, store: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "linli.site.settings"
    os.environ["LINLI_DATA"] = str(folder)
    os.environ["LINLI_DATABASE"] = f"sqlite:///{folder}/db.sqlite3" if store == "sqlite" else store
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("flush", verbosity=0, interactive=False)


if __name__ == "__main__":
    _main(sys.argv[1])
