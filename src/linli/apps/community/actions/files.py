"""The file of one person or household: mended by the clerk, corrected on asking, of age when the day has come."""

from __future__ import annotations

import json
from collections.abc import Mapping
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max

from linli.apps.community import clock, personal
from linli.apps.community.actions.chain import TERMINAL, enact, lock, must
from linli.apps.community.actions.tables.deeds import gate, keep, kept
from linli.apps.community.actions.tables.known import of_age
from linli.apps.community.actions.tables.rows import enter_rows
from linli.apps.community.bulk import parts
from linli.apps.community.deed import deed
from linli.apps.community.models import Account, Community, Correction, Household, Person, Resident
from linli.apps.community.reads import deciders
from linli.apps.community.reads import files as read
from linli.apps.community.reads.asked import asked_of_people
from linli.apps.community.reads.charters import force
from linli.apps.community.reads.people import is_clerk
from linli.apps.community.reads.rosters import roster
from linli.core.charter.text import Text
from linli.core.engine import roster as engine
from linli.registers import cells
from linli.registers.problem import Problem
from linli.registers.shapes import SHAPES

MOST_OPEN = 10
PLACE = ("building", "stairwell", "dwelling")
LONGEST_REASON = 500
State = Correction.State


class Stale(Exception):
    """Somebody else changed it since it was looked at."""


class OwnRequest(Exception):
    """It is her own, and somebody else decides on it; ``says`` what to do."""

    def __init__(self, says: Text) -> None:
        super().__init__(says.en)
        self.says = says


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
    return enter_rows(community, "residents", [_row(person, _said(given))], actor=actor)


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


def _row(person: Person, given: Mapping[str, str]) -> dict[str, str]:
    """What is held with what is given. Who moves leaves the household, unless another is named."""
    held = read.words_of(person)
    row = {**held, **given}
    if any(row[key] != held[key] for key in PLACE) and row["household"] == held["household"]:
        row["household"] = ""
    return row


@deed
def ask_correction(person: Person, column: str, words: str, reason: str, *, actor: Account) -> Problem | None:
    """The person herself asks, or who sees the part where she lives reports it; gives what is wrong with it.

    Raises PermissionDenied for anybody else: the clerk mends it herself.
    """
    own = person.account_id is not None and person.account_id == actor.pk
    if not own:
        _see_a_part(person, actor)
    community = lock(person.community)
    here = Correction.objects.filter(community=community)
    if here.filter(person=person, state=State.OPEN).count() >= MOST_OPEN:
        return Problem(column, "too-many-open", {"most": str(MOST_OPEN)})
    today = clock.now().astimezone(ZoneInfo(community.zone)).date()
    said = words.strip()
    found = (
        cells.parse(SHAPES["residents"].column(column), said, today) if said else Problem(column, "missing")
    )
    if isinstance(found, Problem):
        return found
    number = (here.aggregate(last=Max("number"))["last"] or 0) + 1
    Correction.objects.create(
        community=community, number=number, person=person, column=column, at=clock.now(),
        asker=None if own else actor,
        sealed=keep(json.dumps([said, reason.strip()[:LONGEST_REASON], ""]).encode(), community),
    )  # fmt: skip
    return None


def _see_a_part(person: Person, actor: Account) -> None:
    read.person_file(person.community, person.number, actor, whole=False)
    if is_clerk(actor, person.community):
        raise PermissionDenied


@deed
def settle_correction(correction: Correction, accept: bool, answer: str, *, actor: Account) -> list[Problem]:
    """Accept it, which changes the register, or decline it, which needs a reason.

    The clerk does; who stands in for her where it is her own and no other keeps the register.
    Raises :class:`Stale`, :class:`OwnRequest`, PermissionDenied.
    """
    community = lock(correction.community)
    one = Correction.objects.select_related("person", "community").get(pk=correction.pk)
    clerk = is_clerk(actor, community)
    if not deciders.may_settle(one, actor):
        if clerk:
            raise OwnRequest(deciders.OWN_REQUEST)
        raise PermissionDenied
    if one.state != State.OPEN:
        raise Stale
    words, reason, _ = json.loads(kept(one.sealed, community))
    if not accept and not answer.strip():
        return [Problem("answer", "missing")]
    row = _row(one.person, {one.column: words})
    # Who stands in answers for the clerk: the record names nobody, as where the terminal acts.
    by = actor if clerk else TERMINAL
    wrong = enter_rows(community, "residents", [row], actor=by) if accept else []
    if not wrong:
        one.state, one.by, one.settled = (State.ACCEPTED if accept else State.DECLINED), actor, clock.now()
        one.sealed = keep(json.dumps([words, reason, answer.strip()[:LONGEST_REASON]]).encode(), community)
        one.save(update_fields=["state", "by", "settled", "sealed"])
    return wrong


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
