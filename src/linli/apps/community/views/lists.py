"""The lists derived from the registers: all of them, one of them, and it taken along."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from linli.apps.community import actions, reads
from linli.apps.community.models import Account, Community
from linli.apps.community.reads.age import today
from linli.apps.community.reads.asking import lang, said
from linli.apps.community.views.areas import asked_by, kind_title
from linli.apps.community.views.registers import crumbs, for_reader
from linli.registers import write
from linli.registers.lists import CONDITIONS, Given, Listing, asked, lists

PAGE = 25
LEADS = {
    "people": "person",
    "changes": "person",
    "households": "household",
    "homes": "dwelling",
    "buildings": "building",
}
FIRST = {"homes": "number"}
"""Which column leads on to the page of a row, where it is not the first."""


@require_safe
@for_reader
def index(request: HttpRequest, community: Community, clerk: Account) -> HttpResponse:
    """Every list that the reader sees, and what it is for."""
    who = reads.reader(community, clerk)
    who.reach(*who.registers[:1])
    rows = [
        {"title": said(one.title), "url": reverse("community:list", args=[community.slug, one.key]),
         "text": said(one.purpose),
         "chips": [{"text": _("recorded who opens it"), "tone": "plain"}] if one.sensitive else []}
        for one in lists().values()
        if who.sees(*one.registers)
    ]  # fmt: skip
    return render(
        request, "community/lists.html", {"crumbs": crumbs(community, _("Lists and reports")), "rows": rows}
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """A list with what the reader asked of it."""

    community: Community
    clerk: Account
    listing: Listing
    where: reads.Where
    given: Mapping[str, Given]
    found: reads.Found

    @property
    def headings(self) -> list[str]:
        return [said(self.listing.heading(key)) for key in self.listing.columns]

    def cells(self, row: Mapping[str, Any]) -> list[str]:
        return [self._cell(key, row.get(key)) for key in self.listing.columns]

    def _cell(self, key: str, value: Any) -> str:
        return (
            _changed(self.community, str(value)) if key == "what" else self.listing.says(key, value, lang())
        )


@require_http_methods(["GET", "HEAD", "POST"])
@for_reader
def page(request: HttpRequest, community: Community, clerk: Account, key: str) -> HttpResponse:
    """One list, narrowed to a part of the place; sent here as a form, it goes out as a file."""
    listing = lists().get(key)
    if listing is None:
        raise Http404
    one = _asked(community, clerk, listing, request.POST if request.method == "POST" else request.GET)
    if listing.sensitive:
        actions.note_list(community, key, one.found.people(), _narrowed(one), actor=clerk)
    return _taken(request, one) if request.method == "POST" else _page(request, one)


def _asked(community: Community, clerk: Account, listing: Listing, query: QueryDict) -> _Asked:
    words = {key: str(said).replace("\x00", "").strip()[:60] for key, said in query.items()}
    kinds = [kind for kind in reads.kinds_used(reads.force(community)) if kind != "grid"]
    parts = tuple((kind, name) for kind in kinds if (name := words.get(asked_by(kind), "")))
    where = reads.Where(
        words.get("grid", ""), words.get("building", ""), words.get("stairwell", ""), parts=parts
    )
    given = listing.answered(words)
    if given.get("body") == "":
        given["body"] = next(iter(reads.bodies(community, clerk)), "")
    if given.get("month") == "":
        given["month"] = f"{today(community):%Y-%m}"
    found = reads.drawn(community, listing, given, where, clerk)
    return _Asked(community, clerk, listing, where, given, found)


def _page(request: HttpRequest, one: _Asked) -> HttpResponse:
    shown: Any = Paginator(one.found, PAGE).get_page(request.GET.get("page"))  # type: ignore[arg-type]  # it has a length and slices
    leads, first = LEADS[one.listing.of], FIRST.get(one.listing.of, one.listing.columns[0])
    if one.listing.of == "changes":
        first = "name"
    rows = [
        [
            {"says": cell, "url": _url(one, leads, row) if key == first else "", "heading": heading}
            for key, cell, heading in zip(one.listing.columns, one.cells(row), one.headings, strict=True)
        ]
        for row in shown
    ]
    context = {
        "crumbs": _crumbs(one),
        "title": said(one.listing.title), "purpose": said(one.listing.purpose), "sensitive": one.listing.sensitive,
        "secret": one.listing.secret and reads.is_clerk(one.clerk, one.community),
        "headings": one.headings, "rows": rows, "page": shown,
        "count": _count(len(one.found)), "fields": _fields(one), "narrowed": _narrowed(one),
    }  # fmt: skip
    return render(request, "community/list.html", context)


def _crumbs(one: _Asked) -> list[dict[str, str]]:
    found = crumbs(one.community, _("Lists and reports"), said(one.listing.title))
    found[-2]["url"] = reverse("community:lists", args=[one.community.slug])
    return found


def _url(one: _Asked, leads: str, row: Mapping[str, Any]) -> str:
    key = row["_key"]
    return reverse(f"community:{leads}", args=[one.community.slug, key]) if key is not None else ""


def _count(count: int) -> str:
    return ngettext("%(n)s row", "%(n)s rows", count) % {"n": f"{count:,}"}


def _fields(one: _Asked) -> list[dict[str, Any]]:
    """What can be chosen: the questions of the list, and the part of the place."""
    fields = [_field(one, key) for key in one.listing.asks]
    there, now_at = reads.divided(one.community, one.where, one.clerk), dict(one.where.named)
    parts = [
        *((asked_by(kind), capfirst(kind_title(one.community, kind)), now_at.get(kind, ""), names)
          for kind, names in there.parts.items()),
        ("building", _("Building"), one.where.building, there.buildings),
        ("stairwell", _("Stairwell"), one.where.stairwell, there.stairwells),
    ]  # fmt: skip
    return fields + [
        {"key": key, "label": label, "value": now,
         "answers": [("", _("All of them")), *((name, name) for name in names)]}
        for key, label, now, names in parts
        if names
    ]  # fmt: skip


def _field(one: _Asked, key: str) -> dict[str, Any]:
    field: dict[str, Any] = {"key": key, "label": said(asked()[key]), "value": str(one.given[key])}
    if key == "body":
        field["answers"] = [
            (body, said(title)) for body, title in reads.bodies(one.community, one.clerk).items()
        ]
    else:
        field["type"] = "number" if CONDITIONS[one.listing.of][key] is int else "month"
    return field


def _narrowed(one: _Asked) -> tuple[tuple[str, str], ...]:
    """What was asked, to be sent along with the form that takes the list, and kept with who looked at it."""
    asked_of_it = [(key, str(one.given[key])) for key in one.listing.asks]
    where = [(asked_by(kind), name) for kind, name in one.where.named]
    where += [(key, getattr(one.where, key)) for key in ("building", "stairwell")]
    return tuple(asked_of_it + [pair for pair in where if pair[1]])


def _changed(community: Community, what: str) -> str:
    words = {"came": _("entered in the register"), "left": _("left"), "yes": _("yes"), "no": _("no")}
    titles = {key: said(fact.title) for key, fact in reads.force(community).charter.facts.items()}
    said_of = []
    for one in what.split("\n"):
        name, _equals, value = one.partition("=")
        said_of.append(
            f"{titles.get(name, name)}{_(': ')}{words.get(value, value)}" if value else words[name]
        )
    return _(", ").join(said_of)


def _taken(request: HttpRequest, one: _Asked) -> HttpResponse:
    form = request.POST.get("form", "xlsx")
    if form not in write.TYPES:
        raise Http404
    whole = one.listing.secret and "whole" in request.POST
    if whole:
        reads.in_full(one.community, one.clerk)
        people = one.found.people()
        actions.note_list(one.community, one.listing.key, people, _narrowed(one), actor=one.clerk, whole=True)
    keys = one.found.keys
    rows = (
        one.cells(row)
        for at in range(0, len(keys), 500)
        for row in one.found.rows(keys[at : at + 500], whole=whole)
    )
    title = said(one.listing.title)
    data = (
        write.sheet(title, one.headings, rows, _about(one))
        if form == "xlsx"
        else write.lines(one.headings, rows)
    )
    headers = {"Content-Disposition": f'attachment; filename="{one.listing.key}.{form}"'}
    return HttpResponse(data, content_type=write.TYPES[form], headers=headers)


def _about(one: _Asked) -> list[str]:
    chosen = [f"{field['label']}{_(': ')}{_answer(field)}" for field in _fields(one) if field["value"]]
    when = date_format(today(one.community))
    return [
        f"{one.community.name} · {said(one.listing.title)}",
        _("Drawn up from the registers on %(day)s; %(rows)s.")
        % {"day": when, "rows": _count(len(one.found))},
        *chosen,
        _("What it is for: %(purpose)s") % {"purpose": said(one.listing.purpose)},
        _("It is to be used for that alone, shown to nobody else, and destroyed when it has been used."),
    ]


def _answer(field: Mapping[str, Any]) -> str:
    now = field["value"]
    return str(dict(field["answers"]).get(now, now) if "answers" in field else now)
