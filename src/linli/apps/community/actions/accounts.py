"""Accounts: making one, signing in and out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import timedelta

from django.contrib import auth
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from linli.apps.community import clock
from linli.apps.community.actions.chain import Terminal
from linli.apps.community.deed import deed
from linli.apps.community.models import Account, ClerkRole, Community, SignInFailure

FORGETS_AFTER = timedelta(minutes=15)
MOST_FOR_NAME = 5
MOST_FROM_ADDRESS = 50
LONGEST_NAME = 60


@deed
def make_account(username: str, password: str | None, *, actor: Terminal) -> Account:
    """An account by name. Raises ValidationError for a name in use and for a weak password."""
    username = Account.normalize_username(username).strip()
    if not 1 <= len(username) <= LONGEST_NAME or Account.objects.filter(username=username).exists():
        raise ValidationError(_("This name cannot be used for an account, or is already in use."))
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


@deed
def make_clerk(community: Community, account: Account, *, actor: Terminal) -> None:
    """Let an account keep the register of a community."""
    ClerkRole.objects.get_or_create(community=community, account=account)


def sign_in(request: HttpRequest, username: str, password: str) -> str:
    """Sign in; the empty string, or what to say. It never tells whether the name or the password was wrong."""
    marks = {_mark("name", username): MOST_FOR_NAME, _mark("from", _address(request)): MOST_FROM_ADDRESS}
    if _too_many(marks):
        return _("Too many attempts. Wait a quarter of an hour, then try again.")
    account = auth.authenticate(request, username=username, password=password)
    if account is None:
        _note_failure(marks)
        return _("Name and password do not match.")
    SignInFailure.objects.filter(mark=_mark("name", username)).delete()
    auth.login(request, account)
    return ""


def sign_out(request: HttpRequest) -> None:
    """Sign out; what the reader chose for the eyes is forgotten with the session."""
    auth.logout(request)


def _mark(kind: str, word: str) -> str:
    return hashlib.sha256(f"{kind} {word}".encode(errors="replace")).hexdigest()


def _address(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))


def _too_many(marks: dict[str, int]) -> bool:
    since = clock.now() - FORGETS_AFTER
    return any(
        SignInFailure.objects.filter(mark=mark, at__gt=since).count() >= most for mark, most in marks.items()
    )


@deed
def _note_failure(marks: Iterable[str]) -> None:
    now = clock.now()
    SignInFailure.objects.filter(at__lt=now - FORGETS_AFTER).delete()
    SignInFailure.objects.bulk_create(SignInFailure(mark=mark, at=now) for mark in marks)
