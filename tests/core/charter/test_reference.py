"""docs/reference/findings/: every code in both languages, with examples taken from the files that are tested."""

import re
from pathlib import Path

import pytest

from linli.apps.charters.reads.handbook import Meaning, meanings
from linli.core.charter.codes import CODES, FAMILIES

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def told() -> dict[str, Meaning]:
    return meanings()


def test_the_reference_describes_every_code_with_its_level(told: dict[str, Meaning]) -> None:
    assert {code: one.level for code, one in told.items()} == CODES


def test_each_family_has_a_page_with_its_codes_in_the_order_of_the_list(root: Path) -> None:
    for family, codes in FAMILIES.items():
        page = (root / f"docs/reference/findings/{family}.md").read_text(encoding="utf-8")
        assert re.findall(r"(?m)^##+ `([a-z0-9-]+)`", page) == list(codes), family
        assert "\r" not in page
        assert "。。" not in page


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_explained_in_chinese_and_in_english(code: str, told: dict[str, Meaning]) -> None:
    zh, en = told[code].says.zh, told[code].says.en
    missing = f"write “**中文** …” and “**English** …” under `{code}` in docs/reference/findings/"
    assert len(re.findall(r"[\u4e00-\u9fff]", zh)) >= 15, missing
    assert en, missing
    assert not re.search(r"[\u4e00-\u9fff]", re.sub(r"`[^`]*`", "", en)), missing
    assert zh.endswith("。"), code
    assert en.endswith("."), code


def test_every_link_in_the_reference_leads_to_a_page(root: Path) -> None:
    folder = root / "docs/reference/findings"
    for page in folder.glob("*.md"):
        for link in re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8")):
            assert (folder / link).is_file(), f"{page.name}: {link}"


def test_every_example_in_the_reference_stands_in_a_file_that_is_tested(told: dict[str, Meaning]) -> None:
    right = "".join(
        (HERE / "good" / f"{name}.yaml").read_text(encoding="utf-8") for name in ("sample", "rich", "fair")
    )
    shown = 0
    for code, one in told.items():
        path = HERE / "bad" / f"{code}.yaml"
        if path.exists():
            assert one.wrong, code
            assert one.wrong.rstrip("\n") in path.read_text(encoding="utf-8"), code
            assert one.right, code
            assert one.right.rstrip("\n") in right, code
            shown += 1
    assert shown == len([code for code in CODES if (HERE / "bad" / f"{code}.yaml").exists()]) > 35
