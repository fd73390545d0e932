"""What stands before every page."""

from __future__ import annotations

import codecs
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils import translation

from linli.apps.community.door import coming_by
from linli.site import views
from linli.site.api.openapi import ROOT


class Compressed(GZipMiddleware):
    """Pages go out compressed, each with up to a hundred random bytes more, so that its length tells nothing (BREACH).

    Only pages: what programs read keeps its strong ETag, and what is downloaded is compressed already or streamed.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """The page, compressed where the browser takes that."""
        if response.streaming or not response.get("Content-Type", "").startswith("text/html"):
            return response
        return super().process_response(request, response)


class Doors:
    """Notes of everything done whether it came in by a page or by a program."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with coming_by("program" if request.path.startswith(ROOT) else "page"):
            return self.get_response(request)


class BodyLimit:
    """Refuses, before reading it, what no page of ours sends: too large, not in UTF-8, a null in the address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Whoever knows the reader's language comes later, and the thread still speaks that of its last reader.
        with translation.override(translation.get_language_from_request(request)):
            if _length(request) > settings.BODY_LIMIT:
                return views.too_large(request)
            if not _in_utf8(request) or _has_null(request):
                return views.unreadable(request)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A null in a field that no form shows gets as far as PostgreSQL, which cannot keep it; nothing was changed."""
        return views.unreadable(request) if NULL_REFUSED in str(error) else None


NULL_REFUSED = "NUL (0x00)"
"""What Django and psycopg say of it."""


def _has_null(request: HttpRequest) -> bool:
    return "\x00" in request.path_info or "%00" in request.META.get("QUERY_STRING", "")


def _length(request: HttpRequest) -> int:
    text = request.META.get("CONTENT_LENGTH") or "0"
    return int(text) if text.isascii() and text.isdigit() else 0


def _in_utf8(request: HttpRequest) -> bool:
    charset = (request.content_params or {}).get("charset", "utf-8")
    try:
        return codecs.lookup(charset).name == "utf-8"
    except (LookupError, ValueError):
        return False
