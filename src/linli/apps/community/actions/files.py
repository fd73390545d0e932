"""The file of one person or household: mended by the clerk, of age when the day has come."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from django.db import transaction

from linli.apps.community import clock, personal
from linli.apps.community.actions.chain import TERMINAL, enact, lock, must
from linli.apps.community.actions.tables.deeds import gate
from linli.apps.community.actions.tables.known import of_age
from linli.apps.community.actions.tables.owned import OwnRequest
from linli.apps.community.actions.tables.rows import enter_rows
from linli.apps.community.bulk import parts
from linli.apps.community.deed import deed
from linli.apps.community.models import Account, Community, Household, Person, Resident
from linli.apps.community.reads import deciders
from linli.apps.community.reads import files as read
from linli.apps.community.reads.asked import asked_of_people
from linli.apps.community.reads.charters import force
from linli.apps.community.reads.rosters import roster
from linli.core.engine import roster as engine
from linli.registers.problem import Problem

PLACE = ("building", "stairwell", "dwelling")


class Stale(Exception):
    """Somebody else changed it since it was looked at."""


@deed
def mend_person(person: Person, given: Mapping[str, str], *, seen: str, actor: Account) -> list[Problem]:
    """Change what the register holds of a person; cells left empty stay as they are.

    Raises :class:`Stale`, :class:`OwnRequest`.
    """
    gate(person.community, actor)
    if not deciders.may_mend(actor, person):
        raise OwnRequest(deciders.OWN_FILE)
    community = lock(person.community)
    if read.state_of_person(person) != seen:
        raise Stale
    return enter_rows(community, "residents", [row_of(person, _said(given))], actor=actor)


@deed
def mend_household(
    household: Household, given: Mapping[str, str], relations: Mapping[int, str], *, seen: str, actor: Account
) -> list[Problem]:
    """Change the dwelling of a household with all who are in it, and who is what in it.

    Raises :class:`Stale`, :class:`OwnRequest`.
    """
    gate(household.community, actor)
    if not deciders.may_mend_household(actor, household):
        raise OwnRequest(deciders.OWN_FILE)
    community = lock(household.community)
    if read.state_of_household(household) != seen:
        raise Stale
    place = {key: words for key, words in _said(given).items() if key in PLACE}
    wrong: list[Problem] = []
    if place and household.code:
        wrong = enter_rows(community, "households", [{"code": household.code, **place}], actor=actor)
    rows = [read.words_of(one) | place for one in read.members_of(household)]
    for row in rows:
        row["relation"] = relations.get(int(row["register"]), "").strip() or row["relation"]
    if rows and not wrong:
        wrong = enter_rows(community, "residents", rows, actor=actor)
    transaction.set_rollback(bool(wrong))
    return wrong


def row_of(person: Person, given: Mapping[str, str]) -> dict[str, str]:
    """What is held of a person with what is given, as a row of the table of residents.

    Who moves leaves the household, unless another is named.
    """
    held = read.words_of(person)
    row = {**held, **given}
    if any(row[key] != held[key] for key in PLACE) and row["household"] == held["household"]:
        row["household"] = ""
    return row


@deed
def come_of_age(community: Community) -> int:
    """Enter in the record who has come of age, by the birth dates in the register; gives how many."""
    if "adult" not in asked_of_people(force(community).charter):
        return 0
    today = clock.now().astimezone(ZoneInfo(community.zone)).date()
    since, people = of_age(today), roster(lock(community)).people
    young = [who for who, facts in people.items() if "adult" not in facts or facts["adult"].value is False]
    grown: list[str] = []
    for some in parts(young):
        known = Resident.objects.filter(person__community=community, person__pseudonym__in=some)
        for who, sealed in known.values_list("person__pseudonym", "sealed"):
            born = personal.open_bytes(bytes(sealed), community.pk).born
            if born and born <= since:
                grown.append(who)
    if grown:
        act = engine.Revise(know=tuple(engine.Newcomer(who, {"adult": True}) for who in sorted(grown)))
        must(enact(community, act, actor=TERMINAL))
    return len(grown)


def _said(given: Mapping[str, str]) -> dict[str, str]:
    return {key: words.strip() for key, words in given.items() if words.strip()}
