"""Corrections: who sees which, and what each asks; what is asked is opened here, behind the gate."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils.translation import gettext as _

from linli.apps.community.models import Account, Community, Correction, Person
from linli.apps.community.personal import SECRET, masked_as
from linli.apps.community.reads.closed import ClosedText, closed_texts
from linli.apps.community.reads.deciders import may_settle
from linli.apps.community.reads.files import file_for, words_shown
from linli.apps.community.reads.mending import Standing, Stands, through
from linli.apps.community.reads.people import Viewer, is_clerk
from linli.apps.community.reads.reach import reader
from linli.apps.community.sealing import unpack, use_of_tables

ANSWERED = (Correction.State.ACCEPTED, Correction.State.DECLINED)


@dataclass(frozen=True, slots=True)
class Words:
    """What a correction asks and was answered. ``erased``: nothing is left of what it asked."""

    value: str = ""
    reason: str = ""
    answer: str = ""
    erased: bool = False


def contents(community: Community, some: Iterable[Correction]) -> dict[str, ClosedText]:
    """What stands behind the seals of some corrections, asked for at once."""
    return closed_texts(community, [seal for one in some for seal in (one.request, one.reply)])


def wording(one: Correction, behind: Mapping[str, ClosedText]) -> Words:
    """What a correction asks; ``behind`` are the :func:`contents` of those that are shown together."""
    if not one.chain:
        value, reason, answer = json.loads(unpack(one.sealed, use_of_tables(one.community_id)))
        return Words(value, reason, answer)
    request, reply = behind.get(one.request), behind.get(one.reply)
    if request is None or request.erased:
        return Words(erased=True)
    asked = json.loads(request.text)
    return Words(asked["value"], asked["reason"], reply.text if reply else "")


def state_words(one: Correction, stands: Stands | None) -> str:
    """Where a correction stands, in words: the stage of its matter while it runs, else what came of it."""
    if one.state == Correction.State.OPEN:
        return stands.stage if stands else _("waits for the clerk")
    return {
        "accepted": _("accepted"), "declined": _("declined"), "withdrawn": _("taken back by who asked"),
    }[one.state]  # fmt: skip


def shown_value(one: Correction, words: Words) -> str:
    """What it should be; what is secret is masked."""
    return masked_as(one.column, words.value) if one.column in SECRET else words.value


def open_value(one: Correction, words: Words) -> str:
    """What it should be, where that is not secret; else nothing, to be typed anew."""
    return "" if one.column in SECRET else words.value


def asker_of(one: Correction) -> str:
    """Who reported it for the person whose file it is; empty where she asked herself."""
    return str(getattr(one, "named", "") or one.asker) if one.asker_id else ""


def asked_it(one: Correction, account: Any) -> bool:
    """Whether the holder of an account asked for it, or is a clerk and stands for who asked without an account."""
    who = one.asker_id or one.person.account_id
    return is_clerk(account, one.community) if who is None else who == account.pk


def is_of(one: Correction, account: Account) -> bool:
    """Whether the holder of an account is who asked: whose file it is, or who reported it."""
    return account.pk == (one.asker_id or one.person.account_id)


def asked_by(community: Community, account: Any) -> QuerySet[Correction]:
    """What the holder of an account asked for and waits, of her own file or reported."""
    found = Correction.objects.filter(community=community, state=Correction.State.OPEN).exclude(chain="")
    return found.filter(Q(asker=account.pk) | Q(asker=None, person__account=account.pk))


def may_note(one: Correction, account: Any) -> bool:
    """Whether somebody can say that who asked has the answer in hand; once."""
    return one.told is None and one.state in ANSWERED and bool(one.chain) and asked_it(one, account)


def to_tell(community: Community, account: Any) -> QuerySet[Correction]:
    """The answers that somebody has not read yet; for a clerk also those of people who have no account."""
    found = with_askers(
        Correction.objects.filter(community=community, told=None, state__in=ANSWERED).exclude(chain="")
    )
    mine = Q(asker=account.pk) | Q(asker=None, person__account=account.pk)
    if is_clerk(account, community):
        mine |= Q(asker=None, person__account=None)
    return found.filter(mine, person__departed=False).order_by("settled")


def answered_since(community: Community, since: datetime) -> QuerySet[Correction]:
    """What was answered since a moment, in the order of the answers."""
    found = Correction.objects.filter(community=community, state__in=ANSWERED, settled__gte=since)
    return found.exclude(chain="").select_related("person").order_by("settled")


def with_askers(found: QuerySet[Correction]) -> QuerySet[Correction]:
    """With the name of who reported each, as she is called in the community."""
    name = Person.objects.filter(community=OuterRef("community"), account=OuterRef("asker")).values("name")[
        :1
    ]
    return found.select_related("person", "by", "community", "asker").annotate(named=Subquery(name))


def reported(community: Community, viewer: Viewer) -> QuerySet[Correction]:
    """What somebody who sees a part of the registers reported there, newest first."""
    who = reader(community, viewer)
    who.reach(*who.registers[:1])
    return with_askers(Correction.objects.filter(community=community, asker=getattr(viewer, "pk", None)))


def corrections(community: Community, viewer: Viewer, person: Person | None = None) -> QuerySet[Correction]:
    """What was asked to be corrected, newest first: for the clerk all that she answers, one's own for a person."""
    own = person is not None and person.account_id == getattr(viewer, "pk", None)
    if not own and not is_clerk(viewer, community):
        raise PermissionDenied
    found = with_askers(Correction.objects.filter(community=community))
    found = found if own else found.filter(by_keeper=True)
    return found.filter(person=person) if person is not None else found


def waiting_first(found: QuerySet[Correction], after: tuple[int, int] | None = None) -> QuerySet[Correction]:
    """Those that wait before the rest, each newest first; only those ``after`` a place, given by both."""
    waits = Case(When(state=Correction.State.OPEN, then=Value(0)), default=Value(1))
    rows = found.annotate(answered=waits).order_by("answered", "-number")
    if after is None:
        return rows
    answered, number = after
    return rows.filter(Q(answered__gt=answered) | Q(answered=answered, number__lt=number))


def to_settle(community: Community, viewer: Viewer, number: int) -> Correction | None:
    """One correction for who answers it, and who stands in for her; None where it is nobody's of these, or there is
    none.
    """
    found = with_askers(Correction.objects.filter(community=community, number=number)).first()
    if found is None or not isinstance(viewer, Account):
        return None
    return found if standing(found, viewer).answers else None


def standing(one: Correction, account: Account) -> Standing:
    """How somebody stands to a correction: one from before they were matters is for the clerk, or who stands in."""
    if one.chain:
        return through().standing(one, account)
    may = may_settle(one, account)
    clerk, waits = is_clerk(account, one.community), one.state == Correction.State.OPEN
    return Standing(clerk or may, may, waits and may, waits and clerk and not may)


def held_of(one: Correction) -> str:
    """What the register holds where something is to be corrected, masked; for whoever came to it through its gate."""
    return words_shown(file_for(one.person_id, one.community))[one.column]


def correction_at(community: Any, chain: str) -> Correction | None:
    """What the closed matter at a chain is about, for its gate; None where that was erased."""
    return with_askers(Correction.objects.filter(community=community, chain=chain)).first()


def corrections_at(community: Any, chains: Iterable[str]) -> dict[str, Correction]:
    """The same for several, by their chains."""
    found = with_askers(Correction.objects.filter(community=community, chain__in=list(chains)))
    return {one.chain: one for one in found}
