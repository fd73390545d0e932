"""Whose a voice or a statement is stands under a mark: it is made anew of everybody who is in the register."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from linli.apps.community.reads.sealed import Anew, Part, everybody, put
from linli.apps.opinions.actions.saying import use_of
from linli.apps.opinions.models import OpinionMap, Statement, Voice

TOGETHER = 2_000


def _maps(key: Anew) -> Iterator[int]:
    for one in OpinionMap.objects.order_by("pk").iterator():
        _map(one, key)
        yield 1


def _map(one: OpinionMap, key: Anew) -> None:
    use = use_of(one)
    for people in everybody(one.community_id, TOGETHER):
        marks = dict(zip(key.marks_before(people, use), key.marks(people, use), strict=True))
        _put(Voice, "mark", one, marks)
        _put(Statement, "author", one, marks)


def _put(model: Any, field: str, one: OpinionMap, marks: Mapping[str, str]) -> None:
    found = model.objects.filter(map=one, **{f"{field}__in": list(marks)}).values_list("pk", field)
    put(model, [(pk, {field: marks[mark]}) for pk, mark in found])


SEALED = (Part("opinions", (OpinionMap, Voice, Statement), OpinionMap.objects.count, _maps),)
