"""One's own copy: everything that is hers, nothing of anybody else, and only after she has shown that it is she."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from linli.apps.community import actions
from linli.apps.community.models import Account, Community, Look, Person

if TYPE_CHECKING:
    from tests.apps.care.conftest import Her

IDENTITY, SAID, TITLE = "11010519491231002X", "=HYPERLINK(路灯)", "更换路灯"


def taken(answer: Any) -> tuple[str, dict[str, Any]]:
    """The page and the data of a copy."""
    assert answer.status_code == 200, answer.content
    assert "no-store" in answer["Cache-Control"]
    with ZipFile(BytesIO(b"".join(answer.streaming_content))) as archive:
        assert archive.testzip() is None
        return archive.read("index.html").decode(), json.loads(archive.read("data.json"))


def test_her_copy_has_what_every_app_holds_of_her(her: Her) -> None:
    page, data = taken(her.confirmed().post(her.address("copy/")))
    held = data["held"]
    assert {"what": "证件号码", "value": IDENTITY} in [
        {**one, "what": "证件号码"} for one in held["file"] if one["value"] == IDENTITY
    ]
    assert [one["words"] for one in held["discussion"]] == [SAID, ""]
    assert [one["answer"] for one in held["opinions"]] == ["Agree"]
    assert {"account", "ties", "looks", "facts"} <= set(held)
    assert her.person.name in page


def test_her_copy_has_nothing_that_others_said(her: Her) -> None:
    page, data = taken(her.confirmed().post(her.address("copy/")))
    assert "别人的话" not in page + json.dumps(data, ensure_ascii=False)
    assert her.people[9].name not in page


def test_who_has_not_just_confirmed_is_asked_first_and_nothing_goes_out(her: Her) -> None:
    client = her.browser()
    assert client.get(her.address("copy/"))["Location"].startswith("/account/confirm/")
    assert client.post(her.address("copy/"))["Location"] == her.address("copy/")
    assert not Look.objects.filter(what="own-copy").exists()


def test_who_has_nothing_to_confirm_with_signs_in_anew(her: Her) -> None:
    her.account.set_unusable_password()
    her.account.save()
    client = her.browser()
    type(her.account).objects.update(last_login="2026-01-01T00:00Z")
    assert client.get(her.address("copy/")).status_code == 403
    assert her.browser().get(her.address("copy/")).status_code == 200


def test_a_cell_that_a_spreadsheet_would_reckon_is_closed_and_the_data_stays_as_typed(her: Her) -> None:
    page, data = taken(her.confirmed().post(her.address("copy/")))
    assert "&#x27;=HYPERLINK" in page
    assert ">=HYPERLINK" not in page
    assert data["held"]["discussion"][0]["words"] == SAID


def test_in_two_communities_each_copy_has_only_its_own(her: Her, elsewhere: Community) -> None:
    client = her.confirmed()
    page, _ = taken(client.post("/c/elsewhere/my-data/copy/"))
    assert "别处的名字" in page
    assert her.person.name not in page
    assert IDENTITY not in page
    page, _ = taken(client.post(her.address("copy/")))
    assert "别处的名字" not in page


def test_who_left_still_gets_her_copy(her: Her) -> None:
    actions.depart(her.community, her.person, actor=actions.TERMINAL)
    page, data = taken(her.confirmed().post(her.address("copy/")))
    assert IDENTITY not in page
    assert data["held"]["discussion"][0]["words"] == SAID


def test_of_whom_nothing_is_held_the_copy_still_opens(her: Her, desk: Client) -> None:
    _page, data = taken(desk.post(f"/c/sample/registers/residents/{her.people[11].number}/copy/"))
    assert set(data["held"]) == {"file", "facts", "looks"}


def test_a_stranger_and_somebody_from_elsewhere_get_nothing(her: Her) -> None:
    assert Client().get(her.address()).status_code == 403
    assert Client().post(her.address("copy/")).status_code == 403


def test_only_the_clerk_makes_a_copy_for_somebody_and_it_is_recorded_where_she_sees_it(
    her: Her, desk: Client, clerk: Account
) -> None:
    address = f"/c/sample/registers/residents/{her.person.number}/copy/"
    assert her.confirmed().post(address).status_code == 403
    taken(desk.post(address))
    assert Look.objects.get(what="copy").account == clerk
    assert "made a copy of everything" in her.browser().get("/c/sample/my-file/").content.decode()
    with pytest.raises(PermissionDenied):
        actions.note_copy(her.community, her.person, actor=Account.objects.create(username="anybody"))


def test_what_only_she_may_see_is_not_in_the_copy_that_the_clerk_makes(her: Her, desk: Client) -> None:
    _page, data = taken(desk.post(f"/c/sample/registers/residents/{her.person.number}/copy/"))
    assert not {"opinions", "account", "sessions", "tokens", "telling", "news"} & set(data["held"])
    assert data["held"]["discussion"][0]["words"] == SAID


def test_somebody_who_is_not_there_has_no_copy(her: Her, desk: Client) -> None:
    assert desk.post("/c/sample/registers/residents/999/copy/").status_code == 404


def test_her_own_copy_is_no_look_of_the_clerks(her: Her, desk: Client) -> None:
    taken(her.confirmed().post(her.address("copy/")))
    assert Look.objects.filter(what="own-copy", person=her.person).count() == 1
    assert "account-" not in desk.get("/c/sample/registers/").content.decode()


def test_the_files_that_she_attached_go_along_under_harmless_names(her: Her, people: list[Person]) -> None:
    from linli.apps.care.copying import copy_of, packed
    from linli.apps.community.reads import Whose
    from linli.apps.matters.models import File, Matter

    matter = Matter.objects.get(number=her.number)
    settings_folder = her_file(matter, her, "..\\..//a b=.jpg")
    with ZipFile(packed(copy_of(Whose(her.community, her.person), actions.now()))) as archive:
        names = [one for one in archive.namelist() if one.startswith("files/")]
        assert names == ["files/001-_..__a_b_.jpg"]
        assert archive.read(names[0]) == b"bytes"
    settings_folder.unlink()
    File.objects.all().update(sha256="")
    with ZipFile(packed(copy_of(Whose(her.community, her.person), actions.now()))) as archive:
        assert not [one for one in archive.namelist() if one.startswith("files/")]


def her_file(matter: Any, her: Her, name: str) -> Any:
    from linli.apps.matters.envelope import path_of
    from linli.apps.matters.models import File

    sha = "ab" * 32
    File.objects.create(
        community=her.community, matter=matter, seal="cd" * 32, sha256=sha, name=name, media_type="image/jpeg", size=5,
        seq=1, at=actions.now(), person=her.person.pseudonym, organ="residents",
    )  # fmt: skip
    path_of(sha).parent.mkdir(parents=True, exist_ok=True)
    path_of(sha).write_bytes(b"bytes")
    return path_of(sha)
