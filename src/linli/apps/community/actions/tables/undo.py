"""Taking back what a table entered, as long as nothing later touched its rows."""

from __future__ import annotations

from typing import Any

from django.db.models import ProtectedError

from linli.apps.community.actions.chain import By, enact, must
from linli.apps.community.actions.tables.enter import CHUNK, MODELS
from linli.apps.community.models import BroughtTable, Community, Household, Person
from linli.apps.community.reads.rosters import roster
from linli.core.engine import roster as engine


class Touched(Exception):
    """Something later stands on what the table entered."""


def take_back(table: BroughtTable, undo: dict[str, Any], *, actor: By) -> None:
    """Put everything back as it was. Raises :class:`Touched`; the transaction around it is then left."""
    community = table.community
    for shape, rows in undo["old"].items():
        if shape != "people":
            _untouched(MODELS[shape], [pk for pk, _ in rows], table.number)
    for shape, keys in undo["new"].items():
        _untouched(MODELS[shape], keys, table.number)
    _untouched(MODELS["residents"], undo["people"], table.number)
    people = list(_in(Person, undo["people"]))
    _free(community, people, undo, table.seq)
    act = engine.Revise(
        know=tuple(engine.Newcomer(who, facts) for who, facts in undo["facts"]),
        depart=tuple(one.pseudonym for one in people),
    )
    if act.know or act.depart:
        must(enact(community, act, actor=actor))
    _put_back(undo)
    for person in people:
        person.departed, person.household = True, None
    Person.objects.bulk_update(people, ["departed", "household"], batch_size=CHUNK)
    _delete(MODELS["residents"], undo["people"])
    for shape, keys in undo["new"].items():
        _delete(MODELS[shape], keys)


def _in(model: Any, keys: list[int]) -> Any:
    for start in range(0, len(keys), CHUNK // 4):
        yield from model.objects.filter(pk__in=keys[start : start + CHUNK // 4])


def _untouched(model: Any, keys: list[int], number: int) -> None:
    found = [one.touched for one in _in(model, keys)]
    if len(found) < len(keys) or any(touched != number for touched in found):
        raise Touched


def _free(community: Community, people: list[Person], undo: dict[str, Any], seq: int) -> None:
    """Nobody entered has since got an account, a seat, an entry or a departure of their own."""
    now = roster(community)
    seated = {who for seats in now.seats.values() for who in seats}
    for one in people:
        if one.departed or one.public or one.account_id is not None or one.pseudonym in seated:
            raise Touched
    for who in [one.pseudonym for one in people] + [who for who, _ in undo["facts"]]:
        if who not in now.people or any(known.since > seq for known in now.people[who].values()):
            raise Touched


def _put_back(undo: dict[str, Any]) -> None:
    for shape, rows in undo["old"].items():
        model = Person if shape == "people" else MODELS[shape]
        before = dict(map(tuple, rows))
        found = list(_in(model, list(before)))
        names: set[str] = set()
        for one in found:
            for name, value in before[one.pk].items():
                setattr(one, name, value)
                names.add(name.removesuffix("_id"))
        if names:
            model.objects.bulk_update(found, sorted(names), batch_size=CHUNK)


def _delete(model: Any, keys: list[int]) -> None:
    try:
        for start in range(0, len(keys), CHUNK // 4):
            part = keys[start : start + CHUNK // 4]
            if model is Household and Person.objects.filter(household__in=part, departed=False).exists():
                raise Touched
            model.objects.filter(pk__in=part).delete()
    except ProtectedError:
        raise Touched from None
