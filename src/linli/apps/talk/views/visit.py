"""Who looks at which community."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language

from linli.apps.matters.reads import Viewer
from linli.apps.talk.refusing import No
from linli.core.charter.text import Lang
from linli.core.engine.acts import Actor

Shown = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Visit:
    """One reader at one community; ``here`` is the page to come back to."""

    community: Any
    viewer: Viewer
    here: str

    @property
    def sign_in_url(self) -> str:
        """Where one signs in, and comes back from."""
        return f"{reverse('community:sign-in')}?{urlencode({'next': self.here})}"

    @property
    def actor(self) -> Actor:
        """Who acts, in the capacity chosen."""
        return Actor(self.viewer.person, self.viewer.organ)

    def to(self, name: str, *parts: Any) -> str:
        """The address of a page."""
        return reverse(name if ":" in name else f"talk:{name}", args=[self.community.slug, *parts])


def visit(request: HttpRequest, slug: str) -> Visit:
    """Who looks; 404 where there is no such community."""
    community = getattr(request, "community", None)
    if community is None or community.slug != slug:
        raise Http404
    return visiting(request, community)


def visiting(request: HttpRequest, community: Any) -> Visit:
    """Who looks at a community."""
    lang: Lang = "zh" if (get_language() or "zh").startswith("zh") else "en"
    seat = getattr(request, "seat_context", None)
    person, organ = (seat.person, seat.capacity) if seat is not None else ("", "")
    viewer = Viewer(person, organ, lang, getattr(request, "user", None))
    return Visit(community, viewer, request.get_full_path() if request.method == "GET" else request.path)


def back(request: HttpRequest, usual: str, comment: int = 0) -> str:
    """Where to go after a deed: to the page from which it was sent, if that is one of ours, at the comment."""
    asked = request.POST.get("next", "")[:300].partition("#")[0]
    safe = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return (asked if safe else usual) + (f"#comment-{comment}" if comment else "")


def key() -> str:
    """The key of a new form: sent twice, it is answered once."""
    return secrets.token_urlsafe(12)


def panel(no: No, lang: Lang, *, kept: bool) -> Shown:
    """A refusal as the component shows it."""
    return {"what": no.in_(lang), "instead": [{"text": one.in_(lang)} for one in no.instead], "kept": kept}
