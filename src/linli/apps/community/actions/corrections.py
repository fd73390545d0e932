"""Corrections: who asks for what, put as a matter; entered in the register when that is decided."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied
from django.db.models import Max

from linli.apps.community import clock
from linli.apps.community.actions.chain import TERMINAL, lock
from linli.apps.community.actions.files import row_of
from linli.apps.community.actions.people import pseudonym
from linli.apps.community.actions.tables.deeds import gate, kept
from linli.apps.community.actions.tables.rows import enter_rows
from linli.apps.community.deed import deed
from linli.apps.community.models import Account, Community, Correction, Person
from linli.apps.community.reads import files as read
from linli.apps.community.reads import mending
from linli.apps.community.reads.charters import force
from linli.apps.community.reads.corrections import ANSWERED, asked_it, contents, wording
from linli.apps.community.reads.people import is_clerk, people_with
from linli.apps.community.reads.reach import reader
from linli.apps.community.reads.rosters import roster
from linli.apps.community.sealing import lasting_mark
from linli.core.engine.acts import Seal
from linli.core.engine.parts import sights
from linli.registers import cells
from linli.registers.problem import Problem
from linli.registers.shapes import SHAPES

MOST_OPEN = 10
LONGEST_REASON = 500
State = Correction.State


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of asking: what is wrong with it, or the chain of its matter.

    ``repeated``: the same form had put it before, and nothing was done now.
    """

    problem: Problem | None = None
    chain: str = ""
    repeated: bool = False


@deed
def ask_correction(
    person: Person, column: str, words: str, reason: str, *, actor: Account, desk: Any = None, key: str = ""
) -> Asked:
    """The person herself asks, or who sees the part where she lives reports it.

    With ``desk`` a clerk enters it for her, as the app of matters has it. Raises PermissionDenied for anybody else, and
    Refused where the charter does not take it, or where ``key`` was used for something else.
    """
    asker, organ = _who_asks(person, actor, desk)
    community = lock(person.community)
    cover = _cover(community, actor, key)
    again = Correction.objects.filter(community=community, cover=cover).exists()
    here = Correction.objects.filter(community=community, person=person, state=State.OPEN)
    if not again and here.count() >= MOST_OPEN:
        return Asked(Problem(column, "too-many-open", {"most": str(MOST_OPEN)}))
    found = _read(community, column, words.strip())
    if found is not None:
        return Asked(found)
    reported_by = people_with(community, [asker.pk]).get(asker.pk, "") if asker else ""
    asked = mending.Request(
        community, cover, organ, key=key, desk=desk,
        words=_written(person, column, words.strip(), reason.strip()[:LONGEST_REASON], reported_by),
    )  # fmt: skip
    begun = mending.through().put(asked)
    if not begun.repeated:
        Correction.objects.create(
            community=community, number=_next(community), person=person, column=column, at=clock.now(), asker=asker,
            chain=begun.chain, cover=cover, request=begun.request, by_keeper=begun.by_keeper,
        )  # fmt: skip
    return Asked(chain=begun.chain, repeated=begun.repeated)


@deed
def ask_again(one: Correction, words: str, reason: str, *, actor: Account, key: str = "") -> Asked:
    """Put it once more, where it came back to who asked. Of which entry it is stays.

    Raises Refused where it is not the actor's to put again, or not now, or where ``key`` was used for something else.
    """
    community = lock(one.community)
    one = Correction.objects.select_related("person", "community", "asker").get(pk=one.pk)
    found = _read(community, one.column, words.strip())
    if found is not None:
        return Asked(found)
    reported_by = people_with(community, [one.asker_id]).get(one.asker_id, "") if one.asker_id else ""
    said = _written(one.person, one.column, words.strip(), reason.strip()[:LONGEST_REASON], reported_by)
    put = mending.through().again(one, words=said, actor=actor, key=key)
    one.request = put.request
    one.save(update_fields=["request"])
    return Asked(chain=one.chain, repeated=put.repeated)


def _who_asks(person: Person, actor: Account, desk: Any) -> tuple[Account | None, str]:
    """Who reported it, None where it is her own, and the organ for which."""
    community = person.community
    own = person.account_id is not None and person.account_id == actor.pk
    if desk is not None:
        gate(community, actor)
        return None, ""
    if own:
        return None, ""
    read.person_file(community, person.number, actor, whole=False)
    if is_clerk(actor, community):
        raise PermissionDenied
    reach = reader(community, actor)
    return actor, next(one.organ for one in reach.held if mending.REGISTER in one.registers and one.parts)


