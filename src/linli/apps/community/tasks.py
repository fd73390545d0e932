"""What the community app does in the background."""

from __future__ import annotations

from typing import Any, Final

from linli.apps.community import actions, reads

try:
    from django.tasks import task
except ImportError:  # Django 5.2, where it is a package
    from django_tasks import task  # type: ignore[no-redef]  # the same, under its old name

CHECKPOINT_SECONDS = 300


@task()
def checkpoint_all() -> int:
    """A checkpoint for every community in which something happened; gives their number."""
    return sum(actions.checkpoint(community) is not None for community in reads.communities())


ROUNDS: Final[tuple[tuple[Any, int], ...]] = ((checkpoint_all, CHECKPOINT_SECONDS),)
