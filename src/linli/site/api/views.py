"""The description of the interface, for programs and for people."""

from __future__ import annotations

import json
from functools import cache

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from linli.site.api import openapi
from linli.site.api.build import api


@cache
def _document() -> bytes:
    return json.dumps(openapi.document(api), ensure_ascii=False).encode()


@require_safe
def document(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document."""
    return HttpResponse(_document(), content_type="application/json")


@csrf_exempt  # It does nothing, whoever asks; a program is to hear that there is nothing, not that a cookie is missing.
def nothing(request: HttpRequest, rest: str) -> HttpResponse:
    """Whatever else begins like an address of the interface."""
    raise Http404
