"""The description of the interface, for programs and for people."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from linli.rest.problems import lang
from linli.site.api import openapi, reference, words
from linli.site.api.build import api


@cache
def described() -> dict[str, Any]:
    """The OpenAPI document."""
    return openapi.document(api)


@cache
def _document() -> bytes:
    return json.dumps(described(), ensure_ascii=False).encode()


@require_safe
def document(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document."""
    return HttpResponse(_document(), content_type="application/json")


@csrf_exempt  # It does nothing, whoever asks; a program is to hear that there is nothing, not that a cookie is missing.
def nothing(request: HttpRequest, rest: str) -> HttpResponse:
    """Whatever else begins like an address of the interface."""
    raise Http404


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The reference for people."""
    context = {
        **reference.context(described()),
        "crumbs": [],
        "about": [one.in_(lang()) for one in words.POINTS],
        "example": words.EXAMPLE.replace("HOST", f"{request.scheme}://{request.get_host()}"),
        "document_url": reverse("openapi"),
        "tokens_url": reverse("community:tokens"),
    }
    return render(request, "api.html", context)
