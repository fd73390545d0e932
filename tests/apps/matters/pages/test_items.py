"""Items on the pages: put by many, sorted one by one, voted on, scored, elected by a paper count."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from linli import charters
from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.matters import actions, reads
from linli.apps.matters.reads import Viewer
from linli.apps.matters.typed import BadInput
from linli.core.engine.acts import Actor, Count
from linli.core.record.verify import verify

CHARTER = Path(__file__).resolve().parents[3] / "core" / "engine" / "items.yaml"
HERE = "matters/2026/1/"


@pytest.fixture
def listed(town: Any) -> Any:
    """The town under a charter that decides about items."""
    with community_actions.standing_at(town.at):
        community_actions.adopt_charter(
            town.community, charters.read(CHARTER), actor=community_actions.TERMINAL
        )
    town.community.refresh_from_db()
    return town


def put(town: Any, procedure: str, kind: str, **given: Any) -> str:
    chain: str = town.submit("一轮", by=town.by("committee"), procedure=procedure, kind=kind, **given)
    return chain


def page(town: Any, organ: str = "", index: int = 0) -> Any:
    viewer = Viewer(town.by(organ, index).person, organ) if organ else Viewer()
    with community_actions.standing_at(town.at):
        return reads.matter(town.community, viewer, 2026, 1)


def desks(town: Any, chain: str) -> set[tuple[str, str]]:
    return {(one.organ, one.act) for one in town.matter(chain).desk_items.filter(ahead=False)}


def wish(town: Any, chain: str, title: str, index: int, cost: int) -> None:
    by = town.by("residents", index)
    town.done(actions.add_item, chain=chain, by=by, title=title, text="说明", facts={"cost": cost})


def test_wishes_are_put_sorted_and_voted_on(listed: Any, reader: Any) -> None:
    town, chain = listed, put(listed, "wishes", "round")
    assert desks(town, chain) == {("residents", "add-item")}
    resident = reader("residents", 20)
    assert "提一项" in resident.read(HERE)
    answer = resident.act(chain, "add-item", title="添路灯", text="", **{"fact-cost": "abc"})
    assert answer.status_code == 422
    assert "添路灯" in answer.content.decode()
    assert (
        resident.act(chain, "add-item", title="添路灯", text="暗", **{"fact-cost": "900"}).status_code == 302
    )
    assert "添路灯" in resident.read(HERE)
    assert "费用：900 元" in resident.read(HERE)
    wish(town, chain, "添长椅", 21, 500)
    wish(town, chain, "建雕像", 22, 90000)
    wish(town, chain, "说笑的", 22, 1)
    neighbour = reader("residents", 22)
    assert "说笑的" in neighbour.read(HERE)
    assert neighbour.act(chain, "retract-item", item="4").status_code == 302
    refused = resident.act(chain, "retract-item", item="3", reasons="不同意")
    assert refused.status_code == 409
    assert "是别人提的" in refused.content.decode()
    assert "不同意" in refused.content.decode()
    town.go(days=11)
    assert {deed.act for deed in page(town, "committee").deeds} >= {"sort-item"}
    sorter = reader("committee")
    for number, bin in (("1", "fit"), ("2", "fit")):
        assert sorter.act(chain, "sort-item", item=number, bin=bin, reasons="可行").status_code == 302
    assert desks(town, chain) == {("committee", "sort-item")}
    assert "等待审核" in sorter.read(HERE)
    assert sorter.act(chain, "sort-item", item="3", bin="unfit", reasons="太贵").status_code == 302
    assert desks(town, chain) == {("residents", "vote-items")}
    voter = reader("residents", 23)
    shown = voter.read(HERE)
    assert "最多选 2 项" in shown
    assert "太贵" in shown
    too_many = voter.act(chain, "vote-items", items=["1", "2", "3"])
    assert too_many.status_code == 409
    assert "不在这次表决里" in too_many.content.decode()
    assert voter.act(chain, "vote-items", items=["1"]).status_code == 302
    assert "您选了第 1 项" in voter.read(HERE)
    assert voter.act(chain, "vote-items").status_code == 302
    assert "您投了空白票" in voter.read(HERE)
    for index in range(8):
        town.done(actions.vote_items, chain=chain, by=town.by("residents", index), chosen=[1, 2])
    assert "添路灯" not in str([event.text for event in page(town).events if "投" in event.text])
    town.go(days=6)
    with community_actions.standing_at(town.at):
        actions.tick(community=town.community, chain=chain)
    done = page(town)
    assert done.status == "done"
    first = done.items[0]
    assert (first.title.text, first.state, first.got, first.share) == ("添路灯", "选出", "8 票", 100)
    assert [one.state for one in done.items] == ["选出", "选出", "不可行", "已撤回"]
    said = [event.text for event in done.events]
    assert "选出第 1、2 项" in said
    assert any("提出第 1 项" in line for line in said)


def test_an_election_on_paper_is_counted_by_two_hands(listed: Any, reader: Any) -> None:
    town = listed
    chain = put(town, "election", "ordinary", facts={"seats": 1})
    names = [town.by("residents", n) for n in (10, 11, 12)]
    for by in names:
        number = town.community.residents.get(pseudonym=by.person).number
        facts = {"nominee": str(number)}
        town.done(actions.add_item, chain=chain, by=names[0], title=f"候选 {number}", facts=facts)
    assert desks(town, chain) == {("residents", "add-item"), ("committee", "close")}
    with pytest.raises(BadInput, match="register"):
        town.done(actions.add_item, chain=chain, by=names[0], title="谁", facts={"nominee": "没有这个人"})
    same = town.community.residents.get(pseudonym=names[0].person).number
    code = town.code(actions.add_item, chain=chain, by=names[1], title="同一个", facts={"nominee": str(same)})
    assert code == "item-there"
    town.done(actions.close, chain=chain, by=town.by("committee"))
    town.open(chain, "residents", town.by("committee"), 20)
    [deed] = [one for one in page(town, "committee").deeds if one.act == "enter-count"]
    assert [number for number, _ in deed.fields[0].each] == ["1", "2", "3"]
    teller = reader("committee")
    count = {"present": "20", "issued": "20", "returned": "20", "invalid": "1", "abstain": "1",
             "item-1": "12", "item-2": "4", "item-3": "2"}  # fmt: skip
    bad = teller.act(chain, "enter-count", **(count | {"item-1": "19"}))
    assert bad.status_code == 409
    assert 'value="19"' in bad.content.decode()
    assert teller.act(chain, "enter-count", **count).status_code == 302
    assert "第一人已录入计票" in teller.read(HERE)
    assert reader("committee", 1).act(chain, "enter-count", **count).status_code == 302
    done = page(town)
    assert done.status == "done"
    assert [(one.number, one.state, one.got) for one in done.items] == [
        (1, "选出", "12 票"), (2, "没有选出", "4 票"), (3, "没有选出", "2 票"),
    ]  # fmt: skip
    assert done.items[0].facts[0].title == "姓名"
    with community_actions.standing_at(town.at):
        report = verify(actions.record_export(community=town.community))
    assert report.ok, [finding.told("en") for finding in report.findings]


def test_departments_are_listed_with_the_matter_and_scored(listed: Any, reader: Any) -> None:
    town = listed
    clerk = reader("committee")
    assert "部门" in clerk.read("matters/new/appraisal/")
    refused = clerk.post("matters/new/appraisal/", organ="committee", title="评议", text="年度", listed="")
    assert refused.status_code == 422
    bars = clerk.post(
        "matters/new/appraisal/", organ="committee", title="评议", text="年度", listed="公安 | 3"
    )
    assert bars.status_code == 422
    assert "第 1 行" in bars.content.decode()
    sent = clerk.post(
        "matters/new/appraisal/", organ="committee", title="评议", text="年度", listed="公安\n\n消防\n水务"
    )
    assert sent.status_code == 302
    chain = "matter/2026/1"
    assert [one.title.text for one in page(town).items] == ["公安", "消防", "水务"]
    rater = reader("residents", 15)
    assert "打几分" not in rater.read(HERE)
    assert rater.act(chain, "vote-items", **{"score-of-1": "5", "score-of-2": "2"}).status_code == 302
    assert "您打的分：第 1 项 5 分、第 2 项 2 分" in rater.read(HERE)
    off = reader("residents", 16).act(chain, "vote-items", **{"score-of-1": "9"})
    assert off.status_code == 409
    for index, score in enumerate((4, 4, 1)):
        town.done(
            actions.vote_items, chain=chain, by=town.by("residents", index), scores={"1": score, "2": score}
        )
    town.go(days=6)
    found = page(town)
    assert [one.got for one in found.items] == [
        "平均 3.5 分，中位 4 分，4 人打分", "平均 2.75 分，中位 3 分，4 人打分", "没有人打分",
    ]  # fmt: skip


def test_a_list_is_read_line_by_line_as_the_charter_asks(listed: Any, reader: Any) -> None:
    town = listed
    clerk = reader("committee", language="en")
    assert "One on each line, then in this order after bars: wishes | cost | place" in clerk.read(
        "matters/new/wishes/"
    )
    chain = put(town, "wishes", "round", listed="路灯｜900｜院里\n长椅 | 500\n花坛 | 80 |")
    shown = page(town).items
    assert [(one.title.text, [fact.value for fact in one.facts]) for one in shown] == [
        ("路灯", ["900 元", "院里"]), ("长椅", ["500 元"]), ("花坛", ["80 元"]),
    ]  # fmt: skip
    assert town.matter(chain).stage == "ideas"
    with pytest.raises(BadInput, match="Line 2"):
        put(town, "wishes", "round", listed="路灯 | 900\n长椅 | 五百")


def test_whom_a_list_names_is_found_in_the_register(listed: Any) -> None:
    town = listed
    number = town.community.residents.get(pseudonym=town.by("residents", 10).person).number
    put(town, "election", "ordinary", facts={"seats": 1}, listed=f"{number} | 是")
    [row] = page(town).items
    assert [fact.value for fact in row.facts][1] == "是"
    with pytest.raises(BadInput, match="Line 1: nobody in the register"):
        put(town, "election", "ordinary", facts={"seats": 1}, listed="没有这个人")
    with pytest.raises(BadInput, match="consents"):
        put(town, "election", "ordinary", facts={"seats": 1}, listed=f"{number} | 也许")


@pytest.mark.parametrize("who", ["nobody here", "a resident out of turn"])
def test_who_may_not_name_anybody_is_not_told_who_is_in_the_register(listed: Any, who: str) -> None:
    """Whether a name is somebody's is told only after the charter has said that the deed may be done."""
    town = listed
    by = Actor("", "") if who == "nobody here" else town.by("residents", 20)
    there = community_reads.person_of(town.community, town.by("residents", 10).person).name
    chain = put(town, "election", "ordinary", facts={"seats": 1})
    seen = set[tuple[str, ...]]()
    for name in (there, "没有这个人"):
        given = {"procedure": "election", "kind": "ordinary", "facts": {"seats": 1}, "listed": name}
        begun = town.code(actions.submit, by=by, title="换届", text="", **given)
        stranger, item = Actor("", ""), {"title": "提名", "facts": {"nominee": name}}
        seen.add((begun, town.code(actions.add_item, chain=chain, by=stranger, **item)))
    assert seen == {("not-entitled", "not-entitled")}
    with pytest.raises(BadInput, match="Nobody in the register"):
        town.do(actions.add_item, chain=chain, by=town.by("residents", 20), **item)


