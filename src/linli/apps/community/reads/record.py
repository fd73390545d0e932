"""The record as stored, and the texts behind its seals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet

from linli.apps.community.models import Checkpoint, Community, Entry, SealedText, SigningKey
from linli.apps.community.store import StoredEntry, stored

CHUNK = 500


def head(community: Community, chain: str) -> StoredEntry | None:
    """The last entry of a chain."""
    row = _of(community, chain).last()
    return stored(row) if row else None


def chain(community: Community, chain: str) -> list[StoredEntry]:
    """A chain from its first entry."""
    return [stored(row) for row in _of(community, chain)]


def entries_at(community: Community, places: Iterable[tuple[str, int]]) -> dict[tuple[str, int], StoredEntry]:
    """The entries at some places, each a chain and a sequence in it; one query for a few."""
    wanted = set(places)
    if not wanted:
        return {}
    rows = Entry.objects.filter(
        community=community, chain__in={chain for chain, _ in wanted}, seq__in={seq for _, seq in wanted}
    )
    return {(row.chain, row.seq): stored(row) for row in rows if (row.chain, row.seq) in wanted}


def _of(community: Community, chain: str) -> QuerySet[Entry]:
    return Entry.objects.filter(community=community, chain=chain).order_by("seq")


def answered(community: Community, actor: str, key: str) -> StoredEntry | None:
    """The entry that a form with this key, sent by this person, has already become."""
    if not key:
        return None
    row = Entry.objects.filter(community=community, actor=actor, key=key).first()
    return stored(row) if row else None


def entries(community: Community, after: int = 0) -> Iterator[StoredEntry]:
    """All entries with a position beyond ``after``, in recorded order; positions count from 1."""
    rows = Entry.objects.filter(community=community, position__gt=after).order_by("position")
    return (stored(row) for row in rows.iterator(CHUNK))


def entries_in(community: Community, chain: str, actor: str) -> Iterator[StoredEntry]:
    """What one person did in a chain, the newest first."""
    rows = Entry.objects.filter(community=community, chain=chain, actor=actor).order_by("-seq")
    return (stored(row) for row in rows.iterator(CHUNK))


def entries_by(community: Community, actor: str) -> Iterator[StoredEntry]:
    """Everything that a person did in the record, under her pseudonym, in the order in which it came."""
    rows = (
        Entry.objects.filter(community=community, actor=actor).order_by("id")
        if actor
        else Entry.objects.none()
    )
    return (stored(row) for row in rows.iterator(CHUNK))


def checkpoints(community: Community) -> QuerySet[Checkpoint]:
    """All checkpoints, in order."""
    return Checkpoint.objects.filter(community=community)


def last_checkpoint(community: Community) -> Checkpoint | None:
    """The newest checkpoint."""
    return checkpoints(community).last()


def keys(community: Community) -> QuerySet[SigningKey]:
    """All public keys that ever signed, in order."""
    return SigningKey.objects.filter(community=community)


def texts(community: Community, seals: Iterable[str]) -> dict[str, SealedText]:
    """What stands behind some seals, erased ones included (they say so); nothing of closed matters."""
    wanted = {seal for seal in seals if seal}
    if not wanted:
        return {}
    rows = SealedText.objects.filter(community=community, seal__in=wanted, closed=False)
    return {row.seal: row for row in rows}


def sealed_texts(community: Community) -> Iterator[SealedText]:
    """Every text that is not erased, with its salt: part of the public archive."""
    rows = SealedText.objects.filter(community=community, erased_at__isnull=True, closed=False)
    return rows.order_by("id").iterator(CHUNK)
