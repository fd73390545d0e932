"""The notice for the wall."""

from __future__ import annotations

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.apps.matters import reads
from linli.apps.matters.views.visit import visit


@require_safe
def page(request: HttpRequest, slug: str, year: int, number: int, seq: int) -> HttpResponse:
    """One A4 sheet: what is published, by whom, until when, and the way to the page."""
    here = visit(request, slug)
    found = reads.notice(here.community, here.viewer, year, number, seq)
    if found is None:
        raise Http404
    way = here.links.to("matter", year, number)
    address = request.build_absolute_uri(way)
    facts = [{"term": _("Stands until"), "value": found.until}] if found.until else []
    notice = {
        "title": found.title,
        "community": here.community.name,
        "number": found.number,
        "to": _("To all residents:"),
        "paragraphs": (*found.figures, *found.body),
        "facts": facts,
        "objections": found.objections,
        "issuer": found.issuer,
        "at": found.date,
        "qr": _code(address),
        "address": address.removeprefix("https://").removeprefix("http://"),
        "checkpoint": found.root,
    }
    context = {"notice": notice, "zone": found.zone, "back_url": way}
    return render(request, "print/notice.html", context)


def _code(address: str) -> str:
    """The QR code of an address, drawn into the page; nothing typed by anybody goes into it."""
    drawn = segno.make(address, error="m").svg_inline(scale=4, border=1, omitsize=True)
    return mark_safe(drawn)  # noqa: S308 - drawn here from our own address
