"""Who reads, in which language, and for a community's pages, which community."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from linli.apps.community import reads as community_reads
from linli.apps.community.reads import lang
from linli.core.charter.text import Lang

__all__ = ["Here", "account", "address", "here", "lang"]


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


def address(name: str, *rest: Any, ask: dict[str, str] | None = None, at: str = "") -> str:
    """The address of a page about charters; ``ask`` goes behind the question mark, ``at`` behind the hash."""
    found = reverse(f"charters:{name}", args=rest)
    return found + (f"?{urlencode(ask)}" if ask else "") + (f"#{at}" if at else "")


def here(request: HttpRequest, slug: str) -> Here:
    """Who looks at a community; 404 where there is no such community."""
    asker = community_reads.asking(request, slug)
    return Here(asker.community, asker.lang, asker.person, asker.organ, account(request))


def account(request: HttpRequest) -> Any:
    """Who is signed in; None for a stranger."""
    user = getattr(request, "user", None)
    return user if user is not None and user.is_authenticated else None
