import re
from pathlib import Path

import pytest
from village import SLUG

import linli.core.record
from linli.core.charter.text import Text
from linli.core.record.finding import Finding, Findings, Place, doubt
from linli.core.record.sentences import SENTENCES

HERE = Path(linli.core.record.__file__).parent
NAMES = re.compile(r"\{(\w+)\}")


@pytest.mark.parametrize("code", SENTENCES)
def test_every_sentence_says_the_same_in_both_languages(code: str) -> None:
    says = SENTENCES[code]
    assert set(NAMES.findall(says.zh)) == set(NAMES.findall(says.en))
    assert re.search("[\u4e00-\u9fff]", says.zh)
    assert not re.search("[\u4e00-\u9fff]", says.en)


def test_every_code_that_is_raised_has_its_sentence_and_every_sentence_its_use() -> None:
    source = "\n".join(path.read_text("utf-8") for path in HERE.glob("*.py") if path.name != "sentences.py")
    raised = set(re.findall(r'(?:doubt|Bad|Doubt)\(\s*"([a-z-]+)"', source))
    raised |= {f"{what}-{wrong}" for what in ("roster", "sitting") for wrong in ("unknown", "stale", "early")}
    raised |= {"clock-skipped", "back-in-time"}
    assert raised == set(SENTENCES)


def test_every_code_is_explained_in_the_reference(root: Path) -> None:
    reference = (root / "docs" / "reference" / "record.md").read_text("utf-8")
    assert {code for code in SENTENCES if f"`{code}`" not in reference} == set()


def test_a_finding_is_told_with_its_place() -> None:
    found = Findings()
    found.add(doubt("missing", first=3, last=4), Place(12, 7, "matter/2026/1", 5))
    (one,) = found.told
    assert one.told("en").startswith("line 12 · matter/2026/1 #5: Entries 3 to 4 are missing;")
    assert one.told("zh").startswith("第 12 行 · matter/2026/1 #5：缺少第 3 到第 4 条")
    assert one.told("en").endswith("[missing]")


def test_a_finding_about_the_whole_archive_names_no_place() -> None:
    found = Findings()
    found.add(doubt("no-entries"))
    assert found.told[0].told("en") == "The archive holds no entry. [no-entries]"
    assert found.told[0] == Finding(
        "no-entries", 0, 0, "", 0, "文件里没有任何记录。", "The archive holds no entry."
    )


def test_what_fills_a_sentence_is_said_in_its_language() -> None:
    refused = doubt("refused", why=Text(zh="不行。", en="No."), clause="organs.x")
    assert refused.says("zh") == "章程不允许这个行为：不行。（organs.x）"
    assert refused.says("en") == "The charter refuses this act: No. (organs.x)"


def test_braces_in_what_a_forger_writes_are_only_text() -> None:
    assert SLUG
    assert "{0.__class__}" in doubt("charter-unknown", hash="{0.__class__}").says("en")
