"""The reference of findings: what each code means, with a wrong and a right example."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import linli

_PAGE = Path(linli.__file__).resolve().parents[2] / "docs" / "reference" / "findings.md"
_SECTION = re.compile(
    r"^### `([a-z0-9-]+)` · (error|warning|note)\n(.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL
)
_CHINESE = re.compile("[\u4e00-\u9fff]")
_BLOCK = re.compile(r"^(Wrong|Right):\n```yaml\n(.*?)```", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a code means. ``zh`` and ``en`` are Markdown; the examples are parts of charters."""

    code: str
    level: str
    zh: str
    en: str
    wrong: str
    right: str


@cache
def meanings() -> dict[str, Meaning]:
    """Every code that the reference describes; none where the reference was not installed."""
    text = _PAGE.read_text(encoding="utf-8") if _PAGE.is_file() else ""
    return {code: _meaning(code, level, body) for code, level, body in _SECTION.findall(text)}


def _meaning(code: str, level: str, body: str) -> Meaning:
    blocks = dict(_BLOCK.findall(body))
    paragraphs = _BLOCK.sub("", body).strip().split("\n\n")
    zh, en = (
        "\n\n".join(one for one in paragraphs if bool(_CHINESE.search(one)) == own) for own in (True, False)
    )
    return Meaning(code, level, zh, en, blocks.get("Wrong", ""), blocks.get("Right", ""))
