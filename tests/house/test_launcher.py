"""The launcher's own decisions; a cold start from a fresh clone is tried by .ci/run."""

import hashlib
import subprocess
from pathlib import Path

import pytest

import launcher
import recipes


def answering(output: str, code: int = 0):  # type: ignore[no-untyped-def]  # a stand-in with launcher.quiet's shape
    def quiet(command: list[str], env: object = None) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(command, code, stdout=output)

    return quiet


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[list[str]]:
    """An empty .venv of our own; what the launcher would start is written down instead."""
    made: list[list[str]] = []

    def quiet(command: list[str], env: object = None) -> subprocess.CompletedProcess[str]:
        made.append(command)
        return subprocess.CompletedProcess(command, 0, stdout="")

    monkeypatch.setattr(launcher, "VENV", tmp_path)
    monkeypatch.setattr(launcher, "quiet", quiet)
    return made


def test_pips_own_settings_are_handed_to_uv(monkeypatch: pytest.MonkeyPatch) -> None:
    listed = (
        "global.index-url='https://mirror.example/simple'\n"
        "global.extra-index-url='https://a.example/simple https://b.example/simple'\n"
        "install.find-links='wheels more-wheels'\n"
        "list.format='columns'\n"
        ":env:.index-url='https://nearer.example/simple'\n"
    )
    monkeypatch.setattr(launcher, "quiet", answering(listed))
    for name, _ in launcher.PIP_TO_UV.values():
        monkeypatch.delenv(name, raising=False)
    env = launcher.uv_environment()
    assert env["UV_DEFAULT_INDEX"] == "https://nearer.example/simple"
    assert env["UV_INDEX"] == "https://a.example/simple https://b.example/simple"
    assert env["UV_FIND_LINKS"] == "wheels,more-wheels"
    assert "UV_NO_INDEX" not in env


def test_what_the_user_set_for_uv_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launcher, "quiet", answering("global.index-url='https://pip.example/simple'\n"))
    monkeypatch.setenv("UV_DEFAULT_INDEX", "https://uv.example/simple")
    assert launcher.uv_environment()["UV_DEFAULT_INDEX"] == "https://uv.example/simple"


def test_nothing_is_installed_again_while_the_lock_is_the_same(calls: list[list[str]]) -> None:
    launcher.sync(dev=False)
    assert any("sync" in command for command in calls)
    calls.clear()
    launcher.sync(dev=False)
    assert calls == []


def test_a_venv_with_development_packages_keeps_them_when_the_demo_is_started(calls: list[list[str]]) -> None:
    launcher.sync(dev=True)
    calls.clear()
    launcher.sync(dev=False)
    assert calls == []
    stamp = (launcher.VENV / "linli-stamp").read_text().split()
    assert stamp[:2] == ["dev", hashlib.sha256(launcher.DEV.read_bytes()).hexdigest()]


@pytest.mark.parametrize(
    ("output", "answer"),
    [
        ("Error: No module named venv", "apt install python3."),
        (
            "The virtual environment was not created because ensurepip is not available",
            "apt install python3.",
        ),
        ("No space left on device", "could not make .venv: No space left on device"),
    ],
)
def test_a_venv_that_cannot_be_made_is_explained_in_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, output: str, answer: str
) -> None:
    monkeypatch.setattr(launcher, "VENV", tmp_path / "venv")
    monkeypatch.setattr(launcher, "PYTHON", tmp_path / "venv" / "python")
    monkeypatch.setattr(launcher, "quiet", answering(output, code=1))
    with pytest.raises(launcher.Stop) as stop:
        launcher.make_venv()
    assert answer in str(stop.value)
    assert "\n" not in str(stop.value)


def test_a_missing_network_is_explained_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    output = "error sending request for url\n  Caused by: dns error\n"
    monkeypatch.setattr(launcher, "quiet", answering(output, code=2))
    with pytest.raises(launcher.Stop, match="is there a network"):
        launcher.install(["uv"])


def test_the_launcher_knows_every_recipe_and_the_handbook_describes_it(root: Path) -> None:
    assert set(recipes.RECIPES) == launcher.RECIPES
    page = (root / "docs" / "howto" / "develop.md").read_text(encoding="utf-8")
    assert [name for name in [*recipes.RECIPES, "demo"] if f"./linli {name}" not in page] == []
