"""Being told: a digest a day, urgent things at once, quiet hours, once only, to nobody who may not see it."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import icalendar
import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.community.models import Account
from linli.apps.matters import actions as matters
from linli.apps.matters import reads as town_reads
from linli.apps.matters.models import Publication
from linli.apps.told import actions, tasks, ways
from linli.apps.told.actions import sending
from linli.apps.told.actions.settings import confirm_link, off_token
from linli.apps.told.models import Message, Reader, Sending, Way
from linli.core.engine.acts import Actor

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def by_mail(settings: Any) -> None:
    """E-mail goes into a box of the test."""
    settings.MAIL_READY, settings.SITE_URL = True, "https://linli.example"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@contextmanager
def at(town: Any) -> Iterator[None]:
    with community_actions.standing_at(town.at):
        yield


def reader(
    town: Any, by: Actor, *, way: str = "email", address: str = "a@example.org", **hours: int
) -> Reader:
    """Somebody of the town who wants to be told."""
    person = community_reads.person_of(town.community, by.person)
    assert person is not None
    account, _ = Account.objects.get_or_create(username=f"account-{person.number}")
    with at(town):
        community_actions.give_account(town.community, person, account, actor=community_actions.TERMINAL)
        found = actions.reader_of(account)
        given = {"digest": 8, "quiet_from": 22, "quiet_until": 7} | hours
        actions.set_hours(found, actor=account, lang="zh", **given)
        if way:
            made = actions.add_way(found, way, address, actor=account)
            actions.confirm_way(confirm_link(made).rsplit("/", 2)[1])
        actions.collect()
    found.refresh_from_db()
    return found


def tell(town: Any) -> int:
    with at(town):
        return int(tasks.tell.func())


def called(town: Any, organ: str = "two-committees") -> str:
    chain = town.submit("更换路灯")
    done = town.done(
        matters.call_sitting,
        by=town.by(organ),
        organ=organ,
        starts=town.at + timedelta(days=3),
        agenda=[chain],
    )
    return str(done.chain)


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
    assert f"/told/off/{off_token(one, 'meeting')}/" in mail.outbox[0].extra_headers["List-Unsubscribe"]


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


def raising(error: Exception) -> Callable[..., None]:
    def fail(*_args: Any, **_more: Any) -> None:
        raise error

    return fail


def test_while_the_mail_server_is_down_letters_wait_nothing_is_lost_and_no_address_is_paused(
    town: Any, settings: Any
) -> None:
    for n, organ in enumerate(("committee", "party-branch")):
        reader(town, town.by(organ), address=f"{n}@example.org", digest=23)
        reader(town, town.by(organ, 1), address=f"{n}-1@example.org", digest=23)
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        settings.EMAIL_HOST, settings.EMAIL_PORT = closed.getsockname()
    box, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    called(town)
    for _ in range(12):
        assert tell(town) == 0
        town.go(minutes=10)
    assert not Way.objects.filter(paused=True)
    assert not Way.objects.filter(failures__gt=0)
    assert set(Way.objects.values_list("last_error", flat=True)) <= {"", "ConnectionRefusedError"}
    waiting = Sending.objects.filter(state="queued").count()
    settings.EMAIL_BACKEND = box
    assert tell(town) == waiting > 1
    assert len({(one.to[0], one.subject) for one in mail.outbox}) == waiting
    assert not Way.objects.exclude(last_error="")


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


def test_a_worker_killed_while_sending_sends_nothing_twice_and_the_page_says_so(
    town: Any, monkeypatch: Any
) -> None:
    one = reader(town, town.by("committee"))
    called(town)

    class Killed(BaseException):
        pass

    def kill(*_args: Any, **_more: Any) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(ways, "send_mail", kill)
        with pytest.raises(Killed):
            tell(town)
    assert tell(town) == 0
    town.go(minutes=20)
    assert tell(town) == 0
    assert mail.outbox == []
    assert Sending.objects.get(key__startswith="now").state == "unknown"
    client = Client()
    client.force_login(one.account)
    assert "不再补发" in client.get("/account/notifications/").content.decode()


def test_a_letter_of_which_nobody_knows_whether_it_was_taken_is_not_sent_twice(
    town: Any, monkeypatch: Any
) -> None:
    reader(town, town.by("committee"))
    called(town)
    with monkeypatch.context() as patched:
        patched.setattr(ways, "send_mail", raising(ways.Uncertain("SMTPServerDisconnected")))
        assert tell(town) == 0
    assert Sending.objects.get(key__startswith="now").state == "unknown"
    assert tell(town) == 0
    assert mail.outbox == []


def test_two_workers_at_once_claim_it_once(town: Any) -> None:
    reader(town, town.by("committee"))
    called(town)
    with at(town):
        actions.collect()
        actions.plan()
        one = Sending.objects.get(key__startswith="now")
        same = Sending.objects.get(key__startswith="now")
        assert sending._claim(one)
        assert not sending._claim(same)


def test_an_address_that_fails_is_tried_later_and_later_and_then_paused(town: Any, monkeypatch: Any) -> None:
    one = reader(town, town.by("committee"))
    called(town)

    monkeypatch.setattr(ways, "send_mail", raising(ways.NotSent("SMTPRecipientsRefused")))
    assert tell(town) == 0
    way = Way.objects.get()
    assert (way.failures, way.retry_at) == (1, town.at + timedelta(minutes=5))
    assert tell(town) == 0
    assert Way.objects.get().failures == 1
    for _ in range(7):
        town.go(minutes=30)
        Way.objects.update(retry_at=None)
        with at(town):
            actions.send_all()
    way.refresh_from_db()
    assert (way.paused, Sending.objects.get(key__startswith="now").state) == (True, "failed")
    assert way.last_error == "SMTPRecipientsRefused"
    assert actions.try_again(one, way.pk, actor=one.account)
    assert not Way.objects.get().paused
    monkeypatch.undo()
    assert tell(town) >= 1, "what was not taken goes out"


def test_nothing_is_sent_before_the_address_is_confirmed_by_a_button(town: Any) -> None:
    one = reader(town, town.by("committee"), way="")
    with at(town):
        made = actions.add_way(one, "email", "a@example.org", actor=one.account)
    called(town)
    assert tell(town) == 0
    assert tasks.ask_to_confirm.func(made.pk)
    found = re.search(r"https://linli.example(/told/confirm/\S+)", mail.outbox[0].body)
    assert found is not None
    path = found[1]
    assert Client().get(path).status_code == 200
    assert not Way.objects.get().confirmed
    assert Client().post(path).status_code == 200
    assert Way.objects.get().confirmed
    assert not tasks.ask_to_confirm.func(made.pk)
    assert Client().post("/told/confirm/forged/").status_code == 410


@pytest.mark.parametrize(("kind", "address"), [
    ("email", "nobody"), ("email", "a@b.example\nBcc: x@y.example"), ("webhook", "http://hooks.example/x"),
    ("webhook", "https://user:pass@hooks.example/"), ("webhook", "https://"), ("webhook", "https://[::bad"),
    ("chat", "mailto://a:b@c.example"), ("chat", "syslog://"), ("chat", "file:///etc/passwd"), ("chat", "dbus://"),
    ("chat", "slack://"), ("chat", ""), ("email", "x" * 600),
])  # fmt: skip
def test_an_address_that_is_none_or_acts_on_the_machine_itself_is_not_taken(
    town: Any, kind: str, address: str
) -> None:
    one = reader(town, town.by("committee"), way="")
    with pytest.raises(actions.NotTaken):
        actions.add_way(one, kind, address, actor=one.account)


def test_nobody_changes_how_another_is_told(town: Any) -> None:
    one, other = reader(town, town.by("committee")), reader(town, town.by("residents", 20), way="")
    for deed in (actions.drop_way, actions.try_again):
        with pytest.raises(PermissionDenied):
            deed(one, one.ways.get().pk, actor=other.account)
    assert not actions.drop_way(other, one.ways.get().pk, actor=other.account)
    client = Client()
    client.force_login(other.account)
    client.post(f"/account/notifications/ways/{one.ways.get().pk}/drop/")
    assert one.ways.count() == 1


def test_the_calendars_hold_meetings_and_what_is_due_and_the_private_one_can_be_made_anew(town: Any) -> None:
    one = reader(town, town.by("committee"))
    called(town)
    with at(town):
        public = icalendar.Calendar.from_ical(Client().get("/c/one/calendar.ics").content)
        own = Client().get(f"/told/{one.secret}/desk.ics")
    assert "社区两委" in [str(event["summary"]) for event in public.walk("VEVENT")]
    assert own["Cache-Control"] == "private, no-store"
    events = list(icalendar.Calendar.from_ical(own.content).walk("VEVENT"))
    assert any("财务公开 · 2026 年第 1 季度" in str(event["summary"]) for event in events)
    old = one.secret
    actions.new_addresses(one, actor=one.account)
    assert Client().get(f"/told/{old}/desk.ics").status_code == 404
    one.account.is_active = False
    one.account.save()
    one.refresh_from_db()
    assert Client().get(f"/told/{one.secret}/desk.xml").status_code == 404


def test_feeds_tell_what_is_published_in_a_community_and_in_a_section(town: Any) -> None:
    """Whatever was typed, a feed stays XML that programs can read."""
    one = reader(town, town.by("residents", 20))
    with at(town):
        town.done(matters.put_up, by=town.by("committee"), section="finance", period=date(2026, 1, 1),
                  text="<script>alert(1)</script>\x1b[31m\x08\x0b\uffff🏮")  # fmt: skip
        town.submit("灯\x1b[31m\x08")
        tell(town)
        feeds = [
            Client().get(f"/c/one/{way}") for way in ("feed.xml", "disclosures/sections/finance/feed.xml")
        ]
        assert Client().get("/c/one/disclosures/sections/gossip/feed.xml").status_code == 404
        own = Client().get(f"/told/{one.secret}/desk.xml").content.decode()
        calendar = Client().get("/c/one/calendar.ics").content
    assert not {0x1B, 0x08} & set(calendar)
    ElementTree.fromstring(own)  # noqa: S314  # our own feed
    for feed in feeds:
        tree = ElementTree.fromstring(feed.content)  # noqa: S314  # our own feed
        summary = tree.find(f"{ATOM}entry/{ATOM}summary")
        assert summary is not None
        assert (summary.get("type"), summary.text) == ("html", "&lt;script&gt;alert(1)&lt;/script&gt;[31m🏮")
        words = "".join(tree.itertext())
        assert "[31m🏮" in words
        words = feed.content.decode()
        assert "〔2026〕1 号" in words
        assert "<script>" not in words
    assert "新公开" in own
    for one_feed in (own, *(feed.content.decode() for feed in feeds)):
        tree = ElementTree.fromstring(one_feed)  # noqa: S314  # our own feed
        assert tree.find(f"{ATOM}author/{ATOM}name") is not None, "RFC 4287 asks for an author"
        ids = [str(entry.findtext(f"{ATOM}id")) for entry in tree.iter(f"{ATOM}entry")]
        assert ids
        assert all(re.match(r"(https?|urn):", id) for id in ids)


def test_the_page_keeps_what_was_chosen_and_says_what_is_wrong(town: Any) -> None:
    one = reader(town, town.by("committee"), way="")
    client = Client(headers={"accept-language": "zh-CN"})
    assert client.get("/account/notifications/").status_code == 302
    client.force_login(one.account)
    given = {"digest": "9", "quiet_from": "21", "quiet_until": "6", "lang": "en", "vote": "digest", "meeting": "off",
             "mine": "digest", "notice": "off", "desk": "digest", "reply": "now", "hidden": "digest",
             "appeal": "off", "entered": "now", "contested": "digest", "answered": "off"}  # fmt: skip
    assert client.post("/account/notifications/", given).status_code == 302
    one.refresh_from_db()
    assert (one.digest_hour, one.lang, one.choices.get(kind="meeting").mode) == (9, "en", "off")
    assert client.post("/account/notifications/", given | {"desk": "now"}).status_code == 422
    wrong = client.post("/account/notifications/ways/", {"kind": "webhook", "address": "http://x.example"})
    assert wrong.status_code == 422
    assert "http://x.example" in wrong.content.decode()
    assert (
        client.post("/account/notifications/ways/", {"kind": "email", "address": "a@b.example"}).status_code
        == 302
    )
    assert "a…@b.example" in client.get("/account/notifications/").content.decode()
    assert client.post("/account/notifications/renew/").status_code == 302


def test_an_address_is_kept_sealed(town: Any) -> None:
    reader(town, town.by("committee"), way="webhook", address="https://hooks.example/secret-token")
    way = Way.objects.get()
    assert "secret-token" not in way.address
    assert "secret-token" not in way.shown
