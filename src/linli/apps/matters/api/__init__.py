"""What the matters app gives to programs: matters and the deeds in them, sittings, disclosures, the desk."""

from linli.apps.matters.api import doing, matters

routers = {"matters": matters.router}
"""By the title under which they are explained."""

parts = (doing,)
"""The modules that bring operations to these routers."""
