"""Who reads, in which language, and for a community's pages, which community."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from linli.core.charter.text import Lang


@dataclass(frozen=True, slots=True)
class Here:
    """One reader at one community. ``person`` is a pseudonym there, empty for a stranger; ``organ`` the capacity."""

    community: Any
    lang: Lang
    person: str
    organ: str
    account: Any

    def to(self, name: str, *rest: Any, ask: dict[str, str] | None = None, at: str = "") -> str:
        """The address of a page of this community's charter."""
        return address(name, self.community.slug, *rest, ask=ask, at=at)


def lang() -> Lang:
    """The language that the reader reads."""
    return "zh" if (get_language() or "zh").startswith("zh") else "en"


def address(name: str, *rest: Any, ask: dict[str, str] | None = None, at: str = "") -> str:
    """The address of a page about charters; ``ask`` goes behind the question mark, ``at`` behind the hash."""
    found = reverse(f"charters:{name}", args=rest)
    return found + (f"?{urlencode(ask)}" if ask else "") + (f"#{at}" if at else "")


def here(request: HttpRequest, slug: str) -> Here:
    """Who looks at a community; 404 where there is no such community."""
    community = getattr(request, "community", None)
    if community is None or community.slug != slug:
        raise Http404
    seat = getattr(request, "seat_context", None)
    person, organ = (seat.person, seat.capacity) if seat is not None else ("", "")
    return Here(community, lang(), person, organ, account(request))


def account(request: HttpRequest) -> Any:
    """Who is signed in; None for a stranger."""
    user = getattr(request, "user", None)
    return user if user is not None and user.is_authenticated else None


def sign_in(request: HttpRequest) -> str:
    """The way to sign in and back."""
    back = request.get_full_path() if request.method == "GET" else request.path
    return f"{reverse('community:sign-in')}?{urlencode({'next': back})}"
