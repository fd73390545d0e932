"""What is sealed, or marked, with the key of the registers: each app says it for its own, for a change of the key."""

from __future__ import annotations

import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from django.db.models import Q

from linli.apps.community import bulk
from linli.apps.community.keyring import for_marks
from linli.apps.community.models import Person
from linli.apps.community.sealing import marks_by, seal_by, unseal_by

Row = Mapping[str, Any]


class Anew:
    """From one key to another. What the old one does not open stays as it is; of both kinds it is counted how many."""

    def __init__(self, old: bytes, new: bytes) -> None:
        self.old, self.new = old, new
        self.done = self.lost = 0

    def open(self, data: bytes | memoryview, use: str) -> bytes | None:
        """What is sealed; nothing is nothing, and None what the old key does not open."""
        try:
            return unseal_by(self.old, bytes(data), use) if data else b""
        except InvalidTag:
            return None

    def sealed(self, data: bytes | memoryview, use: str) -> bytes:
        """The same, sealed anew; nothing stays nothing."""
        return self.both(data, use)[0]

    def both(self, data: bytes | memoryview, use: str) -> tuple[bytes, bytes]:
        """The same, sealed anew, and opened; the second is empty for what the old key does not open."""
        found = self.open(data, use)
        if found is None:
            self.lost += 1
            return bytes(data), b""
        if not data:
            return b"", b""
        self.done += 1
        return seal_by(self.new, found, use), found

    def words(self, sealed: str, use: str) -> str:
        """A short text, sealed anew."""
        return b64encode(self.sealed(b64decode(sealed), use)).decode() if sealed else ""

    def first(self, words: str, use: str) -> str:
        """A short text that is sealed for the first time."""
        return b64encode(seal_by(self.new, words.encode(), use)).decode()

    def within(self, packed: bytes | memoryview, use: str, anew: Callable[[bytes], bytes]) -> bytes:
        """Many bytes, packed, in which something is sealed by itself; nothing stays nothing."""
        found = self.open(packed, use)
        if not found:
            return self.sealed(packed, use)
        self.done += 1
        return seal_by(self.new, zlib.compress(anew(zlib.decompress(found)), 1), use)

    def mark(self, words: str, use: str) -> str:
        """The mark of a text under the new key."""
        return self.marks([words], use)[0]

    def marks(self, words: Iterable[str], use: str) -> list[str]:
        """The marks of many texts under the new key."""
        return marks_by(for_marks(self.new), words, use)

    def marks_before(self, words: Iterable[str], use: str) -> list[str]:
        """The marks of many texts under the old one."""
        return marks_by(for_marks(self.old), words, use)


@dataclass(frozen=True, slots=True)
class Part:
    """Some of what is sealed. ``work`` does it again and tells, now and then, how many more are done of ``total``."""

    name: str
    models: tuple[Any, ...]
    total: Callable[[], int]
    work: Callable[[Anew], Iterator[int]]


PARTS: list[Part] = []
"""Each app adds its own when it is ready."""


def join(*parts: Part) -> None:
    """Let what an app seals be sealed anew when the key is changed; once, however often the app is made ready."""
    PARTS.extend(one for one in parts if all(known.name != one.name for known in PARTS))


def rows(
    model: Any,
    anew: Callable[[Row, Anew], Mapping[str, Any]],
    *reads: str,
    which: Q | None = None,
    together: int = 500,
) -> Part:
    """The rows of a model: of each, given what is ``reads``, the fields that become otherwise. ``together`` at once."""
    found = model.objects.all() if which is None else model.objects.filter(which)

    def work(key: Anew) -> Iterator[int]:
        for some in blocks(found, together, *reads):
            put(model, [(row["pk"], given) for row in some if (given := anew(row, key))])
            yield len(some)

    return Part(model._meta.db_table, (model,), found.count, work)


def put(model: Any, given: Iterable[tuple[Any, Mapping[str, Any]]]) -> None:
    """Write fields of rows, by their keys."""
    bulk.update(model, given)


def everybody(community: int, together: int) -> Iterator[list[str]]:
    """The pseudonyms of all who are or were in a community, a few at a time."""
    for some in blocks(Person.objects.filter(community=community), together, "pseudonym"):
        yield [one["pseudonym"] for one in some]


def blocks(found: Any, together: int, *reads: str) -> Iterator[list[dict[str, Any]]]:
    """Rows a few at a time, in the order of their keys, so that they can be written meanwhile."""
    some = list(found.order_by("pk").values("pk", *reads)[:together])
    while some:
        yield some
        some = list(found.filter(pk__gt=some[-1]["pk"]).order_by("pk").values("pk", *reads)[:together])
