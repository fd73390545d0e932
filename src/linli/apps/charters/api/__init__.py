"""The interface for programs: the models of the gallery, who holds power in each, and several side by side."""

from linli.apps.charters.api.models import router

routers = {"models": router}

__all__ = ["routers"]
