"""What comes with a deed beside its words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, Literal

_KEY = re.compile(r"[A-Za-z0-9_.:-]{1,64}")
_SITTING = re.compile(r"sitting/\d{4}/\d{1,9}")


Seen = Literal["card", "known", "paper"]
SEEN: tuple[Seen, ...] = ("card", "known", "paper")


@dataclass(frozen=True, slots=True)
class AtDesk:
    """Who enters an act for somebody else: who is signed in, and for which organ she does it (or as the clerk).

    ``seen`` is what was looked at: the identity ``card`` of her who is there, that she is ``known``, or a ``paper``
    that she signed, with the ``number`` under which it is kept. ``whose`` act it is, by the pseudonym, where the record
    has another name for her. ``again``: it was seen that an answer of hers is
    counted already, of which this one takes the place. ``on`` is the day that stands on the paper, if one does.
    """

    account: Any
    organ: str
    seen: str = ""
    number: str = ""
    again: bool = False
    on: date | None = None
    whose: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """``expects``: the stage that the actor saw (``stage#visit``); ``sitting``: the chain of the sitting cited.

    ``key`` is the form's own: sent twice by one person, it is answered once. ``strand`` is the path of the strand in
    which it is done. ``version`` is how many entries the matter had when the actor saw it; 0 where that is not said.
    ``desk`` is who enters it for whom it is of; None where people act themselves. ``several``: the same is done for
    other matters with it. ``account`` is who is signed in; a closed matter asks for it.
    """

    expects: str = ""
    sitting: str = ""
    key: str = ""
    strand: str = ""
    version: int = 0
    desk: AtDesk | None = None
    several: bool = False
    account: Any = None

    @property
    def signed_in(self) -> Any:
        """The account from which it comes."""
        return self.desk.account if self.desk else self.account

    @property
    def on(self) -> date | None:
        """The day of the paper from which it is entered."""
        return self.desk.on if self.desk else None

    @property
    def cited(self) -> str:
        """The sitting cited, where that can be the name of one."""
        return self.sitting if _SITTING.fullmatch(self.sitting) else ""

    @property
    def once(self) -> str:
        """The key as it can be kept."""
        return kept_key(self.key)


def kept_key(key: str) -> str:
    """A key as it can be kept: whatever a browser sends instead of ours is hashed."""
    if not key or _KEY.fullmatch(key):
        return key
    return sha256(key.encode(errors="surrogatepass")).hexdigest()
