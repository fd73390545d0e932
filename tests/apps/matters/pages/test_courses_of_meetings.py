"""How meetings go: notice, cancelling, the quorum at the tablet, hands at the edge, a seat that ends, who left."""

from __future__ import annotations

import re
from datetime import timedelta
from importlib import import_module
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
from linli.core.record.verify import verify

PAGE = "sittings/2026/1/"
MATTER = "matters/2026/1/"
ORGAN = "two-committees"


def drawn(town: Any) -> str:
    """The minutes as the record gives them, before who called the sitting."""
    with community_actions.standing_at(town.at):
        found = reads.minutes(town.community, Viewer(town.by(ORGAN).person, ORGAN), 2026, 1)
    assert found is not None
    return found.drawn


def name(town: Any, index: int) -> str:
    person = community_reads.person_of(town.community, town.by(ORGAN, index).person)
    assert person is not None
    return str(person.name)


def tablet(reader: Any) -> str:
    page = reader(ORGAN).get(PAGE + "door/").content.decode()
    found = re.search(r'href="/c/one/(sittings/2026/1/tablet/[^"]+)"', page)
    assert found is not None
    return found[1]


def test_who_calls_with_too_short_a_notice_is_told_the_earliest_day_and_keeps_what_was_typed(
    town: Any, reader: Any, tmp_path: Path
) -> None:
    text = charters.at("beilin").read_text("utf-8")
    text = text.replace(
        "        rule: joint-sitting\n", "        rule: joint-sitting\n        notice: 3 days\n"
    )
    (tmp_path / "charter.yaml").write_text(text, "utf-8")
    with community_actions.standing_at(town.at):
        loaded = charters.read(tmp_path / "charter.yaml")
        community_actions.adopt_charter(town.community, loaded, actor=community_actions.TERMINAL)
    town.community.refresh_from_db()
    chain, at = town.submit(), reader(ORGAN)
    ask = f"sittings/new/?organ={ORGAN}"
    given = {"agenda": chain, "text": "带上图纸"}
    early = at.post(ask, starts="2026-03-04T19:00", **given)
    assert early.status_code == 409
    said = early.content.decode()
    assert "会议要提前通知：最早可以在 2026 年 3 月 5 日 24:00 召开" in said
    assert "带上图纸" in said
    assert 'value="2026-03-04T19:00"' in said
    assert at.post(ask, starts="2026-03-05T23:59", **given).status_code == 409
    assert at.post(ask, starts="2026-03-06T00:00", **given).status_code == 302
    assert Sitting.objects.get().state.agenda == (chain,)


def test_a_sitting_ended_before_it_begins_is_cancelled_on_every_page_and_wants_no_minutes(
    town: Any, reader: Any
) -> None:
    chain, by, at = town.submit(), town.by(ORGAN), reader(ORGAN)
    starts = town.at + timedelta(days=2)
    town.done(actions.call_sitting, by=by, organ=ORGAN, starts=starts, agenda=[chain])
    assert "取消会议 取消后，议程上的事项要另行召集会议。" in at.read(PAGE)
    answer = at.post(PAGE + "act/end-sitting/", organ=ORGAN)
    assert answer.status_code == 302
    said = at.read(PAGE)
    assert "会议已取消" in said
    assert "会议纪要" not in said
    assert "到会" not in said
    assert "已取消" in reader().read("sittings/")
    assert "会议已取消。" in reader().read(PAGE + "live/")
    program = Client().get("/api/v1/communities/one/" + MATTER.rstrip("/")).json()
    assert [one["cancelled"] for one in program["sittings"]] == [True]
    assert "散会" not in reader().read("sittings/")
    assert {one.act for one in town.matter(chain).desk_items.filter(ahead=False)} == {"call-sitting"}
    assert "会议已取消。" in reader().read(PAGE + "notice/")
    assert b"STATUS:CANCELLED" in reader().get("calendar.ics").content


def test_no_minutes_are_signed_of_a_cancelled_sitting_and_it_stays_cancelled(town: Any, reader: Any) -> None:
    by, at = town.by(ORGAN), reader(ORGAN)
    starts = town.at + timedelta(days=2)
    called = town.done(actions.call_sitting, by=by, organ=ORGAN, starts=starts, agenda=[])
    to = {"chain": called.chain, "by": by}
    town.done(actions.end_sitting, **to)
    town.go(days=3)
    assert town.code(actions.sign_minutes, **to, text="开过了") == "sitting-cancelled"
    assert town.code(actions.correct_minutes, **to, drawn="", text="开过了", stamp=0) == "sitting-cancelled"
    assert "会议已经取消，没有会议纪要" in at.read(PAGE + "minutes/")
    assert Sitting.objects.get().cancelled


