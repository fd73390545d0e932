"""What foundings being prepared hold of whoever prepares them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from linli.apps.community.reads.fading import deleting
from linli.apps.community.reads.holdings import AccountHolding, Held, Lot, OfAccount
from linli.apps.founding.models import Draft

FOUNDINGS = "foundings"


def held(of: OfAccount) -> Iterator[Held]:
    """Where, what and since when; of the people named in it only how many."""
    rows = tuple(
        (of.when(one.begun), of.when(one.touched), one.place, one.name, one.slug, one.model, str(len(one.members)))
        for one in of.own(Draft).order_by("pk")
    )  # fmt: skip
    fields = (
        ("begun", _("Begun on")), ("touched", _("Last changed")), ("place", _("Code of the place")),
        ("name", _("Name of the community")), ("address", _("Address on this site")), ("model", _("Model")),
        ("people", _("People named")),
    )  # fmt: skip
    yield Held(FOUNDINGS, _("Foundings that you prepared"), fields, rows)


def lots(of: OfAccount) -> Iterator[Lot]:
    """All may go; what was founded stays."""
    count = of.own(Draft).count()
    if count:
        yield Lot(
            FOUNDINGS, _("Foundings that you prepared"), count, "may",
            _("The drafts and the names in them are erased. Communities that were founded stay."),
        )  # fmt: skip


def erase(of: OfAccount, chosen: Collection[str]) -> None:
    """Erase them where it was chosen."""
    if FOUNDINGS in chosen:
        of.own(Draft).delete()


def _left(_community: Any, before: datetime) -> Any:
    return Draft.objects.filter(touched__lt=before)


HOLDING = AccountHolding(held, lots, erase)
FADING = deleting(FOUNDINGS, _left)
