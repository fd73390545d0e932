"""The reference of findings: what each code means in both languages, with a wrong and a right example."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import linli
from linli.core.charter.text import Lang, Text

_FOLDER = Path(linli.__file__).resolve().parents[2] / "docs" / "reference" / "findings"
_SECTION = re.compile(
    r"^##+ `([a-z0-9-]+)` · (error|warning|note)\n(.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL
)
_SAYS = re.compile(r"^\*\*(中文|English)\*\* (.*)$", re.MULTILINE)
_BLOCK = re.compile(r"^(错 Wrong|对 Right):\n```yaml\n(.*?)```", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a code means. ``says`` is Markdown in both languages; the examples are parts of charters."""

    code: str
    level: str
    says: Text
    wrong: str
    right: str

    def gist(self, lang: Lang) -> str:
        """The first sentence of what it means."""
        first, stop, _ = self.says.in_(lang).partition("。" if lang == "zh" else ". ")
        return first + stop.rstrip()


@cache
def meanings() -> dict[str, Meaning]:
    """Every code that the reference describes; none where the reference was not installed."""
    return {
        code: _meaning(code, level, body)
        for page in sorted(_FOLDER.glob("*.md"))
        for code, level, body in _SECTION.findall(page.read_text(encoding="utf-8"))
    }


def _meaning(code: str, level: str, body: str) -> Meaning:
    examples = dict(_BLOCK.findall(body))
    says = dict(_SAYS.findall(body))
    return Meaning(
        code,
        level,
        Text(zh=says.get("中文", ""), en=says.get("English", "")),
        examples.get("错 Wrong", ""),
        examples.get("对 Right", ""),
    )
