"""The discussion on the page of its matter."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from linli.apps.matters.reads.pages import MatterPage
from linli.apps.talk import reads
from linli.apps.talk.views.discussion import context
from linli.apps.talk.views.visit import visiting

FEW, BELOW = 5, 2
"""So many threads, and replies below each, stand on a matter's page."""


def part(request: HttpRequest, community: Any, page: MatterPage) -> str:
    """The part of the page; nothing where the matter is over and nobody said anything."""
    here = visiting(request, community)
    found = reads.discussion_on(community, here.viewer, page.glance, most=FEW, below=BELOW)
    if found is None or (found.over and not found.total):
        return ""
    at = reverse("matters:matter", args=[community.slug, page.year, page.number])
    return render_to_string("talk/parts/on_matter.html", context(here, found, next_=at), request)
