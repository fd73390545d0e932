"""The desk of the capacity that one acts in: late, today, coming."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.apps.matters import reads
from linli.apps.matters.reads.pages import Desk, DeskRow, Group
from linli.apps.matters.views import shown
from linli.apps.matters.views.pager import page_of, pager
from linli.apps.matters.views.shown import Shown
from linli.apps.matters.views.visit import Visit, visit

GROUPS: tuple[Group, ...] = ("late", "today", "coming")


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """What waits for me, in the capacity chosen in the header; the group asked for stays in the address."""
    here = visit(request, slug)
    if not here.viewer.person:
        return render(request, "matters/desk.html", {"title": _("Desk"), "empty": _stranger(here)})
    group = next((one for one in GROUPS if one == request.GET.get("show")), None)
    found = reads.desk(here.community, here.viewer, group=group, page=page_of(request))
    context = {
        "title": _("The desk of: %(organ)s") % {"organ": found.organ_title}
        if found.organ_title
        else _("Desk"),
        "said": _("Change in the header whom you act for, and the desk changes with it."),
        "tabs": _tabs(here, found, group),
        "groups": _groups(here, found),
        "empty": None if found.rows else _nothing(),
        "sittings": [shown.sitting_row(row, here.links, found.zone, here.lang) for row in found.sittings],
        "pages": pager(found.page, found.pages),
    }
    return render(request, "matters/desk.html", context)


def _titles() -> dict[Group, str]:
    return {"late": _("Late"), "today": _("Today"), "coming": _("Coming")}


def _tabs(here: Visit, found: Desk, group: Group | None) -> list[Shown]:
    address = here.links.to
    every = {
        "title": _("All"), "url": address("desk"), "current": group is None, "count": sum(found.counts.values()),
    }  # fmt: skip
    each = [
        {
            "title": title,
            "url": address("desk", ask={"show": name}),
            "current": group == name,
            "count": found.counts.get(name, 0),
        }
        for name, title in _titles().items()
    ]
    return [every, *each]


def _groups(here: Visit, found: Desk) -> list[Shown]:
    groups: list[Shown] = []
    for name, title in _titles().items():
        rows = [row for row in found.rows if row.group == name]
        if rows:
            groups.append({"id": name, "title": title, "rows": [_row(here, row) for row in rows]})
    # One strong button on a screen: that of the first row.
    if groups:
        groups[0]["rows"][0]["action"]["primary"] = True
    return groups


def _row(here: Visit, row: DeskRow) -> Shown:
    return {
        "title": row.sentence,
        "url": here.links.matter(row.matter),
        "meta": " · ".join(part for part in (shown.number(row.matter), row.due) if part),
        "late": row.group == "late",
        "action": {"title": row.button, "url": here.links.matter(row.matter, at="now-title")},
    }


def _nothing() -> Shown:
    return shown.empty(
        _("Nothing waits for you."),
        _("What the charter asks of the organ you act for appears here, with its day."),
    )


def _stranger(here: Visit) -> Shown:
    return shown.empty(
        _("A desk is somebody's"),
        _("Sign in to see what waits for you. Everything else here can be read by anyone."),
        url=here.sign_in_url,
        action=_("Sign in"),
    )
