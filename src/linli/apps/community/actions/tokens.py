"""Tokens: making one, using it, revoking it."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from linli.apps.community import clock
from linli.apps.community.actions.attempts import address_of, mark, note_failure, seconds_left
from linli.apps.community.deed import deed
from linli.apps.community.models import Account, Token
from linli.apps.community.reads.tokens import SCOPES, Caller

BEGINS = "linli_"
"""So that programs that search for secrets left lying about find ours."""
MOST = 20
LONGEST_DAYS = 366
TOLD_BY = 8
"""By so many of its random characters one token is told from another."""
MOST_OF_ONE, MOST_TRIED_FROM_ADDRESS = 20, 100
"""How often tokens that open nothing are answered in a quarter of an hour."""
NOTED_EVERY = timedelta(minutes=1)


@deed
def make_token(name: str, scopes: Collection[str], days: int, *, actor: Account) -> tuple[Token, str]:
    """A token of the actor's own, and its secret, which is told this once. Raises ValidationError."""
    name, now = name.strip(), clock.now()
    if not 1 <= len(name) <= 60 or not 1 <= days <= LONGEST_DAYS or not set(scopes) <= set(SCOPES):
        raise ValidationError(_("A token has a name, permissions from the list, and ends within a year."))
    live = Token.objects.filter(account=actor, revoked__isnull=True, expires__gt=now)
    if live.count() >= MOST:
        raise ValidationError(_("You have %(most)d tokens already; revoke one first.") % {"most": MOST})
    if live.filter(name=name).exists():
        raise ValidationError(
            _("There is a token of this name. If you did not see it, revoke it and make another.")
        )
    secret = BEGINS + secrets.token_urlsafe(32)
    token = Token.objects.create(
        account=actor, name=name, mark=_mark(secret), ends=secret[-4:], made=now, expires=now + timedelta(days=days),
        scopes=" ".join(one for one in SCOPES if one in scopes),
    )  # fmt: skip
    return token, secret


def _mark(secret: str) -> str:
    # Not a password: 256 random bits cannot be guessed, so a quick hash keeps them as well as a slow one.
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()


@deed
def revoke_token(number: int, *, actor: Account) -> bool:
    """End one of the actor's own tokens at once; False where she has no such token, or it has been ended."""
    found = Token.objects.filter(pk=number, account=actor, revoked__isnull=True)
    return found.update(revoked=clock.now()) > 0


def use_token(secret: str) -> Caller | None:
    """Who comes by a secret; None where it is wrong, has expired or was revoked. Notes when it was last used."""
    if not secret.startswith(BEGINS):
        return None
    now = clock.now()
    token = Token.objects.select_related("account").filter(mark=_mark(secret)).first()
    if token is None or token.revoked is not None or token.expires <= now or not token.account.is_active:
        return None
    if token.used is None or token.used + NOTED_EVERY <= now:
        _note(token)
    return Caller(token.account, frozenset(token.scopes.split()), token.pk)


@deed
def _note(token: Token) -> None:
    Token.objects.filter(pk=token.pk).update(used=clock.now())


def missed_token(request: HttpRequest, secret: str) -> int:
    """Count a token that opens nothing, by how it begins and by where it comes from.

    Gives the seconds for which such tokens are turned away unread, 0 for none. One that is good is never turned away,
    whoever else comes from the same address.
    """
    where = address_of(request)
    begins = mark("token", f"{where} {secret[: len(BEGINS) + TOLD_BY]}")
    most = {begins: MOST_OF_ONE, mark("token-from", where): MOST_TRIED_FROM_ADDRESS}
    wait = seconds_left(most)
    if not wait:
        note_failure(most)
    return wait
