"""What is told to whom, and in which letter: a digest a day, urgent things at once, nothing to who may not see it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from telling import at, called, reader, tell

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.matters import actions as matters
from linli.apps.matters import reads as town_reads
from linli.apps.matters.models import Publication
from linli.apps.told import actions
from linli.apps.told.actions.settings import off_token, read_off
from linli.apps.told.models import Message


def test_a_call_to_a_meeting_is_told_at_once_to_its_members_and_nobody_else(town: Any) -> None:
    reader(town, town.by("committee"))
    reader(town, town.by("residents", 20), address="b@example.org")
    called(town)
    assert tell(town) == 1
    (letter,) = mail.outbox
    assert letter.to == ["a@example.org"]
    assert re.search(r"：召集会议：.+，", letter.subject)
    assert "https://linli.example/c/one/sittings/2026/1/" in letter.body
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert tell(town) == 0
    assert len(mail.outbox) == 1


def test_that_a_meeting_is_cancelled_is_told_to_its_members_once_however_late_they_hear_of_it(
    town: Any,
) -> None:
    reader(town, town.by("committee"), quiet_from=8, quiet_until=10)
    reader(town, town.by("residents", 20), address="b@example.org")
    chain = called(town)
    town.done(matters.end_sitting, chain=chain, by=town.by("two-committees"))
    assert tell(town) == 0
    town.go(hours=2)
    assert tell(town) >= 1
    bodies = [one.body for one in mail.outbox]
    assert all("会议取消" in one and "召集会议" not in one for one in bodies)
    assert {one.to[0] for one in mail.outbox} == {"a@example.org"}


def test_the_digest_comes_once_a_day_with_all_that_happened(town: Any) -> None:
    reader(town, town.by("residents", 20))
    by = town.by("party-branch")
    for n in range(3):
        town.done(matters.put_up, by=by, section="", title=f"通知{n}", text="内容")
    assert tell(town) == 1
    assert mail.outbox[0].subject == "邻里今日摘要：3 条"
    assert re.search(r"^.+社区.*\n- 新公开：通知0\n  https://linli.example/", mail.outbox[0].body)
    html, kind = mail.outbox[0].alternatives[0]
    assert (kind, html.count("新公开：通知")) == ("text/html", 3)
    town.done(matters.put_up, by=by, section="", title="晚到", text="内容")
    assert tell(town) == 0
    town.go(days=1)
    assert tell(town) == 1
    assert "晚到" in mail.outbox[1].body
    town.go(days=1)
    assert tell(town) == 0, "a day without news has no letter"


def test_a_hundred_things_are_one_letter_that_carries_fifty_and_counts_the_rest(town: Any) -> None:
    one = reader(town, town.by("residents", 20))
    actions.set_hours(one, actor=one.account, digest=8, quiet_from=22, quiet_until=7, lang="en")
    town.done(matters.put_up, by=town.by("party-branch"), section="", title="<b>通知</b>", text="内容")
    with at(town):
        actions.collect()
        first = Message.objects.get()
        Message.objects.bulk_create(
            Message(
                reader=one,
                community=town.community,
                kind="notice",
                chain=first.chain,
                seq=first.seq + n,
                at=first.at,
            )
            for n in range(1, 100)
        )
    with pytest.MonkeyPatch.context() as patch:
        news_title = town_reads.news_title
        patch.setattr(town_reads, "news_title", lambda *given: news_title(*given[:3], first.seq))
        assert tell(town) == 1
    (letter,) = mail.outbox
    assert letter.subject == "Linli today: 100"
    assert letter.body.count("Published: <b>通知</b>") == 50
    assert "and 50 more items" in letter.body
    html = letter.alternatives[0][0]
    assert "<b>" not in html
    assert 'lang="en"' in html
    assert not re.search(r"<(script|img|link)|src=", html)


def test_what_is_urgent_at_the_same_time_is_one_letter_for_each_kind(town: Any) -> None:
    one = reader(town, town.by("committee"), quiet_from=8, quiet_until=10)
    for _ in range(3):
        called(town)
    assert tell(town) == 0
    town.go(hours=1)
    assert tell(town) == 1
    assert re.search(r"：召集会议：.+，还有 2 条$", mail.outbox[0].subject)
    assert mail.outbox[0].body.count("/sittings/2026/") == 3
    # The link holds the second in which it was signed.
    (token,) = re.findall(r"/told/off/([^/]+)/", mail.outbox[0].extra_headers["List-Unsubscribe"])
    assert read_off(token) == (one, "meeting")


def test_a_desk_with_something_late_is_counted_in_the_digest(town: Any) -> None:
    reader(town, town.by("committee"))
    town.at = datetime(2026, 4, 2, 1, tzinfo=UTC)
    assert tell(town) == 1
    assert "工作台上有 1 件逾期" in mail.outbox[0].body


def test_a_kind_that_is_turned_off_by_the_link_comes_no_more(town: Any) -> None:
    one = reader(town, town.by("committee"))
    at_mail = Client()
    way = f"/told/off/{off_token(one, 'meeting')}/"
    assert at_mail.get(way).status_code == 200
    called(town)
    assert at_mail.post(way, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert tell(town) == 0
    assert at_mail.post("/told/off/forged/").status_code == 410


def test_who_left_the_body_before_it_was_sent_is_told_nothing(town: Any) -> None:
    by = town.by("committee")
    reader(town, by)
    called(town)
    with at(town):
        actions.collect()
        person = community_reads.person_of(town.community, by.person)
        assert person is not None
        community_actions.leave_seat(town.community, person, "committee", actor=community_actions.TERMINAL)
    assert tell(town) == 0
    assert mail.outbox == []


def test_erased_words_are_not_told(town: Any) -> None:
    reader(town, town.by("residents", 20))
    town.done(matters.put_up, by=town.by("party-branch"), section="", title="不该有的名字", text="x")
    account = community_actions.make_account("clerk", "a-long-password", actor=community_actions.TERMINAL)
    community_actions.make_clerk(town.community, account, actor=community_actions.TERMINAL)
    seal = Publication.objects.get().title
    with at(town):
        assert matters.erase(community=town.community, seal=seal, actor=account)
    tell(town)
    assert "不该有的名字" not in mail.outbox[0].body
