"""A token opens what its permissions open, at every operation there is; the OpenAPI document says which that is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.core.cache import cache
from django.test import Client

from linli.apps.community import actions
from linli.apps.community.models import Account
from linli.apps.community.reads import SCOPES
from linli.site.api.build import api
from linli.site.api.openapi import document, operations

if TYPE_CHECKING:
    from tests.apps.access.conftest import Doors

USUAL = {"community": "sample", "organ": "party-branch", "code": "990101001001"}


def test_a_token_opens_every_operation_that_names_its_permission_and_no_other(doors: Doors) -> None:
    programs = {scope: _program(scope) for scope in SCOPES}
    wrong = []
    for path, method, one in operations(document(api)):
        needs = _needs(one)
        for scope, client in programs.items() if needs else ():
            status, given = _asked(client, method, _address(path, doors))
            lacks = given["needs"] if isinstance(given, dict) and given.get("code") == "scope" else ""
            told = lacks and scope == needs and f"`{lacks}`" in one["description"]
            if (lacks != ("" if scope == needs else needs) and not told) or status == 401:
                wrong.append(
                    f"{method} {path} with {scope}, needs {needs}: {status}, lacks {lacks or 'nothing'}"
                )
    assert not wrong, "\n".join(wrong)


def test_without_the_permission_to_read_for_her_a_token_reads_what_a_stranger_reads(doors: Doors) -> None:
    actor = _program("act")
    for path, method, one in operations(document(api)):
        if method == "GET" and not _needs(one):
            address = _address(path, doors)
            assert _asked(actor, method, address) == _asked(Client(), method, address), path


def _needs(operation: Any) -> str:
    asked = operation["security"]
    return "" if {} in asked else asked[0]["token"][0]


def _address(path: str, doors: Doors) -> str:
    known = {"matter": 1, "number": 1, "year": 2026, **doors.known, **USUAL}
    return re.sub(r"{(\w+)}", lambda found: str(known.get(found[1], "1")), path)


def _program(scope: str) -> Client:
    """A program of the clerk's, with one permission."""
    _token, secret = actions.make_token(
        f"only {scope}", [scope], 1, actor=Account.objects.get(username="clerk")
    )
    return Client(headers={"authorization": f"Bearer {secret}"})


def _asked(client: Client, method: str, address: str) -> tuple[int, Any]:
    cache.clear()
    ask: Any = getattr(client, method.lower())
    found = ask(address) if method == "GET" else ask(address, {}, content_type="application/json")
    json = "json" in found["Content-Type"]
    return found.status_code, found.json() if json else {}
