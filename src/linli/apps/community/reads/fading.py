"""What of the registers goes when its period is over: each app does it for its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Fading:
    """What of one register goes.

    ``key`` is that of the register in the file of purposes. ``due`` tells how many things were over before a moment and
    are still there, ``fade`` removes or blurs them and tells how many; both get the community and the moment.
    """

    key: str
    due: Callable[[Any, datetime], int]
    fade: Callable[[Any, datetime], int]


FADINGS: list[Fading] = []
"""Each app adds its own when it is ready."""


def fading(one: Fading) -> None:
    """Let what an app keeps go with its period; once, however often the app is made ready."""
    if all(known.key != one.key for known in FADINGS):
        FADINGS.append(one)


def deleting(key: str, rows: Callable[[Any, datetime], Any]) -> Fading:
    """What goes by being deleted; ``rows`` are those that are due."""
    return Fading(
        key, lambda community, before: int(rows(community, before).count()),
        lambda community, before: int(rows(community, before).delete()[0]),
    )  # fmt: skip


def blanking(key: str, rows: Callable[[Any, datetime], Any], **blank: Any) -> Fading:
    """What goes by being emptied; ``rows`` are those that are due and not empty yet."""
    return Fading(
        key, lambda community, before: int(rows(community, before).count()),
        lambda community, before: int(rows(community, before).update(**blank)),
    )  # fmt: skip
