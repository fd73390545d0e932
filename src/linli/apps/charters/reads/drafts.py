"""Drafts: a writer sees her own and nobody else's."""

from __future__ import annotations

from typing import Any

from linli.apps.charters.models import Draft


def draft(account: Any, *, community: Any = None, model: str = "") -> Draft | None:
    """What this person has kept of a community's charter or from a model; None for strangers."""
    if account is None:
        return None
    return Draft.objects.filter(account=account, community=community, model=model).first()
