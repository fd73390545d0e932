"""What must hold for every file that is handed to others."""

import re
import subprocess
from pathlib import Path

import pytest

MOST_LINES = 350  # aim at 300
MOST_LINES_OF_TESTS = 500  # a whole subject may stand together
# To start Linli as a process takes a second or two, which only these are worth: kept here, in one list, on purpose.
PROCESSES = {
    "tests/apps/community/test_demo.py",  # which addresses there are is settled when a process starts
    "tests/apps/matters/test_doors.py",  # killed in the middle
    "tests/contracts/test_erasing.py",
    "tests/contracts/test_key_change.py",
    "tests/contracts/test_killed.py",
    "tests/contracts/test_tables.py",
    "tests/house/test_files.py",  # asks git
    "tests/house/test_launcher.py",
    "tests/registers/test_reading.py",  # what a fresh interpreter has loaded
}
TEXT = {".py", ".md", ".toml", ".yaml", ".yml", ".html", ".css", ".js", ".po", ".lock", ".txt", ".json", ""}


@pytest.fixture(scope="module")
def files(root: Path) -> list[Path]:
    """Every file under version control, and every new one that is not ignored."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=root, capture_output=True, check=True, text=True).stdout
    return [path for name in listed.split("\0") if name and (path := root / name).is_file()]


def lines_of(files: list[Path], suffixes: set[str]) -> list[tuple[Path, int, str]]:
    return [
        (path, number, line)
        for path in files
        if path.suffix in suffixes
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    ]


def test_a_file_of_source_can_be_taken_in_at_a_glance(root: Path, files: list[Path]) -> None:
    sources = [path for path in files if path.suffix == ".py" and root / "src" in path.parents]
    assert sources
    too_long = {
        str(path.relative_to(root)): count
        for path in sources
        if "migrations" not in path.parts and (count := len(path.read_text().splitlines())) > MOST_LINES
    }
    assert too_long == {}


def test_a_file_of_tests_has_one_subject(root: Path, files: list[Path]) -> None:
    tests = {
        str(path.relative_to(root)): len(path.read_text(encoding="utf-8").splitlines())
        for path in files
        if path.suffix == ".py" and root / "tests" in path.parents
    }
    assert {name for name, count in tests.items() if count > MOST_LINES_OF_TESTS} == set()


def test_no_test_outside_of_commands_starts_a_process_without_need(root: Path, files: list[Path]) -> None:
    """The suite was slow by processes; most of what they showed is shown by a call (tests/commands/conftest.py)."""
    starts = re.compile(r"^\s*(?:import|from) (?:subprocess|multiprocessing)\b", re.MULTILINE)
    found = {
        str(path.relative_to(root))
        for path in files
        if path.suffix == ".py"
        and root / "tests" in path.parents
        and root / "tests/commands" not in path.parents
        and starts.search(path.read_text(encoding="utf-8"))
    }
    assert found <= PROCESSES


def test_every_folder_of_source_is_a_package(root: Path) -> None:
    """Coverage and the import contracts look into packages only: a folder without __init__.py would escape them."""
    folders = {path.parent for path in (root / "src").glob("**/*.py")}
    assert [
        str(path.relative_to(root)) for path in sorted(folders) if not (path / "__init__.py").exists()
    ] == []


def test_no_file_names_a_folder_of_the_machine_it_was_written_on(root: Path, files: list[Path]) -> None:
    here = re.compile(rf"(?<![\w.]){re.escape(str(root))}/|(?<![\w.]){re.escape(str(Path.home()))}/")
    found = [f"{path.name}:{number}" for path, number, line in lines_of(files, TEXT) if here.search(line)]
    assert found == []


def test_nothing_built_or_third_party_is_committed(root: Path, files: list[Path]) -> None:
    unwelcome = {".mo", ".pyc", ".woff", ".woff2", ".ttf", ".otf", ".whl", ".sqlite3"}
    found = [path.name for path in files if path.suffix in unwelcome or ".min." in path.name]
    assert found == []
    assert [path for path in files if "node_modules" in path.parts] == []


def test_every_exception_from_a_tool_carries_its_reason(root: Path, files: list[Path]) -> None:
    """`# noqa: X123 - because …`, `# type: ignore[x]  # because …`, `# pragma: no cover - because …`."""
    tag = re.compile(r"# (?:noqa|type: ignore|pyright: ignore|pragma: no (?:cover|branch))(.*)$")
    reason = re.compile(r"(?: - |# )\S+ \S+")
    source = [entry for entry in lines_of(files, {".py"}) if entry[0] != Path(__file__)]
    silent = [
        f"{path.relative_to(root)}:{number}"
        for path, number, line in source
        if (found := tag.search(line)) and not reason.search(found.group(1))
    ]
    assert silent == []


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_the_readme_gives_the_two_commands_and_links_only_to_what_is_there(root: Path, name: str) -> None:
    text = (root / name).read_text(encoding="utf-8")
    assert text.index("./linli demo") < text.index("./linli test")
    targets = re.findall(r"\]\(((?!https?:)[^)#]+)", text)
    assert [target for target in targets if not (root / target).exists()] == []
