"""Requests for erasure: her own for a person, all for the clerk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.apps.care.models import ErasureRequest
from linli.apps.care.reads.deciding import may_decide
from linli.apps.care.words import opened
from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.community.reads import Errand, deciders

State = ErasureRequest.State


@dataclass(frozen=True, slots=True)
class RequestShown:
    """A request with what is sealed of it opened, for who may see it."""

    number: int
    who: int
    name: str
    at: datetime
    due: datetime
    state: str
    late: bool
    asked: tuple[str, ...]
    granted: tuple[str, ...]
    words: str
    reasons: str
    settled: datetime | None
    by_herself: bool


def requests(community: Any, viewer: Any) -> QuerySet[ErasureRequest]:
    """All, for the clerk: those that wait first, what is due first before the rest."""
    if not community_reads.is_clerk(viewer, community):
        raise PermissionDenied
    found = ErasureRequest.objects.filter(community=community).select_related("person", "community")
    return found.order_by("settled", "due", "-number")


def to_decide(community: Any, viewer: Any, number: int) -> ErasureRequest | None:
    """One, for the clerk, and for who stands in for her; None where it is neither's or there is none."""
    here = ErasureRequest.objects.filter(community=community, number=number)
    one = here.select_related("person", "community").first()
    may = one is not None and (community_reads.is_clerk(viewer, community) or may_decide(one, viewer))
    return one if may else None


def waiting(community: Any) -> int:
    """How many wait for an answer; whose they are is not told."""
    return ErasureRequest.objects.filter(community=community, state=State.OPEN).count()


def own_requests(person: Any, viewer: Any) -> list[ErasureRequest]:
    """A person's own, newest first."""
    if person.account_id is None or person.account_id != viewer.pk:
        raise PermissionDenied
    return list(ErasureRequest.objects.filter(person=person).select_related("person", "community"))


def shown(one: ErasureRequest) -> RequestShown:
    """A request as whoever came through one of the gates above may see it."""
    late = one.state == State.OPEN and one.due <= community_actions.now()
    return RequestShown(
        number=one.number, who=one.person.number, name=one.person.name, at=one.at, due=one.due, state=one.state,
        late=late, asked=tuple(one.asked.split()), granted=tuple(one.granted.split()),
        words=opened(one.words, one.community), reasons=opened(one.reasons, one.community), settled=one.settled,
        by_herself=one.by_id is not None and one.by_id == one.person.account_id,
    )  # fmt: skip


def errands(community: Any, person: str, owners: community_reads.Owners) -> list[Errand]:
    """For who answers each request that waits; for whoever asked the answer, until she has read it."""
    who = community_reads.person_of(community, person)
    if who is None or who.account is None:
        return []
    found = []
    for one in ErasureRequest.objects.filter(person=who, told=None, settled__isnull=False):
        found.append(
            Errand(
                key=f"care-answer-{one.number}",
                title=_("Your request for erasure was answered"),
                url=reverse("care:mine", args=[community.slug]),
                button=_("Read the answer"),
            )
        )
    return found + [_to_answer(community, one) for one in _waiting_for(community, who, owners)]


def of_clerk(community: Any, _account: Any) -> list[Errand]:
    """Each request that waits, for who keeps the register and is nobody in it."""
    found = ErasureRequest.objects.filter(community=community, state=State.OPEN).order_by("due", "number")
    return [_to_answer(community, one) for one in found.select_related("person", "community")]


def _waiting_for(community: Any, who: Any, owners: community_reads.Owners) -> list[ErasureRequest]:
    """What waits for her answer, as a clerk or standing in for one; never her own."""
    clerk = community_reads.is_clerk(who.account, community)
    if not clerk and not any(organ in owners for organ in deciders.self_governing(community)):
        return []
    here = ErasureRequest.objects.filter(community=community, state=State.OPEN).exclude(person=who)
    found = here.select_related("person", "community")
    return list(found) if clerk else [one for one in found if may_decide(one, who.account)]


def _to_answer(community: Any, one: ErasureRequest) -> Errand:
    return Errand(
        key=f"care-request-{one.number}",
        title=_("Request for erasure no. %(n)d: resident no. %(who)d")
        % {"n": one.number, "who": one.person.number},
        url=reverse("care:erasure", args=[community.slug, one.number]),
        button=_("Decide"),
        due=one.due,
    )
