"""Strict YAML: what cannot be a charter is refused at once, with its place."""

import pytest

from linli.core.charter import nodes
from linli.core.charter.finding import CharterError, Finding


def refused(data: bytes) -> Finding:
    with pytest.raises(CharterError) as caught:
        nodes.parse(data, "f")
    (finding,) = caught.value.findings
    return finding


def place(data: bytes) -> tuple[str, int, int]:
    finding = refused(data)
    assert finding.mark is not None
    return finding.code, finding.mark.line, finding.mark.column


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", ("empty", 1, 1)),
        (b"# nothing but a remark\n", ("empty", 1, 1)),
        (b"a: b\n" * 2_000_000, ("too-big", 1, 1)),
        ("a: 你\nb: ".encode() + "章程".encode("gb18030"), ("not-utf8", 2, 4)),
        ("charter: 章程".encode("utf-16"), ("not-utf8", 1, 1)),
        (b"a: b\nc: \x00\n", ("hidden-character", 2, 4)),
        (b"\x7fELF\x02\x01\x01", ("hidden-character", 1, 1)),
        (b"a: b\r\nc: \x07", ("hidden-character", 2, 4)),
        (b'a: "\\0"', ("hidden-character", 1, 4)),
        (b'"\\ud800": b', ("hidden-character", 1, 1)),
        (b'a: "\\UFFFFFFFF"', ("yaml", 1, 1)),
        (b"[" * 100_000, ("too-deep", 1, 26)),
        (b"{a: " * 50_000, ("too-deep", 1, 101)),
        (b"- " * 50_000, ("too-deep", 1, 51)),
        (b"a: [b", ("yaml", 1, 6)),
        (b"%YAML 9.9\n---\na: b", ("yaml", 1, 1)),
        (b"a: `b`", ("yaml", 1, 4)),
        (b"a:\n\tb: c", ("yaml", 2, 1)),
        (b"a: b\n---\nc: d\n", ("second-document", 2, 1)),
        (b"? [a]\n: b", ("key", 1, 3)),
        (b"*a", ("alias", 1, 1)),
        (b"&a b: c", ("alias", 1, 1)),
        (b"a: !x b", ("tag", 1, 4)),
    ],
    ids=lambda value: repr(value[:12]) if isinstance(value, bytes) else value[0],
)
def test_what_cannot_be_read_is_refused_with_its_place(data: bytes, expected: tuple[str, int, int]) -> None:
    assert place(data) == expected


def test_every_scalar_is_read_as_text() -> None:
    read = nodes.parse(b"a: 1\nb: yes\nc: 2026-01-01\nd: ~\ne:\nf: [0x1F, .inf]\n", "f")
    assert read.plain == {"a": "1", "b": "yes", "c": "2026-01-01", "d": "~", "e": "", "f": ["0x1F", ".inf"]}


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm() -> None:
    read = nodes.parse(b"\xef\xbb\xbfa: b\r\nc: d\r\n", "f")
    assert read.plain == {"a": "b", "c": "d"}
    assert read.mark(("c",)).line == 2


def test_a_place_that_is_not_in_the_file_is_that_of_the_part_around_it() -> None:
    read = nodes.parse(b"a:\n  b: c\n", "f")
    assert read.mark(("a", "b", 3, "x")) == read.mark(("a", "b"))
    assert read.mark(("z",)).line == 1


def test_a_key_written_twice_is_told_with_the_line_of_the_first() -> None:
    (problem,) = nodes.parse(b"a: b\nc: d\na: e\n", "f").problems
    assert problem.code == "duplicate-key"
    assert problem.mark is not None
    assert problem.mark.line == 3
    assert "line 1" in problem.says.en


def test_a_finding_is_one_line_in_the_form_of_compilers() -> None:
    (problem,) = nodes.parse(b"a: b\na: e\n", "f").problems
    assert problem.line("en").startswith("f:2:1: error duplicate-key: “a” is written twice")
    assert "→ 去掉一处" in problem.line("zh")
    assert Finding("x", "note", "", problem.says).line("zh") == f"note x: {problem.says.zh}"


def test_the_parsers_own_words_are_kept_where_we_have_none() -> None:
    assert "cannot start any token" in refused(b"a: `b`").says.en
