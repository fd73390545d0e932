"""Agreements, pledges and debts: who is bound to what, since which matter, until when."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.apps.matters import reads
from linli.apps.matters.reads.agreements import Agreement, Agreements
from linli.apps.matters.views import shown
from linli.apps.matters.views.pager import page_of, pager
from linli.apps.matters.views.shown import Shown
from linli.apps.matters.views.visit import Visit, visit


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """What binds people now; with ``?ended=1`` what did until its term was over."""
    here = visit(request, slug)
    ended = request.GET.get("ended") == "1"
    found = reads.agreements(here.community, here.viewer, ended=ended, page=page_of(request))
    context = {
        "tabs": _tabs(here, found, ended=ended),
        "rows": [_row(here, one) for one in found.rows],
        "zone": found.zone,
        "empty": _empty(here, ended=ended),
        "pages": pager(found.page, found.pages),
    }
    return render(request, "matters/agreements.html", context)


def _tabs(here: Visit, found: Agreements, *, ended: bool) -> list[Shown]:
    over = here.links.to("agreements", ask={"ended": "1"})
    return [
        {
            "title": _("In force"),
            "url": here.links.to("agreements"),
            "current": not ended,
            "count": found.current,
        },
        {"title": _("Term over"), "url": over, "current": ended, "count": found.ended},
    ]


def _row(here: Visit, one: Agreement) -> Shown:
    return shown.plain(
        one,
        title=shown.title(one.title, one.matter),
        number=shown.number(one.matter),
        url=here.links.matter(one.matter),
        clause_url=here.links.article(one.path, one.charter),
    )


def _empty(here: Visit, *, ended: bool) -> Shown:
    if ended:
        return shown.empty(_("No agreement here is over yet."))
    return shown.empty(
        _("Nobody here is bound by an agreement yet."),
        _("When a matter that binds somebody is decided, it says here who, to what, and until when."),
        url=here.links.to("new"),
        action=_("Who may begin what"),
    )
