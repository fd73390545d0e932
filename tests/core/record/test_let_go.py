"""What verifying forgets at a checkpoint, and what it must still know."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest
from forge import at, codes
from village import Record, Village, founded, lived, playground

from linli.core.engine import acts as a
from linli.core.engine.acts import Actor
from linli.core.engine.sitting import EndSitting, SignMinutes
from linli.core.record.chains import Chains
from linli.core.record.replay import Replay
from linli.core.record.verify import verify


def signed_late(by: str = "p1 party-branch") -> Record:
    """Minutes signed after a checkpoint later than the end of the sitting."""
    village = Village()
    founded(village)
    playground(village, "matter/2026/1")
    village.later(days=1)
    village.check()
    village.sit("sitting/2026/2", by, SignMinutes(village.said("纪要")))
    village.later(days=1)
    village.check()
    return village.record()


def test_minutes_signed_long_after_a_sitting_are_honest() -> None:
    assert codes(signed_late().lines()) == []


def test_minutes_signed_twice_are_found() -> None:
    record = signed_late()
    again = msgspec.structs.replace(record.entries[-1], at=record.entries[-1].at + timedelta(days=2))
    entries = [*record.entries, again]
    assert codes(record.with_entries(entries).lines()) == ["after-end", "not-covered"]


def test_minutes_signed_by_somebody_else_are_found() -> None:
    record = signed_late()
    index = at(record, SignMinutes)
    entries = list(record.entries)
    entries[index] = msgspec.structs.replace(entries[index], by=Actor("p20", "residents"))
    assert "refused" in codes(record.with_entries(entries).lines())


@pytest.mark.parametrize(("skipped", "found"), [(0, "after-end"), (3, "missing")])
def test_what_is_put_behind_a_matter_long_over_is_found(skipped: int, found: str) -> None:
    record = lived()
    last = max(record.checkpoints.values())
    vote = record.entries[at(record, a.Vote)]
    seq = max(one.seq for one in record.entries if one.chain == vote.chain) + 1 + skipped
    forged = [
        *record.entries,
        msgspec.structs.replace(vote, seq=seq, at=last),
        msgspec.structs.replace(vote, seq=seq + 1, at=last),
    ]
    # The sequences stand as they are: no relinking.
    lines = replace(record, entries=forged, checkpoints={**record.checkpoints, len(forged): last}).lines()
    assert codes(lines)[0] == found


def test_all_chains_are_counted_however_many_are_over() -> None:
    report = verify(signed_late().lines())
    assert (report.counts.matters, report.counts.sittings) == (1, 3)


def test_of_chains_that_are_over_hardly_anything_is_kept() -> None:
    chains, record = Chains(), signed_late()
    for entry in record.entries:
        assert list(chains.link(entry, b"h" * 32)) == [] or entry.seq > 1
    chains.let_go({"community"})
    assert list(chains._ends) == ["community"]
    assert chains.count("matter") == 1


def test_a_number_that_was_made_up_takes_no_room() -> None:
    chains = Chains()
    entry = lived().entries[at(lived(), a.Submit)]
    far = msgspec.structs.replace(entry, chain="matter/2026/999999999999")
    assert [one.code for one in chains.link(far, b"h" * 32)] == ["number-missing"]
    chains.let_go(frozenset())
    assert chains._over == {}
    assert chains.count("matter") == 1


def test_who_was_at_a_sitting_is_forgotten_until_its_minutes_are_signed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[int] = []
    let_go = Replay.let_go

    def spy(self: Replay, *given: object) -> None:
        let_go(self, *given)  # type: ignore[arg-type]  # passed on as it came
        seen.append(len(self.unsigned))
        assert all(not one.versions.latest.attending for one in self.unsigned.values())

    monkeypatch.setattr(Replay, "let_go", spy)
    assert verify(signed_late().lines()).ok
    assert seen == [0, 3, 3, 2]


def test_a_sitting_is_ended_once() -> None:
    record = signed_late()
    end = record.entries[at(record, EndSitting)]
    last = max(record.checkpoints.values())
    entries = [*record.entries, msgspec.structs.replace(end, at=last)]
    assert codes(record.with_entries(entries).lines()) == ["after-end", "not-covered"]
