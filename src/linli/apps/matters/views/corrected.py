"""The answer to a correction: printed for who asked, and noted that she has it in hand."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from linli.apps.community import actions as community_actions
from linli.apps.matters import actions, reads
from linli.apps.matters.reads.pages import AnswerShown
from linli.apps.matters.views import matter, refusals, shown
from linli.apps.matters.views.closed import gated
from linli.apps.matters.views.visit import Visit, visit

LONGEST = 500


@never_cache
@require_safe
@gated
def letter(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """The answer on A4, for who asked."""
    here = visit(request, slug)
    page, found = _found(here, year, number)
    if not found.may_print:
        raise Http404
    context = {
        "found": found, "community": here.community.name, "number": shown.number(page), "zone": page.zone,
        "back_url": here.links.matter(page),
    }  # fmt: skip
    return render(request, "matters/answer_to_correction.html", context)


@require_POST
@gated
def told(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """Note that who asked has the answer: she says so, or a clerk who gave it to her on paper."""
    here = visit(request, slug)
    page, _answer = _found(here, year, number)
    try:
        community_actions.note_correction_told(here.community, page.chain, actor=here.viewer.account)
    except PermissionDenied:
        raise Http404 from None
    messages.success(request, _("It is noted that the answer has been read."))
    return redirect(here.links.matter(page))


@require_POST
@gated
def again(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """Put it once more, where it came back to who asked; what is wrong is told, and nothing typed is lost."""
    here = visit(request, slug)
    page = matter.found(here, year, number)
    typed = {key: request.POST.get(key, "").replace("\x00", "")[:LONGEST] for key in ("words", "reason")}
    if not page.closed:
        raise Http404
    try:
        came = actions.ask_once_more(
            community=here.community, chain=page.chain, value=typed["words"], reason=typed["reason"],
            actor=here.viewer.account, key=request.POST.get("key", "").replace("\x00", "")[:64],
        )  # fmt: skip
    except community_actions.Refused as refused:
        panel = refusals.panel(here, refused.refusal, charter=page.charter_hash, kept=True)
        return matter.answer(request, here, page, refusal=panel, again=typed, status=409)
    if came.problem is not None:
        wrong = came.problem.says.in_(here.lang)
        return matter.answer(request, here, page, again={**typed, "wrong": wrong}, status=422)
    messages.success(request, _("It is put again."))
    return redirect(here.links.matter(page))


def _found(here: Visit, year: int, number: int) -> tuple[Any, AnswerShown]:
    """The page and the answer; 404 where there is none yet."""
    page = matter.found(here, year, number)
    answer = reads.answer_of(here.community, here.viewer, page.chain) if page.closed else None
    if answer is None:
        raise Http404
    return page, answer
