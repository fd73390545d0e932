"""Minutes that a charter wants public within some days: due, late, on the desk, on the page of disclosures, signed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from linli import charters
from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.matters import actions, reads
from linli.apps.matters.models import Sitting
from linli.apps.matters.reads import Viewer

ORGAN = "    union: [party-branch, committee]\n"


@pytest.fixture
def prompt(founding: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A town where the two committees sign their minutes within three days."""
    gallery = tmp_path / "charters"
    for part in ("beilin", "law"):
        shutil.copytree(charters.gallery() / part, gallery / part)
    file = gallery / "beilin" / "charter.yaml"
    text = file.read_text(encoding="utf-8")
    assert ORGAN in text
    file.write_text(text.replace(ORGAN, f"{ORGAN}    minutes-within: 3 days\n"), encoding="utf-8")
    monkeypatch.setenv("LINLI_CHARTERS", str(gallery))
    return founding("prompt", "beilin", "610103001001")


def held(town: Any, come: int = 6) -> str:
    """A sitting that is over."""
    by = town.by("two-committees")
    chain: str = town.sitting("two-committees", by, [town.submit()], come)
    town.done(actions.end_sitting, chain=chain, by=by)
    return chain


def board(town: Any) -> Any:
    with community_actions.standing_at(town.at):
        return reads.board(town.community, Viewer())


def waits(town: Any, organ: str, index: int = 0) -> list[tuple[str, str, str]]:
    with community_actions.standing_at(town.at):
        desk = reads.desk(town.community, Viewer(town.by(organ, index).person, organ))
    return [(one.title, one.group, one.organ) for one in desk.errands]


def test_minutes_are_due_so_long_after_the_end_and_late_when_it_is_past(prompt: Any) -> None:
    assert (board(prompt).minutes, board(prompt).minutes_say) == ((), ("社区两委：会后 3 天内公布",))
    held(prompt)
    (one,) = board(prompt).minutes
    assert (one.title, one.who, one.due, one.late) == (
        "社区两委", "社区两委", "2026 年 3 月 5 日 24:00 前", False,
    )  # fmt: skip
    prompt.go(days=4)
    assert board(prompt).minutes[0].late


def test_they_wait_on_the_desks_of_who_may_convene_and_of_nobody_else(prompt: Any) -> None:
    held(prompt)
    said = "签署会议纪要：社区两委，2026 年 3 月 2 日 09:05"
    assert waits(prompt, "committee") == [(said, "coming", "two-committees")]
    assert waits(prompt, "residents", 20) == []
    prompt.go(days=4)
    assert [group for _title, group, _organ in waits(prompt, "party-branch")] == ["late"]


def test_signed_minutes_are_no_longer_missing(prompt: Any) -> None:
    chain = held(prompt)
    by = prompt.by("two-committees")
    prompt.done(actions.sign_minutes, chain=chain, by=by, text="会议纪要。")
    assert board(prompt).minutes == ()
    assert waits(prompt, "committee") == []
    assert Sitting.objects.get(chain=chain).minutes_due is None


def test_of_a_sitting_cancelled_before_this_was_known_no_minutes_are_missing(prompt: Any) -> None:
    chain = held(prompt)
    Sitting.objects.filter(chain=chain).update(starts=prompt.at + timedelta(hours=1))
    assert board(prompt).minutes == ()
    assert waits(prompt, "committee") == []


def test_the_page_of_disclosures_says_what_the_charter_asks_and_what_is_missing(prompt: Any) -> None:
    def page() -> str:
        with community_actions.standing_at(prompt.at):
            return Client().get("/c/prompt/disclosures/").content.decode()

    assert "没有欠公布的会议纪要" in page()
    held(prompt)
    prompt.go(days=4)
    assert "2026 年 3 月 2 日 09:05的会议" in page()
    assert "逾期" in page()


def test_without_a_rule_in_the_charter_no_minutes_are_due(town: Any) -> None:
    held(town)
    town.at += timedelta(days=90)
    assert (board(town).minutes, board(town).minutes_say) == ((), ())
    assert waits(town, "committee") == []
    assert community_reads.force(town.community).charter.organs["two-committees"].minutes_within is None
