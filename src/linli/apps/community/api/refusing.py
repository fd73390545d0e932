"""Refusals of the community's own acts as problems."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from linli.apps.community import reads
from linli.apps.community.models import Community
from linli.core.charter import explain
from linli.core.charter.text import Lang, Text
from linli.core.engine import refusals_of_parts
from linli.core.engine.refusal import Refusal
from linli.rest.problems import Problem, both, key_used

WHO = frozenset(["not-clerk", "own-seat", *refusals_of_parts.REASONS]) - {
    "no-parts",
    "level-without-parts",
    "other-level",
    "no-such-level",
}
WHAT = frozenset(
    [
        "no-such-person",
        "no-such-class",
        "no-such-level",
        "no-such-place-fact",
        "fact-type",
        "size-out-of-range",
    ]
)


def refused(community: Community, refusal: Refusal) -> Problem:
    """What was refused, by the charter in force."""
    if refusal.code == "form-sent":
        return key_used()
    status = 403 if refusal.code in WHO else 422 if refusal.code in WHAT else 409
    kind = {403: "forbidden", 422: "invalid"}.get(status, "refused")
    more: dict[str, Any] = {"instead": [both(one) for one in refusal.instead]}
    if refusal.clause:
        more["clause"] = {
            "path": refusal.clause,
            "name": {"zh": _clause(community, refusal.clause, "zh"), "en": _clause(community, refusal.clause, "en")},
            "source": {"zh": _source(community, refusal.clause, "zh"), "en": _source(community, refusal.clause, "en")},
        }  # fmt: skip
    says = Text(zh=refusal.says("zh"), en=refusal.says("en"))
    return Problem(status, kind, refusal.code, says, more=more)


@contextmanager
def within_reach(community: Community) -> Iterator[None]:
    """Say why to a program that asks for more of the registers than its holder sees."""
    try:
        yield
    except reads.OutOfReach as error:
        raise refused(community, error.refusal) from None


def _clause(community: Community, path: str, lang: Lang) -> str:
    force = reads.force(community)
    try:
        return explain.clause(path, force.charter, lang, bases=force.bases)
    except (KeyError, IndexError, AttributeError):
        return ""


def _source(community: Community, path: str, lang: Lang) -> str:
    force = reads.force(community)
    part, _, rest = path.partition(".")
    organ = force.charter.organs.get(rest.partition(".")[0]) if part == "organs" else None
    return explain.source(organ.source, force.charter, lang, bases=force.bases) if organ else ""
