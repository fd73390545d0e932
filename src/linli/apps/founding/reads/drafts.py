"""The foundings that somebody prepares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from linli.apps.community import reads as community
from linli.apps.founding.models import Draft


@dataclass(frozen=True, slots=True)
class Member:
    """One of the first people: in which organ and kind of seat, and what the charter asks about people."""

    organ: str
    name: str
    kind: str = ""
    chair: bool = False
    facts: tuple[str, ...] = ()


def drafts(viewer: Any) -> QuerySet[Draft]:
    """One's own foundings, the last touched first. Raises PermissionDenied for who may not found."""
    if not community.may_found(viewer):
        raise PermissionDenied
    return Draft.objects.filter(account=viewer.pk).select_related("community")


def draft(number: int, viewer: Any) -> Draft | None:
    """One of one's own foundings."""
    return drafts(viewer).filter(pk=number).first()


def members(one: Draft) -> list[Member]:
    """The first people as typed."""
    return [Member(**{**row, "facts": tuple(row["facts"])}) for row in one.members]
