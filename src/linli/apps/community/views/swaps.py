"""The same mistake in many rows of a table: one field puts it right in all of them, and can be taken back."""

from __future__ import annotations

import json
from typing import Any, Final

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from linli.apps.community.actions.tables.deeds import kept, swaps
from linli.apps.community.models import BroughtTable
from linli.apps.community.reads.asking import said
from linli.apps.community.views.files import field
from linli.registers.problem import Problem
from linli.registers.shapes import SHAPES
from linli.registers.swaps import Swap, plain_ends

EMPTY: Final = "(empty)"
"""The answer by which cells become empty; a field that is left empty changes nothing."""


def repeated(table: BroughtTable) -> list[dict[str, Any]]:
    """What is wrong in the same way in many rows, each with a field for what is to be put instead."""
    shape = SHAPES[table.shape]
    shown = []
    for place, (key, code, more, words, count) in enumerate(
        json.loads(kept(table.repeated, table.community) or b"[]")
    ):
        column = shape.column(key)
        answers = field(column, "", [])["answers"]
        if answers and not column.needed:
            answers = [*answers, [EMPTY, _("leave it empty")]]
        shown.append(
            {
                "id": f"swap-{place}", "column": key, "words": words, "says": _quoted(words), "rows": _rows(count),
                "title": said(column.title), "wrong": said(Problem(key, code, more).says), "answers": answers,
            }
        )  # fmt: skip
    return shown


def in_force(table: BroughtTable) -> list[dict[str, str]]:
    """What is put for what, and in how many rows; what stands in none is not said."""
    shape, counts = SHAPES[table.shape], table.counts.get("swapped", [])
    given = swaps(table)
    counted = zip(given, counts if len(counts) == len(given) else [0] * len(given), strict=True)
    return [
        {
            "column": one.column, "words": one.words, "title": said(shape.column(one.column).title),
            "was": _quoted(one.words), "now": _quoted(one.put), "rows": _rows(count),
        }
        for one, count in counted
        if count
    ]  # fmt: skip


def asked(request: HttpRequest) -> list[Swap]:
    """What the clerk wants put for what; fields left empty are left out."""
    three = zip(*(request.POST.getlist(name) for name in ("column", "words", "put")), strict=False)
    plain = [Swap(*(plain_ends(one.replace("\x00", "")) for one in each)) for each in three]
    return [one._replace(put="" if one.put == EMPTY else one.put) for one in plain if one.put.strip()]


def _quoted(words: str) -> str:
    return _("“%(words)s”") % {"words": words} if words else _("(nothing)")


def _rows(count: int) -> str:
    return ngettext("in %(n)s row", "in %(n)s rows", count) % {"n": f"{count:,}"}
