"""The critique: what a charter does to its residents, said of the charter as it is written.

Every rule is a function from the charter's powers to what it finds; none knows a model by its name. A charter is
judged only once it holds together, and a law not at all: it gives ground to charters and governs nobody itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from linli.core.charter.finding import Finding
from linli.core.charter.lint.critique import bodies, choosing, course, government, money, taken, voice
from linli.core.charter.lint.critique.ground import Ground, Rule
from linli.core.charter.lint.say import unfinished
from linli.core.charter.load import Loaded

RULES: tuple[Rule, ...] = (
    *choosing.RULES, *bodies.RULES, *course.RULES, *voice.RULES, *money.RULES, *government.RULES,
    *taken.RULES,
)  # fmt: skip


def findings(loaded: Loaded) -> Iterator[Finding]:
    """All that the critique finds in a charter that holds together."""
    if loaded.charter.level == "law":
        return
    ground = Ground(loaded)
    for rule in RULES:
        yield from rule(ground)
    if ground.steps.short:
        yield unfinished(
            loaded,
            ("procedures",),
            "章程太大，没有查完谁可以绕过谁、谁和谁是什么关系",
            "the charter is too large: who can go round whom, and who stands how to whom, was not asked to the end",
        )
