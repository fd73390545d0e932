"""The notice for the wall: the sheet on the screen, printed by the browser or as PDF."""

from __future__ import annotations

from typing import Any

import segno
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.apps.matters import reads
from linli.apps.matters.reads.pages import Sheet
from linli.apps.matters.sheets import pdf
from linli.apps.matters.sheets.kinds import framed
from linli.apps.matters.views.visit import Visit, visit

ON_PAPER = (
    "title",
    "community",
    "number",
    "standing",
    "paragraphs",
    "table",
    "after",
    "issuer",
    "qr",
    "address",
)


@require_safe
def page(request: HttpRequest, slug: str, year: int, number: int, seq: int) -> HttpResponse:
    """The notice that an entry of a matter posted, which stands under its own number."""
    here = visit(request, slug)
    found = reads.numbered(here.community, year, number, seq)
    if found is None:
        raise Http404
    return redirect(here.links.to("sheet", *found))


@require_safe
def sheet(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """One A4 sheet: what is published, by whom, until when, and the way to the page."""
    here = visit(request, slug)
    found = _must(reads.sheet(here.community, here.viewer, year, number))
    return _shown(request, here, found, here.links.to("pdf", year, number))


@require_safe
def as_pdf(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """The same as PDF."""
    here = visit(request, slug)
    found = _must(reads.sheet(here.community, here.viewer, year, number))
    return _written(request, here, found, f"{slug}-{year}-{number}.pdf", here.links.to("sheet", year, number))


@require_safe
def meeting(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """The call to a sitting, for the wall."""
    here = visit(request, slug)
    found = _must(reads.meeting(here.community, here.viewer, year, number))
    return _shown(request, here, found, here.links.to("sitting-pdf", year, number))


@require_safe
def meeting_pdf(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """The same as PDF."""
    here = visit(request, slug)
    found = _must(reads.meeting(here.community, here.viewer, year, number))
    back = here.links.to("sitting-notice", year, number)
    return _written(request, here, found, f"{slug}-sitting-{year}-{number}.pdf", back)


def _must(found: Sheet | None) -> Sheet:
    if found is None:
        raise Http404
    return found


def _shown(request: HttpRequest, here: Visit, found: Sheet, pdf_url: str) -> HttpResponse:
    given = _given(request, here, found)
    notice = given | {"qr": mark_safe(given["qr"])}  # noqa: S308 - drawn here from our own address
    back = here.links.to(*found.way)
    context = {
        "notice": notice,
        "zone": found.zone,
        "back_url": back,
        "pdf_url": pdf_url if pdf.available() else "",
    }
    return render(request, "print/notice.html", context)


def _written(request: HttpRequest, here: Visit, found: Sheet, name: str, back: str) -> HttpResponse:
    if not pdf.available():
        messages.info(
            request, _("PDF is not installed here. Print from the browser, and choose “save as PDF” there.")
        )
        return redirect(back)
    given = _given(request, here, found)
    checkpoint = f"{_('Checkpoint')} {found.root[:4]}…{found.root[-4:]}" if found.root else ""
    more = {
        "lang": here.lang, "salutation": given["to"], "date": found.day, "seal": _("Seal here"),
        "scan": _("Scan to read it all, to comment or to object"), "checkpoint": checkpoint,
    }  # fmt: skip
    data = pdf.written({key: given[key] for key in ON_PAPER} | more)
    answer = HttpResponse(data, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _given(request: HttpRequest, here: Visit, found: Sheet) -> dict[str, Any]:
    """What stands on the sheet, in order; words as typed, the QR code drawn."""
    frame = framed(
        found.kind, here.lang, title=found.title, community=here.community.name, starts=found.starts
    )
    address = request.build_absolute_uri(here.links.to(*found.way))
    ends = (
        _("It stands until %(until)s.") % {"until": found.until}
        if found.until and not found.objections
        else ""
    )
    opening = [frame.opening] if frame.opening else []
    after = [one for one in (ends, found.objections, frame.closing) if one]
    return {
        "title": frame.title,
        "community": here.community.name,
        "number": found.number,
        "standing": found.standing,
        "to": found.to or frame.salutation,
        "paragraphs": [*opening, *([found.concerns] if found.concerns else []), *found.figures, *found.body],
        "table": [list(row) for row in found.table],
        "after": after,
        "issuer": found.issuer,
        "at": found.date,
        "qr": segno.make(address, error="m").svg_inline(scale=4, border=1, omitsize=True),
        "address": address.removeprefix("https://").removeprefix("http://"),
        "checkpoint": found.root,
    }
