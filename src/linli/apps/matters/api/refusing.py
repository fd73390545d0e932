"""Refusals as problems: which clause, from which source, what instead; in both languages."""

from __future__ import annotations

from typing import Any

from linli.apps.community import reads as community_reads
from linli.apps.matters.models import Matter
from linli.apps.matters.reads.deeds import told
from linli.apps.matters.reads.lens import Lens
from linli.core.charter.text import Text
from linli.core.engine.refusal import Refusal
from linli.rest import problems
from linli.rest.problems import Problem, both

OF_REACH = ("no-sight", "no-part-yet", "register-not-seen", "outside-part")
"""Refusals of who does not see this part of the registers."""
WHO = frozenset([
    "not-in-organ", "not-entitled", "other-place", "not-convener", "not-on-roll", "apart", "not-proposer", "not-chair",
    "same-hand", "not-namer", "not-named", "not-own-item", "own-objection", "without-vote", "not-clerk",
    "entered-own", "entered-by-others", "uncovered", "own-request", "closed-matter", *OF_REACH,
])  # fmt: skip
"""Refusals of the one who acts: another might."""
WHAT = frozenset([
    "no-such-procedure", "no-such-kind", "unknown-fact", "fact-missing", "fact-type", "date-missing", "wrong-choice",
    "count-impossible", "no-such-bin", "no-such-point", "point-open", "divide-among", "no-such-strand", "not-awaited",
    "not-an-amount", "no-such-party", "party-whole", "party-person", "no-such-item", "items-missing", "no-items",
    "too-many-items", "too-many-chosen", "not-on-ballot", "no-such-objection", "evidence-missing", "words-missing",
    "no-such-section", "not-offered-to", "no-such-person", "not-called-so", "several-called-so",
    "day-without-paper", "day-ahead", "day-too-early", "closed-files",
])  # fmt: skip
"""Refusals of what was said: said otherwise, it might be done."""


def status_of(code: str) -> int:
    """Whether it is who asks (403), what was said (422), or how things stand (409); 404 for no such matter."""
    if code == "no-such-matter":
        return 404
    return 403 if code in WHO else 422 if code in WHAT else 409


def refused(community: Any, refusal: Refusal, matter: Matter | None = None) -> Problem:
    """What was refused, by the charter version of the matter, else by the one in force."""
    if refusal.code == "form-sent":
        return problems.key_used()
    force = community_reads.in_force((matter and matter.charter_hash) or community.charter_hash)
    zh, en = (told(Lens(force, lang, community.zone), refusal) for lang in ("zh", "en"))
    status = status_of(refusal.code)
    kinds = {403: "forbidden", 404: "not-found", 422: "invalid"}
    more: dict[str, Any] = {"instead": [both(one) for one in refusal.instead]}
    if refusal.clause:
        more["clause"] = {
            "path": refusal.clause, "name": {"zh": zh.clause, "en": en.clause},
            "source": {"zh": zh.source, "en": en.source},
        }  # fmt: skip
    return Problem(
        status, kinds.get(status, "refused"), refusal.code, Text(zh=zh.what, en=en.what), more=more
    )


def stale(version: int) -> Problem:
    """The matter is not as the caller saw it."""
    return Problem(412, "stale", more={"version": version})
