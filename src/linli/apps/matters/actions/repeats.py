"""The same form received again: the entry that it became, or that it holds something else by now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Literal

import msgspec
from msgspec import UNSET

from linli.apps.community import reads as community_reads
from linli.apps.community.reads import StoredEntry
from linli.apps.community.reads.closed import closed_texts
from linli.apps.matters.envelope import Envelope
from linli.core.engine.acts import Actor, Seal
from linli.core.engine.entry import Entered
from linli.core.engine.publications import Dispute, PutUp
from linli.core.engine.refusal import Refusal, refuse
from linli.core.record.texts import seals_of

TIMED = (PutUp, Dispute)
"""Acts with moments that the charter gives them, which stand in no form."""


class Reading(Envelope):
    """Writes words into the act as they are, and keeps nothing."""

    def _seal(self, text: str, kind: Literal["text", "file"] = "text") -> Seal:
        return text


def answered(
    community: Any, key: str, by: Actor, make: Callable[[Envelope], Any], *, chain: str = "",
    entered: Entered | None = None, on: date | None = None,
) -> StoredEntry | Refusal | None:  # fmt: skip
    """What a form with this key became: its entry; None where it is new; a refusal where it said something else then.

    ``chain`` is where it would be done now, empty where it begins one. Words erased since are taken for the same.
    """
    found = community_reads.answered(community, by.person, key)
    if found is None:
        return None
    kept, asked = found.read(), make(Reading(community))
    around = (kept.by, getattr(kept, "entered", UNSET) or None, kept.on)
    same = chain in ("", found.chain) and around == (by, entered, on) and _same(community, kept.act, asked)
    return found if same else refuse("form-sent")


def _same(community: Any, kept: Any, asked: Any) -> bool:
    """Whether an act of the record is what is asked for."""
    seals = seals_of(kept)
    texts = community_reads.texts(community, seals) | closed_texts(community, seals)
    behind = {seal: None if one.erased else one.text for seal, one in texts.items()}
    if isinstance(kept, TIMED) and type(asked) is type(kept):
        asked = _timed(asked, kept)
    return _fits(msgspec.to_builtins(kept), msgspec.to_builtins(asked), behind)


def _timed(asked: Any, kept: Any) -> Any:
    given = {"until": kept.until} if isinstance(kept, PutUp) else {"due": kept.due}
    return msgspec.structs.replace(asked, **given)


def _fits(kept: Any, asked: Any, behind: Mapping[str, str | None]) -> bool:
    """Whether two written acts say the same; ``behind`` are the texts of the first one's seals, None for an erased."""
    if isinstance(kept, str) and kept in behind:
        return behind[kept] in (asked, None)
    if type(kept) is not type(asked):
        return False
    if isinstance(kept, dict):
        return kept.keys() == asked.keys() and all(_fits(kept[name], asked[name], behind) for name in kept)
    if isinstance(kept, list | tuple):
        return len(kept) == len(asked) and all(
            _fits(one, other, behind) for one, other in zip(kept, asked, strict=True)
        )
    return bool(kept == asked)
