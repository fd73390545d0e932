"""Whatever is thrown at the reader: an answer, never an accident."""

from collections.abc import Callable
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from examples import examples
from linli.core.charter import lint
from linli.core.charter.codes import CODES
from linli.core.charter.finding import CharterError
from linli.core.charter.load import load
from linli.core.charter.rule import read_choice, read_cond, read_formula, read_items
from linli.core.charter.terms import By, Due, Every, NotReadable, Range, Target, read_date

SAMPLE = (Path(__file__).parent / "good" / "sample.yaml").read_bytes()
BEILIN = (Path(__file__).parents[3] / "charters" / "beilin" / "charter.yaml").read_bytes()
WORDS = [
    "yes",
    "no",
    "members",
    "present",
    "cast",
    "1/2",
    "75%",
    "of",
    "in",
    "and",
    "or",
    "by",
    "not",
    "(",
    ")",
    ">",
    ">=",
    "=",
    "<",
    "<=",
    "+",
    "-",
    ",",
    "all",
    "at",
    "most",
    "tie",
    "within",
    "each",
    "top",
    "3",
]
READERS: list[Callable[[str], object]] = [
    read_cond,
    read_choice,
    read_items,
    read_formula,
    By.parse,
    Due.parse,
    Every.parse,
    Range.parse,
    Target.parse,
    read_date,
]


def answers(data: bytes) -> None:
    try:
        found = lint.check(load(data, file="f", find={"sample": SAMPLE}.get))
    except CharterError as error:
        found = error.findings
        assert found
    for one in found:
        assert one.code in CODES
        assert one.mark is not None
        assert one.mark.line >= 1


def refused(read: Callable[[str], object], text: str) -> NotReadable | None:
    try:
        assert read(text) is not None
    except NotReadable as error:
        return error
    return None


@given(
    st.text(max_size=80) | st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join),
    st.sampled_from(READERS),
)
def test_any_text_is_read_or_refused_in_both_languages(text: str, read: Callable[[str], object]) -> None:
    error = refused(read, text)
    assert error is None or (error.zh and error.en)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    answers(data)


@settings(max_examples=examples(60), deadline=None)
@given(st.data(), st.sampled_from([SAMPLE, BEILIN]))
def test_any_change_to_a_charter_is_read_or_refused(data: st.DataObject, charter: bytes) -> None:
    lines = charter.split(b"\n")
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        line, more = lines[at], data.draw(st.binary(max_size=12))
        lines[at] = data.draw(
            st.sampled_from([b"", line + b"x", line[2:], lines[-at], line * 2, line + more])
        )
    answers(b"\n".join(lines))


@settings(max_examples=examples(40), deadline=None)
@given(st.integers(0, len(SAMPLE)), st.binary(max_size=4), st.integers(0, 8))
def test_any_bytes_put_into_a_charter_are_read_or_refused(at: int, some: bytes, less: int) -> None:
    answers(SAMPLE[:at] + some + SAMPLE[at + less :])
