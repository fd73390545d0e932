"""Somebody can always answer a request: for the only clerk who presides over self-government, and never she herself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied

from linli.apps.care import actions
from linli.apps.care.models import ErasureRequest
from linli.apps.community import actions as community_actions
from linli.apps.community import personal
from linli.apps.community.models import Account, ClerkRole, Resident
from linli.apps.community.reads.errands import errands
from signed import browser

if TYPE_CHECKING:
    from tests.apps.care.conftest import Her

BY = community_actions.TERMINAL
ADDRESS = "/c/sample/registers/erasures/1/"
DESK = {"committee": "committee", "party-branch": "party-branch"}


@pytest.fixture
def alone(her: Her, clerk: Account) -> ErasureRequest:
    """The only clerk asks for her own phone to be erased. The head of the committee is the fourth of the people."""
    ClerkRole.objects.filter(account=clerk).delete()
    community_actions.make_clerk(her.community, her.account, actor=BY)
    return actions.ask(person=her.person, lots=["phone"], actor=her.account)


def test_the_head_of_the_committee_answers_the_only_clerk_and_nobody_else_does(
    her: Her, alone: ErasureRequest
) -> None:
    head, member, secretary = (her.account_of(place) for place in (3, 4, 0))
    for other in (member, secretary):
        with pytest.raises(PermissionDenied):
            actions.decide(alone, ["phone"], "", actor=other)
        assert browser(other).get(ADDRESS).status_code == 403
        assert browser(other).post(ADDRESS, {"do": "grant", "lot": "phone"}).status_code == 403
    with pytest.raises(actions.NotTaken, match="own-request"):
        actions.decide(alone, ["phone"], "", actor=her.account)
    assert "You stand in" in browser(head).get(ADDRESS).content.decode()
    done = browser(head).post(ADDRESS, {"do": "grant", "lot": "phone"})
    assert (done.status_code, done.headers["Location"]) == (302, "/c/sample/desk/")
    alone.refresh_from_db()
    assert (alone.state, alone.decider) == ("granted", head)
    assert personal.opened(Resident.objects.get(person=her.person)).phone == ""


def test_it_waits_on_the_desk_of_who_stands_in_and_not_on_her_own(her: Her, alone: ErasureRequest) -> None:
    her.account_of(3), her.account_of(4)
    keys = [
        [one.key for one in errands(her.community, person.pseudonym, DESK, "en")]
        for person in (her.people[3], her.people[4], her.person)
    ]
    assert keys == [["care-request-1"], [], []]
    assert errands(her.community, her.people[3].pseudonym, {}, "en") == ()


def test_where_nobody_presides_the_members_answer_and_she_is_told_who(
    her: Her, alone: ErasureRequest
) -> None:
    told = her.confirmed().get(her.address("erasure/")).content.decode()
    assert "It is answered by: residents&#x27; committee (head)." in told
    assert "由社区居委会主任答复" in her.browser("zh-hans").get(ADDRESS).content.decode()
    community_actions.leave_seat(her.community, her.people[3], "committee", actor=BY)
    member = her.account_of(4)
    assert "the members of residents&#x27; committee" in browser(her.account).get(ADDRESS).content.decode()
    assert actions.decide(alone, [], "再等等。", actor=member).state == "declined"


def test_with_another_clerk_only_she_answers(her: Her, alone: ErasureRequest, clerk: Account) -> None:
    head = her.account_of(3)
    community_actions.make_clerk(her.community, clerk, actor=BY)
    with pytest.raises(PermissionDenied):
        actions.decide(alone, ["phone"], "", actor=head)
    assert browser(head).get(ADDRESS).status_code == 403
    assert "another clerk answers it" in browser(her.account).get(ADDRESS).content.decode()
    assert actions.decide(alone, ["phone"], "", actor=clerk).state == "granted"


def test_where_nobody_could_answer_she_is_told_to_invite_another_clerk(
    her: Her, alone: ErasureRequest
) -> None:
    for person in her.people[3:8]:
        community_actions.leave_seat(her.community, person, "committee", actor=BY)
    page = browser(her.account).get(ADDRESS).content.decode()
    assert "Invite another clerk first" in page
    assert f'href="/c/{her.community.slug}/invitations/#clerk-title"' in page


def test_a_request_of_a_resident_is_never_open_to_who_presides(her: Her, clerk: Account) -> None:
    one = actions.ask(person=her.person, lots=["phone"], actor=her.account)
    head = her.account_of(3)
    with pytest.raises(PermissionDenied):
        actions.decide(one, ["phone"], "", actor=head)
    assert [one.key for one in errands(her.community, her.people[3].pseudonym, DESK, "en")] == []
    clerk.is_active = False
    clerk.save()
    assert actions.decide(one, ["phone"], "", actor=head).state == "granted"
