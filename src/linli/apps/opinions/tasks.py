"""What the app of opinion maps does in the background."""

from __future__ import annotations

from typing import Any, Final

from linli.apps.opinions import actions

try:
    from django.tasks import task
except ImportError:  # Django 5.2, where it is a package
    from django_tasks import task  # type: ignore[no-redef]  # the same, under its old name

SECONDS = 30


@task()
def draw_due() -> int:
    """Draw the maps for which enough is new; gives how many. To be run twice at once does no harm."""
    return actions.draw_due()


ROUNDS: Final[tuple[tuple[Any, int], ...]] = ((draw_due, SECONDS),)
"""Each task with the seconds between two rounds."""
