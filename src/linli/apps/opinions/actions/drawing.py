"""Drawing a map anew: only after so many people said something new that the change tells of none of them."""

from __future__ import annotations

from typing import Any

import msgspec
from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce

from linli.apps.community import actions as community_actions
from linli.apps.opinions import found as finding
from linli.apps.opinions.grouping import SMALLEST
from linli.apps.opinions.models import OpinionMap, Picture, Reaction


def draw_due() -> int:
    """Draw every map for which enough is new; gives how many were drawn."""
    drawn = [draw(pk) for pk in due().values_list("pk", flat=True)]
    return sum(drawn)


def due() -> QuerySet[OpinionMap]:
    """The maps in which enough people said something since they were last drawn."""
    drawn = Coalesce(F("picture__revision"), 0)
    new = Count("voices", filter=Q(voices__revision__gt=drawn))
    # Most maps have not changed: their people need not be counted.
    touched = OpinionMap.objects.filter(revision__gte=drawn + SMALLEST)
    return touched.annotate(new=new).filter(new__gte=SMALLEST).order_by("pk")


def draw(pk: int) -> bool:
    """Draw one map, if it is due; False where it is not. What comes in meanwhile waits for the next time."""
    read = _read(pk)
    if read is None:
        return False
    revision, reactions, statements = read
    key = finding.key(reactions, statements)
    before = Picture.objects.filter(map=pk, key=key).first()
    # The same reactions give the same picture: it is not worked out again.
    found = before.found if before else msgspec.json.encode(finding.find(reactions, statements)).decode()
    _keep(pk, revision, key, found)
    return True


@community_actions.deed
def _read(pk: int) -> tuple[int, dict[tuple[int, int], int], list[int]] | None:
    """The reactions of a map as of a revision; locked, so that none comes in between."""
    if not due().filter(pk=pk).exists():
        return None
    opened = OpinionMap.objects.select_for_update().get(pk=pk)
    rows = Reaction.objects.filter(statement__map=pk).values_list("voice", "statement__number", "value")
    reactions = {(voice, number): value for voice, number, value in rows}
    standing = opened.statements.filter(aside=None, erased=False).values_list("number", flat=True)
    return opened.revision, reactions, list(standing)


@community_actions.deed
def _keep(pk: int, revision: int, key: str, found: str) -> None:
    # Of two that drew at once the one that saw more stays.
    newer: Any = Picture.objects.select_for_update().filter(map=pk, revision__gt=revision)
    if newer.exists():
        return
    kept = {"revision": revision, "as_of": community_actions.now(), "key": key, "found": found}
    Picture.objects.update_or_create(map_id=pk, defaults=kept)
