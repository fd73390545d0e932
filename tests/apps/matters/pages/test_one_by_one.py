"""Where the charter wants matters one by one, no page and no program does them at once, and each hears why."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

import kept
from linli import charters
from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.community.models import Account
from linli.apps.matters import actions, reads
from linli.apps.matters.actions import Chosen, Form
from linli.apps.matters.reads import Viewer

STAGE = "        section: resolutions\n"
WHY = "章程规定「决议公开」逐件办理，不能批量办理。"
WAY = "请打开其中一件，在它的页面上办理，办完再办下一件。"


@pytest.fixture
def town(founding: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A town whose charter wants each resolution published by itself; what is reported on, together."""
    gallery = tmp_path / "charters"
    for part in ("beilin", "law"):
        shutil.copytree(charters.gallery() / part, gallery / part)
    file = gallery / "beilin" / "charter.yaml"
    text = file.read_text(encoding="utf-8")
    assert text.count(STAGE) == 1
    file.write_text(text.replace(STAGE, f"{STAGE}        handled: one-by-one\n"), encoding="utf-8")
    monkeypatch.setenv("LINLI_CHARTERS", str(gallery))
    return founding("each", "beilin", "610103001001")


@pytest.fixture
def notices(town: Any) -> list[str]:
    """Two resolutions that wait for their notices."""

    def build() -> tuple[list[str], datetime]:
        chains = [town.submit(f"决议{number}") for number in range(2)]
        for chain in chains:
            town.resolve(chain)
        return chains, town.at

    chains, town.at = kept.once("two resolutions, one by one", build)
    town.community.refresh_from_db()
    return [*chains]


@pytest.fixture
def asked(town: Any, notices: list[str]) -> dict[str, str]:
    """What the address of doing them at once asks for."""
    matter = town.matter(notices[0])
    return {
        "organ": "committee", "act": "post", "procedure": matter.procedure, "stage": matter.stage,
        "charter": matter.charter_hash[:16],
    }  # fmt: skip


@pytest.fixture
def program(town: Any) -> Callable[..., Any]:
    """Sends as a program of a member of the committee; two at once unless ``matters`` says otherwise."""
    cache.clear()
    person = community_reads.person_of(town.community, town.by("committee").person)
    assert person is not None
    account = Account.objects.create(username="of-committee")
    with community_actions.standing_at(town.at):
        community_actions.give_account(town.community, person, account, actor=community_actions.TERMINAL)
        _token, secret = community_actions.make_token("program", ("read:own", "act"), 30, actor=account)
    client = Client(headers={"authorization": f"Bearer {secret}"})

    def send(chains: list[str], deed: dict[str, Any], key: str = "", **more: Any) -> Any:
        matters = [
            {"year": int(year), "number": int(number)}
            for _, year, number in (one.split("/") for one in chains)
        ]
        body = {"matters": matters, "deed": {"organ": "committee", **deed}, **more}
        address = f"/api/v1/communities/{town.community.slug}/acts"
        named = {"idempotency-key": key} if key else {}
        with community_actions.standing_at(town.at):
            return client.post(address, body, content_type="application/json", headers=named)

    return send


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def untouched(town: Any, chains: list[str]) -> bool:
    return all(town.matter(chain).state.now.posted is None for chain in chains)


def test_the_desk_says_that_they_are_done_one_by_one(
    town: Any, reader: Any, notices: list[str], asked: dict[str, str]
) -> None:
    with community_actions.standing_at(town.at):
        found = reads.desk(town.community, Viewer(town.by("committee").person, "committee"))
    (batch,) = [one for one in found.batches if one.act == "post"]
    assert (batch.count, batch.why and batch.why.code) == (2, "one-by-one")
    at = reader("committee")
    assert "2 件 · 按章程逐件办理" in at.read("desk/")
    page = at.read("desk/together/", **asked)
    assert WHY in page
    assert WAY in page
    assert all(f"决议{number}" in page for number in range(2))
    assert "<textarea" not in text_of(at.get("desk/together/", **asked))
    english = reader("committee", language="en").read("desk/together/", **asked)
    assert "is handled one by one, never for several matters at once." in english


def test_a_form_tampered_with_is_refused_and_keeps_its_words(
    town: Any, reader: Any, notices: list[str], asked: dict[str, str]
) -> None:
    path = "desk/together/?" + "&".join(f"{name}={value}" for name, value in asked.items())
    seen = [f"{chain} announce#1" for chain in notices]
    answer = reader("committee").post(path, matters=seen, text="公示七天，请看仔细。", key="k")
    assert answer.status_code == 409
    page = text_of(answer)
    assert WHY in page
    assert WAY in page
    assert "公示七天，请看仔细。" in page
    assert untouched(town, notices)


