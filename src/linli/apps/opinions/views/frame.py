"""What every page of an opinion map has: whose it is, where it lies, and what was refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.apps.community import reads as community_reads
from linli.apps.matters import reads as matters
from linli.apps.matters.reads.deeds import told
from linli.apps.matters.reads.lens import Lens
from linli.apps.opinions import reads
from linli.apps.opinions.actions.keeping import NotHeld
from linli.apps.opinions.words import NotTaken
from linli.core.engine.acts import Actor

Shown = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """One reader at the opinion map of one matter; ``sign_in_url`` leads back here afterwards."""

    community: Any
    viewer: matters.Viewer
    held: matters.Holding
    page: reads.MapPage | None
    sign_in_url: str

    @property
    def way(self) -> dict[str, Any]:
        """Which matter, for the deeds."""
        return {"community": self.community, "year": self.held.year, "number": self.held.number}

    @property
    def by(self) -> Actor:
        """As whom the reader acts."""
        return Actor(self.viewer.person, self.viewer.organ)

    def to(self, name: str, *more: Any, at: str = "") -> str:
        """The address of a page of this map."""
        way = (self.community.slug, self.held.year, self.held.number, *more)
        return reverse(f"opinions:{name}", args=way) + (f"#{at}" if at else "")

    @property
    def matter_url(self) -> str:
        """The page of the matter."""
        return reverse("matters:matter", args=(self.community.slug, self.held.year, self.held.number))


def place(request: HttpRequest, slug: str, year: int, number: int) -> Place:
    """Who looks at what; 404 where there is no such matter."""
    asker = community_reads.asking(request, slug)
    community, viewer = asker.community, matters.viewer_of(asker)
    held = matters.holding(community, viewer, year, number)
    if held is None:
        raise Http404
    page = reads.opinion_map(community, viewer, held)
    return Place(community, viewer, held, page, "" if asker.person else community_reads.sign_in_url(request))


def opened(request: HttpRequest, slug: str, year: int, number: int) -> tuple[Place, reads.MapPage]:
    """The place and its map; 404 where none was opened."""
    at = place(request, slug, year, number)
    if at.page is None:
        raise Http404
    return at, at.page


def answer(
    request: HttpRequest, at: Place, template: str, title: str, context: Shown, *, status: int = 200
) -> HttpResponse:
    """A page with what stands above it."""
    number = _("No. %(number)d of %(year)d") % {"number": at.held.number, "year": at.held.year}
    crumbs = [
        {"title": _("Square"), "url": reverse("matters:square", args=[at.community.slug])},
        {"title": number, "url": at.matter_url},
        {"title": _("Opinion map"), "url": at.to("map") if template != "map" else ""},
    ]
    frame = {
        "at": at, "title": title, "crumbs": crumbs, "matter_title": at.held.title or number,
        "zone": at.community.zone,
        "matter_url": at.matter_url, "map_url": at.to("map"), "viewer": at.viewer,
    }  # fmt: skip
    return render(request, f"opinions/{template}.html", {**frame, **context}, status=status)


def refused(at: Place, wrong: NotTaken | NotHeld, *, kept: bool = False) -> Shown:
    """Why something was not done, as a panel."""
    if isinstance(wrong, NotHeld):
        return _by_the_charter(at, wrong, kept=kept)
    ways = [{"text": _("Back to the opinion map"), "url": at.to("map")}] if at.page else []
    ways.append({"text": _("To the matter"), "url": at.matter_url})
    return {"what": wrong.says.in_(at.viewer.lang), "instead": ways, "kept": kept}


def _by_the_charter(at: Place, wrong: NotHeld, *, kept: bool) -> Shown:
    """Which clause says who holds the matter."""
    lens = Lens(community_reads.in_force(wrong.charter_hash), at.viewer.lang, at.community.zone)
    why = told(lens, wrong.refusal)
    article = reverse("charters:charter", args=[at.community.slug])
    return {
        "what": why.what, "clause": why.clause, "source": why.source, "kept": kept,
        "url": f"{article}?{urlencode({'version': wrong.charter_hash})}#{why.path}" if why.path else "",
        "instead": [{"text": text} for text in why.instead] or [{"text": _("To the matter"), "url": at.matter_url}],
    }  # fmt: skip
