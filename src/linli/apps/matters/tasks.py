"""What the matters app does in the background."""

from __future__ import annotations

from typing import Any, Final

from django.conf import settings

from linli.apps.community import actions as community_actions
from linli.apps.matters import actions

try:
    from django.tasks import task
except ImportError:  # Django 5.2, where it is a package
    from django_tasks import task  # type: ignore[no-redef]  # the same, under its old name

CLOCK_SECONDS = 60
DAY_SECONDS = 86_400
CARRY_SECONDS = 3600


@task()
def deliver_clock() -> int:
    """Deliver the clock to every matter for which something has fallen due; gives their number.

    To be run twice at once does no harm: each matter is locked, and what has been recorded is no longer due.
    """
    return actions.tick_due()


@task()
def sweep_files() -> int:
    """Remove the bytes that no row names, once a day, unless that is kept for a person to do; gives how many."""
    return 0 if settings.CONFIG.by_hand else actions.sweep()


@task()
def carry_over_corrections() -> int:
    """What was asked to be corrected before corrections were matters; gives how many."""
    return community_actions.carry_over_all()


ROUNDS: Final[tuple[tuple[Any, int], ...]] = (
    (deliver_clock, CLOCK_SECONDS),
    (sweep_files, DAY_SECONDS),
    (carry_over_corrections, CARRY_SECONDS),
)
"""Each task with the seconds between two rounds."""
