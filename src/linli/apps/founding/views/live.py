"""The last step: all of it at a glance, and going live; after it, inviting."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.apps.community import reads as community
from linli.apps.community.reads import lang, said
from linli.apps.founding import actions, reads
from linli.apps.founding.models import Draft
from linli.apps.founding.views import people, steps
from linli.apps.founding.views.place import levels
from linli.core.charter.load import Loaded
from linli.core.engine.refusal import Refusal


@require_http_methods(["GET", "HEAD", "POST"])
@steps.step
def page(request: HttpRequest, one: Draft) -> HttpResponse:
    """What will be founded, what is still missing, and the button; of what is founded, what comes next."""
    if request.method != "POST":
        return _page(request, one)
    if request.POST.get("do") == "discard":
        actions.discard(one.pk, actor=request.user)
        return HttpResponseRedirect(reverse("founding:start"))
    try:
        done = actions.go_live(one.pk, saves=steps.saves(request), actor=request.user)
    except actions.Outdated:
        one.refresh_from_db()
        return _page(request, one, [steps.outdated()])
    if isinstance(done, actions.Hindrance):
        return _hindered(request, one, done)
    messages.success(request, _("%(name)s is founded.") % {"name": done.name})
    return HttpResponseRedirect(steps.address("live", one))


def _hindered(request: HttpRequest, one: Draft, why: actions.Hindrance) -> HttpResponse:
    if why.organs:
        return people.show(request, one, reads.model(one.model), reads.members(one), refused=why.organs)
    return _page(request, one, [*why.whole, *([_in_words(why.refused)] if why.refused else [])])


def _in_words(why: Refusal) -> str:
    """What the charter says to the founding as a whole, and what would be possible instead."""
    return " ".join([why.says(lang()), *(said(words) for words in why.instead)])


def _page(request: HttpRequest, one: Draft, wrong: Sequence[str] = ()) -> HttpResponse:
    loaded = reads.model(one.model) if one.model else None
    place = community.place(one.place) if one.place else None
    members = reads.members(one)
    context = {
        "way": community.ways_to([one.place]).get(one.place, "") if one.place else "",
        "place": place,
        "ended": place is not None and place.until is not None,
        "now": community.successors([one.place]).get(one.place, ()) if place else (),
        "model": said(loaded.charter.title) if loaded else "",
        "changed": loaded is not None and loaded.hash != one.charter,
        "level": _level(place.level if place else 0, loaded),
        "organs": _organs(loaded, members) if loaded else [],
        "people": len({member.name for member in members}),
        "unticked": _unticked(loaded, members),
        "ready": bool(place and loaded and one.slug and one.name),
        "wrong": wrong,
        "done": one.community,
    }
    return steps.page(request, one, "live", context, 409 if wrong else 200)


def _unticked(loaded: Loaded | None, members: list[reads.Member]) -> str:
    """Those of whom nothing is ticked that the charter asks: they would be no residents, and could do little."""
    if loaded is None or not reads.facts_asked(loaded):
        return ""
    ticked = {one.name for one in members if one.facts}
    return _(", ").join(dict.fromkeys(one.name for one in members if one.name not in ticked))


def _level(level: int, loaded: Loaded | None) -> str:
    """That a model is written for another kind of place; nothing where it fits."""
    meant = reads.LEVELS.get(loaded.charter.level, 0) if loaded else 0
    if not level or not meant or level == meant:
        return ""
    return _("The model is written for a place of the kind: %(meant)s. This one is: %(here)s.") % {
        "meant": levels()[meant], "here": levels()[level],
    }  # fmt: skip


def _organs(loaded: Loaded, members: list[reads.Member]) -> list[dict[str, object]]:
    return [
        {
            "title": said(bench.organ.title),
            "names": _(", ").join(one.name for one in members if one.organ == bench.key),
        }
        for bench in reads.benches(loaded.charter, lang())
    ]
