"""Who answers a request for erasure: the clerk; where it is her own and no other keeps the register, who stands in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.core.charter.text import Text


@dataclass(frozen=True, slots=True)
class StandIns:
    """Who answers what no clerk may: those who preside over organs of self-government, or else their members.

    ``people`` are pseudonyms, each with the organ as which she answers.
    """

    people: dict[str, str]
    presiding: bool


def may_decide(request: Any, account: Any) -> bool:
    """Whether an account answers a request; nobody answers her own."""
    own = request.person.account_id is not None and request.person.account_id == account.pk
    if own or not account.is_active:
        return False
    return community_reads.is_clerk(account, request.community) or _stands_in(request, account)


def _stands_in(request: Any, account: Any) -> bool:
    who = community_reads.own_person(account, request.community)
    return who is not None and alone(request.person) and who.pseudonym in stand_ins(request.person).people


def alone(person: Any) -> bool:
    """Whether nobody keeps the register of a person's community but, at most, she herself."""
    return not set(community_reads.clerks(person.community)) - {person.account_id}


def stand_ins(person: Any) -> StandIns:
    """Who answers for a person where no clerk may: never she herself."""
    community, at = person.community, community_actions.now()
    seats = community_reads.roster(community).seats
    held = [
        (organ, seat)
        for organ in bodies(community)
        for seat in seats.get(organ, {}).values()
        if at < seat.until and seat.person != person.pseudonym
    ]
    chairs = {seat.person: organ for organ, seat in held if seat.chair}
    return StandIns(chairs or {seat.person: organ for organ, seat in held}, bool(chairs))


def bodies(community: Any) -> tuple[str, ...]:
    """The organs of self-government of the whole community that have seats for people, as the charter has them."""
    organs = community_reads.force(community).charter.organs
    return tuple(
        key
        for key, body in organs.items()
        if body.nature == "self-government" and not body.at and body.members == "persons"
        and (body.elected_by or body.chosen_by or body.appointed_by)
    )  # fmt: skip


def who_answers(person: Any) -> tuple[tuple[Text, Text | None], ...] | None:
    """Who answers a clerk's own request, by organ and what its chair is called; None where another clerk does.

    Empty where there is nobody: another clerk has to be invited.
    """
    account = person.account
    if account is None or not community_reads.is_clerk(account, person.community) or not alone(person):
        return None
    found, organs = stand_ins(person), community_reads.force(person.community).charter.organs
    named = dict.fromkeys(found.people.values())
    return tuple((organs[key].title, organs[key].chair if found.presiding else None) for key in named)
