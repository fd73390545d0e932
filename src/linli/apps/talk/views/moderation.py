"""The public log of moderation, and what waits for the moderators."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.apps.talk import reads
from linli.apps.talk.grounds import TITLES
from linli.apps.talk.views.discussion import page_of
from linli.apps.talk.views.visit import as_of, visit


@require_safe
def log(request: HttpRequest, slug: str) -> HttpResponse:
    """What was hidden in this community, by which organ, why, and what came of appeals. For everybody."""
    here = visit(request, slug)
    rows, page, pages = reads.log(here.community, here.viewer, page_of(request))
    waits = reads.waiting(here.community, here.viewer) if here.viewer.person else []
    context = {
        "title": _("Log of moderation"), "rows": rows, "grounds": TITLES, "zone": here.community.zone,
        "waits": len(waits), "pager": Paginator(range(pages), 1).page(page) if pages > 1 else None,
        "crumbs": [
            {"title": _("Square"), "url": here.to("matters:square")}, {"title": _("Log of moderation"), "url": ""},
        ],
        "empty": {
            "title": _("Nothing has been hidden here."),
            "text": _("What moderators hide in discussions stands here, with the organ, the reasons and the outcome "
                      "of appeals; never the words, nor the names of residents."),
        },
    }  # fmt: skip
    return render(request, "talk/log.html", context)


@require_safe
def waiting(request: HttpRequest, slug: str) -> HttpResponse:
    """What readers told of, and appeals, for who moderates a discussion here."""
    here = visit(request, slug)
    if not here.viewer.person and not here.viewer.account.is_authenticated:
        return redirect(here.sign_in_url)
    context = {
        "title": _("Waiting for the moderators"), "rows": reads.waiting(here.community, here.viewer),
        "grounds": TITLES, "zone": here.community.zone, "next": here.here, "as_of": as_of(),
        "crumbs": [
            {"title": _("Log of moderation"), "url": here.to("log")},
            {"title": _("Waiting for the moderators"), "url": ""},
        ],
        "empty": {
            "title": _("Nothing waits for you."),
            "text": _("Comments that readers tell of, and appeals, appear here for those who conduct the matter."),
        },
    }  # fmt: skip
    return render(request, "talk/waiting.html", context)
