"""What is known of the place, by the facts that the charter asks for."""

from __future__ import annotations

from collections.abc import Mapping

from linli.apps.community.actions.chain import By, enact
from linli.apps.community.deed import deed
from linli.apps.community.models import Community
from linli.apps.community.store import StoredEntry
from linli.core.engine import roster as engine
from linli.core.engine.acts import FactValue
from linli.core.engine.refusal import Refusal


@deed
def describe_place(
    community: Community, facts: Mapping[str, FactValue], *, actor: By
) -> StoredEntry | Refusal:
    """Set facts of the place; those not named stay. What has begun goes on, and who sits keeps the seat."""
    return enact(community, engine.Describe(dict(facts)), actor=actor)
