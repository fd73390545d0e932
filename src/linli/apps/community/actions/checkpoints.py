"""Checkpoints: entries get their place in the archive, and one signature stands for all of them."""

from __future__ import annotations

from django.db import connection

from linli.apps.community import clock, signing
from linli.apps.community.actions.chain import lock
from linli.apps.community.deed import deed
from linli.apps.community.models import Checkpoint, Community, Entry, SigningKey
from linli.core.engine.merkle import Frontier
from linli.core.engine.struct import write
from linli.core.record import checkpoint as record
from linli.core.record.checkpoint import CheckpointLine, Key, KeyLine
from linli.core.record.keys import public_of

# One statement sees one moment of the database. An entry that rests on another got its number after the other was
# committed; so whatever of a chain of causes is visible here is visible with all that came before it, in order.
_PLACE = """
    UPDATE community_entry SET position = placed.position
    FROM (
        SELECT id, %s + ROW_NUMBER() OVER (ORDER BY id) AS position
        FROM community_entry WHERE community_id = %s AND position IS NULL
    ) AS placed
    WHERE community_entry.id = placed.id
"""


@deed
def checkpoint(community: Community) -> Checkpoint | None:
    """Place all new entries and sign the root over everything so far; None where nothing is new since the last.

    Costs what is new, however long the record.
    """
    held = lock(community)
    with connection.cursor() as cursor:
        cursor.execute(_PLACE, [held.leaves, held.pk])
    last = Checkpoint.objects.filter(community=held).last()
    frontier = _grown(held)
    if last is not None and last.size == frontier.size:
        return None
    held.leaves, held.peaks = frontier.size, " ".join(peak.hex() for peak in frontier.peaks)
    held.save(update_fields=["leaves", "peaks"])
    return _signed(held, last, frontier)


def _grown(held: Community) -> Frontier:
    frontier = Frontier(held.leaves, [bytes.fromhex(peak) for peak in held.peaks.split()])
    rows = Entry.objects.filter(community=held, position__gt=held.leaves).order_by("position")
    for hash in rows.values_list("hash", flat=True).iterator():
        frontier.append(bytes.fromhex(hash))
    return frontier


def _signed(held: Community, last: Checkpoint | None, frontier: Frontier) -> Checkpoint:
    private, at = signing.signing_key(), clock.now()
    _take_into_use(held, private, frontier.size)
    before = last.line.checkpoint if last else None
    line: CheckpointLine = record.checkpoint(
        private, before=before, community=held.slug, size=frontier.size, root=frontier.root,
        at=max(at, before.at) if before else at,
    )  # fmt: skip
    made = line.checkpoint
    return Checkpoint.objects.create(
        community=held,
        number=made.number,
        size=made.size,
        root=made.root,
        at=made.at,
        data=write(line).decode(),
    )


def _take_into_use(held: Community, private: bytes, size: int) -> None:
    """Note the key before its first signature. A second key without the first one's word is not taken."""
    last = SigningKey.objects.filter(community=held).last()
    if last is None:
        _note(held, record.first_key(private, community=held.slug, at=clock.now()), size)
    elif last.public != public_of(private):
        raise KeyLost(
            f"the record of {held.slug} is signed with another key than the one in the data folder: "
            "bring the old key back, or sign the change with it"
        )


def _note(held: Community, line: KeyLine, size: int) -> None:
    key: Key = line.key
    SigningKey.objects.create(
        community=held, number=key.number, public=key.public, size=size, data=write(line).decode()
    )


class KeyLost(Exception):
    """The data folder holds another key than the one that signed so far."""
