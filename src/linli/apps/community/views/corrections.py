"""What residents ask to be corrected: listed for the clerk, answered by her, or by who stands in for her."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.apps.community import actions, reads
from linli.apps.community.actions.chain import Refused
from linli.apps.community.models import Account, Community, Correction
from linli.apps.community.personal import SECRET
from linli.apps.community.reads import deciders
from linli.apps.community.reads.asking import said
from linli.apps.community.reads.corrections import standing, waiting_first
from linli.apps.community.views.communities import square_of
from linli.apps.community.views.files import corrections_shown, summed, words_of
from linli.apps.community.views.registers import crumbs, for_clerk, shut
from linli.core.engine.refusal import refuse

PAGE = 50


@require_http_methods(["GET", "HEAD"])
@for_clerk
def page(request: HttpRequest, community: Community, clerk: Account) -> HttpResponse:
    """What residents ask to be corrected, all of it: what waits first."""
    found = waiting_first(reads.corrections(community, clerk))
    shown = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rows = [_row(one) for one in corrections_shown(community, shown)]
    context = {"crumbs": crumbs(community, _("Corrections")), "rows": rows, "page": shown}
    return render(request, "community/corrections.html", context)


def _row(shown: dict[str, Any]) -> dict[str, Any]:
    one, stands = shown["one"], shown["stands"]
    tone = "now" if one.state == "open" else "plain"
    by = [_("reported by %(who)s") % {"who": shown["asker"]}] if shown["asker"] else []
    chips = [{"text": shown["state"], "tone": tone}]
    chips += [{"text": stands.late_by, "tone": "wait"}] if stands and stands.late_by else []
    until = [stands.until] if stands and one.state == "open" and stands.until else []
    return {
        "title": f"{one.person.name} · {shown['title']}",
        "url": shown["url"],
        "meta": " · ".join([shown["number"], *by, *until]),
        "chips": chips,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One correction: what holds, what is asked, and accepting or declining it."""
    community: Community = request.community  # type: ignore[attr-defined]  # the middleware sets it
    found = reads.to_settle(community, request.user, number)
    if found is None or not isinstance(request.user, Account):
        if isinstance(request.user, Account) and reads.is_clerk(request.user, community):
            raise Http404
        return shut(request, community, refuse("not-clerk"))
    return _one(request, found, request.user)


def _one(request: HttpRequest, found: Correction, by: Account) -> HttpResponse:
    community, clerk = found.community, reads.is_clerk(by, found.community)
    wrong, status, answer = "", 200, request.POST.get("answer", "").replace("\x00", "")
    if request.method == "POST":
        wrong, status = _settle(found, request.POST.get("do", ""), answer, by)
        if not wrong:
            there = reverse("community:corrections", args=[community.slug])
            return HttpResponseRedirect(there if clerk else square_of(community))
        found = reads.to_settle(community, by, found.number) or found
    elif found.column in SECRET:
        actions.note_settling(found, actor=by)
    (shown,) = corrections_shown(community, [found])
    title = _("Correction: %(what)s") % {"what": shown["title"]}
    stands, hers = shown["stands"], standing(found, by)
    context = {
        "crumbs": crumbs(community, title) if clerk else _way(community, title), "shown": shown,
        "stands": stands, "able": hers.able,
        "held": reads.held_of(found), "wrong": wrong, "answer": answer, "person": found.person,
        "person_url": reverse("community:person", args=[community.slug, found.person.number]) if clerk else "",
        "stands_in": hers.keeps and not clerk, "late": bool(stands and stands.late),
        "own": _own(found, by) if hers.own else "",
    }  # fmt: skip
    return render(request, "community/correction.html", context, status=status)


def _own(found: Correction, by: Account) -> str:
    """Why the reader does not answer what is her own, and who does."""
    own = deciders.own_correction(found.person) if found.person.account_id == by.pk else ""
    return own or said(deciders.OWN_REQUEST)


def _way(community: Community, title: str) -> list[dict[str, str]]:
    """Who stands in came from her desk: the registers are closed to her."""
    return [{"title": community.name, "url": square_of(community)}, {"title": title, "url": ""}]


def _settle(found: Correction, what: str, answer: str, by: Account) -> tuple[str, int]:
    if what not in ("accept", "decline"):
        return _("Accept it or decline it."), 422
    try:
        wrong = actions.settle_correction(found, what == "accept", answer, actor=by)
    except actions.Stale:
        return _("It has been answered meanwhile."), 409
    except Refused as refused:
        return words_of(refused.refusal), 409
    except actions.OwnRequest as own:
        return said(own.says), 403
    except PermissionDenied:
        return words_of(refuse("not-clerk")), 403
    if wrong and wrong[0].column == "answer":
        return _("Give a reason: whoever asked reads it."), 422
    return summed(wrong), 422
