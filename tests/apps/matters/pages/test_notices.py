"""The pages of disclosures and notices: read by anybody, written by whom the charter says, printed."""

from __future__ import annotations

import re
from typing import Any

import pytest

import printed
from linli.apps.matters.sheets import pdf
from linli.apps.matters.sheets.kinds import framed, kinds

HOSTILE = (
    '#panic("x") $ #[*bold* _it_ \\ <b>&</b> {title} %(x)s {{ 7|add:1 }} ]] "quoted" @ref `raw` 「」\u202e'
)


def source(answer: Any) -> str:
    return str(answer.content.decode())


def put_up(at: Any, **more: Any) -> Any:
    fields = {"period": "2026-01-01", "text": "收入一万元。", "table": "", "key": "k1"} | more
    return at.post("disclosures/new/?section=finance", **fields)


def test_anybody_reads_what_is_due_and_only_the_named_organ_has_the_button(town: Any, reader: Any) -> None:
    words = reader().read("disclosures/")
    assert "下一期：2026 年第 1 季度，2026 年 3 月 31 日 24:00 前公布。" in words
    stranger = source(reader().get("disclosures/sections/finance/"))
    assert "disclosures/new/" not in stranger
    assert "disclosures/new/?section=finance" in source(
        reader("committee").get("disclosures/sections/finance/")
    )
    assert reader().get("disclosures/sections/gossip/").status_code == 404
    assert "您不能在这个栏目公布" in reader().read("disclosures/new/", section="finance")


