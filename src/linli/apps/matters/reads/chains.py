"""A matter by the name of its chain, for pages that only point to it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from linli.apps.matters.models import Matter


def called(community: Any, chain: str) -> dict[str, str] | None:
    """What a matter is called and where its page is; None for a chain that is none."""
    row = Matter.objects.filter(community=community, chain=chain).first() if chain else None
    if row is None:
        return None
    url = reverse("matters:matter", args=[community.slug, row.year, row.number])
    return {"title": row.title or row.chain, "url": url}
