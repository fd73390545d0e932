"""What being told holds of a person."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from linli.apps.community.reads.fading import deleting
from linli.apps.community.reads.holdings import AccountHolding, Held, Holding, Lot, OfAccount, Whose
from linli.apps.told.kinds import TITLES
from linli.apps.told.models import Message, Reader

TELLING = "telling"


def held(whose: Whose) -> Iterator[Held]:
    """The news of this community that waited for her or was sent. Told to her alone."""
    reader = Reader.objects.filter(account=whose.account).first() if whose.account is not None else None
    if reader is None:
        return
    fields = (("at", _("When")), ("kind", _("What of")), ("matter", _("Matter")), ("told", _("Told")))
    rows = tuple(
        (
            whose.when(one.at),
            _kind(one.kind),
            one.chain.partition("/")[2],
            _("yes") if one.settled else _("not yet"),
        )
        for one in Message.objects.filter(reader=reader, community=whose.community).order_by("at")
    )
    yield Held("news", _("News for you"), fields, rows)


def _settings(reader: Reader) -> Held:
    rows = [
        (_("Language"), reader.lang),
        (_("Hour of the digest"), str(reader.digest_hour)),
        (_("Quiet hours"), f"{reader.quiet_from}–{reader.quiet_until}"),
    ]
    rows += [(_kind(one.kind), one.mode) for one in reader.choices.order_by("kind")]
    rows += [(str(one.get_kind_display()), one.shown) for one in reader.ways.order_by("pk")]
    fields = (("what", _("Which detail")), ("value", _("What is held")))
    return Held(TELLING, _("How you want to be told"), fields, tuple(rows))


def _kind(kind: str) -> str:
    return str(TITLES.get(kind, kind))


def held_of(of: OfAccount) -> Iterator[Held]:
    """Her settings, for all communities."""
    reader = Reader.objects.filter(account=of.account).first()
    if reader is not None:
        yield _settings(reader)


def lots(of: OfAccount) -> Iterator[Lot]:
    """The settings with the addresses in them, and all that waited for her."""
    if Reader.objects.filter(account=of.account).exists():
        yield Lot(
            TELLING, _("How you want to be told"), 1, "may",
            _("The addresses and the news that waited are erased; private calendar and feed addresses end. You are "
              "told of nothing outside of these pages until you set it up anew."),
        )  # fmt: skip


def erase(of: OfAccount, chosen: Collection[str]) -> None:
    """Erase them where it was chosen."""
    if TELLING in chosen:
        Reader.objects.filter(account=of.account).delete()


HOLDING = Holding(held)
ACCOUNT = AccountHolding(held_of, lots, erase)


def _sent(community: Any, before: datetime) -> Any:
    """News that was told, or that its reader did not want."""
    return Message.objects.filter(community=community, settled=True, at__lt=before)


FADING = deleting("told", _sent)
