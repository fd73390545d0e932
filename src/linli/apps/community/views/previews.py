"""What a checked table would do, row by row: the old value and the new one of everything that changes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.apps.community import actions, reads
from linli.apps.community.models import Account, BroughtTable, Community
from linli.apps.community.previews import CHANGED, FACT, KINDS, NEW, SAME
from linli.apps.community.reads.asking import lang, said
from linli.apps.community.views.registers import crumbs, for_clerk
from linli.registers.cells import Value, show
from linli.registers.shape import Column
from linli.registers.shapes import SHAPES

FIRST = 5


@require_http_methods(["GET", "HEAD", "POST"])
@for_clerk
def page(request: HttpRequest, community: Community, clerk: Account, number: int) -> HttpResponse:
    """The rows that a table changes, brings or leaves alone; masked, and opened on asking, which is recorded."""
    table = reads.table(community, number, clerk)
    if table is None:
        raise Http404
    here = reverse("community:table", args=[community.slug, number])
    if table.state != "checked" or table.counts.get("problems"):
        return HttpResponseRedirect(here)
    kind = asked_kind(table, request.GET.get("show", ""))
    whole = request.method == "POST" and request.POST.get("do") == "open"
    rows = reads.preview_rows(table, clerk, kind, whole=whole).get_page(request.GET.get("page"))
    shown = list(rows)
    if whole:
        actions.note_preview(table, [one.key for one in shown if one.secret], actor=clerk)
        messages.info(request, _("It is recorded that you looked at these numbers."))
    address = reverse("community:preview", args=[community.slug, number])
    context = {
        "crumbs": crumbs(community, _("Table no. %(n)d, row by row") % {"n": number}),
        "table": table,
        "table_url": here,
        "shape": said(SHAPES[table.shape].title),
        "tabs": [
            {"title": title, "url": f"{address}?show={key}", "current": key == kind,
             "count": f"{table.counts.get(key, 0):,}"}
            for key, title in kinds().items()
        ],
        "rows": [preview_row(table, one) for one in shown],
        "page": rows,
        "hides": not whole and any(one.secret for one in shown),
    }  # fmt: skip
    return render(request, "community/preview.html", context)


def kinds() -> dict[str, str]:
    """What becomes of a row, in words."""
    return {CHANGED: _("Changed"), NEW: _("New"), SAME: _("Unchanged")}


def asked_kind(table: BroughtTable, asked: str) -> str:
    """The kind of rows asked for, else the first of which there are any."""
    if asked in KINDS:
        return asked
    return next((kind for kind in kinds() if table.counts.get(kind)), CHANGED)


def first_rows(table: BroughtTable, clerk: Account) -> list[dict[str, Any]]:
    """The first rows that change something, else the first new ones, as they are shown on the page of a table."""
    kind = asked_kind(table, "")
    if kind == SAME:
        return []
    found = reads.preview_rows(table, clerk, kind, most=FIRST).get_page(1)
    return [preview_row(table, one) for one in found]


def preview_row(table: BroughtTable, one: reads.PreviewRow) -> dict[str, Any]:
    """A row as it is shown; what it is recognised by is not said again."""
    columns = {column.key: column for column in (*SHAPES["residents"].columns, *SHAPES[table.shape].columns)}
    told = [
        each
        for each in one.differences
        if one.kind == CHANGED or each.column not in (*reads.TOLD_BY, "register")
    ]
    return {
        "line": one.line,
        "kind": one.kind,
        "says": one.says,
        "facts": [
            {
                "term": _term(table, one.kind, columns.get(each.column), each.column),
                "old": _words(columns.get(each.column), each.old),
                "new": _words(columns.get(each.column), each.new),
            }
            for each in told
        ],
    }


def _term(table: BroughtTable, kind: str, column: Column | None, key: str) -> str:
    if key.startswith(FACT):
        fact = reads.force(table.community).charter.facts.get(key.removeprefix(FACT))
        return _("In the record: %(fact)s") % {"fact": said(fact.title) if fact else key.removeprefix(FACT)}
    if table.shape == "residents" and key == "household" and kind == CHANGED:
        return _("Household")
    return said(column.title) if column else key


def _words(column: Column | None, value: Value | None) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if column is None or value is None or value == "":
        return str(value or "")
    if column.kind == "choice":
        return column.words[str(value)][0 if lang() == "zh" else 1]
    return show(column, value)
