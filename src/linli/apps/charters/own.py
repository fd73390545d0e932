"""What drafts of charters hold of whoever writes them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from linli.apps.charters.models import Draft
from linli.apps.community.reads.fading import deleting
from linli.apps.community.reads.holdings import AccountHolding, Held, Lot, OfAccount

DRAFTS = "charter-drafts"


def held(of: OfAccount) -> Iterator[Held]:
    """Each text, and of what it is a draft."""
    rows = tuple(
        (of.when(one.saved), one.community.name if one.community else one.model, one.text)
        for one in of.own(Draft).select_related("community").order_by("pk")
    )
    fields = (("at", _("Last kept")), ("of", _("Of which charter")), ("text", _("Text of the draft")))
    yield Held(DRAFTS, _("Drafts of charters that you wrote"), fields, rows)


def lots(of: OfAccount) -> Iterator[Lot]:
    """All may go."""
    count = of.own(Draft).count()
    if count:
        yield Lot(
            DRAFTS, _("Drafts of charters that you wrote"), count, "may",
            _("The texts are erased. What you submitted as an amendment is part of its matter and stays."),
        )  # fmt: skip


def erase(of: OfAccount, chosen: Collection[str]) -> None:
    """Erase them where it was chosen."""
    if DRAFTS in chosen:
        of.own(Draft).delete()


def _left(_community: Any, before: datetime) -> Any:
    return Draft.objects.filter(saved__lt=before)


HOLDING = AccountHolding(held, lots, erase)
FADING = deleting(DRAFTS, _left)
