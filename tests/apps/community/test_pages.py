"""The pages of the community app, as a reader meets them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from linli.apps.community import actions
from linli.apps.community.models import Account, Community, Person, SignInFailure

PASSWORD = "a-long-pass-phrase"


@pytest.fixture
def account(db: None) -> Account:
    return actions.make_account("wang", PASSWORD, actor=actions.TERMINAL)


def post(client: Client, **words: str) -> Any:
    return client.post("/sign-in/", {"username": "wang", "password": PASSWORD, **words})


def test_the_first_page_lists_communities_street_by_street(
    client: Client, community: Community, people: list[Person], counted: Any
) -> None:
    client.get("/")
    with counted(4):
        page = client.get("/").content.decode()
    assert "样例街道" in page
    assert "样例社区" in page
    assert f"/c/{community.slug}/" in page
    assert "12" in page


def test_the_first_page_of_an_empty_installation_says_who_can_begin(client: Client, db: None) -> None:
    page = client.get("/", headers={"Accept-Language": "en"}).content.decode()
    assert "linli invite founder" in page


def test_the_organs_page_names_who_holds_office_and_nobody_else(
    client: Client, community: Community, people: list[Person]
) -> None:
    page = client.get(f"/c/{community.slug}/organs/", headers={"Accept-Language": "zh-hans"}).content.decode()
    assert "居民01" in page
    assert "居民08" in page
    assert "居民09" not in page
    assert "书记" in page
    assert "任期到" in page


def test_the_queries_of_the_organs_page_do_not_grow_with_the_people(
    client: Client, community: Community, people: list[Person], django_assert_max_num_queries: Any
) -> None:
    address = f"/c/{community.slug}/organs/"
    client.get(address)
    with django_assert_max_num_queries(4):
        client.get(address)


def test_vacant_seats_are_counted(client: Client, community: Community, people: list[Person]) -> None:
    actions.size_organ(community, "committee", 7, actor=actions.TERMINAL)
    page = client.get(f"/c/{community.slug}/organs/", headers={"Accept-Language": "en"}).content.decode()
    assert "2 seats vacant" in page


def test_a_community_that_is_not_there_is_not_found(client: Client, db: None) -> None:
    assert client.get("/c/nowhere/organs/").status_code == 404


def test_signing_in_leads_back_to_where_one_was(client: Client, account: Account) -> None:
    answer = post(client, next="/c/sample/organs/")
    assert (answer.status_code, answer["Location"]) == (302, "/c/sample/organs/")
    assert client.session["_auth_user_id"] == str(account.pk)


@pytest.mark.parametrize("target", ["https://example.org/", "//example.org", "javascript:alert(1)", ""])
def test_signing_in_never_leads_to_another_site(client: Client, account: Account, target: str) -> None:
    assert post(client, next=target)["Location"] == "/"


@pytest.mark.parametrize(
    "words",
    [
        {"password": "wrong"}, {"username": "nobody"}, {"username": "WANG"}, {"username": "x" * 61},
        {"password": ""}, {"username": "wa\x00ng"}, {"username": "' or 1=1 --"},
    ],
)  # fmt: skip
def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(
    client: Client, account: Account, words: dict[str, str]
) -> None:
    answer = post(client, **words)
    assert answer.status_code == 422
    assert "_auth_user_id" not in client.session
    page = answer.content.decode()
    assert PASSWORD not in page


def test_the_typed_name_is_still_there_after_a_mistake(client: Client, account: Account) -> None:
    assert 'value="wang"' in post(client, password="wrong").content.decode()


def test_after_five_failures_even_the_right_password_must_wait(client: Client, account: Account) -> None:
    for _ in range(5):
        post(client, password="wrong")
    assert post(client).status_code == 422
    old = actions.now().replace(year=2020)
    SignInFailure.objects.update(at=old)
    assert post(client).status_code == 302
    assert not SignInFailure.objects.filter(at__gt=old).exists()


def test_signing_out_is_a_deed_not_a_link(client: Client, account: Account) -> None:
    post(client)
    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/").status_code == 302
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("password", ["short", "password", "wang2wang"])
def test_a_weak_password_makes_no_account(db: None, password: str) -> None:
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        actions.make_account("wang2wang", password, actor=actions.TERMINAL)
    assert not Account.objects.exists()


def test_a_person_chooses_among_her_own_organs_only(
    community: Community, people: list[Person], signed_in: Callable[[Person], Client]
) -> None:
    client = signed_in(people[3])
    seat = seen(client, community)
    assert [choice.key for choice in seat.choices] == ["committee", "residents", "party-members"]
    assert (seat.capacity, seat.organs) == ("committee", ("committee", "two-committees"))
    client.post(f"/c/{community.slug}/capacity/", {"capacity": "residents"})
    assert seen(client, community).capacity == "residents"
    assert "residents-assembly" in seen(client, community).organs
    client.post(f"/c/{community.slug}/capacity/", {"capacity": "party-branch"})
    assert seen(client, community).capacity == "residents"


def seen(client: Client, community: Community) -> Any:
    return client.get(f"/c/{community.slug}/organs/").wsgi_request.seat_context  # type: ignore[attr-defined]  # the middleware sets it


def test_a_capacity_is_lost_with_the_seat(
    community: Community, people: list[Person], signed_in: Callable[[Person], Client]
) -> None:
    client = signed_in(people[8])
    actions.take_seat(community, people[8], "party-branch", actor=actions.TERMINAL)
    client.post(f"/c/{community.slug}/capacity/", {"capacity": "party-branch"})
    assert seen(client, community).capacity == "party-branch"
    actions.leave_seat(community, people[8], "party-branch", actor=actions.TERMINAL)
    assert seen(client, community).capacity == "residents"


def test_a_stranger_acts_as_nobody(client: Client, community: Community) -> None:
    assert seen(client, community) is None


def test_who_is_signed_in_but_not_of_this_community_acts_as_nobody_in_it(
    client: Client, community: Community, account: Account
) -> None:
    client.force_login(account)
    seat = seen(client, community)
    assert (seat.person, seat.capacity, seat.choices) == ("", "", ())


def test_outside_a_demonstration_its_door_does_not_exist(client: Client, community: Community) -> None:
    for address in ("/demo/people/", f"/demo/people/{community.slug}/"):
        assert client.get(address).status_code == 404
        assert client.post(address, {"person": "x"}).status_code == 404
    with pytest.raises(NoReverseMatch):
        reverse("community:demo-people")
