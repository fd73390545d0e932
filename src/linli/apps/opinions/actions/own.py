"""One's own data: everything that somebody reacted and wrote, and its erasure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from linli.apps.community import actions as community_actions
from linli.apps.opinions.actions.saying import ANSWERS, changed, mark_of
from linli.apps.opinions.models import OpinionMap, Reaction, Statement, Voice

CALLED = {value: name for name, value in ANSWERS.items()}


@dataclass(frozen=True, slots=True)
class Own:
    """What somebody said in the map of one matter: statements of hers, and each statement with her reaction to it."""

    chain: str
    wrote: tuple[str, ...]
    reacted: tuple[tuple[str, str], ...]


def own(community: Any, person: str) -> tuple[Own, ...]:
    """Everything that a person wrote and reacted in a community; for that person alone, the caller says who asks."""
    found = []
    for one in OpinionMap.objects.filter(community=community).order_by("pk"):
        mark = mark_of(one, person)
        wrote = tuple(one.statements.filter(author=mark, erased=False).values_list("text", flat=True))
        rows = Reaction.objects.filter(voice__map=one, voice__mark=mark).order_by("statement__number")
        reacted = tuple((text, CALLED[value]) for text, value in rows.values_list("statement__text", "value"))
        if wrote or reacted:
            found.append(Own(one.chain, wrote, reacted))
    return tuple(found)


@community_actions.deed
def erase_own(*, community: Any, person: str) -> int:
    """Erase what a person reacted and wrote in a community, for good; gives how many things that were.

    A statement of hers loses its words; nobody can react to it any more. That somebody is gone is kept without saying
    who, so that the next picture is not drawn for this one change alone.
    """
    erased = 0
    for one in OpinionMap.objects.select_for_update().filter(community=community).order_by("pk"):
        mark = mark_of(one, person)
        erased += Statement.objects.filter(map=one, author=mark).update(text="", author="", erased=True)
        voice = Voice.objects.filter(map=one, mark=mark).first()
        if voice is not None:
            erased += voice.reactions.all().delete()[0]
            Voice.objects.filter(pk=voice.pk).update(mark=f"gone-{voice.pk}")
            changed(one, voice)
    return erased
