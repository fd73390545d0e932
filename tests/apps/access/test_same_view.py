"""Nobody sees more through the interface than on the pages, or less."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest

from linli.apps.community import actions

if TYPE_CHECKING:
    from tests.apps.access.conftest import Doors

ROOT = "/api/v1/communities/sample"
NOON = datetime(2026, 3, 3, 4, 0, tzinfo=UTC)
RESIDENT = "一位居民（1 号）"


def _get(doors: Doors, role: str, address: str) -> Any:
    answer = doors.answer(role, "get", "api-v1:matter", address)
    assert answer.status_code == 200, answer.content
    return answer.json()


def _page(doors: Doors, role: str, address: str) -> str:
    return unescape(doors.answer(role, "get", "matters:matter", address).content.decode())


@pytest.mark.parametrize("role", ["stranger", "resident", "seat-holder", "clerk", "founder"])
def test_a_program_may_do_in_a_matter_what_the_page_offers_its_owner(doors: Doors, role: str) -> None:
    where = f"{doors.known['year']}/{doors.known['number']}"
    given = _get(doors, role, f"{ROOT}/matters/{where}")
    page = _page(doors, role, f"/c/sample/matters/{where}/")
    offered = {one["do"] for one in given["deeds"]} - {"attend", "call-sitting"}
    assert offered == {
        name for name in offered | {"withdraw", "object", "vote", "open"} if f"/act/{name}/" in page
    }
    for refusal in given["why_not"]:
        assert refusal["what"] in page


@pytest.mark.parametrize("role", ["stranger", "resident", "seat-holder", "clerk"])
def test_names_are_shown_to_programs_as_to_their_owners(doors: Doors, role: str) -> None:
    sitting = _get(doors, role, f"{ROOT}/sittings/{doors.known['year']}/1")
    page = _page(doors, role, f"/c/sample/sittings/{doors.known['year']}/1/")
    assert sitting["chair"] in page
    seats = _get(doors, role, f"{ROOT}/organs/party-branch")["seats"]
    names = _page(doors, role, "/c/sample/organs/")
    assert len(seats) == 3
    assert all(one["name"] in names for one in seats)


def test_only_the_clerk_reads_the_register(doors: Doors) -> None:
    assert "items" in _get(doors, "clerk", f"{ROOT}/people")
    for role in ("stranger", "resident", "seat-holder", "clerk-elsewhere", "founder"):
        answer = doors.answer(role, "get", "api-v1:people", f"{ROOT}/people")
        assert answer.status_code == (401 if role == "stranger" else 403)
        assert answer["Content-Type"] == "application/problem+json"
        assert answer["Cache-Control"] == "no-store"


def test_who_seats_somebody_without_being_the_clerk_learns_nothing_of_the_register(doors: Doors) -> None:
    ask = f"{ROOT}/organs/committee/acts"
    answers = [
        doors.answer("seat-holder", "post", "api-v1:seat", ask, {"do": "take-seat", "who": who}).json()
        for who in ("居民六", "没有这个人")
    ]
    assert [one["code"] for one in answers] == ["not-clerk", "not-clerk"]


def test_the_caller_is_told_who_she_is_and_where(doors: Doors) -> None:
    found = _get(doors, "seat-holder", "/api/v1/me")
    assert [one["community"] for one in found["here"]] == ["sample"]
    assert "party-branch" in [one["organ"] for one in found["here"][0]["capacities"]]
    assert _get(doors, "clerk", "/api/v1/me")["here"][0]["clerk"]
    assert _get(doors, "founder", "/api/v1/me")["here"] == []


def test_what_waits_and_what_can_be_begun_is_given_in_the_callers_capacities(doors: Doors) -> None:
    procedures = _get(doors, "seat-holder", f"{ROOT}/procedures")
    assert "party-branch" in {one["organ"] for one in procedures}
    assert {one["organ"] for one in _get(doors, "stranger", f"{ROOT}/procedures")} == {""}
    desk = _get(doors, "seat-holder", f"{ROOT}/desk")
    assert {row["organ"] for row in desk["rows"]} <= {"party-branch", "residents", "party-members"}
    assert doors.answer("stranger", "get", "api-v1:desk", f"{ROOT}/desk").status_code == 401


def test_the_lists_of_a_community_lead_on_page_by_page(doors: Doors) -> None:
    where = f"{doors.known['year']}/{doors.known['number']}"
    assert _get(doors, "stranger", f"{ROOT}/matters/{where}/events")["items"]
    sittings = _get(doors, "stranger", f"{ROOT}/sittings")["items"]
    assert {one["organ"] for one in sittings} == {"two-committees", "party-branch"}
    assert sorted(one["number"] for one in _get(doors, "stranger", f"{ROOT}/disclosures")["items"]) == [
        1,
        2,
        3,
    ]
    first = _get(doors, "stranger", "/api/v1/communities?limit=1")
    second = _get(doors, "stranger", f"/api/v1/communities?limit=1&cursor={first['next']}")
    assert [first["items"][0]["slug"], second["items"][0]["slug"]] == ["sample", "elsewhere"]
    assert second["next"] is None
    places = _get(doors, "stranger", "/api/v1/places?search=990101001&limit=2")
    assert places["items"][1]["community"] == "sample"
    (named,) = _get(doors, "stranger", "/api/v1/places?search=样例")["items"]
    assert (named["code"], named["parent"], named["into"]) == ("990101001000", "990101000000", [])
    assert _get(doors, "stranger", "/api/v1/places?search=61&under=99")["items"] == []
    first = _get(doors, "stranger", "/api/v1/places?search=990101 社区&limit=1")
    rest = _get(doors, "stranger", f"/api/v1/places?search=990101 社区&limit=1&cursor={first['next']}")
    every = _get(doors, "stranger", "/api/v1/places?search=990101 社区")["items"]
    assert (first["items"] + rest["items"], len(every), rest["next"]) == (every, 2, None)


def test_a_sitting_is_called_once_and_signed_in_at_by_number(doors: Doors) -> None:
    calling = {"organ": "two-committees", "capacity": "two-committees", "starts": "2026-03-03T13:00:00+08:00"}
    client = doors.programs["seat-holder"]
    headers = {"idempotency-key": "sitting-1"}
    first, again = (
        client.post(f"{ROOT}/sittings", calling, content_type="application/json", headers=headers)
        for _ in range(2)
    )
    assert (first.status_code, again.status_code) == (201, 200), first.json()
    assert first.json()["chain"] == again.json()["chain"]
    number = first.json()["sitting"]["number"]
    acts = f"{ROOT}/sittings/{doors.known['year']}/{number}/acts"
    body = {"do": "attend", "organ": "two-committees", "people": ["3", "居民四"]}
    answer = client.post(acts, body, content_type="application/json")
    assert answer.json()["sitting"]["present"] == 2
    body = {"do": "attend", "organ": "two-committees", "people": ["没有这个人"]}
    assert client.post(acts, body, content_type="application/json").status_code in (403, 409, 422)
    wrong = client.post(acts, {"do": "end-sitting", "organ": "two-committees"}, content_type="application/json",
                        headers=headers)  # fmt: skip
    assert wrong.json()["errors"][0]["code"] == "key-used"
    naive = client.post(
        f"{ROOT}/sittings", {**calling, "starts": "2026-03-03T13:00"}, content_type="application/json"
    )
    assert naive.json()["errors"][0]["field"] == "body.starts"


@pytest.mark.parametrize("day", ["0001-01-01T00:00:00", "9999-12-31T23:30:00"])
@pytest.mark.parametrize("zone", ["+08:00", "-08:00"])
def test_a_moment_at_the_end_of_all_calendars_is_refused(doors: Doors, day: str, zone: str) -> None:
    """Else it could be kept, and every page that turns it into another zone would fail."""
    calling = {"organ": "two-committees", "capacity": "two-committees", "starts": day + zone}
    answer = doors.answer("seat-holder", "post", "api-v1:call", f"{ROOT}/sittings", calling)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "moment-range")
    form = {"starts": day[:16], "text": ""}
    page = doors.answer(
        "seat-holder", "post", "matters:call", "/c/sample/sittings/new/?organ=two-committees", form
    )
    assert page.status_code == 422
    seat = {"do": "take-seat", "who": "居民六", "until": day + zone}
    answer = doors.answer("clerk", "post", "api-v1:seat", f"{ROOT}/organs/committee/acts", seat)
    assert answer.status_code == 422


def test_a_sitting_in_which_a_vote_goes_on_is_ended_neither_by_page_nor_by_program_unless_it_is_said(
    doors: Doors,
) -> None:
    program, organ = doors.programs["seat-holder"], "two-committees"

    def send(address: str, **body: Any) -> Any:
        return program.post(f"{ROOT}/{address}", body, content_type="application/json")

    year = doors.known["year"]
    put = {
        "procedure": "four-deliberations",
        "kind": "community-affair",
        "title": "路灯",
        "text": "路灯坏了。",
    }
    done = send("matters", organ="party-branch", **put).json()
    calling = {"starts": "2026-03-03T13:00:00+08:00", "agenda": [done["chain"]]}
    number = send("sittings", organ=organ, capacity=organ, **calling).json()["sitting"]["number"]
    changed = send(f"sittings/{year}/{number}/acts", do="set-agenda", organ=organ, agenda=["matter/2026/99"])
    assert (changed.status_code, changed.json()["code"]) == (404, "no-such-matter")
    changed = send(f"sittings/{year}/{number}/acts", do="set-agenda", organ=organ, agenda=calling["agenda"])
    assert [one["chain"] for one in changed.json()["sitting"]["agenda"]] == calling["agenda"]
    acts, page = f"sittings/{year}/{number}/acts", f"/c/sample/sittings/{year}/{number}/act/end-sitting/"
    with actions.standing_at(NOON + timedelta(hours=2)):
        assert send(acts, do="attend", organ=organ).status_code == 201
        opened = send(f"matters/{year}/{done['matter']['number']}/acts", do="open", organ=organ)
        assert opened.status_code == 201, opened.json()
        assert _get(doors, "stranger", f"{ROOT}/sittings/{year}/{number}")["open_votes"] == [done["chain"]]
        refused = send(acts, do="end-sitting", organ=organ)
        assert (refused.status_code, refused.json()["code"]) == (409, "votes-open")
        shown = doors.answer("seat-holder", "post", "matters:sitting-act", page, {"organ": organ})
        assert shown.status_code == 409
        for said in (refused.json()["says"]["zh"], refused.json()["instead"][0]["zh"]):
            assert said in shown.content.decode()
        wrong = send(acts, do="end-sitting", organ=organ, leave_votes="perhaps")
        assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (422, "body.leave_votes")
        ended = send(acts, do="end-sitting", organ=organ, leave_votes=True)
        assert (ended.status_code, ended.json()["sitting"]["ended"]) == (201, True)
