"""Refusals of the community's own acts as panels: what, which clause, what instead."""

from __future__ import annotations

from typing import Any

from django.urls import NoReverseMatch, reverse

from linli.apps.community import reads
from linli.apps.community.models import Community
from linli.apps.community.reads.asking import lang, said
from linli.core.charter import explain
from linli.core.engine.refusal import Refusal


def panel(community: Community, refusal: Refusal, **more: Any) -> dict[str, Any]:
    """A refusal in the reader's words."""
    return {
        "what": refusal.says(lang()),
        "clause": clause(community, refusal.clause),
        "source": _source(community, refusal.clause),
        "url": article(community, refusal.clause),
        "instead": [{"text": said(one)} for one in refusal.instead],
        **more,
    }


def clause(community: Community, path: str) -> str:
    """The short name of a part of the charter in force; empty for a path that it does not have."""
    force = reads.force(community)
    try:
        return explain.clause(path, force.charter, lang(), bases=force.bases) if path else ""
    except (KeyError, IndexError, AttributeError):
        return ""


def article(community: Community, path: str) -> str:
    """The article of the charter page that says so; empty where that page, or the article, is not there."""
    if not path:
        return ""
    try:
        return f"{reverse('charters:charter', args=[community.slug])}#{'.'.join(path.split('.')[:2])}"
    except NoReverseMatch:
        return ""


def _source(community: Community, path: str) -> str:
    force = reads.force(community)
    part, _, rest = path.partition(".")
    organ = force.charter.organs.get(rest.partition(".")[0]) if part == "organs" else None
    return explain.source(organ.source, force.charter, lang(), bases=force.bases) if organ else ""
