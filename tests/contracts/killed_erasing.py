"""Run as a program: answers a request for erasure up to a point, says so, and waits to be killed.

Arguments: the request, the clerk's account, and the point: `written` (all is done but the commit) or `committed`
(nothing is done yet of what follows the commit).
"""

import sys
import time
from typing import Any

import django

django.setup()

from linli.apps.care import actions  # noqa: E402 - Django first
from linli.apps.care.actions import erasures  # noqa: E402 - Django first
from linli.apps.care.models import ErasureRequest  # noqa: E402 - Django first
from linli.apps.community.models import Account  # noqa: E402 - Django first
from linli.apps.matters.actions import erasure  # noqa: E402 - Django first


def waits(*_given: Any) -> None:
    """For the end."""
    print("there", flush=True)
    time.sleep(60)


if __name__ == "__main__":
    request, clerk, point = sys.argv[1:]
    settle = erasures._settle
    if point == "written":
        erasures._settle = lambda *given, **more: waits(settle(*given, **more))
    else:
        erasure._unlink = waits
    one = ErasureRequest.objects.get(pk=int(request))
    actions.decide(one, one.asked.split(), "", actor=Account.objects.get(pk=int(clerk)))
