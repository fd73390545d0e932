"""Charters by hash. A hash names one text for ever, so what was read once stays in memory."""

from __future__ import annotations

from functools import lru_cache

from linli.apps.community.models import CharterText, Community
from linli.core.charter.load import Loaded, load
from linli.core.engine import force as engine
from linli.core.engine.force import InForce

KEPT = 64


class CharterMissing(LookupError):
    """A charter version that the record names is not here, or is not the text that was adopted."""


@lru_cache(maxsize=KEPT)
def loaded(hash: str) -> Loaded:
    """The charter version with this hash. Raises :class:`CharterMissing`."""
    row = CharterText.objects.filter(hash=hash).first()
    if row is None:
        raise CharterMissing(f"no charter with the hash {hash}")
    texts = {slug: text.encode() for slug, text in row.texts.items()}
    found = load(texts[row.slug], file=f"{row.slug}/charter.yaml", find=texts.get)
    if found.hash != hash:
        raise CharterMissing(f"the stored text of {row.slug} is not the one adopted as {hash}")
    return found


def kept(hash: str) -> bool:
    """Whether the charter version with this hash is here, so that it can be put in force."""
    try:
        return loaded(hash).hash == hash
    except CharterMissing:
        return False


@lru_cache(maxsize=KEPT)
def in_force(hash: str) -> InForce:
    """The same, ready for the engine."""
    return engine.in_force(loaded(hash))


def force(community: Community) -> InForce:
    """The charter in force in a community now."""
    return in_force(community.charter_hash)
