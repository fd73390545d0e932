"""What the community app gives to programs: places, communities, organs, people."""

from linli.apps.community.api import communities, corrections, people, places, registers

routers = {"communities": communities.router, "places": places.router, "people": people.router}
"""By the title under which they are explained."""

parts = (corrections, registers)
"""The modules that only bring operations to these routers."""
