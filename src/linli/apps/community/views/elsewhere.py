"""Around the pages of signing in with an account held elsewhere: the other server's faults are no errors of ours."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, URLResolver
from requests import RequestException

logger = logging.getLogger("django.request")
View = Callable[..., HttpResponse]
FAILED = 502
AMISS = (RequestException, LookupError, ValueError, TypeError, AttributeError)
"""What django-allauth lets pass when the other server is silent, or says what no such server says."""


def sure(patterns: Iterable[URLPattern | URLResolver]) -> list[URLPattern | URLResolver]:
    """The same addresses, which say so where the other server fails."""
    kept = list(patterns)
    for one in kept:
        if isinstance(one, URLResolver):
            sure(one.url_patterns)
        else:
            one.callback = told(one.callback)
    return kept


def told(view: View) -> View:
    """A page that says that it did not work there; why stands in the log."""

    @functools.wraps(view)
    def page(request: HttpRequest, *given: Any, **more: Any) -> HttpResponse:
        try:
            return view(request, *given, **more)
        except AMISS:
            logger.warning("Signing in elsewhere failed", exc_info=True)
            return render(request, "socialaccount/authentication_error.html", status=FAILED)

    return page
