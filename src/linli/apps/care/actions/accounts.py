"""Erasing what is an account's and no community's: its holder does it, at once."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.db import transaction

from linli.apps.care.actions.again import write_down
from linli.apps.care.actions.erasures import NotTaken
from linli.apps.care.models import OwnErasure
from linli.apps.community import actions as community_actions
from linli.apps.community.reads import holdings
from linli.apps.community.reads.holdings import OfAccount


def of_account(account: Any) -> OfAccount:
    """All that is held of an account, whoever it is where; moments by the clock of the installation."""
    return OfAccount(account, settings.TIME_ZONE)


@community_actions.deed
def erase_own(*, account: Any, lots: Collection[str]) -> tuple[str, ...]:
    """Erase some lots of one's own account, for good; gives which. Raises :class:`NotTaken`.

    Where the account itself goes nothing else can be asked of it afterwards.
    """
    of = of_account(account)
    offered = [one.key for one in holdings.lots_of(of) if one.fate == "may"]
    chosen = tuple(key for key in offered if key in lots)
    if not chosen:
        raise NotTaken("nothing-chosen")
    if len(chosen) < len(set(lots)):
        raise NotTaken("not-offered")
    mark = community_actions.mark_of_account(account)
    holdings.erase_of(of, chosen)
    OwnErasure.objects.create(mark=mark, lots=" ".join(chosen), at=community_actions.now())
    transaction.on_commit(write_down)
    return chosen
