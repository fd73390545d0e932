"""What stands before the interface for programs, and before nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from linli.rest import problems
from linli.rest.problems import Problem
from linli.site.api.failing import as_problem
from linli.site.api.openapi import ROOT

READING = "GET, HEAD, OPTIONS"
ASKED = "Accept, Accept-Language, If-None-Match"
TOLD = "ETag, Link, Retry-After, Content-Language"


class Threshold:
    """Takes away cookies, so that no page elsewhere can act through a browser in which somebody is signed in.

    Scripts of other sites may read what is public and nothing else: they are never let send a token. A failure that
    Django or a library wrote as a page leaves as a problem.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> Any:
        if not request.path.startswith(ROOT):
            return self.get_response(request)
        request.META.pop("HTTP_COOKIE", None)
        response = self._answer(request)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = TOLD
        response.cookies.clear()
        return _without_cookie(response)

    def _answer(self, request: HttpRequest) -> Any:
        if request.method == "OPTIONS":
            return _preflight()
        if _length(request) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return problems.answer(Problem(413, "too-large"))
        head = request.method == "HEAD"
        if head:
            request.method = "GET"
        response = as_problem(self.get_response(request))
        if head:
            response["Content-Length"] = str(len(response.content))
            response.content = b""
        return response


def _preflight() -> HttpResponse:
    allowed = {
        "Access-Control-Allow-Methods": READING, "Access-Control-Allow-Headers": ASKED,
        "Access-Control-Max-Age": "86400",
    }  # fmt: skip
    return HttpResponse(status=204, headers=allowed)


def _without_cookie(response: Any) -> Any:
    """An answer that no cookie can change says so."""
    vary = [one.strip() for one in response.get("Vary", "").split(",")]
    kept = [one for one in vary if one and one.lower() != "cookie"]
    if kept:
        response["Vary"] = ", ".join(kept)
    elif "Vary" in response:
        del response["Vary"]
    return response


def _length(request: HttpRequest) -> int:
    text = request.META.get("CONTENT_LENGTH") or "0"
    return int(text) if text.isascii() and text.isdigit() else 0
