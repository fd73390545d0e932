"""Taking along a copy of what is held: of oneself, or for somebody who cannot."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.apps.care import actions, reads
from linli.apps.care.copying import copy_of, packed
from linli.apps.care.own import TONES, state_words
from linli.apps.care.views.frame import clerk_crumbs, confirmed, crumbs, for_herself, for_the_clerk, numbered
from linli.apps.community import actions as community_actions
from linli.apps.community.reads import Whose


@require_safe
@for_herself
def mine(request: HttpRequest, community: Any, person: Any) -> HttpResponse:
    """What one can do about what is held of one."""
    rows = [_request(community, reads.shown(one)) for one in reads.own_requests(person, request.user)]
    context = {"crumbs": crumbs(community), "community": community, "person": person, "requests": rows}
    actions.read(person, actor=request.user)
    return render(request, "care/mine.html", context)


def _request(community: Any, one: reads.RequestShown) -> dict[str, Any]:
    """One of her requests, with the way to take it back while it waits."""
    return {
        "one": one, "state": state_words(one.state), "open": one.state == "open", "tone": TONES.get(one.state, "plain"),
        "withdraw": reverse("care:withdraw", args=[community.slug, one.number]),
    }  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@for_herself
@confirmed
def own(request: HttpRequest, community: Any, person: Any) -> HttpResponseBase:
    """One's own copy, once one has shown again who one is."""
    if request.method == "POST":
        return _sent(request, Whose(community, person))
    context = {"crumbs": crumbs(community, _("My copy")), "alone": True, "person": person}
    return render(request, "care/copy.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_the_clerk
def of_person(request: HttpRequest, community: Any, clerk: Any, number: int) -> HttpResponseBase:
    """The copy that the clerk makes for somebody without a phone; that it was made is recorded."""
    person = numbered(community, number)
    if request.method == "POST":
        return _sent(request, Whose(community, person, alone=False))
    way = reverse("community:person", args=[community.slug, number]) if not person.departed else ""
    trail = clerk_crumbs(community, (person.name, way), (_("A copy for her"), ""))
    return render(request, "care/copy.html", {"crumbs": trail, "alone": False, "person": person})


def _sent(request: HttpRequest, whose: Whose) -> FileResponse:
    """The file, after it is recorded who took it."""
    community_actions.note_copy(whose.community, whose.person, actor=request.user)  # type: ignore[arg-type]  # the gate saw it
    made = copy_of(whose, community_actions.now())
    name = f"{whose.community.slug}-{whose.person.number}.zip"
    answer = FileResponse(packed(made), as_attachment=True, filename=name, content_type="application/zip")
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
