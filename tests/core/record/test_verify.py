"""What an honest archive comes to."""

from dataclasses import replace

import msgspec
import pytest
import village
from hypothesis import given, settings
from hypothesis import strategies as st
from village import PRIVATE, SUCCESSOR

from linli.core.engine import acts as a
from linli.core.record.keys import public_of
from linli.core.record.replay import Replay
from linli.core.record.texts import seals_of
from linli.core.record.verify import Counts, Report, verify


def codes(report: Report) -> list[str]:
    return [one.code for one in report.findings]


def test_an_honest_archive_is_consistent_but_its_origin_is_not_shown(lines: tuple[bytes, ...]) -> None:
    report = verify(lines)
    assert report.findings == ()
    assert report.ok
    assert not report.origin_shown
    assert (report.community, report.place) == (village.SLUG, village.PLACE)


def test_everything_in_it_is_counted(lived: village.Record, lines: tuple[bytes, ...]) -> None:
    assert verify(lines).counts == Counts(
        entries=len(lived.entries), matters=3, sittings=4, texts=len(lived.texts), charters=1, checkpoints=4, keys=2
    )  # fmt: skip


def test_the_newest_root_shows_the_origin_of_all_of_it(lines: tuple[bytes, ...]) -> None:
    root = verify(lines).root
    report = verify(lines, root=root)
    assert report.ok
    assert report.origin_shown


def test_an_older_root_shows_the_origin_of_what_was_there_when_it_was_printed(lived: village.Record) -> None:
    size = min(lived.checkpoints)
    older = replace(
        lived, entries=lived.entries[:size], checkpoints={size: lived.checkpoints[size]}, changes={}
    )
    report = verify(lived.lines(), root=verify(older.lines()).root)
    assert report.ok
    assert report.anchored == size
    assert not report.origin_shown


def test_another_root_is_not_found(lines: tuple[bytes, ...]) -> None:
    assert codes(verify(lines, root="0" * 64)) == ["root-not-found"]


def test_the_first_key_shows_the_origin_through_its_successor(lines: tuple[bytes, ...]) -> None:
    report = verify(lines, key=public_of(PRIVATE))
    assert report.ok
    assert report.origin_shown
    assert report.key == public_of(SUCCESSOR)


def test_the_later_key_shows_the_origin_too(lines: tuple[bytes, ...]) -> None:
    assert verify(lines, key=public_of(SUCCESSOR)).origin_shown


def test_another_key_is_not_found(lines: tuple[bytes, ...]) -> None:
    assert codes(verify(lines, key=public_of(bytes(32)))) == ["key-not-found"]


def test_texts_erased_with_their_salts_are_counted_and_nothing_else_is_missed(lived: village.Record) -> None:
    erased = replace(lived, texts={})
    report = verify(erased.lines(), root=verify(lived.lines()).root)
    assert report.ok
    assert (report.counts.texts, report.counts.erased) == (0, len(lived.texts))


@settings(deadline=None)
@given(st.sets(st.integers(0, 18)))
def test_any_of_the_texts_may_be_erased(lived: village.Record, gone: set[int]) -> None:
    kept = {seal: text for number, (seal, text) in enumerate(lived.texts.items()) if number not in gone}
    counts = verify(replace(lived, texts=kept).lines()).counts
    assert counts.texts == len(kept)
    assert counts.texts + counts.erased == len(lived.texts)


def test_a_text_of_the_last_entry_may_be_erased_where_no_checkpoint_follows(lived: village.Record) -> None:
    last = max(n for n, entry in enumerate(lived.entries, 1) if seals_of(entry.act))
    cut = replace(lived, entries=lived.entries[:last], texts={}, checkpoints={}, changes={})
    body = list(cut.lines())[:-1]
    report = verify(body)
    assert codes(report) == ["no-tail", "not-covered"]
    assert report.counts.erased == sum(len(seals_of(entry.act)) for entry in cut.entries)


def test_verifying_twice_says_the_same(lines: tuple[bytes, ...]) -> None:
    assert verify(lines) == verify(lines)


def test_an_archive_may_be_given_as_a_stream(lines: tuple[bytes, ...]) -> None:
    assert verify(iter(lines)).ok


def test_states_of_ended_matters_and_old_versions_are_let_go(
    lived: village.Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Memory grows with open matters only: after the last checkpoint there is little left."""
    held: list[Replay] = []

    class Kept(Replay):
        def let_go(self, horizon: object) -> None:
            super().let_go(horizon)  # type: ignore[arg-type]  # a moment, as the method's caller gives it
            held[:] = [self]

    monkeypatch.setattr("linli.core.record.verify.Replay", Kept)
    assert verify(lived.lines()).ok
    (replay,) = held
    assert set(replay.matters) == {"matter/2026/3"}
    assert set(replay.sittings) == {"sitting/2026/4"}
    assert len(replay.rosters) == 1


def test_two_people_acting_at_the_same_instant_are_no_finding(lived: village.Record) -> None:
    """Somebody leaves a seat while a vote is cast that looked at the roster a moment before."""
    entries = list(lived.entries)
    index = next(n for n, entry in enumerate(entries) if isinstance(entry.act, village.LeaveSeat))
    report_at = next(n for n, entry in enumerate(entries) if isinstance(entry.act, a.Report))
    behind = msgspec.structs.replace(entries[report_at], roster=entries[index].seq, at=entries[index + 1].at)
    assert behind.roster == entries[index + 1].seq - 1
    assert "roster-stale" not in codes(verify(lived.with_entries([*entries[:report_at], behind]).lines()))
