import io
import json
from datetime import UTC, datetime

import pytest
import village
from hypothesis import given
from hypothesis import strategies as st

from linli.core.engine.language import LANGUAGES
from linli.core.record import archive, reading
from linli.core.record.archive import (
    EntryLine,
    Head,
    HeadLine,
    TailLine,
    TextLine,
    encode,
    lines_of,
    write_archive,
)
from linli.core.record.reading import Bad, read
from linli.core.record.texts import open_text

AT = datetime(2026, 3, 1, tzinfo=UTC)
HEAD = Head("c", "610103001000", AT)


def kinds(lines: list[bytes]) -> list[object]:
    """What a reader makes of some lines; of what is wrong, the code."""
    return [one.line.code if isinstance(one.line, Bad) else type(one.line) for one in read(lines)]


def test_an_empty_archive_has_a_head_and_a_tail() -> None:
    lines = list(write_archive(HEAD, ()))
    assert kinds(lines) == [HeadLine, TailLine]
    assert json.loads(lines[0]) == {
        "head": {
            "community": "c", "exported": "2026-03-01T00:00:00Z", "format": 1, "languages": list(LANGUAGES),
            "place": "610103001000",
        }
    }  # fmt: skip


def test_every_line_written_is_read_back_to_the_same_bytes(lines: tuple[bytes, ...]) -> None:
    for one in read(lines):
        assert not isinstance(one.line, Bad)
        assert encode(one.line) == lines[one.number - 1]


def test_every_line_is_json_with_its_kind_as_a_key(lines: tuple[bytes, ...]) -> None:
    found = {next(iter(json.loads(line).keys() - {"signature"})) for line in lines}
    assert found == {"head", "key", "charter", "entry", "text", "checkpoint", "tail"}


def test_an_entry_is_carried_as_the_bytes_that_were_hashed(
    lived: village.Record, lines: tuple[bytes, ...]
) -> None:
    carried = [one.line.data for one in read(lines) if isinstance(one.line, EntryLine)]
    assert carried == [village.seal(entry)[0] for entry in lived.entries]


@given(st.text(), st.binary(min_size=16, max_size=16))
def test_a_text_of_any_characters_survives(text: str, salt: bytes) -> None:
    opened = open_text(salt, text)
    (one,) = read([encode(TextLine(opened))])
    assert one.line == TextLine(opened)


HEAD_LINE = encode(HeadLine(HEAD))


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"", "line-cut"),
        (b"\n", "line-unknown"),
        (b"{}\n", "line-unknown"),
        (b"null\n", "line-unknown"),
        (b'{"other":{}}\n', "line-unknown"),
        (HEAD_LINE[:-1], "line-cut"),
        (HEAD_LINE[:-2] + b"\n", "line-unreadable"),
        (HEAD_LINE.replace(b'"format":1', b'"format": 1'), "line-not-canonical"),
        (HEAD_LINE.replace(b'"format":1', b'"format":1,"format":1'), "line-not-canonical"),
        (HEAD_LINE.replace(b'"format":1', b'"format":1.0'), "line-unreadable"),
        (HEAD_LINE.replace(b'"format":1', b'"format":1,"more":1'), "line-unreadable"),
        (HEAD_LINE.replace(b'"c"', b'"\xff"'), "line-unreadable"),
        (HEAD_LINE.replace(b'"c"', b'"\\ud800"'), "line-unreadable"),
        (HEAD_LINE.replace(b'"c"', b'"\\u0063"'), "line-not-canonical"),
        (HEAD_LINE.replace(b"00Z", b"00"), "line-unreadable"),
        (HEAD_LINE.replace(b"\n", b"\r\n"), "line-not-canonical"),
        (b'{"head":' + b"[" * 100_000 + b"\n", "line-unreadable"),
        (b'{"entry":{]\n', "line-unreadable"),
    ],
)  # fmt: skip
def test_a_line_that_is_not_exactly_as_written_is_refused(line: bytes, code: str) -> None:
    assert kinds([line]) == [code]


def test_a_line_that_is_too_long_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_LINE", 100)
    assert len(encode(EntryLine(b"x" * 89))) == 100
    with pytest.raises(ValueError, match="at most 100 bytes"):
        encode(EntryLine(b"x" * 90))


def test_reading_ends_at_a_line_that_is_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_LINE", 100)
    assert kinds([b"x" * 101, HEAD_LINE]) == ["line-too-long"]


def test_a_file_without_an_end_of_line_is_not_read_into_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_LINE", 100)
    stream = io.BytesIO(b"x" * 1000)
    assert len(next(lines_of(stream))) == 101
    assert stream.tell() == 101


def test_a_file_is_read_line_by_line(lines: tuple[bytes, ...]) -> None:
    assert tuple(lines_of(io.BytesIO(b"".join(lines)))) == lines
