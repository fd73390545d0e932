"""Words that are sealed in the record and closed beside it: encrypted, and opened only behind a gate."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from linli.apps.community.models import Community, SealedText
from linli.apps.community.sealing import seal_words, unseal_words


@dataclass(frozen=True, slots=True)
class ClosedText:
    """What stands behind a seal, with the salt that proves it; both empty once it is erased."""

    seal: str
    text: str = ""
    salt: str = ""

    @property
    def erased(self) -> bool:
        """Whether nothing is left of it but the seal."""
        return not self.salt


def shut(community: Community, salt: str, text: str) -> str:
    """A text with its salt as they are stored."""
    return seal_words(json.dumps([salt, text]), use_of_closed(community.pk))


def closed_texts(community: Community, seals: Iterable[str]) -> dict[str, ClosedText]:
    """What stands behind some seals of closed matters, for whoever came to them through their gate."""
    wanted = {seal for seal in seals if seal}
    rows = SealedText.objects.filter(community=community, seal__in=wanted, closed=True) if wanted else ()
    return {row.seal: _opened(row, community) for row in rows}


def _opened(row: SealedText, community: Community) -> ClosedText:
    if row.erased:
        return ClosedText(row.seal)
    salt, text = json.loads(unseal_words(row.text, use_of_closed(community.pk)))
    return ClosedText(row.seal, text, salt)


def use_of_closed(community: int) -> str:
    """What closed texts of a community are bound to."""
    return f"closed text {community}"
