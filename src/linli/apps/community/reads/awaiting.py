"""What waits for those who keep the registers: corrections that somebody asked for in her own file."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from linli.apps.community.models import Correction
from linli.apps.community.reads.deciders import Deciders, may_settle, self_governing
from linli.apps.community.reads.errands import LANGS, MOST, OF_CLERKS, Errand, Owners, first_due
from linli.apps.community.reads.people import Viewer, is_clerk, person_of
from linli.core.charter.text import Lang


def errands(community: Any, person: str, owners: Owners) -> list[Errand]:
    """Of somebody in the register who keeps it, or stands in for who does: each correction that she may settle."""
    if not _open(community).exists():
        return []
    who = person_of(community, person)
    if who is None or who.account is None:
        return []
    if not is_clerk(who.account, community) and not any(
        organ in owners for organ in self_governing(community)
    ):
        return []
    by, account = Deciders(community), who.account
    return [_errand(community, one) for one in _waiting(community) if may_settle(one, account, by)]


def corrections(community: Any, _account: Any) -> list[Errand]:
    """The same for whoever keeps the register without being in it."""
    return [_errand(community, one) for one in _waiting(community)]


def clerk_errands(community: Any, viewer: Viewer, lang: Lang) -> tuple[Errand, ...]:
    """What waits for whoever keeps the register without being in it, what is due first; nothing for anybody else."""
    if not is_clerk(viewer, community):
        return ()
    with translation.override(LANGS[lang]):
        found = [one for source in OF_CLERKS for one in list(source(community, viewer))[:MOST]]
    return tuple(sorted(found, key=first_due))


def _open(community: Any) -> Any:
    return Correction.objects.filter(community=community, state=Correction.State.OPEN)


def _waiting(community: Any) -> Any:
    return _open(community).select_related("person", "community").order_by("number")[:MOST]


def _errand(community: Any, one: Correction) -> Errand:
    return Errand(
        key=f"correction-{one.number}",
        title=_("Correction no. %(n)d asked for by %(who)s") % {"n": one.number, "who": one.person.name},
        url=reverse("community:correction", args=[community.slug, one.number]),
        button=_("Answer it"),
    )
