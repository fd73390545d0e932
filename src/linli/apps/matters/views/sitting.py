"""The page of a sitting: who is there, how many are needed, what it is about."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from linli.apps.matters import actions, reads, words
from linli.apps.matters.forms import DeedForm
from linli.apps.matters.reads.pages import Attendee, CourseEvent, Deed, Field, SittingPage
from linli.apps.matters.views import deeds, refusals, shown
from linli.apps.matters.views.door import counted
from linli.apps.matters.views.shown import Shown
from linli.apps.matters.views.visit import Visit, visit
from linli.core.engine.acts import Actor
from linli.core.engine.calendar import shown as moment
from linli.core.engine.refusal import Refusal

DONE = {
    "attend": gettext_lazy("Signed in."),
    "leave": gettext_lazy("Signed out."),
    "end-sitting": gettext_lazy("The sitting is over; attendance is final."),
}


END, ANYWAY = "end-sitting", "anyway"
WARNED = "votes-open"
"""The refusal after which one may end the sitting all the same."""
FEW = 24
"""So many people are one list; more are folded and can be searched."""
NAME = 60


@require_safe
def page(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """The sitting as anyone may see it, with what this reader may do."""
    here = visit(request, slug)
    sought = " ".join(request.GET.get("who", "").replace("\x00", "").split())[:NAME]
    return _answer(request, here, _found(here, year, number, sought))


@require_POST
def act(request: HttpRequest, slug: str, year: int, number: int, verb: str) -> HttpResponse:
    """Sign in or out, or end the sitting."""
    if verb not in DONE:
        raise Http404
    here = visit(request, slug)
    page = _found(here, year, number)
    done = _do(request, here, page, verb)
    if done.refusal is not None:
        page = _found(here, year, number)
        panel = refusals.panel(here, done.refusal)
        if verb == END:
            panel["instead"] = [*panel["instead"], *_votes_open(here, page)]
        return _answer(request, here, page, refusal=panel, code=done.refusal.code, status=409)
    cancelled = verb == END and done.sitting is not None and done.sitting.cancelled
    messages.success(request, _("The sitting is cancelled.") if cancelled else DONE[verb])
    came_from = request.POST.get("from", "")
    back = here.links.chain(came_from) if came_from in [row.chain for row in page.agenda] else ""
    return redirect(back or here.links.sitting(page))


@require_POST
def find(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """At the door: the one on the roll who is called so, to be signed in by whoever presides."""
    here = visit(request, slug)
    page = _found(here, year, number)
    form = _asking(request)
    if not form.is_valid():
        return _answer(request, here, page, asking=form, status=422)
    found = actions.find_at_door(
        community=here.community, chain=page.chain, account=here.viewer.account, who=form.cleaned_data["who"],
        by=Actor(here.viewer.person, page.presiding or here.viewer.organ),
    )  # fmt: skip
    if isinstance(found, Refusal):
        panel = refusals.panel(here, found)
        return _answer(request, here, page, refusal=panel, asking=form, status=409)
    return _answer(request, here, page, at_door=found)


def _asking(request: HttpRequest | None = None) -> DeedForm:
    said = _("Exactly as you are told it. They can see afterwards that you found them by it.")
    field = Field("who", _("Full name, or register number"), help=said)
    return DeedForm([field], name="find", data=request.POST if request else None)


def _at_door(here: Visit, page: SittingPage, asking: DeedForm | None, found: actions.AtDoor | None) -> Shown:
    """The question by what name, and whoever was found by it with the button that signs them in or out."""
    ask = {
        "name": "find", "title": _("Sign somebody in by name"), "send": _("Search"), "form": asking or _asking(),
        "url": here.links.to("find-at-door", page.year, page.number),
    }  # fmt: skip
    if found is None:
        return {"ask": ask}
    verb = "leave" if found.since else "attend"
    deed = {
        "name": "found", "title": words.ACTS[verb].in_(here.lang), "form": DeedForm([], name="found"), "primary": True,
        "url": here.links.sitting_act(page, verb),
        "hidden": [("people", found.person), ("organ", page.presiding), ("key", deeds.key())],
    }  # fmt: skip
    return {"ask": ask, "found": {"called": found.called, "since": found.since, "deed": deed}}


def _do(request: HttpRequest, here: Visit, page: SittingPage, verb: str) -> actions.Done:
    by = Actor(here.viewer.person, (request.POST.get("organ") or here.viewer.organ)[:80])
    people = tuple(request.POST.getlist("people")) or (here.viewer.person,)
    key = request.POST.get("key", "")[:64]
    if verb == END:
        return actions.end_sitting(
            community=here.community, chain=page.chain, by=by, key=key, leaving=bool(request.POST.get(ANYWAY))
        )
    deed = actions.attend if verb == "attend" else actions.leave
    return deed(community=here.community, chain=page.chain, by=by, people=people, key=key)


def _found(here: Visit, year: int, number: int, sought: str = "") -> SittingPage:
    found = reads.sitting(here.community, here.viewer, year, number, sought=sought)
    if found is None:
        raise Http404
    return found


def _answer(
    request: HttpRequest, here: Visit, page: SittingPage, *, refusal: Shown | None = None, code: str = "",
    status: int = 200, asking: DeedForm | None = None, at_door: actions.AtDoor | None = None,
) -> HttpResponse:  # fmt: skip
    context = {
        "page": page,
        "title": page.title,
        "crumbs": [
            {"title": _("Square"), "url": here.links.to("square")},
            {"title": _("Sittings"), "url": here.links.to("sittings")},
            {"title": page.title, "url": ""},
        ],
        "over": [moment(page.starts, page.zone).in_(here.lang), _("called by %(who)s") % {"who": page.chair}],
        "chips": [
            {"text": _("cancelled"), "tone": "plain"}
            if page.cancelled
            else {"text": _("over"), "tone": "done"}
            if page.ended
            else {"text": _("called"), "tone": "now"}
        ],
        "deeds": [
            _deed(here, page, deed, warned=code == WARNED) for deed in page.deeds if _offered(page, deed)
        ],
        "sign_in_url": "" if here.viewer.person else here.sign_in_url,
        # Of who is not signed in nobody knows whether they are a member.
        "why_not": [shown.why(one, here.links) for one in page.why_not] if here.viewer.person else [],
        "door": _at_door(here, page, asking, at_door) if page.door else None,
        "agenda": _agenda(here, page),
        **_people(page),
        "events": [_event(here, page, one) for one in page.events],
        "zone": page.zone,
        "refusal": refusal,
        "ways": _ways(here, page),
        **counted(page),
    }
    return render(request, "matters/sitting.html", context, status=status)


def _ways(here: Visit, page: SittingPage) -> list[Shown]:
    """What belongs to the sitting besides this page: its agenda, the door, the count on the wall, the minutes."""
    to, of = here.links.to, (page.year, page.number)
    ways: list[Shown] = []
    if page.presiding and page.paused:
        ways.append({"title": _("Call another sitting"), "url": to("call", ask={"organ": page.organ})})
    if page.presiding and not page.begun and not page.ended:
        ways.append({"title": _("Change the agenda"), "url": to("agenda", *of)})
    if not page.ended:
        ways.append({"title": _("Print the notice of the sitting"), "url": to("sitting-notice", *of)})
        ways.append({"title": _("The code for the door, and the tablet"), "url": to("door", *of)})
        ways.append({"title": _("Attendance for the wall"), "url": to("live", *of)})
    elif page.minuted or (here.viewer.person and not page.cancelled):
        ways.append({"title": _("Minutes"), "url": to("minutes", *of)})
    return ways


def _offered(page: SittingPage, deed: Deed) -> bool:
    """Whether a deed stands on the page: who looked for somebody else is not to sign herself out by mistake."""
    return not page.sought or deed.act == END or bool(deed.fields)


def _deed(here: Visit, page: SittingPage, deed: Deed, *, warned: bool) -> Shown:
    """A deed; who has been told of open votes may end the sitting all the same."""
    found = deeds.shown(deed, here.links.sitting_act(page, deed.act), alone=bool(page.sought))
    if deed.act == END and warned:
        return found | {"title": _("End it all the same"), "hidden": [*found["hidden"], (ANYWAY, "1")]}
    return found


def _votes_open(here: Visit, page: SittingPage) -> list[Shown]:
    """The way to each vote that is open."""
    rows = [row for row in page.agenda if row.chain in page.open_votes]
    return [
        {
            "text": _("Close it first: %(title)s") % {"title": shown.title(row.title, row)},
            "url": here.links.matter(row),
        }
        for row in rows
    ]


def _agenda(here: Visit, page: SittingPage) -> list[Shown]:
    """The matters, each with what came of it here; how long a matter still has is no news of a sitting that is over."""
    came = dict(page.results)
    rows = []
    for row in page.agenda:
        found = shown.matter_row(row, here.links, button=False) | {"text": came.get(row.chain, "")}
        rows.append(found | {"chips": []} if page.ended or row.chain in came else found)
    return rows


def _event(here: Visit, page: SittingPage, one: CourseEvent) -> Shown:
    """A line of the course, on the day of the sitting with the time of the clock."""
    zone = ZoneInfo(page.zone)
    that_day = one.at.astimezone(zone).date() == page.starts.astimezone(zone).date()
    return shown.event(one, here.links) | ({"date": f"{one.at.astimezone(zone):%H:%M}"} if that_day else {})


def _people(page: SittingPage) -> Shown:
    """Who is there: in one list where they are few, else folded by the parts of the body, with a search by name."""
    there = [one for one in page.people if one.present]
    more = page.attending - len(there)
    many = page.attending > FEW or page.people_total > FEW
    return {
        "searched": many or bool(page.sought),
        "groups": [] if page.sought else _groups(page, there, folded=page.attending > FEW),
        "sought": [_sought(one) for one in page.people] if page.sought else [],
        "people_more": shown.people(more) if more > 0 and not page.sought else "",
        "left_folded": len(page.left) > FEW,
    }


def _groups(page: SittingPage, there: list[Attendee], *, folded: bool) -> list[Shown]:
    if not folded:
        return [{"title": "", "names": [one.name for one in there]}] if there else []
    titles = dict.fromkeys([*(title for title, _have, _whole in page.kinds), ""])
    groups = []
    for title in titles:
        names = [one.name for one in there if one.part == title]
        if names:
            called = title or (_("Others") if page.kinds else _("Those signed in"))
            groups.append({"title": called, "names": names, "count": len(names), "fold": True})
    return groups


def _sought(one: Attendee) -> Shown:
    return {"name": one.name, "since": one.since, "part": one.part}
