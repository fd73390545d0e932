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

from django.db.models import Q


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
        return _when(moment, self.community.zone)

    @property
    def of_account(self) -> OfAccount | None:
        """The account by which she asks, with what this community may know of it; None for a copy made for her."""
        return (
            OfAccount(self.account, self.community.zone, self.community) if self.account is not None else None
        )


@dataclass(frozen=True, slots=True)
class OfAccount:
    """What is held of an account; with a community nothing that is of another."""

    account: Any
    zone: str
    community: Any = None

    def when(self, moment: datetime | None) -> str:
        """A moment by the clock of a place; empty for none."""
        return _when(moment, self.zone)

    def own(self, model: Any) -> Any:
        """The account's rows of a model that may be of a community, or of none yet."""
        found = model.objects.filter(account=self.account)
        return (
            found if self.community is None else found.filter(Q(community=None) | Q(community=self.community))
        )


def _when(moment: datetime | None, zone: str) -> str:
    return moment.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M") if moment else ""


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


@dataclass(frozen=True, slots=True)
class AccountHolding:
    """What one app holds of an account, whoever it is where. ``erase`` is the holder's deed, and may be done again."""

    held: Callable[[OfAccount], Iterable[Held]]
    lots: Callable[[OfAccount], Iterable[Lot]]
    erase: Callable[[OfAccount, Collection[str]], None]


ACCOUNTS: list[AccountHolding] = []
"""Each app adds its own when it is ready; the app of the accounts themselves comes last in what it erases."""
HOLDINGS: list[Holding] = []
"""Each app adds its own when it is ready."""


def join(holding: Holding) -> None:
    """Let an app's holding be asked with the others; once, however often the app is made ready."""
    if holding not in HOLDINGS:
        HOLDINGS.append(holding)


def join_account(holding: AccountHolding) -> None:
    """Let what an app holds of accounts be asked; once, however often the app is made ready."""
    if holding not in ACCOUNTS:
        ACCOUNTS.append(holding)


def held(whose: Whose) -> Iterator[Held]:
    """Everything that is held of a person, app by app; what there is none of is left out."""
    for one in HOLDINGS:
        yield from (part for part in one.held(whose) if part.rows)
    if whose.of_account is not None:
        yield from held_of(whose.of_account)


def held_of(account: OfAccount) -> Iterator[Held]:
    """Everything that is held of an account; what there is none of is left out."""
    for one in ACCOUNTS:
        yield from (part for part in one.held(account) if part.rows)


def lots_of(account: OfAccount) -> list[Lot]:
    """What of an account its holder may erase at once, and what not now."""
    return [lot for one in ACCOUNTS for lot in one.lots(account)]


def erase_of(account: OfAccount, chosen: Collection[str]) -> None:
    """Erase some of it, within a deed of the caller's; the account itself goes last."""
    for one in reversed(ACCOUNTS):
        one.erase(account, chosen)


def lots(whose: Whose) -> list[Lot]:
    """The parts that are erased or kept as a whole, those first that may be erased."""
    order: dict[Fate, int] = {"may": 0, "not-now": 1, "stays": 2}
    found = [lot for one in HOLDINGS for lot in one.lots(whose)]
    return sorted(found, key=lambda lot: order[lot.fate])


def erase(whose: Whose, granted: Collection[str], actor: Any) -> None:
    """Erase some lots, within a deed of the caller's."""
    for one in HOLDINGS:
        one.erase(whose, granted, actor)
