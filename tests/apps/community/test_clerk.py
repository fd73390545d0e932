"""The clerk's pages: seating somebody in the right kind of seat, and describing the place."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

import kept
from linli import charters
from linli.apps.community import actions, reads
from linli.apps.community.models import Account, Community, Person, Place

BY = actions.TERMINAL
BOARD = "/c/sample/organs/board/"
PLACE = "/c/sample/place/"


def founded(charter: str, facts: dict[str, Any]) -> Community:
    """A community of ten under a model, and its clerk."""

    def found() -> None:
        place = Place.objects.create(code="990101001001", name="样例社区居委会", level=5)
        made = actions.found_community(
            slug="sample", place=place.code, name="样例社区", charter=charters.read(charter), actor=BY
        )
        assert isinstance(made, Community)
        newcomers = [actions.Newcomer(f"居民{number:02d}", facts) for number in range(1, 11)]
        assert isinstance(actions.enrol_people(made, newcomers, actor=BY), list)
        actions.make_clerk(made, actions.make_account("clerk", "a-long-pass-phrase", actor=BY), actor=BY)

    kept.once(("clerk", charter), found)
    return Community.objects.get(slug="sample")


@pytest.fixture
def district(db: None) -> Community:
    """A board of nine with three kinds of seats, in which residents must hold most."""
    return founded("uk-strategic-partnership", {"adult": True, "living-here": True})


@pytest.fixture
def town(db: None) -> Community:
    """A charter with an organ and a procedure for large places only."""
    return founded("france-city-policy", {})


def clerk(language: str = "en") -> Client:
    client = Client(headers={"accept-language": language})
    client.force_login(Account.objects.get(username="clerk"))
    return client


def seat(client: Client, who: Any, kind: str, *, status: int, **more: str) -> str:
    answer = client.post(BOARD, {"who": str(who), "kind": kind, "how": "elected", **more})
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def test_the_clerk_sees_what_each_kind_of_seat_is_for_and_how_many_are_left(district: Community) -> None:
    page = clerk().get(BOARD).content.decode()
    for said in (
        "residents&#x27; members", "filled by: the local council", "8 more possible", "9 seats vacant",
        "Nobody sits there yet.", "All seats together:",
    ):  # fmt: skip
        assert said in page
    chinese = clerk("zh-hans").get(BOARD).content.decode()
    for said in ("居民代表", "由地方议会产生", "还可任 8 人", "登记任职", "席位类别"):
        assert said in chinese


def test_who_is_seated_stands_in_the_kind_of_seat_until_the_last_day_of_the_term(district: Community) -> None:
    seat(clerk(), 1, "residents", status=302, until="2099-12-31", chair="on")
    seat(clerk(), "居民02", "councillors", status=302)
    page = clerk().get("/c/sample/organs/").content.decode()
    assert "居民01 · chair" in page
    assert "residents&#x27; members · term ends 31 December 2099" in page
    assert "7 more possible" in clerk().get(BOARD).content.decode()
    assert Person.objects.get(number=2).public


def test_a_seat_with_which_the_composition_could_no_longer_be_reached_is_refused_and_says_what_can_be(
    district: Community,
) -> None:
    for number in range(1, 5):
        seat(clerk(), number, "councillors", status=302)
    page = seat(clerk(), 5, "bodies", status=409)
    assert "could no longer be reached" in page
    assert "This person can still take a seat of: residents&#x27; members." in page
    assert 'value="5"' in page
    assert "#organs.board" in page
    seat(clerk(), 5, "residents", status=302)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"who": "99"}, "Nobody in the register is called so"),
        ({"who": "\x00"}, ""),
        ({"who": "1", "kind": "kings"}, ""),
        ({"who": "1", "kind": ""}, ""),
        ({"who": "1", "kind": "residents", "until": "2001-01-01"}, "This term would be over already."),
        ({"who": "1", "kind": "residents", "how": "conquest"}, ""),
    ],
)
def test_what_is_filled_in_wrongly_is_said_beside_its_field_and_seats_nobody(
    district: Community, given: dict[str, str], said: str
) -> None:
    answer = clerk().post(BOARD, {"kind": "residents", "how": "elected", **given})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not reads.roster(district).seats.get("board")


def test_a_wrong_entry_is_undone_by_another_and_both_stay_in_the_record(district: Community) -> None:
    seat(clerk(), 1, "councillors", status=302)
    person = Person.objects.get(number=1).pseudonym
    for leave, how, status in (("nobody", "ended", 409), (person, "eaten", 409), (person, "ended", 302)):
        answer = clerk().post(BOARD, {"leave": leave, "how": how})
        assert answer.status_code == status
    assert "holds no seat" in clerk().post(BOARD, {"leave": person, "how": "ended"}).content.decode()
    before = reads.roster(district).seq
    seat(clerk(), 1, "residents", status=302)
    assert reads.roster(district).seq == before + 1
    assert reads.roster(district).seats["board"][person].seat_class == "residents"


def test_the_clerk_raises_the_number_of_seats_within_the_charter_and_never_below_those_taken(
    db: None,
) -> None:
    community, page = founded("beilin", {"adult": True, "registered": True}), "/c/sample/organs/committee/"

    def post(**given: Any) -> tuple[int, str]:
        answer = clerk().post(page, given)
        return answer.status_code, answer.content.decode()

    assert "By the charter: 5 to 9 seats." in clerk().get(page).content.decode()
    assert post(size=5)[0] == 302
    for number in range(1, 6):
        assert post(who=number, how="elected")[0] == 302
    full, said = post(who=6, how="elected")
    assert (full, "raise the number of seats within the charter" in said) == (409, True)
    for size, status, words in (
        ("4", 422, "not smaller than the 5 seats"), ("x", 422, "whole number"), ("10", 409, "has 5–9 seats"),
    ):  # fmt: skip
        answer = post(size=size)
        assert (answer[0], words in answer[1]) == (status, True), size
    assert post(size=6)[0] == 302
    assert post(who=6, how="elected")[0] == 302
    assert len(reads.roster(community).seats["committee"]) == 6
    assert Client().post(page, {"size": "9"}).status_code == 403
    assert "How many seats" not in Client(headers={"accept-language": "en"}).get(page).content.decode()


def test_who_is_not_the_clerk_reads_the_seats_and_changes_nothing(district: Community) -> None:
    stranger = Client(headers={"accept-language": "en"})
    page = stranger.get(BOARD).content.decode()
    assert "Only the community's clerk enters who takes and who leaves a seat." in page
    assert "Seat somebody" not in page
    seat(stranger, 1, "residents", status=403)
    other = Client(headers={"accept-language": "en"})
    other.force_login(Account.objects.create(username="other", password="!"))
    assert "Ask the community&#x27;s clerk to do it." in seat(other, 1, "residents", status=403)
    assert not reads.roster(district).seats.get("board")
    for organ in ("nowhere", "residents", "council"):
        assert stranger.get(f"/c/sample/organs/{organ}/").status_code == 404


def test_describing_the_place_says_which_organs_and_procedures_are_there_thereby(town: Community) -> None:
    page = clerk().get(PLACE).content.decode()
    assert "nobody has entered it" in page
    assert page.count("not in this place") == 2
    council = clerk().get("/c/sample/organs/residents-council/").content.decode()
    assert "which is not known of this place" in council
    assert clerk().post(PLACE, {"inhabitants": "20000"}).status_code == 302
    page = clerk().get(PLACE).content.decode()
    assert "20,000" in page
    assert "not in this place" not in page
    chinese = clerk("zh-hans").get(PLACE).content.decode()
    for said in ("辖区情况", "居民人数", "本地设", "居民委员会"):
        assert said in chinese
    assert clerk().post(PLACE, {"inhabitants": "19999"}).status_code == 302
    assert reads.roster(town).place["inhabitants"] == 19999
    assert clerk().get(PLACE).content.decode().count("not in this place") == 2


def test_what_cannot_be_true_of_a_place_is_refused_and_what_is_the_same_is_no_entry(town: Community) -> None:
    before = reads.roster(town).seq
    for given in (
        {"inhabitants": "-1"},
        {"inhabitants": "many"},
        {"inhabitants": "9" * 30},
        {},
        {"moon": "1"},
    ):
        assert clerk().post(PLACE, given).status_code == 422
    stranger = Client(headers={"accept-language": "en"})
    assert stranger.post(PLACE, {"inhabitants": "5"}).status_code == 403
    other = Client()
    other.force_login(Account.objects.create(username="other", password="!"))
    assert other.post(PLACE, {"inhabitants": "5"}).status_code == 409
    assert "clerk" in stranger.get(PLACE).content.decode()
    assert reads.roster(town).seq == before


def test_a_charter_that_asks_nothing_of_the_place_says_so(district: Community) -> None:
    assert "asks nothing about the place" in clerk().get(PLACE).content.decode()
    assert PLACE not in clerk().get("/c/sample/organs/").content.decode()


def test_the_kind_of_community_is_chosen_from_those_that_the_charter_names(db: None) -> None:
    community = founded("tieshanping", {"adult": True, "registered": True})
    assert clerk().post(PLACE, {"community-kind": "lunar"}).status_code == 422
    assert clerk().post(PLACE, {"community-kind": "urban"}).status_code == 302
    page = clerk("zh-hans").get(PLACE).content.decode()
    assert "城市社区" in page
    assert "checked" in page
    assert clerk().post(PLACE, {"community-kind": "urban"}).status_code == 422
    assert reads.roster(community).place["community-kind"] == "urban"


def test_who_keeps_the_registers_finds_them_from_her_desk_and_from_every_page(town: Community) -> None:
    desk = clerk("zh-CN").get("/c/sample/desk/").content.decode()
    assert "您在这里没有工作台" not in desk
    for to in ("registers/", "registers/lists/", "invitations/", "organs/"):
        assert f'href="/c/sample/{to}"' in desk
    assert 'href="/c/sample/registers/"' in clerk().get("/c/sample/").content.decode()


def test_nobody_else_is_led_to_the_registers(town: Community, django_user_model: Any) -> None:
    client = Client()
    for reader in (None, django_user_model.objects.create_user("elsewhere", "a-long-pass-phrase")):
        if reader is not None:
            client.force_login(reader)
        for to in ("", "desk/", "organs/"):
            assert "/c/sample/registers/" not in client.get(f"/c/sample/{to}").content.decode()


def test_who_is_signed_in_but_nobody_here_is_told_to_ask_for_an_invitation(
    town: Community, django_user_model: Any
) -> None:
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    address = f"/c/sample/matters/new/{next(iter(reads.force(town).charter.procedures))}/"
    assert "Sign in, if you are one of them." in client.get(address).content.decode()
    client.force_login(django_user_model.objects.create_user("elsewhere", "a-long-pass-phrase"))
    told = client.get(address).content.decode()
    assert "Ask the clerk here for an invitation" in told
    assert "Sign in, if you are one of them." not in told
