"""What the registers hold when a table is laid beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q

from linli.apps.community.actions.tables.owned import NOBODY, Owned
from linli.apps.community.bulk import parts
from linli.apps.community.models import Building, Community, Dwelling, Household, Person, Resident
from linli.apps.community.reads.asked import asked_of_people
from linli.apps.community.reads.charters import force
from linli.apps.community.reads.extents import stairwells_of
from linli.apps.community.reads.kinds import kinds_called, titles_of_parts
from linli.apps.community.reads.rosters import roster
from linli.core.engine.acts import FactValue
from linli.core.engine.roster import Known as KnownFact

ADULT_AT = 18
FACTS = {"registered": "registered", "lives": "living-here", "party": "party-member", "owner": "owner"}
"""Columns by which a fact is answered that charters ask about people."""


class Held(NamedTuple):
    """Somebody in the register of residents."""

    key: int
    mark: str
    sealed: bytes
    sex: str
    relation: str
    party: bool | None
    owner: bool | None
    registered: bool | None
    lives: bool | None
    number: int
    name: str
    who: str
    household: int | None
    home: int | None
    touched: int


class Bare(NamedTuple):
    """Somebody of whom nothing but the name is held."""

    key: int
    number: int
    name: str
    who: str
    household: int | None


_HELD = (
    *("person_id", "mark", "sealed", "sex", "relation", "party", "owner", "registered", "lives", "person__number"),
    *("person__name", "person__pseudonym", "person__household_id", "person__household__home_id", "touched"),
)  # fmt: skip


@dataclass(slots=True)
class Registers:
    """The registers of a community, by what their rows are told by."""

    community: Community
    today: date
    asked: frozenset[str]
    facts: Mapping[str, dict[str, KnownFact]]
    buildings: dict[str, int] = field(default_factory=dict)
    dwellings: dict[str, int] = field(default_factory=dict)
    codes: dict[str, tuple[int, int | None]] = field(default_factory=dict)
    """Households by their own number: which, and in which dwelling."""
    homes: dict[int, int] = field(default_factory=dict)
    """The first household of a dwelling; for a table of households, of dwellings that have only numbered ones."""
    heads: dict[int, int] = field(default_factory=dict)
    """Who heads a household, by the number in the register."""
    bare: dict[str, list[Bare]] = field(default_factory=dict)
    owned: Owned = NOBODY
    """Whose files are not changed by who brings a table in; nobody's where rows are entered by hand."""
    settled: bool = False
    """Whether anybody is in the register of residents."""
    kinds: dict[str, str] = field(default_factory=dict)
    """The kinds of part that the charter knows, by what they are called."""
    stairwells: set[tuple[int, str]] = field(default_factory=set)
    """The stairwells that are registered, or in which a dwelling is, by building."""
    met: dict[tuple[int, str], int] = field(default_factory=dict)
    """In which line a table first says to which part something belongs."""
    _rooms: set[str] = field(default_factory=set)

    def anywhere(self, room: str) -> bool:
        """Whether any building has a dwelling with this stairwell and number."""
        if not self._rooms:
            self._rooms = {one.partition("\x1f")[2] for one in self.dwellings}
        return room in self._rooms

    @property
    def kinds_named(self) -> tuple[str, str]:
        """What kinds of part there are, as it is told where another is named, in both languages."""
        titles = titles_of_parts(force(self.community))
        return "、".join(one.zh for one in titles), ", ".join(one.en for one in titles)

    def told(self, values: Mapping[str, Any]) -> dict[str, FactValue]:
        """What the charter asks and the values answer."""
        found: dict[str, FactValue] = {
            fact: bool(values[column]) for column, fact in FACTS.items() if values.get(column) is not None
        }
        if born := values.get("born"):
            found["adult"] = str(born) <= self.adult_since
        return {fact: value for fact, value in found.items() if fact in self.asked}

    @property
    def adult_since(self) -> str:
        """Whoever was born on this day or before is of age."""
        return of_age(self.today)

    def before(self, who: str, facts: Iterable[str]) -> dict[str, FactValue]:
        """What the record knows of a person; what it does not know counts as no."""
        known = self.facts.get(who, {})
        return {fact: known[fact].value if fact in known else False for fact in facts}

    def news(self, who: str, values: Mapping[str, Any]) -> dict[str, FactValue]:
        """The facts that are other than the record knows."""
        told = self.told(values)
        before = self.before(who, told)
        return {fact: value for fact, value in told.items() if before[fact] != value}


