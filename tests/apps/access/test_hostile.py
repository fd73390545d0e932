"""What a hostile person or page tries at every address: a script, a way out of the site, a form of somebody else's."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import openpyxl
import pytest
from django.contrib.auth.hashers import get_hasher
from django.test import Client

from linli.apps.community import actions
from linli.apps.community.models import Account
from linli.registers.shapes import SHAPES

if TYPE_CHECKING:
    from tests.apps.access.conftest import Doors, Table

RAW = re.compile(r"<script>alert\(1\)|<img src=x onerror", re.IGNORECASE)
MARK = "x9<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "\\\\evil.example",
    "javascript:alert(1)",
]
FOR_ANYBODY = {"charters:check-json", "told:off"}
"""Take a form from anywhere: one acts for nobody and keeps nothing, the other goes by the seal in its address alone."""
WHO = ("resident", "seat-holder", "clerk")
_FORM = re.compile(r"<form\b[^>]*>.*?</form>", re.DOTALL)
_FIELD = re.compile(r"<(input|textarea|select)\b([^>]*)>")


def _attribute(name: str, tag: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return unescape(found[1]) if found else ""


def _forms(page: str) -> list[tuple[str, dict[str, str]]]:
    """Every form of a page that is posted: where to, and its fields; whatever can be typed is hostile."""
    forms = []
    for form in _FORM.findall(page):
        if _attribute("method", form.partition(">")[0]).lower() != "post":
            continue
        fields = {}
        for kind, tag in _FIELD.findall(form):
            free = kind == "textarea" or _attribute("type", tag) in ("", "text", "search", "tel", "email")
            name = _attribute("name", tag)
            if name:
                fields[name] = MARK if free and kind != "select" else _attribute("value", tag)
        forms.append((_attribute("action", form.partition(">")[0]), fields))
    return forms


def _is_page(response: Any) -> bool:
    return bool(response.get("Content-Type", "").startswith("text/html"))


def _cells(response: Any) -> Iterator[str]:
    """Every cell of a table that goes out; none of anything else."""
    kind = response.get("Content-Type", "")
    if kind.startswith("text/csv"):
        for row in csv.reader(io.StringIO(response.content.decode("utf-8-sig"))):
            yield from row
    elif kind.endswith("spreadsheetml.sheet"):
        book = openpyxl.load_workbook(io.BytesIO(response.content))
        for sheet in book:
            for row in sheet.iter_rows():
                yield from (f"={cell.value}" if cell.data_type == "f" else str(cell.value) for cell in row)


def _formulas(response: Any) -> list[str]:
    """The cells that a spreadsheet would run."""
    return [cell for cell in _cells(response) if cell[:1] in tuple("=+-@\t\r\n")]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_no_register_goes_out_with_a_cell_that_a_spreadsheet_would_run(doors: Doors, form: str) -> None:
    """Whatever else goes out as a table is looked at on the walk below."""
    closed = 0
    for shape in SHAPES:
        address = f"/c/sample/registers/{shape}/export/"
        page = doors.answer("clerk", "post", "community:export", address, {"form": form, "whole": "yes"})
        given = doors.answer(
            "clerk", "get", "api-v1:register", f"/api/v1/communities/sample/registers/{shape}?form={form}"
        )
        for answer in (page, given):
            assert answer.status_code == 200, (shape, answer.status_code)
            assert _formulas(answer) == []
            closed += sum(cell.startswith("'") for cell in _cells(answer))
    assert closed > 10


def test_who_signs_in_wrongly_learns_nothing_and_waits_as_long_whoever_is_named(
    doors: Doors, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name of nobody, one without a password, one that is closed, and a wrong password cost one hash each."""
    actions.make_account("closed", "a-long-pass-phrase", actor=actions.TERMINAL)
    actions.make_account("open", "a-long-pass-phrase", actor=actions.TERMINAL)
    Account.objects.filter(username="closed").update(is_active=False)
    work: list[str] = []
    hasher = type(get_hasher())
    encode = hasher.encode
    monkeypatch.setattr(
        hasher, "encode", lambda self, *given, **more: work.append("x") or encode(self, *given, **more)
    )
    seen = {}
    for username in ("nobody", "resident", "closed", "open"):
        work.clear()
        answer = Client().post("/sign-in/", {"username": username, "password": "not-the-right-one"})
        text = re.sub(r'value="[^"]*"', "", answer.content.decode())
        seen[username] = (answer.status_code, text, len(work))
    assert len(set(seen.values())) == 1, {name: (one[0], one[2]) for name, one in seen.items()}
    assert seen["nobody"][2] == 1


