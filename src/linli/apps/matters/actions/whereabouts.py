"""Saying which building a matter is about."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.matters import typed
from linli.apps.matters.models import Matter, Whereabouts
from linli.core.charter.text import Text


def building_of(community: Any, number: int | None) -> Any:
    """A building of the community, or None for none. Raises :class:`typed.BadInput` for one that is not there."""
    if number is None:
        return None
    found = community_reads.building_at(community, number)
    if found is None:
        says = Text(
            zh="台账里没有这栋楼，请重新选择。", en="This building is not in the register; choose again."
        )
        raise typed.BadInput("building", says)
    return found


def keep(matter: Matter, building: Any, *, account: Any = None) -> None:
    """Keep it with the matter, within the deed that puts it."""
    if building is not None:
        Whereabouts.objects.create(matter=matter, building=building, by=account, at=matter.began)


def as_said(matter: Matter, building: Any) -> bool:
    """Whether the deed that put a matter named this building, or none; of one put right since nobody knows any more."""
    found = Whereabouts.objects.filter(matter=matter).first()
    if found is not None and found.at != matter.began:
        return True
    return (found.building_id if found else None) == (building.pk if building else None)


@community_actions.deed
def put_right(*, community: Any, chain: str, number: int | None, person: str, account: Any) -> bool:
    """Say anew which building a matter is about, or that it is about none; False where there is no such matter.

    Raises PermissionDenied for who neither put the matter nor keeps the register, BadInput for no such building.
    """
    matter = Matter.objects.filter(community=community, chain=chain).first()
    if matter is None:
        return False
    if not may_put_right(matter.proposer, person, community_reads.is_clerk(account, community)):
        raise PermissionDenied
    building = building_of(community, number)
    if building is None:
        Whereabouts.objects.filter(matter=matter).delete()
    else:
        given = {"building": building, "by": account, "at": community_actions.now()}
        Whereabouts.objects.update_or_create(matter=matter, defaults=given)
    return True


def may_put_right(proposer: str, person: str, clerk: bool) -> bool:
    """Whether somebody may say where a matter is."""
    return clerk or (bool(person) and proposer == person)
