"""The page of a matter: where it stands, what I may do now, and if I may not, why not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.apps.community.actions import now as present
from linli.apps.matters import reads
from linli.apps.matters.reads.pages import Deed, MatterPage
from linli.apps.matters.views import deeds, shown
from linli.apps.matters.views.closed import gated
from linli.apps.matters.views.shown import Shown
from linli.apps.matters.views.visit import Visit, visit
from linli.core.engine.calendar import day_of

CALL = "call-sitting"
DISCLOSE = "disclose"
IDLE = frozenset(["not-paper", "already-open", "already-posted", "no-objections"])
"""Refusals of what nobody would try who sees the page."""


@require_safe
@gated
def page(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """The page as anyone may see it, with what this reader may do."""
    here = visit(request, slug)
    return answer(request, here, found(here, year, number))


@require_safe
@gated
def course(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """Everything that happened, a hundred lines at a time."""
    here = visit(request, slug)
    before = request.GET.get("before", "")
    at = int(before) if before.isascii() and before.isdecimal() and len(before) < 10 else None
    found_page = found(here, year, number, before=at, events=100)
    address = here.links.to("course", year, number)
    earlier = found_page.events_before
    context = {
        **_head(here, found_page),
        **_events(here, found_page),
        "earlier_url": f"{address}?before={earlier}" if earlier else "",
        "later_url": address if at else "",
    }
    return render(request, "matters/course.html", context)


def found(here: Visit, year: int, number: int, **asked: Any) -> MatterPage:
    """What there is to show of a matter; 404 where there is none."""
    one = reads.matter(here.community, here.viewer, year, number, **asked)
    if one is None:
        raise Http404
    return one


def answer(
    request: HttpRequest,
    here: Visit,
    page: MatterPage,
    *,
    refusal: Shown | None = None,
    back: deeds.Returned | None = None,
    again: Shown | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, with the refusal of what was just tried and everything that was typed."""
    context = {
        **_head(here, page),
        **_now(here, page, back),
        **_about(here, page),
        **_events(here, page),
        "parts": [] if page.closed else reads.parts(request, here.community, page),
        "refusal": refusal,
        "kept": deeds.kept(back, page.deeds),
        **_answer_of(here, page),
        **_again_of(here, page, again or {}),
    }
    return render(request, "matters/matter.html", context, status=status)


def _answer_of(here: Visit, page: MatterPage) -> Shown:
    """What a closed matter came to, which who asked for it is told."""
    found = reads.answer_of(here.community, here.viewer, page.chain) if page.closed else None
    if found is None:
        return {}
    way = (page.year, page.number)
    tone = "done" if page.status == "done" else "wait"
    return {
        "came": found, "chips": [{"text": found.state, "tone": tone}],
        "told_url": here.links.to("correction-told", *way) if found.may_note else "",
        "letter_url": here.links.to("correction-answer", *way) if found.may_print else "",
    }  # fmt: skip


def _again_of(here: Visit, page: MatterPage, typed: Shown) -> Shown:
    """A closed matter that came back to who asked, with what she typed just now, and what is wrong with it."""
    found = reads.again_of(here.community, here.viewer, page.chain) if page.closed else None
    if found is None:
        return {}
    url = here.links.to("ask-again", page.year, page.number)
    words = {"words": found.words, "reason": found.reason, "wrong": ""}
    return {"again": {"what": found.what, "url": url, "key": deeds.key(), **words, **typed}}


def _head(here: Visit, page: MatterPage) -> Shown:
    title, number = shown.title(page.title.text, page), shown.number(page)
    return {
        "page": page,
        "title": title,
        "number": number,
        "chips": _chips(page),
        "older": _older(here, page),
        "proposes_url": here.links.to("charters:charter", ask={"version": page.proposes}),
        "crumbs": [{"title": _("Square"), "url": here.links.to("square")}, {"title": number, "url": ""}],
        "rail": shown.rail(page.rail, here.links, page.charter_hash),
    }


def _older(here: Visit, page: MatterPage) -> Shown | None:
    """The version that this matter runs under, where another is in force by now."""
    if page.charter_hash in ("", here.community.charter_hash):
        return None
    url = here.links.to("charters:charter", ask={"version": page.charter_hash})
    return {"version": page.charter_version, "url": url}


