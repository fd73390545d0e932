"""What is done about words in a discussion: hidden with a reason, appealed against, decided by another person.

The words themselves stand outside the record, which commits to them only; who writes may erase them at any time.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from linli.core.engine.acts import Seal
from linli.core.engine.struct import kebab_tag

Ground = Literal["private", "insult", "unlawful", "advert", "repeated"]
"""Why words are hidden: a closed list. That somebody is wrong, blunt or against it is no ground."""
Writer = Annotated[str, Meta(pattern="^[a-z0-9]{1,26}$")]


class _Act(Struct, frozen=True, forbid_unknown_fields=True, tag_field="do", tag=kebab_tag):
    pass


class Hide(_Act, frozen=True):
    """Hide the comment ``comment`` on a matter of ``procedure``; ``words`` commits to what ``writer`` wrote."""

    matter: str
    procedure: str
    comment: int
    writer: Writer
    words: Seal
    ground: Ground
    reasons: Seal


class Appeal(_Act, frozen=True):
    """Ask that another look at it; ``words`` commits to what who wrote the comment says."""

    hiding: int
    words: Seal


class Settle(_Act, frozen=True):
    """Decide an appeal: the comment stays hidden, or is shown again."""

    hiding: int
    verdict: Literal["kept", "restored"]
    reasons: Seal


ModeratingAct = Hide | Appeal | Settle


class Hidden(Struct, frozen=True, forbid_unknown_fields=True):
    """A comment that was hidden, by whom for which organ, and what came of the appeal."""

    matter: str
    procedure: str
    comment: int
    writer: str
    words: Seal
    person: str
    organ: str
    appealed: bool = False
    verdict: Literal["", "kept", "restored"] = ""

    @property
    def stands(self) -> bool:
        """Whether the comment is hidden."""
        return self.verdict != "restored"
