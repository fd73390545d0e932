"""That somebody looked at what a list gives away, or took it or a copy with the numbers in full, is kept."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import timedelta

from django.core.exceptions import PermissionDenied

from linli.apps.community import clock
from linli.apps.community.actions.tables.deeds import gate
from linli.apps.community.crowds import packed
from linli.apps.community.deed import deed
from linli.apps.community.models import (
    Account,
    BroughtTable,
    Community,
    Correction,
    Crowd,
    Look,
    PartyMember,
    Person,
    Resident,
)
from linli.apps.community.reads.corrections import standing
from linli.apps.community.reads.looks import EXPORT, FULL, LIST, Asked, use_of_looks
from linli.apps.community.reads.reach import reach
from linli.apps.community.sealing import mark, seal
from linli.registers.lists import lists

AGAIN = timedelta(minutes=30)
"""Turning the pages of a list is one look."""
LONGEST_WHY = 200
COPY, OWN_COPY = "copy", "own-copy"
UNITS = "export-units"
PREVIEW = "preview"
DOOR = "door"
PEOPLE = frozenset({"residents", "party"})
"""Shapes whose rows change people."""


class NoReason(ValueError):
    """What is secret is opened for a reason only."""


@deed
def note_list(
    community: Community,
    key: str,
    people: Sequence[int],
    asked: Asked,
    *,
    actor: Account,
    whole: bool = False,
) -> None:
    """Record that somebody looked at a list that gives something away about people, or took it ``whole``.

    Each of the people on it can tell; ``asked`` is to what it was narrowed. Raises OutOfReach.
    """
    reach(community, actor, *lists()[key].registers)
    if whole:
        gate(community, actor)
    crowd = _crowd(community, people)
    look = Look(
        community=community,
        account=actor,
        crowd=crowd,
        what=f"{FULL if whole else LIST}{key}",
        at=clock.now(),
    )
    before = Look.objects.filter(
        community=community, account=actor, crowd=crowd, what=look.what, at__gt=look.at - AGAIN
    )
    if whole or not before.exists():
        look.asked = (
            seal(json.dumps(asked, ensure_ascii=False).encode(), use_of_looks(community.pk)) if asked else b""
        )
        look.save()


@deed
def note_export(community: Community, shape: str, *, actor: Account) -> None:
    """Record that a register went out with the numbers in full; each of those in it can tell."""
    gate(community, actor)
    here = {"residents": Resident.objects.filter(person__community=community, person__departed=False),
            "party": PartyMember.objects.filter(community=community, person__departed=False)}  # fmt: skip
    people = list(here[shape].values_list("person", flat=True)) if shape in here else []
    what = EXPORT if shape in here else UNITS
    crowd = _crowd(community, people)
    Look.objects.create(community=community, account=actor, crowd=crowd, what=what, at=clock.now())


def _crowd(community: Community, people: Sequence[int]) -> Crowd | None:
    """Some people as one row; None for nobody."""
    data = packed(people)
    if not data:
        return None
    use = use_of_looks(community.pk)
    found, _made = Crowd.objects.get_or_create(
        community=community, mark=mark(data.hex(), use), defaults={"sealed": seal(data, use)}
    )
    return found


@deed
def note_sight(
    community: Community, what: str, why: str, *, actor: Account, person: Person | None = None
) -> None:
    """Record that somebody who sees a part of the registers looked at what is secret there, and why.

    Raises NoReason for one that gives none. Whether it lies in her part is asked by who shows it.
    """
    said = " ".join(why.replace("\x00", "").split())[:LONGEST_WHY]
    if not said:
        raise NoReason
    sealed = seal(said.encode(), use_of_looks(community.pk))
    Look.objects.create(
        community=community, account=actor, person=person, what=what, why=sealed, at=clock.now()
    )


@deed
def note_at_door(person: Person, *, actor: Account) -> None:
    """Record that whoever presides over a sitting found somebody by the name that she was told. It gates nothing."""
    Look.objects.create(community=person.community, account=actor, person=person, what=DOOR, at=clock.now())


@deed
def note_preview(table: BroughtTable, keys: Sequence[int], *, actor: Account) -> None:
    """Record that somebody opened rows of a table not yet entered: with each of the people whose rows they change."""
    gate(table.community, actor)
    now, here = clock.now(), table.community
    changed = [one for one in keys if one] if table.shape in PEOPLE else []
    people = list(Person.objects.filter(community=here, pk__in=changed).values_list("pk", flat=True))
    looks = [Look(community=here, account=actor, person_id=one, what="numbers", at=now) for one in people]
    if len(people) < len(keys):
        looks.append(Look(community=here, account=actor, what=PREVIEW, at=now))
    Look.objects.bulk_create(looks)


@deed
def note_settling(one: Correction, *, actor: Account) -> None:
    """Record that somebody who answers a correction looked at the number that it gives. Raises PermissionDenied."""
    if not standing(one, actor).answers:
        raise PermissionDenied
    Look.objects.create(
        community=one.community, account=actor, person=one.person, what="numbers", at=clock.now()
    )


@deed
def note_copy(community: Community, person: Person, *, actor: Account) -> None:
    """Record that a copy of everything held of a person was made: by herself, or by the clerk for her.

    Raises PermissionDenied for anybody else.
    """
    own = person.account_id is not None and person.account_id == actor.pk
    if not own:
        gate(community, actor)
    what = OWN_COPY if own else COPY
    Look.objects.create(community=community, account=actor, person=person, what=what, at=clock.now())
