"""What other apps, which stand on this one, put beside a matter on its page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from linli.apps.matters.reads.pages import MatterPage
from linli.apps.matters.reads.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Way:
    """A button that leads on."""

    title: str
    url: str
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A part of the page: ``id`` is its name there, ``says`` some sentences, ``ways`` the buttons below them."""

    id: str
    title: str
    says: tuple[str, ...]
    ways: tuple[Way, ...]


BESIDE: list[Callable[[Any, Viewer, MatterPage], Card | None]] = []
"""Each app adds its own when it is ready: from community, viewer and matter to a card, or None."""


def cards(community: Any, viewer: Viewer, page: MatterPage) -> list[Card]:
    """The cards of a matter."""
    return [found for one in BESIDE if (found := one(community, viewer, page)) is not None]
