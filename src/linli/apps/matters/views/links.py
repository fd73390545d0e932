"""The addresses of a community's pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses within the community ``slug``."""

    slug: str

    def to(self, name: str, *parts: Any, ask: dict[str, str] | None = None, at: str = "") -> str:
        """The address of a page by its name; ``ask`` goes behind the question mark, ``at`` behind the hash.

        A name without an app before it is one of this app.
        """
        address = reverse(name if ":" in name else f"matters:{name}", args=[self.slug, *parts])
        return address + (f"?{urlencode(ask)}" if ask else "") + (f"#{at}" if at else "")

    def matter(self, of: Any, at: str = "") -> str:
        """The page of a matter: of anything with ``year`` and ``number``."""
        return self.to("matter", of.year, of.number, at=at)

    def act(self, of: Any, verb: str) -> str:
        """Where the form of an act on a matter is sent."""
        return self.to("act", of.year, of.number, verb)

    def sitting(self, of: Any) -> str:
        """The page of a sitting."""
        return self.to("sitting", of.year, of.number)

    def sitting_act(self, of: Any, verb: str) -> str:
        """Where the form of an act in a sitting is sent."""
        return self.to("sitting-act", of.year, of.number, verb)

    def chain(self, chain: str) -> str:
        """The page behind a chain of the record; empty for the community's own."""
        kind, _, rest = chain.partition("/")
        year, _, number = rest.partition("/")
        return self.to(kind, year, number) if kind in ("matter", "sitting") and number else ""

    def article(self, path: str, charter: str = "") -> str:
        """An article as read aloud; ``charter`` is the version by its hash, where it is not the one in force."""
        return self.to("charters:charter", ask={"version": charter} if charter else None, at=path)

    def file(self, seal: str) -> str:
        """A file by its seal."""
        return self.to("file", seal)
