"""Minutes that are not for everybody: through no door does anybody else learn a word, and each is told why."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import datetime
from html import unescape
from io import BytesIO
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
from linli.apps.community.reads.holdings import Whose
from linli.apps.matters import actions, own, reads
from linli.apps.matters.models import Sitting
from linli.apps.matters.reads import Viewer
from linli.apps.matters.reads.deeds import fields
from linli.apps.matters.reads.lens import Lens
from linli.core.record.verify import verify

ORGAN = "    union: [party-branch, committee]\n"
SECRET = "张三当面道了歉"
PATH = "sittings/2026/1/minutes/"


def _town(
    founding: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slug: str, word: str
) -> Any:
    gallery = tmp_path / "charters"
    for part in ("beilin", "law"):
        shutil.copytree(charters.gallery() / part, gallery / part)
    file = gallery / "beilin" / "charter.yaml"
    text = file.read_text(encoding="utf-8")
    assert text.count(ORGAN) == 1
    file.write_text(text.replace(ORGAN, f"{ORGAN}{word}"), encoding="utf-8")
    monkeypatch.setenv("LINLI_CHARTERS", str(gallery))
    return founding(slug, "beilin", "610103001001")


@pytest.fixture
def town(founding: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A town whose two committees' minutes are their own for thirty days."""
    word = "    minutes-for: two-committees\n    minutes-open-after: 30 days\n"
    return _town(founding, tmp_path, monkeypatch, "inner", word)


@pytest.fixture
def signed(town: Any) -> str:
    """A sitting of the two committees with signed minutes in which something was said in confidence."""

    def build() -> tuple[str, datetime]:
        by = town.by("two-committees")
        chain = town.sitting("two-committees", by, [town.submit()], 6)
        town.done(actions.end_sitting, chain=chain, by=by)
        town.done(actions.sign_minutes, chain=chain, by=by, text=f"会议纪要\n{SECRET}。")
        return chain, town.at

    chain, town.at = kept.once("signed in confidence", build)
    town.community.refresh_from_db()
    return str(chain)


def page(answer: Any) -> str:
    return unescape(answer.content.decode())


def minutes(town: Any, person: str) -> Any:
    with community_actions.standing_at(town.at):
        return reads.minutes(town.community, Viewer(person, "residents"), 2026, 1)


def test_those_for_whom_they_are_read_and_print_them(town: Any, reader: Any, signed: str) -> None:
    at = reader("two-committees", 2)
    assert SECRET in at.read(PATH)
    assert "以前仅供社区两委成员查阅" in at.read(PATH)
    printed = at.read(f"{PATH}print/")
    assert SECRET in printed
    assert "以前仅供社区两委成员查阅" in printed


@pytest.mark.parametrize("who", ["", "residents", "party-assembly"])
def test_anybody_else_is_told_why_and_learns_nothing(town: Any, reader: Any, signed: str, who: str) -> None:
    at = reader(who, 12) if who == "residents" else reader(who, 8) if who else reader()
    answer = at.get(PATH)
    assert answer.status_code == 200
    text = page(answer)
    assert SECRET not in text
    assert "社区两委的会议纪要先供社区两委成员查阅，2026 年 4 月 1 日 24:00 以后公开。" in text
    assert "到会情况、表决结果都在会议和事项的页面上" in text
    printed = at.get(f"{PATH}print/")
    assert printed.status_code == 403
    assert SECRET not in page(printed)
    assert "2026 年 4 月 1 日 24:00 以后公开" in page(printed)
    for sent in ({"text": "改", "stamp": "0"}, {"text": "改", "stamp": "1"}):
        for path in (PATH, f"{PATH}sign/"):
            answer = at.post(path, **sent)
            assert answer.status_code in (302, 403, 409, 422)
            assert SECRET not in page(answer)


def test_the_page_says_so_in_english_too_and_a_stranger_is_led_to_sign_in(
    town: Any, reader: Any, signed: str
) -> None:
    text = reader(language="en").read(PATH)
    assert "After the end of 1 April 2026 everybody may read them." in text
    assert "Sign in" in text


def test_everybody_reads_them_from_the_moment_that_the_charter_says(
    town: Any, reader: Any, signed: str
) -> None:
    town.at = datetime.fromisoformat("2026-04-01T23:59:59.999999+08:00")
    assert SECRET not in reader().read(PATH)
    town.at = datetime.fromisoformat("2026-04-02T00:00:00+08:00")
    text = reader().read(PATH)
    assert SECRET in text
    assert "仅供" not in text
    assert SECRET in reader().read(f"{PATH}print/")


def test_the_right_goes_with_the_seat(town: Any, signed: str) -> None:
    member = town.by("two-committees", 4)
    assert SECRET in minutes(town, member.person).text
    person = community_reads.person_of(town.community, member.person)
    assert person is not None
    organ = next(
        one
        for one in ("party-branch", "committee")
        if community_reads.roster(town.community).since(
            community_reads.force(town.community), one, member.person, town.at
        )
        is not None
    )
    with community_actions.standing_at(town.at):
        community_actions.leave_seat(town.community, person, organ, actor=community_actions.TERMINAL)
    found = minutes(town, member.person)
    assert (found.text, found.drawn, found.changes) == ("", "", ())
    assert found.closed.code == "minutes-not-yet"


