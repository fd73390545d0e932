"""What waits on desks because somebody contests what was entered for her."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from linli.apps.community import reads as community_reads
from linli.apps.community.reads import Errand
from linli.apps.matters.models import EnteredAct
from linli.apps.matters.reads.entered import contests
from linli.apps.matters.reads.pages import EnteredShown
from linli.apps.matters.reads.viewer import Viewer


def errands(community: Any, person: str, owners: community_reads.Owners) -> list[Errand]:
    """One line for each act contested that the person may answer, as a clerk or for an organ that answers."""
    if not _any(community):
        return []
    who = community_reads.person_of(community, person)
    viewer = Viewer(person, lang=community_reads.lang(), account=who.account if who else None)
    found = contests(community, viewer)
    return [_errand(community, one, organ) for one, organ in found if not organ or organ in owners]


def of_clerk(community: Any, account: Any) -> list[Errand]:
    """The same for who keeps the register and is nobody in it."""
    if not _any(community):
        return []
    viewer = Viewer("", lang=community_reads.lang(), account=account)
    return [_errand(community, one, organ) for one, organ in contests(community, viewer)]


def _any(community: Any) -> bool:
    return EnteredAct.objects.filter(community=community, contested__isnull=False, verdict="").exists()


def _errand(community: Any, one: EnteredShown, organ: str) -> Errand:
    return Errand(
        key=f"entered-{one.year}-{one.number}-{one.seq}", organ=organ,
        title=_("Somebody contests what was entered for them: %(title)s") % {"title": one.title},
        url=reverse("matters:contest", args=[community.slug, one.year, one.number, one.seq]),
        button=_("Answer"), due=one.due,
    )  # fmt: skip
