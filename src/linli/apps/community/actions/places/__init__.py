"""Loading the official table of named places, one edition after the other, and what became of which place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from linli.apps.community import clock
from linli.apps.community.actions.chain import Terminal
from linli.apps.community.actions.places import loading
from linli.apps.community.actions.places.changes import import_changes
from linli.apps.community.actions.places.loading import Loaded, Progress, Unordered
from linli.apps.community.actions.places.reading import Fault, PlacesRefused, Reading, whole
from linli.apps.community.models import Edition, Place

__all__ = ["Fault", "Loaded", "PlacesRefused", "import_changes", "import_places"]


def import_places(
    file: Path,
    *,
    actor: Terminal,
    encoding: str = "utf-8",
    day: date | None = None,
    complete: bool = False,
    progress: Progress = lambda rows: None,
) -> Loaded:
    """Load a table (CSV, or CSV under xz), as of a day (today), all of it or nothing; again, it changes nothing.

    A ``complete`` table ends what it lacks, at the levels that it holds; a part of one says nothing of the rest.
    Raises :class:`PlacesRefused`.
    """
    day = day or clock.now().date()
    _not_older(day)
    if not Place.objects.exists():
        try:
            return loading.fill(Reading(file, encoding), day, complete=complete, progress=progress)
        except Unordered:
            pass
    reading = Reading(file, encoding)
    with loading.staged(reading, progress):
        return loading.apply(reading, day, complete=complete)


def _not_older(day: date) -> None:
    newest = Edition.objects.order_by("-day").first()
    if newest is not None and day < newest.day:
        raise whole(
            f"已经导入过 {newest.day} 的区划表，这一份（{day}）更旧。区划表要按年份先后导入。",
            f"A table of {newest.day} is loaded already, and this one ({day}) is older. Load tables in their order.",
        )
