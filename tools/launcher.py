"""The launcher behind ./linli: makes .venv, fills it from the lock, compiles the translations, runs what was asked.

Standard library only, since it runs before anything is installed.
"""

from __future__ import annotations

import ast
import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
RUNTIME, DEV = ROOT / "requirements.lock", ROOT / "requirements-dev.lock"
UV = "uv==0.13.9"

# uv does not read pip's configuration: a nearby mirror or a company's certificate must be handed over.
PIP_TO_UV = {
    "index-url": ("UV_DEFAULT_INDEX", " "),
    "extra-index-url": ("UV_INDEX", " "),
    "find-links": ("UV_FIND_LINKS", ","),
    "no-index": ("UV_NO_INDEX", " "),
    "trusted-host": ("UV_INSECURE_HOST", " "),
    "timeout": ("UV_HTTP_TIMEOUT", " "),
    "proxy": ("ALL_PROXY", " "),
    "cert": ("SSL_CERT_FILE", " "),
}

# Development recipes; docs/howto/develop.md describes each. Every other word goes to the `linli` command.
RECIPES = {"test", "check", "fix", "bench", "blind", "browser"}


class Stop(Exception):
    """What went wrong and what to do about it, in one line for the terminal."""


def main(words: list[str]) -> int:
    name = words[0] if words else "--help"
    try:
        set_up(dev=name in RECIPES)
    except Stop as stop:
        print(f"linli: {stop}", file=sys.stderr)
        return 1
    if name in RECIPES:
        return recipe(name, words[1:])
    return hand_over(["-m", "linli", *words])


# --- setting up ---------------------------------------------------------------------------------------------


def set_up(*, dev: bool) -> None:
    with one_at_a_time():
        make_venv()
        sync(dev=dev)
        point_at_source()
        compile_messages()


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Two launchers started together must not fill the same .venv twice."""
    with open(ROOT / ".venv.lock", "w") as lock:
        wait_for(lock)
        yield


def wait_for(lock: IO[str]) -> None:
    if sys.platform == "win32":
        return  # no flock there: two launchers started at once are the user's own affair
    import fcntl

    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        say("waiting for another ./linli that is setting up …")
        fcntl.flock(lock, fcntl.LOCK_EX)


def make_venv() -> None:
    """A .venv whose interpreter no longer starts (Python upgraded, folder copied) is made anew."""
    if PYTHON.exists() and quiet([str(PYTHON), "-c", ""]).returncode == 0:
        return
    say("making .venv …")
    shutil.rmtree(VENV, ignore_errors=True)
    # Started from inside the broken .venv, sys.executable is gone by now: ask for the Python beneath it.
    python = getattr(sys, "_base_executable", sys.executable)
    made = quiet([python, "-m", "venv", str(VENV)])
    if made.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        if "ensurepip" in made.stdout or "No module named venv" in made.stdout:
            raise Stop(f"Python's venv module is missing (Debian, Ubuntu: apt install {package}).")
        raise Stop(f"could not make .venv: {last_line(made.stdout)}")


def sync(*, dev: bool) -> None:
    """Install from the lock when it changed. A .venv that has the development packages keeps them."""
    stamp = VENV / "linli-stamp"
    had = stamp.read_text().split() if stamp.exists() else []
    kind = "dev" if dev or had[:1] == ["dev"] else "runtime"
    lock = DEV if kind == "dev" else RUNTIME
    want = [kind, hashlib.sha256(lock.read_bytes()).hexdigest(), UV]
    if had == want:
        return
    say(f"installing from {lock.name} …")
    stamp.unlink(missing_ok=True)
    uv = UV.replace("==", "-") + ".dist-info"
    if not (site_packages() / uv).exists():
        install([str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", UV])
    install(
        [str(PYTHON), "-m", "uv", "pip", "sync", "--quiet", "--require-hashes", str(lock)],
        env=uv_environment(),
    )
    stamp.write_text(" ".join(want))


def install(command: list[str], env: dict[str, str] | None = None) -> None:
    done = quiet(command, env={**(env or os.environ), "VIRTUAL_ENV": str(VENV)})
    if done.returncode == 0:
        return
    signs = ("from versions: none", "name resolution", "error sending request", "dns error")
    if any(sign in done.stdout for sign in signs):
        raise Stop("cannot reach the package index; is there a network, or a mirror set with `pip config`?")
    raise Stop(f"installing failed: {last_line(done.stdout)}")


def uv_environment() -> dict[str, str]:
    """The environment with pip's own settings under uv's names; what the user set for uv stands."""
    env = dict(os.environ)
    for key, value in pip_settings().items():
        if key in PIP_TO_UV:
            name, separator = PIP_TO_UV[key]
            env.setdefault(name, separator.join(value.split()))
    # pip treats all indexes alike; with every file pinned by hash, so may uv.
    env.setdefault("UV_INDEX_STRATEGY", "unsafe-best-match")
    return env


def pip_settings() -> dict[str, str]:
    """pip's settings as pip would apply them: [global], over it [install], over both the environment."""
    listed = quiet([str(PYTHON), "-m", "pip", "config", "list"]).stdout
    order = ("global", "install", ":env:")
    found: dict[str, tuple[int, str]] = {}
    for line in listed.splitlines():
        name, _, quoted = line.partition("=")
        section, _, key = name.rpartition(".")
        rank = order.index(section) if section in order else -1
        if rank >= found.get(key, (0, ""))[0]:
            found[key] = (rank, str(ast.literal_eval(quoted)))
    return {key: value for key, (_, value) in found.items()}


def point_at_source() -> None:
    """Put src/ on .venv's path: no build step, so nothing to download and nothing to fall out of date."""
    write_if_changed(site_packages() / "linli.pth", f"{ROOT / 'src'}\n")


def site_packages() -> Path:
    return next(VENV.glob("Lib/site-packages" if os.name == "nt" else "lib/python*/site-packages"), VENV)


def compile_messages() -> None:
    """Git holds the translations as .po; Django reads .mo."""
    for po in ROOT.glob("src/linli/**/LC_MESSAGES/*.po"):
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime:
            continue
        done = quiet([str(PYTHON), "-m", "linli.messages", str(po)])
        if done.returncode:
            raise Stop(f"cannot compile {po.relative_to(ROOT)}: {last_line(done.stdout)}")


def write_if_changed(path: Path, text: str) -> None:
    if not path.exists() or path.read_text() != text:
        path.write_text(text)


# --- running ------------------------------------------------------------------------------------------------


def recipe(name: str, words: list[str]) -> int:
    return hand_over([str(ROOT / "tools" / "recipes.py"), name, *words])


def hand_over(arguments: list[str]) -> int:
    sys.stdout.flush()
    if os.name == "nt":
        return subprocess.call([str(PYTHON), *arguments])
    os.execv(PYTHON, [str(PYTHON), *arguments])


def quiet(command: list[str], env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )


def last_line(output: str) -> str:
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return lines[-1] if lines else "no reason given"


def say(text: str) -> None:
    print(f"linli: {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
