"""Run as a program: changes the key of the registers up to a point, says so, and waits to be killed.

Arguments: the data folder, and the point: `written` (all is done but the commit) or `committed` (the files are still as
they were).
"""

import sys
import time
from pathlib import Path
from typing import Any

import django

django.setup()

from linli.apps.community import keyring  # noqa: E402 - Django first
from linli.apps.community.actions import resealing  # noqa: E402 - Django first
from linli.apps.community.models import SealingKey  # noqa: E402 - Django first


def waits(*_given: Any, **_more: Any) -> None:
    """For the end."""
    print("there", flush=True)
    time.sleep(60)


if __name__ == "__main__":
    folder, point = sys.argv[1:]
    if point == "written":
        SealingKey.save = waits
    else:
        keyring.put_in_force = waits
    resealing.change_key(Path(folder), lambda *_told: None)