def test_a_charter_without_sections_says_so_and_notices_are_read_all_the_same(
    town: Any, reader: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk = reader("committee")
    clerk.post("disclosures/new/", title="停水通知", text="周四停水。", key="k1")
    for read in ("boards", "publications", "posted"):
        monkeypatch.setattr(f"linli.apps.matters.reads.{read}.sections", lambda _charter: {}, raising=False)
    page = reader().read("disclosures/")
    assert "章程没有规定按期公开的栏目" in page
    assert "停水通知" in page


def test_a_publication_is_called_the_same_in_lists_and_on_its_page(town: Any, reader: Any) -> None:
    put_up(reader("committee"))
    for address in ("disclosures/", "disclosures/sections/finance/", "notices/2026/1/"):
        assert "2026 年第 1 季度财务公开" in reader().read(address)


def test_accounts_are_published_read_objected_to_answered_corrected_and_printed(
    town: Any, reader: Any
) -> None:
    clerk, resident, branch = (
        reader("committee"),
        reader("residents", 20),
        reader("party-branch"),
    )
    assert put_up(clerk, table="项目\t金额\n灯具\t100").status_code == 302
    page = source(resident.get("notices/2026/1/"))
    assert "<td>灯具</td>" in page
    assert "公布后" not in page
    assert "要提出异议，请登录" in reader().read("notices/2026/1/")
    assert "要提出异议，请登录" not in clerk.read("notices/2026/1/")
    assert resident.post("notices/2026/1/act/dispute/", text="票据呢？", organ="residents").status_code == 302
    assert "票据呢？" in reader().read("notices/2026/1/")
    assert branch.post("notices/2026/1/act/reply-1/", verdict="upheld", reasons="确实缺。").status_code == 302
    assert "确实缺。" in reader().read("notices/2026/1/")
    assert "收入一万元。" in source(clerk.get("disclosures/new/", instead="2026-1"))
    fixed = clerk.post("disclosures/new/?instead=2026-1", period="2026-01-01", text="附上票据。", key="k2")
    assert fixed.status_code == 302
    assert "已经更正，不再有效" in reader().read("notices/2026/1/")
    sheet = reader().read("notices/2026/1/sheet/")
    assert "本公告已被〔2026〕2 号代替" in sheet
    assert "〔2026〕2 号" in reader().read("notices/2026/2/sheet/")


def test_what_is_refused_keeps_the_words_and_says_why(town: Any, reader: Any) -> None:
    resident = reader("residents", 20)
    refused = put_up(resident, text="我来公布")
    assert refused.status_code == 409
    assert "我来公布" in source(refused)
    assert "社区居委会" in source(refused)
    clerk = reader("committee")
    assert put_up(clerk, period="", text="哪一期").status_code == 422
    assert put_up(clerk, period="gestern", text="哪一期").status_code == 409
    assert put_up(clerk, table="\t".join("abcdefghijklm"), text="太宽").status_code == 422
    assert put_up(clerk).status_code == 302
    stale = put_up(clerk, key="other", text="又一次")
    assert stale.status_code == 409
    assert "又一次" in source(stale)
    town.go(days=16)
    late = resident.post("notices/2026/1/act/dispute/", text="太晚了", organ="residents")
    assert late.status_code == 409
    assert "太晚了" in source(late)


@pytest.mark.parametrize(
    "way",
    ["disclosures/new/?section=gossip", "notices/2026/9/", "notices/2026/9/sheet/", "notices/2026/9/sheet.pdf",
     "sittings/2026/9/notice/", "sittings/2026/9/notice.pdf"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(town: Any, reader: Any, way: str) -> None:
    assert reader().get(way).status_code == 404


@pytest.mark.parametrize("verb", ["burn", "reply-", "reply-x", "reply-²"])
def test_a_verb_that_is_none_is_not_found(town: Any, reader: Any, verb: str) -> None:
    put_up(reader("committee"))
    assert reader().post(f"notices/2026/1/act/{verb}/", text="x").status_code == 404


def test_a_notice_of_ones_organ_is_put_up_and_taken_down(town: Any, reader: Any) -> None:
    branch = reader("party-branch")
    assert branch.post("disclosures/new/", title="停水通知", text="周三停水。").status_code == 302
    assert "停水通知" in reader().read("disclosures/")
    assert branch.post("notices/2026/1/act/take-down/", reasons="").status_code == 422
    assert branch.post("notices/2026/1/act/take-down/", reasons="不停了").status_code == 302
    words = reader().read("notices/2026/1/")
    assert "已经撤下" in words
    assert "不停了" in words
    resident = reader("residents", 20).post("disclosures/new/", title="大家好", text="我也贴")
    assert resident.status_code == 409


def test_a_matters_notice_leads_to_its_matter(town: Any, reader: Any, published: str) -> None:
    answer = reader().get("notices/2026/1/")
    assert answer.status_code == 302
    assert answer["Location"] == "/c/one/matters/2026/1/"
    sheet = reader().read("notices/2026/1/sheet/")
    assert "关于「更换路灯」的公示" in sheet
    assert "特此公示。" in sheet


def test_the_call_to_a_sitting_is_a_notice_too(town: Any, reader: Any) -> None:
    chain = town.submit("更换路灯")
    town.sitting("two-committees", town.by("two-committees"), [chain], 3)
    sheet = reader().read("sittings/2026/1/notice/")
    assert "关于召开" in sheet
    assert "1. 更换路灯" in sheet
    assert reader().get("sittings/2026/1/notice.pdf").content.startswith(b"%PDF-")


def test_the_pdf_takes_hostile_words_as_words(town: Any, reader: Any) -> None:
    clerk = reader("committee")
    assert put_up(clerk, text=HOSTILE, table=f"{HOSTILE}\tb\n#c\t$d").status_code == 302
    for language in ("zh", "en"):
        answer = reader(language=language).get("notices/2026/1/sheet.pdf")
        assert answer.status_code == 200
        assert answer["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF-")
    assert "&lt;b&gt;" in source(clerk.get("notices/2026/1/sheet/"))


def test_accounts_that_fit_one_sheet_are_one_sheet_and_the_code_never_stands_alone(
    town: Any, reader: Any
) -> None:
    clerk = reader("committee")
    rows = [f"第 {n} 项\t100\t" for n in range(7)]
    put_up(clerk, table="\n".join(["项目\t收入\t支出", *rows]))
    long = "\n".join(["项目\t收入\t支出", *rows * 8])
    clerk.post("disclosures/new/", title="明细", text="明细如下。", table=long, key="k2")
    clerk.post("notices/2026/1/act/take-down/", reasons="写错了一笔，另行公布。", organ="committee")
    for number, pages in ((1, b"1"), (2, b"3")):
        sheet = reader().get(f"notices/2026/{number}/sheet.pdf").content
        assert re.findall(rb"/Count (\d+)", sheet) == [pages]


@pytest.mark.parametrize(
    ("language", "number", "seal"), [("zh", "〔2026〕1 号", "盖章处"), ("en", "2026 no. 1", "Seal here")]
)
def test_the_pdf_has_a_place_for_the_seal_and_a_code_that_leads_to_the_notice(
    town: Any, reader: Any, language: str, number: str, seal: str
) -> None:
    put_up(reader("committee"))
    (page,) = printed.pages(reader(language=language).get("notices/2026/1/sheet.pdf").content)
    assert page.codes == ["http://testserver/c/one/notices/2026/1/"]
    assert "testserver/c/one/notices/2026/1/" in page.words
    assert seal in page.words
    assert number in page.words


def test_without_the_extra_the_page_says_how_to_print(town: Any, reader: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(pdf, "available", lambda: False)
    put_up(reader("committee"))
    at = reader()
    assert "另存为 PDF" in at.read("notices/2026/1/sheet/")
    answer = at.get("notices/2026/1/sheet.pdf")
    assert answer.status_code == 302
    assert answer["Location"].endswith("/sheet/")


@pytest.mark.parametrize("kind", sorted(kinds()))
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_kind_of_notice_has_its_frame_in_both_languages(kind: str, lang: Any) -> None:
    found = framed(kind, lang, title="{starts}", community="甲", starts="明天")
    assert "{starts}" in found.title
    assert not re.search(r"\\{(community|title)\\}", found.opening + found.closing + found.salutation)