def _chips(page: MatterPage) -> list[Shown]:
    tone = {"open": "now", "done": "done"}.get(page.status, "wait")
    chips = [{"text": _now_at(page), "tone": tone}]
    if page.due_at is not None:
        # The due moment is the midnight after the last day.
        last = day_of(page.due_at - timedelta(seconds=1), page.zone)
        left = (last - day_of(present(), page.zone)).days
        chips.append({"text": shown.days_left(left), "tone": "wait"})
    if page.late_by:
        chips.append({"text": page.late_by, "tone": "wait"})
    return chips


def _now_at(page: MatterPage) -> str:
    return _("Now: %(stage)s") % {"stage": page.stage_title} if page.status == "open" else page.status_text


def _now(here: Visit, page: MatterPage, back: deeds.Returned | None) -> Shown:
    own = [deed for deed in page.deeds if deed.act != CALL]
    beside = [deed for deed in own if deed.act == DISCLOSE and page.status == "open"]
    why_not = [shown.why(one, here.links, page.charter_hash) for one in page.why_not if one.code not in IDLE]
    return {
        "now_title": _now_at(page),
        "rule": shown.rule(page.rule, here.links, page.charter_hash),
        "stage_says": page.rule.also if page.rule else (),
        "meter": page.meter,
        "enter_url": here.links.to("enter", page.year, page.number) if page.entering else "",
        "deeds": [_deed(here, page, deed, back) for deed in own if deed not in beside],
        "disclosing": [_deed(here, page, deed, back) for deed in beside],
        "deed_links": [_call(here, page, deed) for deed in page.deeds if deed.act == CALL],
        "why_not": why_not,
        "may_act": len(page.deeds) > len(beside),
        "sign_in_url": "" if here.viewer.person else here.sign_in_url,
        "sittings": [
            shown.sitting_row(row, here.links, page.zone, here.lang) for row in page.sittings if not row.ended
        ],
    }


def _deed(here: Visit, page: MatterPage, deed: Deed, back: deeds.Returned | None) -> Shown:
    """A deed of this matter, or signing in at the sitting that it waits for."""
    sitting = next((row for row in page.sittings if row.chain == deed.sitting), None)
    if deed.act == "attend" and sitting is not None:
        found = deeds.shown(deed, here.links.sitting_act(sitting, deed.act))
        return found | {"hidden": [*found["hidden"], ("from", page.chain)]}
    return deeds.shown(deed, here.links.act(page, deed.act), expects=page.expects, back=back)


def _call(here: Visit, page: MatterPage, deed: Deed) -> Shown:
    url = here.links.to("call", ask={"matter": page.chain})
    return {"title": deed.title, "url": url, "primary": deed.primary}


def _about(here: Visit, page: MatterPage) -> Shown:
    return {
        "facts": [*_where(here, page), *({"term": fact.title, "value": fact.value} for fact in page.facts)],
        "where_url": here.links.to("where", page.year, page.number) if _may_say_where(here, page) else "",
        "files": [shown.file(one, here.links) for one in page.files],
        "objections": page.objections,
        "agreements_url": here.links.to("agreements") if reads.binds(here.community, page.chain) else "",
        "disclosures": [_cell(here, page, cell) for cell in page.disclosures],
        "beside": [] if page.closed else reads.cards(here.community, here.viewer, page),
    }


def _may_say_where(here: Visit, page: MatterPage) -> bool:
    return not page.closed and (page.own or here.clerk)


def _where(here: Visit, page: MatterPage) -> list[Shown]:
    if page.building is None:
        return []
    one = page.building
    return [{"term": _("Building"), "value": one.name, "url": here.links.to("map-building", one.number)}]


def _cell(here: Visit, page: MatterPage, cell: Any) -> Shown:
    return {
        "title": cell.title, "state": cell.state, "due": cell.due, "because": cell.because,
        "url": here.links.to("disclosures", ask={"section": cell.section}) if cell.state == "done" else "",
    }  # fmt: skip


def _events(here: Visit, page: MatterPage) -> Shown:
    more = page.events_total > len(page.events)
    return {
        "events": [shown.event(one, here.links, page) for one in page.events],
        "zone": page.zone,
        "more_url": here.links.to("course", page.year, page.number) if more else "",
        "proof": shown.proof(page.proof, here.links),
    }
