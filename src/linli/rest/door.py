"""Who asks: by a token, or nobody in particular. A cookie opens nothing here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from ninja.security.base import AuthBase

from linli.core.charter.text import Text
from linli.rest import sayings
from linli.rest.problems import Problem

CHALLENGE = 'Bearer realm="Linli"'


class Door(AuthBase):
    """Finds who asks; ``needs`` is the permission without which nobody comes in, empty for what is public.

    A token that is sent must be good even where none is needed, so that nobody takes a stranger's view for her own.
    ``find`` gives the caller of a secret, or None; ``stranger`` stands for everybody without a token. ``missed`` counts
    a secret that opens nothing, and gives the seconds for which the like of it are turned away, 0 for none.
    """

    openapi_type = "http"
    openapi_scheme = "bearer"

    def __init__(
        self,
        find: Callable[[str], Any],
        missed: Callable[[HttpRequest, str], int],
        stranger: Any,
        needs: str = "",
    ) -> None:
        super().__init__()
        self.find = find
        self.missed = missed
        self.stranger = stranger
        self.needs = needs

    def __call__(self, request: HttpRequest) -> Any:
        """The caller. Raises Problem."""
        given = request.headers.get("Authorization")
        if not given:
            if self.needs:
                raise _unknown(sayings.NEEDS_TOKEN)
            return self.stranger
        scheme, _space, secret = given.partition(" ")
        secret = secret.strip() if scheme.lower() == "bearer" else ""
        caller = self.find(secret) if secret else None
        if caller is None:
            if wait := self.missed(request, secret):
                raise Problem(429, "too-many", says=sayings.TRIED, headers={"Retry-After": str(wait)})
            raise _unknown(sayings.BAD_TOKEN)
        if self.needs and self.needs not in caller.scopes:
            raise lacking(self.needs)
        return caller


def _unknown(says: Text) -> Problem:
    return Problem(401, "unauthenticated", says=says, headers={"WWW-Authenticate": CHALLENGE})


def lacking(scope: str) -> Problem:
    """The token lacks a permission."""
    says = Text(zh=sayings.NEEDS_SCOPE.zh.format(scope=scope), en=sayings.NEEDS_SCOPE.en.format(scope=scope))
    challenge = f'{CHALLENGE}, error="insufficient_scope", scope="{scope}"'
    return Problem(403, "scope", says=says, more={"needs": scope}, headers={"WWW-Authenticate": challenge})
