"""Which version of a charter was in force on any day."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from linli import charters
from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.community.models import CharterText, Community
from linli.core.charter.load import load

HISTORY = "/c/heping/charter/history/"


@pytest.fixture
def amended(heping: Community) -> Community:
    """The community, with a newer version in force since 10 May 2027."""
    text = charters.read("beilin").text.replace(b'"2026-01"', b'"2027-05"')
    text = text.replace(b"quorum: present >= 2/3 of members", b"quorum: present >= 3/4 of members")
    newer = load(text, file="charter.yaml", find=charters.find)
    with community_actions.standing_at(datetime(2027, 5, 10, 2, tzinfo=UTC)):
        community_actions.adopt_charter(heping, newer, actor=community_actions.TERMINAL)
    return heping


def shown(address: str = HISTORY) -> str:
    answer = Client(headers={"accept-language": "en"}).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_version_stands_there_newest_first(amended: Community) -> None:
    page = shown()
    assert page.index("version 2027-05") < page.index("version 2026-01")
    assert page.count("in force</span>") == 1
    assert "The charter with which the community began." in page
    assert 'class="change change-changed"' in page


@pytest.mark.parametrize(
    ("day", "said"),
    [("2027-05-09", "version 2026-01, "), ("2027-05-10", "version 2027-05, "), ("9999-12-31", "version 2027-05, "),
     ("1000-01-01", "No charter was in force then."), ("yesterday", "A day is written like 2026-05-17.")],
)  # fmt: skip
def test_any_day_has_its_version(day: str, said: str, amended: Community) -> None:
    assert said in shown(f"{HISTORY}?on={day}")


def test_a_version_whose_text_is_gone_is_still_named(amended: Community) -> None:
    CharterText.objects.filter(version="2026-01").delete()
    community_reads.loaded.cache_clear()
    assert "version 2026-01" not in shown()


def test_history_is_a_few_queries(amended: Community, django_assert_max_num_queries: Any) -> None:
    shown()
    with django_assert_max_num_queries(8):
        shown()
