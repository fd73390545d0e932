"""Who looks at which community."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from linli.apps.community import reads as community_reads
from linli.apps.matters.reads.viewer import Viewer, viewer_of
from linli.apps.matters.views.links import Links
from linli.core.charter.text import Lang


@dataclass(frozen=True, slots=True)
class Visit:
    """One reader at one community; ``sign_in_url`` leads back here afterwards.

    ``clerk``: whether she keeps the registers, as the header found it; for what is offered, never for what is allowed.
    ``part``: whether a seat lets her see a part of them.
    """

    community: Any
    viewer: Viewer
    links: Links
    sign_in_url: str
    clerk: bool = False
    part: bool = False

    @property
    def way_in(self) -> dict[str, str]:
        """What somebody can do who is nobody here: sign in, or, who is signed in, be invited."""
        return community_reads.way_in(self.community, self.viewer.account, self.sign_in_url)

    @property
    def lang(self) -> Lang:
        """The language that the reader reads."""
        return self.viewer.lang


def visit(request: HttpRequest, slug: str) -> Visit:
    """Who looks; 404 where there is no such community."""
    asker = community_reads.asking(request, slug)
    seat = getattr(request, "seat_context", None)
    return Visit(
        asker.community, viewer_of(asker), Links(slug), community_reads.sign_in_url(request),
        clerk=seat is not None and bool(seat.registers_url), part=seat is not None and bool(seat.part),
    )  # fmt: skip
