"""Lists of dwellings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Count, Q

from linli.apps.community.models import Community, Dwelling
from linli.apps.community.reads.lists.found import Found, Row, Where
from linli.registers.lists import Given


def homes(community: Community, given: Mapping[str, Given], where: Where) -> Found:
    """The dwellings of which all the conditions hold."""
    living = Count("households__members", filter=Q(households__members__departed=False))
    found = Dwelling.objects.filter(where.of(""), community=community).annotate(people=living)
    if "use" in given:
        found = found.filter(use=given["use"])
    if "lived-in" in given:
        found = found.filter(people__gt=0) if given["lived-in"] else found.filter(people=0)

    def fetch(some: Sequence[Any], _whole: bool) -> list[Row]:
        own = {one.pk: one for one in found.filter(pk__in=some).select_related("building")}
        return [
            {"building": one.building.name, "stairwell": one.stairwell, "number": one.number, "use": one.use,
             "area": one.area, "people": one.people, "_key": one.pk}
            for one in (own[key] for key in some if key in own)
        ]  # fmt: skip

    return Found(list(found.values_list("pk", flat=True)), fetch)
