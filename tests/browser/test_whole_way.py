"""A community takes a matter through its charter, the whole way, in the browser: Beilin's and Jarud's."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import town
from person import DESKTOP, PHONE, Window
from playwright.sync_api import expect

from linli.core.record.verify import verify

pytestmark = [pytest.mark.browser]

SIX = ["government-affairs", "affairs", "finance", "services", "resolutions", "results"]


@pytest.fixture
def photo(tmp_path: Path) -> str:
    """A picture of the finished work."""
    file = tmp_path / "现场.png"
    file.write_bytes(town.photo())
    return str(file)


def figures(yes: int, no: int) -> dict[str, str]:
    """A paper count as the form asks for it."""
    there = str(yes + no)
    return {
        "present": there, "issued": there, "returned": there, "yes": str(yes), "no": str(no),
        "abstain": "0", "invalid": "0",
    }  # fmt: skip


def test_beilin_goes_from_the_branchs_proposal_to_six_disclosures_on_a_phone(
    window: Callable[..., Window], beilin: town.Town, photo: str
) -> None:
    at, hands = window(PHONE, "zh-CN"), beilin.wound
    matter = _proposed(at)
    _consulted(at, beilin, matter)
    _reviewed(at, beilin, matter)
    _resolved(at, beilin, matter)
    _published(at, matter)
    hands.go(days=8)
    _carried_out(at, matter, photo)
    at.deed("post", text="活动场翻修完工，现将结果公示。")
    hands.go(days=8)
    _disclosed(at, matter)
    assert at.stages("done") == at.find(".stage-title").all_inner_texts()
    assert at.said == []
    _proved(at)


def _proposed(at: Window) -> str:
    at.be(town.name(0))
    at.go("matters/new/four-deliberations/")
    new = at.find("#new")
    at.fill(new, "title", "翻修儿童活动场")
    at.fill(new, "text", "地面开裂，滑梯锈蚀。拟更换地面和两件器材。")
    at.send(new)
    assert at.find("h1").inner_text() == "翻修儿童活动场"
    assert len(at.stages("done")) == 1
    return "matter/2026/1"


def _consulted(at: Window, beilin: town.Town, matter: str) -> None:
    at.call_sitting(beilin.wound, [beilin.who(index) for index in range(6)])
    assert at.find("[role=meter]").get_attribute("aria-valuenow") == "6"
    at.matter(matter)
    at.deed("open")
    at.deed("vote", choice="yes")
    expect(at.find(".mine")).to_be_visible()
    at.be(town.name(1))
    at.matter(matter)
    at.deed("vote", choice="no")
    # Before the end nobody sees how the votes fell.
    assert not re.search(r"(赞成|反对) ?\d|\d (in favour|against)", at.find("main").inner_text())
    beilin.vote(matter, "two-committees", range(2, 6))
    at.be(town.name(0))
    at.matter(matter)
    at.deed("close")
    assert len(at.stages("done")) == 2
    assert "5" in at.find(".stage-done").nth(1).inner_text()


def _reviewed(at: Window, beilin: town.Town, matter: str) -> None:
    beilin.sit(0, "party-branch", "party-assembly", matter, range(8))
    at.matter(matter)
    at.deed("open")
    at.deed("vote", choice="yes")
    beilin.vote(matter, "party-assembly", range(1, 8))
    at.matter(matter)
    at.deed("close")
    assert len(at.stages("done")) == 3


def _resolved(at: Window, beilin: town.Town, matter: str) -> None:
    beilin.sit(3, "committee", "residents-assembly", matter, range(20))
    at.be(town.name(3))
    at.matter(matter)
    at.deed("open")
    at.deed("enter-count", **figures(16, 4))
    # The same hand cannot enter the second count.
    assert not at.find("#do-enter-count").count()
    at.be(town.name(4))
    at.matter(matter)
    at.deed("enter-count", **figures(15, 5))
    assert len(at.stages("done")) == 3
    at.deed("enter-count", **figures(16, 4))
    at.be(town.name(3))
    at.matter(matter)
    at.deed("enter-count", **figures(16, 4))
    assert len(at.stages("done")) == 4


def _published(at: Window, matter: str) -> None:
    at.deed("post", text="经居民大会表决通过，翻修儿童活动场，现予公示。")
    at.find(".event-link").first.click()
    expect(at.find(".notice h1")).to_be_visible()
    expect(at.find(".notice-qr svg")).to_be_visible()
    at.matter(matter)


def _carried_out(at: Window, matter: str, photo: str) -> None:
    at.matter(matter)
    assert len(at.stages("done")) == 5
    at.deed("report", text="地面已铲除，新器材到货。")
    at.deed("finish", text="完工，等大家来看。")
    # Without a photo it is not finished, and what was typed is still there.
    expect(at.find("#do-finish .wrong")).to_be_visible()
    assert at.find("#do-finish [name=text]").input_value() == "完工，等大家来看。"
    at.deed("finish", files=photo)
    picture = at.find(".attachment img")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("naturalWidth", 240)
    assert len(at.stages("done")) == 6


def _disclosed(at: Window, matter: str) -> None:
    at.matter(matter)
    assert at.find(".cell-done").count() == 2
    for section in SIX[:3]:
        at.deed(f"disclose-{section}", text=f"已公开：{section}")
    at.deed(f"disclose-{SIX[3]}", text="不涉及服务事项。", none="on")
    assert at.find(".cell-done").count() == 5
    assert at.find(".cell-none").count() == 1
    assert not at.find(".deed").count()


def _proved(at: Window) -> None:
    """The record that anyone can download checks, every act done again against the charter."""
    at.go("record/")
    with at.page.expect_download() as found:
        at.find("a[download]").click()
    report = verify(io.BytesIO(Path(found.value.path()).read_bytes()))
    assert report.ok, report


def test_jarud_goes_from_a_residents_word_to_the_residents_appraisal_on_a_desk_in_english(
    window: Callable[..., Window], zhalute: town.Town, photo: str
) -> None:
    at = window(DESKTOP, "en")
    matter = _raised(at)
    _deliberated(at, zhalute, matter)
    _decided(at, zhalute, matter)
    _done(at, matter, photo)
    _appraised(at, zhalute, matter)
    assert at.said == []
    _proved(at)


def _raised(at: Window) -> str:
    at.be(town.name(20))
    at.go("matters/new/five-steps/")
    new = at.find("#new")
    at.fill(new, "title", "院里装两盏路灯")
    at.fill(new, "text", "晚上看不清台阶，老人摔过两次。")
    at.send(new)
    assert len(at.stages("done")) == 1
    return "matter/2026/1"


def _deliberated(at: Window, zhalute: town.Town, matter: str) -> None:
    at.be(town.name(5))
    at.matter(matter)
    at.call_sitting(zhalute.wound, [zhalute.who(index) for index in (0, 5, 10, 11)])
    at.matter(matter)
    at.deed("open")
    at.deed("minute", text="大家同意装在 2 号楼和 5 号楼门口。")
    at.deed("close")
    assert len(at.stages("done")) == 2


def _decided(at: Window, zhalute: town.Town, matter: str) -> None:
    zhalute.sit(5, "committee", "representatives-assembly", matter, range(10, 16))
    at.matter(matter)
    at.deed("open")
    at.be(town.name(10))
    at.matter(matter)
    at.deed("vote", choice="yes")
    zhalute.vote(matter, "representatives-assembly", range(11, 16))
    at.be(town.name(5))
    at.matter(matter)
    at.deed("close")
    assert len(at.stages("done")) == 3


def _done(at: Window, matter: str, photo: str) -> None:
    at.deed("report", text="电工周三来。")
    at.deed("finish", text="两盏灯都亮了。", files=photo)
    assert len(at.stages("done")) == 4


def _appraised(at: Window, zhalute: town.Town, matter: str) -> None:
    at.be(town.name(20))
    at.matter(matter)
    at.deed("vote", score="5")
    assert "5" in at.find(".mine").inner_text()
    zhalute.vote(matter, "residents", range(21, 29), 4)
    zhalute.wound.go(days=8)
    at.be(town.name(5))
    at.matter(matter)
    at.deed("disclose-major-affairs", text="路灯事项办结，费用 860 元。")
    expect(at.find(".chip-done").first).to_be_visible()
    assert at.find(".stage-now").count() == 0
