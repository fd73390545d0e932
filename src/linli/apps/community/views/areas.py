"""A part of the place, a grid or a building: who and what is in it, in figures, and its lists."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from linli.apps.community import reads
from linli.apps.community.models import Account, Community
from linli.apps.community.reads.asking import said
from linli.apps.community.views.registers import crumbs, for_reader
from linli.registers.lists import lists
from linli.registers.shapes import SHAPES

Row = dict[str, Any]
SUMMED = ("homes", "households", "people", "older", "children", "party", "no-phone")


def buildings_of(community: Community, where: reads.Where, clerk: Account) -> list[Row]:
    """The buildings in a part of the place, with figures of each; none for who does not see who lives there."""
    listing = lists()["by-building"]
    if not reads.reader(community, clerk).sees(*listing.registers):
        return []
    found = reads.drawn(community, listing, {}, where, clerk)
    return found.rows(found.keys, whole=False)


def figures(
    community: Community, where: reads.Where, rows: Iterable[Row], who: reads.Reader, clerk: Account
) -> list[dict[str, str]]:
    """How much is in the buildings of a part of the place, and what waits there to be corrected."""
    heading, rows = lists()["by-building"].heading, list(rows)
    facts = [
        {"term": said(heading(key)), "value": f"{sum(int(row[key] or 0) for row in rows):,}"}
        for key in SUMMED
        if rows
    ]
    if not who.clerk:
        return facts
    waiting = reads.corrections_in(community, where, clerk)
    words = ngettext("%(n)d waits", "%(n)d wait", waiting) % {"n": waiting}
    url = reverse("community:corrections", args=[community.slug])
    return [*facts, *([{"term": _("Corrections"), "value": words, "url": url}] if waiting else [])]


def lists_of(community: Community, where: reads.Where, who: reads.Reader) -> dict[str, Any]:
    """The lists that the reader sees, narrowed to a part of the place."""
    asked = {key: words for key in ("grid", "building") if (words := getattr(where, key))}
    rows = [
        {"title": said(one.title), "url": f"{_list(community, key)}?{urlencode(asked)}"}
        for key, one in lists().items()
        if one.of != "buildings" and who.sees(*one.registers)
    ]
    return {"title": _("Lists of it"), "rows": rows}


def _list(community: Community, key: str) -> str:
    return reverse("community:list", args=[community.slug, key])


def grid_url(community: Community, name: str) -> str:
    """The page of a grid."""
    return f"{reverse('community:grid', args=[community.slug])}?{urlencode({'name': name})}"


def grid_fact(community: Community, name: str) -> list[dict[str, str]]:
    """The grid that a building belongs to, leading on to it."""
    if not name:
        return []
    return [
        {
            "term": said(SHAPES["buildings"].column("grid").title),
            "value": name,
            "url": grid_url(community, name),
        }
    ]


@require_safe
@for_reader
def grid(request: HttpRequest, community: Community, clerk: Account) -> HttpResponse:
    """One grid: its buildings, who lives there in figures, and its lists."""
    name = request.GET.get("name", "")[:60]
    grids, _buildings, _stairwells = reads.parts_of(community, reads.Where(), clerk)
    if name not in grids:
        reads.reach(community, clerk, "buildings").must(None)
        raise Http404
    where, who = reads.Where(grid=name), reads.reader(community, clerk)
    found = buildings_of(community, where, clerk)
    rows = [
        {"title": row["building"], "url": reverse("community:building", args=[community.slug, row["_key"]]),
         "chips": [{"text": ngettext("%(n)s person", "%(n)s people", int(row["people"] or 0))
                    % {"n": row["people"]}, "tone": "plain"}]}
        for row in found
    ]  # fmt: skip
    context = {
        "crumbs": crumbs(community, name), "title": name, "facts": figures(community, where, found, who, clerk),
        "sections": [{"title": _("Buildings of it"), "rows": rows}, lists_of(community, where, who)],
    }  # fmt: skip
    return render(request, "community/thing.html", context)
