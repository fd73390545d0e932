"""One journey to a PostgreSQL server: what opens a transaction, or ends it, goes with a statement.

A driver sends BEGIN and COMMIT alone and waits for each. On a server every wait is a journey there and back, which
costs as much as the statement. Here they go in one pipeline of the driver's library (libpq); the driver's own pipeline
saves the journeys too, and spends as much in Python.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from functools import cache
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus, PipelineStatus, TransactionStatus
from psycopg.waiting import Ready, Wait

READY = (TransactionStatus.IDLE, TransactionStatus.INTRANS)


class Answer(NamedTuple):
    """What a statement gave, and how many rows it gave or wrote."""

    rows: list[tuple[Any, ...]]
    rowcount: int

    def fetchone(self) -> tuple[Any, ...] | None:
        """The first row, as a cursor would give it."""
        return self.rows[0] if self.rows else None


class _Known(NamedTuple):
    """The names of the statements that a connection's server keeps, and how its values are written and read."""

    names: dict[str, bytes]
    values: Any


_known: WeakKeyDictionary[Any, _Known] = WeakKeyDictionary()


def can_go(driver: Any) -> bool:
    """Whether this connection keeps statements, begins transactions plainly, and is in nobody's pipeline."""
    return bool(
        driver.prepare_threshold is not None
        and driver.isolation_level is driver.read_only is driver.deferrable is None
        and driver.pgconn.pipeline_status == PipelineStatus.OFF
        and driver.pgconn.transaction_status in READY
    )


def ask(driver: Any, sql: str, values: Sequence[Any], *, last: bool = False) -> Answer:
    """Run one statement, prepared; BEGIN goes before it where none was sent yet, COMMIT after it if ``last``.

    Raises the driver's errors. After one nothing is committed, and the transaction is to be undone.
    """
    known = _known.get(driver)
    if known is None:
        # Not of the connection itself: what is kept here must not keep it alive.
        known = _known[driver] = _Known({}, Transformer(driver.adapters))
    name = known.names.get(sql)
    new = b"" if name else b"linli_%d" % len(known.names)
    opens = driver.pgconn.transaction_status == TransactionStatus.IDLE and not driver.autocommit
    sent = known.values.dump_sequence(values, [PyFormat.TEXT] * len(values))

    def send(server: Any) -> None:
        if opens:
            server.send_query_params(b"BEGIN", None)
        if new:
            server.send_prepare(new, _numbered(sql))
        server.send_query_prepared(name or new, sent)
        if last:
            server.send_query_params(b"COMMIT", None)

    results = _there_and_back(driver, send)
    if new and results[opens].status == ExecStatus.COMMAND_OK:
        known.names[sql] = new  # the server keeps it, whatever becomes of the transaction
    _raise_refusal(results)
    return _answer(known.values, results[opens + bool(new)])


def _there_and_back(driver: Any, send: Callable[[Any], None]) -> list[Any]:
    """What some commands gave, each in turn."""
    server = driver.pgconn
    with driver.lock:
        server.enter_pipeline_mode()
        try:
            send(server)
            server.pipeline_sync()
            results: list[Any] = driver.wait(_results(server))
            server.exit_pipeline_mode()
        except BaseException:
            # What is still under way would be taken for the answer to another question.
            server.finish()
            raise
    return results


def _results(server: Any) -> Generator[Any, Any, list[Any]]:
    """What comes back until the end of the pipeline."""
    found: list[Any] = []
    while server.flush():
        if (yield Wait.RW) & Ready.R:
            server.consume_input()
    while True:
        while server.is_busy():
            yield Wait.R
            server.consume_input()
        one = server.get_result()
        if one is None:
            continue
        if one.status == ExecStatus.PIPELINE_SYNC:
            return found
        found.append(one)


def _raise_refusal(results: list[Any]) -> None:
    for one in results:
        if one.status == ExecStatus.FATAL_ERROR:
            raise error_from_result(one)


def _answer(values: Any, result: Any) -> Answer:
    if not result.nfields:
        return Answer([], int(result.command_tuples or 0))
    values.set_pgresult(result)
    return Answer(values.load_rows(0, result.ntuples, tuple), result.ntuples)


@cache
def _numbered(sql: str) -> bytes:
    """The statement with its places numbered, as the server wants them; no % of ours stands for anything else."""
    first, *rest = sql.split("%s")
    return (first + "".join(f"${at}{piece}" for at, piece in enumerate(rest, 1))).encode()
