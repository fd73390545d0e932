"""The desk of the capacity that one acts in, or of all one's capacities: late, today, coming, not our turn yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from linli.apps.matters import reads
from linli.apps.matters.reads.pages import AskedLater, Batch, Desk, DeskRow, ErrandRow, Group
from linli.apps.matters.views import shown
from linli.apps.matters.views.pager import page_of, pager
from linli.apps.matters.views.posted import duty
from linli.apps.matters.views.shown import Shown
from linli.apps.matters.views.visit import Visit, visit

GROUPS: tuple[Group, ...] = ("late", "today", "coming", "ahead")
EVERY = "all"
KEY = 16
"""So much of a charter's hash tells it from the others of one community."""


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """What waits for me, in the capacity chosen in the header or in all; what is asked for stays in the address."""
    here = visit(request, slug)
    if not here.viewer.person:
        return render(request, "matters/desk.html", {"title": _("Desk"), **_of_nobody(here)})
    group = next((one for one in GROUPS if one == request.GET.get("show")), None)
    every = request.GET.get("for") == EVERY
    found = reads.desk(here.community, here.viewer, every=every, group=group, page=page_of(request))
    organs = [one for one, _title in found.capacities] if every else [found.organ]
    duties = reads.to_publish(here.community, here.viewer, organs)
    beyond = Counter([*(row.group for row in duties), *(row.group for row in found.errands)])
    # What waits outside of matters is read whole and stands on the first page.
    duties = tuple(row for row in duties if _stands(found, group, row.group))
    errands = [row for row in found.errands if _stands(found, group, row.group)]
    overdue = [duty(here, row) for row in duties if row.group == "late"]
    overdue += [_errand(row, every=every) for row in errands if row.group == "late"]
    context = {
        "title": _title(found, every=every),
        "boards": [duty(here, row) for row in duties if row.group != "late"],
        "errands": [_errand(row, every=every) for row in errands if row.group != "late"],
        "capacities": _capacities(here, found, every=every),
        "elsewhere": _elsewhere(here, found),
        "tabs": _tabs(here, found, group, beyond, every=every),
        "groups": _groups(here, found, overdue, every=every),
        "batches": [_batch(here, one) for one in found.batches],
        "empty": _nothing(found, group) if _is_empty(found, group) and not duties and not errands else None,
        "asked": [_asked(here, one) for one in found.asked] if group is None else [],
        "sittings": [shown.sitting_row(row, here.links, found.zone, here.lang) for row in found.sittings],
        "pages": pager(found.page, found.pages),
        "handover_url": here.links.to("handover") if found.organ else "",
        "notes": found.notes,
    }
    return render(request, "matters/desk.html", context)


def _of_nobody(here: Visit) -> Shown:
    """The desk of who is not in the register: what waits for who keeps it, and for anybody else why there is none."""
    if not here.clerk:
        return {"empty": stranger(here)}
    return {
        "errands": [_errand(row, every=False) for row in reads.clerk_errands(here.community, here.viewer)]
    }


def _stands(found: Desk, group: Group | None, own: Group) -> bool:
    return found.page == 1 and group in (None, own)


def _title(found: Desk, *, every: bool) -> str:
    if every:
        return _("My desk: all I act for")
    return _("The desk of: %(organ)s") % {"organ": found.organ_title} if found.organ_title else _("Desk")


def _capacities(here: Visit, found: Desk, *, every: bool) -> list[Shown]:
    """The way to the desk of all one's capacities, and back; none for who has only one."""
    if len(found.capacities) < 2:
        return []
    all_ = here.links.to("desk", ask={"for": EVERY})
    return [
        {"title": found.organ_title, "url": here.links.to("desk"), "current": not every},
        {"title": _("All I act for (%(n)d)") % {"n": len(found.capacities)}, "url": all_, "current": every},
    ]


def _elsewhere(here: Visit, found: Desk) -> Shown | None:
    if not found.elsewhere:
        return None
    said = ngettext(
        "%(n)d more thing waits for you in another capacity.",
        "%(n)d more things wait for you in other capacities.",
        found.elsewhere,
    )
    return {"text": said % {"n": found.elsewhere}, "url": here.links.to("desk", ask={"for": EVERY})}


def _titles() -> dict[Group, str]:
    return {"late": _("Late"), "today": _("Today"), "coming": _("Coming"), "ahead": _("Not our turn yet")}


