"""Every code that a finding can have, with its family and its level.

docs/reference/findings/ explains each in both languages, with an example. The families say what a finding is about:
whether the file can be read, whether the charter holds together, what it does to its residents, how it stands to the
law it extends.
"""

from collections.abc import Mapping
from typing import Literal

from linli.core.charter.finding import Level
from linli.core.charter.text import Text

Family = Literal["reading", "structure", "critique", "law"]

READING: dict[str, Level] = {
    # The file itself.
    "no-file": "error",
    "not-a-file": "error",
    "too-big": "error",
    "not-utf8": "error",
    "hidden-character": "error",
    "empty": "error",
    "yaml": "error",
    "second-document": "error",
    "too-deep": "error",
    "alias": "error",
    "tag": "error",
    "key": "error",
    "duplicate-key": "error",
    # What it says.
    "unknown-key": "error",
    "missing-key": "error",
    "unknown-word": "error",
    "wrong-shape": "error",
    "unreadable": "error",
    "too-many": "error",
    # What it extends.
    "extends-cycle": "error",
    "unknown-base": "error",
    "slug-differs": "error",
    "bad-name": "error",
}
"""Found while reading; a charter with one of these cannot be used at all."""

STRUCTURE: dict[str, Level] = {
    "unknown-name": "error",
    "word-taken": "warning",
    "unknown-outcome": "error",
    "no-stages": "error",
    "unreachable-stage": "error",
    "dead-end": "error",
    "unbounded-loop": "error",
    "when-not-told": "warning",
    "stage-without-actors": "error",
    "rule-empty": "error",
    "rule-never-met": "error",
    "rule-mismatch": "error",
    "bare-number": "warning",
    "class-not-counted": "warning",
    "organ-without-filling": "error",
    "organ-with-two-fillings": "error",
    "organ-cycle": "error",
    "sees-no-part": "error",
    "minutes-open-anyway": "error",
    "minutes-of-no-sitting": "error",
    "composition-never-met": "error",
    "missing-source": "error",
    "source-undeclared": "error",
    "missing-scale": "error",
    "deed-incomplete": "error",
    "deed-mismatch": "error",
    "mending-open": "error",
    "mending-unasked": "error",
    "mending-twice": "warning",
    "poll-without-rule": "warning",
    "paper-without-sitting": "warning",
    "notice-without-sitting": "warning",
    "handled-mismatch": "error",
    "not-finished": "note",
    "unused-rule": "note",
    "unused-organ": "note",
}
"""Found in a charter that could be read."""

CRITIQUE: dict[str, Level] = {
    # Who decides, and who chose them.
    "no-elected-decider": "warning",
    "only-indirect": "warning",
    "appointed-decider": "warning",
    "no-recall": "warning",
    "no-term": "note",
    # How the bodies stand to each other.
    "many-organs": "note",
    "same-power": "warning",
    "undefined-relation": "warning",
    "several-judges": "note",
    "several-coordinators": "note",
    "hollow-organ": "note",
    # How a matter runs.
    "bypassed": "warning",
    "verdict-ignored": "warning",
    "decision-passed-over": "note",
    "one-hand": "warning",
    "self-check": "warning",
    "stalls": "note",
    # What a resident can say and read.
    "voice-without-vote": "warning",
    "residents-cannot-propose": "warning",
    "no-appeal": "warning",
    "results-unpublished": "warning",
    "minutes-closed": "note",
    "units-absent": "note",
    # Money and work.
    "money-without-residents": "warning",
    "pays-upward": "warning",
    "unpaid-task": "warning",
    "place-not-person": "note",
    "spread-thin": "note",
    # Government.
    "commanded": "warning",
    "answers-upward": "warning",
    "government-only": "note",
    "administered-place": "warning",
    "no-least-size": "note",
    "overlapping-places": "note",
    "contract-without-residents": "note",
    "party-dropped": "note",
    "uniform-measures": "note",
    "many-goals": "note",
    "shifting-target": "note",
}
"""Found in a charter that holds together: what it does to its residents. Never an error: to want it so is a choice."""

LAW: dict[str, Level] = {
    "weaker-than-law": "warning",
    "law-not-compared": "note",
    "petition-above-law": "warning",
    "law-disclosure": "warning",
    "law-recall": "warning",
    "law-seats": "warning",
    "law-relation": "warning",
    "law-no-ground": "note",
}
"""Found by comparing a charter with the law that it extends."""

FAMILIES: Mapping[Family, Mapping[str, Level]] = {
    "reading": READING, "structure": STRUCTURE, "critique": CRITIQUE, "law": LAW,
}  # fmt: skip
FAMILY_TITLES: Mapping[Family, Text] = {
    "reading": Text(zh="读文件", en="Reading the file"),
    "structure": Text(zh="前后是否说得通", en="Whether it holds together"),
    "critique": Text(zh="对居民意味着什么", en="What it does to residents"),
    "law": Text(zh="与法律相比", en="Beside the law"),
}
CODES: dict[str, Level] = {code: level for codes in FAMILIES.values() for code, level in codes.items()}
_OF: dict[str, Family] = {code: family for family, codes in FAMILIES.items() for code in codes}


def family(code: str) -> Family:
    """The family to which a code belongs."""
    return _OF[code]
