"""Until when something should be done about a comment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from linli.core.charter import explain
from linli.core.charter.terms import Duration
from linli.core.charter.text import Lang
from linli.core.engine.calendar import after, shown
from linli.core.engine.force import InForce
from linli.core.engine.roster import Roster

REPORT: Final = Duration(3, "days")
"""So long a comment that readers told of waits before it is late."""
APPEAL: Final = Duration(7, "days")
"""So long an appeal waits before it is late, where the charter says nothing else."""


@dataclass(frozen=True, slots=True)
class Term:
    """A moment that is too late, in the reader's language, and whether it is past."""

    at: datetime
    text: str
    late: bool


def term(roster: Roster, start: datetime, length: Duration, now: datetime, lang: Lang) -> Term:
    """When a time that began at ``start`` is over."""
    due = after(start, length, roster.zone, roster.calendars).at
    return Term(due, shown(due, roster.zone).in_(lang), due <= now)


def appeal_length(force: InForce, procedure: str) -> Duration:
    """How long whoever conducts a procedure has to decide an appeal."""
    found = force.charter.procedures.get(procedure)
    return found.appeals_within if found and found.appeals_within else APPEAL


def appeals_say(force: InForce, procedure: str, lang: Lang) -> str:
    """How long an appeal takes at most, and who says so."""
    found = force.charter.procedures.get(procedure)
    within = explain.duration(appeal_length(force, procedure), lang)
    if found and found.appeals_within:
        return _("By the charter an appeal is decided within %(within)s.") % {"within": within}
    return _("An appeal is decided within %(within)s; the charter gives no other time.") % {"within": within}
