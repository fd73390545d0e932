"""What a charter is written from, and what can be said of the text so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from linli.apps.charters.reads import shelf
from linli.apps.charters.reads.examine import Examined, examine
from linli.apps.charters.reads.shelf import Model
from linli.apps.community import reads as community_reads
from linli.apps.community.reads.charters import CharterMissing
from linli.core.charter.load import Loaded


@dataclass(frozen=True, slots=True)
class Writing:
    """One charter being written: a community's, amended, or one of one's own that begins as a model."""

    start: Loaded
    community: Any = None
    model: Model | None = None

    @property
    def name(self) -> str:
        """The model's name; empty for a community's charter."""
        return self.model.slug if self.model else ""

    @property
    def base(self) -> str:
        """The hash of what it begins from."""
        return self.start.hash

    def find(self, slug: str) -> bytes | None:
        """What the text extends: first as the version in force has it, then from the shelf."""
        pinned = {one.slug: one.text for one in self.start.closure[1:]}
        return pinned.get(slug) or shelf.find(slug)

    def examine(self, text: bytes) -> Examined:
        """What the check says of the text so far."""
        return examine(text, self.find)

    def was(self, base: str) -> Loaded | None:
        """The version with a hash that a draft began from; None where it is not known here."""
        if base == self.start.hash:
            return self.start
        if self.community is None:
            return None
        try:
            return community_reads.loaded(base)
        except CharterMissing:
            return None


def amending(community: Any) -> Writing:
    """Writing a new version of the charter in force."""
    return Writing(community_reads.loaded(community.charter_hash), community=community)


def beginning(model: Model) -> Writing:
    """Writing a charter that begins as a model."""
    return Writing(model.loaded, model=model)