@pytest.mark.parametrize(
    "sent", ["Bearer nothing", "Bearer " + "x" * 43, "Bearer", "Basic eA==", "Bearer ' OR 1=1"]
)
def test_no_token_is_told_from_another_that_opens_nothing(doors: Doors, sent: str) -> None:
    account = Account.objects.get(username="resident")
    token, secret = actions.make_token("x", ("read:own",), 30, actor=account)
    actions.revoke_token(token.pk, actor=account)
    answers = [Client(headers={"authorization": one}).get("/api/v1/me") for one in (sent, f"Bearer {secret}")]
    assert [one.status_code for one in answers] == [401, 401]
    assert answers[0].content == answers[1].content
    assert answers[0]["WWW-Authenticate"] == answers[1]["WWW-Authenticate"]


def test_no_page_shows_as_markup_what_somebody_typed(table: Table, doors: Doors, names: list[str]) -> None:
    """Names, titles, texts and files carry a script; each form is sent with one in every field."""
    found, sent = [], set()
    for name in names:
        address = table.address(name, table.rows.get(name), doors.known)
        for role in WHO:
            page = doors.answer(role, "get", name, address)
            found += [f"GET {name}: {cell}" for cell in _formulas(page)]
            if not _is_page(page):
                continue
            text = page.content.decode()
            found += [f"GET {name} as {role}"] if RAW.search(text) else []
            for action, fields in _forms(text):
                known = (role, action or address, *sorted(fields))
                if known in sent or "capacity" in action or "preferences" in action:
                    continue
                sent.add(known)
                answer = doors.answer(role, "post", name, action or address, fields)
                found += [f"POST {action}: {cell}" for cell in _formulas(answer)]
                shown = answer.content.decode() if _is_page(answer) else ""
                found += [f"POST {action or address} as {role}"] if RAW.search(shown) else []
    assert found == []
    assert len(sent) > 10


def test_no_address_sends_anybody_to_another_site(table: Table, doors: Doors, names: list[str]) -> None:
    found = []
    for name in names:
        row = table.rows.get(name)
        sent = row.sent if row and isinstance(row.sent, dict) else {}
        address = table.address(name, row, doors.known)
        for role, method in [("stranger", "get"), ("seat-holder", "get"), ("seat-holder", "post")]:
            for target in ELSEWHERE:
                asked = (
                    f"{address}{'&' if '?' in address else '?'}next={target}" if method == "get" else address
                )
                answer = doors.answer(role, method, name, asked, {**sent, "next": target})
                found += [f"{method} {name}: {answer['Location']}"] if _leaves(answer) else []
                if not 300 <= answer.status_code < 400:
                    # What sends nobody anywhere need not be asked again.
                    break
    assert found == []


def _leaves(answer: Any) -> bool:
    way = answer.get("Location", "").replace("\\", "/")
    return bool(way) and (
        urlsplit(way).netloc not in ("", "testserver") or urlsplit(way).scheme == "javascript"
    )


def test_a_form_of_another_site_does_nothing_at_any_address(
    table: Table, doors: Doors, names: list[str]
) -> None:
    """Where a browser is signed in, a form without our seal is refused; the interface knows no browser at all."""
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = doors.pages["clerk"].cookies
    found = []
    for name in names:
        row = table.rows.get(name)
        address = table.address(name, row, doors.known)
        sent = row.sent if row else None
        kind = {"content_type": "application/json"} if name.startswith("api-") else {}
        answer = browser.post(address, sent or {}, **kind)
        refused = (401, 403, 404, 405) if name.startswith("api-") else (403, 405)
        if answer.status_code not in refused and name not in FOR_ANYBODY:
            found.append(f"{name}: {answer.status_code}")
    assert found == []
