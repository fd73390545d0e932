"""The register: who joins, what is known of them, who leaves."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Max

from linli.apps.community.actions.chain import By, enact, lock
from linli.apps.community.actions.texts import forget_corrections
from linli.apps.community.deed import deed
from linli.apps.community.models import Community, Correction, Household, PartyMember, Person, Resident
from linli.apps.community.store import StoredEntry
from linli.core.engine import roster as engine
from linli.core.engine.acts import FactValue
from linli.core.engine.refusal import Refusal

RANDOM_BYTES = 10
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody to be enrolled. The name stays in the register; the facts enter the record under a pseudonym."""

    name: str
    facts: dict[str, FactValue] = field(default_factory=dict)
    household: Household | None = None


@deed
def enrol_people(community: Community, people: Sequence[Newcomer], *, actor: By) -> list[Person] | Refusal:
    """Enter people into the register in one act; gives them in the same order, with their new pseudonyms."""
    for one in people:
        if not one.name.strip() or len(one.name) > LONGEST_NAME or "\x00" in one.name:
            raise ValueError(f"a person has a name of 1 to {LONGEST_NAME} characters")
    lock(community)
    known = Person.objects.filter(community=community)
    first = (known.aggregate(last=Max("number"))["last"] or 0) + 1
    rows = [
        Person(
            community=community, pseudonym=pseudonym(), number=number, name=one.name, household=one.household
        )
        for number, one in enumerate(people, first)
    ]
    act = engine.Enrol(
        tuple(engine.Newcomer(row.pseudonym, dict(one.facts)) for row, one in zip(rows, people, strict=True))
    )
    found = enact(community, act, actor=actor)
    return found if isinstance(found, Refusal) else Person.objects.bulk_create(rows)


def pseudonym() -> str:
    """Sixteen random characters, derived from nothing."""
    return base64.b32encode(secrets.token_bytes(RANDOM_BYTES)).decode().lower()


@deed
def know_person(
    community: Community, person: Person, facts: dict[str, FactValue], *, actor: By
) -> StoredEntry | Refusal:
    """Set facts about a person; those not named stay."""
    return enact(community, engine.Know(person.pseudonym, facts), actor=actor)


@deed
def depart(community: Community, person: Person, *, actor: By) -> StoredEntry | Refusal:
    """Strike a person off the register: seats fall vacant, what else was known of them is erased.

    The row with the name stays for what the record says of the past.
    """
    found = enact(community, engine.Depart(person.pseudonym), actor=actor)
    if isinstance(found, StoredEntry):
        Person.objects.filter(pk=person.pk).update(departed=True, household=None)
        Resident.objects.filter(person=person).delete()
        PartyMember.objects.filter(person=person).delete()
        forget_corrections(Correction.objects.filter(person=person))
    return found


def forget_name(person: Person) -> None:
    """Leave no name of whoever was struck off and never held office, within a deed that has found this right."""
    Person.objects.filter(pk=person.pk, public=False).update(name="")
