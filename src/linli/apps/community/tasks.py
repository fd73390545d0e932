"""What the community app does in the background."""

from __future__ import annotations

from typing import Any, Final

from linli.apps.community import actions, reads

try:
    from django.tasks import task
except ImportError:  # Django 5.2, where it is a package
    from django_tasks import task  # type: ignore[no-redef]  # the same, under its old name

CHECKPOINT_SECONDS = 300
TABLES_SECONDS = 60
AGE_SECONDS = 3600


@task()
def checkpoint_all() -> int:
    """A checkpoint for every community in which something happened; gives their number."""
    return sum(actions.checkpoint(community) is not None for community in reads.communities())


@task()
def work_table(pk: int) -> str:
    """What is due on a table brought in; what another one overtook is checked again at once."""
    state = actions.work_table(pk)
    return actions.work_table(pk) if state == "checking" else state


@task()
def take_up_tables() -> int:
    """Tables whose work was never begun or was interrupted; gives their number."""
    due = actions.waiting()
    for pk in due:
        work_table.func(pk)
    return len(due)


@task()
def come_of_age() -> int:
    """Who has come of age in any community; gives their number."""
    return sum(actions.come_of_age(community) for community in reads.communities())


ROUNDS: Final[tuple[tuple[Any, int], ...]] = (
    (checkpoint_all, CHECKPOINT_SECONDS),
    (take_up_tables, TABLES_SECONDS),
    (come_of_age, AGE_SECONDS),
)
