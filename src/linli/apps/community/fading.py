"""What of the registers goes when its period is over."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Q

from linli.apps.community.actions.texts import forget_corrections
from linli.apps.community.models import (
    BroughtTable,
    Correction,
    Crowd,
    Invitation,
    Look,
    RefusalLog,
    TableRow,
    TableStage,
    Tie,
)
from linli.apps.community.reads.fading import Fading, blanking

State = BroughtTable.State
STILL = {State.CHECKING, State.APPLYING, State.UNDOING}


def _looks(community: Any, before: datetime) -> Any:
    return Look.objects.filter(community=community, at__lt=before)


def _corrections(community: Any, before: datetime) -> Any:
    return Correction.objects.filter(community=community, settled__lt=before)


def _refusals(community: Any, before: datetime) -> Any:
    return RefusalLog.objects.filter(community=community, at__lt=before).exclude(actor="")


def _invitations(community: Any, before: datetime) -> Any:
    over = Q(used__lt=before) | Q(revoked__lt=before) | Q(expires__lt=before)
    return Invitation.objects.filter(over, community=community)


def _ties(community: Any, before: datetime) -> Any:
    return Tie.objects.filter(community=community, ended__lt=before)


def _tables(community: Any, before: datetime) -> Any:
    """Those that nobody works on and that still hold what was in the file."""
    found = BroughtTable.objects.filter(
        Q(entered=None, at__lt=before) | Q(entered__lt=before), community=community
    )
    return found.exclude(state__in=STILL).exclude(file=b"", undo=b"")


def _forget_tables(community: Any, before: datetime) -> int:
    """The file, its rows and what would take it back; one that was not entered is dropped."""
    count = 0
    for table in _tables(community, before).only("pk", "state"):
        TableRow.objects.filter(table=table).delete()
        TableStage.objects.filter(table=table).delete()
        table.file = table.undo = table.swaps = table.repeated = b""
        table.state = State.DROPPED if table.state in (State.CHECKED, State.REFUSED) else table.state
        table.save(update_fields=["file", "undo", "swaps", "repeated", "state"])
        count += 1
    return count


def _codes(community: Any, before: datetime) -> int:
    return int(_invitations(community, before).count() + _ties(community, before).count())


def _forget_codes(community: Any, before: datetime) -> int:
    return int(_invitations(community, before).delete()[0] + _ties(community, before).delete()[0])


def _sessions(_community: Any, before: datetime) -> int:
    return int(Session.objects.filter(expire_date__lt=before).count())


def _forget_sessions(_community: Any, before: datetime) -> int:
    """Sessions belong to no community: the first that is asked removes those of all."""
    over = Session.objects.filter(expire_date__lt=before)
    keys = list(over.values_list("session_key", flat=True))
    for at in range(0, len(keys), 500):
        UserSession.objects.filter(session_key__in=keys[at : at + 500]).delete()
    return int(over.delete()[0])


def _forget_looks(community: Any, before: datetime) -> int:
    """With whom a list showed, once nobody looked at it within the period."""
    gone = int(_looks(community, before).delete()[0])
    Crowd.objects.filter(community=community, looks=None).delete()
    return gone


FADINGS = (
    Fading("looks", lambda community, before: int(_looks(community, before).count()), _forget_looks),
    Fading(
        "corrections",
        lambda community, before: int(_corrections(community, before).count()),
        lambda community, before: forget_corrections(_corrections(community, before)),
    ),
    blanking("refusals", _refusals, actor=""),
    Fading("invitations", _codes, _forget_codes),
    Fading("tables", lambda community, before: int(_tables(community, before).count()), _forget_tables),
    Fading("sign-in", _sessions, _forget_sessions),
)
