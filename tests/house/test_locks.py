"""The locks work behind any mirror and say exactly what is installed."""

import re
import tomllib
from pathlib import Path

import pytest

LOCKS = ("requirements.lock", "requirements-dev.lock")
PIN = re.compile(r"^([a-z0-9][a-z0-9.-]*)==(\S+)", re.MULTILINE)


def pins(lock: Path) -> dict[str, str]:
    return dict(PIN.findall(lock.read_text()))


def wanted(lines: list[str]) -> set[str]:
    names = (re.match(r"[A-Za-z0-9._-]+", line) for line in lines)
    return {re.sub(r"[-_.]+", "-", name.group()).lower() for name in names if name}


@pytest.mark.parametrize("name", [*LOCKS, "linli", "tools/launcher.py", ".ci/run"])
def test_nothing_that_installs_names_a_download_host(root: Path, name: str) -> None:
    text = (root / name).read_text()
    assert re.findall(r"https?://\S+|file:\S+|--(?:extra-)?index-url|--find-links", text) == []


def test_the_project_file_names_no_index(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text())
    assert "uv" not in project["tool"]
    assert not (root / "uv.lock").exists()


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_has_its_hashes(root: Path, name: str) -> None:
    text = (root / name).read_text()
    entries = re.split(r"\n(?=\S)", text.strip())
    bare = [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry]
    assert bare == []
    assert len(entries) == len(pins(root / name))


def test_the_development_lock_holds_every_runtime_pin_at_the_same_version(root: Path) -> None:
    runtime, dev = (pins(root / name) for name in LOCKS)
    assert {name: dev.get(name) for name in runtime} == runtime


def test_every_dependency_of_the_project_is_in_its_lock(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    optional = project["optional-dependencies"]
    extras = [line for lines in optional.values() for line in lines]
    used = [*project["dependencies"], *optional["pdf"], *optional["opinions"]]
    assert wanted(used) - pins(root / "requirements.lock").keys() == set()
    assert wanted(extras) - pins(root / "requirements-dev.lock").keys() == set()
