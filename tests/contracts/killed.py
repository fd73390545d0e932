"""Run as a program: does a deed up to its last word, says so, and waits to be killed."""

import sys
import time

import django

django.setup()

from linli.apps.community import actions, reads  # noqa: E402 - Django first


@actions.deed
def enrol() -> None:
    """Everything but the commit."""
    community = reads.community("sample")
    assert community is not None
    actions.enrol_people(community, [actions.Newcomer("半途的人")], actor=actions.TERMINAL)
    actions.seal_text(community, "半途的话")
    print("written", flush=True)
    time.sleep(60)


if __name__ == "__main__":
    sys.exit(enrol())
