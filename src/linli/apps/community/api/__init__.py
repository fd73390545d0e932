"""What the community app gives to programs: places, communities, organs, people."""

from linli.apps.community.api import communities, people, places

routers = {"communities": communities.router, "places": places.router, "people": people.router}
"""By the title under which they are explained."""
