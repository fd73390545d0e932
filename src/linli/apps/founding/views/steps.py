"""What every step shows: where one is, what is chosen so far, and who may be here."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.apps.community import reads as community
from linli.apps.founding import reads
from linli.apps.founding.models import Draft

STEPS = ("place", "model", "people", "live")
Step = Callable[[HttpRequest, Draft], HttpResponse]


def for_founder(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Only for who may found; others are told who may, and strangers sign in first."""

    @wraps(view)
    def seen(request: HttpRequest, **more: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not community.may_found(request.user):
            return render(request, "founding/not_here.html", status=403)
        return view(request, **more)

    return seen


def step(view: Step) -> Callable[..., HttpResponse]:
    """One step of one's own draft; of another's it is as if it were not there."""

    @for_founder
    @wraps(view)
    def seen(request: HttpRequest, number: int) -> HttpResponse:
        one = reads.draft(number, request.user)
        if one is None:
            raise Http404
        if one.community is not None and view.__module__.rpartition(".")[2] != "live":
            return HttpResponseRedirect(address("live", one))
        return view(request, one)

    return seen


def address(name: str, one: Draft) -> str:
    """The page of a step."""
    return reverse(f"founding:{name}", args=[one.pk])


def saves(request: HttpRequest) -> int:
    """How often the draft had been kept when the page that was sent was shown."""
    given = request.POST.get("saves", "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 9 else -1


def outdated() -> str:
    """That another page was quicker."""
    return _(
        "This founding was changed from another page meanwhile. What is kept now stands below; look, then go on."
    )


def page(
    request: HttpRequest, one: Draft, here: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """A step with what is above it."""
    titles = {
        "place": _("1 Place"), "model": _("2 Model"), "people": _("3 First people"), "live": _("4 Go live"),
    }  # fmt: skip
    frame = {
        "draft": one,
        "crumbs": [
            {"title": _("Found a community"), "url": reverse("founding:start")},
            {"title": titles[here]},
        ],
        "tabs": [
            {"title": titles[key], "url": address(key, one), "current": key == here}
            for key in STEPS
            if one.community is None
        ],
        "tabs_label": _("Steps"),
        "title": titles[here],
    }
    return render(request, f"founding/{here}.html", {**frame, **context}, status=status)
