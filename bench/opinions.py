"""Opinion maps of real conversations: who takes part, which groups are found, and which others found."""

from __future__ import annotations

import csv
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from linli.apps.opinions import found, grouping

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data" / "deliberation"
CALLED = {
    "15-per-hour-seattle": "$15 an hour, Seattle",
    "canadian-electoral-reform": "Electoral reform, Canada",
    "hivemind-biodiversity": "Biodiversity, New Zealand",
    "london-youth-policing": "Youth and policing, London",
    "vtaiwan-uberx": "UberX, vTaiwan",
}


@dataclass(frozen=True)
class Conversation:
    """One conversation as published: the last vote of everybody on each statement, and the groups that Polis made."""

    name: str
    votes: dict[tuple[int, int], int]
    statements: list[int]
    groups: dict[int, str]


@dataclass(frozen=True)
class Came:
    """What our map of a conversation came to. ``alike`` is the adjusted Rand index: 1 the same groups, 0 chance."""

    name: str
    people: int
    statements: int
    votes: int
    found: found.Found
    theirs: tuple[int, ...]
    alike: float
    seconds: float


def all_conversations() -> tuple[Came, ...]:
    """Every conversation beside this checkout, mapped; none where they are not there."""
    return tuple(_mapped(one) for one in _read())


def page(came: tuple[Came, ...]) -> str:
    """The chapter."""
    rows = "\n".join(
        f"| {CALLED[one.name]} | {one.people:,} | {one.statements:,} | {one.votes:,} | {one.found.placed:,} | "
        f"{_sizes([area.size for area in one.found.groups] or [one.found.placed])} | {_sizes(list(one.theirs))} | "
        f"{one.alike:.2f} | {one.seconds:.1f} |"
        for one in came
    )
    return f"""
## Opinion maps of real conversations

Five conversations held with Polis. Data was gathered using the Polis software (see: compdemocracy.org/polis and
github.com/compdemocracy/polis) and is sub-licensed under CC BY 4.0 with Attribution to The Computational Democracy
Project (github.com/compdemocracy/openData). Where somebody voted twice on a statement the last vote stands. Every
statement counts here, also those that the moderators of the time rejected. *Placed* are those with enough reactions to
stand in the picture. *Alike* is the adjusted Rand index between our groups and those that Polis published, over the
people that both placed: 1 for the same groups, 0 for no more than chance. Polis draws no line below which groups do not
count; here none has fewer than {grouping.SMALLEST} people, and groups must be clearer than in \
{grouping.SHUFFLES} shuffles of the same votes: one number alone says that none stood apart. Seconds are of processor
time, shuffles included.

| | took part | statements | votes | placed | groups here | groups published | alike | seconds |
|---|---|---|---|---|---|---|---|---|
{rows}
"""


def _sizes(sizes: list[int]) -> str:
    return " + ".join(f"{one:,}" for one in sorted(sizes, reverse=True))


def _mapped(one: Conversation) -> Came:
    from sklearn.metrics import adjusted_rand_score

    said = {at: value for at, value in one.votes.items() if at[1] in set(one.statements)}
    began = time.process_time()
    drawn = found.find(said, one.statements)
    seconds = time.process_time() - began
    ours = _ours(said, drawn.enough)
    both = [person for person in ours if one.groups.get(person)]
    alike = adjusted_rand_score([one.groups[person] for person in both], [ours[person] for person in both])
    theirs = [group for group in one.groups.values() if group]
    return Came(
        one.name, drawn.people, len(one.statements), len(said), drawn,
        tuple(theirs.count(group) for group in sorted(set(theirs))), float(alike), seconds,
    )  # fmt: skip


def _ours(said: dict[tuple[int, int], int], enough: int) -> dict[int, int]:
    """The group of everybody placed."""
    counts: dict[int, int] = {}
    for person, _ in said:
        counts[person] = counts.get(person, 0) + 1
    placed = {at: value for at, value in said.items() if counts[at[0]] >= enough}
    return {person: at for at, group in enumerate(grouping.grouped(placed)) for person in group.people}


def _read() -> Iterator[Conversation]:
    for name in CALLED:
        folder = DATA / name
        if not folder.is_dir():
            continue
        rows = sorted(_rows(folder / "votes.csv"), key=lambda row: int(row["timestamp"]))
        votes = {(int(row["voter-id"]), int(row["comment-id"])): int(row["vote"]) for row in rows}
        groups = {int(row["participant"]): row["group-id"] for row in _rows(folder / "participants.csv")}
        yield Conversation(name, votes, sorted({statement for _, statement in votes}), groups)


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
