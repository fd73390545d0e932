"""Every component once, with sample words, so that it can be seen, photographed and checked by axe."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import segno
from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from linli.site import views

TEMPLATES = Path(__file__).resolve().parent / "templates"
ROOT = "9f31a2b07712c6d5e4f30918273645546372819a0bcdef001122334455c07a11"


def zh(chinese: str, english: str) -> str:
    return chinese if (get_language() or "").startswith("zh") else english


def at(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 6, 30, tzinfo=UTC)


def stage(name: str, title: str, state: str, **more: Any) -> dict[str, Any]:
    empty = dict.fromkeys(("who", "summary", "due", "rule_text", "clause", "source", "url", "outcome"))
    return {"name": name, "title": title, "state": state, **empty, **more}


def rail() -> list[dict[str, Any]]:
    law = zh("居民委员会组织法（2018）第九条", "Organic Law of Residents' Committees (2018), art. 9")
    rule = {
        "rule_text": zh(
            "到会居民须超过全体居民的一半；赞成的须超过到会的一半。",
            "More than half of all residents must be present; more than half of those present must be in favour.",
        ),
        "clause": zh("章程「决议」", "Charter, “Resolve”"),
        "source": law,
        "url": "#charter",
    }
    committee, both = zh("居委会", "residents' committee"), zh("社区两委", "the two committees")
    members = zh("党员大会", "party members' assembly")
    return [
        stage("propose", zh("提议", "Propose"), "done", who=zh("社区党支部", "party branch"), summary=zh("3 月 2 日", "2 March"), **rule),
        stage("consult", zh("商议", "Consult"), "done", who=both, summary=zh("8 人中 6 人到会，6 人赞成", "6 of 8 present, 6 in favour"), **rule),
        stage("review", zh("审议", "Review"), "done", who=members, summary=zh("20 人中 11 人到会，9 人赞成", "11 of 20 present, 9 in favour"), **rule),
        stage("resolve", zh("决议", "Resolve"), "now", who=zh("居民大会", "residents' assembly"), due=zh("5 月 17 日截止", "until 17 May"), **rule),
        stage("object", zh("复议", "Reconsider"), "skipped", who=committee, **rule),
        stage("publish", zh("决议公开", "Publish the decision"), "todo", who=committee, summary=zh("7 天，可提异议", "7 days, open to objections"), **rule),
        stage("work", zh("实施", "Carry out"), "todo", who=committee, summary=zh("每 14 天报进度", "progress every 14 days")),
        stage("result", zh("结果公开", "Publish the result"), "todo", who=committee, summary=zh("六公开齐备后办结", "closes when its six disclosures are made"), **rule),
    ]


def why() -> dict[str, Any]:
    return {
        "what": zh("您暂时不能投「审议」的票。", "You cannot vote in “Review”."),
        "clause": zh("审议由党员大会进行，您不在其中。", "Review is done by the party members' assembly, and you hold no seat in it."),
        "source": zh("章程「审议」", "Charter, “Review”"),
        "url": "#charter",
        "instead": [
            {"text": zh("在讨论里发表意见", "Say what you think in the discussion"), "url": "#talk"},
            {"text": zh("到决议环节再投票", "Vote when it comes to “Resolve”"), "url": ""},
        ],
    }


def disclosures() -> list[dict[str, Any]]:
    return [
        {"title": zh("政务", "Affairs of state"), "state": "done", "url": "#1"},
        {"title": zh("事务", "Affairs here"), "state": "done", "url": "#2"},
        {"title": zh("财务", "Money"), "state": "due", "due": zh("应于 6 月 30 日前", "by 30 June")},
        {"title": zh("服务", "Services"), "state": "none", "because": zh("不涉及服务变动", "no service changes")},
        {"title": zh("决议", "Decision"), "state": "late", "due": zh("应于 5 月 1 日前", "by 1 May")},
        {"title": zh("结果", "Result"), "state": "due", "due": zh("办完后 7 天内", "within 7 days of the end")},
    ]


def events() -> list[dict[str, Any]]:
    return [
        {"at": at(5, 5), "text": zh("居委会公布投票地点：社区活动室，可上门收票", "The committee published where to vote: the activity room, or at home"), "links": [{"title": zh("打印公告", "Print the notice"), "url": "#n"}]},
        {"at": at(4, 2), "text": zh("党员大会审议通过（9 / 11）", "The party members' assembly approved it (9 / 11)"), "state": "done", "links": [{"title": zh("会议记录", "Minutes"), "url": "#m"}, {"title": zh("签到表", "Attendance"), "url": "#a"}]},
        {"at": at(3, 20), "text": zh("党员大会到会 10 人，未过半，改期", "10 members came, not more than half; put off"), "state": "failed", "chip": zh("人数不足", "too few")},
        {"at": at(3, 6), "text": zh("两委商议通过（6 / 8）", "The two committees agreed (6 / 8)"), "detail": zh("两人外出，未请人代投。", "Two were away and named nobody to vote for them.")},
    ]


class Proposal(forms.Form):
    title = forms.CharField(label="题目 Title", max_length=60, help_text="一句话说清要办什么。 One sentence.")
    text = forms.CharField(label="理由 Reasons", widget=forms.Textarea(attrs={"data-counter": "100000"}))
    until = forms.DateField(label="截止 Until", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    answer = forms.ChoiceField(
        label="表决 Vote",
        choices=[("yes", "赞成 In favour"), ("no", "反对 Against"), ("abstain", "弃权 Abstain")],
        widget=forms.RadioSelect,
    )
    file = forms.FileField(label="照片或文件 Photo or file", required=False, help_text="≤ 20 MB，JPEG、PNG、PDF。")
    agree = forms.BooleanField(label="我确认以上属实 I confirm that this is true")


def context(request: HttpRequest) -> dict[str, Any]:
    bound = Proposal({"title": "", "text": "3 号楼六层，住着 14 位七十岁以上的老人。🏢"})
    return {
        "rail": rail(),
        "rule": {"text": rail()[3]["rule_text"], "clause": rail()[3]["clause"], "source": rail()[3]["source"], "url": "#c"},
        "meter": {"label": zh("到会人数", "Attendance"), "have": 23, "whole": 60, "need": 31, "note": zh("投票结束前，任何人都看不到赞成和反对的数字。", "Until voting ends, nobody sees how many are for or against.")},
        "enough": {"have": 41, "whole": 60, "need": 31},
        "why": why(),
        "refusal": {**why(), "what": zh("没有记下您的一票：审议已在 4 月 2 日结束。", "Your vote was not recorded: “Review” ended on 2 April."), "kept": True},
        "actions": [
            {"title": zh("我要投票", "Vote"), "url": "#vote", "primary": True, "post": True, "confirm": "?", "final": zh("投出后不能更改", "cannot be changed once cast")},
            {"title": zh("请人代投", "Ask somebody to vote for me"), "url": "#proxy"},
        ],
        "disclosures": disclosures(),
        "disclosures_title": zh("六公开", "Six disclosures"),
        "events": events(),
        "zone": "Asia/Shanghai",
        "proof": {"at": at(5, 5), "root": ROOT, "url": "#proof"},
        "crumbs": [{"title": zh("广场", "Square"), "url": "#"}, {"title": zh("社区事务", "Community affairs"), "url": "#"}, {"title": zh("2026 年第 17 号", "No. 17 of 2026")}],
        "chips": [{"text": zh("正在决议", "being resolved"), "tone": "now"}, {"text": zh("还有 12 天", "12 days left"), "tone": "wait"}],
        "empty": {"title": zh("还没有公告", "No notices yet"), "text": zh("决议和结果公布后，会出现在这里。", "Decisions and results appear here once they are published."), "who": zh("由居委会发布。", "The residents' committee publishes them."), "url": "#", "action": zh("拟一份公告", "Draft a notice")},
        "rows": [
            {"title": zh("为 3 号楼加装电梯", "A lift for building 3"), "url": "#", "meta": zh("居民大会 · 5 月 17 日截止", "Residents' assembly · until 17 May"), "chips": [{"text": zh("您有一票", "you have a vote"), "tone": "now"}], "action": {"title": zh("去投票", "Vote"), "url": "#", "primary": True}},
            {"title": zh("补记 3 月 20 日会议的签到", "Enter who came on 20 March"), "url": "#", "meta": zh("居委会", "Residents' committee"), "late": True, "chips": [{"text": zh("已过 3 天", "3 days late"), "tone": "wait"}], "action": {"title": zh("补记", "Enter"), "url": "#"}},
        ],
        "tabs": [{"title": zh("读章程", "Read aloud"), "url": "#", "current": True}, {"title": zh("看文件", "The file"), "url": "#"}, {"title": zh("待改", "Findings"), "url": "#", "count": 2}],
        "facts": [{"term": zh("提出", "Raised by"), "value": "王秀兰"}, {"term": zh("地点", "Place"), "value": zh("3 号楼", "Building 3"), "url": "#"}],
        "file": {"title": "3号楼现状.jpg", "url": "#", "size": "1.2 MB", "kind": "photo", "by": "李建国"},
        "page": Paginator(range(100), 10).page(3),
        "form": bound,
    }


def components(request: HttpRequest) -> HttpResponse:
    """A matter as it is meant, then every other component."""
    request.community = SimpleNamespace(slug="heping", name=zh("和平路社区", "Heping Road Community"))  # type: ignore[attr-defined]
    request.seat_context = SimpleNamespace(  # type: ignore[attr-defined]
        person_name="王秀兰",
        capacity_title=zh("居民", "resident"),
        choices=[
            {"key": "1", "title": zh("居民", "Resident"), "current": True},
            {"key": "2", "title": zh("社区党支部书记", "Secretary of the party branch"), "current": False},
        ],
        switch_url="/capacity/",
        people_url="/people/",
        sign_out_url="/out/",
    )
    messages.success(request, zh("已记下：您到会了。", "Recorded: you are present."))
    return render(request, "gallery.html", context(request))


def notice(request: HttpRequest) -> HttpResponse:
    """The sheet for the wall."""
    # As people read it aloud; the addresses of the sample are invented.
    address = "https://linli.example/heping/17"
    qr = segno.make(address, error="m").svg_inline(scale=4, border=1, omitsize=True)
    sheet = {
        "title": zh("关于为 3 号楼加装电梯的决议公告", "Notice of the decision to add a lift to building 3"),
        "community": zh("和平路社区居民委员会", "Residents' Committee of Heping Road Community"),
        "number": zh("公告〔2026〕17 号", "Notice 17 / 2026"),
        "to": zh("各位居民：", "To all residents:"),
        "paragraphs": [
            zh("经居民大会表决，决定为 3 号楼加装电梯。应到 60 人，实到 41 人，赞成 33 人，反对 6 人，弃权 2 人，超过到会人数的一半，决议通过。", "The residents' assembly has decided to add a lift to building 3. Of 60 residents 41 were present; 33 were in favour, 6 against, 2 abstained: more than half of those present. The decision is passed."),
            zh("所需资金由住户按楼层分摊，账目每月公布。", "The households share the cost by floor; the accounts are published every month."),
        ],
        "objections": zh("自公告之日起 7 天内，任何居民都可以向居委会提出异议。", "Any resident may object to the committee within 7 days of this notice."),
        "clause": zh("依据：章程「决议公开」；居民委员会组织法（2018）第九条。", "By: charter, “Publish the decision”; Organic Law (2018), art. 9."),
        "issuer": zh("和平路社区居民委员会", "Residents' Committee of Heping Road Community"),
        "at": at(5, 18),
        "qr": mark_safe(qr),  # noqa: S308 - made here, of our own text
        "address": address,
        "checkpoint": ROOT,
    }
    return render(request, "print/notice.html", {"notice": sheet, "zone": "Asia/Shanghai", "back_url": "/"})


def broken(request: HttpRequest) -> HttpResponse:
    """Something that fails, for the page that says so."""
    raise RuntimeError("broken on purpose")


class urls:
    """Addresses for a test: `settings.ROOT_URLCONF = gallery.urls`."""

    urlpatterns = [
        path("", components),
        path("notice/", notice),
        path("broken/", broken),
        path("preferences/", views.set_preferences, name="preferences"),
        path("i18n/", include("django.conf.urls.i18n")),
    ]
