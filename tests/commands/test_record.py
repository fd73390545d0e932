"""`linli record`: what it prints, and with which exit code."""

import gzip
import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from linli.commands.record import record

GOLDEN = Path(__file__).resolve().parents[1] / "core" / "record" / "golden" / "beilin.linli"


def run(*words: str | Path, given: bytes | None = None) -> Result:
    result = CliRunner().invoke(record, [str(word) for word in words], input=given)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


@pytest.fixture(scope="module")
def archive() -> bytes:
    return GOLDEN.read_bytes()


@pytest.fixture(scope="module")
def root(archive: bytes) -> str:
    return str(json.loads(run("verify", GOLDEN, "--format", "json").output)["root"])


def test_an_honest_archive_is_consistent_and_the_origin_is_asked_for() -> None:
    result = run("verify", GOLDEN)
    assert result.exit_code == 0
    assert "一致；出处没有证明。请用 --root 或 --key" in result.output
    assert "consistent; origin not shown." in run("verify", GOLDEN, "--lang", "en").output


def test_the_root_may_be_typed_as_it_is_printed(root: str) -> None:
    printed = " ".join(root[n : n + 4] for n in range(0, 64, 4)).upper()
    result = run("verify", GOLDEN, "--root", printed)
    assert result.exit_code == 0
    assert "出处与公告相符。" in result.output


def test_an_older_root_shows_what_was_there_when_it_was_printed(archive: bytes) -> None:
    older = next(json.loads(line) for line in archive.splitlines() if line.startswith(b'{"checkpoint"'))
    result = run("verify", GOLDEN, "--root", older["checkpoint"]["root"], "--lang", "en")
    assert (
        f"the origin of the first {older['checkpoint']['size']} entries is that of the notice"
        in result.output
    )


def test_the_key_shows_the_origin(archive: bytes) -> None:
    key = next(json.loads(line) for line in archive.splitlines() if line.startswith(b'{"key"'))
    assert json.loads(run("verify", GOLDEN, "--key", key["key"]["public"], "--format", "json").output)[
        "conclusion"
    ] == "shown"  # fmt: skip


@pytest.mark.parametrize("typed", ["", "3f2a…91bc", "12", "z" * 64])
def test_a_root_that_is_not_whole_is_refused_at_once(typed: str) -> None:
    result = run("verify", GOLDEN, "--root", typed)
    assert result.exit_code == 2
    assert "type all 64 digits" in result.output


def test_one_changed_byte_is_found_and_named(archive: bytes, tmp_path: Path) -> None:
    changed = tmp_path / "changed.linli"
    changed.write_bytes(archive.replace(b'"choice":"yes"', b'"choice":"no"', 1))
    result = run("verify", changed)
    assert result.exit_code == 1
    assert "matter/2026/1 #" in result.output
    assert "按章程重新决定，结果与记录不同。 [other-events]" in result.output
    found = json.loads(run("verify", changed, "--format", "json").output)
    assert not found["ok"]
    assert found["findings"][0]["chain"] == "matter/2026/1"
    assert found["findings"][0]["line"] > 1


def test_many_findings_are_cut_short_and_counted(archive: bytes) -> None:
    result = run("verify", "-", "--lang", "en", given=archive + b"x\n" * 130)
    assert "… and 30 more" in result.output
    assert "not consistent: 130 findings." in result.output
    assert "…… 另有 30 处" in run("verify", "-", given=archive + b"x\n" * 130).output


def test_an_archive_is_read_from_standard_input_packed_or_not(archive: bytes) -> None:
    assert run("verify", "-", given=archive).exit_code == 0
    assert run("verify", "-", given=gzip.compress(archive)).exit_code == 0


def test_a_packed_file_is_unpacked_whatever_its_name(archive: bytes, tmp_path: Path) -> None:
    packed = tmp_path / "archive.linli"
    packed.write_bytes(gzip.compress(archive))
    assert run("verify", packed).exit_code == 0


@pytest.mark.parametrize("cut", [5, 300])
def test_a_packed_file_that_is_cut_off_is_no_traceback(archive: bytes, tmp_path: Path, cut: int) -> None:
    packed = tmp_path / "archive.linli.gz"
    packed.write_bytes(gzip.compress(archive)[:cut])
    result = run("verify", packed)
    assert result.exit_code == 1
    assert "Error:" in result.output


def test_a_packed_file_that_is_damaged_is_no_traceback(archive: bytes, tmp_path: Path) -> None:
    damaged = bytearray(gzip.compress(archive))
    damaged[200:300] = bytes(100)
    packed = tmp_path / "archive.linli.gz"
    packed.write_bytes(damaged)
    assert run("verify", packed).exit_code == 1


@pytest.mark.parametrize("given", [b"", b"\n", b"PK\x03\x04", b"\x1f", bytes(1000)])
def test_what_is_no_archive_is_said_not_to_be_one(given: bytes) -> None:
    result = run("verify", "-", "--lang", "en", given=given)
    assert result.exit_code == 1
    assert "There is no tail" in result.output


def test_verifying_needs_no_web_framework_and_no_database(tmp_path: Path) -> None:
    import subprocess

    code = "import sys; from linli.commands.record import record; print('django' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert done.stdout.strip() == "False"
