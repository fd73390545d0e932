"""What waits on desks because somebody contests what was entered for her, and because that has been answered."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from linli.apps.community import reads as community_reads
from linli.apps.community.reads import Errand
from linli.apps.matters.models import EnteredAct
from linli.apps.matters.reads.entered import answers, contests
from linli.apps.matters.reads.pages import EnteredShown
from linli.apps.matters.reads.viewer import Viewer


def errands(community: Any, person: str, owners: community_reads.Owners) -> list[Errand]:
    """One line for each act contested that the person may answer, and for each answer to be read or handed over."""
    if not _any(community):
        return []
    who = community_reads.person_of(community, person)
    viewer = Viewer(person, lang=community_reads.lang(), account=who.account if who else None)
    found = [
        _contested(community, one, organ)
        for one, organ in contests(community, viewer)
        if not organ or organ in owners
    ]
    return [*found, *_answers(community, viewer)]


def of_clerk(community: Any, account: Any) -> list[Errand]:
    """The same for who keeps the register and is nobody in it."""
    if not _any(community):
        return []
    viewer = Viewer("", lang=community_reads.lang(), account=account)
    found = [_contested(community, one, organ) for one, organ in contests(community, viewer)]
    return [*found, *_answers(community, viewer)]


def _any(community: Any) -> bool:
    """Whether anything is contested of which the answer, or that she has it, is still missing."""
    return EnteredAct.objects.filter(community=community, contested__isnull=False, told=None).exists()


def _answers(community: Any, viewer: Viewer) -> list[Errand]:
    return [_answered(community, one) for one in answers(community, viewer)]


def _contested(community: Any, one: EnteredShown, organ: str) -> Errand:
    title = _("Somebody contests what was entered for them: %(title)s") % {"title": one.title}
    return _errand(community, one, "entered", organ, title, _("Answer"), due=one.due)


def _answered(community: Any, one: EnteredShown) -> Errand:
    if one.mine:
        title = _("What you contested is answered: %(title)s") % {"title": one.title}
        return _errand(community, one, "answer", "", title, _("Read it"))
    title = _("Give %(who)s the answer on paper, they have no account: %(title)s") % {
        "who": one.her,
        "title": one.title,
    }
    return _errand(community, one, "answer", "", title, _("Print it"))


def _errand(
    community: Any,
    one: EnteredShown,
    kind: str,
    organ: str,
    title: str,
    button: str,
    due: datetime | None = None,
) -> Errand:
    return Errand(
        key=f"{kind}-{one.year}-{one.number}-{one.seq}", organ=organ, title=title, button=button, due=due,
        url=reverse("matters:contest", args=[community.slug, one.year, one.number, one.seq]),
    )  # fmt: skip
