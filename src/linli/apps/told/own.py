"""What being told holds of a person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from linli.apps.community.reads.fading import deleting
from linli.apps.community.reads.holdings import Held, Holding, Whose
from linli.apps.told.kinds import TITLES
from linli.apps.told.models import Message, Reader


def held(whose: Whose) -> Iterator[Held]:
    """Her settings, and the news of this community that waited for her or was sent. Told to her alone."""
    reader = Reader.objects.filter(account=whose.account).first() if whose.account is not None else None
    if reader is None:
        return
    yield _settings(reader)
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
    return Held("telling", _("How you want to be told"), fields, tuple(rows))


def _kind(kind: str) -> str:
    return str(TITLES.get(kind, kind))


HOLDING = Holding(held)


def _sent(community: Any, before: datetime) -> Any:
    """News that was told, or that its reader did not want."""
    return Message.objects.filter(community=community, settled=True, at__lt=before)


FADING = deleting("told", _sent)
