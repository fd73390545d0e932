"""What is for those who hold the matter: opening its map, saying until when, setting statements aside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.matters import reads as matters
from linli.apps.opinions import words
from linli.apps.opinions.models import OpinionMap, Statement
from linli.apps.opinions.words import NotTaken
from linli.core.engine.acts import Actor
from linli.core.engine.calendar import day_of, midnight_after
from linli.core.engine.refusal import Refusal


class NotHeld(Exception):
    """The one who acts does not hold the matter: the charter says who does."""

    def __init__(self, refusal: Refusal, charter_hash: str) -> None:
        super().__init__(refusal.code)
        self.refusal, self.charter_hash = refusal, charter_hash


@community_actions.deed
def open_map(
    *, community: Any, by: Actor, year: int, number: int, statements: Sequence[str], closes: date, question: str = ""
) -> OpinionMap:  # fmt: skip
    """Open the map of a matter with first statements and a closing day. Raises NotTaken, NotHeld.

    For whoever holds the matter at its present stage. It gives nobody a right and takes none: no entry of the record.
    """
    held = held_by(community, by, year, number)
    if held.over:
        raise NotTaken("matter-over")
    acting = _acting(held, by)
    kept = words.first("\n".join(statements))
    asked = words.statement(question, field="question") if question.strip() else ""
    now = community_actions.now()
    if OpinionMap.objects.filter(community=community, chain=held.chain).exists():
        raise NotTaken("there-is-one")
    made = OpinionMap.objects.create(
        community=community, chain=held.chain, year=year, number=number, question=asked, opened=now,
        opened_by=by.person, organ=acting, closes=_end_of(closes, now, community.zone),
    )  # fmt: skip
    Statement.objects.bulk_create(
        Statement(map=made, number=at, text=text, at=now) for at, text in enumerate(kept, start=1)
    )
    return made


@community_actions.deed
def set_closing(*, community: Any, by: Actor, year: int, number: int, closes: date) -> OpinionMap:
    """Close it earlier or later, or take it up again. Raises NotTaken."""
    found, _organ = _kept_by(community, by, year, number)
    now = community_actions.now()
    found.closes = _end_of(closes, now, community.zone)
    found.save(update_fields=["closes"])
    return found


@community_actions.deed
def set_aside(
    *, community: Any, by: Actor, year: int, number: int, statement: int, reasons: str
) -> Statement:
    """Take a statement out of the map, for reasons that everybody reads. Raises NotTaken."""
    one, organ = _statement(community, by, year, number, statement)
    if one.aside is not None:
        raise NotTaken("aside-already")
    said = words.checked(" ".join(reasons.split()), words.LONGEST_REASONS, "reasons")
    if not said:
        raise NotTaken("reasons", field="reasons")
    one.aside, one.aside_organ, one.reasons = community_actions.now(), organ, said
    one.save(update_fields=["aside", "aside_organ", "reasons"])
    return one


@community_actions.deed
def put_back(*, community: Any, by: Actor, year: int, number: int, statement: int) -> Statement:
    """Put a statement back that was set aside. Raises NotTaken."""
    one, _organ = _statement(community, by, year, number, statement)
    if one.aside is None:
        raise NotTaken("stands-already")
    one.aside, one.aside_organ, one.reasons = None, "", ""
    one.save(update_fields=["aside", "aside_organ", "reasons"])
    return one


def held_by(community: Any, by: Actor, year: int, number: int) -> matters.Holding:
    """What the one who acts holds of a matter. Raises NotTaken where there is none."""
    held = matters.holding(community, matters.Viewer(by.person, by.organ), year, number)
    if held is None:
        raise NotTaken("no-map")
    return held


def keeps(community: Any, person: str, opened: OpinionMap, held: matters.Holding) -> str:
    """For which organ a person looks after a map: the one that opened it, or one that holds the matter now."""
    own = _own_seat(community, person, opened.organ)
    return own or next((organ for organ, _title in held.organs), "")


def _kept_by(community: Any, by: Actor, year: int, number: int) -> tuple[OpinionMap, str]:
    """The map, locked, for who looks after it, and for which organ. Raises NotTaken."""
    found = locked(community, year, number)
    organ = keeps(community, by.person, found, held_by(community, by, year, number))
    if not organ:
        raise NotTaken("not-yours")
    return found, organ


def locked(community: Any, year: int, number: int) -> OpinionMap:
    """The map of a matter, locked. Raises NotTaken."""
    rows = OpinionMap.objects.select_for_update().filter(community=community, year=year, number=number)
    found = rows.first()
    if found is None:
        raise NotTaken("no-map")
    return found


def _statement(community: Any, by: Actor, year: int, number: int, statement: int) -> tuple[Statement, str]:
    found, organ = _kept_by(community, by, year, number)
    one = found.statements.filter(number=statement).first()
    if one is None:
        raise NotTaken("no-statement")
    return one, organ


def _acting(held: matters.Holding, by: Actor) -> str:
    organs = [organ for organ, _title in held.organs]
    if organs:
        return by.organ if by.organ in organs else organs[0]
    assert held.refusal is not None
    raise NotHeld(held.refusal, held.charter_hash)


def _own_seat(community: Any, person: str, organ: str) -> str:
    """The organ, where the person acts for it in a seat; whoever is everybody looks after nothing."""
    force, roster = community_reads.force(community), community_reads.roster(community)
    body = force.charter.organs.get(organ)
    if body is None or body.everyone is not None or body.assembly_of:
        return ""
    return organ if roster.since(force, organ, person, community_actions.now()) is not None else ""


def _end_of(day: date, now: datetime, zone: str) -> datetime:
    today = day_of(now, zone)
    if day < today:
        raise NotTaken("day-past", field="closes")
    if day > today + timedelta(days=words.DAYS):
        raise NotTaken("day-far", field="closes", most=words.DAYS)
    return midnight_after(day, zone)
