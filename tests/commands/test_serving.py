"""The server as a process: what a kill leaves behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

LONGEST = 60


def _until(holds: Callable[[], bool]) -> None:
    for _ in range(LONGEST * 10):
        if holds():
            return
        time.sleep(0.1)
    raise AssertionError("waited in vain")


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/"):
            return True
    except OSError:
        return False


def _free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def test_the_server_says_where_it_is_once_it_answers_and_killed_it_leaves_its_port_to_the_next(
    root: Path, tmp_path: Path, installed: Callable[[Path], None]
) -> None:
    installed(tmp_path / "data")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "linli", "serve", "--data", str(tmp_path / "data"), "--port", str(port)]
    environment = {**os.environ, "PYTHONPATH": str(root / "src")}
    with subprocess.Popen(command, env=environment, cwd=tmp_path, stdout=subprocess.PIPE) as server:
        try:
            assert server.stdout is not None
            assert f"http://127.0.0.1:{port}".encode() in server.stdout.readline()
            assert _answers(port)
        finally:
            server.send_signal(signal.SIGKILL)
    _until(lambda: _free(port))
