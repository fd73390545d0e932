"""The development recipes behind ./linli test, check, fix, bench and browser: docs/howto/develop.md describes them.

Runs inside .venv with the development packages; prints each command before it starts it.
"""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CORE = "src/linli/core/*"
MEASURED = "--measured"
# They go once more where the other tests have been, by doors of their own. Measuring doubles what they cost and finds
# next to nothing; in a run of their own, what they leave in a process hides nothing from those that are measured.
WALKS = (
    "tests/apps/access/test_access.py",
    "tests/apps/access/test_hostile.py",
    "tests/apps/access/test_openapi.py",
    "tests/apps/access/test_weight.py",
    "tests/apps/opinions/test_grouping.py",
    "tests/browser",
    "tests/commands/test_backup.py",
    "tests/commands/test_installation.py",
    "tests/commands/test_serving.py",
    "tests/contracts",
    "tests/core/charter/explain/test_every_charter.py",
    "tests/house",
    "tests/registers/test_faulty.py",
    "tests/scenarios",
    "tests/site/test_gallery.py",
)


def run(*words: str) -> bool:
    """Start a Python module at the root of the repository; True if it succeeded."""
    print(f"\n» {shlex.join(words)}", flush=True)
    return subprocess.call([sys.executable, "-m", *words], cwd=ROOT, env=_environment()) == 0


def _environment() -> dict[str, str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT / "tools")])}
    # The tests start `linli` dozens of times: where no bytecode is kept, each start would compile Django anew.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment


@contextmanager
def beside(*words: str) -> Iterator[list[bool]]:
    """As `run`, while something else goes on; what it says is said, and whether it succeeded, at the end."""
    result: list[bool] = []
    with tempfile.TemporaryFile() as said:
        with subprocess.Popen([sys.executable, "-m", *words], cwd=ROOT, env=_environment(), stdout=said,
                              stderr=subprocess.STDOUT) as other:  # fmt: skip
            try:
                yield result
            except BaseException:
                other.terminate()
                raise
        result.append(other.returncode == 0)
        print(f"\n» {shlex.join(words)}", flush=True)
        said.seek(0)
        shutil.copyfileobj(said, sys.stdout.buffer)
        sys.stdout.flush()


def verdict(recipe: str, results: dict[str, bool]) -> bool:
    """Say at the end, where it is seen, what failed above."""
    failed = [name for name, passed in results.items() if not passed]
    print(f"\n» {recipe}: {'failed: ' + ', '.join(failed) if failed else 'all passed'}", flush=True)
    return not failed


def test(words: list[str]) -> bool:
    """Everything, on SQLite and PostgreSQL, with the coverage the core must have; or just what the words name.

    With ``--measured``, as `.ci/run` asks, the whole is measured too, which takes half as long again.
    """
    if words == [MEASURED]:
        return _test(measure=[f"--ignore={walk}" for walk in WALKS], leave=list(WALKS), whole=True)
    if words:
        return run("pytest", *words)
    return _test(measure=["tests/core"], leave=["tests", "--ignore=tests/core"], whole=False)


def _test(*, measure: list[str], leave: list[str], whole: bool) -> bool:
    """Both stretches side by side: what waits, for a browser or another program, leaves the machine to the other."""
    spread = ("pytest", "-n", "auto", "--dist", "worksteal")
    with beside(*spread, *leave) as left:
        # What must be covered is said by the reports below; a third one here would take as long as both.
        measured = run(*spread, "--cov", "--cov-report=", "--cov-fail-under=0", *measure)
    results = {
        "measured tests": measured,
        "other tests": left == [True],
        "coverage of the core": run("coverage", "report", f"--include={CORE}", "--fail-under=100"),
    }
    if whole:
        results["coverage of the whole"] = run("coverage", "report", "--format=total")
    return verdict("test", results)


def check(words: list[str]) -> bool:
    """Lint, format, types, the imports of the house, and the charters. Goes on after a failure, to show them all."""
    results = {
        "lint": run("ruff", "check", "."),
        "format": run("ruff", "format", "--check", "."),
        "types": run("mypy", "src", "tools"),
        "types of the core": run("basedpyright"),
        "imports": run("lint_imports"),
        "charters": check_charters(),
    }
    return verdict("check", results)


def check_charters() -> bool:
    charters = sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("charters/**/charter.yaml"))
    if not charters:
        print("\n» no charter.yaml in charters/ to check")
        return not (ROOT / "charters").exists()
    return run("linli", "charter", "check", *charters)


def fix(words: list[str]) -> bool:
    fixed = run("ruff", "check", "--fix", ".")
    return run("ruff", "format", ".") and fixed


def bench(words: list[str]) -> bool:
    return run("bench", *words)


def blind(words: list[str]) -> bool:
    """How often the critique is right about charters that it was not written for."""
    return run("blind", *words)


def browser(words: list[str]) -> bool:
    return run("pytest", "-m", "browser", *words)


RECIPES: dict[str, Callable[[list[str]], bool]] = {
    recipe.__name__: recipe for recipe in (test, check, fix, bench, blind, browser)
}

if __name__ == "__main__":
    sys.exit(0 if RECIPES[sys.argv[1]](sys.argv[2:]) else 1)
