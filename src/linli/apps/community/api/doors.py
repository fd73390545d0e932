"""Who may come in, and to which community."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from linli.apps.community import actions, reads
from linli.apps.community.models import Community
from linli.apps.community.reads import STRANGER, Caller
from linli.rest.door import Door
from linli.rest.problems import not_found

OPEN = Door(actions.use_token, actions.missed_token, STRANGER)
"""Anybody; with a token that may read for its holder, as she."""

OWN = Door(actions.use_token, actions.missed_token, STRANGER, "read:own")
"""Who reads for herself."""
ACT = Door(actions.use_token, actions.missed_token, STRANGER, "act")
"""Who acts."""
REGISTERS = Door(actions.use_token, actions.missed_token, STRANGER, "registers")
"""Who keeps a register."""


def caller(request: HttpRequest) -> Caller:
    """Who asks, as the door has found."""
    found: Caller = request.auth  # type: ignore[attr-defined]  # the door sets it
    return found


def community_called(slug: str) -> Community:
    """The community with a short name. Raises Problem."""
    found: Any = reads.community(slug)
    if found is None:
        raise not_found()
    return found  # type: ignore[no-any-return]  # it is one
