"""What is published outside of matters: accounts by quarters, notices, corrections, objections and their answers."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.matters import actions, reads, uploads
from linli.apps.matters.actions import BadInput, Form
from linli.apps.matters.models import Publication
from linli.apps.matters.reads import Viewer
from linli.apps.matters.reads.pages import Posted
from linli.core.engine.acts import Actor
from linli.core.record.verify import verify

FIRST, SECOND = date(2026, 1, 1), date(2026, 4, 1)


def accounts(town: Any, period: date = FIRST, **more: Any) -> int:
    given = {"text": "收入 1 万元，支出 8 千元。"} | more
    by = given.pop("by", town.by("committee"))
    return int(town.done(actions.put_up, by=by, section="finance", period=period, **given).seq)


def last(town: Any, who: Actor | None = None, lang: Any = "zh") -> Posted:
    row = Publication.objects.filter(community=town.community, matter=None).latest("seq")
    assert row.year is not None
    assert row.number is not None
    viewer = Viewer(who.person, who.organ, lang) if who else Viewer(lang=lang)
    with community_actions.standing_at(town.at):
        found = reads.posted(town.community, viewer, row.year, row.number)
    assert found is not None
    return found


def card(town: Any, name: str = "finance", who: Actor | None = None) -> Any:
    with community_actions.standing_at(town.at):
        board = reads.board(town.community, Viewer(who.person, who.organ) if who else Viewer())
    return next(one for one in board.cards if one.name == name)


def test_a_section_tells_what_is_due_and_what_is_missing_and_whose_task_it_is(town: Any) -> None:
    found = card(town)
    assert (found.missing, found.now.title, found.now.became) == ((), "2026 年第 1 季度", "open")
    town.at = datetime(2026, 4, 2, 1, tzinfo=UTC)
    found = card(town)
    assert [one.title for one in found.missing] == ["2026 年第 1 季度"]
    assert found.missing[0].due == "2026 年 3 月 31 日 24:00"
    assert (found.who, found.capacity) == ("社区居委会", "")
    by = town.by("committee")
    assert card(town, who=by).capacity == "committee"
    with community_actions.standing_at(town.at):
        duties = reads.to_publish(town.community, Viewer(by.person, by.organ), ["committee"])
    assert [(one.kind, one.late, one.period) for one in duties] == [
        ("publish", True, FIRST), ("publish", False, SECOND),
    ]  # fmt: skip
    assert [one.late_by for one in duties] == ["已逾期 2 天", ""]


def test_accounts_are_published_with_a_table_and_files_and_the_next_number(town: Any) -> None:
    file = uploads.read("收据.txt", BytesIO("收据".encode()))
    accounts(town, table="项目\t金额\n灯具\t21,200", files=[file])
    found = last(town)
    assert (found.title, found.number_text) == ("2026 年第 1 季度财务公开", "〔2026〕1 号")
    assert found.table == (("项目", "金额"), ("灯具", "21,200"))
    assert [one.title for one in found.files] == ["收据.txt"]
    assert reads.file(town.community, Viewer(), found.files[0].seal) is not None
    town.done(actions.put_up, by=town.by("party-branch"), section="", title="停水通知", text="周三停水。")
    assert last(town).number_text == "〔2026〕2 号"
    listed = reads.disclosures(town.community, Viewer()).rows
    assert [(row.title, row.period, row.number) for row in listed] == [
        ("停水通知", "", 2), ("", "2026 年第 1 季度", 1),
    ]  # fmt: skip
    assert last(town, lang="en").section_title == "Notices"


def test_the_same_form_sent_twice_is_published_once_and_with_other_words_refused(town: Any) -> None:
    form = {"by": town.by("committee"), "section": "finance", "period": FIRST, "form": Form(key="once")}
    first = town.done(actions.put_up, **form, text="收入 1 万元。")
    again = town.do(actions.put_up, **form, text="收入 1 万元。")
    assert (again.seq, again.repeated) == (first.seq, True)
    assert town.code(actions.put_up, **form, text="收入 2 万元。") == "form-sent"
    assert Publication.objects.count() == 1


def test_a_refused_one_leaves_no_words_no_number_and_no_file_behind(town: Any) -> None:
    before = len(list(community_reads.sealed_texts(town.community)))
    code = town.code(
        actions.put_up, by=town.by("party-branch"), section="finance", text="不该有", period=FIRST
    )
    assert code == "not-entitled"
    assert len(list(community_reads.sealed_texts(town.community))) == before
    accounts(town)
    assert last(town).number == 1


def test_what_is_corrected_or_taken_down_stays_readable_and_says_so(town: Any) -> None:
    first = accounts(town)
    accounts(town, text="更正：支出 9 千元。", instead_of=first)
    new = last(town)
    assert new.corrects is not None
    assert new.corrects.number == 1
    with community_actions.standing_at(town.at):
        old = reads.posted(town.community, Viewer(), 2026, 1)
        sheet = reads.sheet(town.community, Viewer(), 2026, 1)
    assert old is not None
    assert sheet is not None
    assert (old.down, old.correction and old.correction.number) == ("corrected", 2)
    assert "〔2026〕2 号" in sheet.standing
    town.done(actions.take_down, by=town.by("committee"), publication=new.seq, reasons="数字有误")
    assert (last(town).down, last(town).reasons.text) == ("withdrawn", "数字有误")
    assert card(town).now.became == "open"


def test_objections_are_answered_by_whom_the_charter_says_and_silence_upholds_them(town: Any) -> None:
    accounts(town)
    seq, one, two = last(town).seq, town.by("residents", 20), town.by("residents", 21)
    town.done(actions.dispute, by=one, publication=seq, text="票据在哪里？")
    town.done(actions.dispute, by=two, publication=seq, text="漏了一笔。")
    branch = town.by("party-branch")
    assert "reply-1" in last(town, branch).may
    assert last(town, town.by("committee")).may >= {"correct", "take-down"}
    town.done(
        actions.reply, by=branch, publication=seq, objection=1, verdict="dismissed", reasons="票据在公开栏。"
    )
    with community_actions.standing_at(town.at):
        duties = reads.to_publish(town.community, Viewer(branch.person, branch.organ), ["party-branch"])
    assert [(row.kind, row.late) for row in duties] == [("reply", False)]
    town.go(days=11)
    assert town.code(
        actions.reply, by=branch, publication=seq, objection=2, verdict="dismissed", reasons="晚了"
    ) == "answer-late"  # fmt: skip
    first, second = last(town).objections
    assert (first.verdict, first.reasons.text) == ("异议不成立", "票据在公开栏。")
    assert (second.verdict, second.open) == ("异议成立", False)
    with community_actions.standing_at(town.at):
        duties = reads.to_publish(town.community, Viewer(), ["committee", "party-branch"])
    assert [row.kind for row in duties] == ["correct"]
    town.go(days=6)
    assert (
        town.code(actions.dispute, by=town.by("residents", 22), publication=seq, text="晚了")
        == "objections-over"
    )
    assert "dispute" not in last(town, town.by("residents", 22)).may


def test_whether_objections_are_still_taken_turns_at_the_moment_after_the_last_day(town: Any) -> None:
    accounts(town)
    assert (last(town).takes, "以前，居民可以提出异议" in last(town).objecting) == (True, True)
    until = Publication.objects.get().until
    assert until is not None
    town.at = until - timedelta(seconds=1)
    assert last(town).takes
    town.at = until
    assert (last(town).takes, last(town).objecting.startswith("提出异议的期限已过")) == (False, True)


@pytest.mark.parametrize("table", ["\t".join("abcdefghijklm"), "x\n" * 501])
def test_a_table_that_fits_no_sheet_is_sent_back(town: Any, table: str) -> None:
    with pytest.raises(BadInput, match="Attach a larger one"):
        accounts(town, table=table)


def test_the_record_with_what_was_published_verifies(town: Any) -> None:
    accounts(town, table="a\tb")
    town.done(actions.dispute, by=town.by("residents", 20), publication=last(town).seq, text="不对")
    with community_actions.standing_at(town.at):
        report = verify(BytesIO(b"".join(actions.record_export(town.community))))
    assert report.findings == ()


def test_a_feed_and_the_interface_say_of_what_was_published_that_it_no_longer_stands(town: Any) -> None:
    with community_actions.standing_at(town.at):
        done = town.done(actions.put_up, by=town.by("committee"), section="", title="停水", text="周四停水。")
        assert "已撤下" not in Client().get("/c/one/feed.xml").content.decode()
        town.done(actions.take_down, by=town.by("committee"), publication=done.seq, reasons="改期。")
        feed = Client().get("/c/one/feed.xml").content.decode()
        (item,) = Client().get("/api/v1/communities/one/disclosures").json()["items"]
    assert "〔2026〕1 号 · 已撤下" in feed
    assert (item["number"], item["down"], item["title"]) == (1, "withdrawn", "停水")
