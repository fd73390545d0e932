"""The description of the interface, for programs and for people."""

from __future__ import annotations

import json
from functools import cache

from django.http import Http404, HttpRequest, HttpResponse

from linli.site.api import openapi
from linli.site.api.build import api


@cache
def _document() -> bytes:
    return json.dumps(openapi.document(api), ensure_ascii=False).encode()


def document(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document."""
    return HttpResponse(_document(), content_type="application/json")


def nothing(request: HttpRequest, rest: str) -> HttpResponse:
    """Whatever else begins like an address of the interface."""
    raise Http404
