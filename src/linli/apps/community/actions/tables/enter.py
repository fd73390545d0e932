"""Entering what a table comes to, all of it or nothing: called inside the one transaction that does so."""

from __future__ import annotations

import os
from collections.abc import Iterable
from itertools import repeat
from typing import Any

from django.db import IntegrityError
from django.db.models import Exists, Max, OuterRef

from linli.apps.community import bulk
from linli.apps.community.actions.chain import By, enact, must
from linli.apps.community.actions.tables.rosters import act_of
from linli.apps.community.actions.tables.stage import MODELS, Changed, Covering, Seating, Stage
from linli.apps.community.models import Community, Household, Person
from linli.core.engine import roster as engine

RANDOM_BYTES = 16
_LETTERS = bytes(b"abcdefghijklmnopqrstuvwxyz234567"[one % 32] for one in range(256))


class Entering:
    """One table being entered under a number. ``undo`` becomes what is needed to take it back.

    ``expected`` is how many newcomers there will be, as far as is known.
    """

    def __init__(self, community: Community, number: int, actor: By, expected: int = 0) -> None:
        self.community = community
        self.number = number
        self.actor = actor
        # In order, since an index takes them several times as fast so; the record names newcomers in order anyway.
        self._drawn = sorted(pseudonyms(expected), reverse=True)
        self.households: list[int] = []
        self.enrol: list[engine.Newcomer] = []
        self.know: list[engine.Newcomer] = []
        self.undo: dict[str, Any] = {"new": {}, "changed": {}, "told": [], "people": []}
        self._numbers = {model: self._last(model) for model in (Household, Person)}

    def all(self, stages: Iterable[Stage]) -> dict[str, Any]:
        """Write them; gives what is needed to take it back. Raises Refused where the record does not allow it."""
        seats: list[Seating] = []
        covers: list[Covering] = []
        for stage in stages:
            self._one(stage)
            seats += stage.seats
            covers += stage.covers
        self._stand()
        if self.enrol or self.know:
            act = engine.Revise(enrol=tuple(self.enrol), know=tuple(self.know))
            must(enact(self.community, act, actor=self.actor))
        self.undo["seats"] = [self._seat(one) for one in seats]
        self.undo["covers"] = [self._cover(one) for one in covers]
        return self.undo

    def _stand(self) -> None:
        """That every household named is there, of all at once: the database would ask for each person (ADR 0119)."""
        lost = Person.objects.filter(community=self.community, household__isnull=False).exclude(
            Exists(Household.objects.filter(pk=OuterRef("household_id")))
        )
        if lost.exists():
            raise IntegrityError("a person would be of a household that is not there")

    def _seat(self, one: Seating) -> list[Any]:
        found = must(enact(self.community, act_of(self.community, one), actor=self.actor))
        Person.objects.filter(community=self.community, pseudonym=one.who).update(public=True)
        return [one.who, one.organ, found.seq]

    def _cover(self, one: Covering) -> list[Any]:
        must(enact(self.community, engine.Cover(one.who, one.organ, one.parts), actor=self.actor))
        return [one.who, one.organ, one.parts, one.before]

    def _one(self, stage: Stage) -> None:
        for name, columns in stage.new.items():
            self._new(name, columns, stage)
        for name, rows in stage.changed.items():
            self._change(name, rows)
        self.know += [engine.Newcomer(one.who, one.facts) for one in stage.told]
        self.undo["told"] += [[one.who, one.before] for one in stage.told]

    def _new(self, name: str, columns: dict[str, list[Any]], stage: Stage) -> None:
        match name:
            case "household":
                self.households += self._insert(name, columns | self._counted(Household, columns))
            case "person":
                self._people(stage, columns)
            case "attached":
                self._given("resident", columns, columns["person_id"])
            case "party":
                self._given(name, columns, columns["person_id"])
            case _:
                self._insert(name, columns)

    def _people(self, stage: Stage, columns: dict[str, list[Any]]) -> None:
        names = self._names(len(stage.enrol))
        keys = bulk.fresh_keys(Person, len(names))
        numbers = self._counted(Person, columns)
        homes = self._homes(columns["household_id"])
        given = {**columns, **numbers, "id": keys, "pseudonym": names, "household_id": homes}
        bulk.insert(Person, given | {"community_id": repeat(self.community.pk)}, len(keys))
        self.undo["people"] += keys
        self._given("resident", stage.newcomers | {"person_id": keys}, keys, undone=False)
        facts = stage.facts
        self.enrol += [engine.Newcomer(who, facts[at]) for who, at in zip(names, stage.enrol, strict=True)]

    def _names(self, count: int) -> list[str]:
        if len(self._drawn) < count:
            self._drawn = sorted(pseudonyms(count), reverse=True)
        return [self._drawn.pop() for _ in range(count)]

    def _insert(self, name: str, columns: dict[str, list[Any]]) -> list[int]:
        keys = bulk.fresh_keys(MODELS[name], len(next(iter(columns.values()))))
        return self._given(name, columns | {"id": keys}, keys)

    def _given(
        self, name: str, columns: dict[str, list[Any]], keys: list[int], *, undone: bool = True
    ) -> list[int]:
        """Insert rows whose keys are given."""
        own = {"community_id": repeat(self.community.pk), "touched": repeat(self.number)}
        bulk.insert(MODELS[name], {**columns, **own}, len(keys))
        if undone:
            self.undo["new"].setdefault(name, []).extend(keys)
        return keys

    def _change(self, name: str, rows: list[Changed]) -> None:
        touched = {} if name == "person" else {"touched": self.number}
        bulk.update(MODELS[name], ((one.key, self._real(one.fields) | touched) for one in rows))
        before = self.undo["changed"].setdefault(name, [])
        before += [[one.key, one.before] for one in rows]

    def _real(self, fields: dict[str, Any]) -> dict[str, Any]:
        if "household_id" not in fields:
            return fields
        return fields | {"household_id": self._homes([fields["household_id"]])[0]}

    def _homes(self, households: list[int]) -> list[int]:
        made = self.households
        return [one if one > 0 else made[-one - 1] for one in households]

    def _last(self, model: Any) -> int:
        here = model.objects.filter(community=self.community)
        return int(here.aggregate(last=Max("number"))["last"] or 0)

    def _counted(self, model: Any, columns: dict[str, list[Any]]) -> dict[str, list[int]]:
        first = self._numbers[model] + 1
        self._numbers[model] += len(next(iter(columns.values())))
        return {"number": list(range(first, self._numbers[model] + 1))}


def pseudonyms(count: int) -> list[str]:
    """Sixteen random characters each, derived from nothing."""
    drawn = os.urandom(RANDOM_BYTES * count).translate(_LETTERS).decode()
    return [drawn[at : at + RANDOM_BYTES] for at in range(0, len(drawn), RANDOM_BYTES)]
