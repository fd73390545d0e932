"""Asking for erasure, taking that back, and deciding on it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max

from linli.apps.care.actions.again import write_down
from linli.apps.care.models import ErasureRequest
from linli.apps.care.reads import may_decide
from linli.apps.care.words import LONGEST, closed
from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.community.reads import Whose, holdings
from linli.core.charter.terms import Duration
from linli.core.engine.calendar import after

PERIOD: Final = Duration(15, "working-days")
"""So long the clerk has to answer; the law says only "in time" (ADR 0108)."""
State = ErasureRequest.State


class NotTaken(Exception):
    """It cannot be taken like this; ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class NotNow(Exception):
    """It was answered or taken back meanwhile."""


@community_actions.deed
def ask(*, person: Any, lots: Collection[str], words: str = "", actor: Any) -> ErasureRequest:
    """Ask for lots to be erased: she herself, or the clerk for her. Raises :class:`NotTaken`, PermissionDenied."""
    community = community_actions.lock(person.community)
    own = _may(community, person, actor)
    here = ErasureRequest.objects.filter(community=community)
    if here.filter(person=person, state=State.OPEN).exists():
        raise NotTaken("open-already")
    # What the clerk is offered is the same whether there is any of it or not, where that is for her alone to know.
    whose = Whose(community, person, alone=own)
    offered = [one.key for one in holdings.lots(whose) if one.fate == "may"]
    chosen = [key for key in offered if key in lots]
    if not chosen:
        raise NotTaken("nothing-chosen")
    if len(chosen) < len(set(lots)):
        raise NotTaken("not-offered")
    now = community_actions.now()
    roster = community_reads.roster(community)
    return ErasureRequest.objects.create(
        community=community, number=(here.aggregate(last=Max("number"))["last"] or 0) + 1, person=person,
        asked=" ".join(chosen), words=closed(words.replace("\x00", "").strip()[:LONGEST], community), at=now,
        due=after(now, PERIOD, roster.zone, roster.calendars).at, by=actor,
    )  # fmt: skip


@community_actions.deed
def withdraw(request: ErasureRequest, *, actor: Any) -> ErasureRequest:
    """Take it back before it is answered. Raises :class:`NotNow`, PermissionDenied."""
    community = community_actions.lock(request.community)
    one = _open(request)
    _may(community, one.person, actor)
    return _settle(one, State.WITHDRAWN, community=community)


@community_actions.deed
def decide(request: ErasureRequest, granted: Collection[str], reasons: str, *, actor: Any) -> ErasureRequest:
    """Erase what is granted and answer, all in one. What is not granted needs reasons.

    The clerk does; who stands in for her where it is her own request and no other keeps the register.
    Raises :class:`NotTaken`, :class:`NotNow`, PermissionDenied, and what the record answers where it does not allow it.
    """
    community = community_actions.lock(request.community)
    clerk = community_reads.is_clerk(actor, community)
    if not clerk and not may_decide(request, actor):
        raise PermissionDenied
    one = _open(request)
    if one.person.account_id == actor.pk:
        raise NotTaken("own-request")
    asked, said = one.asked.split(), reasons.replace("\x00", "").strip()[:LONGEST]
    chosen = [key for key in asked if key in granted]
    if len(chosen) < len(asked) and not said:
        raise NotTaken("reasons-missing")
    # Who stands in answers for the clerk: the record names nobody, as where the terminal acts.
    by = actor if clerk else community_actions.TERMINAL
    holdings.erase(Whose(community, one.person, alone=False), chosen, by)
    state = State.GRANTED if len(chosen) == len(asked) else State.PARTLY if chosen else State.DECLINED
    one.decider = actor
    # Where the process dies in between, the round in the background writes it down.
    transaction.on_commit(write_down)
    return _settle(one, state, granted=" ".join(chosen), reasons=closed(said, community), community=community)


def read(person: Any, *, actor: Any) -> None:
    """She has read the answers to her requests."""
    waiting = ErasureRequest.objects.filter(
        person=person, person__account=actor, told=None, settled__isnull=False
    )
    if waiting.exists():
        waiting.update(told=community_actions.now())


def _settle(
    one: ErasureRequest, state: str, *, community: Any, granted: str = "", reasons: str = ""
) -> ErasureRequest:
    one.state, one.granted, one.reasons, one.settled = state, granted, reasons, community_actions.now()
    one.words = ""
    one.told = one.settled if state == State.WITHDRAWN else None
    one.save()
    return one


def _open(request: ErasureRequest) -> ErasureRequest:
    one = ErasureRequest.objects.select_related("person", "community").get(pk=request.pk)
    if one.state != State.OPEN:
        raise NotNow
    return one


def _may(community: Any, person: Any, actor: Any) -> bool:
    """Whether it is she herself; the clerk may as well."""
    own = person.account_id is not None and person.account_id == actor.pk
    if not own and not community_reads.is_clerk(actor, community):
        raise PermissionDenied
    return own
