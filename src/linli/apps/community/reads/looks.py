"""Who looked at what is secret of somebody: at her alone, at a list on which she was, at a table that held her."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from linli.apps.community import crowds
from linli.apps.community.models import Community, Crowd, Look, Person
from linli.apps.community.reads.people import Viewer, people_named
from linli.apps.community.reads.tables import gate
from linli.apps.community.sealing import opener, unseal

LIST, FULL = "list ", "full "
"""What a look at a list is called before its name: opened with the numbers masked, and taken with them in full."""
EXPORT = "export"
Asked = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """Somebody looked at what is secret: who, when, what at, and why, where that had to be said.

    ``asked`` is to what a list was narrowed: words of its address, and what they said.
    """

    at: datetime
    who: str
    what: str
    why: str = ""
    asked: Asked = ()


def looks_at(person: Person, viewer: Viewer, most: int) -> list[Looked]:
    """Who looked at what is secret of a person, newest first: for that person and for the clerk."""
    if not (person.account_id is not None and person.account_id == getattr(viewer, "pk", None)):
        gate(person.community, viewer)
    return shown(person.community, looks_of(person)[:most])


def looks_of(person: Person) -> QuerySet[Look]:
    """Every look at what is secret of a person, newest first; for whoever has come through a gate."""
    asked = Q(person=person) | Q(crowd__in=_crowds_with(person))
    # Of a register exported before it was kept who was in it, everybody may have been.
    asked |= Q(person=None, crowd=None, what=EXPORT)
    return Look.objects.filter(asked, community=person.community).select_related("account")


def _crowds_with(person: Person) -> list[int]:
    opened = opener(use_of_looks(person.community_id))
    kept = Crowd.objects.filter(community=person.community_id).values_list("pk", "sealed")
    return [key for key, sealed in kept.iterator() if crowds.holds(opened(bytes(sealed)), person.pk)]


def shown(community: Community, some: Collection[Look]) -> list[Looked]:
    """Looks with who it was, by the name in the register."""
    names = people_named(community, {one.account_id for one in some})
    return [
        Looked(
            one.at, names.get(one.account_id or 0) or str(one.account or "–"), one.what, why_of(one), asked_of(one)
        )
        for one in some
    ]  # fmt: skip


def asked_of(one: Look) -> Asked:
    """To what a list was narrowed when it was looked at; for whoever came to it through its gate."""
    if not one.asked:
        return ()
    return tuple(
        (key, words) for key, words in json.loads(unseal(bytes(one.asked), use_of_looks(one.community_id)))
    )


def why_of(one: Look) -> str:
    """The reason given for a look; for whoever came to it through its gate."""
    return unseal(bytes(one.why), use_of_looks(one.community_id)).decode() if one.why else ""


def use_of_looks(community: int) -> str:
    """What reasons of a community are sealed for."""
    return f"look {community}"
