"""A null character, which PostgreSQL cannot keep, is answered by both stores, and never with an error of ours."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from linli.apps.community import actions
from linli.apps.community.models import Community

HERE = "/api/v1/communities/"


@pytest.fixture
def clerk(community: Community) -> Any:
    """Who keeps the register."""
    account = actions.make_account("clerk", "a-long-pass-phrase", actor=actions.TERMINAL)
    actions.make_clerk(community, account, actor=actions.TERMINAL)
    return account


@pytest.mark.parametrize("address", [f"{HERE}a%00b", f"{HERE}sample/organs/%00", "/c/a%00/", "/join/%00/"])
def test_a_null_in_an_address_is_not_looked_up(community: Community, address: str) -> None:
    assert Client().get(address).status_code == 400


def test_a_null_in_what_a_program_sends_is_shown_to_it(clerk: Any, community: Community) -> None:
    _token, secret = actions.make_token("x", ("act", "registers"), 30, actor=clerk)
    program = Client(headers={"authorization": f"Bearer {secret}"})
    here = f"{HERE}{community.slug}"
    seat = {"do": "take-seat", "who": "1", "kind": "a\x00"}
    comment = {"text": "a\x00", "organ": ""}
    matter = f"{here}/matters/2026/1/comments"
    for address, sent in [(f"{here}/organs/committee/acts", seat), (matter, comment)]:
        answer = program.post(address, sent, content_type="application/json")
        assert answer.status_code == 422
        assert [one["code"] for one in answer.json()["errors"]] == ["null-character"]


def test_a_null_in_a_field_that_no_form_shows_changes_nothing(clerk: Any, community: Community) -> None:
    browser = Client()
    browser.force_login(clerk)
    sent = {"leave": "a\x00", "how": "resigned"}
    answer = browser.post(f"/c/{community.slug}/organs/committee/", sent)
    # SQLite looks for such a person and finds none.
    assert answer.status_code in (400, 409)
