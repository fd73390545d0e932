"""Handing over: what goes to the next holder of a seat, and who may read it."""

from __future__ import annotations

from typing import Any

import pytest

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.matters import actions, reads
from linli.apps.matters.models import Matter
from linli.apps.matters.reads import Viewer
from linli.core.engine.acts import Actor


def hand_over(town: Any, organ: str) -> tuple[str, str]:
    """One member of an organ leaves and somebody who held no seat comes."""
    old, new = town.by(organ).person, town.people[20]
    clerk = community_actions.TERMINAL
    with community_actions.standing_at(town.go(days=1)):
        leaves, comes = (community_reads.person_of(town.community, one) for one in (old, new))
        community_actions.leave_seat(town.community, leaves, organ, actor=clerk)
        community_actions.take_seat(town.community, comes, organ, actor=clerk)
    town.community.refresh_from_db()
    return old, new


def sheet(town: Any, person: str, organ: str) -> Any:
    with community_actions.standing_at(town.at):
        return reads.handover(town.community, Viewer(person, organ))


def test_the_next_holder_reads_who_held_the_seat_what_waits_and_the_note(town: Any, working: str) -> None:
    predecessor = town.by("committee")
    with community_actions.standing_at(town.at):
        actions.leave_note(community=town.community, by=predecessor, text="钥匙在门卫处。")
    _old, new = hand_over(town, "committee")
    found = sheet(town, new, "committee")
    assert [(one.sits, one.left is not None) for one in found.holders if not one.sits] == [(False, True)]
    assert len(found.holders) == 6
    assert [row.matter.chain for row in found.rows] == [working]
    assert [note.text for note in found.notes] == ["钥匙在门卫处。"]
    assert found.at == town.at


def test_what_is_still_to_be_published_goes_over_with_the_seat(town: Any, reader: Any) -> None:
    assert "公布：财务公开 · 2026 年第 1 季度" in reader("committee").read("desk/handover/")


def test_the_note_is_read_by_the_holders_of_the_seats_alone(town: Any, reader: Any) -> None:
    with community_actions.standing_at(town.at):
        actions.leave_note(community=town.community, by=town.by("committee"), text="只给接任的人。")
    assert "只给接任的人。" in reader("committee", 1).read("desk/handover/")
    assert "有人给您留了交接说明" in reader("committee", 1).read("desk/")
    for organ, index in (("party-branch", 0), ("residents", 20), ("", 0)):
        page = reader(organ, index).read("desk/handover/")
        assert "只给接任的人。" not in page
    assert "有人给您留了交接说明" not in reader("party-branch").read("desk/")


def test_who_left_reads_the_sheet_no_more_and_writes_no_note(town: Any) -> None:
    old, _new = hand_over(town, "committee")
    assert sheet(town, old, "committee") is None
    with community_actions.standing_at(town.at):
        refusal = actions.leave_note(community=town.community, by=Actor(old, "committee"), text="还有一句")
    assert refusal is not None
    assert refusal.code == "not-in-organ"


def test_a_note_is_written_over_and_taken_away(town: Any, reader: Any) -> None:
    at = reader("committee")
    at.post("desk/handover/", text="第一版", organ="committee")
    at.post("desk/handover/", text="第二版", organ="committee")
    page = at.read("desk/handover/")
    assert ("第一版" in page, "第二版" in page) == (False, True)
    at.post("desk/handover/", text="", organ="committee")
    assert "还没有人留下交接说明" in at.read("desk/handover/")


@pytest.mark.parametrize(
    ("organ", "text", "status"),
    [
        ("party-branch", "不是我的", 409),
        ("residents", "人人都是", 409),
        ("committee", "a\x00b", 422),
        ("\x00", "x", 409),
    ],
)
def test_a_note_that_cannot_be_kept_comes_back(
    town: Any, reader: Any, organ: str, text: str, status: int
) -> None:
    answer = reader("committee").post("desk/handover/", text=text, organ=organ)
    assert answer.status_code == status
    assert text.replace("\x00", "")[:2] in answer.content.decode()
    assert sheet(town, town.by("committee").person, "committee").notes == ()


def test_a_strangers_note_is_refused(town: Any, reader: Any) -> None:
    answer = reader().post("desk/handover/", text="我来过", organ="committee")
    assert answer.status_code == 409
    assert "我来过" in answer.content.decode()


def test_an_organ_that_has_just_begun_has_an_empty_sheet(town: Any, reader: Any) -> None:
    page = reader("party-branch").read("desk/handover/")
    assert "没有未办的事项" in page
    assert "还没有人留下交接说明" in page
    assert "移交人" in page


def test_what_a_former_holder_held_passes_and_what_only_they_can_put_again_does_not(
    town: Any, working: str, reader: Any
) -> None:
    draft = town.submit("退回的提案")
    old, new = hand_over(town, "committee")
    Matter.objects.filter(chain=working).update(holder=old, holder_organ="committee")
    Matter.objects.filter(chain=draft).update(
        proposer=old, proposer_organ="committee", stage="propose", stage_kind="propose"
    )
    found = sheet(town, new, "committee")
    assert [(one.matter.chain, one.passes) for one in found.left] == [(working, True), (draft, False)]
    page = reader("committee", 4).read("desk/handover/")
    assert "前任留下的事项" in page
    assert "按章程，只有提出人本人可以重新提出" in page


def test_the_sheet_has_the_duties_of_the_charter_with_their_next_day(jarud: Any) -> None:
    held = sheet(jarud, jarud.by("committee").person, "committee")
    assert {one.title for one in held.duties} == {
        one.title.zh
        for one in community_reads.force(jarud.community).charter.duties.values()
        if "committee" in one.by.organs
    }
    assert all(one.next > jarud.at for one in held.duties)
