"""News in words, in the reader's language, as the reader may see it at this moment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from linli.apps.community import reads as community_reads
from linli.apps.matters import reads as matters
from linli.apps.talk import reads as talk
from linli.apps.told.kinds import OF_CORRECTIONS, OF_ENTERING, OF_TALK
from linli.apps.told.models import Message, Reader

LANGS = {"zh": "zh-hans", "en": "en"}
MOST = 50
"""So many lines in one message; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Line:
    """One piece of news: a sentence and the page behind it."""

    text: str
    path: str
    community: str

    @property
    def placed(self) -> str:
        """With the community it comes from, in the language now spoken."""
        return _("%(news)s (%(community)s)") % {"news": self.text, "community": self.community}


def lines_of(reader: Reader, messages: Iterable[Message], *, desk: bool) -> list[Line]:
    """The lines of some messages, without what the reader may no longer see; with ``desk`` what waits there."""
    with translation.override(LANGS[reader.lang]):
        found = [line for one in messages if (line := _line(reader, one))]
        return [*(_desks(reader) if desk else ()), *found]


def viewer_of(reader: Reader, community: Any) -> matters.Viewer | None:
    """The reader in a community; None for who is nobody in it and does not keep its register."""
    person = community_reads.person_for(reader.account, community)
    if person is None and not community_reads.is_clerk(reader.account, community):
        return None
    lang: Any = reader.lang
    return matters.Viewer(person.pseudonym if person else "", "", lang, reader.account)


def _line(reader: Reader, one: Message) -> Line | None:
    viewer = viewer_of(reader, one.community)
    if viewer is None or (one.organ and not matters.belongs(one.community, viewer, one.organ)):
        return None
    app = "talk" if one.kind in OF_TALK else "matters"
    found = _titled(one, viewer)
    if found is None:
        return None
    said = {
        "vote": _("You can vote: %(title)s"), "meeting": _("A meeting is called: %(title)s"),
        "mine": _("Your matter has gone on: %(title)s"), "notice": _("Published: %(title)s"),
        "building": _("It concerns the building where you live: %(title)s"),
        "reply": _("A reply to you: %(title)s"), "hidden": _("Your comment is hidden: %(title)s"),
        "appeal": _("Your appeal is decided: %(title)s"),
        "corrected": _("What you asked to be corrected is answered: %(title)s"),
        "entered": _("Entered for you by somebody else: %(title)s"),
        "contested": _("What you entered for somebody is contested: %(title)s"),
        "answered": _("What was contested is answered: %(title)s"),
    }  # fmt: skip
    name, *parts = found.way
    path = reverse(f"{app}:{name}", args=[one.community.slug, *parts])
    if found.off:
        said["meeting"] = _("A meeting is cancelled: %(title)s")
    return Line(said[one.kind] % {"title": found.title}, path, one.community.name)


def _titled(one: Message, viewer: matters.Viewer) -> Any:
    if one.kind in OF_TALK:
        return talk.told(one.community, viewer, one.kind, one.chain, one.seq)
    if one.kind == OF_CORRECTIONS:
        return matters.corrections_title(one.community, viewer, one.chain)
    title = matters.entered_title if one.kind in OF_ENTERING else matters.news_title
    title = matters.building_title if one.kind == "building" else title
    return title(one.community, viewer, one.chain, one.seq)


def _desks(reader: Reader) -> Iterator[Line]:
    for community in community_reads.communities_of(reader.account):
        viewer = viewer_of(reader, community)
        if viewer is None:
            continue
        late, today = matters.waiting_count(community, viewer)
        path = reverse("matters:desk", args=[community.slug]) + "?for=all"
        if late:
            said = ngettext("%(n)d thing on your desk is late", "%(n)d things on your desk are late", late)
            yield Line(said % {"n": late}, path, community.name)
        if today:
            said = ngettext(
                "%(n)d thing on your desk is due today", "%(n)d things on your desk are due today", today
            )
            yield Line(said % {"n": today}, path, community.name)
