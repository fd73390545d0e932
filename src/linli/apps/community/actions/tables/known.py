"""What the registers hold when a table is laid beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from linli.apps.community.models import Building, Community, Dwelling, Household, Person, Resident
from linli.apps.community.reads.asked import asked_of_people
from linli.apps.community.reads.charters import force
from linli.apps.community.reads.rosters import roster
from linli.core.engine.acts import FactValue
from linli.core.engine.roster import Known as KnownFact

ADULT_AT = 18
FACTS = {"registered": "registered", "lives": "living-here", "party": "party-member", "owner": "owner"}
"""Columns by which a fact is answered that charters ask about people."""

Home = tuple[str, str, str]


@dataclass(slots=True)
class Registers:
    """The registers of a community, by what their rows are told by."""

    community: Community
    today: date
    asked: frozenset[str]
    facts: Mapping[str, dict[str, KnownFact]]
    buildings: dict[str, Building] = field(default_factory=dict)
    dwellings: dict[Home, Dwelling] = field(default_factory=dict)
    codes: dict[str, Household] = field(default_factory=dict)
    homes: dict[int, list[Household]] = field(default_factory=dict)
    marks: dict[str, Resident] = field(default_factory=dict)
    named: dict[tuple[str, int], list[Resident]] = field(default_factory=dict)
    numbers: dict[int, Resident] = field(default_factory=dict)
    bare: dict[str, list[Person]] = field(default_factory=dict)
    """People of whom nothing but the name is held, by it."""


def known(community: Community, shape: str, today: date) -> Registers:
    """What a table of a shape has to be laid beside."""
    found = Registers(community, today, asked_of_people(force(community).charter), roster(community).people)
    found.buildings = {one.key: one for one in Building.objects.filter(community=community)}
    if shape != "buildings":
        homes = Dwelling.objects.filter(community=community).select_related("building")
        found.dwellings = {(one.building.key, *_halves(one.key)): one for one in homes}
    if shape in ("households", "residents"):
        for household in Household.objects.filter(community=community):
            _note(found, household)
    if shape == "residents":
        _people(found)
    return found


def dwelling_key(home: Home) -> str:
    """How a dwelling is told apart within its building."""
    return f"{home[1]}/{home[2]}"


def _halves(key: str) -> tuple[str, str]:
    stairwell, _, number = key.partition("/")
    return stairwell, number


def _note(found: Registers, household: Household) -> None:
    if household.code:
        found.codes[household.code] = household
    if household.home_id is not None:
        found.homes.setdefault(household.home_id, []).append(household)


def _people(found: Registers) -> None:
    here = Resident.objects.filter(community=found.community, person__departed=False)
    for one in here.select_related("person__household"):
        if one.mark:
            found.marks[one.mark] = one
        home = one.person.household
        if home is not None and home.home_id is not None:
            found.named.setdefault((one.person.name, home.home_id), []).append(one)
        found.numbers[one.person.number] = one
    bare = Person.objects.filter(community=found.community, departed=False, resident__isnull=True)
    for person in bare:
        found.bare.setdefault(person.name, []).append(person)


def facts_of(found: Registers, values: Mapping[str, Any]) -> dict[str, FactValue]:
    """What the charter asks and the values answer."""
    told: dict[str, FactValue] = {
        fact: bool(values[column]) for column, fact in FACTS.items() if values.get(column) is not None
    }
    if born := values.get("born"):
        told["adult"] = age(date.fromisoformat(born), found.today) >= ADULT_AT
    return {fact: value for fact, value in told.items() if fact in found.asked}


def age(born: date, today: date) -> int:
    """Completed years."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
