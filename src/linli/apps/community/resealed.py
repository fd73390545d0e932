"""What this app seals with the key of the registers, and how it is sealed anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from allauth.mfa.models import Authenticator
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db.models import Q
from django_tasks_db.models import DBTaskResult

from linli.apps.community import adapters, invited, letters, personal
from linli.apps.community.models import (
    BroughtTable,
    Community,
    Correction,
    Crowd,
    Look,
    Resident,
    SealedText,
    TableRow,
    TableStage,
    Unit,
)
from linli.apps.community.reads.closed import use_of_closed
from linli.apps.community.reads.looks import use_of_looks
from linli.apps.community.reads.sealed import Anew, Part, Row, blocks, rows
from linli.apps.community.sealing import use_of_codes, use_of_tables, use_of_units

State = BroughtTable.State


def resident(row: Row, key: Anew) -> Mapping[str, Any]:
    """Numbers of a person, and the mark by which the ID number is found."""
    use = personal.use_of(row["community_id"])
    sealed, opened = key.both(row["sealed"], use)
    identity = opened.decode().partition("\n")[0]
    given: dict[str, Any] = {"sealed": sealed}
    return given | {"mark": key.mark(identity, use)} if row["mark"] and identity else given


def _unit(row: Row, key: Anew) -> Mapping[str, Any]:
    return {"sealed": key.sealed(row["sealed"], use_of_units(row["community_id"]))}


def _crowd(row: Row, key: Anew) -> Mapping[str, Any]:
    use = use_of_looks(row["community_id"])
    sealed, opened = key.both(row["sealed"], use)
    given: dict[str, Any] = {"sealed": sealed}
    return given | {"mark": key.mark(opened.hex(), use)} if opened else given


def _look(row: Row, key: Anew) -> Mapping[str, Any]:
    use = use_of_looks(row["community_id"])
    return {name: key.sealed(row[name], use) for name in ("why", "asked")}


def _correction(row: Row, key: Anew) -> Mapping[str, Any]:
    return {"sealed": key.sealed(row["sealed"], use_of_tables(row["community_id"]))}


def _text(row: Row, key: Anew) -> Mapping[str, Any]:
    return {"text": key.words(row["text"], use_of_closed(row["community_id"]))}


def _table(row: Row, key: Anew) -> Mapping[str, Any]:
    use = use_of_tables(row["community_id"])
    given = {name: key.sealed(row[name], use) for name in ("file", "swaps", "repeated")}
    return given | {
        "undo": key.within(row["undo"], use, lambda found: _undo(found, row["community_id"], key))
    }


def _undo(packed: bytes, community: int, key: Anew) -> bytes:
    """What is needed to take a table back holds values as they were sealed, and their marks."""
    found = msgspec.msgpack.decode(packed)
    for name, anew in (("resident", resident), ("unit", _unit)):
        for _key, before in found.get("changed", {}).get(name, ()):
            if "sealed" in before:
                before |= anew({"mark": "", **before, "community_id": community}, key)
    return msgspec.msgpack.encode(found)


def _row(row: Row, key: Anew) -> Mapping[str, Any]:
    use = use_of_tables(row["table__community_id"])
    return {name: key.sealed(row[name], use) for name in ("typed", "mend")}


def _stages(_key: Anew) -> Iterator[int]:
    """What a table comes to is made anew from its file, and what was to be entered is looked at once more."""
    left = TableStage.objects.all()
    held = BroughtTable.objects.filter(
        Q(pk__in=left.values("table")) | Q(state__in=(State.CHECKING, State.APPLYING))
    )
    held.exclude(state=State.UNDOING).update(state=State.CHECKING, note=["key"], beat=None, tries=0, done=0)
    yield left.delete()[0]


def _factors(key: Anew) -> Iterator[int]:
    for one in Authenticator.objects.order_by("pk").iterator():
        for name in {"secret", "seed"} & one.data.keys():
            one.data[name] = key.words(one.data[name], adapters.USE)
        if "migrated_codes" in one.data:
            one.data["migrated_codes"] = [
                key.words(code, adapters.USE) for code in one.data["migrated_codes"]
            ]
        one.save(update_fields=["data"])
        yield 1


_LETTERS = Q(task_path=letters.post.module_path)


def _letters(key: Anew) -> Iterator[int]:
    for some in blocks(DBTaskResult.objects.filter(_LETTERS), 500, "args_kwargs"):
        for row in some:
            given = row["args_kwargs"]
            given["args"] = [key.words(one, letters.USE) for one in given["args"]]
            DBTaskResult.objects.filter(pk=row["pk"]).update(args_kwargs=given)
        yield len(some)


def _sessions(key: Anew) -> Iterator[int]:
    communities = dict(Community.objects.values_list("slug", "pk"))
    for some in blocks(Session.objects.all(), 500, "session_data"):
        for row in some:
            _session(row, communities, key)
        yield len(some)


def _session(row: Row, communities: Mapping[str, int], key: Anew) -> None:
    store = SessionStore(row["pk"])
    held = store.decode(row["session_data"])
    if not {invited.SESSION, invited.NEW_CODES} & held.keys():
        return
    if held.get(invited.SESSION):
        held[invited.SESSION] = key.words(held[invited.SESSION], invited.SESSION)
    held[invited.NEW_CODES] = {
        slug: key.words(sealed, use_of_codes(communities[slug]))
        for slug, sealed in held.get(invited.NEW_CODES, {}).items()
        if slug in communities
    }
    Session.objects.filter(pk=row["pk"]).update(session_data=store.encode(held))


SEALED = (
    rows(Resident, resident, "community_id", "sealed", "mark", which=~Q(sealed=b""), together=2_000),
    rows(Unit, _unit, "community_id", "sealed", which=~Q(sealed=b"")),
    rows(Crowd, _crowd, "community_id", "sealed", together=50),
    rows(Look, _look, "community_id", "why", "asked", which=~Q(why=b"") | ~Q(asked=b"")),
    rows(Correction, _correction, "community_id", "sealed", which=~Q(sealed=b"")),
    rows(SealedText, _text, "community_id", "text", which=Q(closed=True), together=50),
    rows(BroughtTable, _table, "community_id", "file", "swaps", "repeated", "undo", together=1),
    rows(TableRow, _row, "table__community_id", "typed", "mend"),
    Part(TableStage._meta.db_table, (TableStage,), TableStage.objects.count, _stages),
    Part(Authenticator._meta.db_table, (Authenticator,), Authenticator.objects.count, _factors),
    Part(DBTaskResult._meta.db_table, (DBTaskResult,), DBTaskResult.objects.filter(_LETTERS).count, _letters),
    Part(Session._meta.db_table, (Session,), Session.objects.count, _sessions),
)
