"""One table brought in: how far the work is, what is wrong with its rows, what it would change, and what to do."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.apps.community import actions, clock, reads, tasks
from linli.apps.community.actions.tables.deeds import LEAVE, cells
from linli.apps.community.models import Account, BroughtTable, Community, TableRow
from linli.apps.community.reads.asking import lang, said
from linli.apps.community.views.files import field
from linli.apps.community.views.previews import first_rows
from linli.apps.community.views.registers import crumbs, for_clerk, row, states, summary
from linli.apps.community.views.swaps import asked, in_force, repeated
from linli.registers.problem import SAYS, Problem
from linli.registers.shape import Column, Shape
from linli.registers.shapes import SHAPES
from linli.registers.swaps import plain_ends

WORKING = ("checking", "applying", "undoing")
SILENT = timedelta(seconds=60)
_PERSON = ("name", "register", "identity")
BESIDE = {
    "unknown-dwelling": ("building", "stairwell"), "household-elsewhere": ("building", "stairwell", "dwelling"),
    "household-which": ("building", "stairwell", "dwelling"), "born-differs": ("identity",),
    "sex-differs": ("identity",),
    "several-people": _PERSON, "several-namesakes": _PERSON, "not-in-register": _PERSON, "other-name": _PERSON,
    "second-head": ("building", "stairwell", "dwelling", "household"), "namesake": ("identity",),
    "head-in-register": ("building", "stairwell", "dwelling", "household"), "no-such-number": _PERSON,
}  # fmt: skip
"""Columns in which the mistake may be as well as in the one that is named."""


@require_http_methods(["GET", "HEAD", "POST"])
@for_clerk
def page(request: HttpRequest, community: Community, clerk: Account, number: int) -> HttpResponse:
    """Where a table stands; the clerk's buttons lead on."""
    found = reads.table(community, number, clerk)
    if found is None:
        raise Http404
    if request.method != "POST":
        return _page(request, found, clerk)
    try:
        _do(request, found, clerk)
    except actions.NotNow:
        now = reads.table(community, number, clerk) or found
        return _page(
            request, now, clerk, _("Meanwhile something else was done with this table. Look again."), 409
        )
    except actions.OwnRequest as own:
        return _page(request, found, clerk, said(own.says), 403)
    return HttpResponseRedirect(reverse("community:table", args=[community.slug, number]))


def _do(request: HttpRequest, found: BroughtTable, clerk: Account) -> None:
    what = request.POST.get("do", "")
    if what == "drop":
        return actions.drop_table(found, actor=clerk)
    if what == "stop":
        actions.stop_table(found, actor=clerk)
        return None
    if what == "mend":
        actions.mend_rows(found, _mends(request, SHAPES[found.shape]), actor=clerk)
    elif what == "swap":
        actions.swap_words(found, asked(request), actor=clerk)
    elif what == "unswap":
        column, words = (request.POST.get(name, "").replace("\x00", "") for name in ("column", "words"))
        actions.unswap(found, column, plain_ends(words), actor=clerk)
    elif what in ("again", "apply", "undo"):
        actions.go_on(found, what, actor=clerk)
    else:
        raise actions.NotNow
    tasks.work_table.enqueue(found.pk)
    return None


def _mends(request: HttpRequest, shape: Shape) -> dict[int, dict[str, str]]:
    """What was typed, by line and column; fields are named 12:phone."""
    keys = {LEAVE, *(one.key for one in shape.columns)}
    given: dict[int, dict[str, str]] = defaultdict(dict)
    for name, words in request.POST.items():
        line, _colon, key = name.partition(":")
        if key in keys and line.isascii() and line.isdecimal() and len(line) < 8:
            given[int(line)][key] = str(words).replace("\x00", "")
    return dict(given)


