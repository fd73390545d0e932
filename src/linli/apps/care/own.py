"""What requests for erasure hold of a person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from linli.apps.care.models import ErasureRequest, OwnErasure
from linli.apps.care.reads import shown
from linli.apps.community.reads.fading import deleting
from linli.apps.community.reads.holdings import Held, Holding, Lot, Whose

TONES = {"open": "wait", "granted": "done", "partly": "done"}


def held(whose: Whose) -> Iterator[Held]:
    """What she asked and what was answered."""
    found = [shown(one) for one in _of(whose)]
    rows = tuple(
        (
            whose.when(one.at),
            " ".join(one.asked),
            one.words,
            state_words(one.state),
            " ".join(one.granted),
            one.reasons,
        )
        for one in found
    )
    fields = (
        ("at", _("When")), ("asked", _("Asked to be erased")), ("words", _("Your words")), ("state", _("State")),
        ("granted", _("Erased")), ("reasons", _("Reasons")),
    )  # fmt: skip
    yield Held("erasure-requests", _("Your requests for erasure"), fields, rows)


def lots(whose: Whose) -> Iterator[Lot]:
    """They stay, so that it can be shown that they were answered."""
    count = _of(whose).count()
    if count:
        yield Lot(
            "erasure-requests", _("Your requests for erasure"), count, "stays",
            _("What was asked and answered stays, without your words."),
            _("It shows that you were answered, and what is to be erased again if a backup is brought back."),
        )  # fmt: skip


def state_words(state: str) -> str:
    """What the state of a request is called."""
    return {
        "open": _("waits for an answer"),
        "granted": _("granted"),
        "partly": _("granted in part"),
        "declined": _("declined"),
        "withdrawn": _("taken back"),
    }[state]


def _of(whose: Whose) -> QuerySet[ErasureRequest]:
    return (
        ErasureRequest.objects.filter(person=whose.person)
        .select_related("person", "community")
        .order_by("number")
    )


HOLDING = Holding(held, lots)


def _answered(community: Any, before: datetime) -> Any:
    return ErasureRequest.objects.filter(community=community, settled__lt=before)


FADING = deleting("erasures", _answered)


def _own(_community: Any, before: datetime) -> Any:
    return OwnErasure.objects.filter(at__lt=before)


OWN_FADING = deleting("own-erasures", _own)
