"""What the pages show, to whom, and at what cost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli.apps.community import actions as community_actions
from linli.apps.matters import actions, reads
from linli.apps.matters.models import DeskItem, Matter, Step
from linli.apps.matters.reads import Viewer
from linli.apps.matters.reads.pages import Deed, MatterPage
from linli.core.engine.acts import Actor, Count


def page(town: Any, by: Actor | None = None, lang: Any = "zh", number: int = 1) -> MatterPage:
    viewer = Viewer(by.person, by.organ, lang) if by else Viewer(lang=lang)
    with community_actions.standing_at(town.at):
        found = reads.matter(town.community, viewer, 2026, number)
    assert found is not None
    return found


def acts(deeds: Sequence[Deed]) -> list[str]:
    return [deed.act for deed in deeds]


def queries(read: Callable[[], Any]) -> int:
    read()
    with CaptureQueriesContext(connection) as seen:
        read()
    return len(seen)


def test_the_rail_shows_what_is_over_what_is_now_and_what_is_to_come(town: Any) -> None:
    chain = town.submit()
    town.poll(chain, "two-committees", town.by("two-committees"), [], come=2)
    town.poll(chain, "two-committees", town.by("two-committees"), ["yes"] * 5 + ["no"])
    rail = page(town).rail
    assert [(one.name, one.state) for one in rail] == [
        ("propose", "done"), ("consult", "failed"), ("consult", "done"), ("review", "now"), ("resolve", "todo"),
        ("announce", "todo"), ("carry-out", "todo"), ("report", "todo"), ("disclosures", "todo"),
    ]  # fmt: skip
    assert rail[1].title == "商议（第 1 次）"
    assert rail[1].outcome == "人数不足"
    assert rail[2].summary == "应到 8，到会 6，赞成 5，反对 1"
    assert all(one.rule_text and one.clause and one.path for one in rail[:-1])


def test_a_refused_matter_shows_the_stages_it_will_not_reach_as_skipped(town: Any) -> None:
    chain = town.submit()
    town.poll(chain, "two-committees", town.by("two-committees"), ["no"] * 6)
    found = page(town)
    assert (found.status, found.status_text) == ("refused", "未通过")
    assert {one.state for one in found.rail[2:]} == {"skipped"}
    assert found.deeds == ()
    assert found.rule is None


def test_before_a_poll_closes_nobody_sees_more_than_who_came_and_how_many_answered(town: Any) -> None:
    chain = town.submit()
    town.open(chain, "two-committees", town.by("two-committees"), 7)
    town.vote(chain, "two-committees", ["yes", "yes", "no"])
    for by in (None, town.by("two-committees", 4), town.by("residents", 20)):
        found = page(town, by)
        assert found.turnout == "已有 3 人投票；结束前不公布结果。"
        assert found.meter is not None
        assert (found.meter.have, found.meter.whole, found.meter.need) == (7, 8, 6)
        assert not any(word in str(found.events) + found.rail[1].summary for word in ("赞成", "反对"))
        assert found.mine == ""
    assert page(town, town.by("two-committees", 2)).mine == "您投了：反对"


def test_a_half_entered_paper_count_shows_no_figures(town: Any) -> None:
    chain = town.submit()
    town.poll(chain, "two-committees", town.by("two-committees"), ["yes"] * 6)
    town.poll(chain, "party-assembly", town.by("party-branch"), ["yes"] * 6)
    town.open(chain, "residents-assembly", town.by("committee"), 13)
    count = Count(present=20, issued=20, returned=20, yes=17, no=3)
    town.done(actions.enter_count, chain=chain, by=town.by("committee"), count=count)
    found = page(town, town.by("committee", 1))
    assert found.turnout == "第一人已录入计票，等第二人录入。"
    shown = [line.text for line in found.events if line.seq > 20] + [item.summary for item in found.rail[3:]]
    assert not any("赞成" in text for text in shown)
    assert "enter-count" in acts(found.deeds)
    assert {why.code for why in page(town, town.by("committee")).why_not} == {"same-hand", "paper-only"}


def test_each_reader_is_offered_what_the_charter_allows_them_and_told_why_not_the_rest(town: Any) -> None:
    chain = town.submit()
    assert acts(page(town, town.by("two-committees", 4)).deeds)[0] == "call-sitting"
    stranger = page(town)
    # Whether a stranger belongs to an organ is not known: there is nothing to tell but to sign in.
    assert stranger.deeds == stranger.why_not == ()
    resident = page(town, town.by("residents", 20))
    assert resident.why_not
    assert all(why.what and why.clause for why in resident.why_not)
    town.open(chain, "two-committees", town.by("two-committees"), 6)
    voter = page(town, town.by("two-committees", 3))
    assert (voter.deeds[0].act, voter.deeds[0].primary) == ("vote", True)
    assert [field.name for field in voter.deeds[0].fields] == ["choice"]
    absent = page(town, town.by("two-committees", 7))
    assert absent.deeds[0].act == "attend"
    assert any(why.code == "not-present" and why.instead for why in absent.why_not)


def test_everything_is_said_in_english_too(town: Any) -> None:
    chain = town.submit("New lamps")
    town.resolve(chain)
    town.carry(chain)
    found = page(town, town.by("committee"), "en")
    shown = str((found.rail, found.rule, found.deeds, found.why_not, [one.text for one in found.events]))
    shown = shown.replace("居民", "").replace("一号社区", "")
    assert not [char for char in shown if "\u4e00" <= char <= "\u9fff"]


def test_a_page_seen_late_shows_what_is_due_as_done_without_writing_anything(town: Any) -> None:
    chain = town.submit()
    town.go(days=60)
    before = town.matter(chain).head_seq
    assert page(town).status == "lapsed"
    assert town.matter(chain).head_seq == before
    assert town.matter(chain).status == Matter.Status.OPEN


def test_disclosures_are_due_done_or_none_because(town: Any) -> None:
    chain = town.submit()
    by = town.by("committee")
    town.done(actions.disclose, chain=chain, by=by, section="finance", text="没有花钱", none=True)
    town.done(actions.disclose, chain=chain, by=by, section="affairs", text="见公开栏")
    cells = {cell.section: cell for cell in page(town).disclosures}
    assert (cells["finance"].state, cells["finance"].because) == ("none", "没有花钱")
    assert (cells["affairs"].state, cells["affairs"].text) == ("done", "见公开栏")
    assert (cells["results"].state, cells["results"].due) == ("due", "在「结果公开」公开")
    found = reads.disclosures(town.community, Viewer(), section="finance")
    assert [(row.section, row.none, row.text) for row in found.rows] == [("finance", True, "没有花钱")]
    assert ("finance", "财务公开", 1) in found.sections


def test_the_notice_has_the_decision_the_issuer_and_the_way_to_object(town: Any) -> None:
    chain = town.submit("更换路灯")
    town.resolve(chain)
    posted = town.done(actions.post, chain=chain, by=town.by("committee"), text="第一段\n\n第二段")
    assert reads.numbered(town.community, 2026, 1, posted.seq) == (2026, 1)
    found = reads.sheet(town.community, Viewer(), 2026, 1)
    assert found is not None
    assert (found.title, found.issuer, found.body) == ("更换路灯", "社区居委会", ("第一段", "第二段"))
    assert (found.number, found.section, found.kind) == ("〔2026〕1 号", "决议公开", "period")
    assert "异议" in found.objections
    assert found.figures[-1].startswith("决议：应到 24，到会 20")
    assert reads.numbered(town.community, 2026, 1, 1) is None


def test_an_objection_stands_on_the_page_until_it_is_answered_and_after(town: Any) -> None:
    chain = town.submit()
    town.resolve(chain)
    town.done(actions.post, chain=chain, by=town.by("committee"), text="公示")
    town.done(actions.object_, chain=chain, by=town.by("residents", 20), text="太亮")
    [open_] = page(town).objections
    assert (open_.open, open_.text.text) == (True, "太亮")
    by = town.by("two-committees")
    town.done(actions.answer, chain=chain, by=by, objection=1, verdict="dismissed", reasons="装灯罩")
    [answered] = page(town).objections
    assert (answered.open, answered.verdict, answered.reasons.text) == (False, "异议不成立", "装灯罩")


def test_the_square_has_every_matter_where_it_belongs(town: Any) -> None:
    deciding = town.submit("在议")
    doing, published = town.submit("在办"), town.submit("公示中")
    refused = town.submit("没过")
    for chain in (doing, published):
        town.resolve(chain)
    town.poll(refused, "two-committees", town.by("two-committees"), ["no"] * 6)
    town.carry(doing)
    town.at -= timedelta(days=9)
    with community_actions.standing_at(town.at):
        square = reads.square(town.community, Viewer(town.people[0], "party-branch"))
    assert [row.chain for row in square.deciding] == [deciding]
    assert [row.chain for row in square.doing] == [doing]
    assert [row.chain for row in square.published] == [published]
    assert [row.chain for row in square.ended] == [refused]
    assert square.deciding[0].say
    assert square.deciding[0].days_left == 15
    assert [one.organ for one in square.may_propose] == ["party-branch"]


def test_the_desk_sorts_what_waits_into_late_today_and_coming(town: Any) -> None:
    chains = [town.submit(f"事项{n}") for n in range(3)]
    now = town.at
    for chain, due in zip(chains, (-1, 1, 24 * 5), strict=True):
        DeskItem.objects.filter(matter__chain=chain, ahead=False).update(due=now + timedelta(hours=due))
    with community_actions.standing_at(now):
        desk = reads.desk(town.community, Viewer(town.people[0], "party-branch"))
        late = reads.desk(town.community, Viewer(town.people[0], "party-branch"), group="late")
    assert desk.counts == {"late": 1, "today": 1, "coming": 1, "ahead": 0}
    assert [(row.group, row.matter.title) for row in desk.rows] == [
        ("late", "事项0"), ("today", "事项1"), ("coming", "事项2"),
    ]  # fmt: skip
    assert [row.matter.title for row in late.rows] == ["事项0"]
    assert desk.rows[0].button == "召集会议"


def test_work_of_which_no_report_came_is_late_until_one_comes(town: Any) -> None:
    chain = town.submit()
    town.resolve(chain)
    town.carry(chain)
    viewer = Viewer(town.people[3], "committee")

    def groups() -> list[tuple[str, str]]:
        with community_actions.standing_at(town.at):
            actions.tick(community=town.community, chain=chain)
            return [(row.act, row.group) for row in reads.desk(town.community, viewer).rows]

    assert groups() == [("report", "coming")]
    town.go(days=20)
    assert groups() == [("report", "late")]
    town.done(actions.report, chain=chain, by=town.by("committee"), text="进度")
    assert groups() == [("report", "coming")]


def test_a_desk_has_pages_of_twenty(town: Any) -> None:
    for number in range(45):
        town.submit(f"事项{number}")
    viewer = Viewer(town.people[0], "party-branch")
    with community_actions.standing_at(town.at):
        found = [reads.desk(town.community, viewer, page=number) for number in (1, 2, 3, 9)]
    assert [len(one.rows) for one in found] == [20, 20, 5, 5]
    titles = [row.matter.title for one in found[:3] for row in one.rows]
    assert sorted(titles) == sorted(f"事项{number}" for number in range(45))


def test_the_page_of_a_sitting_knows_who_is_there_and_what_for(town: Any) -> None:
    chain = town.submit()
    chair = town.by("two-committees")
    town.sitting("two-committees", chair, [chain], 5)
    with community_actions.standing_at(town.at):
        found = reads.sitting(town.community, Viewer(chair.person, "party-branch"), 2026, 1)
        other = reads.sitting(town.community, Viewer(town.people[20], "residents"), 2026, 1)
        rows = reads.sittings(town.community, Viewer()).rows
    assert found is not None
    assert other is not None
    assert (found.meter.have, found.meter.need, found.here, len(found.people)) == (5, 6, True, 8)
    assert acts(found.deeds) == ["attend", "leave", "end-sitting"]
    assert other.deeds == ()
    assert [why.code for why in other.why_not] == ["not-in-organ"]
    assert [row.chain for row in found.agenda] == [chain]
    assert [row.chain for row in rows] == ["sitting/2026/1"]


def test_the_record_page_shows_what_a_checkpoint_covers(town: Any) -> None:
    town.submit()
    assert reads.record(town.community, Viewer()).rows == ()
    community_actions.checkpoint(town.community)
    town.community.refresh_from_db()
    found = reads.record(town.community, Viewer())
    assert found.rows[0].act == "提出事项"
    assert found.entries == town.community.leaves
    assert found.chains == 2
    assert found.proof.root


def test_what_is_not_there_is_none(town: Any) -> None:
    assert reads.matter(town.community, Viewer(), 2026, 7) is None
    assert reads.sitting(town.community, Viewer(), 2026, 7) is None
    assert reads.sheet(town.community, Viewer(), 2026, 7) is None
    assert reads.posted(town.community, Viewer(), 2026, 7) is None
    assert reads.meeting(town.community, Viewer(), 2026, 7) is None
    assert reads.section(town.community, Viewer(), "gossip") is None


def test_the_matter_page_costs_the_same_however_much_has_happened(town: Any) -> None:
    chain = town.submit()
    town.resolve(chain)
    town.carry(chain)
    by = town.by("committee")
    read = lambda: page(town, by)  # noqa: E731 - the read, to be counted twice
    few = queries(read)
    for number in range(40):
        town.done(actions.report, chain=chain, by=by, text=f"进度{number}")
    assert queries(read) == few <= 12
    assert len(page(town, by).events) == 30
    assert page(town, by).events_total > 40


def test_lists_cost_the_same_with_twenty_six_matters_as_with_forty(town: Any) -> None:
    viewer = Viewer(town.people[0], "party-branch")
    lists = [getattr(reads, name) for name in ("desk", "square", "disclosures", "sittings", "record")]

    def more(count: int) -> list[int]:
        for _ in range(count):
            chain = town.submit()
            town.done(actions.disclose, chain=chain, by=town.by("committee"), section="finance", text="x")
            starts = town.at + timedelta(hours=1)
            by = town.by("two-committees")
            town.done(actions.call_sitting, by=by, organ="two-committees", starts=starts, agenda=[chain])
        community_actions.checkpoint(town.community)
        town.community.refresh_from_db()
        return [queries(partial(one, town.community, viewer)) for one in lists]

    few = more(26)
    assert more(14) == few
    assert max(few[1:]) <= 12
    assert few[0] <= 18, "the desk asks every app once or twice what waits outside of matters"


def test_the_course_of_events_goes_back_page_by_page_to_the_first(town: Any) -> None:
    chain = town.submit()
    for number in range(40):
        town.done(actions.disclose if number == 0 else actions.withdraw, **(
            {"chain": chain, "by": town.by("committee"), "section": "finance", "text": "x"} if number == 0
            else {"chain": town.submit(f"另一个{number}"), "by": town.by("party-branch")}
        ))  # fmt: skip
    first = reads.matter(town.community, Viewer(), 2026, 1, events=1)
    assert first is not None
    assert first.events_before == 2
    second = reads.matter(town.community, Viewer(), 2026, 1, before=2, events=1)
    assert second is not None
    assert (second.events[-1].seq, second.events_before) == (1, None)
    assert Step.objects.filter(chain=chain).count() == 2
