"""The map: what was found, in sentences, in a table and as a picture."""

from __future__ import annotations

import csv
from io import StringIO
from itertools import zip_longest
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.apps.opinions import forms, grouping, reads
from linli.apps.opinions.found import Line
from linli.apps.opinions.reads import MapPage
from linli.apps.opinions.reads.exports import letter
from linli.apps.opinions.views import drawing, frame, sentences
from linli.apps.opinions.views.frame import Place, Shown
from linli.registers.table import close_cell

FEW = 12
"""More statements than these are folded."""


@require_safe
def page(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """The map of a matter, or that there is none yet."""
    at = frame.place(request, slug, year, number)
    if at.page is None:
        return frame.answer(request, at, "map", _("Opinion map"), {"empty": _nothing(at)})
    asked = request.GET.get("aside", "")
    statement = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 7 else 0
    stands = at.page.keeps and any(one.number == statement for one in at.page.statements)
    return answer(
        request, at, at.page, back=(statement, forms.AsideForm(prefix=str(statement))) if stands else None
    )


def answer(
    request: HttpRequest, at: Place, found: MapPage, *, refusal: Shown | None = None, back: Any = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    """The page; ``back`` is (statement, form) of a form asked for or come back, statement 0 being the closing day."""
    heads = _columns(found)
    context = {
        "page": found,
        "refusal": refusal,
        "smallest": grouping.SMALLEST,
        "too_few": sentences.too_few(),
        "chips": _chips(found),
        "say_url": at.to("say") if found.open and at.viewer.person else "",
        "sign_in_url": at.sign_in_url,
        "table_url": at.to("table"),
        "columns": heads,
        "rows": [_row(at, found, heads, one) for one in found.statements],
        "folded": len(found.statements) > FEW,
        "aside": [_row(at, found, heads, one) for one in found.aside],
        "setting": _setting(at, found, back),
        "closing": _closing(at, found, back),
        **(_shown(found) if found.shown else {}),
    }
    return frame.answer(request, at, "map", _("Opinion map"), context, status=status)


def _nothing(at: Place) -> Shown:
    """That there is no map, and who can open one."""
    if at.held.organs:
        return {
            "title": _("No opinion map yet"), "text": _("You hold this matter now and can open one."),
            "url": at.to("open"), "action": _("Open an opinion map"),
        }  # fmt: skip
    title, who = _("No opinion map yet"), _("Whoever holds the matter at its present stage can open one.")
    if at.held.over:
        title, who = _("No opinion map was opened"), _("This matter is over.")
    return {"title": title, "text": who, "url": at.matter_url, "action": _("To the matter")}


def _chips(found: MapPage) -> list[Shown]:
    if not found.open:
        return [{"text": _("closed to reactions"), "tone": "plain"}]
    return [{"text": _("taking reactions"), "tone": "now"}, {"until": found.closes, "tone": "wait"}]


def _shown(found: MapPage) -> Shown:
    assert found.shown is not None
    drawn = found.shown.found
    return {
        "as_of": found.shown.as_of,
        "taking_part": sentences.taking_part(drawn),
        "groups": sentences.groups(drawn),
        "agreed": sentences.agreed(found),
        "markings": sentences.markings(found),
        "divided": sentences.divided(found),
        "grouped": bool(drawn.groups),
        "circles": drawing.circles(drawn),
        "side": drawing.SIDE,
    }


def _row(at: Place, found: MapPage, heads: list[str], one: reads.StatementShown) -> Shown:
    """One statement with its figures, and for who looks after the map the way to set it aside or put it back."""
    line, deed = one.line, ""
    if found.keeps and one.aside is None:
        deed = f"{at.to('map')}?aside={one.number}#aside"
    elif found.keeps:
        deed = at.to("statement", one.number, "back")
    return {"one": one, "deed": deed, "cells": _cells(heads, line) if found.shown else ()}


def _columns(found: MapPage) -> list[str]:
    """What stands above the figures: everybody, then each group."""
    groups = found.shown.found.groups if found.shown else ()
    return [_("Everybody"), *(_("Group %(head)s") % {"head": letter(at)} for at in range(len(groups)))]


def _cells(heads: list[str], line: Line | None) -> list[Shown]:
    """The figures of a statement under their heads; None where too few reacted to be told."""
    tallies = (line.whole, *line.groups) if line and line.whole else ()
    return [{"head": head, "tally": tally} for head, tally in zip_longest(heads, tallies)]


def _setting(at: Place, found: MapPage, back: Any) -> Shown | None:
    """The form by which one statement is set aside."""
    if not back or not back[0] or not found.keeps:
        return None
    url = at.to("statement", back[0], "aside", at="aside")
    return {"form": back[1], "url": url, "text": found.text(back[0])}


def _closing(at: Place, found: MapPage, back: Any) -> Shown | None:
    if not found.keeps:
        return None
    came = back is not None and back[0] == 0
    form = back[1] if came else forms.ClosingForm()
    return {"form": form, "url": at.to("closing", at="closing"), "open": came}


@require_safe
def table(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """The figures as a file for a spreadsheet."""
    _at, found = frame.opened(request, slug, year, number)
    text = StringIO()
    csv.writer(text).writerows([close_cell(cell) for cell in row] for row in reads.export(found))
    # The mark at the beginning lets Excel read Chinese.
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="opinions-{year}-{number}.csv"'
    return response
