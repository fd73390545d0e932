"""The pages: what a stranger and a member read on them."""

from __future__ import annotations

import io
import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli.apps.community import actions as community_actions
from linli.apps.matters import actions
from linli.apps.matters.forms import NewForm
from linli.apps.matters.reads.pages import FactAsked, Field
from linli.core.record.verify import verify

PAGES = (
    "", "matters/2026/1/", "matters/2026/1/course/", "matters/new/", "matters/new/four-deliberations/", "sittings/",
    "sittings/2026/1/", "sittings/new/", "desk/", "charter/", "charter/file/", "disclosures/", "record/",
)  # fmt: skip


NOT_THERE = (
    "matters/2026/99/", "matters/2026/99/course/", "sittings/2026/99/", "matters/new/no-such/",
    "matters/2026/1/notice/1/", f"files/{'0' * 64}/", "charter/?version=none", "charter/?of=none", "matters/2026/0/",
    "charter/file/?version=x",
)  # fmt: skip


def source(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("organ", ["", "committee"])
def test_everybody_may_read_every_page_in_both_languages(
    reader: Any, resolved: str, organ: str, language: str
) -> None:
    reading = reader(organ, language=language)
    for path in PAGES:
        answer = reading.get(path)
        assert answer.status_code == 200, path
        page = source(answer)
        assert ('<html lang="en"' in page) == (language == "en"), path
        assert len(re.findall(r"<h1[ >]", page)) == 1, path
        # One strong button on a screen at most, beside those inside folded forms.
        open_forms = re.sub(r"<details.*?</details>", "", page, flags=re.DOTALL)
        assert open_forms.count("button-primary") <= 1, path


def test_what_is_not_there_is_said_to_be_not_there(reader: Any, resolved: str) -> None:
    answers = {path: reader().client.get(f"/c/one/{path}").status_code for path in NOT_THERE}
    assert answers == dict.fromkeys(NOT_THERE, 404)


def test_a_community_that_is_not_there_is_said_to_be_not_there(reader: Any, resolved: str) -> None:
    assert reader().client.get("/c/nowhere/").status_code == 404


def test_the_square_shows_where_i_have_a_say(town: Any, reader: Any) -> None:
    assert "现在没有正在决定的事" in reader().read()
    town.submit(title="更换路灯")
    assert "更换路灯" in reader().read()
    assert "您可以参加" not in reader().read()
    assert "您可以参加" in reader("committee").read()
    assert "提出事项" in reader("party-branch").read()
    assert "谁可以提出什么" in reader("residents", 20).read()


def test_the_matter_page_shows_the_rail_the_rule_and_the_way_to_the_clause(
    reader: Any, resolved: str
) -> None:
    at = reader()
    page = source(at.get("matters/2026/1/"))
    assert page.count('class="stage stage-done"') == 4
    assert 'aria-current="step"' in page
    way = re.search(r'href="(/c/one/charter/\?version=[0-9a-f]{64})#(procedures[^"]*announce)"', page)
    assert way is not None
    assert f'id="{way[2]}"' in source(at.client.get(way[1]))


def test_titles_with_markup_and_marks_of_direction_are_shown_as_typed(town: Any, reader: Any) -> None:
    title = "<script>alert(1)</script>\u202eמעלית\u202c 🏢"
    town.submit(title=title)
    for path in ("", "matters/2026/1/", "desk/", "sittings/new/"):
        page = source(reader("party-branch").get(path))
        assert "<script>alert" not in page
    assert f'<h1 dir="auto">{"&lt;script&gt;alert(1)&lt;/script&gt;"}' in source(
        reader().get("matters/2026/1/")
    )


def test_a_long_text_is_folded_and_nothing_of_it_is_left_out(town: Any, reader: Any) -> None:
    words = "\n".join(f"第{n}段。" + "说明" * 30 for n in range(60))
    town.done(
        actions.submit,
        by=town.by("party-branch"),
        procedure="four-deliberations",
        kind="community-affair",
        title="长文",
        text=words,
    )
    page = reader().read("matters/2026/1/")
    assert "看全文" in page
    assert all(f"第{n}段。" in page for n in range(60))


def test_who_may_not_begin_a_matter_reads_why_and_by_which_clause(reader: Any, town: Any) -> None:
    at = reader("residents", 20)
    page = at.read("matters/new/four-deliberations/")
    assert "您不能提出这类事项" in page
    assert "四议·提议" in page
    assert "社区网格化治理模式创新" in page
    answer = at.post(
        "matters/new/four-deliberations/", title="装路灯", text="天黑看不见。", organ="residents"
    )
    assert answer.status_code == 409
    assert "天黑看不见。" in source(answer)


def test_a_matter_is_put_from_the_page(reader: Any, town: Any) -> None:
    at = reader("party-branch")
    hidden = at.hidden("matters/new/four-deliberations/", "new")
    given = {"title": "装路灯", "text": "天黑看不见。", **hidden}
    answer = at.post("matters/new/four-deliberations/", **given)
    assert answer["Location"] == "/c/one/matters/2026/1/"
    assert at.post("matters/new/four-deliberations/", **given)["Location"] == "/c/one/matters/2026/1/"
    assert at.get("matters/2026/2/").status_code == 404


@pytest.mark.parametrize(("field", "typed"), [("title", ""), ("title", "题" * 201), ("text", "字" * 100_001)])
def test_a_proposal_that_cannot_be_kept_comes_back_with_its_words(
    reader: Any, town: Any, field: str, typed: str
) -> None:
    given = {"title": "装路灯", "text": "天黑看不见。", "organ": "party-branch"} | {field: typed}
    answer = reader("party-branch").post("matters/new/four-deliberations/", **given)
    assert answer.status_code == 422
    assert f"new-{field}_error" in source(answer)
    assert all(value in source(answer) for value in given.values())


def test_a_proposal_that_the_charter_does_not_know_is_refused(reader: Any, town: Any) -> None:
    at = reader("party-branch")
    assert "只能" not in at.read("matters/new/")
    given = {"title": "装路灯", "text": "天黑看不见。", "organ": "residents-assembly"}
    answer = at.post("matters/new/four-deliberations/", **given)
    assert answer.status_code == 409
    assert "天黑看不见。" in source(answer)


def test_a_sitting_is_called_from_the_matters_page(town: Any, reader: Any) -> None:
    chain = town.submit(title="更换路灯")
    at = reader("committee")
    page = source(at.get("matters/2026/1/"))
    way = re.search(r'href="(/c/one/sittings/new/[^"]*)"', page)
    assert way is not None
    asked = source(at.client.get(unescape(way[1])))
    assert "召集会议：社区两委" in asked
    assert re.search(rf'value="{chain}"[^>]*checked', asked)
    answer = at.post(
        "sittings/new/?organ=two-committees",
        starts="2026-03-02T19:00",
        text="社区活动室",
        agenda=[chain],
        key="k1",
    )
    assert answer["Location"] == "/c/one/sittings/2026/1/"
    sitting = at.read("sittings/2026/1/")
    assert "社区活动室" in sitting
    assert "更换路灯" in sitting
    assert "2026 年 3 月 2 日 19:00" in sitting


def test_a_sitting_in_the_past_is_refused_and_one_without_a_time_is_asked_for(town: Any, reader: Any) -> None:
    chain = town.submit()
    at = reader("committee")
    answer = at.post(
        "sittings/new/?organ=two-committees", starts="2026-03-01T19:00", text="活动室", agenda=[chain]
    )
    assert answer.status_code == 409
    assert "不能早于现在" in source(answer)
    assert "活动室" in source(answer)
    answer = at.post("sittings/new/?organ=two-committees", starts="明晚", text="活动室")
    assert answer.status_code == 422
    assert "call-starts_error" in source(answer)
    answer = at.post("sittings/new/?organ=two-committees", starts="2026-03-03T19:00", text="长" * 100_001)
    assert answer.status_code == 422


def test_who_may_not_call_a_sitting_is_told_so(town: Any, reader: Any) -> None:
    stranger = reader()
    assert "您不能召集会议" in stranger.read("sittings/new/")
    answer = stranger.post("sittings/new/?organ=two-committees", starts="2026-03-02T19:00", text="我来开会。")
    assert answer.status_code == 409
    assert "我来开会。" in source(answer)
    assert "召集谁的会议？" in reader("committee").read("sittings/new/")


def test_one_signs_in_by_oneself_or_is_signed_in_by_the_list(town: Any, reader: Any) -> None:
    chain = town.submit()
    caller, member = reader("two-committees"), reader("two-committees", 1)
    with community_actions.standing_at(town.at):
        starts = town.at
    town.done(actions.call_sitting, by=caller.by, organ="two-committees", starts=starts, agenda=[chain])
    assert member.act(chain, "vote").status_code == 409
    hidden = member.hidden("matters/2026/1/", "do-attend")
    answer = member.post("sittings/2026/1/act/attend/", **hidden)
    assert answer["Location"] == "/c/one/matters/2026/1/"
    assert "您已签到" in member.read("sittings/2026/1/")
    others = [town.by("two-committees", index).person for index in (2, 3)]
    assert caller.post("sittings/2026/1/act/attend/", people=others).status_code == 302
    assert "到会 3 / 8" in caller.read("sittings/2026/1/")
    refused = member.post("sittings/2026/1/act/attend/", people=others)
    assert refused.status_code == 409
    assert 'id="refusal"' in source(refused)
    assert member.post("sittings/2026/1/act/leave/").status_code == 302
    assert member.post("sittings/2026/1/act/end-sitting/").status_code == 409
    assert caller.post("sittings/2026/1/act/end-sitting/").status_code == 302
    assert caller.post("sittings/2026/1/act/dance/").status_code == 404
    assert "已散会" in member.read("sittings/")


def test_the_desk_is_that_of_the_capacity_and_keeps_its_filter_in_the_address(town: Any, reader: Any) -> None:
    assert "工作台要登录后才有" in reader().read("desk/")
    assert "按章程，这些环节会轮到您" in reader("committee").read("desk/")
    town.submit(title="更换路灯")
    at = reader("committee")
    page = source(at.get("desk/"))
    assert "更换路灯" in page
    assert "desk/?show=late" in page
    assert "更换路灯" not in at.read("desk/", show="late")
    assert "更换路灯" in at.read("desk/", show="coming", page="one")


def test_the_charter_is_read_aloud_beside_its_file(town: Any, reader: Any) -> None:
    at = reader()
    aloud = source(at.get("charter/"))
    place = re.search(
        r'href="(/c/one/charter/file/)#L(\d+)"[^>]*>文件第 \2 行',
        aloud[aloud.index('id="organs.committee"') :],
    )
    assert place is not None
    file = source(at.client.get(place[1]))
    line = re.search(rf'id="L{place[2]}".*?line-text">([^<]*)<', file, re.DOTALL)
    assert line is not None
    assert line[1].strip() == "committee:"
    law = at.read("charter/", of="residents-committees")
    assert "居民委员会组织法" in law
    raw: Any = at.get("charter/charter.yaml")
    assert raw.content.startswith(b"charter: beilin")
    assert raw["Content-Disposition"] == 'attachment; filename="beilin.yaml"'
    assert "the two committees" in reader(language="en").read("charter/")


def test_the_notice_can_be_printed_with_a_code_to_the_page(town: Any, reader: Any, resolved: str) -> None:
    town.done(actions.post, chain=resolved, by=town.by("committee"), text="电梯井设在北侧。")
    at = reader()
    way = re.search(r'href="(/c/one/matters/2026/1/notice/\d+/)"', source(at.get("matters/2026/1/")))
    assert way is not None
    page = source(at.client.get(way[1], follow=True))
    assert "电梯井设在北侧。" in page
    assert "testserver/c/one/matters/2026/1/" in page
    assert re.search(r'class="notice-qr"><svg', page)
    assert "style=" not in page


def test_disclosures_are_listed_by_section(town: Any, reader: Any, resolved: str) -> None:
    at = reader()
    assert "这里还没有公开的内容" in at.read("disclosures/")
    town.done(actions.post, chain=resolved, by=town.by("committee"), text="电梯井设在北侧。")
    by = town.by("committee")
    town.done(actions.disclose, chain=resolved, by=by, section="services", text="不涉及服务。", none=True)
    assert "电梯井设在北侧。" in at.read("disclosures/")
    assert "电梯井设在北侧。" not in at.read("disclosures/", section="services")
    assert "没有可公开的" in at.read("disclosures/", section="services")


def test_the_record_can_be_read_taken_away_and_checked(town: Any, reader: Any, resolved: str) -> None:
    at = reader()
    answer: Any = at.get("record/archive/")
    archive = b"".join(answer.streaming_content)
    assert answer["Content-Disposition"] == 'attachment; filename="one.linli"'
    assert verify(io.BytesIO(archive)).ok
    page = at.read("record/")
    assert "linli record verify one.linli" in page
    assert "2026 年第 1 号事项第 1 条" in page
    assert "下一页" in page
    assert at.get("record/", page="2").status_code == 200


def test_the_course_of_events_goes_back_to_the_first_act(town: Any, reader: Any, resolved: str) -> None:
    at = reader()
    assert "经过" in at.read("matters/2026/1/course/")
    early = at.read("matters/2026/1/course/", before="3")
    assert "提出" in early
    assert at.get("matters/2026/1/course/", before="x").status_code == 200


@pytest.mark.parametrize("path", ["matters/2026/1/", "desk/", ""])
def test_a_page_costs_the_same_queries_however_much_there_is(town: Any, reader: Any, path: str) -> None:
    town.submit()
    at = reader("committee")

    def queries() -> int:
        at.get(path)
        with CaptureQueriesContext(connection) as found:
            at.get(path)
        return len(found)

    few = queries()
    chain = "matter/2026/1"
    for number in range(12):
        town.submit(title=f"第 {number} 件")
    for section in ("affairs", "finance", "services"):
        town.done(actions.disclose, chain=chain, by=town.by("committee"), section=section, text="已公开。")
    assert queries() <= few


def test_facts_that_the_charter_asks_for_are_typed() -> None:
    asked = [
        FactAsked("lift", "加装电梯", "yes-no", True), FactAsked("homes", "户数", "number", True),
        FactAsked("cost", "金额", "money", False), FactAsked("day", "日期", "date", True),
        FactAsked("where", "地点", "place", False),
        FactAsked("way", "方式", "choice", True, (("a", "甲"), ("b", "乙"))),
    ]  # fmt: skip
    fields = [Field("title", "标题"), Field("text", "内容")]
    given = {
        "title": "题",
        "text": "文",
        "fact-lift": "no",
        "fact-homes": "12",
        "fact-day": "2026-05-01",
        "fact-way": "b",
    }
    form = NewForm(fields, asked, data=given)
    assert form.is_valid(), form.errors
    assert form.facts == {"lift": False, "homes": 12, "day": "2026-05-01", "way": "b"}
    wrong = NewForm(fields, asked, data=given | {"fact-homes": "-1", "fact-way": "c", "fact-day": "someday"})
    assert {"fact-homes", "fact-way", "fact-day"} == set(wrong.errors)