def test_what_is_to_come_first_does_so_on_every_page_and_what_is_new_comes_last(
    town: Any, reader: Any
) -> None:
    one, two, three = (town.submit(title) for title in ("第一件", "第二件", "第三件"))
    by, at = town.by(ORGAN), reader(ORGAN)
    starts = town.at + timedelta(hours=2)
    town.done(actions.call_sitting, by=by, organ=ORGAN, starts=starts, agenda=[two, one])
    assert "先议哪一项" in at.read(PAGE + "agenda/")
    assert at.post(PAGE + "agenda/", agenda=[one, two, three], organ=ORGAN).status_code == 302
    assert Sitting.objects.get().state.agenda == (two, one, three)
    for path in (PAGE, PAGE + "notice/"):
        said = reader().read(path)
        assert said.index("第二件") < said.index("第一件") < said.index("第三件")
    given = {"agenda": [one, two, three], "organ": ORGAN}
    assert at.post(PAGE + "agenda/", first=three, **given).status_code == 302
    assert Sitting.objects.get().state.agenda == (three, two, one)
    for wrong in ("matter/2026/99", "x" * 5_000, "\x00"):
        assert at.post(PAGE + "agenda/", first=wrong, **given).status_code in (409, 422)
    assert Sitting.objects.get().state.agenda == (three, two, one)
    town.go(hours=3)
    town.done(actions.end_sitting, chain="sitting/2026/1", by=by)
    assert drawn(town).index("议题 1：第三件") < drawn(town).index("议题 2：第二件")


def test_a_body_that_is_a_meeting_by_its_name_is_not_called_one_twice(town: Any, reader: Any) -> None:
    chain, by = town.submit(), town.by(ORGAN)
    town.poll(chain, ORGAN, by, ["yes"] * 6)
    town.sitting("party-assembly", town.by("party-branch"), [chain], 1)
    assert "党员大会会议" not in reader().read("sittings/2026/2/")
    assert "社区两委会议" in reader().read(PAGE)
    assert drawn(town).startswith("社区两委会议纪要")


def test_once_the_last_one_needed_signs_in_at_the_tablet_it_no_longer_says_that_voting_is_paused(
    town: Any, reader: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.open(town.submit(), ORGAN, town.by(ORGAN), 5)
    monkeypatch.setattr(community_reads, "phone_ends_in", lambda _person, _digits: True)
    path, door = tablet(reader), reader()
    assert "暂停投票" in door.read(path)
    answer = door.post(path, who=name(town, 6), digits="1234")
    assert answer.status_code == 200
    said = answer.content.decode()
    assert "已签到" in said
    assert "暂停投票" not in said


def test_whoever_is_no_member_is_not_signed_in_at_the_tablet_and_learns_why(
    town: Any, reader: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.sitting(ORGAN, town.by(ORGAN), [town.submit()], 1)
    monkeypatch.setattr(community_reads, "phone_ends_in", lambda _person, _digits: True)
    stranger = community_reads.person_of(town.community, town.by("residents", 20).person)
    answer = reader().post(tablet(reader), who=stranger.name, digits="1234")
    assert answer.status_code == 409
    assert "不是社区两委的成员" in answer.content.decode()
    assert len(Sitting.objects.get().state.attending) == 1


@pytest.mark.parametrize(
    ("come", "hands", "outcome"),
    [
        (8, {"yes": "5", "no": "3"}, "passed"),
        (8, {"yes": "4", "no": "4"}, "failed"),
        (6, {"yes": "5", "no": "1"}, "passed"),
        (6, {"yes": "4", "abstain": "2"}, "failed"),
        (6, {"yes": "0"}, "no-quorum"),
    ],
)
def test_hands_at_the_very_edge_of_the_rule_are_counted_exactly(
    town: Any, reader: Any, come: int, hands: dict[str, str], outcome: str
) -> None:
    """Six of eight are just the two thirds, four of eight half and no more; where nobody answers nothing is decided."""
    chain = town.submit()
    town.open(chain, ORGAN, town.by(ORGAN), come)
    given = {"yes": "0", "no": "0", "abstain": "0"} | hands
    assert reader(ORGAN).act(chain, "enter-count", **given).status_code == 302
    assert town.matter(chain).state.passages[-1].outcome == outcome


@pytest.mark.parametrize("wrong", ["-1", "", "1.5", "９９９", "1e3", "99999999999999999999", "\x00"])
def test_hands_that_are_no_number_of_people_are_refused_and_the_others_stay(
    town: Any, reader: Any, wrong: str
) -> None:
    chain = town.submit()
    town.open(chain, ORGAN, town.by(ORGAN), 8)
    answer = reader(ORGAN).act(chain, "enter-count", yes="5", no=wrong, abstain="0")
    assert answer.status_code in (409, 422)
    assert 'value="5"' in answer.content.decode()
    assert not town.matter(chain).state.passages[-1].outcome.startswith("pass")
    assert town.matter(chain).stage == "consult"


def test_who_loses_the_seat_votes_no_more_and_the_vote_given_before_stays(town: Any, reader: Any) -> None:
    chain = town.submit()
    by = town.by(ORGAN)
    town.open(chain, ORGAN, by, 8)
    town.vote(chain, ORGAN, ["yes"] * 3)
    leaving = [town.by(ORGAN, index) for index in (2, 7)]
    for one in leaving:
        with community_actions.standing_at(town.at):
            person = community_reads.person_of(town.community, one.person)
            for organ in ("party-branch", "committee"):
                if one.person in community_reads.roster(town.community).seats[organ]:
                    community_actions.leave_seat(
                        town.community, person, organ, actor=community_actions.TERMINAL
                    )
    town.community.refresh_from_db()
    assert town.code(actions.vote, chain=chain, by=leaving[1], choice="yes") == "not-in-organ"
    assert town.code(actions.vote, chain=chain, by=leaving[0], choice="no") == "not-in-organ"
    said = reader(ORGAN).read(PAGE)
    assert "到会 6 / 8" in said
    assert "不再计入到会人数" not in said, "six are just enough"
    for index in range(2, 4):
        town.done(actions.vote, chain=chain, by=town.by(ORGAN, index), choice="yes")
    town.done(actions.close, chain=chain, by=by)
    passage = town.matter(chain).state.passages[-1]
    assert (passage.outcome, passage.figures["yes"], passage.figures["present"]) == ("passed", 5, 6)
    with community_actions.standing_at(town.at):
        found = list(actions.record_export(community=town.community))
    assert [one.told("en") for one in verify(iter(found)).findings if one.weight == "broken"] == []


def test_the_minutes_name_who_did_not_come_who_left_and_who_came_back_by_the_clock(town: Any) -> None:
    chain, by = town.submit(), town.by(ORGAN)
    sitting = town.open(chain, ORGAN, by, 7)
    gone = [town.by(ORGAN, index).person for index in (5, 6)]
    town.go(minutes=10)
    town.done(actions.leave, chain=sitting, by=by, people=gone)
    town.go(minutes=10)
    town.done(actions.attend, chain=sitting, by=by, people=gone[:1])
    town.vote(chain, ORGAN, ["yes"] * 5)
    town.done(actions.close, chain=chain, by=by)
    town.done(actions.end_sitting, chain=sitting, by=by)
    text = drawn(town)
    assert f"未到人员：{name(town, 7)}" in text
    assert f"09:16 {name(town, 5)}、{name(town, 6)}离开" in text
    assert f"09:26 {name(town, 5)}回来签到" in text
    assert "至 09:26" in text
    assert re.search(r"^09:06  「商议」开始表决", text, re.MULTILINE)


def test_whoever_joins_the_body_after_a_meeting_is_not_said_to_have_missed_it(town: Any) -> None:
    by, late = town.by(ORGAN), town.by("residents", 20)
    town.done(actions.end_sitting, chain=town.sitting(ORGAN, by, [town.submit()], 8), by=by)
    town.go(hours=1)
    with community_actions.standing_at(town.at):
        gone, come = (
            community_reads.person_of(town.community, one.person) for one in (town.by("committee"), late)
        )
        to = {"organ": "committee", "actor": community_actions.TERMINAL}
        community_actions.leave_seat(town.community, gone, **to)
        community_actions.take_seat(town.community, come, **to)
    assert late.person in community_reads.roster(town.community).seats["committee"]
    assert "未到人员" not in drawn(town)


def test_a_large_meeting_names_nobody_who_did_not_come(town: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("linli.apps.matters.reads.minutes"), "FEW", 7)
    town.sitting(ORGAN, town.by(ORGAN), [town.submit()], 1)
    assert "未到人员" not in drawn(town)
