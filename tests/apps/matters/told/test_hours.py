"""Quiet hours are kept, and what waited for their end is told then."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from telling import at, called, raising, reader, tell

from linli.apps.community import actions as community_actions
from linli.apps.matters import actions as matters
from linli.apps.told import actions, tasks, ways
from linli.apps.told.models import Reader, Sending, Way

START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
"""Nine o'clock on a Monday in China, when the town begins."""


def test_what_is_urgent_waits_for_the_end_of_the_quiet_hours(town: Any) -> None:
    reader(town, town.by("committee"), quiet_from=8, quiet_until=10)
    called(town)
    assert tell(town) == 0
    town.go(hours=1)
    assert tell(town) == 1


@pytest.mark.parametrize(("begin", "end", "hour", "quiet"), [
    (22, 7, 23, True), (22, 7, 3, True), (22, 7, 7, False), (22, 7, 21, False), (9, 12, 9, True), (9, 12, 12, False),
    (5, 5, 5, False), (22, 0, 23, True), (22, 0, 0, False), (0, 6, 0, True),
])  # fmt: skip
def test_quiet_hours_go_over_midnight_and_the_same_hour_twice_is_none(
    begin: int, end: int, hour: int, quiet: bool
) -> None:
    assert Reader(quiet_from=begin, quiet_until=end).is_quiet(hour) is quiet


@pytest.mark.parametrize(("digest", "begin", "end"), [
    (8, 22, 7), (23, 22, 7), (3, 22, 7), (22, 22, 7), (7, 22, 7), (6, 22, 7), (10, 9, 12), (12, 9, 12), (9, 9, 12),
    (0, 22, 0), (23, 22, 0), (0, 0, 6), (5, 5, 5), (0, 8, 7), (8, 8, 7), (23, 23, 0), (23, 0, 23),
])  # fmt: skip
def test_each_day_has_one_digest_at_the_first_moment_that_is_not_quiet(
    digest: int, begin: int, end: int
) -> None:
    one = Reader(digest_hour=digest, quiet_from=begin, quiet_until=end)
    monday = datetime(2026, 3, 2, tzinfo=UTC)
    first: dict[Any, datetime] = {}
    for minutes in range(0, 6 * 24 * 60, 10):
        now = monday + timedelta(minutes=minutes)
        day = one.digest_on(now)
        assert day is None or not one.is_quiet(now.hour)
        if day is not None:
            first.setdefault(day, now)
    for days in range(1, 4):
        due = monday.replace(hour=digest) + timedelta(days=days)
        waits = next(n for n in range(24) if not one.is_quiet((due.hour + n) % 24))
        assert first[due.date()] == due + timedelta(hours=waits)


def notice(town: Any, title: str) -> None:
    """Something that comes in a digest."""
    town.done(matters.put_up, by=town.by("party-branch"), section="", title=title, text="内容")


def test_a_digest_whose_hour_is_quiet_comes_when_the_quiet_hours_are_over_and_once(town: Any) -> None:
    reader(town, town.by("residents", 20), digest=9, quiet_from=8, quiet_until=10)
    notice(town, "停水")
    assert tell(town) == 0
    town.go(minutes=59)
    notice(town, "停电")
    assert tell(town) == 0
    town.go(minutes=1)
    assert tell(town) == 1
    assert tell(town) == 0
    (letter,) = mail.outbox
    assert letter.subject == "邻里今日摘要：2 条"


def test_a_digest_late_in_the_evening_comes_in_the_morning_after_and_so_every_day(town: Any) -> None:
    reader(town, town.by("residents", 20), digest=23, quiet_from=22, quiet_until=7)
    notice(town, "周一的通知")
    for hours in (0, 12, 14, 15):  # to midnight
        with community_actions.standing_at(START + timedelta(hours=hours)):
            assert tasks.tell.func() == 0
    town.at = START + timedelta(hours=21, minutes=59)
    assert tell(town) == 0
    town.at = START + timedelta(hours=22)
    assert tell(town) == 1
    notice(town, "周二的通知")
    for hours in (0, 3, 14):
        with community_actions.standing_at(town.at + timedelta(hours=hours)):
            assert tasks.tell.func() == 0
    town.go(days=1)
    assert tell(town) == 1
    assert ["周一的通知" in one.body for one in mail.outbox] == [True, False]
    assert ["周二的通知" in one.body for one in mail.outbox] == [False, True]


