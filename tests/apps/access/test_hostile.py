"""What a hostile person or page tries at every address: a script, a way out of the site, a form of somebody else's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.auth.hashers import get_hasher
from django.db.models import CharField, JSONField, TextField
from django.test import Client
from walking import cells_of, run

from linli.apps.community import actions
from linli.apps.community.models import Account
from linli.registers.shapes import SHAPES

if TYPE_CHECKING:
    from tests.apps.access.conftest import Doors, Table, Walk

FOR_ANYBODY = {"charters:check-json", "told:off"}
"""Take a form from anywhere: one acts for nobody and keeps nothing, the other goes by the seal in its address alone."""
NOT_KEPT = {"account_login username", "community:join code", "community:join-site code"}
"""Fields of forms in which words are looked up and never kept."""
KEY = re.compile(r"[\w./:+=-]*", re.ASCII)
HOSTILE = re.compile(r"alert\(1\)|HYPERLINK", re.IGNORECASE)
ROOM = 60
"""In fewer characters nobody says much."""
NO_WORDS = """
Account.password BroughtTable.counts BroughtTable.note Checkpoint.data Checkpoint.root Comment.key Comment.organ
Community.peaks Crowd.mark DeskItem.section Draft.base Entry.key EnteredAct.strand ErasureRequest.granted
FormerName.initials FormerName.name Invitation.mark Matter.holder_organ Matter.snapshot Message.organ OwnErasure.lots
Picture.found Picture.key Piece.level Place.initials Publication.stage RefusalLog.chain RefusalLog.clause
RefusalLog.organ Resident.mark SignInFailure.mark SigningKey.data SigningKey.public Sitting.snapshot Step.entered
Step.events Summary.key TableRow.problems Token.scopes Way.last_error Way.secret Way.shown
"""
"""Columns for what nobody types: keys of the code and the charter, hashes, seals, marks, what is worked out."""


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
            cells = list(cells_of(answer.content, form))
            assert run(cells) == []
            closed += sum(cell.startswith("'") for cell in cells)
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


def test_no_answer_holds_anything_typed_as_markup_or_a_formula_or_is_broken_by_it(walked: Walk) -> None:
    """Names, titles, texts, files, registers and the charter carry a script, and everybody reads everything: pages,
    programs, feeds, calendars, tables and archives; and so does what a form of any page has just stored.
    """
    assert walked.raw == []


def test_words_are_taken_by_every_form_that_keeps_them(walked: Walk) -> None:
    """Else nothing would be read back above. Say in hostile_forms.py what else such a form is filled in with."""
    assert {field for field, taken in walked.typed.items() if not taken} == NOT_KEPT
    assert len(walked.typed) > 70


def test_every_column_for_words_holds_hostile_ones_where_everybody_reads_everything(doors: Doors) -> None:
    """Else nothing would be read back above. Put them into world.py, or say that nobody types them."""
    ours = [Authenticator, *(one for one in apps.get_models() if one.__module__.startswith("linli"))]
    columns = [(model, one) for model in ours for one in model._meta.concrete_fields]
    clean = {
        f"{model.__name__}.{one.name}" for model, one in columns if _for_words(one) and _clean(model, one)
    }
    assert clean - set(NO_WORDS.split()) == set()


def _for_words(column: Any) -> bool:
    wide = isinstance(column, (CharField, TextField, JSONField)) and (column.max_length or ROOM) >= ROOM
    return wide and not column.choices


def _clean(model: Any, column: Any) -> bool:
    """Whether all that is kept is neither keys nor hostile."""
    kept = {str(row) for row in model.objects.values_list(column.name, flat=True)} - {""}
    keys = bool(kept) and all(map(KEY.fullmatch, kept))
    return not keys and not any(map(HOSTILE.search, kept))


def test_no_address_sends_anybody_to_another_site(walked: Walk) -> None:
    assert walked.led_away == []


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
