"""Who looks at which community."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from linli.apps.matters.reads.viewer import Viewer
from linli.apps.matters.views.links import Links
from linli.core.charter.text import Lang


@dataclass(frozen=True, slots=True)
class Visit:
    """One reader at one community; ``sign_in_url`` leads back here afterwards."""

    community: Any
    viewer: Viewer
    links: Links
    sign_in_url: str

    @property
    def lang(self) -> Lang:
        """The language that the reader reads."""
        return self.viewer.lang


def visit(request: HttpRequest, slug: str) -> Visit:
    """Who looks; 404 where there is no such community."""
    community = getattr(request, "community", None)
    if community is None or community.slug != slug:
        raise Http404
    lang: Lang = "zh" if (get_language() or "zh").startswith("zh") else "en"
    seat = getattr(request, "seat_context", None)
    person, organ = (seat.person, seat.capacity) if seat is not None else ("", "")
    viewer = Viewer(person, organ, lang, getattr(request, "user", None))
    back = urlencode({"next": request.get_full_path() if request.method == "GET" else request.path})
    return Visit(community, viewer, Links(slug), f"{reverse('community:sign-in')}?{back}")