def test_a_digest_that_found_no_server_before_the_quiet_hours_waits_for_their_end(
    town: Any, monkeypatch: Any
) -> None:
    reader(town, town.by("residents", 20), digest=8, quiet_from=10, quiet_until=12)
    notice(town, "停水")
    with monkeypatch.context() as patched:
        patched.setattr(ways, "send_mail", raising(ways.NoServer("gaierror")))
        assert tell(town) == 0
    town.go(hours=1)
    assert tell(town) == 0
    town.go(hours=2)
    assert tell(town) == 1
    assert tell(town) == 0


def test_hours_made_quiet_after_a_digest_was_made_up_hold_it(town: Any) -> None:
    one = reader(town, town.by("residents", 20))
    notice(town, "停水")
    with at(town):
        actions.collect()
        assert actions.plan() == 1
        actions.set_hours(one, actor=one.account, digest=8, quiet_from=9, quiet_until=11, lang="zh")
        assert actions.send_all() == 0
    town.go(hours=2)
    assert tell(town) == 1
    assert tell(town) == 0


def test_hours_made_quiet_while_others_are_told_hold_what_comes_after_in_the_same_round(
    town: Any, monkeypatch: Any
) -> None:
    readers = [
        reader(town, town.by("residents", index), address=f"{index}@example.org") for index in (20, 21)
    ]
    notice(town, "停水")
    sent = []

    def send(address: str, *_args: Any, **_more: Any) -> None:
        sent.append(address)
        for one in readers:
            actions.set_hours(one, actor=one.account, digest=8, quiet_from=9, quiet_until=11, lang="zh")

    monkeypatch.setattr(ways, "send_mail", send)
    assert tell(town) == 1
    assert tell(town) == 0
    assert len(sent) == 1
    town.go(hours=2)
    assert tell(town) == 1
    assert sorted(sent) == ["20@example.org", "21@example.org"]


def test_a_digest_claimed_by_a_process_that_was_killed_before_the_quiet_hours_is_not_sent_again(
    town: Any, monkeypatch: Any
) -> None:
    reader(town, town.by("residents", 20), quiet_from=10, quiet_until=12)
    notice(town, "停水")
    with monkeypatch.context() as patched:
        patched.setattr(ways, "send_mail", raising(KeyboardInterrupt()))
        with pytest.raises(KeyboardInterrupt):
            tell(town)
    for hours in (1, 2, 24):
        town.go(hours=hours)
        tell(town)
    assert [one.state for one in Sending.objects.order_by("pk")][:1] == [Sending.State.UNKNOWN]
    assert all("停水" not in one.body for one in mail.outbox)


def test_who_begins_to_be_told_gets_no_digest_of_the_day_before(town: Any) -> None:
    reader(town, town.by("residents", 20), digest=23, quiet_from=22, quiet_until=7)
    assert tell(town) == 0
    assert not Sending.objects.exists()


def test_an_address_taken_away_meanwhile_hinders_no_other(town: Any, monkeypatch: Any) -> None:
    for index in (20, 21):
        reader(town, town.by("residents", index), address=f"{index}@example.org")
    notice(town, "停水")
    sent = []

    def send(address: str, *_args: Any, **_more: Any) -> None:
        sent.append(address)
        Way.objects.exclude(pk=Sending.objects.get(state=Sending.State.SENDING).way_id).delete()

    monkeypatch.setattr(ways, "send_mail", send)
    assert tell(town) == 1
    assert len(sent) == 1


def test_the_form_says_when_a_digest_comes_whose_hour_is_quiet(town: Any) -> None:
    one = reader(town, town.by("residents", 20), digest=23)
    client = Client(headers={"accept-language": "zh-CN"})
    client.force_login(one.account)
    page = client.get("/account/notifications/").content.decode()
    assert "这个时间在免打扰时段里，会等到 7:00 再发。" in page
    assert "急事和每日摘要都等到过后再发" in page
    actions.set_hours(one, actor=one.account, digest=8, quiet_from=22, quiet_until=7, lang="zh")
    assert "会等到" not in client.get("/account/notifications/").content.decode()


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
