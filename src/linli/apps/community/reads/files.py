"""Files: of a person, a household, a dwelling, a building, a unit. Nothing in them is typed twice: all is derived."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from linli.apps.community.models import (
    Community,
    Dwelling,
    Household,
    PartyMember,
    Person,
    Resident,
)
from linli.apps.community.personal import Secrets, opened, veiled
from linli.apps.community.reads.age import age, today
from linli.apps.community.reads.people import Viewer
from linli.apps.community.reads.reach import reach
from linli.apps.community.reads.rosters import roster
from linli.apps.community.sealing import mark
from linli.registers.cells import show
from linli.registers.shapes import SHAPES

PLAIN = ("sex", "relation", "party", "owner", "registered", "lives")
MOST = 200


@dataclass(frozen=True, slots=True)
class PersonFile:
    """What the register holds of a person. ``secrets`` are masked unless it was opened, which whoever did has noted."""

    person: Person
    resident: Resident | None
    secrets: Secrets
    age: int | None
    member: PartyMember | None
    seats: tuple[str, ...]
    own: bool
    open: bool = False


def person_file(community: Community, number: int, viewer: Viewer, *, whole: bool) -> PersonFile | None:
    """The file of a person, for the clerk and for who sees the part in which she lives; None where there is none."""
    far = reach(community, viewer, "residents")
    here = _people(community).filter(far.homes("household__home__"), number=number, departed=False)
    person = far.must(here.first())
    return _file(person, whole=whole, own=False) if person else None


def own_file(community: Community, viewer: Viewer, *, whole: bool) -> PersonFile | None:
    """The file of whoever asks; None where the account is nobody here."""
    account = getattr(viewer, "pk", None)
    person = _people(community).filter(account=account, departed=False).first() if account else None
    return _file(person, whole=whole, own=True) if person else None


def own_elsewhere(community: Community, viewer: Viewer) -> list[Person]:
    """Who the holder of an account is in other communities."""
    account = getattr(viewer, "pk", None)
    found = Person.objects.filter(account=account, departed=False).exclude(community=community)
    return list(found.select_related("community")) if account else []


def _people(community: Community) -> QuerySet[Person]:
    here = Person.objects.filter(community=community)
    return here.select_related("community", "resident", "party_member", "household__home__building")


def _file(person: Person, *, whole: bool, own: bool) -> PersonFile:
    resident: Resident | None = getattr(person, "resident", None)
    secrets = opened(resident) if resident else Secrets()
    held = tuple(key for key, seats in roster(person.community).seats.items() if person.pseudonym in seats)
    return PersonFile(
        person, resident, secrets if whole else veiled(secrets), age(secrets.born, today(person.community)),
        getattr(person, "party_member", None), held, own, whole,
    )  # fmt: skip


def file_for(person: int, community: Community) -> PersonFile:
    """The file of a person by its key, masked; for whoever came to it through a gate of its own."""
    return _file(_people(community).get(pk=person), whole=False, own=False)


def words_of(person: Person) -> dict[str, str]:
    """What is held of a person, in the words of the table of residents; for deeds, whose gates are their own."""
    one = _people(person.community).get(pk=person.pk)
    resident: Resident | None = getattr(one, "resident", None)
    secrets = opened(resident) if resident else Secrets()
    home = one.household.home if one.household else None
    values: dict[str, Any] = {key: getattr(resident, key) for key in PLAIN} if resident else {}
    values |= secrets._asdict() | {"name": one.name, "register": str(one.number)}
    if home is not None:
        values |= {"building": home.building.name, "stairwell": home.stairwell, "dwelling": home.number}
    if one.household is not None:
        values["household"] = one.household.code
    return {column.key: show(column, values.get(column.key)) for column in SHAPES["residents"].columns}


def words_shown(found: PersonFile) -> dict[str, str]:
    """What a file shows, in the words of the table of residents: what is secret as the file has it, masked or open."""
    one, known = found.person, found.resident
    values: dict[str, Any] = {"name": one.name, "register": str(one.number), **found.secrets._asdict()}
    values |= {key: getattr(known, key) for key in PLAIN} if known else {}
    if one.household is not None:
        home = one.household.home
        values["household"] = one.household.code
        if home is not None:
            values |= {"building": home.building.name, "stairwell": home.stairwell, "dwelling": home.number}
    return {
        column.key: str(value) if "*" in str(value) else show(column, value)
        for column in SHAPES["residents"].columns
        for value in [values.get(column.key)]
    }


def state_of_person(person: Person) -> str:
    """The same as long as nothing is changed of a person; tells nothing of what is held."""
    return mark(json.dumps(words_of(person), ensure_ascii=False), f"seen {person.community_id}")


def state_of_household(household: Household) -> str:
    """The same as long as nothing is changed of a household, as it stands now, and of those in it."""
    held = Household.objects.filter(pk=household.pk).values_list("code", "home").first()
    states = [state_of_person(one) for one in members_of(household)]
    return mark(json.dumps([held, *states]), f"seen {household.community_id}")


def members_of(household: Household) -> list[Person]:
    """Who is in a household, in the order of the register."""
    found = _people(household.community).filter(household=household, departed=False)
    return list(found.order_by("number"))


def household(community: Community, number: int, viewer: Viewer) -> Household | None:
    """A household by its number, with who is in it."""
    far = reach(community, viewer, "households", "residents")
    found = Household.objects.select_related("community", "home__building").filter(community=community)
    return far.must(found.filter(far.rows("households"), number=number).first())


def dwelling(community: Community, key: int, viewer: Viewer) -> Dwelling | None:
    """A dwelling, with its building."""
    far = reach(community, viewer, "dwellings")
    found = Dwelling.objects.select_related("building").filter(community=community, pk=key)
    return far.must(found.filter(far.rows("dwellings")).first())


def households_in(one: Dwelling) -> list[Any]:
    """The households of a dwelling, for whoever came to it through its gate."""
    found = Household.objects.filter(home=one).annotate(
        people=Count("members", filter=Q(members__departed=False))
    )
    return list(found.order_by("number"))


def heads_of(some: list[Any]) -> dict[int, str]:
    """The name of the head of each of some households, for whoever came to them through their gate."""
    heads = Person.objects.filter(household__in=some, departed=False, resident__relation="head")
    return dict(heads.order_by("-number").values_list("household_id", "name"))
