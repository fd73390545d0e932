"""The record of a community to take away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.matters.kept_back import kept_back
from linli.core.engine.entry import CommunityEntry
from linli.core.engine.roster import charters_of
from linli.core.record.archive import EntryLine, Head, Item, TextLine, closure_of, write_archive
from linli.core.record.texts import Opened, seals_of

BATCH = 500


def record_export(community: Any) -> Iterator[bytes]:
    """The archive, line by line, up to a checkpoint made now; memory does not grow with its length."""
    community_actions.checkpoint(community)
    return record_so_far(community)


def record_so_far(community: Any) -> Iterator[bytes]:
    """The archive up to the last checkpoint; nothing is written."""
    last = community_reads.last_checkpoint(community)
    head = Head(community.slug, community.place_id, community_actions.now())
    return write_archive(head, _Export(community).items(last.size if last else 0))


class _Export:
    """One pass over the record; notes which charters and keys have been written."""

    def __init__(self, community: Any) -> None:
        self.community = community
        self.charters: set[str] = {""}
        self.known: set[str] = set()
        self.keys = list(community_reads.keys(community))
        self.checkpoints = {one.size: one for one in community_reads.checkpoints(community)}

    def items(self, size: int) -> Iterator[Item]:
        """Every line between head and tail, for the first ``size`` entries."""
        rows = islice(community_reads.entries(self.community), size)
        while batch := list(islice(rows, BATCH)):
            read = [(row, row.read()) for row in batch]
            sealed = {seal for _, entry in read for seal in seals_of(entry.act)}
            texts = self._texts(sealed - kept_back(self.community, (entry for _, entry in read)))
            for row, entry in read:
                yield from self._charters(entry)
                yield EntryLine(row.data)
                yield from (texts[seal] for seal in seals_of(entry.act) if seal in texts)
                yield from self._checkpoint(row.position or 0)

    def _texts(self, seals: Iterable[str]) -> dict[str, TextLine]:
        """The texts that have not been erased and are for everybody, with their salts."""
        rows = community_reads.texts(self.community, seals)
        return {
            seal: TextLine(Opened(seal, row.salt, row.text, "file" if row.kind == "file" else "text"))
            for seal, row in rows.items()
            if not row.erased
        }

    def _charters(self, entry: Any) -> Iterator[Item]:
        adopted = charters_of(entry.act) if isinstance(entry, CommunityEntry) else ()
        cited = [entry.charter, *adopted]
        for hash in cited:
            if hash not in self.charters:
                self.charters.add(hash)
                yield closure_of(community_reads.loaded(hash))

    def _checkpoint(self, position: int) -> Iterator[Item]:
        found = self.checkpoints.get(position)
        if found is None:
            return
        line = found.line
        while self.keys and line.checkpoint.key not in self.known:
            key = self.keys.pop(0).line
            self.known.add(key.key.id)
            yield key
        yield line
