"""What the care app does in the background."""

from __future__ import annotations

from typing import Any, Final

from linli.apps.care.actions.again import write_down

try:
    from django.tasks import task
except ImportError:  # Django 5.2, where it is a package
    from django_tasks import task  # type: ignore[no-redef]  # the same, under its old name

EVERY_SECONDS = 300


@task()
def note_erasures() -> int:
    """Write down beside the database what was erased, where that did not come about at once; gives how much."""
    return write_down()


ROUNDS: Final[tuple[tuple[Any, int], ...]] = ((note_erasures, EVERY_SECONDS),)
