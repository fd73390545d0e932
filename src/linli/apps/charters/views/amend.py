"""Submitting a text as an amendment, and why it cannot be submitted."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from linli.apps.charters import actions
from linli.apps.charters.reads import amendments
from linli.apps.charters.reads.amendments import Way
from linli.apps.charters.reads.examine import Examined
from linli.apps.charters.reads.reading import Shown
from linli.apps.charters.reads.writing import Writing
from linli.apps.charters.views.here import Here
from linli.apps.community import reads as community_reads
from linli.apps.community.reads import sign_in_url
from linli.apps.matters.actions import BadInput
from linli.apps.matters.reads import chains
from linli.apps.matters.reads.deeds import told
from linli.apps.matters.reads.lens import Lens
from linli.apps.matters.reads.viewer import Viewer
from linli.core.engine.acts import Actor
from linli.core.engine.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of submitting: the way on, or the panel that says why not."""

    done: HttpResponse | None = None
    refusal: Shown | None = None


def offered(request: HttpRequest, at: Here) -> Shown:
    """How this charter is amended, and whether the reader may begin it."""
    force = community_reads.force(at.community)
    ways = amendments.ways(at.community, _viewer(at))
    mine = [way for way in ways if way.asked.organ]
    if mine:
        return {
            "ways": [_way(at, way) for way in mine],
            "title": request.POST.get("title", ""),
            "reasons": request.POST.get("reasons", ""),
            "key": request.POST.get("key", "")[:64] or uuid4().hex,
        }
    if not amendments.amends_itself(force.charter):
        return {"why": _no_way(at)}
    if not ways:
        return {"why": {"what": _("This charter says how it is amended, but that procedure cannot run yet.")}}
    return {"why": _not_you(request, at, ways)}


def submitted(request: HttpRequest, at: Here, work: Writing, found: Examined, base: str) -> Answer:
    """Begin the matter that amends the charter, or say why not."""
    ways = [way for way in amendments.ways(at.community, _viewer(at)) if way.asked.organ]
    chosen = request.POST.get("way", "")
    way = next((one for one in ways if one.asked.procedure == chosen), next(iter(ways), None))
    if way is None:
        return Answer(refusal=offered(request, at).get("why"))
    if (why := _why_not(work, found, base)) is not None or found.loaded is None:
        return Answer(refusal=why)
    try:
        done = actions.propose_amendment(
            community=at.community, by=Actor(at.person, way.asked.organ), way=way, charter=found.loaded,
            title=request.POST.get("title", ""), text=request.POST.get("reasons", ""), account=at.account,
            key=request.POST.get("key", "")[:64],
        )  # fmt: skip
    except BadInput as bad:
        return Answer(refusal={"what": bad.in_(at.lang), "kept": True})
    if done.refusal is not None:
        return Answer(refusal=_panel(at, done.refusal))
    messages.success(request, _("The amendment has been put."))
    matter = chains.called(at.community, done.chain)
    return Answer(done=redirect(matter["url"] if matter else at.to("charter")))


def _why_not(work: Writing, found: Examined, base: str) -> Shown | None:
    """Why this text is no amendment of the charter in force."""
    if found.errors or found.loaded is None:
        return {
            "what": _("A text with mistakes cannot be submitted."),
            "instead": [{"text": _("Mend what the check says, then submit it.")}],
            "kept": True,
        }
    if base != work.base:
        return {
            "what": _("The version that you amend is no longer in force."),
            "instead": [{"text": _("Read what changed, go on from the version in force, then submit it.")}],
            "kept": True,
        }
    if found.loaded.hash == work.base:
        return {"what": _("This text is the charter in force: there is nothing to decide."), "kept": True}
    if found.loaded.charter.version == work.start.charter.version:
        return {
            "what": _("The new text needs a version of its own, or nobody could tell the two apart."),
            "instead": [{"text": _("Change “version” at the top of the text.")}],
            "kept": True,
        }
    return None


def _viewer(at: Here) -> Viewer:
    return Viewer(at.person, at.organ, at.lang, at.account)


def _way(at: Here, way: Way) -> Shown:
    asked = way.asked
    return {
        "procedure": asked.procedure,
        "title": asked.title,
        "as": asked.organ_title,
        "rule": asked.first_stage.text,
        "url": at.to("charter", at=f"procedures.{asked.procedure}"),
    }


def _no_way(at: Here) -> Shown:
    return {
        "what": _("This charter does not say how it is amended."),
        "clause": _(
            "None of its procedures ends with another charter in force, so nothing that is decided here can change it."
        ),
        "instead": [
            {
                "text": _(
                    "Keep or download your text, and have it adopted as the charter itself was adopted."
                ),
                "url": at.to("charter"),
            },
            {
                "text": _(
                    "Write into it a procedure that “enacts: adopt”, so that the next change has its way."
                ),
            },
        ],
    }


def _not_you(request: HttpRequest, at: Here, ways: tuple[Way, ...]) -> Shown:
    asked = ways[0].asked
    ask = {"text": _("Ask one of them to put it; they are named here: %(who)s.") % {"who": asked.who}}
    enter = community_reads.way_in(at.community, at.account, sign_in_url(request))
    return {
        "what": _("You cannot begin this: it is begun by %(who)s.") % {"who": asked.who},
        "clause": asked.first_stage.clause,
        "source": asked.first_stage.source,
        "url": at.to("charter", at=asked.first_stage.path),
        "instead": [ask if at.person else enter],
    }


def _panel(at: Here, refusal: Refusal) -> Shown:
    """A refusal of the engine in the reader's words."""
    why = told(Lens(community_reads.force(at.community), at.lang, at.community.zone), refusal)
    return {
        "what": why.what,
        "clause": why.clause,
        "source": why.source,
        "url": at.to("charter", at=why.path) if why.path else "",
        "instead": [{"text": text} for text in why.instead],
        "kept": True,
    }
