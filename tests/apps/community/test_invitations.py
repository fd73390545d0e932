"""Inviting and accepting: a code works once, for one person, upon what only that person knows."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

import signed
from linli.apps.community import actions, codes, reads
from linli.apps.community.models import (
    Account,
    ClerkRole,
    Community,
    Founder,
    Invitation,
    Look,
    Person,
    Place,
    Resident,
    Tie,
)
from linli.apps.community.personal import close

BY = actions.TERMINAL
JOIN = "/c/sample/join/"
LIST = "/c/sample/invitations/"
PASS = "a-long-pass-phrase"
IDENTITY = "11010519491231002X"


def browser(account: Account | None = None, language: str = "en", address: str = "10.0.0.1") -> Client:
    return signed.browser(account, language, REMOTE_ADDR=address)


def known(person: Person, *, identity: str = "", phone: str = "") -> None:
    (sealed,) = close([(identity, phone, "")], person.community_id)
    Resident.objects.create(person=person, community_id=person.community_id, sealed=sealed)


def code_for(person: Person, **more: Any) -> str:
    (issued,) = actions.invite(person.community, [person], actor=BY, **more)
    return issued.code


def at_door(code: str, address: str = "10.0.0.1", language: str = "en") -> Client:
    client = browser(address=address, language=language)
    assert client.get(f"{JOIN}{code}/").headers["Location"] == JOIN
    return client


def accepts(client: Client, *, status: int = 302, **given: str) -> str:
    answer = client.post(JOIN, {"username": "王秀英", "password": PASS, **given})
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def test_a_resident_makes_her_account_with_the_code_and_the_end_of_her_id_number(
    people: list[Person],
) -> None:
    known(people[0], identity=IDENTITY, phone="13800000000")
    client = at_door(code_for(people[0]))
    page = client.get(JOIN).content.decode()
    assert "居＊＊＊" in page
    assert people[0].name not in page
    assert "last four characters of your ID number" in page
    accepts(client, answer="００２ｘ")
    person = Person.objects.get(pk=people[0].pk)
    assert person.account is not None
    assert person.account.username == "王秀英"
    tie = Tie.objects.get(person=person)
    assert (tie.how, tie.by, tie.ended) == ("identity", None, None)
    assert people[0].name in client.get("/c/sample/").content.decode()


@pytest.mark.parametrize(
    ("given", "asked", "answer", "how"),
    [
        ({"phone": "13800004321"}, "last four digits of your phone", "4321", "phone"),
        ({}, "Your full name", "居民０１ ", "name"),
    ],
)
def test_where_the_register_knows_less_it_asks_for_the_phone_or_the_whole_name(
    people: list[Person], given: dict[str, str], asked: str, answer: str, how: str
) -> None:
    if given:
        known(people[0], **given)
    client = at_door(code_for(people[0]))
    assert asked in client.get(JOIN).content.decode()
    accepts(client, answer=answer)
    assert Tie.objects.get().how == how


def test_who_stands_before_the_clerk_is_asked_nothing_and_it_is_kept_who_saw_her(
    people: list[Person], clerk: Account
) -> None:
    (issued,) = actions.invite(people[0].community, people[:1], actor=clerk, way="present")
    assert issued.invitation.expires - issued.invitation.at == timedelta(minutes=30)
    accepts(at_door(issued.code))
    tie = Tie.objects.get()
    assert (tie.how, tie.by) == ("present", clerk)


def test_an_account_of_one_community_is_taken_along_to_another(people: list[Person], clerk: Account) -> None:
    known(people[0], identity=IDENTITY)
    client = browser(clerk)
    client.get(f"{JOIN}{code_for(people[0])}/")
    page = client.get(JOIN).content.decode()
    assert "Accept with the account “clerk”" in page
    assert "Password" not in page
    assert client.post(JOIN, {"answer": "002X"}).status_code == 302
    assert reads.person_for(clerk, people[0].community) == people[0]


def test_an_account_is_not_two_people_of_one_community(people: list[Person]) -> None:
    first, second = code_for(people[0]), code_for(people[1])
    client = at_door(first)
    accepts(client, answer=people[0].name)
    client.get(f"{JOIN}{second}/")
    answer = client.post(JOIN, {"answer": people[1].name})
    assert "already somebody else" in answer.content.decode()
    assert Invitation.objects.get(person=people[1]).used is None


def test_a_code_works_once_even_where_two_have_opened_it(people: list[Person]) -> None:
    code = code_for(people[0])
    one, other = at_door(code), at_door(code)
    accepts(one, answer=people[0].name)
    page = accepts(other, status=422, answer=people[0].name, username="other")
    assert "used already" in page
    assert not Account.objects.filter(username="other").exists()


@pytest.mark.parametrize("fault", ["expired", "revoked", "departed", "account"])
def test_a_code_that_is_over_says_why_and_ties_nobody(
    people: list[Person], clerk: Account, fault: str
) -> None:
    code = code_for(people[0])
    invitation = Invitation.objects.get()
    said = "no longer valid"
    if fault == "expired":
        Invitation.objects.update(expires=invitation.at)
        said = "has expired"
    elif fault == "revoked":
        actions.revoke(people[0].community, invitation.pk, actor=clerk)
    elif fault == "departed":
        actions.depart(people[0].community, people[0], actor=BY)
    else:
        actions.give_account(people[0].community, people[0], clerk, actor=BY)
        said = "has an account already"
    answer = at_door(code).get(JOIN)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_five_wrong_answers_close_a_code_and_make_no_account(people: list[Person]) -> None:
    known(people[0], identity=IDENTITY)
    code = code_for(people[0])
    client = at_door(code)
    for _ in range(5):
        page = accepts(client, status=422, answer="0000")
    assert "not what the register says" in page
    assert 'value="王秀英"' in page
    assert "closed after 5 wrong answers" in accepts(client, status=422, answer="002X")
    assert not Account.objects.filter(username="王秀英").exists()


def test_guessing_codes_is_stopped_by_where_it_comes_from_and_by_the_door(people: list[Person]) -> None:
    code = code_for(people[0])
    for _ in range(20):
        assert "no such code" in browser().post(JOIN, {"code": codes.new_code()}).content.decode()
    assert "Too many attempts" in browser().post(JOIN, {"code": code}).content.decode()
    assert browser(address="10.0.0.2").post(JOIN, {"code": code}).status_code == 302
    for number in range(180):
        door = people[0].community
        with pytest.raises(ValidationError):
            actions.invitation_by("none", address=f"10.0.1.{number}", door=door)
    assert "Too many attempts" in browser(address="10.0.0.3").post(JOIN, {"code": code}).content.decode()


def test_a_code_of_another_community_is_as_unknown_as_one_that_never_was(people: list[Person]) -> None:
    place = Place.objects.create(code="990101001002", name="邻近社区居委会", level=5)
    Community.objects.create(slug="other", name="邻近", place=place, founded=actions.now())
    code = code_for(people[0])
    mine = browser().post("/c/other/join/", {"code": code}).content.decode()
    never = browser().post("/c/other/join/", {"code": codes.new_code()}).content.decode()
    assert "no such code" in mine
    hide = re.compile(r'value="[^"]*"')
    assert hide.sub("", mine) == hide.sub("", never)


def test_a_code_is_read_as_people_type_it_and_stored_as_a_mark_only(people: list[Person]) -> None:
    code = code_for(people[0])
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}", code)
    plain = code.replace("-", "")
    assert plain not in str(list(Invitation.objects.values()))
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in plain.lower())
    for typed in (
        wide,
        f" {plain[:5]} {plain[5:]} ",
        code.replace("0", "O").replace("1", "l"),
        code.replace("-", "—"),
    ):
        assert codes.mark_of(typed) == codes.mark_of(code)
    assert codes.read_code("U" * 12) == ""
    assert browser().post(JOIN, {"code": "\x00" * 12}).status_code == 422


def test_who_is_no_clerk_neither_invites_nor_sees_who_is_invited(
    people: list[Person], clerk: Account
) -> None:
    code_for(people[0])
    other = actions.make_account("other", PASS, actor=BY)
    for client in (browser(), browser(other)):
        for page in (LIST, f"{LIST}codes/", f"{LIST}sheet/"):
            assert client.get(page).status_code == 403
        assert client.post(LIST, {"who": "1", "way": "paper", "days": "30"}).status_code == 403
        assert client.post(f"{LIST}{Invitation.objects.get().pk}/revoke/").status_code == 403
        assert client.post(f"{LIST}clerk/").status_code == 403
    with pytest.raises(PermissionDenied):
        actions.invite(people[0].community, people[1:2], actor=other)
    with pytest.raises(PermissionDenied):
        reads.invitations(people[0].community, other, "open")
    assert Invitation.objects.filter(revoked=None).count() == 1


def test_the_clerk_invites_several_shows_prints_and_withdraws(people: list[Person], clerk: Account) -> None:
    known(people[1], phone="13800004321")
    client = browser(clerk)
    sent = client.post(LIST, {"who": "1\n居民02", "way": "phone", "days": "7"})
    assert sent.headers["Location"] == f"{LIST}codes/"
    page = client.get(f"{LIST}codes/").content.decode()
    assert page.count("<svg") >= 2
    assert "sms:13800004321?body=" in page
    assert "knows no phone number" in page
    assert Look.objects.get().what == "invitation"
    sheet = client.get(f"{LIST}sheet/").content.decode()
    code = re.findall(r"\w{4}-\w{4}-\w{4}", sheet)[0]
    assert actions.invitation_by(code, address="", door=people[0].community).person == people[0]
    assert f"by {clerk.username}" in client.get(LIST).content.decode()
    Person.objects.filter(pk=people[4].pk).update(account=clerk)
    assert f"by {people[4].name}" in client.get(LIST).content.decode()
    client.post(f"{LIST}{Invitation.objects.get(person=people[0]).pk}/revoke/")
    assert code not in client.get(f"{LIST}sheet/").content.decode()
    shown = client.get(f"{LIST}?state=over").content.decode()
    assert "withdrawn" in shown
    assert code not in shown
    for language, words in (("zh-hans", "邀请居民"), ("en", "Invite residents")):
        assert words in browser(clerk, language).get(LIST).content.decode()


def test_everybody_without_account_is_invited_once_and_a_new_code_replaces_the_old(
    people: list[Person], clerk: Account
) -> None:
    client = browser(clerk)
    actions.give_account(people[0].community, people[0], clerk, actor=BY)
    client.post(LIST, {"way": "paper", "days": "30"})
    assert Invitation.objects.count() == 11
    again = client.post(LIST, {"way": "paper", "days": "30"})
    assert "has an account or a code already" in again.content.decode()
    client.post(LIST, {"who": "2", "way": "link", "days": "30"})
    assert Invitation.objects.filter(person=people[1], revoked=None).count() == 1


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"who": "99"}, "“99”: nobody is called so"),
        ({"who": "1"}, "“1” has an account already"),
        ({"who": "", "way": "present"}, "Say who is here with you."),
        ({"who": "2", "way": "pigeon"}, ""),
        ({"who": "2", "days": "1000"}, ""),
        ({"who": "\n".join("2" for _ in range(201))}, "At most 200 people"),
    ],
)
def test_what_cannot_be_invited_is_said_beside_the_field_and_nobody_is(
    people: list[Person], clerk: Account, given: dict[str, str], said: str
) -> None:
    actions.give_account(people[0].community, people[0], clerk, actor=BY)
    answer = browser(clerk).post(LIST, {"way": "paper", "days": "30", **given})
    assert answer.status_code == 422
    assert said in answer.content.decode().replace("&#x27;", "'")
    assert not Invitation.objects.exists()


def test_a_clerk_invites_another_clerk_and_the_terminal_a_founder(
    community: Community, clerk: Account
) -> None:
    browser(clerk).post(f"{LIST}clerk/")
    assert Invitation.objects.get().role == "clerk"
    issued = actions.invite_clerk(community, actor=clerk)
    client = at_door(issued.code)
    assert "keep the register of 样例社区" in client.get(JOIN).content.decode()
    accepts(client, username="second")
    assert ClerkRole.objects.filter(account__username="second").exists()
    founder = browser()
    founder.get(f"/join/{actions.invite_founder(actor=BY).code}/")
    assert "may found communities" in founder.get("/join/").content.decode()
    assert founder.post("/join/", {"username": "founder", "password": PASS}).status_code == 302
    account = Account.objects.get(username="founder")
    assert Founder.objects.get().account == account
    assert reads.may_found(account)
    assert not reads.may_found(clerk)
    assert not reads.is_clerk(account, community)


def test_a_weak_password_or_a_name_in_use_is_said_beside_its_field_and_the_code_stays_good(
    people: list[Person], clerk: Account
) -> None:
    client = at_door(code_for(people[0]))
    page = accepts(client, status=422, answer=people[0].name, password="12345678")
    assert 'id="id_password_error"' in page
    page = accepts(client, status=422, answer=people[0].name, username="clerk")
    assert 'id="id_username_error"' in page
    assert f'value="{people[0].name}"' in page
    accepts(client, answer=people[0].name)


def test_an_account_taken_back_acts_as_nobody_and_the_person_can_be_invited_anew(
    people: list[Person], clerk: Account
) -> None:
    account = actions.make_account("lost", PASS, actor=BY)
    actions.give_account(people[0].community, people[0], account, actor=clerk)
    with pytest.raises(PermissionDenied):
        actions.take_account(people[0].community, people[0], actor=account)
    actions.take_account(people[0].community, people[0], actor=clerk)
    assert reads.person_for(account, people[0].community) is None
    assert Tie.objects.get().ended is not None
    person = Person.objects.get(pk=people[0].pk)
    accepts(at_door(code_for(person)), answer=person.name)


def test_the_door_needs_the_forms_own_token_and_keeps_the_code_out_of_caches(people: list[Person]) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(JOIN, {"code": code_for(people[0])}).status_code == 403
    assert "no-store" in at_door(code_for(people[1])).get(JOIN).headers["Cache-Control"]


def test_a_code_is_no_list_of_who_has_an_account(people: list[Person]) -> None:
    """Names in use are found by whoever chooses one: ten of them, then there is a wait."""
    actions.make_account("13800000001", PASS, actor=BY)
    client = at_door(code_for(people[0]))
    for _ in range(10):
        assert "already in use" in accepts(client, username="13800000001", answer=people[0].name, status=422)
    late = accepts(client, username="13800000001", answer=people[0].name, status=422)
    assert "Too many attempts" in late
    assert "already in use" not in late
    assert "Too many attempts" in accepts(client, username="free", answer=people[0].name, status=422)
    assert "used up" not in late
    accepts(at_door(code_for(people[1])), username="free", answer=people[1].name)


@pytest.mark.parametrize("name", ["王\u202e秀英", "\u200b", "王\x1b[31m", "a\u2028b"])
def test_an_account_is_not_called_by_signs_that_nobody_sees(people: list[Person], name: str) -> None:
    accepts(at_door(code_for(people[0])), username=name, answer=people[0].name, status=422)
    assert not Person.objects.exclude(account=None).exists()
