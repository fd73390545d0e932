"""Who contests what was entered for her is told of the answer: on her page, by letter or on paper; its writer too."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.community.models import Account, Person
from linli.apps.matters import actions, reads
from linli.apps.matters.models import EnteredAct
from linli.apps.matters.reads import Viewer
from linli.apps.told import actions as told
from linli.apps.told import tasks
from linli.apps.told.actions.settings import confirm_link
from linli.apps.told.models import Cursor, Message


class Case:
    """A vote entered by the clerk for somebody, with the deeds that may follow."""

    def __init__(self, desk: Any) -> None:
        self.desk, self.town = desk, desk.town

    def at(self, **later: int) -> Any:
        self.town.at += timedelta(**later)
        return community_actions.standing_at(self.town.at)

    def do(self, deed: Any, account: Any, **given: Any) -> Any:
        with self.at(minutes=1):
            return deed(
                community=self.town.community, chain=self.desk.chain, seq=self.seq, actor=account, **given
            )

    def enter(self) -> None:
        self.seq = self.desk.entered()

    def contest(self, account: Any) -> None:
        self.do(actions.contest, account, text="我没有投过票。")

    def answer(self, name: str = "second") -> None:
        self.do(actions.answer_contest, self.desk.account(name), text="问过了。", verdict="upheld")

    def reader(self, account: Account, *, quiet: tuple[int, int] = (22, 7)) -> None:
        """The holder of an account wants to be told by letter."""
        with self.at():
            found = told.reader_of(account)
            hours = {"quiet_from": quiet[0], "quiet_until": quiet[1]}
            told.set_hours(found, actor=account, lang="zh", digest=8, **hours)
            way = told.add_way(found, "email", f"{account.username}@example.org", actor=account)
            told.confirm_way(confirm_link(way).rsplit("/", 2)[1])
            told.collect()

    def letters(self, **later: int) -> list[tuple[str, str]]:
        """To whom something was sent just now, and what it says."""
        mail.outbox.clear()
        with self.at(**(later or {"minutes": 1})):
            tasks.tell.func()
        return sorted((one.to[0].partition("@")[0], f"{one.subject}\n{one.body}") for one in mail.outbox)

    def browser(self, account: Any, lang: str = "zh-CN") -> Client:
        client = Client(headers={"accept-language": lang})
        client.force_login(account)
        return client

    def read(self, account: Any, path: str = "", lang: str = "zh-CN", status: int = 200) -> str:
        with self.at():
            answer: Any = self.browser(account, lang).get(f"/c/one/{path or self.path}")
        assert answer.status_code == status, answer.status_code
        return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())))

    @property
    def path(self) -> str:
        return f"matters/2026/1/entered/{self.seq}/contest/"

    def told(self) -> Any:
        return EnteredAct.objects.get(seq=self.seq).told


@pytest.fixture
def case(voting: Any, settings: Any) -> Case:
    settings.MAIL_READY, settings.SITE_URL = True, "https://linli.example"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    voting.town.at = max(voting.town.at.replace(hour=4), voting.town.at)
    return Case(voting)


def test_she_and_who_entered_it_are_told_at_once_and_nobody_else_is(case: Case) -> None:
    hers, clerk, second = (
        case.desk.own(case.desk.her),
        case.desk.account("clerk"),
        case.desk.account("second"),
    )
    other = case.desk.own(Person.objects.get(community=case.town.community, number=21))
    for account in (hers, clerk, second, other):
        case.reader(account)
    case.enter()
    ((to, text),) = case.letters()
    assert (to, "别人代您录入：更换路灯" in text) == (hers.username, True)
    page = f"https://linli.example/c/one/{case.path}"
    assert page in text
    case.contest(hers)
    ((to, text),) = case.letters()
    assert (to, "本人对您代录的内容提出异议：更换路灯" in text, page in text) == ("clerk", True, True)
    assert "没有投过票" not in text, "what she says stays on the page"
    case.answer()
    found = case.letters()
    assert [to for to, _text in found] == sorted([hers.username, "clerk"])
    assert all("对代录内容的异议有了答复：更换路灯" in text for _to, text in found)
    assert case.letters() == []
    with case.at():
        Cursor.objects.update(looked=case.town.at - timedelta(days=3))
    assert case.letters() == [], "what is read once more is not told twice"


def test_a_clerk_who_notes_it_for_her_is_not_told_what_she_wrote_herself(case: Case) -> None:
    clerk = case.desk.account("clerk")
    case.reader(clerk)
    case.enter()
    case.contest(clerk)
    assert case.letters() == []


def test_in_quiet_hours_it_waits_and_who_wants_a_digest_gets_it_there(case: Case) -> None:
    hers = case.desk.own(case.desk.her)
    local = (case.town.at.hour + 8) % 24
    case.reader(hers, quiet=(local, (local + 2) % 24))
    case.enter()
    assert case.letters() == []
    assert len(case.letters(hours=2)) == 1
    with case.at():
        told.set_choices(told.reader_of(hers), {"answered": "digest"}, actor=hers)
    case.contest(hers)
    case.answer()
    assert case.letters() == []
    ((_to, text),) = case.letters(days=1)
    assert "对代录内容的异议有了答复" in text


def test_a_clerk_who_is_nobody_in_the_register_is_told_of_nothing_else(case: Case) -> None:
    case.reader(case.desk.account("clerk"))
    case.enter()
    case.contest(case.desk.own(case.desk.her))
    case.letters()
    assert set(Message.objects.values_list("kind", flat=True)) == {"contested"}


def test_her_desk_leads_to_the_answer_until_she_says_that_she_has_read_it(case: Case) -> None:
    hers = case.desk.own(case.desk.her)
    case.enter()
    case.contest(hers)
    case.answer()
    assert "您提出的异议有了答复：更换路灯" in case.read(hers, "desk/?for=all")
    assert "What you contested is answered" in case.read(hers, "desk/?for=all", "en")
    said = case.read(hers)
    assert "问过了。" in said
    assert "我已看过答复" in said
    with case.at():
        assert case.browser(hers).post(f"/c/one/{case.path}", {"do": "told"}).status_code == 302
    first = case.told()
    with case.at(hours=1):
        assert case.browser(hers).post(f"/c/one/{case.path}", {"do": "told"}).status_code == 302
    assert case.told() == first
    assert "有了答复" not in case.read(hers, "desk/?for=all")
    assert "The person has had the answer since" in case.read(case.desk.account("clerk"), lang="en")


def test_who_has_no_account_gets_it_on_paper_through_the_clerk(case: Case) -> None:
    case.enter()
    clerk = case.desk.account("clerk")
    case.contest(clerk)
    with case.at():
        assert reads.clerk_errands(case.town.community, Viewer("", account=clerk)) == ()
    case.answer()
    with case.at():
        (errand,) = reads.clerk_errands(case.town.community, Viewer("", account=clerk))
    assert (errand.title, errand.button) == (
        f"请把答复送交{case.desk.her.name}，本人没有账号：更换路灯",
        "打印",
    )
    assert "答复已送交本人" in case.read(clerk)
    letter = case.read(clerk, f"matters/2026/1/entered/{case.seq}/answer/")
    for said in (
        "对您所提异议的答复",
        "我没有投过票。",
        "问过了。",
        "属实，录入的不是本人的意思",
        "本人签收、日期",
    ):
        assert said in letter
    with case.at():
        assert case.browser(clerk).post(f"/c/one/{case.path}", {"do": "told"}).status_code == 302
        assert reads.clerk_errands(case.town.community, Viewer("", account=clerk)) == ()
    assert EnteredAct.objects.get(seq=case.seq).told_by == clerk


def test_once_she_has_an_account_the_answer_waits_for_her_and_no_longer_for_the_clerk(case: Case) -> None:
    case.enter()
    clerk = case.desk.account("clerk")
    case.contest(clerk)
    case.answer()
    hers = case.desk.own(case.desk.her)
    with case.at():
        assert reads.clerk_errands(case.town.community, Viewer("", account=clerk)) == ()
    assert "您提出的异议有了答复" in case.read(hers, "desk/?for=all")


def test_nobody_says_for_her_that_she_has_it_and_nobody_before_there_is_an_answer(case: Case) -> None:
    case.enter()
    hers, member = case.desk.own(case.desk.her), case.town.by("committee").person
    case.contest(hers)
    for account in (hers, case.desk.account("clerk")):
        with pytest.raises(PermissionDenied):
            case.do(actions.note_told, account)
    assert "matters/2026/1" not in case.read(hers, f"matters/2026/1/entered/{case.seq}/answer/", status=404)
    case.answer()
    person = community_reads.person_of(case.town.community, member)
    stranger = case.desk.own(Person.objects.get(community=case.town.community, number=21))
    for account in (case.desk.own(person), stranger):
        with pytest.raises(PermissionDenied):
            case.do(actions.note_told, account)
    assert case.told() is None


def test_a_member_finds_what_she_entered_and_the_person_contests_with_its_answer(case: Case) -> None:
    by = case.town.by("committee")
    person = community_reads.person_of(case.town.community, by.person)
    member = case.desk.own(person)
    case.seq = case.desk.entered(who=member.username, organ="committee")
    assert "更换路灯" not in case.read(member, "entered/")
    case.contest(case.desk.own(case.desk.her))
    assert "有异议，待答复" in case.read(member, "entered/")
    case.answer()
    assert "属实，录入的不是本人的意思" in case.read(member, "entered/")
