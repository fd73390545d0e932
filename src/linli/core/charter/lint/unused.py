"""What is written but never used. A law gives rules to others, so its own are not looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from linli.core.charter.finding import Finding
from linli.core.charter.lint.names import Reference
from linli.core.charter.lint.say import finding
from linli.core.charter.load import Loaded


def findings(loaded: Loaded, names_used: Iterable[Reference]) -> Iterator[Finding]:
    """The rules and organs that nothing names."""
    if loaded.charter.level == "law":
        return
    used = {("organ" if one.kind in ("figure", "class") else one.kind, one.name) for one in names_used}
    rules = [
        name for name, rule in loaded.charter.rules.items() if not rule.rule
    ]  # left to people: told, not used
    named = (
        ("rule", "rules", "规则", "rule", rules),
        ("organ", "organs", "组织", "organ", loaded.charter.organs),
    )
    for kind, section, zh, en, names in named:
        for name in names:
            if (kind, name) not in used:
                says = (f"{zh}「{name}」没有用到", f"the {en} “{name}” is not used")
                yield finding(loaded, f"unused-{kind}", (section, name), says)