def test_scores_on_paper_have_a_field_for_each_score_of_each_item(listed: Any) -> None:
    from linli.apps.matters.forms import DeedForm
    from linli.apps.matters.reads.pages import Field

    field = Field("count", "计票", choices=(("1", "1"), ("2", "2")), each=(("1", "公安"), ("2", "消防")))
    names = list(DeedForm([field], name="x").fields)
    assert names[3:7] == ["item-1:1", "item-1:2", "item-2:1", "item-2:2"]
    assert Count(0, 0, 0).scores == {}


def test_a_checklist_is_answered_point_by_point_and_told(town: Any, reader: Any) -> None:
    """A point left open costs nobody a word; what was answered stands in the course of events."""
    with community_actions.standing_at(town.at):
        words = charters.read(CHARTER.parent / "words" / "charter.yaml")
        community_actions.adopt_charter(town.community, words, actor=community_actions.TERMINAL)
    town.community.refresh_from_db()
    by = town.by("residents")
    chain = town.submit("一轮", by=by, procedure="wishes", kind="wishes", listed="路灯\n围墙")
    resident = reader("residents", 20)
    assert all(said in resident.read(HERE) for said in ("合法", "符合", "不符合"))
    open_ = resident.act(chain, "sort-item", item="1", bin="fit", reasons="看过图纸")
    assert open_.status_code == 422
    assert "看过图纸" in open_.content.decode()
    fit = {"item": "1", "bin": "fit", "reasons": "看过图纸", "point-lawful": "yes"}
    assert resident.act(chain, "sort-item", **fit).status_code == 302
    unfit = {"item": "2", "bin": "unfit", "reasons": "占道", "point-lawful": "no"}
    assert resident.act(chain, "sort-item", **unfit).status_code == 302
    said = resident.read(HERE)
    assert "第 1 项：符合：合法" in said
    assert "第 2 项：不符合：合法" in said


def test_a_stage_passed_over_stands_on_the_rail_and_in_the_course(town: Any, reader: Any) -> None:
    with community_actions.standing_at(town.at):
        words = charters.read(CHARTER.parent / "words" / "charter.yaml")
        community_actions.adopt_charter(town.community, words, actor=community_actions.TERMINAL)
    town.community.refresh_from_db()
    by = town.by("residents")
    town.submit("修灯", by=by, procedure="works", kind="works", facts={"cost": 1000})
    said = reader("residents", 20).read(HERE)
    assert "「防洪评估」不适用，跳过" in said
    assert said.count("不适用，跳过") == 4
