"""What the matters app gives to programs: matters and the deeds in them, sittings, disclosures, the desk."""

from linli.apps.matters.api import (
    at_once,
    correcting,
    doing,
    entered,
    matters,
    minutes,
    notices,
    publications,
    sittings,
)

routers = {"matters": matters.router, "sittings": sittings.router, "publications": publications.router}
"""By the title under which they are explained."""

parts = (doing, at_once, correcting, entered, minutes, notices)
"""The modules that only bring operations to these routers."""
