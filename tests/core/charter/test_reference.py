"""docs/reference/findings.md: every code, with a wrong and a right example taken from the files that are tested."""

import re
from pathlib import Path

import pytest

from linli.core.charter.codes import CODES

HERE = Path(__file__).parent
SECTION = re.compile(r"^### `([a-z0-9-]+)` · (error|warning|note)\n(.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"^(Wrong|Right):\n```yaml\n(.*?)```", re.MULTILINE | re.DOTALL)


@pytest.fixture
def sections(root: Path) -> dict[str, tuple[str, str]]:
    text = (root / "docs/reference/findings.md").read_text(encoding="utf-8")
    return {code: (level, body) for code, level, body in SECTION.findall(text)}


def test_the_reference_describes_every_code_with_its_level(sections: dict[str, tuple[str, str]]) -> None:
    assert {code: level for code, (level, _) in sections.items()} == CODES


def test_every_example_in_the_reference_stands_in_a_file_that_is_tested(
    sections: dict[str, tuple[str, str]],
) -> None:
    right = "".join(
        (HERE / "good" / f"{name}.yaml").read_text(encoding="utf-8") for name in ("sample", "rich", "fair")
    )
    shown = 0
    for code, (_, body) in sections.items():
        blocks = dict(BLOCK.findall(body))
        path = HERE / "bad" / f"{code}.yaml"
        if path.exists():
            assert blocks["Wrong"].rstrip("\n") in path.read_text(encoding="utf-8"), code
            assert blocks["Right"].rstrip("\n") in right, code
            shown += 1
    assert shown == len([code for code in CODES if (HERE / "bad" / f"{code}.yaml").exists()]) > 35