def _tabs(
    here: Visit, found: Desk, group: Group | None, beyond: Mapping[Group, int], *, every: bool
) -> list[Shown]:
    kept = {"for": EVERY} if every else {}
    own = [count + beyond.get(name, 0) for name, count in found.counts.items() if name != "ahead"]
    tabs: list[Shown] = [
        {
            "title": _("All"),
            "url": here.links.to("desk", ask=kept),
            "current": group is None,
            "count": _count(sum(own), found.most, max(own) >= found.most),
        }
    ]
    for name, title in _titles().items():
        count = found.counts.get(name, 0) + beyond.get(name, 0)
        url = here.links.to("desk", ask={**kept, "show": name})
        number = _count(count, found.most, count >= found.most)
        tabs.append({"title": title, "url": url, "current": group == name, "count": number})
    return tabs


def _count(count: int, most: int, beyond: bool) -> str:
    return f"{most}+" if beyond else str(count)


def _groups(here: Visit, found: Desk, overdue: list[Shown], *, every: bool) -> list[Shown]:
    """The rows by when they are due; what is late outside of matters stands at the top as well."""
    groups: list[Shown] = []
    for name, title in _titles().items():
        rows = [row for row in found.rows if row.group == name]
        more = overdue if name == "late" else []
        if rows or more:
            count = found.counts[name] + len(more) if found.counts[name] > len(rows) else 0
            lines = [*(_row(here, row, every=every) for row in rows), *more]
            groups.append({"id": name, "title": title, "rows": lines, "count": count})
    # One strong button on a screen: that of the first row.
    if groups and groups[0]["rows"][0]["action"]:
        groups[0]["rows"][0]["action"]["primary"] = True
    return groups


def _row(here: Visit, row: DeskRow, *, every: bool) -> Shown:
    said = _("as %(capacity)s") % {"capacity": row.capacity_title} if every else ""
    chips = [{"text": row.late_by, "tone": "wait"}] if row.late_by else []
    action = (
        {"title": row.button, "url": here.links.matter(row.matter, at="now-title")} if row.button else None
    )
    sitting = ""
    if row.booked is not None:
        when = shown.starts(row.booked, here.community.zone, here.lang)
        action = {"title": _("To the sitting"), "url": here.links.sitting(row.booked)}
        sitting = _("the sitting is on %(when)s") % {"when": when}
    return {
        "title": row.sentence,
        "url": here.links.matter(row.matter),
        "meta": " · ".join(part for part in (said, shown.number(row.matter), sitting, row.due) if part),
        "late": row.group == "late",
        "chips": chips,
        "action": action,
    }


def _errand(row: ErrandRow, *, every: bool) -> Shown:
    organ = row.capacity_title if every else row.organ_title
    said = _("as %(capacity)s") % {"capacity": organ} if every and organ else organ
    return {
        "title": row.title,
        "url": row.url,
        "meta": " · ".join(part for part in (said, row.due) if part),
        "late": row.group == "late",
        "chips": [{"text": row.late_by, "tone": "wait"}] if row.late_by else [],
        "action": {"title": row.button, "url": row.url},
    }


def _batch(here: Visit, one: Batch) -> Shown:
    asked = {"organ": one.organ, "act": one.act, "procedure": one.procedure, "stage": one.stage}
    words = {"act": one.act_title, "stage": one.stage_title}
    count = ngettext("%(n)d matter", "%(n)d matters", one.count) % {"n": one.count}
    each = [_("one by one, as the charter says")] if one.why else []
    return {
        "title": _("%(act)s: %(stage)s") % words,
        "url": here.links.to("together", ask={**asked, "charter": one.charter[:KEY]}),
        "meta": " · ".join([one.organ_title, count, *each]),
    }


def _asked(here: Visit, one: AskedLater) -> Shown:
    return {"title": one.stage_title, "url": here.links.article(one.path), "meta": one.procedure_title}


def _is_empty(found: Desk, group: Group | None) -> bool:
    return not any(row.group != "ahead" or group == "ahead" for row in found.rows)


def _nothing(found: Desk, group: Group | None) -> Shown:
    if group is not None and any(found.counts.values()):
        return shown.empty(_("Nothing here."), _("What waits otherwise stands under “All”."))
    return shown.empty(
        _("Nothing waits for you."),
        _("What the charter asks of the organ you act for appears here, with its day."),
    )


def stranger(here: Visit) -> Shown:
    """What somebody reads who is not signed in, or is nobody here."""
    if here.viewer.account is not None and here.viewer.account.is_authenticated:
        return shown.empty(
            _("You have no desk here"),
            _("You do not belong to %(community)s. Your own communities stand under “My account”.")
            % {"community": here.community.name},
            url=reverse("mfa_index"),
            action=_("My account"),
        )
    return shown.empty(
        _("A desk is somebody's"),
        _("Sign in to see what waits for you. Everything else here can be read by anyone."),
        url=here.sign_in_url,
        action=_("Sign in"),
    )
