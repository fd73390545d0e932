"""What is held of a person: each app says it for itself, and what of it can be erased.

This stands on the ground floor so that no app needs to know another; the app of personal data asks them all.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose data is asked for. ``alone``: she asks herself; a copy that somebody makes for her holds less.

    ``whole`` is whether what is secret may be shown in full.
    """

    community: Any
    person: Any
    alone: bool = True
    whole: bool = True

    @property
    def account(self) -> Any:
        """The account by which she asks; None for a copy that somebody makes for her."""
        return self.person.account if self.alone else None

    def when(self, moment: datetime | None) -> str:
        """A moment by the clock of the community; empty for none."""
        zone = ZoneInfo(self.community.zone)
        return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M") if moment else ""


Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """One kind of thing that is held: a table. ``fields`` are the names for programs with the headings for people.

    ``files`` are the bytes of what she attached, each with the name it goes by. ``key`` names it for programs.
    """

    key: str
    title: str
    fields: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    says: str = ""
    files: tuple[tuple[str, Path], ...] = ()


Fate = Literal["may", "not-now", "stays"]


@dataclass(frozen=True, slots=True)
class Lot:
    """A part of what is held that is erased or kept as a whole.

    ``fate``: it may be erased; not now; or it stays. ``why`` says for what reason, with the law; ``says`` what happens
    to it. ``count`` is how many things it is.
    """

    key: str
    title: str
    count: int
    fate: Fate
    says: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Holding:
    """What one app holds of people.

    ``erase`` gets the keys of its own lots that were granted, and the account that decided; it may be called again.
    """

    held: Callable[[Whose], Iterable[Held]]
    lots: Callable[[Whose], Iterable[Lot]] = field(default=lambda _whose: ())
    erase: Callable[[Whose, Collection[str], Any], None] = field(default=lambda _whose, _lots, _actor: None)


HOLDINGS: list[Holding] = []
"""Each app adds its own when it is ready."""


def join(holding: Holding) -> None:
    """Let an app's holding be asked with the others; once, however often the app is made ready."""
    if holding not in HOLDINGS:
        HOLDINGS.append(holding)


def held(whose: Whose) -> Iterator[Held]:
    """Everything that is held of a person, app by app; what there is none of is left out."""
    for one in HOLDINGS:
        yield from (part for part in one.held(whose) if part.rows)


def lots(whose: Whose) -> list[Lot]:
    """The parts that are erased or kept as a whole, those first that may be erased."""
    order: dict[Fate, int] = {"may": 0, "not-now": 1, "stays": 2}
    found = [lot for one in HOLDINGS for lot in one.lots(whose)]
    return sorted(found, key=lambda lot: order[lot.fate])


def erase(whose: Whose, granted: Collection[str], actor: Any) -> None:
    """Erase some lots, within a deed of the caller's."""
    for one in HOLDINGS:
        one.erase(whose, granted, actor)
