"""What was entered for people: the receipt, their own list and the clerk's, contesting it and answering that."""

from __future__ import annotations

from typing import Any, Literal

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from linli.apps.community.actions import Stale
from linli.apps.matters import actions, reads
from linli.apps.matters.gate import ANSWER
from linli.apps.matters.reads.pages import EnteredPage, EnteredShown
from linli.apps.matters.typed import BadInput
from linli.apps.matters.views import shown
from linli.apps.matters.views.codes import code
from linli.apps.matters.views.shown import Shown
from linli.apps.matters.views.visit import Visit, visit
from linli.apps.matters.words_of_entering import WHY
from linli.core.engine.calendar import day_shown
from linli.core.engine.calendar import shown as moment

VERDICTS: dict[str, Literal["upheld", "dismissed"]] = {"uphold": "upheld", "dismiss": "dismissed"}


@never_cache
@require_safe
def receipt(request: HttpRequest, slug: str, year: int, number: int, seq: int) -> HttpResponse:
    """The receipt on A4, for whom it is and for who entered it."""
    here = visit(request, slug)
    found = _found(here, year, number, seq)
    if not found.may_print:
        raise Http404
    address = request.build_absolute_uri(here.links.to("contest", year, number, seq))
    context = {
        "found": found, "community": here.community.name, "title": shown.title(found.title, found), "qr": code(address),
        "number": shown.number(found), "address": address.removeprefix("https://").removeprefix("http://"),
        "at": moment(found.at, found.zone).in_(here.lang), "on": day_shown(found.on).in_(here.lang) if found.on else "",
        "back_url": here.links.matter(found), "days": ANSWER.count,
        "again_url": "" if found.closed else here.links.to("enter", year, number),
        "contest_url": here.links.to("contest", year, number, seq),
    }  # fmt: skip
    return render(request, "matters/receipt.html", context)


def _found(here: Visit, year: int, number: int, seq: int) -> EnteredShown:
    found = reads.receipt(here.community, here.viewer, year, number, seq)
    if found is None:
        raise Http404
    return found


