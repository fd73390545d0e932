"""Keeping a draft, and throwing it away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from linli.apps.charters.models import Draft
from linli.apps.community import actions as community_actions


@dataclass(frozen=True, slots=True)
class Other:
    """The draft was kept from another window in the meantime; nothing has been written over."""

    draft: Draft


@community_actions.deed
def keep_draft(
    *, account: Any, community: Any, model: str, base: str, text: str, saves: int
) -> Draft | Other:
    """Keep a text. ``saves`` is how often it had been kept when the writer last saw it.

    What another window has kept since is never written over unseen.
    """
    now = community_actions.now()
    start = {"base": base, "text": text, "saved": now}
    draft, new = Draft.objects.get_or_create(
        account=account, community=community, model=model, defaults=start
    )
    if not new and draft.saves != saves and draft.text != text:
        return Other(draft)
    draft.base, draft.text, draft.saved = base, text, now
    draft.saves += 1
    draft.save()
    return draft


@community_actions.deed
def drop_draft(*, account: Any, community: Any, model: str) -> None:
    """Throw a draft away."""
    Draft.objects.filter(account=account, community=community, model=model).delete()
