"""Accounts: making one, signing in and out."""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.usersessions.models import UserSession
from django.contrib import auth
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from linli.apps.community import clock
from linli.apps.community.actions.attempts import (
    MOST_FROM_ADDRESS,
    address_of,
    forget,
    mark,
    note_failure,
    too_many,
)
from linli.apps.community.actions.chain import Terminal
from linli.apps.community.deed import deed
from linli.apps.community.models import Account, ClerkRole, Community, Founder

MOST_FOR_NAME = 5
LONGEST_NAME = 60


@deed
def make_account(username: str, password: str | None, *, actor: Terminal) -> Account:
    """An account by name. Raises ValidationError for a name in use and for a weak password."""
    username = Account.normalize_username(username).strip()
    can_be = 1 <= len(username) <= LONGEST_NAME and username.isprintable()
    if not can_be or Account.objects.filter(username=username).exists():
        raise ValidationError(
            _("This name cannot be used for an account, or is already in use."), code="name-taken"
        )
    if password is not None:
        validate_password(password, Account(username=username))
    return Account.objects.create_user(username, password)


@deed
def set_password(account: Account, password: str, *, actor: Account | Terminal) -> None:
    """A new password, by the holder or at the terminal. Raises ValidationError for a weak one."""
    if isinstance(actor, Account) and actor.pk != account.pk:
        raise ValidationError(_("Only the holder may change a password."))
    validate_password(password, account)
    account.set_password(password)
    account.save(update_fields=["password"])
    forget_failures(account)


def forget_failures(account: Account) -> None:
    """Whoever has just got a new password is not kept out for having tried the old one too often."""
    forget(mark("name", account.username))


@deed
def make_clerk(community: Community, account: Account, *, actor: Terminal) -> None:
    """Let an account keep the register of a community."""
    ClerkRole.objects.get_or_create(community=community, account=account)


@deed
def let_found(account: Account, *, actor: Terminal) -> None:
    """Let an account found communities on this installation."""
    Founder.objects.get_or_create(account=account, defaults={"at": clock.now()})


def sign_in(request: HttpRequest, username: str, password: str, *, to: str = "/") -> HttpResponse | str:
    """Sign in: where to go on, or what to say. It never tells whether the name or the password was wrong."""
    marks = {mark("name", username): MOST_FOR_NAME, mark("from", address_of(request)): MOST_FROM_ADDRESS}
    if too_many(marks):
        return _("Too many attempts. Wait a quarter of an hour, or use a passkey or get a new password: then you come "
                 "in at once.")  # fmt: skip
    account = auth.authenticate(request, username=username, password=password)
    if not isinstance(account, Account):
        note_failure(marks)
        return _("Name and password do not match.")
    forget(mark("name", username))
    return let_in(request, account, to=to)


def let_in(request: HttpRequest, account: Account, *, to: str) -> HttpResponse:
    """Sign in whose password was right; who has a second factor is asked for it first."""
    login = Login(user=account, redirect_url=to)
    response: HttpResponse = perform_password_login(request, {"username": account.username}, login)
    return response


def end_sessions(account: Account, *, only: int | None = None) -> None:
    """Sign an account out, in one of its browsers or in all."""
    sessions = UserSession.objects.filter(user=account)
    for one in sessions if only is None else sessions.filter(pk=only):
        one.end()


def sign_out(request: HttpRequest) -> None:
    """Sign out; what the reader chose for the eyes is forgotten with the session."""
    auth.logout(request)
