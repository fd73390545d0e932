"""The shelf of models and what stands behind each."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import quote

import pytest
from django.test import Client

from linli import charters
from linli.apps.charters.reads import shelf, stories, voting

pytestmark = pytest.mark.django_db
SAYS = {"zh-hans": "由党支部提议", "en": "are proposed by the party branch"}
FIRST = "/models/zhalute/stories/lamps/1/"


def page(address: str, language: str = "zh-hans", status: int = 200) -> str:
    answer = Client(headers={"accept-language": language}).get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_model_stands_on_the_shelf_with_its_seal_and_its_sentence(language: str) -> None:
    shown = page("/models/", language)
    for slug in charters.slugs():
        assert f'href="/models/{slug}/"' in shown
    assert SAYS[language] in shown
    assert shown.count('class="model-seal"') == len(charters.slugs()) == shown.count('class="diagram-tiny"')


def test_a_model_is_shown_with_its_origin_its_drawings_and_what_is_assumed() -> None:
    shown = page("/models/beilin/")
    assert "社区网格化治理模式创新" in shown
    assert 'href="/models/beilin/aloud/#procedures.four-deliberations.stages.consult"' in shown
    assert "本章程设定的" in shown
    assert "**" not in shown.split('class="card readme')[1]


def test_the_standard_by_which_corrections_are_answered_is_read_beside_a_charter_and_marked_as_no_article() -> (
    None
):
    shown = page("/models/beilin/aloud/", "en")
    assert 'id="procedures.standard-correction.stages.answer"' in shown
    assert "no article of the charter" in shown
    assert "Not in the charter: mending the registers" in shown
    assert "章程以外：更正台账" in page("/models/beilin/aloud/", "zh")
    law = page("/models/residents-committees/aloud/", "en")
    assert "standard-correction" not in law


def test_a_model_is_read_aloud_beside_the_lines_of_its_file() -> None:
    assert 'href="/models/beilin/file/#L1"' in page("/models/beilin/aloud/", "en")
    assert 'id="L1"' in page("/models/beilin/file/", "en")
    kept = Client().get("/models/beilin/charter.yaml")
    assert kept.content == charters.read("beilin").text


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_story_is_stepped_through_by_links(language: str) -> None:
    address, seen = FIRST, []
    while address:
        shown = page(address, language)
        seen.append(shown)
        after = shown.partition('rel="next" href="')[2]
        address = after.partition('#scene"')[0]
    assert len(seen) == 6
    assert seen[0].count('rel="prev"') == 0
    assert 'class="stage stage-now" aria-current="step"' in seen[1]
    assert "panel-wait" in seen[1]
    assert "r77" in seen[1]


@pytest.mark.parametrize(
    "address",
    ["/models/nowhere/", "/models/zhalute/stories/none/1/", "/models/zhalute/stories/lamps/0/",
     "/models/zhalute/stories/lamps/99/", "/models/residents-committees/stories/lamps/1/"],
)  # fmt: skip
def test_what_is_not_there_is_said_to_be_missing(address: str) -> None:
    page(address, status=404)


def test_who_does_what_is_said_of_every_model() -> None:
    shown = page("/models/beilin/power/", "en")
    assert "residents themselves" in shown
    assert "party branch" in shown.partition("proposes")[2][:300]
    for one in shelf.models():
        page(f"/models/{one.slug}/power/")


def test_who_can_block_and_who_can_carry_is_said_of_every_procedure() -> None:
    shown = page("/models/beilin/power/", "en")
    assert "The smallest number of people who can carry it together is" in shown
    assert "Residents (300 people, assumed), can block, cannot carry it alone" in shown
    assert "谁挡得住，谁办得成" in page("/models/beilin/power/")


def test_the_power_of_each_organ_and_of_each_member_stands_in_a_table() -> None:
    table = (
        page("/models/beilin/power/", "en").partition('<table class="voting">')[2].partition("</table>")[0]
    )
    row = table.partition('<th scope="row">residents</th>')[2].partition("</tr>")[0]
    assert ">300 people, assumed</td>" in row
    assert 'data-asks="Can block">Yes</td><td data-asks="Can carry it alone">No</td>' in row
    assert row.count("%</td>") == 4


def test_power_is_drawn_for_every_procedure_that_asks_anybody() -> None:
    shown = page("/models/village-election/power/")
    assert shown.count('class="power-picture"') == shown.count('<table class="voting">') == 2
    assert 'aria-labelledby="power-election-title"' in shown
    assert "一名普通居民，按组织算占权力的" in shown
    assert "按人算（班扎夫指数）：每个人都可能赞成或者反对" in shown


def test_a_procedure_whose_power_cannot_be_told_says_why_and_has_no_table() -> None:
    shown = page("/models/community-budget/power/")
    assert "算不出谁说了算" in shown
    assert 'class="power-picture"' not in shown
    assert '<table class="voting">' not in shown


def test_a_reader_says_how_many_there_are_and_everything_is_worked_out_again() -> None:
    shown = page("/models/village-election/power/?size-electors=1200&size-nobody=5", "en")
    assert "Electors (1200 people, as you said)" in shown
    assert 'name="size-electors" inputmode="numeric" autocomplete="off" maxlength="7" value="1200"' in shown
    assert "Left empty: 300 people, assumed" in shown


@pytest.mark.parametrize("given", ["0", "-3", "many", "1000001", "９" * 9, "<b>"])
def test_what_is_no_number_of_people_is_said_and_kept_to_be_mended(given: str) -> None:
    shown = page(f"/models/village-election/power/?size-electors={given}&size-election-committee=7", "en")
    assert "no number of people from 1 to 1000000" in shown
    assert 'aria-invalid="true"' in shown
    assert "Electors (300 people, assumed)" in shown
    assert "Election committee (7 people, as you said)" in shown
    assert "<b>" not in shown


def test_a_model_says_at_a_glance_what_the_comparison_says() -> None:
    shown = page("/models/two-directs/", "en")
    assert "“recall” 17 days at least" in shown
    assert "“recall” 17 days at least" in page("/models/compare/?a=beilin&b=two-directs", "en")
    assert "普通居民多久投一次票" in page("/models/two-directs/")


def test_power_is_worked_out_once_for_a_text() -> None:
    model = shelf.model("beilin")
    assert model is not None
    voting.voting_rows(model.loaded, "zh")
    with patch.object(voting, "power", side_effect=AssertionError):
        assert voting.voting_rows(model.loaded, "en")


def test_two_models_lie_side_by_side() -> None:
    shown = page("/models/compare/?a=beilin&b=zhalute", "en")
    assert shown.count('class="diagram"') >= 4
    assert "Choose two models" in page("/models/compare/?a=beilin&b=nothing", "en")


def test_a_page_of_a_model_asks_nothing_of_the_database(django_assert_num_queries: Any) -> None:
    page(FIRST)
    for address in ("/models/", "/models/beilin/", "/models/beilin/aloud/", FIRST, "/models/compare/"):
        with django_assert_num_queries(0):
            page(address)


# --- a shelf with charters that are not in order --------------------------------------------------------------

GOOD = """charter: sample
version: "1"
title: {zh: "<b>样本</b>", en: "<b>sample</b>"}
level: community
organs:
  residents: {title: {zh: 居民, en: residents}, everyone: adult}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A shelf with one charter that can be read and one that cannot."""
    monkeypatch.setenv("LINLI_CHARTERS", str(tmp_path))
    for slug, text in (("sample", GOOD), ("broken", "charter: [")):
        (tmp_path / slug).mkdir()
        (tmp_path / slug / "charter.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_charter_that_cannot_be_read_is_left_off_the_shelf(folder: Path) -> None:
    assert [one.slug for one in shelf.models()] == ["sample"]
    assert "broken" not in page("/models/")


def test_what_a_model_says_is_shown_and_not_obeyed(folder: Path) -> None:
    (folder / "sample" / "README.md").write_text("# 样本\n\n<script>x</script> **粗** [去](javascript:x)\n")
    for address in ("/models/", "/models/sample/", "/models/sample/aloud/", "/models/sample/file/"):
        assert "<b>sample" not in page(address, "en")
        assert "<script>x" not in page(address)


def test_stories_that_cannot_be_read_or_played_are_said_to_be_so(folder: Path) -> None:
    file = folder / "sample" / "scenarios.yaml"
    file.write_text("charter: sample\nnonsense: 1\n")
    assert "The stories cannot be read" in page("/models/sample/stories/", "en")
    page("/models/sample/stories/lamps/1/", status=404)
    file.write_text(
        "charter: sample\npeople: {r1: adult}\nscenarios:\n  one:\n    title: {zh: 一, en: One}\n    story:\n"
        "      - r1 sings\n",
        encoding="utf-8",
    )
    assert "cannot be played" in page("/models/sample/stories/", "en")
    model = shelf.model("sample")
    assert model is not None
    story = stories.story(model, "one")
    assert story is not None
    assert story.mistakes


def test_a_story_that_comes_out_otherwise_says_where(folder: Path) -> None:
    (folder / "sample" / "scenarios.yaml").write_text(
        "charter: sample\npeople: {r1: none}\nscenarios:\n  one:\n    title: {zh: 一, en: One}\n    story:\n"
        "      - r1 sings\n",
        encoding="utf-8",
    )
    (folder / "sample" / "charter.yaml").write_text(
        GOOD.replace("organs:", "facts:\n  none: {title: {zh: 无, en: none}, type: yes-no}\norgans:"),
        encoding="utf-8",
    )
    assert "1 thing comes otherwise than it should" in page("/models/sample/stories/", "en")
    assert "line 7 of the scenarios" in page("/models/sample/stories/one/1/", "en")


def test_a_model_is_found_by_a_word_in_either_language_and_the_shelf_leads_to_its_parts() -> None:
    whole = page("/models/")
    assert 'href="#shelf-organs"' in whole
    for words in ("院落", "COURTYARD", "courtyard  chengdu"):
        found = page(f"/models/?q={quote(words)}", "en")
        assert 'href="/models/chengdu/"' in found, words
        assert 'href="/models/japan/"' not in found, words
        assert 'href="#shelf-organs"' not in found, words
    for words in ("<b>nothing</b>", "%%", "x" * 5000, "成都 japan"):
        found = page(f"/models/?q={quote(words)}", "en")
        assert "No model speaks of" in found, words
        assert "<b>nothing</b>" not in found
    assert 'href="/models/japan/"' in page("/models/?q=%20")