def of_age(today: date) -> str:
    """The last birth date of those who are of age today, as it is written (on 29 February: a day that may not be)."""
    return f"{today.year - ADULT_AT:04d}-{today.month:02d}-{today.day:02d}"


def known(community: Community, shape: str, today: date) -> Registers:
    """What a table of a shape has to be laid beside."""
    found = Registers(community, today, asked_of_people(force(community).charter), roster(community).people)
    found.buildings = dict(Building.objects.filter(community=community).values_list("key", "pk"))
    if shape == "parts":
        found.kinds = kinds_called(force(community))
        found.stairwells = {
            (one.building, one.key) for one in stairwells_of(community, found.buildings.values())
        }
    if shape in ("households", "residents", "party"):
        homes = Dwelling.objects.filter(community=community).values_list("building__key", "key", "pk")
        found.dwellings = {f"{building}\x1f{key}": pk for building, key, pk in homes}
    if shape == "households":
        kept = Household.objects.filter(community=community, home__isnull=False).order_by("-code")
        found.homes = {
            home: pk if code else 0 for pk, home, code in kept.values_list("pk", "home_id", "code")
        }
    if shape in ("residents", "party"):
        found.settled = Resident.objects.filter(person__community=community).exists()
    if shape == "residents":
        _people(found)
    return found


def _people(found: Registers) -> None:
    households = Household.objects.filter(community=found.community).order_by("-number")
    for pk, code, home in households.values_list("pk", "code", "home_id"):
        if code:
            found.codes[code] = (pk, home)
        if home is not None:
            found.homes[home] = pk
    heads = Resident.objects.filter(
        person__community=found.community, relation="head", person__departed=False
    )
    found.heads = dict(heads.values_list("person__household_id", "person__number"))
    nameless = Person.objects.filter(community=found.community, departed=False, resident__isnull=True)
    for one in nameless.values_list("pk", "number", "name", "pseudonym", "household_id"):
        found.bare.setdefault(one[2], []).append(Bare(*one))


@dataclass(slots=True)
class Acquainted:
    """Those in the register whom some rows may mean."""

    marks: dict[str, Held] = field(default_factory=dict)
    numbers: dict[int, Held] = field(default_factory=dict)
    names: dict[tuple[str, int | None], list[Held]] = field(default_factory=dict)


def acquainted(
    community: Community, marks: Iterable[str], numbers: Iterable[int], names: Iterable[str]
) -> Acquainted:
    """Look up whom ID numbers, numbers in the register and names may mean."""
    found = Acquainted()
    asks: dict[str, list[Any]] = {
        "mark__in": sorted({one for one in marks if one}),
        "person__number__in": sorted(set(numbers)),
        "person__name__in": sorted(set(names)),
    }
    for ask, words in asks.items():
        for some in parts(words):
            _note(found, community, Q(**{ask: some}))
    return found


def _note(found: Acquainted, community: Community, asked: Q) -> None:
    here = Resident.objects.filter(
        asked, community=community, person__community=community, person__departed=False
    )
    for values in here.values_list(*_HELD):
        one = Held(*values)
        if one.number in found.numbers:
            continue
        found.numbers[one.number] = one
        if one.mark:
            found.marks[one.mark] = one
        found.names.setdefault((one.name, one.home), []).append(one)
