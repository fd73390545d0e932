"""Lists of people, of households and of buildings: all counted from one pass through the register of residents."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from linli.apps.community import clock
from linli.apps.community.models import Building, Community, Dwelling, Household, Person, Resident
from linli.apps.community.reads.age import age, born_by, today
from linli.apps.community.reads.charters import force
from linli.apps.community.reads.lists.found import Found, Row, Where
from linli.apps.community.reads.lists.stream import Known, everybody
from linli.apps.community.reads.rosters import roster
from linli.apps.community.reads.tables import residents_of, secrets_of
from linli.registers.identity import masked
from linli.registers.lists import Given

Test = Callable[[Known], bool]
PLAIN = ("party", "owner", "registered", "lives", "relation")
OLDER, CHILD = 60, 18


def people(community: Community, given: Mapping[str, Given], where: Where) -> Found:
    """Everybody of whom all the conditions hold."""
    equal = {key: value for key, value in given.items() if key in PLAIN}
    # Who has an ID number has a mark of it; nothing need be opened.
    marked = [value for key, value in given.items() if key == "has-identity"]
    equal |= {"mark__gt": ""} if marked == [True] else {"mark": ""} if marked else {}
    tests = [_TESTS[key](community, value) for key, value in given.items() if key in _TESTS]
    found = everybody(community, where, homes=False, **equal)
    for test in tests:
        found = filter(test, found)
    keys = [one.key for one in found]
    return Found(keys, lambda some, whole: _people(community, some, whole), lambda: keys)


def _from(community: Community, years: int) -> Test:
    last = born_by(years, today(community))
    return lambda one: "" < one.born <= last


def _under(community: Community, years: int) -> Test:
    last = born_by(years, today(community))
    return lambda one: one.born > last


def _alone(community: Community, wanted: bool) -> Test:
    living = Person.objects.filter(community=community, departed=False, household__isnull=False)
    sizes = Counter(living.values_list("household_id", flat=True))
    return lambda one: (one.household is not None and sizes[one.household] == 1) == wanted


def _body(community: Community, organ: str) -> Test:
    members = roster(community).members(force(community), organ, clock.now())
    return lambda one: one.who in members


_TESTS: dict[str, Callable[[Community, Any], Test]] = {
    "age-from": _from,
    "age-under": _under,
    "alone": _alone,
    "body": _body,
    "has-phone": lambda _community, wanted: lambda one: bool(one.secrets.phone) == wanted,
}


def _people(community: Community, some: Sequence[int], whole: bool) -> list[Row]:
    found = {one.pk: one for one in residents_of(community).filter(person__in=some)}
    return [_person(found[key], whole, community) for key in some if key in found]


def _person(one: Resident, whole: bool, community: Community) -> Row:
    household = one.person.household
    return {
        "name": one.person.name,
        "register": one.person.number,
        "_key": one.person.number,
        "sex": one.sex,
        "relation": one.relation,
        "age": age(secrets_of(one, whole=True)["born"], today(community)),
        "home": address(household.home if household else None),
        "household": str(household) if household else "",
        **secrets_of(one, whole=whole),
    }


def address(home: Dwelling | None) -> str:
    """A dwelling in words."""
    return f"{home.building} {home}" if home else ""


def households(community: Community, given: Mapping[str, Given], where: Where) -> Found:
    """The households of which all the conditions hold; those that nobody lives in any more are none."""
    within: dict[int, list[Known]] = defaultdict(list)
    for one in everybody(community, where, homes=False):
        if one.household is not None:
            within[one.household].append(one)
    tests = [_HOUSEHOLDS[key](community, value) for key, value in given.items()]
    keys = [key for key, members in within.items() if all(test(members) for test in tests)]
    return Found(
        keys,
        lambda some, whole: _households({key: within[key] for key in some}, whole),
        lambda: [member.key for key in keys for member in within[key]],
    )


def _all_aged(community: Community, years: int) -> Callable[[list[Known]], bool]:
    last = born_by(years, today(community))
    return lambda members: all("" < one.born <= last for one in members)


_HOUSEHOLDS: dict[str, Callable[[Community, Any], Callable[[list[Known]], bool]]] = {
    "all-aged": _all_aged,
    "has-phone": lambda _community, wanted: lambda members: any(
        one.secrets.phone for one in members
    ) == wanted,
    "has-head": lambda _community, wanted: lambda members: any(
        one.relation == "head" for one in members
    ) == wanted,
}  # fmt: skip


def _phones(members: Iterable[Known]) -> list[str]:
    heads_first = sorted(members, key=lambda one: one.relation != "head")
    return [phone for one in heads_first if (phone := one.secrets.phone)]


def _households(within: Mapping[int, list[Known]], whole: bool) -> list[Row]:
    found = Household.objects.select_related("home__building").in_bulk(list(within))
    rows: list[Row] = []
    for key, members in within.items():
        one, phone = found[key], next(iter(_phones(members)), "")
        head = next((each.name for each in members if each.relation == "head"), "")
        rows.append(
            {"household": str(one), "_key": one.number, "home": address(one.home), "head": head,
             "members": len(members), "phone": phone if whole else masked(phone)}
        )  # fmt: skip
    return rows


def buildings(community: Community, given: Mapping[str, Given], where: Where) -> Found:
    """Every building with figures of who lives in it."""
    day = today(community)
    older, child = born_by(OLDER, day), born_by(CHILD, day)
    counts: dict[int | None, Counter[str]] = defaultdict(Counter)
    reached: dict[int | None, dict[int | None, bool]] = defaultdict(dict)
    for one in everybody(community, where):
        count, known = counts[one.building], one.secrets
        count["people"] += 1
        count["older"] += "" < known.born <= older
        count["children"] += known.born > child
        count["party"] += bool(one.party)
        homes = reached[one.building]
        homes[one.household] = homes.get(one.household, False) or bool(known.phone)
    here = Building.objects.filter(where.buildings, community=community)
    inside = Dwelling.objects.filter(where.of(""), community=community)
    homes_of = Counter(inside.values_list("building", flat=True))

    def fetch(some: Sequence[Any], _whole: bool) -> list[Row]:
        return [
            {"building": one.name, "grid": one.grid, "_key": one.pk, "homes": homes_of[one.pk],
             "households": len(reached[one.pk]), "no-phone": list(reached[one.pk].values()).count(False),
             **{key: counts[one.pk][key] for key in ("people", "older", "children", "party")}}
            for one in some
        ]  # fmt: skip

    return Found(list(here), fetch)