def _read(community: Community, column: str, said: str) -> Problem | None:
    today = clock.now().astimezone(ZoneInfo(community.zone)).date()
    shape = SHAPES[mending.REGISTER].column(column)
    found = cells.parse(shape, said, today) if said else Problem(column, "missing")
    return found if isinstance(found, Problem) else None


def _cover(community: Community, actor: Account, key: str) -> str:
    """A name for this one matter, derived from nothing that the record has; the same for the same form."""
    return lasting_mark(f"{actor.pk} {key}", f"cover {community.pk}") if key else pseudonym()


def _written(person: Person, column: str, words: str, reason: str, reported_by: str) -> str:
    """What is sealed: of whom which entry, what it should be, why, and who reported it, by their pseudonyms."""
    said = {
        "register": mending.REGISTER, "who": person.pseudonym, "column": column, "value": words, "reason": reason,
        "reported-by": reported_by,
    }  # fmt: skip
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _next(community: Community) -> int:
    found = Correction.objects.filter(community=community).aggregate(last=Max("number"))["last"]
    return (found or 0) + 1


@deed
def carry_over(one: Correction) -> Correction:
    """Put as a matter what was asked before corrections were matters, under a cover of its own."""
    community = lock(one.community)
    one = Correction.objects.select_related("person", "community", "asker").get(pk=one.pk)
    if one.chain or one.state != State.OPEN:
        return one
    words, reason, _answer = json.loads(kept(one.sealed, community))
    reported_by = people_with(community, [one.asker_id]).get(one.asker_id, "") if one.asker_id else ""
    asked = mending.Request(
        community, pseudonym(), _reporting(community, reported_by),
        _written(one.person, one.column, words, reason, reported_by),
    )  # fmt: skip
    begun = mending.through().put(asked)
    one.cover, one.chain, one.request, one.by_keeper = (
        asked.cover,
        begun.chain,
        begun.request,
        begun.by_keeper,
    )
    one.sealed = b""
    one.save(update_fields=["cover", "chain", "request", "by_keeper", "sealed"])
    return one


def _reporting(community: Community, person: str) -> str:
    """For which organ somebody reports now; empty where she sees nothing any more."""
    held = sights(force(community), roster(community), person, clock.now()) if person else ()
    return next((one.organ for one in held if mending.REGISTER in one.registers), "")


def carry_over_all() -> int:
    """Put as matters all that were asked before; gives how many."""
    waiting = Correction.objects.filter(state=State.OPEN, chain="").select_related("community")
    return sum(bool(carry_over(one).chain) for one in waiting.order_by("number"))


def settle_correction(one: Correction, accept: bool, answer: str, *, actor: Account) -> list[Problem]:
    """Accept it, which changes the register, or decline it, which needs a reason.

    Raises Stale, OwnRequest, PermissionDenied, and Refused where the charter does not allow it.
    """
    return mending.through().answer(carry_over(one), accept=accept, answer=answer.strip(), actor=actor)


@deed
def note_correction_told(community: Community, chain: str, *, actor: Account) -> None:
    """Note that who asked has the answer in hand: she says so herself, or a clerk who gave it to her on paper.

    A second time changes nothing. Raises PermissionDenied for anybody else, and where there is no answer.
    """
    rows = Correction.objects.select_for_update(of=("self",)).select_related("person", "community")
    one = rows.filter(community=community, chain=chain).first() if chain else None
    if one is None or one.state not in ANSWERED or not asked_it(one, actor):
        raise PermissionDenied
    if one.told is None:
        one.told, one.told_by = clock.now(), actor
        one.save(update_fields=["told", "told_by"])


def enter_correction(community: Community, chain: str, *, actor: Account | None) -> list[Problem]:
    """Enter in the register what the matter at a chain asks for; gives what is wrong with it.

    Where no clerk decided, the record says that the clerk's office did it. The caller holds the transaction.
    """
    one = Correction.objects.select_related("person").filter(community=community, chain=chain).first()
    if one is None or one.person.departed:
        return [Problem("register", "nobody-here")]
    words = wording(one, contents(community, [one]))
    if words.erased:
        return [Problem(one.column, "missing")]
    by = actor if actor is not None and is_clerk(actor, community) else TERMINAL
    row = row_of(one.person, {one.column: words.value})
    return enter_rows(lock(community), mending.REGISTER, [row], actor=by)


def close_correction(
    community: Community, chain: str, state: str, *, reply: Seal = "", actor: Account | None
) -> None:
    """Note what came of the matter at a chain."""
    rows = Correction.objects.filter(community=community, chain=chain)
    rows.update(state=state, by=actor, settled=clock.now(), reply=reply)
