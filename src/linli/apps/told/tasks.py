"""What is told in the background, after what it tells of was committed."""

from __future__ import annotations

from typing import Any, Final

from linli.apps.told import actions

try:
    from django.tasks import task
except ImportError:  # Django 5.2, where it is a package
    from django_tasks import task  # type: ignore[no-redef]  # the same, under its old name

SECONDS = 60


@task()
def tell() -> int:
    """Note what is new, make up what is due, send it; gives how many went out. To be run twice at once does no harm."""
    actions.settle_claimed()
    actions.collect()
    actions.plan()
    return actions.send_all()


@task()
def ask_to_confirm(pk: int) -> bool:
    """Send the letter by which an address is confirmed."""
    return actions.ask_to_confirm(pk)


ROUNDS: Final[tuple[tuple[Any, int], ...]] = ((tell, SECONDS),)
"""Each task with the seconds between two rounds."""
