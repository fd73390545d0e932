"""What can be done with charters in the writing."""

from linli.apps.charters.actions.amendments import propose_amendment
from linli.apps.charters.actions.drafts import Other, drop_draft, keep_draft

__all__ = ["Other", "drop_draft", "keep_draft", "propose_amendment"]
