"""What is contested is answered within a time, by somebody who is there, or she is told whom to go to."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.community.models import Account, ClerkRole, Person, Place
from linli.apps.matters import actions, reads
from linli.apps.matters.models import EnteredAct
from linli.apps.matters.reads import Viewer

TERMINAL = community_actions.TERMINAL


class Case:
    """A vote that was entered by the clerk and is contested."""

    def __init__(self, desk: Any) -> None:
        self.desk, self.town = desk, desk.town
        self.seq = desk.entered()
        self.hers = desk.own(desk.her)

    def contest(self, account: Any = None) -> None:
        given = {"chain": self.desk.chain, "seq": self.seq, "text": "我没有投过票。"}
        with community_actions.standing_at(self.town.at):
            actions.contest(community=self.town.community, **given, actor=account or self.hers)

    def answer(self, account: Account) -> EnteredAct:
        given = {"chain": self.desk.chain, "seq": self.seq, "text": "问过了。", "verdict": "upheld"}
        with community_actions.standing_at(self.town.at):
            return actions.answer_contest(community=self.town.community, **given, actor=account)

    def empty(self, *organs: str) -> None:
        """Everybody leaves some organs."""
        for organ in organs:
            for person in list(community_reads.roster(self.town.community).seats[organ]):
                one = community_reads.person_of(self.town.community, person)
                assert one is not None
                with community_actions.standing_at(self.town.at):
                    community_actions.leave_seat(self.town.community, one, organ, actor=TERMINAL)

    def member(self, organ: str) -> Account:
        person: Person | None = community_reads.person_of(self.town.community, self.town.by(organ).person)
        account: Account = self.desk.own(person)
        return account

    def page(self, account: Any = None, path: str = "", status: int = 200) -> str:
        browser = Client(headers={"accept-language": "en"})
        if account:
            browser.force_login(account)
        with community_actions.standing_at(self.town.at):
            answer: Any = browser.get(f"/c/one/{path or f'matters/2026/1/entered/{self.seq}/contest/'}")
        assert answer.status_code == status, answer.status_code
        return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())))

    def waiting(self, account: Account) -> list[Any]:
        """What the holder of an account finds among all that was entered here."""
        person = community_reads.person_for(account, self.town.community)
        viewer = Viewer(person.pseudonym if person else "", account=account)
        with community_actions.standing_at(self.town.at):
            found = reads.entered_here(self.town.community, viewer)
        return list(found.rows) if found else []


@pytest.fixture
def case(voting: Any) -> Case:
    return Case(voting)


def alone(case: Case) -> None:
    """Only the clerk who entered it keeps the register."""
    ClerkRole.objects.filter(account__username="second").delete()


def test_who_contests_reads_before_and_after_by_when_and_by_whom_it_is_answered(case: Case) -> None:
    said = "Somebody else answers within 7 days: another clerk; a member of: committee."
    assert said in case.page(case.hers)
    case.contest()
    (row,) = case.waiting(case.desk.account("clerk"))
    assert (row.due - row.contested).days == 7
    assert (row.late, row.nobody) == (False, False)
    assert "by somebody else: another clerk; a member of: committee." in case.page(case.hers)


def test_an_answer_that_is_late_is_shown_late_on_the_desk_the_list_and_the_matter(case: Case) -> None:
    case.contest()
    member = case.member("committee")
    assert "Late" not in case.page(member, "desk/?show=late").partition("contests what was entered")[2]
    case.town.go(days=8)
    assert "contests what was entered" in case.page(member, "desk/?show=late")
    assert case.waiting(case.desk.account("clerk"))[0].late
    assert "1 of them should have been answered by now" in case.page(None, "matters/2026/1/")
    assert "also a member of any other organ" in case.page(case.hers)
    case.answer(member)
    assert "should have been answered" not in case.page(None, "matters/2026/1/")


def test_on_the_day_it_is_due_it_is_not_late_and_at_midnight_it_is(case: Case) -> None:
    case.contest()
    due = case.waiting(case.desk.account("clerk"))[0].due
    case.town.at = due - community_actions.now().resolution
    assert not case.waiting(case.desk.account("clerk"))[0].late
    case.town.at = due
    assert case.waiting(case.desk.account("clerk"))[0].late


def test_others_with_a_seat_answer_only_where_those_whose_turn_it_is_are_not_there_or_late(
    case: Case,
) -> None:
    case.contest()
    other = case.member("party-branch")
    with pytest.raises(PermissionDenied):
        case.answer(other)
    assert case.waiting(other) == []
    alone(case)
    case.empty("committee")
    assert "a member of: party branch" in case.page(case.hers)
    assert case.waiting(other)[0].may_answer
    assert "contests what was entered" in case.page(other, "desk/")
    assert case.answer(other).verdict == "upheld"


def test_once_it_is_late_whoever_has_a_seat_answers(case: Case) -> None:
    case.contest()
    case.town.go(days=8)
    assert case.answer(case.member("party-branch")).verdict == "upheld"


def test_where_nobody_can_answer_she_is_told_whom_to_go_to_and_it_waits(case: Case) -> None:
    alone(case)
    case.empty("committee", "party-branch")
    assert "Nobody can answer now" in case.page(case.hers)
    case.contest()
    clerk = case.desk.account("clerk")
    assert "Nobody can answer now" in case.page(clerk)
    assert "Make a code for a clerk" in case.page(clerk)
    assert "Make a code for a clerk" not in case.page(case.hers)
    assert "nobody can answer it now" in case.page(clerk, "entered/")
    assert "go to" in case.page(case.hers).lower()
    with pytest.raises(PermissionDenied):
        case.answer(clerk)
    new = community_actions.make_account("third", None, actor=TERMINAL)
    community_actions.make_clerk(case.town.community, new, actor=TERMINAL)
    assert "by somebody else: another clerk." in case.page(case.hers)
    assert case.answer(new).verdict == "upheld"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("张家村街道", "张家村街道办事处"),
        ("鲁北镇", "鲁北镇政府"),
        ("高坪乡", "高坪乡政府"),
        ("虚拟区", "虚拟区"),
    ],
)
def test_the_authority_above_is_called_by_its_name(case: Case, name: str, said: str) -> None:
    place = case.town.community.place
    Place.objects.update_or_create(code="999999", defaults={"name": name, "level": 4})
    Place.objects.filter(pk=place.pk).update(parent_code="999999")
    alone(case)
    case.empty("committee", "party-branch")
    found = reads.receipt(
        case.town.community, Viewer(lang="zh", account=case.desk.account("clerk")), 2026, 1, case.seq
    )
    assert found is not None
    assert f"请向{said}反映" in found.waits


def test_a_clerk_for_whom_it_was_entered_does_not_answer_herself(case: Case) -> None:
    ClerkRole.objects.filter(account__username="second").update(account=case.hers)
    case.empty("committee", "party-branch")
    case.contest()
    assert case.waiting(case.hers)[0].nobody
    with pytest.raises(PermissionDenied):
        case.answer(case.hers)


def test_who_answered_reads_the_answer_and_a_colleague_who_is_too_late_reads_that_it_is_answered(
    case: Case,
) -> None:
    case.contest()
    first, second = (case.desk.own(one) for one in people(case, "committee")[:2])
    case.page(second)
    case.answer(first)
    assert "问过了。" in case.page(first)
    browser = Client(headers={"accept-language": "en"})
    browser.force_login(second)
    with community_actions.standing_at(case.town.at):
        way = f"/c/one/matters/2026/1/entered/{case.seq}/contest/"
        answer: Any = browser.post(way, {"do": "dismiss", "text": "投过。"})
    assert answer.status_code == 409
    assert "It has been answered meanwhile" in answer.content.decode()
    alone(case)
    case.empty("committee")
    assert "问过了。" in case.page(first)
    case.page(second, status=404)


def people(case: Case, organ: str) -> list[Person]:
    seats = community_reads.roster(case.town.community).seats[organ]
    found = (community_reads.person_of(case.town.community, one) for one in seats)
    return [one for one in found if one is not None]


def test_a_clerk_who_is_nobody_in_the_register_finds_it_on_the_desk_and_late(case: Case) -> None:
    second = case.desk.account("second")
    assert "contests what was entered" not in case.page(second, "desk/")
    case.contest()
    assert "contests what was entered" in case.page(second, "desk/")
    assert "contests what was entered" not in case.page(case.desk.account("clerk"), "desk/")
    case.town.go(days=9)
    assert "late" in case.page(second, "desk/").partition("contests what was entered")[2]
