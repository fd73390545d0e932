"""As whom to look at the demonstration: a few names for each role."""

from __future__ import annotations

from linli.apps.community import reads
from linli.apps.community.models import Community, Person
from linli.core.charter.text import Text

MOST = 3
RESIDENTS = Text(zh="居民", en="residents")


def roles(community: Community) -> list[tuple[Text, list[str]]]:
    """Each organ with seats and the names of up to three people in it, the chair first; then some residents."""
    force, roster = reads.force(community), reads.roster(community)
    people = {one.pseudonym: one for one in Person.objects.filter(community=community, public=True)}
    found: list[tuple[Text, list[str]]] = []
    for key, seats in roster.seats.items():
        ordered = sorted(seats.values(), key=lambda seat: (not seat.chair, seat.since))
        found.append((force.organ_title(key), [people[seat.person].name for seat in ordered[:MOST]]))
    order = {force.organ_title(key): place for place, key in enumerate(force.charter.organs)}
    found.sort(key=lambda role: order[role[0]])
    ordinary = Person.objects.filter(community=community, public=False)[:MOST]
    return [*found, (RESIDENTS, [one.name for one in ordinary])]
