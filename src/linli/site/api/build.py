"""The interface put together."""

from __future__ import annotations

from typing import Any

from ninja import NinjaAPI
from ninja.renderers import JSONRenderer

from linli.apps.care.api import routers as care_routers
from linli.apps.charters.api import routers as charters_routers
from linli.apps.community.api import routers as community_routers
from linli.apps.matters.api import routers as matters_routers
from linli.apps.opinions.api import routers as opinions_routers
from linli.apps.talk.api import routers as talk_routers
from linli.site.api import failing, finishing, openapi, words
from linli.site.api.limits import Limits


class Renderer(JSONRenderer):
    """JSON with Chinese written as it is."""

    json_dumps_params = {"ensure_ascii": False}


class Interface(NinjaAPI):
    """The interface with its own description; the pages that the library brings load scripts from elsewhere."""

    def get_openapi_schema(self, **_asked: Any) -> Any:
        """The OpenAPI document."""
        return openapi.document(self)


def build() -> Interface:
    """Version 1."""
    api = Interface(
        title="Linli",
        version="1.0.0",
        urls_namespace="api-v1",
        description=words.ABOUT,
        openapi_url=None,
        docs_url=None,
        renderer=Renderer(),
        throttle=[Limits()],
    )
    failing.teach(api)
    api.add_decorator(finishing.finished, mode="view")
    routers = {
        **community_routers, **matters_routers, **talk_routers, **opinions_routers, **care_routers, **charters_routers,
    }  # fmt: skip
    for name, router in routers.items():
        api.add_router("", router, tags=[name])
    return api


api = build()
