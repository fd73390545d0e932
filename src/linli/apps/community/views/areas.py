"""A part of the place, such as a grid or a courtyard: who and what is in it, in figures, and its lists."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from linli.apps.community import reads
from linli.apps.community.models import Account, Building, Community
from linli.apps.community.reads import houses
from linli.apps.community.reads.asking import said
from linli.apps.community.views.registers import crumbs, for_reader
from linli.registers.lists import lists

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
    asked = {asked_by(kind): name for kind, name in where.named}
    asked |= {"building": where.building} if where.building else {}
    rows = [
        {"title": said(one.title), "url": f"{_list(community, key)}?{urlencode(asked)}"}
        for key, one in lists().items()
        if one.of != "buildings" and who.sees(*one.registers)
    ]
    return {"title": _("Lists of it"), "rows": rows}


def asked_by(kind: str) -> str:
    """The word in an address by which a list is narrowed to a part of a kind."""
    return kind if kind == "grid" else f"part-{kind}"


def _list(community: Community, key: str) -> str:
    return reverse("community:list", args=[community.slug, key])


def part_url(community: Community, kind: str, name: str) -> str:
    """The page of a part."""
    if kind == "grid":
        return f"{reverse('community:grid', args=[community.slug])}?{urlencode({'name': name})}"
    return f"{reverse('community:part', args=[community.slug])}?{urlencode({'kind': kind, 'name': name})}"


def kind_title(community: Community, kind: str) -> str:
    """What a kind of part is called."""
    return said(reads.force(community).level_title(kind))


def parts_facts(one: Building, reader: Account) -> list[dict[str, str]]:
    """The parts that a building and its stairwells belong to, leading on to them."""
    community = one.community
    found = [("grid", one.grid, "")] if one.grid else []
    found += [(each.level, each.part, each.stairwell) for each in houses.pieces_of(one, reader)]
    return [
        {
            "term": _(", ").join([kind_title(community, kind), *([stairwell] if stairwell else [])]),
            "value": name,
            "url": part_url(community, kind, name),
        }
        for kind, name, stairwell in found
    ]


def parts_sections(community: Community, reader: Account) -> list[dict[str, Any]]:
    """The parts that somebody sees, a section for each kind."""
    return [
        {
            "title": capfirst(kind_title(community, kind)),
            "tiles": [{"title": name, "url": part_url(community, kind, name)} for name in names],
        }
        for kind, names in reads.divided(community, reads.Where(), reader).parts.items()
    ]


@require_safe
@for_reader
def part(request: HttpRequest, community: Community, reader: Account) -> HttpResponse:
    """One part of the place: its buildings, who lives there in figures, and its lists."""
    kind, name = request.GET.get("kind", "grid")[:60], request.GET.get("name", "")[:60]
    if name not in reads.divided(community, reads.Where(), reader).parts.get(kind, ()):
        reads.reach(community, reader, "buildings").must(None)
        raise Http404
    where = reads.Where(grid=name) if kind == "grid" else reads.Where(parts=((kind, name),))
    who, wells = reads.reader(community, reader), houses.wells_within(community, kind, name, reader)
    found = buildings_of(community, where, reader)
    living = {row["_key"]: int(row["people"] or 0) for row in found}
    rows = [
        {"title": one.name, "url": reverse("community:building", args=[community.slug, one.pk]),
         "meta": _(", ").join(wells.get(one.pk, ())),
         "chips": [{"text": ngettext("%(n)s person", "%(n)s people", living[one.pk]) % {"n": living[one.pk]},
                    "tone": "plain"}] if one.pk in living else []}
        for one in houses.buildings_in(community, where, reader)
    ]  # fmt: skip
    facts = [{"term": _("Kind of part"), "value": kind_title(community, kind)}]
    context = {
        "crumbs": crumbs(community, name), "title": name,
        "facts": [*facts, *figures(community, where, found, who, reader)],
        "sections": [{"title": _("Buildings of it"), "rows": rows}, lists_of(community, where, who)],
    }  # fmt: skip
    return render(request, "community/thing.html", context)
