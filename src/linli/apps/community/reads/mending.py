"""How a correction becomes a matter: the app of matters, which stands on this one, says so when it is ready."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from linli.apps.community.models import Account, Community, Correction
from linli.registers.problem import Problem

REGISTER = "residents"
"""The register whose entries are corrected one by one."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is put: ``words`` are sealed, ``cover`` is the name under which who asks stands in the record.

    ``organ`` is for which she reports it, empty where it is her own; ``desk`` who enters it for her, as the app of
    matters has it; ``key`` that of the form, by which the same one sent twice is put once.
    """

    community: Community
    cover: str
    organ: str
    words: str
    desk: Any = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Begun:
    """The matter that was begun: its chain, the seal of what is asked, and whether who keeps the registers answers.

    ``repeated``: the same form had begun it before.
    """

    chain: str
    request: str
    by_keeper: bool
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody stands to the matter of a correction.

    ``answers``: she is one of those who do, and reads it. ``keeps``: she does so as who keeps the registers, or for
    her. ``able``: she can accept or decline it now; ``own``: she could, were it not her own.
    """

    answers: bool = False
    keeps: bool = False
    able: bool = False
    own: bool = False


@dataclass(frozen=True, slots=True)
class Stands:
    """Where the matter of a correction stands: its number and page, the stage, whose turn it is, until when.

    ``late``: nobody answered in time; ``late_by`` says by how much.
    """

    year: int
    number: int
    url: str
    stage: str
    who: str = ""
    due: datetime | None = None
    until: str = ""
    late: bool = False
    late_by: str = ""


class Through(Protocol):
    """What the app of matters does."""

    def stands(self, community: Community, chains: Iterable[str]) -> dict[str, Stands]:
        """Where the matters at some chains stand now."""
        ...

    def put(self, asked: Request) -> Begun:
        """Begin the matter. Raises Refused."""
        ...

    def again(self, one: Correction, *, words: str, actor: Account, key: str) -> Begun:
        """Put it once more, where it came back to who asked. Raises Refused."""
        ...

    def standing(self, one: Correction, account: Any) -> Standing:
        """How the holder of an account stands to the matter of a correction."""
        ...

    def answer(self, one: Correction, *, accept: bool, answer: str, actor: Account) -> list[Problem]:
        """Answer it, where that is one step; gives what the register does not take.

        Raises Refused, OwnRequest, Stale, and PermissionDenied for who does not answer it.
        """
        ...


_THROUGH: list[Through] = []


def let(through: Through) -> None:
    """Let corrections be matters; once, however often the app is made ready."""
    _THROUGH[:] = [through]


def through() -> Through:
    """What does it."""
    return _THROUGH[0]
