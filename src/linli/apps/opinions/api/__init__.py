"""The interface for programs: reading a map, reacting, adding a statement."""

from linli.apps.opinions.api.maps import router

routers = {"opinions": router}

__all__ = ["routers"]
