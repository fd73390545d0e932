"""The registers of one's part, for whoever a seat lets see one: a grid officer's grid."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.apps.community import actions, reads
from linli.apps.community.models import Account, Community
from linli.apps.community.reads.asking import said
from linli.apps.community.views import files, registers
from linli.apps.community.views.areas import part_url
from linli.apps.community.views.registers import crumbs, for_reader
from linli.core.engine.refusal import refuse
from linli.registers.lists import lists
from linli.registers.shapes import SHAPES

SHOWN = 50


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """All registers for the clerk; those of her part for who sees one."""
    community: Community = request.community  # type: ignore[attr-defined]  # the middleware sets it
    if not isinstance(request.user, Account) or reads.is_clerk(request.user, community):
        return registers.page(request, slug)
    return _own(request, slug)


@for_reader
def _own(request: HttpRequest, community: Community, reader: Account) -> HttpResponse:
    who = reads.reader(community, reader)
    sizes = reads.sizes(community, reader)
    if request.method == "POST":
        raise reads.OutOfReach(refuse("not-clerk"))
    context = {
        "crumbs": crumbs(community),
        "tiles": _tiles(community, who, reader), "no_building": who.sees("buildings"),
        "people_url": reverse("community:residents", args=[community.slug]) if "residents" in sizes else "",
        "lists_url": reverse("community:lists", args=[community.slug]) if _lists(who) else "",
        "shapes": [
            {"key": key, "title": said(SHAPES[key].title), "rows": registers.rows_in(rows),
             "url": registers.list_url(community, key)}
            for key, rows in sizes.items()
        ],
        "reported": [
            _reported(one) for one in files.corrections_shown(community, reads.reported(community, reader)[:SHOWN])
        ],
    }  # fmt: skip
    return render(request, "community/own_part.html", context)


def _lists(who: reads.Reader) -> bool:
    return any(who.sees(*one.registers) for one in lists().values())


def _tiles(community: Community, who: reads.Reader, reader: Account) -> list[dict[str, str]]:
    """The parts that the seat is for; one that the register does not know leads nowhere."""
    if not who.sees("buildings"):
        return []
    there = reads.divided(community, reads.Where(), reader)
    own = [(kind, name) for kind, name in who.parts if name in there.parts.get(kind, ())]
    if len(own) > 1 or not there.buildings:
        return [{"title": name, "url": part_url(community, kind, name)} for kind, name in own]
    rows = reads.registered_buildings(community, reader)
    return [
        {"title": one.name, "url": reverse("community:building", args=[community.slug, one.pk])}
        for one in rows[:SHOWN]
    ]


def _reported(shown: dict[str, Any]) -> dict[str, Any]:
    one = shown["one"]
    url = reverse("community:person", args=[one.community.slug, one.person.number])
    tone = "now" if one.state == "open" else "plain"
    return {
        "title": f"{one.person.name} · {shown['title']}", "url": url, "text": shown["answer"],
        "chips": [{"text": shown["state"], "tone": tone}],
    }  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One resident's file: all of it for the clerk, who mends it; for who sees the part where she lives, to be read."""
    community: Community = request.community  # type: ignore[attr-defined]  # the middleware sets it
    if not isinstance(request.user, Account) or reads.is_clerk(request.user, community):
        return files.person(request, slug, number=number)
    return _person(request, slug, number=number)


@for_reader
def _person(request: HttpRequest, community: Community, reader: Account, number: int) -> HttpResponse:
    what, found = request.POST.get("do", ""), _file(community, number, reader)
    one, wrong, given = found.person, "", dict[str, str]()
    if what == "open":
        # Recorded first: nothing is shown of which it is not.
        wrong = _open(request, one, reader)
        found = found if wrong else _file(community, number, reader, whole=True)
    elif what == "report":
        given = files.asked(request)
        wrong = files.ask(one, given, reader)
        if not wrong:
            messages.success(request, _("The clerk has it, and answers on the page of your registers."))
            return HttpResponseRedirect(reverse("community:person", args=[community.slug, number]))
    elif request.method == "POST":
        raise reads.OutOfReach(refuse("not-clerk"))
    context = {
        "crumbs": crumbs(community, one.name), "file": found, "facts": files.facts(found),
        "home": files.home_url(found) if reads.reader(community, reader).sees("households", "residents") else "",
        "can_open": not found.open and any(found.secrets), "wrong": wrong, "given": given | {"key": uuid4().hex},
        "columns": [{"key": each.key, "title": said(each.title)} for each in files.COLUMNS],
        "corrections": files.corrections_shown(
            community, reads.reported(community, reader).filter(person=one)[:SHOWN]
        ),
    }  # fmt: skip
    return render(request, "community/person_part.html", context, status=422 if wrong else 200)


def _file(community: Community, number: int, reader: Account, *, whole: bool = False) -> reads.PersonFile:
    found = reads.person_file(community, number, reader, whole=whole)
    assert found is not None  # who does not see the whole is refused what is not there
    return found if reads.reader(community, reader).sees("party") else replace(found, member=None)


def _open(request: HttpRequest, one: Any, reader: Account) -> str:
    try:
        actions.note_sight(one.community, "numbers", request.POST.get("why", ""), actor=reader, person=one)
    except actions.NoReason:
        return _("Say why you open the numbers: she can read it.")
    messages.info(request, _("It is recorded that you looked at these numbers."))
    return ""
