"""Asking for erasure, and answering that."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.apps.care import actions, reads
from linli.apps.care.own import TONES, state_words
from linli.apps.care.views.frame import (
    clerk_crumbs,
    confirmed,
    crumbs,
    for_herself,
    for_the_clerk,
    for_who_decides,
    numbered,
)
from linli.apps.care.words import WHY
from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.community.reads import Whose, deciders, holdings


@require_http_methods(["GET", "HEAD", "POST"])
@for_herself
@confirmed
def ask(request: HttpRequest, community: Any, person: Any) -> HttpResponse:
    """What can be erased and what stays, and asking for it."""
    trail = crumbs(community, _("Ask for erasure"))
    return _ask(request, Whose(community, person), trail, reverse("care:mine", args=[community.slug]))


@require_http_methods(["GET", "HEAD", "POST"])
@for_the_clerk
def ask_for(request: HttpRequest, community: Any, clerk: Any, number: int) -> HttpResponse:
    """The same, entered by the clerk for somebody without a phone."""
    person = numbered(community, number)
    trail = clerk_crumbs(community, (person.name or f"{number}", ""), (_("Ask for erasure"), ""))
    to = reverse("care:erasures", args=[community.slug])
    return _ask(request, Whose(community, person, alone=False), trail, to)


def _ask(request: HttpRequest, whose: Whose, trail: Any, to: str) -> HttpResponse:
    wrong, chosen, words = "", request.POST.getlist("lot"), request.POST.get("words", "")
    if request.method == "POST":
        try:
            actions.ask(person=whose.person, lots=chosen, words=words, actor=request.user)
            alone = answers(whose.person) if whose.alone else ""
            made = _("The request has been made. %(who)s") % {"who": alone} if alone else ""
            messages.success(request, made or _("The request has been made; the clerk answers it."))
            return HttpResponseRedirect(to)
        except actions.NotTaken as error:
            wrong = community_reads.said(WHY[error.code])
    lots = holdings.lots(whose)
    context = {
        "crumbs": trail, "alone": whose.alone, "person": whose.person, "wrong": wrong, "chosen": chosen, "words": words,
        "answers": answers(whose.person) if whose.alone else "", "invite": _invite(whose.person),
        "may": [one for one in lots if one.fate == "may"], "stay": [one for one in lots if one.fate != "may"],
    }  # fmt: skip
    return render(request, "care/ask.html", context, status=422 if wrong else 200)


@require_POST
@for_herself
def withdraw(request: HttpRequest, community: Any, person: Any, number: int) -> HttpResponse:
    """She takes it back."""
    one = next((one for one in reads.own_requests(person, request.user) if one.number == number), None)
    if one is None:
        raise Http404
    try:
        actions.withdraw(one, actor=request.user)
        messages.success(request, _("The request is taken back; nothing was erased."))
    except actions.NotNow:
        messages.error(request, community_reads.said(WHY["answered-meanwhile"]))
    return HttpResponseRedirect(reverse("care:mine", args=[community.slug]))


@require_safe
@for_the_clerk
def listed(request: HttpRequest, community: Any, clerk: Any) -> HttpResponse:
    """All requests: what waits first."""
    rows = [_row(community, reads.shown(one)) for one in reads.requests(community, clerk)[:200]]
    trail = clerk_crumbs(community, (_("Requests for erasure"), ""))
    return render(request, "care/erasures.html", {"crumbs": trail, "rows": rows})


def _row(community: Any, one: reads.RequestShown) -> dict[str, Any]:
    chips: list[dict[str, Any]] = [{"text": state_words(one.state), "tone": TONES.get(one.state, "plain")}]
    if one.state == "open":
        chips.append({"until": one.due, "tone": "wait"})
    return {
        "title": _("No. %(n)d: %(who)s") % {"n": one.number, "who": named(one)},
        "url": reverse("care:erasure", args=[community.slug, one.number]),
        "chips": chips,
        "late": one.late,
    }


def named(one: reads.RequestShown) -> str:
    """Who asks, as the clerk knows her."""
    return one.name or _("a resident (no. %(number)d)") % {"number": one.who}


@require_http_methods(["GET", "HEAD", "POST"])
@for_who_decides
def decide(request: HttpRequest, community: Any, account: Any, one: Any) -> HttpResponse:
    """One request: what it would erase, and granting or declining it."""
    wrong, status = "", 200
    clerk = community_reads.is_clerk(account, community)
    if request.method == "POST":
        wrong, status = _decided(request, one)
        if not wrong:
            messages.success(request, _("It is done, and whoever asked can read it."))
            there = "care:erasures" if clerk else "matters:desk"
            return HttpResponseRedirect(reverse(there, args=[community.slug]))
        one.refresh_from_db()
    shown = reads.shown(one)
    lots = {lot.key: lot for lot in holdings.lots(Whose(community, one.person, alone=False))}
    context = {
        "crumbs": _way(community, one.number, clerk),
        "shown": shown, "named": named(shown), "state": state_words(shown.state), "wrong": wrong,
        "own": one.person.account_id == account.pk, "answers": answers(one.person), "stands_in": not clerk,
        "invite": _invite(one.person) if clerk else "",
        "lots": [lots[key] for key in shown.asked if key in lots and lots[key].fate == "may"],
        "gone": [key for key in shown.asked if key not in lots or lots[key].fate != "may"],
        "chosen": request.POST.getlist("lot") if wrong else list(shown.asked),
        "reasons": request.POST.get("reasons", ""), "zone": community.zone,
        "person_url": reverse("community:person", args=[community.slug, shown.who])
        if clerk and not one.person.departed else "",
    }  # fmt: skip
    return render(request, "care/erasure.html", context, status=status)


def _way(community: Any, number: int, clerk: bool) -> list[dict[str, str]]:
    """Who stands in came from her desk: the registers are closed to her."""
    if not clerk:
        return [*crumbs(community, "")[:1], {"title": _("Requests for erasure"), "url": ""}]
    listed = reverse("care:erasures", args=[community.slug])
    return clerk_crumbs(community, (_("Requests for erasure"), listed), (f"{number}", ""))


def answers(person: Any) -> str:
    """Who answers a clerk's own request where she keeps the register alone; empty for everybody else."""
    found = deciders.who_answers(person)
    if found is None:
        return ""
    return deciders.answered_by(person) or _(
        "You keep the register alone, and nobody is there who could answer for you."
    )


def _invite(person: Any) -> str:
    """Where the clerk of whom nobody could decide invites another; empty for everybody else."""
    if deciders.who_answers(person) != ():
        return ""
    return reverse("community:invitations", args=[person.community.slug]) + "#clerk-title"


def _decided(request: HttpRequest, one: Any) -> tuple[str, int]:
    what = request.POST.get("do", "")
    if what not in ("grant", "decline"):
        return _("Grant it or decline it."), 422
    granted = request.POST.getlist("lot") if what == "grant" else []
    if what == "grant" and not granted:
        return _("Choose what you grant, or decline it with reasons."), 422
    try:
        actions.decide(one, granted, request.POST.get("reasons", ""), actor=request.user)
    except actions.NotTaken as error:
        return community_reads.said(WHY[error.code]), 422
    except actions.NotNow:
        return community_reads.said(WHY["answered-meanwhile"]), 409
    except community_actions.Refused as refused:
        return refused.refusal.says(community_reads.lang()), 409
    return "", 200
