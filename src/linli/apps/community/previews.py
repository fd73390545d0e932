"""What a checked table would do, row by row, as it is kept, sealed, beside its stages until it is entered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

import msgspec
from msgspec import Struct

from linli.apps.community.models import Community
from linli.apps.community.sealing import seal, unseal

NEW, CHANGED, SAME = KINDS = ("new", "changed", "same")
_LETTERS: Final = {NEW: "n", CHANGED: "c", SAME: "s"}
FACT: Final = "fact:"
"""Before the name of a fact of the record, where it stands for a column."""


class Difference(NamedTuple):
    """A column as the register has it and as the row would have it; a place by its key, below zero where it is new."""

    column: str
    old: Any
    new: Any


class Change(NamedTuple):
    """A row of the file that changes what is stored under a key."""

    line: int
    key: int
    differences: list[Difference]


class Preview(Struct, array_like=True):
    """The rows of one block: what becomes of each, in order; what is typed, by column; what changes, by line."""

    lines: list[int]
    kinds: str
    typed: Mapping[str, Sequence[str]]
    changes: dict[int, Change]

    def places(self, kind: str) -> list[int]:
        """The places in here of the rows of a kind."""
        return [at for at, one in enumerate(self.kinds) if one == _LETTERS[kind]]


def preview(
    lines: list[int], typed: Mapping[str, Sequence[str]], changes: Sequence[Change], alike: Sequence[int]
) -> Preview:
    """What becomes of rows that are all right: those that neither change something nor are ``alike`` are new."""
    known = dict.fromkeys(alike, "s") | dict.fromkeys((one.line for one in changes), "c")
    kinds = "".join([known.get(line, "n") for line in lines]) if known else "n" * len(lines)
    return Preview(lines, kinds, typed, {one.line: one for one in changes})


def counted(found: Preview) -> dict[str, int]:
    """How many rows of each kind there are."""
    counts = Counter(found.kinds)
    return {kind: counts[letter] for kind, letter in _LETTERS.items()}


_write = msgspec.msgpack.Encoder().encode
_read = msgspec.msgpack.Decoder(Preview).decode


def close_preview(found: Preview, community: Community) -> bytes:
    """As it is stored."""
    return seal(_write(found), _use(community))


def open_preview(data: bytes | memoryview, community: Community) -> Preview:
    """What :func:`close_preview` was given."""
    return _read(unseal(bytes(data), _use(community)))


def _use(community: Community) -> str:
    return f"preview {community.pk}"
