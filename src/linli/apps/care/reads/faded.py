"""What went because its period was over: how much and when, for everybody."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from linli.apps.care.models import Faded


def faded(community: Any) -> dict[str, Faded]:
    """By register, the last time that something of it went, in this community or of the installation."""
    found: dict[str, Faded] = {}
    for one in Faded.objects.filter(Q(community=community) | Q(community=None)).order_by("at", "id"):
        found[one.register] = one
    return found