def test_the_deed_itself_refuses_each_of_several_and_none_alone(town: Any, notices: list[str]) -> None:
    by = town.by("committee")

    def do(chain: str, form: Form) -> Any:
        return town.do(actions.post, chain=chain, by=by, text="公示七天。", form=form)

    among = [Chosen(chain, "announce#1") for chain in notices]
    came = actions.at_once(deed="post", among=among, key="k", do=do)
    assert [one.refusal and one.refusal.code for one in came] == ["one-by-one", "one-by-one"]
    assert untouched(town, notices)
    alone = actions.at_once(deed="post", among=among[:1], key="k", do=do)
    assert alone[0].refusal is None, "one matter is not several"
    assert not untouched(town, notices[:1])


def test_a_program_is_refused_in_the_same_words(
    town: Any, notices: list[str], program: Callable[..., Any]
) -> None:
    answer = program(notices, {"do": "post", "text": "公示七天。"})
    given = answer.json()
    assert (answer.status_code, given["code"]) == (409, "one-by-one")
    assert given["says"]["zh"] == WHY
    assert given["instead"][0]["zh"] == WAY
    assert given["clause"]["path"] == "procedures.four-deliberations.stages.announce"
    assert untouched(town, notices)
    one = program(notices[:1], {"do": "post", "text": "公示七天。"})
    assert (one.status_code, one.json()["done"]) == (200, 1)


def test_ones_own_answer_is_never_sent_for_several(
    town: Any, notices: list[str], program: Callable[..., Any]
) -> None:
    for deed in ({"do": "vote", "choice": "yes"}, {"do": "object", "text": "不行。"}, {"do": "support"}):
        answer = program(notices, deed)
        assert (answer.status_code, answer.json()["code"]) == (409, "own-answer"), deed


def test_where_the_charter_lets_it_be_a_program_does_it_for_each_once(
    town: Any, notices: list[str], program: Callable[..., Any]
) -> None:
    for chain in notices:
        town.done(actions.post, chain=chain, by=town.by("committee"), text="公示七天。")
    town.go(days=9)
    for chain in notices:
        with community_actions.standing_at(town.at):
            actions.tick(community=town.community, chain=chain)
    heads = [town.matter(chain).head_seq for chain in notices]
    report = {"do": "report", "text": "已经开工。"}
    first = program([*notices, "matter/2026/99"], report, "k").json()
    assert first["done"] == 2
    assert [one["seq"] for one in first["matters"]] == [heads[0] + 1, heads[1] + 1, None]
    assert first["matters"][2]["refused"]["code"] == "no-such-matter"
    again = program(notices, report, "k").json()
    assert [one["repeated"] for one in again["matters"]] == [True, True]
    assert [town.matter(chain).head_seq for chain in notices] == [heads[0] + 1, heads[1] + 1]
    other = program(notices, {"do": "report", "text": "另一段。"}, "k")
    assert other.status_code == 422
    assert other.json()["errors"][0]["code"] == "key-used"


@pytest.mark.parametrize(("more", "field", "code"), [
    ({"expects": "announce#1"}, "body.deed.expects", "of-one-matter"),
    ({"strand": "hall"}, "body.deed.strand", "of-one-matter"),
    ({"sitting": "sitting/2026/1"}, "body.deed.sitting", "of-one-matter"),
    ({"entered": {"person": 3, "capacity": "clerk", "seen": "known"}}, "body.deed.entered", "of-one-matter"),
    ({"text": "a\x00b"}, "body.deed.post.text", "null-character"),
])  # fmt: skip
def test_what_is_of_one_matter_only_is_turned_away_before_anything_happens(
    town: Any, notices: list[str], program: Callable[..., Any], more: dict[str, Any], field: str, code: str
) -> None:
    answer = program(notices[:1], {"do": "post", "text": "公示。", **more})
    assert answer.status_code == 422
    assert [(one["field"], one["code"]) for one in answer.json()["errors"]] == [(field, code)]
    assert untouched(town, notices)


def test_a_list_of_matters_has_to_be_one(town: Any, notices: list[str], program: Callable[..., Any]) -> None:
    deed = {"do": "post", "text": "公示。"}
    twice = program([notices[0], notices[1], notices[0]], deed)
    assert [one["field"] for one in twice.json()["errors"]] == ["body.matters.2"]
    assert program([], deed).status_code == 422
    assert program([f"matter/2026/{n}" for n in range(1, 52)], deed).status_code == 422
    assert program(notices[:1], deed, "k" * 41).status_code == 422
    assert program(["matter/2026/98"], deed).status_code == 404
    assert untouched(town, notices)
