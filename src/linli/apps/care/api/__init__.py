"""The interface for programs: one's own data, asking for erasure, what registers are for."""

from linli.apps.care.api import purposes
from linli.apps.care.api.own import router

routers = {"personal-data": router}

parts = (purposes,)
"""The modules that only bring operations to these routers."""

__all__ = ["parts", "routers"]
