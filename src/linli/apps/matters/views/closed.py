"""Before a closed matter: that it is one, and for whom."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from linli.apps.matters import reads
from linli.apps.matters.views import refusals
from linli.apps.matters.views.visit import visit

View = Callable[..., HttpResponse]


def gated(view: View) -> View:
    """Whoever a closed matter does not concern is told that it is closed, and nothing else of it."""

    @functools.wraps(view)
    def opened(request: HttpRequest, slug: str, year: int, number: int, **more: Any) -> HttpResponse:
        try:
            return view(request, slug, year=year, number=number, **more)
        except reads.ClosedMatter as error:
            here = visit(request, slug)
            title = _("No. %(number)d of %(year)d") % {"number": number, "year": year}
            context = {
                "title": title, "why": refusals.panel(here, error.refusal),
                "sign_in_url": "" if here.viewer.person else here.sign_in_url,
                "crumbs": [{"title": _("Square"), "url": here.links.to("square")}, {"title": title, "url": ""}],
            }  # fmt: skip
            return render(request, "matters/closed.html", context, status=403)

    return opened
