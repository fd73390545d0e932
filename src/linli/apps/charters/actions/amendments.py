"""Submitting a text as an amendment: a matter under the charter's own procedure."""

from __future__ import annotations

from typing import Any

from linli.apps.charters.actions.drafts import drop_draft
from linli.apps.charters.reads.amendments import Way
from linli.apps.community import actions as community_actions
from linli.apps.matters import actions as matters_actions
from linli.apps.matters.actions import Done
from linli.core.charter.load import Loaded
from linli.core.engine.acts import Actor


@community_actions.deed
def propose_amendment(
    *, community: Any, by: Actor, way: Way, title: str, text: str, charter: Loaded, account: Any, key: str
) -> Done:
    """Begin the matter that amends the charter; the draft has then done its work.

    Raises :class:`linli.apps.matters.typed.BadInput` for words that cannot be kept.
    """
    community_actions.keep_charter(charter)
    done = matters_actions.submit(
        community=community, by=by, procedure=way.asked.procedure, kind=way.asked.kinds[0][0], title=title,
        text=text, facts={way.fact: charter.hash}, key=key,
    )  # fmt: skip
    if done.refusal is None:
        drop_draft(account=account, community=community, model="")
    return done
