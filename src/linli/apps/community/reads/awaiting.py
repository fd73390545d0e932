"""What waits for those who keep the registers: corrections that somebody asked for in her own file."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from linli.apps.community.models import Correction
from linli.apps.community.reads.errands import LANGS, MOST, OF_CLERKS, Errand, Owners, first_due
from linli.apps.community.reads.people import Viewer, is_clerk, person_of
from linli.core.charter.text import Lang


def errands(community: Any, person: str, _owners: Owners) -> list[Errand]:
    """Of somebody in the register who keeps it: each correction that waits."""
    if not _open(community).exists():
        return []
    who = person_of(community, person)
    return _listed(community) if who is not None and is_clerk(who.account, community) else []


def corrections(community: Any, _account: Any) -> list[Errand]:
    """The same for whoever keeps the register without being in it."""
    return _listed(community)


def clerk_errands(community: Any, viewer: Viewer, lang: Lang) -> tuple[Errand, ...]:
    """What waits for whoever keeps the register without being in it, what is due first; nothing for anybody else."""
    if not is_clerk(viewer, community):
        return ()
    with translation.override(LANGS[lang]):
        found = [one for source in OF_CLERKS for one in list(source(community, viewer))[:MOST]]
    return tuple(sorted(found, key=first_due))


def _open(community: Any) -> Any:
    return Correction.objects.filter(community=community, state=Correction.State.OPEN)


def _listed(community: Any) -> list[Errand]:
    found = _open(community).select_related("person").order_by("number")[:MOST]
    return [
        Errand(
            key=f"correction-{one.number}",
            title=_("Correction no. %(n)d asked for by %(who)s") % {"n": one.number, "who": one.person.name},
            url=reverse("community:correction", args=[community.slug, one.number]),
            button=_("Answer it"),
        )
        for one in found
    ]
