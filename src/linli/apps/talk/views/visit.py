"""Who looks at which community."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.matters.reads import Viewer, viewer_of
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
    sign_in_url: str

    @property
    def actor(self) -> Actor:
        """Who acts, in the capacity chosen."""
        return Actor(self.viewer.person, self.viewer.organ)

    def to(self, name: str, *parts: Any) -> str:
        """The address of a page."""
        return reverse(name if ":" in name else f"talk:{name}", args=[self.community.slug, *parts])


def visit(request: HttpRequest, slug: str) -> Visit:
    """Who looks; 404 where there is no such community."""
    return _visit(request, community_reads.asking(request, slug))


def visiting(request: HttpRequest, community: Any) -> Visit:
    """Who looks at a community."""
    return _visit(request, community_reads.asker(request, community))


def _visit(request: HttpRequest, asker: community_reads.Asker) -> Visit:
    here = request.get_full_path() if request.method == "GET" else request.path
    return Visit(asker.community, viewer_of(asker), here, community_reads.sign_in_url(request))


def back(request: HttpRequest, usual: str, comment: int = 0) -> str:
    """Where to go after a deed: to the page from which it was sent, if that is one of ours, at the comment."""
    asked = request.POST.get("next", "")[:300].partition("#")[0]
    safe = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return (asked if safe else usual) + (f"#comment-{comment}" if comment else "")


def key() -> str:
    """The key of a new form: sent twice, it is answered once."""
    return secrets.token_urlsafe(12)


def as_of() -> str:
    """The moment at which a page with a form was read, to be sent along with it."""
    return community_actions.now().isoformat()


def read_at(request: HttpRequest) -> datetime | None:
    """When the page was read from which a form was sent, where it says so."""
    try:
        found = datetime.fromisoformat(request.POST.get("as_of", "")[:40])
    except ValueError:
        return None
    return found if found.tzinfo else None


def panel(no: No, lang: Lang, *, kept: bool) -> Shown:
    """A refusal as the component shows it."""
    return {"what": no.in_(lang), "instead": [{"text": one.in_(lang)} for one in no.instead], "kept": kept}
