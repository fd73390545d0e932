"""Quiet hours are kept, and what waited for their end is told then."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core import mail
from telling import called, raising, reader, tell

from linli.apps.told import ways
from linli.apps.told.actions import sending
from linli.apps.told.models import Reader


def test_what_is_urgent_waits_for_the_end_of_the_quiet_hours(town: Any) -> None:
    reader(town, town.by("committee"), quiet_from=8, quiet_until=10)
    called(town)
    assert tell(town) == 0
    town.go(hours=1)
    assert tell(town) == 1


@pytest.mark.parametrize(("begin", "end", "hour", "quiet"), [
    (22, 7, 23, True), (22, 7, 3, True), (22, 7, 7, False), (22, 7, 21, False), (9, 12, 9, True), (9, 12, 12, False),
    (5, 5, 5, False),
])  # fmt: skip
def test_quiet_hours_go_over_midnight_and_the_same_hour_twice_is_none(
    begin: int, end: int, hour: int, quiet: bool
) -> None:
    one = Reader(quiet_from=begin, quiet_until=end)
    assert sending.is_quiet(one, datetime(2026, 3, 2, hour, tzinfo=UTC)) is quiet


def test_a_letter_that_failed_is_not_tried_again_in_the_quiet_hours(town: Any, monkeypatch: Any) -> None:
    reader(town, town.by("committee"), quiet_from=10, quiet_until=11)
    called(town)
    with monkeypatch.context() as patched:
        patched.setattr(ways, "send_mail", raising(ways.NotSent("SMTPRecipientsRefused")))
        assert tell(town) == 0
    town.go(hours=1)
    assert tell(town) == 0
    town.go(hours=1)
    assert tell(town) == 1


def test_what_could_not_be_told_while_it_was_urgent_comes_in_the_digest(town: Any, monkeypatch: Any) -> None:
    reader(town, town.by("committee"))
    called(town)
    with monkeypatch.context() as patched:
        patched.setattr(ways, "send_mail", raising(ways.NoServer("gaierror")))
        assert tell(town) == 0
    town.go(days=3)
    assert tell(town) == 0
    assert tell(town) == 1
    assert "召集会议" in mail.outbox[0].body
    assert mail.outbox[0].subject.startswith("邻里今日摘要")
