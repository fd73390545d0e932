"""Entering what a plan says, all of it or nothing: called inside the one transaction that does so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Max

from linli.apps.community.actions.chain import By, enact, must
from linli.apps.community.actions.people import pseudonym
from linli.apps.community.actions.tables.plan import Change, Plan, Record
from linli.apps.community.models import Building, Dwelling, Household, Person, Resident
from linli.core.engine import roster as engine

MODELS: dict[str, Any] = {
    "buildings": Building,
    "dwellings": Dwelling,
    "households": Household,
    "residents": Resident,
}
CHUNK = 2000


def enter(plan: Plan, number: int, *, actor: By) -> dict[str, Any]:
    """Write it; gives what is needed to take it back. Raises Refused where the record does not allow it."""
    changes = [one for one in plan.changes if one.kind != "same"]
    undo: dict[str, Any] = {"new": {}, "old": {}, "facts": [], "people": []}
    households = list(plan.households.values())
    if plan.shape == "households":
        households += [one.new for one in changes if isinstance(one.new, Household)]
    _number_households(plan, households, number)
    undo["new"]["households"] = [one.pk for one in households]
    if plan.shape == "residents":
        _residents(plan, changes, number, actor, undo)
    elif plan.shape != "households":
        new = [one.new for one in changes if one.new is not None]
        undo["new"][plan.shape] = [one.pk for one in _created(MODELS[plan.shape], new, number)]
    _update(plan.shape, [one for one in changes if one.old is not None], number, undo)
    return undo


def _created(model: Any, rows: Sequence[Record], number: int) -> list[Any]:
    for row in rows:
        row.touched = number
    return list(model.objects.bulk_create(rows, batch_size=CHUNK))


def _number_households(plan: Plan, rows: list[Household], number: int) -> None:
    here = Household.objects.filter(community=plan.registers.community)
    first = (here.aggregate(last=Max("number"))["last"] or 0) + 1
    for place, row in enumerate(rows, first):
        row.number = place
    _created(Household, rows, number)


def _residents(plan: Plan, changes: list[Change], number: int, actor: By, undo: dict[str, Any]) -> None:
    community = plan.registers.community
    new = [one for one in changes if one.kind == "new"]
    last = Person.objects.filter(community=community).aggregate(last=Max("number"))["last"] or 0
    people = [
        Person(
            community=community, pseudonym=pseudonym(), number=place, name=one.name, household=one.household
        )
        for place, one in enumerate(new, last + 1)
    ]
    told = [one for one in changes if one.kind == "changed" and one.facts]
    act = engine.Revise(
        enrol=tuple(
            engine.Newcomer(person.pseudonym, one.facts) for person, one in zip(people, new, strict=True)
        ),
        know=tuple(engine.Newcomer(_person(one).pseudonym, one.facts) for one in told),
    )
    if act.enrol or act.know:
        must(enact(community, act, actor=actor))
    undo["facts"] = [[_person(one).pseudonym, _facts_before(plan, one)] for one in told]
    residents: list[Resident] = []
    for person, one in zip(Person.objects.bulk_create(people, batch_size=CHUNK), new, strict=True):
        assert isinstance(one.new, Resident)
        one.new.person = person
        residents.append(one.new)
    attached = [one.new for one in changes if one.person is not None and isinstance(one.new, Resident)]
    _created(Resident, residents + attached, number)
    undo["people"] = [one.pk for one in people]
    undo["new"]["residents"] = [one.pk for one in attached]
    _rename([one for one in changes if one.kind == "changed" and (one.name or one.household)], undo)


def _person(change: Change) -> Person:
    record = change.new or change.old
    assert isinstance(record, Resident)
    return record.person


def _facts_before(plan: Plan, change: Change) -> dict[str, Any]:
    before = plan.registers.facts.get(_person(change).pseudonym, {})
    return {fact: before[fact].value if fact in before else False for fact in change.facts}


def _rename(changes: Iterable[Change], undo: dict[str, Any]) -> None:
    people, before = [], []
    for one in changes:
        person = _person(one)
        before.append([person.pk, {"name": person.name, "household_id": person.household_id}])
        person.name = one.name or person.name
        person.household = one.household or person.household
        people.append(person)
    undo["old"]["people"] = before
    Person.objects.bulk_update(people, ["name", "household"], batch_size=CHUNK)


def _update(shape: str, changes: list[Change], number: int, undo: dict[str, Any]) -> None:
    names = sorted({name for one in changes for name in one.fields} | {"touched"})
    before = []
    for one in changes:
        assert one.old is not None
        before.append([one.old.pk, {name: getattr(one.old, name) for name in names}])
        for name, value in (one.fields | {"touched": number}).items():
            setattr(one.old, name, value)
    undo["old"][shape] = before
    columns = [name.removesuffix("_id") for name in names]
    MODELS[shape].objects.bulk_update([one.old for one in changes], columns, batch_size=CHUNK)
