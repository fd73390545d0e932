"""The code of an invitation between the door and the acceptance: sealed, in the session."""

from __future__ import annotations

from django.http import HttpRequest

from linli.apps.community.sealing import seal_words, unseal_words

SESSION = "code"
NEW_CODES = "new-codes"
"""Where in a session the codes made just now are, by community."""
LONGEST = 80


def remember(request: HttpRequest, code: str) -> None:
    """Keep the code that was typed or opened."""
    request.session[SESSION] = seal_words(code[:LONGEST], SESSION)


def code_of(request: HttpRequest) -> str:
    """The code that is kept, if any."""
    return unseal_words(request.session.get(SESSION, ""), SESSION)


def forget(request: HttpRequest) -> None:
    """Keep it no longer."""
    request.session.pop(SESSION, None)
