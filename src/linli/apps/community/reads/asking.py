"""Who asks for a page: at which community, as whom, in which language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.core.charter.text import Lang, Text
from linli.rest.problems import lang

__all__ = ["Asker", "asker", "asking", "lang", "said", "sign_in_url", "way_in"]


@dataclass(frozen=True, slots=True)
class Asker:
    """A reader at a community: her pseudonym there, empty for a stranger; the capacity chosen; who signed in."""

    community: Any
    person: str
    organ: str
    lang: Lang
    account: Any


def said(text: Text | None) -> str:
    """A text in the reader's language; nothing for no text."""
    return text.in_(lang()) if text is not None else ""


def asking(request: HttpRequest, slug: str) -> Asker:
    """Who asks, where the address says; 404 where there is no such community."""
    community = getattr(request, "community", None)
    if community is None or community.slug != slug:
        raise Http404
    return asker(request, community)


def asker(request: HttpRequest, community: Any) -> Asker:
    """Who asks at a community."""
    seat = getattr(request, "seat_context", None)
    person, organ = (seat.person, seat.capacity) if seat is not None else ("", "")
    return Asker(community, person, organ, lang(), getattr(request, "user", None))


def way_in(community: Any, account: Any, sign_in: str) -> dict[str, str]:
    """What somebody can do who is nobody here: sign in, or, who is signed in, be invited."""
    if getattr(account, "is_authenticated", False):
        invited = reverse("community:join", args=[community.slug])
        return {"text": _("Ask the clerk here for an invitation, if you are one of them."), "url": invited}
    return {"text": _("Sign in, if you are one of them."), "url": sign_in}


def sign_in_url(request: HttpRequest) -> str:
    """The way to sign in, and back."""
    back = request.get_full_path() if request.method == "GET" else request.path
    return f"{reverse('community:sign-in')}?{urlencode({'next': back})}"
