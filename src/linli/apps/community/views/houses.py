"""Buildings, dwellings, households and units of the registers: pages of which every line is derived."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from linli.apps.community import actions, reads
from linli.apps.community.actions.chain import Refused
from linli.apps.community.models import Account, Community, Household
from linli.apps.community.reads import deciders
from linli.apps.community.reads.asking import lang, said
from linli.apps.community.views.areas import buildings_of, figures, lists_of, parts_facts, parts_sections
from linli.apps.community.views.files import field, stale, words_of
from linli.apps.community.views.registers import crumbs, for_reader
from linli.core.engine.refusal import refuse
from linli.registers.cells import show
from linli.registers.problem import Problem
from linli.registers.shapes import SHAPES

PAGE = 50
PLACE = ("building", "stairwell", "dwelling")
Facts = list[dict[str, str]]


def _page(
    request: HttpRequest, community: Community, title: str, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"crumbs": crumbs(community, title), "title": title, **more}
    return render(request, "community/thing.html", context, status=status)


def _facts(shape: str, one: Any, *keys: str) -> Facts:
    columns = [SHAPES[shape].column(key) for key in keys]
    shown = (
        {"term": said(each.title), "value": _value(shape, each.key, getattr(one, each.key))}
        for each in columns
    )
    return [each for each in shown if each["value"]]


def _value(shape: str, key: str, value: Any) -> str:
    column = SHAPES[shape].column(key)
    if column.kind == "choice" and value:
        return column.words[value][0 if lang() == "zh" else 1]
    if column.kind == "yes-no" and value is not None:
        return _("yes") if value else _("no")
    return show(column, value) + (" m²" if column.kind == "area" and value else "")


def _words(shape: str, one: Any, *keys: str) -> str:
    return _(", ").join(f"{fact['term']} {fact['value']}" for fact in _facts(shape, one, *keys))


def _people(count: int) -> str:
    return ngettext("%(n)s person", "%(n)s people", count) % {"n": f"{count:,}"}


def _homes_said(count: int) -> str:
    return ngettext("%(n)d dwelling", "%(n)d dwellings", count) % {"n": count}


def _units_said(count: int) -> str:
    return ngettext("%(n)d unit", "%(n)d units", count) % {"n": count}


@require_safe
@for_reader
def buildings(request: HttpRequest, community: Community, clerk: Account) -> HttpResponse:
    """Every building, and how much is in it, fifty on a page."""
    found: Any = reads.registered_buildings(community, clerk)
    shown = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rows = [
        {"title": one.name, "url": reverse("community:building", args=[community.slug, one.pk]),
         "meta": _(", ").join([_homes_said(one.homes), *([_units_said(one.shops)] if one.shops else [])]),
         "text": one.address, "chips": [{"text": _people(one.people), "tone": "plain"}]}
        for one in shown
    ]  # fmt: skip
    sections = [{"title": _("Buildings of the register"), "rows": rows}, *parts_sections(community, clerk)]
    return _page(request, community, _("All buildings"), sections=sections, page=shown)


@require_safe
@for_reader
def building(request: HttpRequest, community: Community, clerk: Account, number: int) -> HttpResponse:
    """One building: its stairwells, dwellings and units."""
    one = reads.building(community, number, clerk)
    if one is None:
        raise Http404
    who, where = reads.reader(community, clerk), reads.Where(building=one.name)
    inside = figures(community, where, buildings_of(community, where, clerk), who, clerk)
    own = _facts("buildings", one, "address", "floors", "stairwells") + parts_facts(one, clerk)
    parts = [*_within(community, one, who), lists_of(community, where, who)]
    return _page(
        request, community, one.name, facts=own + inside, map_number=one.pk,
        change_url=reverse("community:belonging", args=[community.slug, one.pk]) if who.clerk else "",
        sections=[each for each in parts if each.get("rows") or each.get("tiles")],
    )  # fmt: skip


def _within(community: Community, one: Any, who: reads.Reader) -> list[dict[str, Any]]:
    """What is in a building, of the registers that the reader sees."""
    inside = reads.within(one, who)
    return [
        {"title": _("Stairwells of it"), "rows": [
            {"title": each.name, "text": _words("stairwells", each, "floors", "dwellings", "lift")}
             for each in inside.stairwells]},
        *_homes(community, inside.homes),
        {"title": _("Units of it"), "rows": [
            {"title": each.name, "url": reverse("community:unit", args=[community.slug, each.pk])}
             for each in inside.units]},
    ]  # fmt: skip


def _homes(community: Community, homes: Iterable[Any]) -> list[dict[str, Any]]:
    """The dwellings side by side, stairwell by stairwell."""
    within: dict[str, list[dict[str, str]]] = {}
    for each in homes:
        url = reverse("community:dwelling", args=[community.slug, each.pk])
        tile = {"title": each.number, "url": url, "meta": _people(each.people)}
        within.setdefault(each.stairwell, []).append(tile)
    return [
        {"title": stairwell or _("Dwellings of it"), "tiles": tiles}
        for stairwell, tiles in sorted(within.items())
    ]


@require_safe
@for_reader
def dwelling(request: HttpRequest, community: Community, clerk: Account, number: int) -> HttpResponse:
    """One dwelling and the households in it."""
    one = reads.dwelling(community, number, clerk)
    if one is None:
        raise Http404
    who = reads.reader(community, clerk)
    seen, found = who.sees("households"), reads.households_in(one)
    heads = reads.heads_of(found) if who.sees("households", "residents") else {}
    rows = [
        {"title": _("Household %(n)s") % {"n": each},
         "url": reverse("community:household", args=[community.slug, each.number]),
         "meta": _("head: %(who)s") % {"who": heads[each.pk]} if each.pk in heads else "",
         "chips": [{"text": _people(each.people), "tone": "plain"}]}
        for each in (found if seen else ())
    ]  # fmt: skip
    place = {"term": said(SHAPES["buildings"].column("building").title), "value": one.building.name,
             "url": reverse("community:building", args=[community.slug, one.building.pk])}  # fmt: skip
    sections = [{"title": _("Households in it"), "rows": rows}] if seen else []
    return _page(
        request,
        community,
        f"{one.building} {one}",
        facts=[place, *_facts("dwellings", one, "area", "use")],
        sections=sections,
    )


@require_safe
@for_reader
def units(request: HttpRequest, community: Community, clerk: Account) -> HttpResponse:
    """The units of the area."""
    rows = [
        {"title": one.name, "url": reverse("community:unit", args=[community.slug, one.pk]),
         "meta": _value("units", "kind", one.kind), "text": f"{one.building or ''} {one.address}".strip()}
        for one in reads.units(community, clerk)
    ]  # fmt: skip
    return _page(
        request, community, _("All units"), sections=[{"title": _("Units of the register"), "rows": rows}]
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_reader
def unit(request: HttpRequest, community: Community, clerk: Account, number: int) -> HttpResponse:
    """One unit; its phone is masked, and opened on asking, which is recorded."""
    asked, by_clerk = request.method == "POST", reads.is_clerk(clerk, community)
    # Recorded before it is shown, and that only of what is within reach.
    found = reads.unit(community, number, clerk, whole=False)
    if found is None:
        raise Http404
    whole = asked and _noted(community, clerk, None if by_clerk else request.POST.get("why", ""))
    one, phone = (reads.unit(community, number, clerk, whole=True) if whole else None) or found
    if whole:
        messages.info(request, _("It is recorded that you looked at these numbers."))
    own = _facts("units", one, "kind", "address", "contact")
    own += [{"term": said(SHAPES["units"].column("phone").title), "value": phone}] if phone else []
    if one.building is not None:
        url = reverse("community:building", args=[community.slug, one.building.pk])
        own.append(
            {
                "term": said(SHAPES["buildings"].column("building").title),
                "value": one.building.name,
                "url": url,
            }
        )
    return _page(
        request, community, one.name, facts=own, can_open=bool(phone) and not whole, ask_why=not by_clerk,
        no_why=asked and not whole, status=422 if asked and not whole else 200,
    )  # fmt: skip


def _noted(community: Community, reader: Account, why: str | None) -> bool:
    """Record a look at the phone of a unit; ``why`` is None for the clerk. Gives whether a reason was there."""
    try:
        if why is None:
            actions.note_look(community, "unit", actor=reader)
        else:
            actions.note_sight(community, "unit", why, actor=reader)
    except actions.NoReason:
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@for_reader
def household(request: HttpRequest, community: Community, clerk: Account, number: int) -> HttpResponse:
    """One household: where it lives, who is in it and as what; the clerk mends both here."""
    one = reads.household(community, number, clerk)
    if one is None:
        raise Http404
    mends = reads.is_clerk(clerk, community)
    if request.method != "POST":
        return _household(request, one, mends=mends)
    if not mends:
        raise reads.OutOfReach(refuse("not-clerk"))
    given = {key: request.POST.get(key, "").replace("\x00", "")[:200] for key in PLACE}
    relations = {
        int(name.removeprefix("relation-")): str(words)
        for name, words in request.POST.items()
        if name.startswith("relation-") and name.removeprefix("relation-").isdecimal() and len(name) < 18
    }
    try:
        wrong = actions.mend_household(one, given, relations, seen=request.POST.get("seen", ""), actor=clerk)
    except actions.Stale:
        return _household(request, one, given, relations, stale(), 409)
    except Refused as refused:
        return _household(request, one, given, relations, words_of(refused.refusal), 409)
    except actions.OwnRequest as own:
        return _household(request, one, given, relations, said(own.says), 403)
    if wrong:
        words = " ".join(said(each.says) for each in wrong)
        return _household(request, one, given, relations, words, 422, wrong)
    messages.success(request, _("It is in the register."))
    return HttpResponseRedirect(reverse("community:household", args=[community.slug, number]))


def _household(
    request: HttpRequest, one: Household, given: dict[str, str] | None = None,
    relations: dict[int, str] | None = None, wrong: str = "", status: int = 200, problems: list[Problem] | None = None,
    *, mends: bool = True,
) -> HttpResponse:  # fmt: skip
    community, home = one.community, one.home
    held = (
        {"building": home.building.name, "stairwell": home.stairwell, "dwelling": home.number} if home else {}
    )
    column = SHAPES["residents"].column("relation")
    words, columns = given or held, [SHAPES["residents"].column(key) for key in PLACE]
    members = []
    for each in reads.members_of(one):
        resident = getattr(each, "resident", None)
        own = show(column, resident.relation) if resident and resident.relation else ""
        shown = field(column, (relations or {}).get(each.number, own), [])
        members.append({"person": each, "now": _value("residents", "relation", resident.relation if resident else ""),
                        "field": shown | {"key": f"relation-{each.number}"},
                        "url": reverse("community:person", args=[community.slug, each.number])})  # fmt: skip
    title = _("Household %(n)s") % {"n": one}
    context = {
        "crumbs": crumbs(community, title), "title": title, "members": members, "wrong": wrong, "editing": bool(given),
        "mends": mends, "own_says": "" if deciders.may_mend_household(request.user, one) else said(deciders.OWN_FILE),
        "own_url": reverse("community:my-file", args=[community.slug]),
        "fields": [field(each, words.get(each.key, ""), problems or []) for each in columns],
        "home": f"{home.building} {home}" if home else "", "seen": reads.state_of_household(one),
        "home_url": reverse("community:dwelling", args=[community.slug, home.pk]) if home else "",
    }  # fmt: skip
    return render(request, "community/household.html", context, status=status)
