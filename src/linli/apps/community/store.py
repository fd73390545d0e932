"""The append, which everything in the record goes through."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection

from linli.apps.community.models import Community, Entry
from linli.core.engine import entry as written


class Discontinuous(Exception):
    """The entry does not follow the last one of its chain: somebody else was first."""


class Repeated(Exception):
    """This person has already sent a form with this key."""


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """An entry as it stands in the record; ``position`` is None until a checkpoint gives it one."""

    chain: str
    seq: int
    hash: str
    data: bytes
    at: datetime
    position: int | None = None

    def read(self) -> Any:
        """The entry that the bytes say."""
        return written.read_entry(self.data)


# One statement, so that the check and the append cannot come apart: an entry goes in only after the one it names.
# The first of a chain has nothing before it; that no two are first is the business of the unique constraint.
_COLUMNS = "community_id, chain, seq, prev, hash, data, at, actor, key"
_APPEND = f"""
    INSERT INTO community_entry ({_COLUMNS})
    SELECT %s, %s, %s, %s, %s, %s, {{at}}, %s, %s
    WHERE %s = 1 OR EXISTS (
        SELECT 1 FROM community_entry WHERE community_id = %s AND chain = %s AND seq = %s AND hash = %s
    )
"""  # noqa: S608 - the words put in are ours


def append(community: Community, entry: written.Entry) -> str:
    """Append an entry to its chain and give its hash, which the next one names.

    Raises :class:`Discontinuous` where it does not follow the chain's last, :class:`Repeated` where its key is used;
    the transaction around it is then lost and must be left.
    """
    if entry.seq < 1 or (entry.seq == 1) != (entry.prev == written.GENESIS):
        raise Discontinuous(f"{entry.chain} {entry.seq} does not begin or continue a chain")
    data, hash = written.seal(entry)
    number, chain, seq = community.pk, entry.chain, entry.seq
    at = connection.ops.adapt_datetimefield_value(entry.at)
    row: list[Any] = [
        *(number, chain, seq, entry.prev, hash, data.decode(), at, entry.by.person, entry.key),
        *(seq, number, chain, seq - 1, entry.prev),
    ]
    try:
        with connection.cursor() as cursor:
            cursor.execute(_statement(), row)
            if cursor.rowcount != 1:
                raise Discontinuous(f"{chain} {seq} does not follow the last entry of its chain")
    except IntegrityError as error:
        raise _meaning(error, entry) from error
    return hash


def _statement() -> str:
    # PostgreSQL cannot tell the type of a parameter in a SELECT list that feeds a timestamp column.
    at = "CAST(%s AS timestamptz)" if connection.vendor == "postgresql" else "%s"
    return _APPEND.format(at=at)


def _meaning(error: IntegrityError, entry: written.Entry) -> Exception:
    # Told by the words alone: after an error PostgreSQL answers no query until the transaction is undone.
    words = str(error)
    if "entry_key" in words or "community_entry.key" in words:
        return Repeated(f"{entry.by.person} has already sent {entry.key}")
    if "entry_seq" in words or "community_entry.seq" in words:
        return Discontinuous(f"{entry.chain} {entry.seq} is taken")
    return error


def stored(row: Entry) -> StoredEntry:
    """A row as others see it."""
    return StoredEntry(row.chain, row.seq, row.hash, row.data.encode(), row.at, row.position)
