"""Taking back what a table entered, as long as nothing later touched its rows."""

from __future__ import annotations

from typing import Any

from django.db.models import ProtectedError

from linli.apps.community import bulk
from linli.apps.community.actions.chain import By, enact, must
from linli.apps.community.actions.tables.stage import MODELS
from linli.apps.community.models import BroughtTable, Community, Household, Person
from linli.apps.community.reads.rosters import roster
from linli.core.engine import roster as engine


class Touched(Exception):
    """Something later stands on what the table entered."""


def take_back(table: BroughtTable, undo: dict[str, Any], *, actor: By) -> None:
    """Put everything back as it was. Raises :class:`Touched`; the transaction around it is then left."""
    if not undo:
        raise Touched
    keys = {name: [key for key, _ in rows] for name, rows in undo["changed"].items() if name != "person"}
    for name, own in [*keys.items(), *undo["new"].items(), ("resident", undo["people"])]:
        _untouched(MODELS[name], own, table.number)
    people = _free(table.community, undo, table.seq)
    act = engine.Revise(
        know=tuple(engine.Newcomer(who, facts) for who, facts in undo["told"]), depart=tuple(people)
    )
    if act.know or act.depart:
        must(enact(table.community, act, actor=actor))
    _uncover(table.community, undo.get("covers", []), actor)
    _rise(table.community, undo["seats"], actor)
    for name, rows in undo["changed"].items():
        bulk.update(MODELS[name], [(key, before) for key, before in rows if before])
    for some in bulk.parts(undo["people"]):
        Person.objects.filter(pk__in=some).update(departed=True, household=None)
    _delete(MODELS["resident"], undo["people"])
    for name in reversed(MODELS):
        _delete(MODELS[name], undo["new"].get(name, []))


def _uncover(community: Community, covers: list[list[Any]], actor: By) -> None:
    """A seat is again for the parts for which it was, where nobody else had a hand in it since."""
    for who, organ, parts, before in reversed(covers):
        held = roster(community).seats.get(organ, {}).get(who)
        if held is None or set(held.parts) != set(parts):
            raise Touched
        must(enact(community, engine.Cover(who, organ, tuple(before)), actor=actor))


def _rise(community: Community, seats: list[list[Any]], actor: By) -> None:
    """Whoever was seated by the table leaves that seat, where nobody else had a hand in it since."""
    for who, organ, seq in reversed(seats):
        held = roster(community).seats.get(organ, {}).get(who)
        if held is None or held.since != seq:
            raise Touched
        must(enact(community, engine.LeaveSeat(who, organ, how="ended"), actor=actor))


def _untouched(model: Any, keys: list[int], number: int) -> None:
    if any(
        model.objects.filter(pk__in=some, touched=number).count() < len(some) for some in bulk.parts(keys)
    ):
        raise Touched


def _free(community: Community, undo: dict[str, Any], seq: int) -> list[str]:
    """Nobody entered has since got an account, a seat, an entry or a departure of their own; gives who they are."""
    now = roster(community)
    seated = {who for seats in now.seats.values() for who in seats}
    found: list[str] = []
    for some in bulk.parts(undo["people"]):
        free = Person.objects.filter(pk__in=some, departed=False, public=False, account__isnull=True)
        found += free.values_list("pseudonym", flat=True)
    if len(found) < len(undo["people"]) or not seated.isdisjoint(found):
        raise Touched
    for who in found + [who for who, _ in undo["told"]]:
        if who not in now.people or any(known.since > seq for known in now.people[who].values()):
            raise Touched
    return found


def _delete(model: Any, keys: list[int]) -> None:
    try:
        for some in bulk.parts(keys):
            if model is Household and Person.objects.filter(household__in=some, departed=False).exists():
                raise Touched
            model.objects.filter(pk__in=some).delete()
    except ProtectedError:
        raise Touched from None
