"""Background work in the same process: one thread that enqueues what is due in rounds, and works it off."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from importlib import import_module
from typing import Any

from django.apps import apps
from django.db import DatabaseError, close_old_connections
from django.utils.module_loading import module_has_submodule

logger = logging.getLogger("linli.background")

PAUSE = 1.0
ABANDONED_AFTER = timedelta(minutes=15)


def start() -> threading.Thread:
    """Begin; the thread ends with the process. What it leaves undone is taken up at the next start."""
    thread = threading.Thread(target=_work, name="background", daemon=True)
    thread.start()
    return thread


def rounds() -> Iterator[tuple[Any, int]]:
    """Every app's tasks that are due again and again, with the seconds between: `ROUNDS` in its module `tasks`."""
    for config in apps.get_app_configs():
        if config.name.startswith("linli.") and module_has_submodule(config.module, "tasks"):
            yield from getattr(import_module(f"{config.name}.tasks"), "ROUNDS", ())


def _work() -> None:
    from linli.apps.community.door import coming_by

    with coming_by("clock"):
        _go_on()


def _go_on() -> None:
    due = {task.module_path: (task, every, 0.0) for task, every in rounds()}
    worker = _worker()
    while True:
        try:
            take_up_abandoned()
            for name, (task, every, at) in due.items():
                if time.monotonic() >= at:
                    enqueue_once(task)
                    due[name] = (task, every, time.monotonic() + every)
            worker.run()
        except DatabaseError:
            logger.exception("background work waits: the database does not answer")
            close_old_connections()
        time.sleep(PAUSE)


def _worker() -> Any:
    from django_tasks_db.management.commands.db_worker import Worker

    return Worker(
        queue_names=["*"], interval=PAUSE, batch=True, backend_name="default", startup_delay=False, max_tasks=None,
        worker_id=f"linli-{time.time_ns()}", excluded_queue_names=[],
    )  # fmt: skip


def enqueue_once(task: Any) -> None:
    """Put a task into the queue unless it is waiting there already."""
    from django_tasks_db.models import DBTaskResult

    if not DBTaskResult.objects.filter(task_path=task.module_path, status="READY").exists():
        task.enqueue()


def take_up_abandoned() -> int:
    """Give back what a process was working on when it was killed; a task may run twice, so all are idempotent."""
    from django.utils import timezone
    from django_tasks_db.models import DBTaskResult

    old = DBTaskResult.objects.filter(status="RUNNING", started_at__lt=timezone.now() - ABANDONED_AFTER)
    return old.update(status="READY", started_at=None)
