"""Inviting: a code for one person of the register, or for whoever shall keep it or found a community."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from linli.apps.community import clock, letters
from linli.apps.community.actions.chain import By, Terminal
from linli.apps.community.actions.ties import gate
from linli.apps.community.codes import mark_of, new_code
from linli.apps.community.deed import deed
from linli.apps.community.models import Account, ClerkRole, Community, Founder, Invitation, Person

DAYS = 30
MOST_DAYS = 90
PRESENT = timedelta(minutes=30)
"""Who stands before the clerk takes the code at once."""
Role = Invitation.Role
Way = Invitation.Way


@dataclass(frozen=True, slots=True)
class Issued:
    """An invitation with its code. The code is here and nowhere else: it is not stored."""

    invitation: Invitation
    code: str


@deed
def invite(
    community: Community, persons: Sequence[Person], *, actor: By, way: str = Way.PAPER, days: int = DAYS
) -> list[Issued]:
    """A code for each person; one that was invited before has the new code only. Who has an account is left out.

    With the way ``present`` the clerk has seen who it is: nothing more is asked, and the code is good for half an hour.
    Raises PermissionDenied for who is not the clerk.
    """
    by, now = gate(community, actor), clock.now()
    invited = [
        one
        for one in Person.objects.filter(community=community, pk__in=[person.pk for person in persons])
        if not one.departed and one.account_id is None
    ]
    open_ones(now).filter(person__in=invited).update(revoked=now)
    issued = [
        _issued(
            Invitation(community=community, person=one, role=Role.RESIDENT, way=way, by=by),
            PRESENT if way == Way.PRESENT else _time(days),
        )
        for one in invited
    ]
    Invitation.objects.bulk_create(one.invitation for one in issued)
    return issued


@deed
def invite_clerk(community: Community, *, actor: By, way: str = Way.LINK, days: int = DAYS) -> Issued:
    """A code for whoever shall keep the register as well. Raises PermissionDenied for who does not keep it."""
    by = gate(community, actor)
    one = _issued(Invitation(community=community, role=Role.CLERK, way=way, by=by), _time(days))
    one.invitation.save()
    return one


@deed
def invite_founder(*, actor: Terminal, days: int = DAYS) -> Issued:
    """A code for whoever shall found communities on this installation; made at its terminal only."""
    assert isinstance(actor, Terminal)
    one = _issued(Invitation(role=Role.FOUNDER, way=Way.LINK), _time(days))
    one.invitation.save()
    return one


@deed
def invite_back(community: Community, person: Person, *, actor: By, way: str = Way.PRESENT) -> Issued:
    """A code for a new password, for the account of a person. Raises PermissionDenied for who is not the clerk.

    Raises ValidationError for who has no account, and for an account that is more than this one resident: whoever
    keeps the register of one community shall not thereby come to act in another.
    """
    by = gate(community, actor)
    account = person.account
    if account is None or person.community_id != community.pk:
        raise ValidationError(_("This person has no account."), code="no-account")
    if by is not None and not _only(person, account):
        raise ValidationError(
            _(
                "This account is more than this one resident; only who runs this installation gives a new password."
            ),
            code="more",
        )
    open_ones(clock.now()).filter(person=person).update(revoked=clock.now())
    one = _issued(
        Invitation(community=community, person=person, account=account, role=Role.RENEWAL, way=way, by=by),
        PRESENT if way == Way.PRESENT else _time(1),
    )
    one.invitation.save()
    if by is not None:
        letters.tell(account, letters.CODE_MADE)
    return one


def _only(person: Person, account: Account) -> bool:
    elsewhere = Person.objects.filter(account=account).exclude(pk=person.pk).exists()
    more = ClerkRole.objects.filter(account=account), Founder.objects.filter(account=account)
    return not elsewhere and not any(one.exists() for one in more)


@deed
def invite_password(account: Account, *, actor: Terminal) -> Issued:
    """A code for a new password of any account, made at the terminal only; valid for a day."""
    assert isinstance(actor, Terminal)
    one = _issued(Invitation(account=account, role=Role.RENEWAL, way=Way.LINK), _time(1))
    one.invitation.save()
    return one


@deed
def revoke(community: Community, number: int, *, actor: By) -> None:
    """Let a code be good no longer. Raises PermissionDenied for who is not the clerk."""
    gate(community, actor)
    now = clock.now()
    open_ones(now).filter(community=community, pk=number).update(revoked=now)


def open_ones(now: datetime) -> QuerySet[Invitation]:
    """The invitations that can still be accepted."""
    return Invitation.objects.filter(used=None, revoked=None, expires__gt=now)


def _time(days: int) -> timedelta:
    return timedelta(days=min(max(days, 1), MOST_DAYS))


def _issued(one: Invitation, lasts: timedelta) -> Issued:
    code = new_code()
    one.mark, one.at = mark_of(code), clock.now()
    one.expires = one.at + lasts
    return Issued(one, code)