def test_the_clerk_reads_no_more_than_others(town: Any, signed: str) -> None:
    account = Account.objects.create(username="clerk-of-inner")
    community_actions.make_clerk(town.community, account, actor=community_actions.TERMINAL)
    client = Client(headers={"accept-language": "zh-CN"})
    client.force_login(account)
    with community_actions.standing_at(town.at):
        answer = client.get(f"/c/inner/{PATH}")
    assert answer.status_code == 200
    assert SECRET not in page(answer)


def test_a_program_is_told_the_same_and_reads_as_its_owner_does(town: Any, signed: str) -> None:
    cache.clear()
    address = "/api/v1/communities/inner/sittings/2026/1/minutes"
    with community_actions.standing_at(town.at):
        given = Client(headers={"accept-language": "zh-CN"}).get(address).json()
    assert (given["text"], given["drawn"], given["changes"]) == ("", "", [])
    assert given["closed"]["code"] == "minutes-not-yet"
    assert given["closed"]["what"].startswith("社区两委的会议纪要先供社区两委成员查阅")
    assert given["readers"] == ["two-committees"]
    assert given["opens"].startswith("2026-04-01T16:00:00")
    person = community_reads.person_of(town.community, town.by("two-committees", 2).person)
    assert person is not None
    account = Account.objects.create(username="of-a-member")
    with community_actions.standing_at(town.at):
        community_actions.give_account(town.community, person, account, actor=community_actions.TERMINAL)
        _token, secret = community_actions.make_token("reader", ("read:own",), 30, actor=account)
        own_view = Client(headers={"authorization": f"Bearer {secret}"}).get(address).json()
    assert SECRET in own_view["text"]
    assert own_view["closed"] is None


def test_the_record_to_take_away_holds_their_seal_and_not_their_words(town: Any, signed: str) -> None:
    seal = Sitting.objects.get(community=town.community).state.minutes
    with community_actions.standing_at(town.at):
        archive = b"".join(actions.record_export(town.community))
    assert seal.encode() in archive
    assert SECRET.encode() not in archive
    report = verify(BytesIO(archive))
    assert report.ok
    assert report.counts.erased == 1
    town.at = datetime.fromisoformat("2026-04-02T00:00:00+08:00")
    with community_actions.standing_at(town.at):
        later = b"".join(actions.record_so_far(town.community))
    assert SECRET.encode() in later


def test_a_copy_that_somebody_makes_for_who_signed_them_is_without_their_words(
    town: Any, signed: str
) -> None:
    person = community_reads.person_of(town.community, town.by("two-committees").person)
    with community_actions.standing_at(town.at):
        for alone in (True, False):
            told = str([held.rows for held in own.held(Whose(town.community, person, alone=alone))])
            assert (SECRET in told) is alone


def test_no_page_that_a_stranger_can_reach_says_a_word_of_them(town: Any, reader: Any, signed: str) -> None:
    seen: set[str] = set()
    todo = ["/c/inner/", "/api/v1/communities/inner", "/api/v1/communities/inner/sittings",
            "/api/v1/communities/inner/sittings/2026/1", "/api/v1/communities/inner/disclosures"]  # fmt: skip
    client = Client(headers={"accept-language": "zh-CN"})
    while todo and len(seen) < 150:
        path = todo.pop(0)
        if path in seen:
            continue
        seen.add(path)
        with community_actions.standing_at(town.at):
            answer: Any = client.get(path)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert SECRET.encode() not in body, path
        if "html" in answer.get("Content-Type", ""):
            links = (
                unescape(one).split("#")[0] for one in re.findall(r'href="(/c/inner/[^"]*)"', body.decode())
            )
            todo += [one for one in links if one not in seen]
    assert "/c/inner/sittings/2026/1/minutes/" in seen
    assert any("archive" in one for one in seen)
    assert any("feed" in one for one in seen), sorted(seen)


def test_nobody_is_told_a_word_of_them_where_the_draft_is_not_signed(town: Any, reader: Any) -> None:
    by = town.by("two-committees")
    chain = town.sitting("two-committees", by, [town.submit()], 6)
    town.done(actions.end_sitting, chain=chain, by=by)
    town.done(actions.correct_minutes, chain=chain, by=by, drawn="草稿", text=SECRET, stamp=0)
    for text in (reader().read(PATH), reader("residents", 12).read(PATH)):
        assert SECRET not in text
        assert "会议纪要还没有签署。" in text
        assert "以前仅供社区两委成员查阅。" in text


def test_who_leaves_a_note_on_a_matter_is_told_that_it_is_for_everybody(town: Any) -> None:
    force = community_reads.force(town.community)
    state = town.matter(town.submit()).state
    stage = force.stage(state.procedure, state.stage)
    lens = Lens(force, "zh", town.community.zone)
    (text,) = [one for one in fields(lens, stage, state, "minute") if one.name == "text"]
    assert text.help == "这份记录随事项公开。只供内部查阅的，写在会议纪要里。"
