"""An empty installation that the tests of commands copy: making one takes longer than all they do with it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def installed(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], None]:
    """Puts an empty installation into a folder."""
    made = tmp_path_factory.mktemp("installation")
    environment = {**os.environ, "PYTHONPATH": str(root / "src")}
    command = [sys.executable, "-m", "linli", "community", "list", "--data", str(made)]
    subprocess.run(command, env=environment, capture_output=True, check=True)
    return lambda folder: shutil.copytree(made, folder, dirs_exist_ok=True) and None
