"""Every code that a finding can have, with its level. docs/reference/findings.md explains each with an example."""

from linli.core.charter.finding import Level

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
    "unknown-outcome": "error",
    "no-stages": "error",
    "unreachable-stage": "error",
    "dead-end": "error",
    "unbounded-loop": "error",
    "stage-without-actors": "error",
    "rule-empty": "error",
    "rule-never-met": "error",
    "rule-mismatch": "error",
    "bare-number": "warning",
    "organ-without-filling": "error",
    "organ-with-two-fillings": "error",
    "organ-cycle": "error",
    "missing-source": "error",
    "source-undeclared": "error",
    "missing-scale": "error",
    "poll-without-rule": "warning",
    "paper-without-sitting": "warning",
    "notice-without-sitting": "warning",
    "unused-rule": "note",
    "unused-organ": "note",
}
"""Found in a charter that could be read."""

CODES: dict[str, Level] = READING | STRUCTURE
