"""Any byte, any line: a change made after the export, with or without a tail made to fit."""

from hypothesis import example, given, settings
from hypothesis import strategies as st
from village import retailed

from linli.core.record.verify import verify


@settings(deadline=None)
@given(st.data())
def test_any_single_byte_changed_is_found(lines: tuple[bytes, ...], data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(lines) - 1))
    line = bytearray(lines[number])
    index = data.draw(st.integers(0, len(line) - 1))
    line[index] = data.draw(st.integers(0, 255).filter(lambda byte: byte != line[index]))
    assert not verify([*lines[:number], bytes(line), *lines[number + 1 :]]).ok


@settings(deadline=None)
@given(st.data())
def test_any_single_byte_changed_behind_the_head_is_found_though_the_tail_was_made_to_fit(
    lines: tuple[bytes, ...], data: st.DataObject
) -> None:
    number = data.draw(st.integers(1, len(lines) - 2))
    line = bytearray(lines[number])
    index = data.draw(st.integers(0, len(line) - 1))
    line[index] = data.draw(st.integers(0, 255).filter(lambda byte: byte != line[index]))
    assert not verify(retailed([*lines[:number], bytes(line), *lines[number + 1 :]])).ok


def test_a_byte_changed_in_any_line_is_found(lines: tuple[bytes, ...]) -> None:
    for number, line in enumerate(lines):
        forged = bytearray(line)
        forged[97 * number % len(line)] ^= 1
        assert verify([*lines[:number], bytes(forged), *lines[number + 1 :]]).findings, number


@settings(deadline=None)
@given(st.data())
def test_any_line_left_out_is_found_though_the_tail_was_made_to_fit(
    lines: tuple[bytes, ...], data: st.DataObject
) -> None:
    """Texts may be left out, by those who erase them; then they are counted."""
    number = data.draw(st.integers(0, len(lines) - 2))
    report = verify(retailed([*lines[:number], *lines[number + 1 :]]))
    assert report.counts.erased if lines[number].startswith(b'{"text"') else not report.ok


@settings(deadline=None)
@given(st.data())
def test_any_two_entries_or_checkpoints_swapped_are_found_though_the_tail_was_made_to_fit(
    lines: tuple[bytes, ...], data: st.DataObject
) -> None:
    numbers = [n for n, line in enumerate(lines) if line.startswith((b'{"entry"', b'{"checkpoint"'))]
    first, second = data.draw(st.lists(st.sampled_from(numbers), min_size=2, max_size=2, unique=True))
    swapped = list(lines)
    swapped[first], swapped[second] = swapped[second], swapped[first]
    assert not verify(retailed(swapped)).ok


@settings(deadline=None)
@given(st.data())
def test_any_line_repeated_is_found_though_the_tail_was_made_to_fit(
    lines: tuple[bytes, ...], data: st.DataObject
) -> None:
    """Saying twice which charter it is changes nothing."""
    number, to = (data.draw(st.integers(0, len(lines) - 2)) for _ in range(2))
    report = verify(retailed([*lines[:to], lines[number], *lines[to:]]))
    assert not report.ok or lines[number].startswith(b'{"charter"')


@settings(deadline=None)
@given(st.lists(st.binary(max_size=60) | st.just(b"\n"), max_size=6))
@example([b'{"entry":{}}\n'])
@example([b'{"entry":null}\n'])
@example([b'{"entry":' + b"[" * 100_000 + b"}\n"])
@example([b'{"entry":"\xff"}\n'])
def test_whatever_is_read_verifying_ends_with_a_report(lines: list[bytes]) -> None:
    assert not verify(lines).ok


@settings(deadline=None)
@given(st.integers(0, 10**6))
def test_an_archive_cut_off_anywhere_is_found(lines: tuple[bytes, ...], cut: int) -> None:
    whole = b"".join(lines)
    kept = whole[: cut % len(whole)]
    assert not verify(kept.splitlines(keepends=True)).ok
