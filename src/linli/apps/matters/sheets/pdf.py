"""The A4 notice as PDF, through typst; where that is not installed the browser prints the page instead."""

from __future__ import annotations

import importlib.util
import json
from functools import cache
from pathlib import Path
from typing import Any

TEMPLATE = Path(__file__).parent / "notice.typ"


def available() -> bool:
    """Whether the extra ``pdf`` is installed."""
    return all(importlib.util.find_spec(name) is not None for name in ("typst", "pylopdf_fonts_zh_cn"))


def written(sheet: dict[str, Any]) -> bytes:
    """The sheet as PDF. What people typed goes in as data, so that nothing in it is read as markup."""
    import typst

    compiled: Any = typst.compile
    data: bytes = compiled(
        TEMPLATE, root=str(TEMPLATE.parent), font_paths=[str(_fonts())], ignore_system_fonts=True,
        sys_inputs={"sheet": json.dumps(sheet, ensure_ascii=False)},
    )  # fmt: skip
    return data


@cache
def _fonts() -> Path:
    found = importlib.util.find_spec("pylopdf_fonts_zh_cn")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent
