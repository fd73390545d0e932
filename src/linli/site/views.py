"""The few pages of the site itself: preferences, and what is said when something goes wrong."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from linli.site import preferences


@require_POST
def set_preferences(request: HttpRequest) -> HttpResponse:
    """Remember size of type and theme, and go back to the page the reader was on."""
    preferences.keep(request, request.POST)
    return HttpResponseRedirect(_way_back(request))


def _way_back(request: HttpRequest) -> str:
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if safe else "/"


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's seal was missing or old: say how to send it again, and show what was typed."""
    return render(
        request, "errors/csrf.html", {"typed": _typed(request) if _ours(request) else []}, status=403
    )


def too_large(request: HttpRequest) -> HttpResponse:
    """The request was larger than any form of ours."""
    limit = settings.UPLOAD_LIMIT // settings.MEGABYTE
    return render(request, "errors/too_large.html", {"limit": limit}, status=413)


def unreadable(request: HttpRequest) -> HttpResponse:
    """The request was written in a way that no form of ours writes."""
    return render(request, "400.html", status=400)


def _ours(request: HttpRequest) -> bool:
    # A form on a stranger's page must not be able to put its words on ours.
    return request.headers.get("Sec-Fetch-Site") == "same-origin"


def _typed(request: HttpRequest) -> list[str]:
    """The texts worth keeping: what a person wrote, not the switches and numbers of the form, no passwords."""
    hidden = ("csrfmiddlewaretoken", "password")
    return [
        value
        for name, value in request.POST.items()
        if not any(word in name for word in hidden) and isinstance(value, str) and len(value) > 20
    ]
