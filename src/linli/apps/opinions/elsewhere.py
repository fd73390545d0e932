"""A conversation that was held elsewhere, with Polis: read from the files that it publishes, drawn like a map of ours.

Nothing of it comes into a community: who took part there is on no register here.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from linli.apps.opinions import found
from linli.apps.opinions.reads.maps import Shown, standing_out

COMMENTS, VOTES, SUMMARY = "comments.csv", "votes.csv", "summary.csv"
REJECTED: Final = "-1"
SAID: Final = {"1": 1, "0": 0, "-1": -1}


class WrongFiles(Exception):
    """The folder does not hold a conversation; says which file, which row and what is wrong."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """Its statements by their numbers, and everybody's last vote on each of them."""

    topic: str
    statements: Mapping[int, str]
    reactions: Mapping[tuple[int, int], int]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What it comes to; ``shown`` is None where too few took part."""

    statements: Mapping[int, str]
    found: found.Found
    shown: Shown | None

    def text(self, number: int) -> str:
        """The words of a statement."""
        return self.statements.get(number, "")


def read(folder: Path, *, rejected: bool = False) -> Conversation:
    """The conversation in a folder, without the statements that its moderators rejected. Raises WrongFiles."""
    statements = {
        _number(row, "comment-id"): row["comment-body"]
        for row in _rows(folder / COMMENTS, "comment-id", "comment-body", "moderated")
        if rejected or row["moderated"] != REJECTED
    }
    votes = [
        (_number(row, "timestamp"), _number(row, "voter-id"), _number(row, "comment-id"), _vote(row))
        for row in _rows(folder / VOTES, "timestamp", "comment-id", "voter-id", "vote")
    ]
    # Of several votes on one statement the last stands, as with us, in whatever order the rows come.
    reactions = {(voter, one): vote for _when, voter, one, vote in sorted(votes) if one in statements}
    return Conversation(_topic(folder / SUMMARY) or folder.name, statements, reactions)


def drawn(one: Conversation) -> Drawn:
    """What a conversation comes to, by the method of our own maps."""
    came = found.find(one.reactions, list(one.statements))
    return Drawn(one.statements, came, standing_out(came, datetime.min.replace(tzinfo=UTC), set()))


def _rows(file: Path, *columns: str) -> list[dict[str, str]]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.DictReader(stream))
    except FileNotFoundError:
        raise WrongFiles(f"{file.name}: there is no such file") from None
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise WrongFiles(f"{file.name}: cannot be read: {error}") from None
    for at, row in enumerate(rows, start=2):
        missing = [name for name in columns if row.get(name) is None]
        if missing:
            raise WrongFiles(f"{file.name}, row {at}: {', '.join(missing)} is missing")
        row["at"] = f"{file.name}, row {at}"
    if not rows:
        raise WrongFiles(f"{file.name}: there is nothing in it")
    return rows


def _number(row: dict[str, str], name: str) -> int:
    text = row[name]
    if not (text.isascii() and text.isdecimal() and len(text) < 19):
        raise WrongFiles(f"{row['at']}: {name} is no number: {text[:40]!r}")
    return int(text)


def _vote(row: dict[str, str]) -> int:
    if row["vote"] not in SAID:
        raise WrongFiles(f"{row['at']}: vote is none of 1, 0 and -1: {row['vote'][:40]!r}")
    return SAID[row["vote"]]


def _topic(file: Path) -> str:
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            return next((row[1] for row in csv.reader(stream) if row[:1] == ["topic"] and len(row) > 1), "")
    except (OSError, UnicodeDecodeError, csv.Error):
        return ""
