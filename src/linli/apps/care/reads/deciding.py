"""Who answers a request for erasure: the clerk; where it is her own and no other keeps the register, who stands in."""

from __future__ import annotations

from typing import Any

from linli.apps.community.reads import deciders


def may_decide(request: Any, account: Any) -> bool:
    """Whether an account answers a request; nobody answers her own."""
    by = deciders.Deciders(request.community)
    return by.may(account, deciders.own_of(request.person))
