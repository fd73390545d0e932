"""Communities. That one exists is public."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from linli.apps.community.models import Account, Community


def communities() -> QuerySet[Community]:
    """All communities, in the order of the official table, each with its place."""
    return Community.objects.select_related("place")


def community(slug: str) -> Community | None:
    """The community with this slug."""
    return communities().filter(slug=slug).first()


def community_at(code: str) -> Community | None:
    """The community founded on a place."""
    return communities().filter(place_id=code).first()


def communities_on(codes: Iterable[str]) -> dict[str, str]:
    """The short names of the communities founded on some places, by the place's code."""
    found = Community.objects.filter(place_id__in=list(codes))
    return dict(found.values_list("place_id", "slug"))


def communities_of(account: Account | None) -> QuerySet[Community]:
    """Those in whose register the holder of an account is."""
    return (
        communities().filter(residents__account=account, residents__departed=False)
        if account
        else communities().none()
    )


def communities_kept_by(account: Account) -> QuerySet[Community]:
    """Those whose register the holder of an account keeps."""
    return communities().filter(clerks__account=account)