def _page(
    request: HttpRequest, found: BroughtTable, clerk: Account, wrong: str = "", status: int = 200
) -> HttpResponse:
    shape = SHAPES[found.shape]
    rows = reads.table_rows(found, clerk).get_page(request.GET.get("page"))
    if found.shape == "residents" and len(rows) and request.method == "GET":
        actions.note_look(found.community, "mending", actor=clerk)
    working = found.state in WORKING
    can_apply = found.state == "checked" and not found.counts.get("problems")
    context = {
        "crumbs": crumbs(found.community, said(shape.title)),
        "shape": said(shape.title),
        "table": found,
        "row": row(found),
        "state": states()[found.state],
        "working": working,
        "silent": working and found.beat is not None and found.beat < clock.now() - SILENT,
        "percent": min(99, found.done * 100 // found.total) if found.total else 0,
        "summary": summary(found),
        "changes": first_rows(found, clerk) if can_apply else [],
        "preview_url": reverse("community:preview", args=[found.community.slug, found.number]),
        "unknown": _(", ").join(found.counts.get("unknown", [])),
        "sheet": found.counts.get("sheet", ""),
        "beside": _(", ").join(found.counts.get("beside", [])),
        "note": _note(found.note),
        "wrong": wrong,
        "rows": [_row(found, shape, one) for one in rows],
        "page": rows,
        "repeated": repeated(found) if found.state == "checked" else [],
        "swaps": in_force(found) if found.state == "checked" else [],
        "can_apply": can_apply,
        "shapes_url": reverse("community:registers", args=[found.community.slug]),
        "next": _next(shape) if found.state == "applied" else "",
        "nothing": not (found.counts.get("new") or found.counts.get("changed")),
    }
    return render(request, "community/table.html", context, status=status)


def _next(shape: Shape) -> str:
    """The register to be brought in after one; empty after the last."""
    keys = [*SHAPES]
    after = keys[keys.index(shape.key) + 1 :]
    return said(SHAPES[after[0]].title) if after else ""


def _note(note: list[Any]) -> str:
    if not note:
        return ""
    code, more = note[0], note[1] if len(note) > 1 else {}
    if code == "refused":
        return str(more[lang()])
    own = {
        "key": _("The key of the registers was changed; it was checked again. Look at the figures anew."),
        "moved": _("Meanwhile another table changed the registers; it was checked again. Look at the figures anew."),
        "touched": _("It was not taken back: something entered later stands on its rows."),
        "stopped": _("You stopped it. Nothing was changed."),
        "failed": _("It was interrupted three times. Nothing of it is entered. Check it again, or throw it away."),
    }  # fmt: skip
    return own.get(code) or (said(Problem("", code, more).says) if code in SAYS else "")


def _answers(column: Column, words: str) -> list[list[str]]:
    """What a choice can be, with what is typed before it; none for a column of free words."""
    able: list[list[str]] = field(column, "", [])["answers"]
    before = [] if not able or words in [key for key, _said in able] else [[words, words]]
    empty = [["", ""]] if able and words and not column.needed else []
    return [*before, *empty, *able]


OWN = ("own-row", "own-seat")
"""What is mended by leaving the row out, if it is hers and not somebody else's."""


def _row(found: BroughtTable, shape: Shape, one: TableRow) -> dict[str, Any]:
    typed = cells(one.typed, found.community)
    mended = cells(one.mend, found.community)
    left = bool(mended.pop(LEAVE, ""))
    wrong: dict[str, list[str]] = defaultdict(list)
    for column, code, more in one.problems:
        wrong[column].append(said(Problem(column, code, more).says))
    beside = {key for _column, code, _more in one.problems for key in BESIDE.get(code, ())}
    # A row that repeats another can be told apart by any cell: all are open then.
    fields = [
        {"name": f"{one.line}:{column.key}", "id": f"cell-{one.line}-{column.key}", "label": said(column.title),
         "value": typed.get(column.key, ""), "wrong": " ".join(wrong[column.key]),
         "answers": _answers(column, typed.get(column.key, ""))}
        for column in shape.columns
        if not left and (column.key in wrong or column.key in mended or column.key in beside or "" in wrong)
    ]  # fmt: skip
    names = [typed.get(key, "") for key in reads.TOLD_BY]
    plain = [typed.get(one.key, "") for one in shape.columns if one.kind not in ("identity", "phone", "date")]
    return {
        "line": one.line,
        "says": " ".join(word for word in names if word) or " ".join([word for word in plain if word][:3]),
        "left": left,
        "leave": f"{one.line}:{LEAVE}",
        "fields": fields,
        "whole": " ".join(wrong.get("", [])),
        "right": not one.problems and not left,
        "own": not mended and any(code in OWN for _column, code, _more in one.problems),
    }
