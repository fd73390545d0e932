"""What the care app does in the background."""

from __future__ import annotations

from typing import Any, Final

from django.conf import settings

from linli.apps.care.actions.again import write_down
from linli.apps.care.actions.retention import fade_all

try:
    from django.tasks import task
except ImportError:  # Django 5.2, where it is a package
    from django_tasks import task  # type: ignore[no-redef]  # the same, under its old name

EVERY_SECONDS = 300
DAY_SECONDS = 86_400


@task()
def note_erasures() -> int:
    """Write down beside the database what was erased, where that did not come about at once; gives how much."""
    return write_down()


@task()
def remove_what_is_over() -> int:
    """Remove what is past its period, once a day, unless that is kept for a person to do; gives how much went."""
    return 0 if settings.CONFIG.by_hand else fade_all()


ROUNDS: Final[tuple[tuple[Any, int], ...]] = (
    (note_erasures, EVERY_SECONDS),
    (remove_what_is_over, DAY_SECONDS),
)
