"""What one person says: the next statement for her, and how she reacted so far. For that person alone."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from linli.apps.community import actions as community_actions
from linli.apps.opinions import words
from linli.apps.opinions.actions.own import CALLED
from linli.apps.opinions.actions.saying import mark_of
from linli.apps.opinions.models import OpinionMap, Reaction
from linli.apps.opinions.reads.maps import standing


@dataclass(frozen=True, slots=True)
class Turn:
    """The statement that is asked now (0 where there is none left), of how many; and one's reactions by statement.

    ``answer`` is what she said to it before. ``may_add`` says how many statements she may still add.
    """

    number: int
    text: str
    answer: str
    done: int
    total: int
    reactions: tuple[tuple[int, str, str], ...]
    may_add: int


def turn(community: Any, person: str, year: int, number: int, *, asked: int = 0) -> Turn | None:
    """The next statement, or the one ``asked`` for; None where there is no map, it is closed, or nobody asks."""
    found = standing(community, year, number)
    return turn_in(found, person, asked=asked) if found else None


def turn_in(found: OpinionMap, person: str, *, asked: int = 0) -> Turn | None:
    """The next statement of a map, or the one ``asked`` for; None where it is closed, or nobody asks.

    Everybody meets them in an order of her own, so that none is always the last.
    """
    if not person or community_actions.now() >= found.closes:
        return None
    mark = mark_of(found, person)
    rows = list(found.statements.filter(erased=False))
    given = _given(found, mark)
    stand = {row.number: row.text for row in rows if row.aside is None}
    fresh = sorted((one for one in stand if one not in given), key=lambda one: _turn_of(mark, one))
    now = asked if asked in stand else next(iter(fresh), 0)
    own = sum(row.author == mark for row in rows)
    return Turn(
        number=now, text=stand.get(now, ""), answer=given.get(now, ""),
        done=len(stand) - len(fresh), total=len(stand),
        reactions=tuple((one, stand[one], given[one]) for one in sorted(given) if one in stand),
        may_add=max(0, words.OWN - own),
    )  # fmt: skip


def own_answers(community: Any, person: str, year: int, number: int) -> dict[int, str]:
    """How a person reacted, by statement; for that person alone."""
    found = standing(community, year, number)
    if found is None or not person:
        return {}
    return _given(found, mark_of(found, person))


def _given(opened: OpinionMap, mark: str) -> dict[int, str]:
    rows = Reaction.objects.filter(voice__map=opened, voice__mark=mark)
    return {at: CALLED[value] for at, value in rows.values_list("statement__number", "value")}


def _turn_of(mark: str, statement: int) -> str:
    return sha256(f"{mark} {statement}".encode()).hexdigest()
