"""Tying an account to a person of the register, and untying it. Both are kept, with who did it and upon what proof."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from linli.apps.community import clock
from linli.apps.community.actions.chain import By, as_actor
from linli.apps.community.deed import deed
from linli.apps.community.models import Account, Community, Person, Tie
from linli.core.engine.community import CLERK


def gate(community: Community, actor: By) -> Account | None:
    """Only a clerk, or the terminal, comes through; raises PermissionDenied. Gives the clerk's account."""
    if as_actor(actor, community).organ != CLERK:
        raise PermissionDenied
    return actor if isinstance(actor, Account) else None


@deed
def give_account(community: Community, person: Person, account: Account, *, actor: By) -> None:
    """Let an account act as a person. Raises PermissionDenied for who is not the clerk."""
    by = gate(community, actor)
    if person.community_id == community.pk:
        tie(person, account, how=Tie.How.CLERK if by else Tie.How.TERMINAL, by=by)


@deed
def take_account(community: Community, person: Person, *, actor: By) -> None:
    """Let the account of a person act as that person no longer: it was lost, stolen, or given to the wrong one."""
    gate(community, actor)
    if person.community_id == community.pk:
        untie(person)


def tie(person: Person, account: Account, *, how: str, by: Account | None = None) -> None:
    """Let an account act as a person from now on, within a deed that has found that this is right.

    Raises ValidationError for an account that is somebody else in the same community.
    """
    others = Person.objects.filter(community=person.community_id, account=account).exclude(pk=person.pk)
    if others.filter(departed=False).exists():
        raise ValidationError(
            _("This account is already somebody else in this community."), code="somebody-else"
        )
    others.update(account=None)
    if Tie.objects.filter(person=person, account=account, ended=None).exists():
        return
    untie(person)
    Tie.objects.create(
        community_id=person.community_id, person=person, account=account, how=how, by=by, at=clock.now()
    )
    Person.objects.filter(pk=person.pk).update(account=account)


def untie(person: Person) -> None:
    """Let no account act as a person any more, within a deed that has found that this is right."""
    Tie.objects.filter(person=person, ended=None).update(ended=clock.now())
    Person.objects.filter(pk=person.pk).update(account=None)
