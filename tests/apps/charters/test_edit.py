"""Writing a charter: what is said of it while one writes, and that nothing typed is lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape

from linli import charters
from linli.apps.charters import actions
from linli.apps.charters.models import Draft
from linli.apps.community import actions as community_actions
from linli.apps.community.models import Account, Community
from linli.core.charter.load import load
from linli.core.charter.nodes import MAX_BYTES

EDIT = "/c/heping/charter/edit/"
MODEL = "/models/zhalute/edit/"
TEXT = charters.read("beilin").text.decode()
HIGHER = TEXT.replace("quorum: present >= 2/3 of members", "quorum: present >= 3/4 of members")


def sent(client: Client, do: str, text: str, *, address: str = EDIT, status: int = 200, **more: Any) -> str:
    answer = client.post(address, {"do": do, "text": text, **more})
    assert answer.status_code == status
    return answer.content.decode()


def test_it_begins_as_the_version_in_force_or_as_the_model(heping: Community) -> None:
    client = Client(headers={"accept-language": "en"})
    assert escape("charter: beilin") in client.get(EDIT).content.decode()
    assert "charter: zhalute" in client.get(MODEL).content.decode()
    assert client.get("/models/nothing/edit/").status_code == 404
    assert client.get("/c/nowhere/charter/edit/").status_code == 404


@pytest.mark.parametrize("address", [EDIT, MODEL])
def test_a_stranger_can_write_and_check_and_keeps_what_was_typed_on_the_page(
    address: str, heping: Community
) -> None:
    client = Client(headers={"accept-language": "en"})
    page = sent(client, "check", "charter: [<b>", address=address)
    assert "charter: [&lt;b&gt;</textarea>" in page
    assert "1 mistake to mend" in page
    assert "Sign in to keep it" in page
    page = sent(client, "keep", "mine", address=address)
    assert "mine</textarea>" in page
    assert not Draft.objects.exists()


@pytest.mark.parametrize("address", [f"{EDIT}live/", f"{MODEL}live/"])
def test_findings_and_drawings_come_as_a_part_of_the_page(address: str, heping: Community) -> None:
    client = Client(headers={"accept-language": "en"})
    part = sent(client, "", HIGHER, address=address)
    assert "<html" not in part
    assert 'class="diagram"' in part
    assert "It can be read and holds together" in part
    assert "What it changes" in part
    assert 'class="diagram"' not in sent(client, "", HIGHER.replace("organs:", "organ:"), address=address)
    assert "too-big" in sent(client, "", "x" * (MAX_BYTES + 1), address=address)


def test_a_draft_is_kept_for_its_writer_alone_and_resumed(writer: Client, heping: Community) -> None:
    sent(writer, "keep", HIGHER.replace("\n", "\r\n"), status=302)
    page = writer.get(EDIT).content.decode()
    assert "present &gt;= 3/4 of members" in page
    assert "only you see it" in page
    other = Account.objects.create(username="other", password="!")
    stranger = Client(headers={"accept-language": "en"})
    stranger.force_login(other)
    assert "present &gt;= 3/4 of members" not in stranger.get(EDIT).content.decode()
    assert Draft.objects.get().text == HIGHER
    sent(writer, "drop", "", status=302)
    assert not Draft.objects.exists()


def test_a_text_of_another_window_is_not_written_over_unseen(writer: Client, heping: Community) -> None:
    sent(writer, "keep", "first", status=302, saves=0)
    page = sent(writer, "keep", "second", status=409, saves=0)
    assert "second</textarea>" in page
    assert "another window" in page
    assert Draft.objects.get().text == "first"
    sent(writer, "keep", "second", status=302, saves=1)
    assert Draft.objects.get().text == "second"


@pytest.mark.parametrize("text", ["a\x00b", "x" * (MAX_BYTES + 1)], ids=["nul", "huge"])
def test_what_no_file_can_hold_is_not_kept_and_not_lost(text: str, writer: Client, heping: Community) -> None:
    page = sent(writer, "keep", text, status=422)
    assert "It cannot be kept" in page
    assert f"{text}</textarea>" in page
    assert not Draft.objects.exists()


def test_a_draft_of_a_version_no_longer_in_force_says_so_and_goes_on(
    writer: Client, heping: Community
) -> None:
    base = charters.read("beilin").hash
    sent(writer, "keep", HIGHER, status=302, base=base)
    newer = load(TEXT.replace('"2026-01"', '"2026-02"').encode(), file="charter.yaml", find=charters.find)
    community_actions.adopt_charter(heping, newer, actor=community_actions.TERMINAL)
    page = writer.get(EDIT).content.decode()
    assert "amended since you began" in page
    assert "present &gt;= 3/4 of members" in page
    page = sent(writer, "newest", HIGHER, base=base)
    assert "amended since you began" not in page
    assert f'name="base" value="{newer.hash}"' in page
    assert "present &gt;= 3/4 of members" in page


def test_a_number_that_is_none_is_no_number_of_saves(writer: Client, heping: Community) -> None:
    sent(writer, "keep", "text", status=302, saves="x" * 50)
    assert Draft.objects.get().saves == 1


def test_keeping_is_a_few_queries(
    writer: Client, heping: Community, django_assert_max_num_queries: Any
) -> None:
    writer.get(EDIT)
    with django_assert_max_num_queries(8):
        writer.get(EDIT)
    with django_assert_max_num_queries(14):
        sent(writer, "keep", HIGHER, status=302)


def test_a_draft_is_called_by_what_it_is_of(resident: Account, heping: Community) -> None:
    kept = actions.keep_draft(account=resident, community=None, model="zhalute", base="", text="x", saves=0)
    assert isinstance(kept, Draft)
    assert str(kept) == f"{resident.pk} zhalute"


# --- a charter that does not say how it is amended -----------------------------------------------------------


def test_a_charter_without_an_amendment_procedure_says_what_that_means(
    writer: Client, heping: Community
) -> None:
    page = writer.get(EDIT).content.decode()
    assert "This charter does not say how it is amended." in page
    assert "enacts: adopt" in page
    page = sent(writer, "submit", HIGHER, status=409)
    assert 'id="refusal"' in page
    assert "present &gt;= 3/4 of members" in page


def test_a_text_begun_from_a_model_is_taken_to_ones_own_community_and_compared_there(
    writer: Client, resident: Account
) -> None:
    assert f'formaction="{EDIT}"' in writer.get(MODEL).content.decode()
    assert "formaction" not in Client().get(MODEL).content.decode()
    sent(writer, "keep", HIGHER, status=302)
    page = sent(writer, "bring", charters.read("zhalute").text.decode(), base="0" * 64, saves="1")
    assert "compared with the version in force" in page
    assert "charter: zhalute" in page
    assert "has been amended since you began" not in page
    assert Draft.objects.get().text == HIGHER
    assert 'name="saves" value="0"' in page
