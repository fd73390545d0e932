"""One walk through every address of the site as everybody, for all that is to be true of every answer."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import cycle
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import icalendar
import openpyxl
import pytest
from access_table import Row, Table
from django.urls import resolve
from hostile_forms import forms

if TYPE_CHECKING:
    from tests.apps.access.conftest import Doors

METHODS = ("get", "post")
FEW = ["stranger", "seat-holder"]
HERE = ["stranger", "resident", "seat-holder", "grid-officer", "clerk"]
NO_SUCH_METHOD = 405
RAW = re.compile(r"<script>alert\(1\)|<img src=x onerror", re.IGNORECASE)
ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "\\\\evil.example",
    "javascript:alert(1)",
]
NOT_SENT = {"set_language", "preferences", "community:capacity", "community:sign-out", "account_logout"}
"""Say who reads, and how: they would change the walk itself."""


@dataclass
class Walk:
    """The answers by name, method and role; what was wrong; the fields of forms, and whether their words were taken."""

    answers: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    raw: list[str] = field(default_factory=list)
    led_away: list[str] = field(default_factory=list)
    typed: dict[str, bool] = field(default_factory=dict)


def roles(table: Table, row: Row, method: str) -> list[str]:
    """Everybody; two of them where all are answered alike and nobody is anything (no community in the address),
    or nothing of the kind can be sent at all.
    """
    expected = row.expected.get(method)
    nowhere = not {"slug", "community"} & set(table.needs(row.name))
    few = isinstance(expected, int) and (nowhere or expected == NO_SUCH_METHOD)
    return FEW if few else list(table.roles)


class Walker:
    """Goes once through everything."""

    def __init__(self, table: Table, doors: Doors) -> None:
        self.table, self.doors, self.walk = table, doors, Walk()
        self.sent: set[tuple[str, str, str]] = set()

    def go(self, names: list[str]) -> Walk:
        """Ask every address as the table does; fill in and send every form that somebody is shown."""
        for name in names:
            row = self.table.rows.get(name) or Row(name, {})
            self.walk.answers[name] = {method: self._everybody(method, row) for method in METHODS}
            for more in row.also:
                at = replace(row, at={**row.at, **more.get("at", {})}, ask=more.get("ask", ""))
                for role in HERE:
                    self._ask(role, "get", at)
        return self.walk

    def _everybody(self, method: str, row: Row) -> dict[str, Any]:
        """What each role is answered. Each is shown another way out of the site, one who is sent on all of them."""
        asked, found, sent_on = roles(self.table, row, method), {}, ""
        left = set(ELSEWHERE)
        for role, way in zip(asked, cycle(ELSEWHERE), strict=False):
            answer = self._ask(role, method, row, way)
            if 300 <= answer.status_code < 400:
                sent_on = role
                left.discard(way)
            found[role] = said(answer)
        for way in left if sent_on else ():
            self._ask(sent_on, method, row, way)
        return found

    def _ask(self, role: str, method: str, row: Row, way: str = "") -> Any:
        address, sent, program = self._address(row), row.sent, row.name.startswith("api-")
        if way and method == "get" and not program:
            address = f"{address}{'&' if '?' in address else '?'}next={way}"
        elif way and not program:
            sent = {**(sent or {}), "next": way}
        answer = self.doors.answer(role, method, row.name, address, sent)
        if leaves(answer):
            self.walk.led_away.append(f"{method} {row.name} as {role}: {answer['Location']}")
        self.walk.raw += [f"{method} {row.name} as {role}: {what}" for what in raw(answer)]
        if method == "get" and is_page(answer) and b"<form" in answer.content:
            self._send(role, address, answer.content)
        return answer

    def _address(self, row: Row) -> str:
        try:
            return self.table.address(row.name, row, self.doors.known)
        except KeyError as missing:
            pytest.fail(
                f"{row.name} needs {missing}: say under `usual` of access.yaml, or under `at` of its row, which."
            )

    def _send(self, role: str, address: str, page: bytes) -> None:
        """Send each form of a page until somebody's is taken, and read back what it stored while it is there."""
        for form in forms(page, address):
            name = resolve(urlsplit(form.to).path).view_name
            before = {(one, form.to, form.pressed) for one in ("", role)}
            if name in NOT_SENT or before & self.sent:
                continue
            answers = self.doors.posted(role, form.to, form.sent, [role, "stranger"])
            for answer in answers:
                self.walk.raw += [f"form {name} as {role}: {what}" for what in raw(answer)]
            taken = answers[0].status_code < 400 and said(answers[0]) != "sign-in"
            self.sent.add(("" if taken else role, form.to, form.pressed))
            for one in form.typed:
                self.walk.typed[f"{name} {one}"] = taken or self.walk.typed.get(f"{name} {one}", False)


def said(answer: Any) -> Any:
    """The status; ``sign-in`` for who is sent there."""
    if answer.status_code == 302 and answer["Location"].startswith("/sign-in/"):
        return "sign-in"
    return answer.status_code


def is_page(answer: Any) -> bool:
    """Whether it is one."""
    return bool(answer.get("Content-Type", "").startswith("text/html"))


def leaves(answer: Any) -> bool:
    """Whether it leads to another site."""
    way = answer.get("Location", "").replace("\\", "/")
    return bool(way) and (
        urlsplit(way).netloc not in ("", "testserver") or urlsplit(way).scheme == "javascript"
    )


def raw(answer: Any) -> list[str]:
    """What a browser, a spreadsheet or a reader of feeds would take for its own."""
    kind = answer.get("Content-Type", "").partition(";")[0]
    body = answer.whole if answer.streaming else answer.content
    return [f"{kind}: {what}" for what in _raw(kind, body)]


def _raw(kind: str, body: bytes) -> Iterator[str]:
    if kind in ("text/html", "image/svg+xml", "application/atom+xml", "text/xml"):
        yield from RAW.findall(body.decode())
    if kind == "application/zip":
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            for name in packed.namelist():
                yield from _raw(KINDS.get(name.rpartition(".")[2], ""), packed.read(name))
    for one in TABLES:
        if kind == TABLES[one]:
            yield from run(cells_of(body, one))
    if kind in READ:
        READ[kind](body)


READ: dict[str, Callable[[bytes], Any]] = {
    "application/json": json.loads,
    "application/problem+json": json.loads,
    "application/atom+xml": ElementTree.fromstring,
    "text/xml": ElementTree.fromstring,
    "text/calendar": icalendar.Calendar.from_ical,
}
"""What reads it, and fails where it is broken."""
TABLES = {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
KINDS = {"html": "text/html", "json": "application/json", "xml": "text/xml", "svg": "image/svg+xml", **TABLES}


def cells_of(table: bytes, form: str) -> Iterator[str]:
    """The cells of a table, as a spreadsheet reads them."""
    if form == "csv":
        for row in csv.reader(io.StringIO(table.decode("utf-8-sig"))):
            yield from row
        return
    for sheet in openpyxl.load_workbook(io.BytesIO(table)):
        for row in sheet.iter_rows():
            yield from (f"={cell.value}" if cell.data_type == "f" else str(cell.value) for cell in row)


def run(cells: Iterable[str]) -> list[str]:
    """Those that a spreadsheet would run."""
    return [cell for cell in cells if cell[:1] in tuple("=+-@\t\r\n")]
