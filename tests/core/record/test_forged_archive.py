"""Heads, tails, texts, checkpoints and keys forged."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest
import village
from forge import at, changed, codes, codes_with, said
from village import PLACE, PRIVATE, SLUG, SUCCESSOR, Record, Village, retailed

from linli.core.engine import acts as a
from linli.core.engine.entry import CommunityEntry, seal
from linli.core.engine.roster import Depart, Enrol, Found, Newcomer
from linli.core.engine.sitting import Call
from linli.core.record.archive import (
    EntryLine,
    Head,
    HeadLine,
    TextLine,
    encode,
    write_archive,
)
from linli.core.record.checkpoint import CheckpointLine, KeyLine, change_key, checkpoint, first_key
from linli.core.record.keys import sign
from linli.core.record.reading import read
from linli.core.record.texts import open_text
from linli.core.record.verify import verify

DAY = timedelta(days=1)


def with_head(record: Record, **changes: Any) -> list[bytes]:
    head = msgspec.structs.replace(Head(SLUG, PLACE, record.entries[-1].at), **changes)
    return list(write_archive(head, record.items()))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"format": 2}, ["other-format"]),
        ({"languages": (1, 9)}, ["other-language"]),
        ({"place": "610103002000"}, ["other-community"]),
    ],
)
def test_a_head_that_says_something_else_is_found(lived: Record, changes: Any, expected: list[str]) -> None:
    assert codes(with_head(lived, **changes)) == expected


def test_a_head_of_another_community_fits_neither_record_nor_keys(lived: Record) -> None:
    found = set(codes(with_head(lived, community="other")))
    assert {"other-community", "key-out-of-order"} <= found


def test_an_archive_without_a_head_is_found(lines: tuple[bytes, ...]) -> None:
    assert "no-head" in codes(retailed(lines[1:]))


def test_a_second_head_is_found(lines: tuple[bytes, ...]) -> None:
    assert codes(retailed([lines[0], *lines])) == ["second-head"]


def test_something_behind_the_tail_is_found(lines: tuple[bytes, ...]) -> None:
    assert codes([*lines, lines[5], lines[6]]) == ["after-tail", "after-tail"]


def test_a_tail_that_counts_otherwise_is_found(lines: tuple[bytes, ...]) -> None:
    count = b'"entries":%d' % verify(lines).counts.entries
    assert codes([*lines[:-1], lines[-1].replace(count, b'"entries":1')]) == ["tail-differs"]


def test_a_file_changed_after_it_was_exported_is_found(lived: Record) -> None:
    late = Head(SLUG, PLACE, datetime(2030, 1, 1, tzinfo=UTC))
    assert codes([encode(HeadLine(late)), *lived.lines()[1:]]) == ["archive-changed"]


def test_an_archive_of_nothing_is_found() -> None:
    assert codes(write_archive(Head(SLUG, PLACE, village.BEGIN), ())) == ["no-entries"]
    assert codes([]) == ["no-tail", "no-entries"]


def test_a_changed_text_is_found(lived: Record) -> None:
    seal_of, opened = next(iter(lived.texts.items()))
    texts = {**lived.texts, seal_of: msgspec.structs.replace(opened, data="别的")}
    assert codes(replace(lived, texts=texts).lines()) == ["text-differs"]


def test_a_text_given_out_for_a_file_is_found(lived: Record) -> None:
    seal_of, opened = next(iter(lived.texts.items()))
    texts = {**lived.texts, seal_of: msgspec.structs.replace(opened, kind="file")}
    assert codes(replace(lived, texts=texts).lines()) == ["text-differs"]


def test_a_text_nobody_committed_to_is_found(lines: tuple[bytes, ...]) -> None:
    text = encode(TextLine(open_text(bytes(16), "没有人写过")))
    assert codes(retailed([*lines[:-1], text])) == ["text-astray"]


def test_an_entry_in_other_words_is_found(lived: Record) -> None:
    items = [
        EntryLine(item.data.replace(b'"seq":', b'"seq": ')) if isinstance(item, EntryLine) else item
        for item in lived.items()
    ]
    found = codes(write_archive(Head(SLUG, PLACE, lived.entries[-1].at), items))
    assert found[0] == "entry-not-canonical"


def test_an_entry_that_cannot_be_read_is_found_and_then_missed(lived: Record) -> None:
    index = at(lived, a.Vote)
    data = seal(lived.entries[index])[0]
    lines = [line.replace(data, data.replace(b'"vote"', b'"veto"')) for line in lived.lines()]
    report = verify(retailed(lines))
    assert [one.code for one in report.findings][:2] == ["entry-unreadable", "missing"]


def test_a_language_not_known_is_found(lived: Record) -> None:
    assert codes(changed(lived, at(lived, a.Vote), language=9).lines())[0] == "other-language"


def test_an_entry_that_goes_back_to_an_older_language_is_found(lived: Record) -> None:
    assert codes(changed(lived, at(lived, a.Vote), language=1).lines()) == ["language-back"]


def test_a_hundred_findings_are_told_and_the_rest_counted(lines: tuple[bytes, ...]) -> None:
    report = verify([*lines, *[b"x\n"] * 250])
    assert len(report.findings) == 100
    assert report.more == 150


def with_checkpoint(lines: tuple[bytes, ...], **changes: Any) -> list[bytes]:
    """The first checkpoint changed and signed again."""
    made = list(lines)
    number = next(n for n, line in enumerate(lines) if line.startswith(b'{"checkpoint"'))
    (one,) = read([lines[number]])
    assert isinstance(one.line, CheckpointLine)
    changed = msgspec.structs.replace(one.line.checkpoint, **changes)
    signature = sign(PRIVATE, b"linli checkpoint 1\n" + msgspec.json.encode(changed, order="sorted"))
    made[number] = encode(CheckpointLine(changed, signature))
    return retailed(made)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"size": 3}, "checkpoint-size"),
        ({"root": "0" * 64}, "checkpoint-root"),
        ({"number": 2}, "checkpoint-order"),
        ({"previous": "1" * 64}, "checkpoint-order"),
        ({"community": "other"}, "checkpoint-order"),
        ({"at": village.BEGIN}, "checkpoint-order"),
        ({"at": datetime(1, 1, 1, tzinfo=UTC)}, "checkpoint-order"),
        ({"key": "0" * 16}, "key-unknown"),
    ],
)
def test_a_checkpoint_that_says_something_else_is_found(
    lines: tuple[bytes, ...], changes: Any, expected: str
) -> None:
    found = codes(with_checkpoint(lines, **changes))
    assert found[0] == expected
    assert set(found[1:]) <= {"checkpoint-order"}


def test_a_checkpoint_dated_before_the_last_one_is_found(lived: Record) -> None:
    first, second = sorted(lived.checkpoints)[:2]
    last = max(lived.checkpoints.values())
    forged = replace(lived, checkpoints={**lived.checkpoints, first: last, second: last - DAY})
    assert "checkpoint-order" in codes(forged.lines())


def test_a_checkpoint_without_its_signature_is_found(lines: tuple[bytes, ...]) -> None:
    number = next(n for n, line in enumerate(lines) if line.startswith(b'{"checkpoint"'))
    made = list(lines)
    made[number] = made[number][:-131] + b"0" * 128 + b'"}\n'
    assert codes(retailed(made)) == ["signature-bad"]


def test_entries_not_covered_by_a_checkpoint_are_found(lived: Record) -> None:
    last = max(lived.checkpoints)
    report = verify(
        replace(lived, checkpoints={n: w for n, w in lived.checkpoints.items() if n != last}).lines()
    )
    assert [one.code for one in report.findings] == ["not-covered"]


def test_a_tail_cut_off_and_made_to_fit_shows_only_against_a_later_root(lived: Record) -> None:
    size = sorted(lived.checkpoints)[1]
    checkpoints = {n: when for n, when in lived.checkpoints.items() if n <= size}
    cut = replace(lived, entries=lived.entries[:size], checkpoints=checkpoints, changes={})
    assert verify(cut.lines()).ok
    assert codes_with(cut, root=verify(lived.lines()).root) == ["root-not-found"]


def test_a_forged_record_that_is_consistent_in_itself_shows_only_against_root_or_key(lived: Record) -> None:
    """Somebody rewrites the whole story, with keys of his own."""
    stranger = bytes(range(100, 132))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(village, "PRIVATE", stranger)
        told = Village()
        village.founded(told)
        told.check()
        forged = told.record().lines()
    report = verify(forged)
    assert report.ok
    assert not report.origin_shown
    honest = verify(lived.lines())
    assert [one.code for one in verify(forged, root=honest.root).findings] == ["root-not-found"]
    assert [one.code for one in verify(forged, key=honest.key).findings] == ["key-not-found"]


def test_a_key_not_signed_by_the_one_before_is_found(lived: Record) -> None:
    first = first_key(PRIVATE, community=SLUG, at=village.BEGIN)
    stolen = change_key(bytes(32), SUCCESSOR, before=first.key, at=village.BEGIN)
    assert codes(with_keys(lived, stolen))[0] == "key-unsigned"


def test_a_key_out_of_order_is_found(lived: Record) -> None:
    first = first_key(PRIVATE, community=SLUG, at=village.BEGIN)
    second = change_key(PRIVATE, SUCCESSOR, before=first.key, at=village.BEGIN)
    third = change_key(PRIVATE, SUCCESSOR, before=second.key, at=village.BEGIN)
    assert codes(with_keys(lived, third))[0] == "key-out-of-order"


def with_keys(record: Record, line: KeyLine) -> list[bytes]:
    """The second key replaced."""
    items = [line if isinstance(item, KeyLine) and item.key.number == 2 else item for item in record.items()]
    return list(write_archive(Head(SLUG, PLACE, record.entries[-1].at), items))


def test_a_checkpoint_signed_with_the_old_key_after_the_change_is_found(lived: Record) -> None:
    items = list(lived.items())
    last = next(item for item in reversed(items) if isinstance(item, CheckpointLine))
    before = [item for item in items if isinstance(item, CheckpointLine)][-2]
    made = last.checkpoint
    old = checkpoint(
        PRIVATE, before=before.checkpoint, community=SLUG, size=made.size, root=bytes.fromhex(made.root), at=made.at
    )  # fmt: skip
    items[items.index(last)] = old
    assert codes(write_archive(Head(SLUG, PLACE, made.at), items)) == ["key-unknown"]


def test_the_wrong_founding_place_is_found(lived: Record) -> None:
    found = verify(changed(lived, 0, act=Found(SLUG, "000000000000")).lines())
    assert (
        said(found, "other-community")
        == f"The head says “{SLUG} {PLACE}”, the record says “{SLUG} 000000000000”."
    )


def test_every_way_to_enrol_after_the_fact_leaves_other_roots(lived: Record) -> None:
    """Stuffing the register is consistent in itself: only what hangs on the wall finds it."""
    enrol = at(lived, Enrol)
    act = lived.entries[enrol].act
    assert isinstance(act, Enrol)
    stuffed = Enrol((*act.people, Newcomer("p21", {"adult": True, "registered": True})))
    forged = changed(lived, enrol, act=stuffed)
    assert codes_with(forged, root=verify(lived.lines()).root)[-1] == "root-not-found"


def test_a_person_struck_off_takes_no_further_part(lived: Record) -> None:
    assert isinstance(lived.entries[at(lived, Depart)], CommunityEntry)
    index = at(lived, Call, 3)
    assert codes(changed(lived, index, by=a.Actor("p20", "two-committees")).lines()) == ["refused"]
