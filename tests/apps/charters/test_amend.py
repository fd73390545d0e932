"""A text becomes an amendment: by those who may, when it has no mistakes, of the version in force."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from linli import charters
from linli.apps.charters.models import Draft
from linli.apps.community import actions as community_actions
from linli.apps.community.models import Account, Community, Person, Place
from linli.apps.matters import actions as matters_actions
from linli.apps.matters.actions import BadInput
from linli.apps.matters.models import Matter
from linli.core.charter.load import load
from linli.core.engine.acts import Actor, FactValue

EDIT = "/c/heping/charter/edit/"
PACT = Path(__file__).with_name("pact.yaml")
TEXT = PACT.read_text(encoding="utf-8")
NEWER = TEXT.replace('version: "1"', 'version: "2"').replace(">= 1/3 of members", ">= 1/2 of members")
GIVEN = {"title": "提高表决人数", "reasons": "三分之一太少。"}


@pytest.fixture
def pact(db: None) -> Community:
    """A community under a pact that says how it is amended."""
    place = Place.objects.create(code="990101001001", name="和平路社区居委会", level=5)
    found = community_actions.found_community(
        slug="heping",
        place=place.code,
        name="和平路社区",
        charter=charters.read(PACT),
        actor=community_actions.TERMINAL,
    )
    assert isinstance(found, Community)
    return found


def person(community: Community, name: str, **more: FactValue) -> Client:
    """A registered resident, signed in, reading English."""
    facts: dict[str, FactValue] = {"registered": True, **more}
    enrolled: Any = community_actions.enrol_people(
        community, [community_actions.Newcomer(name, facts)], actor=community_actions.TERMINAL
    )
    account = Account.objects.create(username=f"u{enrolled[0].pk}", password="!")
    community_actions.give_account(community, enrolled[0], account, actor=community_actions.TERMINAL)
    client = Client(headers={"accept-language": "en"})
    client.force_login(account)
    return client


@pytest.fixture
def member(pact: Community) -> Client:
    """Somebody who may propose an amendment."""
    return person(pact, "王秀兰", member=True)


def submit(client: Client, text: str = NEWER, *, status: int = 409, **more: Any) -> Any:
    base = charters.read(PACT).hash
    answer = client.post(EDIT, {"do": "submit", "text": text, "base": base, "key": "k", **GIVEN, **more})
    assert answer.status_code == status
    return answer


def test_a_member_submits_an_amendment_and_her_draft_has_done_its_work(
    member: Client, pact: Community
) -> None:
    client = member
    client.post(EDIT, {"do": "keep", "text": NEWER, "base": charters.read(PACT).hash})
    page = client.get(EDIT).content.decode()
    assert "It goes by: amending the pact." in page
    answer = submit(client, status=302)
    matter = Matter.objects.get()
    assert answer["Location"] == f"/c/heping/matters/{matter.year}/{matter.number}/"
    assert matter.state.facts == {"new-text": load(NEWER.encode(), file="x").hash}
    assert not Draft.objects.exists()
    page = client.get(answer["Location"]).content.decode()
    assert "What it changes in the charter" in page
    assert "1/2 of" in page or "half" in page


def test_the_same_form_sent_twice_is_one_amendment(member: Client, pact: Community) -> None:
    first, second = submit(member, status=302), submit(member, status=302)
    assert first["Location"] == second["Location"]
    assert Matter.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (NEWER.replace("residents:", "resident:", 1), "A text with mistakes cannot be submitted."),
        (TEXT, "This text is the charter in force"),
        (TEXT.replace("1/3 of members", "1/2 of members"), "needs a version of its own"),
    ],
    ids=["mistakes", "no change", "same version"],
)
def test_a_text_that_is_no_amendment_is_refused_and_not_lost(
    text: str, said: str, member: Client, pact: Community
) -> None:
    page = submit(member, text).content.decode()
    assert said in page
    assert "what you typed is still below" in page
    assert GIVEN["reasons"] in page
    assert not Matter.objects.exists()


def test_an_amendment_of_a_version_no_longer_in_force_is_refused(member: Client, pact: Community) -> None:
    other = load(TEXT.replace('version: "1"', 'version: "1b"').encode(), file="x")
    community_actions.adopt_charter(pact, other, actor=community_actions.TERMINAL)
    assert "no longer in force" in submit(member).content.decode()


def test_a_charter_that_nobody_can_read_is_never_proposed(member: Client, pact: Community) -> None:
    by = Actor(Person.objects.get().pseudonym, "members")
    for unknown in ("0" * 64, "", True):
        with pytest.raises(BadInput):
            matters_actions.submit(
                community=pact, by=by, procedure="amendment", kind="amendment", title="x", text="",
                facts={"new-text": unknown},
            )  # fmt: skip
    assert not Matter.objects.exists()


def test_nor_is_one_put_in_the_place_of_another_that_was_proposed(member: Client, pact: Community) -> None:
    submit(member, status=302)
    matter, by = Matter.objects.get(), Actor(Person.objects.get().pseudonym, "members")
    for unknown in ("0" * 64, "", True):
        with pytest.raises(BadInput):
            matters_actions.revise(
                community=pact, chain=matter.chain, by=by, title="x", text="", facts={"new-text": unknown}
            )
    matter.refresh_from_db()
    assert matter.head_seq == 1


def test_an_amendment_without_a_title_is_refused(member: Client, pact: Community) -> None:
    assert "Please give a title." in submit(member, title=" ").content.decode()


def test_who_may_not_propose_is_told_who_may(pact: Community) -> None:
    stranger = Client(headers={"accept-language": "en"})
    for client, said in (
        (stranger, "Sign in, if you are one of them."),
        (person(pact, "李建国"), "Ask one of them"),
    ):
        assert "it is begun by the members" in client.get(EDIT).content.decode()
        assert said in submit(client).content.decode()
    assert not Matter.objects.exists()


def test_a_charter_whose_way_of_amending_cannot_run_says_so(member: Client, pact: Community) -> None:
    secret = TEXT.replace('version: "1"', 'version: "1c"').replace(
        "over: 7 days", "over: 7 days\n        ballot: secret"
    )
    other = load(secret.encode(), file="x")
    community_actions.adopt_charter(pact, other, actor=community_actions.TERMINAL)
    assert "cannot run yet" in member.get(EDIT).content.decode()


def test_the_general_form_of_a_matter_leads_to_the_editor(member: Client, pact: Community) -> None:
    assert member.get("/c/heping/matters/new/amendment/")["Location"] == EDIT


def test_an_amendment_that_is_carried_is_in_force_and_stands_in_the_history(pact: Community) -> None:
    people = [person(pact, name, member=True) for name in ("王秀兰", "李建国", "张淑芬")]
    first = submit(people[0], status=302)["Location"]
    second = submit(people[1], text=NEWER.replace('"2"', '"3"'), status=302, key="other")["Location"]
    for one in Person.objects.order_by("pk"):
        matters_actions.vote(
            community=pact,
            chain=Matter.objects.get(number=1).chain,
            by=Actor(one.pseudonym, "residents"),
            choice="yes",
        )
    pact.refresh_from_db()
    assert pact.charter_hash == load(NEWER.encode(), file="x").hash
    history = people[0].get("/c/heping/charter/history/").content.decode()
    assert history.index("version 2") < history.index("version 1")
    assert f'href="{first}"' in history
    assert 'class="change change-changed"' in history
    assert "by the charter it began with, version 1" in people[0].get(second).content.decode()
    assert "version: &quot;2&quot;" in people[0].get(EDIT).content.decode()


def test_of_two_amendments_that_race_the_second_takes_no_effect_and_says_why(pact: Community) -> None:
    begun = community_actions.now()
    with community_actions.standing_at(begun):
        people = [person(pact, name, member=True) for name in ("王秀兰", "李建国", "张淑芬")]
        submit(people[0], status=302)
        second = submit(people[1], text=NEWER.replace('"2"', '"3"'), status=302, key="other")["Location"]
        voters = [Actor(one.pseudonym, "residents") for one in Person.objects.order_by("pk")]
        later, sooner = (Matter.objects.get(number=number).chain for number in (2, 1))
        for chain, by in [*((later, one) for one in voters[:2]), *((sooner, one) for one in voters)]:
            assert matters_actions.vote(community=pact, chain=chain, by=by, choice="yes").refusal is None
        third = Client(headers={"accept-language": "en"})
        third.force_login(Account.objects.order_by("pk").last())
        waiting = third.get(second).content.decode()
        assert "another amendment was carried first" in waiting
        assert "Withdraw this one" in waiting
    with community_actions.standing_at(begun + timedelta(days=9)):
        matters_actions.tick_due()
        ended = third.get(second).content.decode()
    assert "not in force: the charter has changed, and this amended the version before" in ended
    pact.refresh_from_db()
    assert pact.charter_hash == load(NEWER.encode(), file="x").hash
