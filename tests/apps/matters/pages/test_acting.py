"""Forms: sent once, refused well, nothing typed ever lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from linli.apps.community import reads as community_reads
from linli.apps.matters import actions
from linli.apps.matters.forms import DeedForm
from linli.apps.matters.reads.pages import Field

MEGABYTE = 1024 * 1024
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301010018dd8db0"
    "0000000049454e44ae426082"
)


def text(answer: HttpResponse) -> str:
    return answer.content.decode()


def test_an_act_that_is_allowed_is_done_once_and_leads_back_to_the_page(
    town: Any, reader: Any, published: str
) -> None:
    at = reader("residents", 20)
    answer = at.act(published, "object", text="滑梯太近。")
    assert answer.status_code == 302
    assert answer["Location"] == "/c/one/matters/2026/1/"
    page = at.get("matters/2026/1/")
    assert "您的异议已经记下" in text(page)
    assert "滑梯太近。" in text(page)


def test_the_same_form_sent_twice_gives_the_first_answer(town: Any, reader: Any, published: str) -> None:
    at = reader("residents", 20)
    hidden = at.hidden("matters/2026/1/", "do-object")
    assert hidden["expects"] == "announce#1"
    first = at.act(published, "object", text="滑梯太近。", **hidden)
    before = len(community_reads.chain(town.community, published))
    second = at.act(published, "object", text="滑梯太近。", **hidden)
    assert (first.status_code, second.status_code) == (302, 302)
    assert len(community_reads.chain(town.community, published)) == before


def test_every_page_rendered_has_a_form_with_a_key_of_its_own(reader: Any, published: str) -> None:
    at = reader("residents", 20)
    keys = {at.hidden("matters/2026/1/", "do-object")["key"] for _ in range(3)}
    assert len(keys) == 3


def test_a_page_that_is_out_of_date_is_refused_rather_than_counted_for_another_stage(
    town: Any, reader: Any
) -> None:
    chain = town.submit()
    town.open(chain, "two-committees", town.by("two-committees"), 6)
    at = reader("party-branch")
    hidden = at.hidden("matters/2026/1/", "do-vote")
    town.vote(chain, "two-committees", ["yes"] * 6)
    town.done(actions.close, chain=chain, by=town.by("two-committees"))
    town.open(chain, "party-assembly", town.by("party-branch"), 6)
    answer = at.act(chain, "vote", choice="no", **hidden)
    assert answer.status_code == 409
    assert "「商议」已经过去" in text(answer)


def test_a_refusal_names_the_clause_says_what_instead_and_keeps_the_words(
    town: Any, reader: Any, published: str
) -> None:
    at = reader("residents", 20)
    typed = "我反对。<b>树下</b> 🌳 \u202e倒\u202c"
    town.go(days=20)
    answer = at.act(published, "object", text=typed)
    page = text(answer)
    assert answer.status_code == 409
    assert 'id="refusal"' in page
    assert "四议·" in page
    assert "您可以" in page
    assert "&lt;b&gt;树下&lt;/b&gt; 🌳 \u202e倒\u202c" in page
    assert "<b>树下</b>" not in page


def test_a_stranger_is_refused_and_loses_nothing(reader: Any, published: str) -> None:
    answer = reader().act(published, "object", text="我也有话说。")
    assert answer.status_code == 409
    assert "我也有话说。" in text(answer)
    assert "登录" in text(answer)


def test_somebody_who_acts_out_of_their_organ_is_told_which_clause_forbids_it(
    reader: Any, published: str
) -> None:
    at = reader("residents", 20)
    answer = at.act(
        published, "answer", organ="two-committees", objection="1", verdict="dismissed", reasons="不成立。"
    )
    assert answer.status_code == 409
    assert "不成立。" in text(answer)
    assert "社区两委" in text(answer)


def test_a_required_field_left_empty_is_said_beside_the_field(reader: Any, working: str) -> None:
    answer = reader("committee").act(working, "report", text=" ")
    page = text(answer)
    assert answer.status_code == 422
    assert 'aria-describedby="do-report-text_error"' in page or "do-report-text_error" in page
    assert 'aria-invalid="true"' in page
    assert '<details class="deed" id="do-report" open>' in page


def test_finishing_without_evidence_keeps_the_words_and_says_what_is_missing(
    reader: Any, working: str
) -> None:
    answer = reader("committee").act(working, "finish", text="全部完工。")
    assert answer.status_code == 422
    assert "全部完工。" in text(answer)
    assert "do-finish-files_error" in text(answer)


def test_a_picture_is_kept_and_handed_out_as_a_picture(reader: Any, working: str) -> None:
    at = reader("committee")
    photo = SimpleUploadedFile("现场.png", PNG, "image/png")
    assert at.act(working, "finish", text="全部完工。", files=photo).status_code == 302
    found = at.get("matters/2026/1/").context["files"]
    assert [one["title"] for one in found] == ["现场.png"]
    answer: Any = reader().client.get(found[0]["url"])
    assert answer["Content-Type"] == "image/png"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "attachment" not in answer["Content-Disposition"]
    assert "sandbox" in answer["Content-Security-Policy"]


def test_other_files_are_saved_and_never_shown(reader: Any, working: str) -> None:
    at = reader("committee")
    paper = SimpleUploadedFile("验收单.pdf", b"%PDF-1.4 \n%%EOF", "application/pdf")
    assert at.act(working, "report", text="已验收。", files=paper).status_code == 302
    [found] = at.get("matters/2026/1/").context["files"]
    answer: Any = at.client.get(found["url"])
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(answer.streaming_content) == b"%PDF-1.4 \n%%EOF"


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([SimpleUploadedFile("a.exe", b"MZ\x00\x01", "image/png")], "不是可以附上的文件"),
        ([SimpleUploadedFile("b.png", b"\x00" * (21 * MEGABYTE), "image/png")], "太大了"),
        ([SimpleUploadedFile(f"{n}.txt", "字".encode(), "text/plain") for n in range(6)], "一次最多附"),
        ([SimpleUploadedFile("c.svg", b"<svg onload='x'/>", "image/svg+xml")], "另存为 PNG"),
    ],
    ids=["a program", "too large", "too many", "a drawing that runs"],
)
def test_a_file_that_cannot_be_taken_is_named_beside_the_field_and_the_words_stay(
    reader: Any, working: str, files: list[Any], said: str
) -> None:
    for one in files:
        one.seek(0)
    answer = reader("committee").act(working, "report", text="地面已铲除。", files=files)
    page = text(answer)
    assert answer.status_code == 422
    assert said in page
    assert "do-report-files_error" in page
    assert "地面已铲除。" in page
    assert "请重新选择文件" in page


def test_a_text_of_a_hundred_thousand_characters_is_kept_and_one_more_is_given_back(
    reader: Any, working: str
) -> None:
    at = reader("committee")
    assert at.act(working, "report", text="字" * 100_000).status_code == 302
    answer = at.act(working, "report", text="长" * 100_001)
    assert answer.status_code == 422
    assert "100,001" in text(answer)
    assert "长" * 100_001 in text(answer)


def test_a_count_that_is_no_number_is_said_beside_its_field(town: Any, reader: Any) -> None:
    chain = town.submit()
    town.poll(chain, "two-committees", town.by("two-committees"), ["yes"] * 6)
    town.poll(chain, "party-assembly", town.by("party-branch"), ["yes"] * 6)
    town.open(chain, "residents-assembly", town.by("committee"), 13)
    at = reader("committee")
    figures = {"issued": "20", "returned": "20", "yes": "18", "no": "2", "abstain": "0", "invalid": "0"}
    answer = at.act(chain, "enter-count", present="二十", **figures)
    assert answer.status_code == 422
    assert "do-enter-count-present_error" in text(answer)
    assert 'value="18"' in text(answer)
    answer = at.act(chain, "enter-count", present="20", **(figures | {"yes": "19"}))
    assert answer.status_code == 409
    assert 'value="19"' in text(answer)
    assert at.act(chain, "enter-count", present="20", **figures).status_code == 302


def test_a_word_that_is_no_act_is_not_there(reader: Any, published: str) -> None:
    assert reader("committee").act(published, "bribe").status_code == 404


def test_looking_does_nothing(reader: Any, published: str) -> None:
    assert reader("committee").get("matters/2026/1/act/post/").status_code == 405


@pytest.mark.parametrize(
    ("verb", "fields"),
    [
        ("revise", {"title": "新标题", "text": "改过了"}), ("support", {}), ("retract", {}),
        ("state", {"text": "我说一句"}),
        ("minute", {"text": "记录如下"}), ("sort", {"bin": "x", "reasons": "理由在此"}), ("open", {}), ("close", {}),
        ("vote", {"choice": "yes"}), ("vote", {"score": "4"}), ("post", {"text": "公告全文"}),
        ("extend", {"reasons": "还要几天"}),
        ("hand-back", {"reasons": "办不成的原因"}), ("defer", {"reasons": "先放一放"}),
        ("withdraw", {"reasons": "不提了"}),
        ("disclose", {"text": "公开内容", "section": "no-such-section"}), ("enter-count", {"present": "3"}),
        ("answer", {"objection": "x", "verdict": "upheld", "reasons": "答复内容"}),
    ],
)  # fmt: skip
def test_whatever_is_out_of_turn_is_refused_in_words_and_given_back(
    town: Any, reader: Any, verb: str, fields: dict[str, str]
) -> None:
    chain = town.submit()
    answer = reader("residents", 20).act(chain, verb, **fields)
    assert answer.status_code == 409
    assert 'id="refusal"' in text(answer)
    for name, typed in fields.items():
        if name in ("text", "title", "reasons"):
            assert typed in text(answer)


def test_each_kind_of_field_has_a_control_that_keeps_what_was_sent() -> None:
    kinds: list[Any] = [
        "title", "text", "reasons", "files", "choice", "score", "count", "bin", "verdict", "objection", "none",
        "people",
        "starts", "agenda",
    ]  # fmt: skip
    choices = (("1", "一"), ("2", "二"))
    form = DeedForm(
        [Field(kind, kind, choices=choices) for kind in kinds], name="all",
        data={"title": " 题 ", "text": "文", "score": "7", "score-1": "3", "people": ["1"],
              "starts": "2026-03-02T19:00"},
    )  # fmt: skip
    assert not form.is_valid()
    assert {
        "reasons",
        "files",
        "choice",
        "bin",
        "verdict",
        "objection",
        "agenda",
        "present",
        "score-2",
    } <= set(form.errors)
    assert form.cleaned_data["title"] == " 题 "
    assert form.cleaned_data["score"] == "7"
    form.blame("nowhere", "说在上面")
    assert form.non_field_errors() == ["说在上面"]
