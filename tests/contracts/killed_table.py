"""Run as a program: enters a table up to the last word of the transaction, says so, and waits to be killed."""

import sys
import time

import django

django.setup()
sys.path.append(sys.argv[2])

import made  # noqa: E402 - after the path is there

from linli.apps.community.actions.tables import deeds, work  # noqa: E402 - Django first
from linli.apps.community.models import BroughtTable  # noqa: E402 - Django first


def waits(table: BroughtTable) -> None:
    """Everything is written but the commit."""
    print("written", flush=True)
    time.sleep(60)


if __name__ == "__main__":
    found = BroughtTable.objects.select_related("community").get(pk=int(sys.argv[1]))
    found.file = deeds.keep(made.text(made.residents(7)), found.community)
    found.state, found.beat = BroughtTable.State.CHECKING, None
    found.save(update_fields=["file", "state", "beat"])
    work.work_table(found.pk)
    deeds.go_on(found, "apply", actor=found.account)
    work.forget = waits
    work.work_table(found.pk)
