"""Programs: through which door they come in, and as whom they read and act; for every app that stands on matters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.community.reads import STRANGER, Caller
from linli.apps.matters.reads import Viewer
from linli.core.engine.acts import Actor
from linli.rest.door import Door
from linli.rest.problems import lang, not_found

OPEN = Door(community_actions.use_token, community_actions.missed_token, STRANGER)
"""Anybody; with a token that may read for its holder, as she."""

OWN = Door(community_actions.use_token, community_actions.missed_token, STRANGER, "read:own")
"""Who reads for herself."""
ACT = Door(community_actions.use_token, community_actions.missed_token, STRANGER, "act")
"""Who acts."""


KEEPS = "registers"
"""The permission with which a clerk's token stands for the clerk."""


@dataclass(frozen=True, slots=True)
class Here:
    """One caller at one community."""

    community: Any
    caller: Caller

    @property
    def viewer(self) -> Viewer:
        """As whom the caller reads."""
        person = self.caller.person_in(self.community)
        return Viewer(person, "", lang(), self.caller.viewer, keeps=KEEPS in self.caller.scopes)

    def acting(self, organ: str) -> Actor:
        """As whom the caller acts."""
        return Actor(self.caller.person_in(self.community, acts=True), organ)


def here(request: HttpRequest, slug: str) -> Here:
    """Who asks, where. Raises Problem."""
    community = community_reads.community(slug)
    if community is None:
        raise not_found()
    caller: Caller = request.auth  # type: ignore[attr-defined]  # the door sets it
    return Here(community, caller)