@never_cache
@require_safe
def letter(request: HttpRequest, slug: str, year: int, number: int, seq: int) -> HttpResponse:
    """The answer on A4, for her who contested it."""
    here = visit(request, slug)
    found = _found(here, year, number, seq)
    if not found.may_print or not found.verdict:
        raise Http404
    context = {
        "found": found, "community": here.community.name, "title": shown.title(found.title, found),
        "number": shown.number(found), "at": moment(found.at, found.zone).in_(here.lang),
        "back_url": here.links.to("contest", year, number, seq),
    }  # fmt: skip
    return render(request, "matters/answer.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def contest(request: HttpRequest, slug: str, year: int, number: int, seq: int) -> HttpResponse:
    """One act that was entered for somebody: contested by them, answered by somebody else than who entered it."""
    here = visit(request, slug)
    found = reads.receipt(here.community, here.viewer, year, number, seq)
    if found is None:
        return _nobody(request, here)
    wrong, status, text = "", 200, request.POST.get("text", "").replace("\x00", "")
    if request.method == "POST":
        wrong, status = _done(request, here, found, text)
        if not wrong:
            return redirect(here.links.to("contest", year, number, seq))
        found = reads.receipt(here.community, here.viewer, year, number, seq) or found
    context = {
        "crumbs": [*_crumbs(here), {"title": shown.number(found), "url": ""}], "found": found, "wrong": wrong,
        "title": shown.title(found.title, found), "text": text, "facts": _facts(here, found), "zone": found.zone,
        "url": here.links.matter(found),
        "chips": _waiting(found), "clerks_url": here.links.to("community:invitations") if here.clerk else "",
        "print_url": here.links.to("receipt", year, number, seq) if found.may_print else "",
        "letter_url": here.links.to("answer", year, number, seq) if found.may_print and found.verdict else "",
    }  # fmt: skip
    return render(request, "matters/contest.html", context, status=status)


def _nobody(request: HttpRequest, here: Visit) -> HttpResponse:
    """Whoever is not signed in can be the one; to everybody else it is not there."""
    if getattr(here.viewer.account, "is_authenticated", False):
        raise Http404
    return redirect(here.sign_in_url)


def _done(request: HttpRequest, here: Visit, found: EnteredShown, text: str) -> tuple[str, int]:
    what = request.POST.get("do", "")
    to: dict[str, Any] = {
        "community": here.community, "chain": found.chain, "seq": found.seq, "actor": here.viewer.account,
    }  # fmt: skip
    try:
        if what in VERDICTS:
            actions.answer_contest(**to, text=text, verdict=VERDICTS[what])
            messages.success(
                request,
                _(
                    "Your answer is kept. The person and who entered it are told; who has no account gets it on paper."
                ),
            )
        elif what == "told":
            actions.note_told(**to)
            messages.success(request, _("It is noted that the person has the answer."))
        else:
            actions.contest(**to, text=text)
            messages.success(
                request,
                _("It is noted. Somebody else than who entered it will answer, and the answer stands here."),
            )
    except BadInput as bad:
        return bad.in_(here.lang), 422
    except Stale:
        return WHY["answered-meanwhile"].in_(here.lang), 409
    except PermissionDenied:
        return WHY["not-yours"].in_(here.lang), 403
    return "", 200


def _facts(here: Visit, found: EnteredShown) -> list[Shown]:
    comma = "；" if here.lang == "zh" else "; "
    facts = [
        (_("What was entered"), found.act + (_(" (replaced since)") if found.replaced else "")),
        (_("As said"), found.words.replace("\n", comma) if found.closed else found.words),
        (_("Matter and stage"), f"{shown.title(found.title, found)} · {found.stage}"),
        (_("The person"), found.her),
        (_("By whom"), found.hand),
        (_("Known by"), found.seen),
        (_("Number of the paper"), found.paper),
        (_("Day of the paper"), day_shown(found.on).in_(here.lang) if found.on else ""),
        (_("When"), moment(found.at, found.zone).in_(here.lang)),
        (_("Entry in the record"), f"{found.chain} · {found.seq}"),
    ]
    return [{"term": term, "value": value} for term, value in facts if value]


def _crumbs(here: Visit) -> list[Shown]:
    return [
        {"title": _("Square"), "url": here.links.to("square")},
        {"title": _("Entered for others"), "url": here.links.to("entered")},
    ]


@never_cache
@require_safe
def own(request: HttpRequest, slug: str) -> HttpResponse:
    """What was entered for me, by whom and how."""
    here = visit(request, slug)
    found = reads.entered_for(here.community, here.viewer)
    file = {"title": _("My file"), "url": here.links.to("community:my-file")}
    if found is None:
        return _list(request, here, None, _("Entered for me"), [file], status=403)
    return _list(request, here, found, _("Entered for me"), [file])


@never_cache
@require_safe
def person(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What was entered for one person, before the clerk."""
    here = visit(request, slug)
    found = reads.entered_for(here.community, here.viewer, number)
    if found is None or found.her is None:
        raise Http404
    way = {"title": found.her.name, "url": here.links.to("community:person", number)}
    return _list(request, here, found, _("Entered for %(who)s") % {"who": found.her.name}, [way])


@never_cache
@require_safe
def everything(request: HttpRequest, slug: str) -> HttpResponse:
    """What is contested, for who may answer it; for the clerk everything that was entered."""
    here = visit(request, slug)
    found = reads.entered_here(here.community, here.viewer)
    way = {"title": _("Square"), "url": here.links.to("square")}
    return _list(request, here, found, _("Entered for others"), [way], status=403 if found is None else 200)


def _list(
    request: HttpRequest,
    here: Visit,
    found: EnteredPage | None,
    title: str,
    way: list[Shown],
    status: int = 200,
) -> HttpResponse:
    signed_in = getattr(here.viewer.account, "is_authenticated", False)
    context = {
        "crumbs": [*way, {"title": title, "url": ""}], "title": title, "found": found,
        "rows": [_row(here, one) for one in found.rows] if found else [],
        "sign_in_url": "" if signed_in else here.sign_in_url,
    }  # fmt: skip
    return render(request, "matters/entered.html", context, status=status)


def _row(here: Visit, one: EnteredShown) -> Shown:
    url = here.links.to("contest", one.year, one.number, one.seq)
    meta = [one.her, one.hand, moment(one.at, one.zone).in_(here.lang)]
    return {
        "title": f"{one.act} · {shown.title(one.title, one)}", "url": url, "meta": " · ".join(meta),
        "text": one.words if len(one.words) <= 120 else f"{one.words[:120]}…", "chips": _chips(one), "late": one.late,
        "action": {"title": _("Answer"), "url": url, "primary": False} if one.may_answer else None,
    }  # fmt: skip


def _chips(one: EnteredShown) -> list[Shown]:
    chips: list[Shown] = [{"text": _("replaced since"), "tone": "plain"}] if one.replaced else []
    if one.contested and not one.verdict:
        chips.append({"text": _("contested, not answered yet"), "tone": "wait"})
    if one.verdict:
        chips.append({"text": one.verdict, "tone": "plain"})
    return [*chips, *_waiting(one)]


def _waiting(one: EnteredShown) -> list[Shown]:
    """How long there is to answer, or that nobody can."""
    if one.verdict or one.contested is None:
        return []
    if one.nobody:
        return [{"text": _("nobody can answer it now"), "tone": "wait"}]
    return [{"until": one.due, "tone": "wait"}]
