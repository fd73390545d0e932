"""The append, which everything in the record goes through."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import DataError, IntegrityError, connection, models

from linli.apps.community import rows
from linli.apps.community.deed import at_last
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
    SELECT {{number}}, %s, {{number}}, %s, %s, %s, {{at}}, %s, %s
    WHERE {{number}} = 1 OR EXISTS (
        SELECT 1 FROM community_entry WHERE community_id = %s AND chain = %s AND seq = %s AND hash = %s
    )
"""  # noqa: S608 - the words put in are ours


Also = tuple[models.Model, tuple[str, ...]]
"""A row and those of its fields that are written together with an entry, at the end of the deed."""


def append(
    community: Community,
    entry: written.Entry,
    sealed: tuple[bytes, str] | None = None,
    *,
    also: Also | None = None,
) -> str:
    """Append an entry to its chain and give its hash, which the next one names; ``sealed`` where it is so already.

    With ``also`` both are written when the deed ends, so that what else it does must not read them from the database.

    Raises :class:`Discontinuous` where it does not follow the chain's last, :class:`Repeated` where its key is used;
    with ``also`` it is the deed that raises them. The transaction around it is then lost and must be left.
    """
    if entry.seq < 1 or (entry.seq == 1) != (entry.prev == written.GENESIS):
        raise Discontinuous(f"{entry.chain} {entry.seq} does not begin or continue a chain")
    data, hash = sealed or written.seal(entry)
    number, chain, seq = community.pk, entry.chain, entry.seq
    at = connection.ops.adapt_datetimefield_value(entry.at)
    row: list[Any] = [
        *(number, chain, seq, entry.prev, hash, data.decode(), at, entry.by.person, entry.key),
        *(seq, number, chain, seq - 1, entry.prev),
    ]
    if also is None:
        _written(entry, lambda: int(rows.run(_STATEMENT[connection.vendor], row).rowcount))
    else:
        at_last(lambda ends: _written(entry, lambda: _write(row, also, ends=ends)))
    return hash


def _written(entry: written.Entry, write: Callable[[], int]) -> None:
    try:
        count = write()
    except (IntegrityError, DataError) as error:
        raise _meaning(error, entry) from error
    if count != 1:
        raise _not_next(entry)


def _write(row: list[Any], also: Also, *, ends: bool) -> int:
    """How many entries went in: one, or none where it does not follow."""
    store = connection.vendor
    update, values = rows.update(type(also[0]), also[1]), rows.prepared(*also)
    if store == "postgresql":
        return int(rows.run(_ENTERED + update + _AND_DID, [*row, *values], last=ends).rowcount)
    count = int(rows.run(_STATEMENT[store], row).rowcount)
    rows.run(update, values)
    return count


# PostgreSQL cannot tell the type of a parameter in a SELECT list that feeds a column.
_STATEMENT = {
    "sqlite": _APPEND.format(number="%s", at="%s"),
    "postgresql": _APPEND.format(number="CAST(%s AS bigint)", at="CAST(%s AS timestamptz)"),
}
# One journey to the server. The commit may go with it: where no entry went in, dividing by their number stops it there.
_ENTERED = f"WITH entered AS ({_STATEMENT['postgresql']} RETURNING 1) "
_AND_DID = " AND 1 / (SELECT count(*) FROM entered) = 1"


def _meaning(error: Exception, entry: written.Entry) -> Exception:
    # Told by the words alone: after an error PostgreSQL answers no query until the transaction is undone.
    words = str(error)
    if "division by zero" in words:
        return _not_next(entry)
    if "entry_key" in words or "community_entry.key" in words:
        return Repeated(f"{entry.by.person} has already sent {entry.key}")
    if "entry_seq" in words or "community_entry.seq" in words:
        return Discontinuous(f"{entry.chain} {entry.seq} is taken")
    return error


def _not_next(entry: written.Entry) -> Discontinuous:
    return Discontinuous(f"{entry.chain} {entry.seq} does not follow the last entry of its chain")


def stored(row: Entry) -> StoredEntry:
    """A row as others see it."""
    return StoredEntry(row.chain, row.seq, row.hash, row.data.encode(), row.at, row.position)
