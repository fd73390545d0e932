"""Which charter was in force when: read from the community's own chain, so that it is what the record proves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from linli.apps.community.models import Community, Entry
from linli.apps.community.store import stored
from linli.core.engine.effect import Adopted
from linli.core.engine.roster import Adopt, CarryOut

CHAIN = "community"
# What an entry that puts a charter in force has in its bytes; one that only seems to is read and passed over.
_ADOPTS = Q(data__contains='"do":"adopt"') | Q(data__contains='"do":"adopted"')


@dataclass(frozen=True, slots=True)
class Version:
    """A charter by its hash, in force since a moment; ``matter`` is the chain of the matter that adopted it, if any."""

    hash: str
    since: datetime
    matter: str = ""


def versions(community: Community) -> tuple[Version, ...]:
    """Every version that was ever in force, the first one first."""
    rows = Entry.objects.filter(_ADOPTS, community=community, chain=CHAIN).order_by("seq")
    found: list[Version] = []
    for row in rows:
        before = found[-1].hash if found else ""
        found += _adopted(stored(row).read().act, row.at, before)
    return tuple(found)


def _adopted(act: Any, at: datetime, before: str) -> list[Version]:
    """The version that an act put in force; an amendment of a version that was already gone put none."""
    match act:
        case Adopt(charter):
            return [Version(charter, at)]
        case CarryOut(matter, _, effects):
            adopted = [one for one in effects if isinstance(one, Adopted) and one.instead_of == before]
            return [Version(one.charter, at, matter) for one in adopted[:1]]
        case _:
            return []
