"""The discussion of a matter, and one comment of it with its thread."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.apps.talk import reads
from linli.apps.talk.actions import EDIT_MINUTES
from linli.apps.talk.forms import SayForm
from linli.apps.talk.grounds import TITLES
from linli.apps.talk.reads import DiscussionPage
from linli.apps.talk.views.visit import Shown, Visit, key, visit


@require_safe
def page(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """All that was said to a matter, a page at a time."""
    here = visit(request, slug)
    return answer(request, here, found(request, here, year, number))


def found(request: HttpRequest, here: Visit, year: int, number: int) -> DiscussionPage:
    """The discussion in the order and at the page asked for; 404 where there is no such matter."""
    sort: Any = "supported" if request.GET.get("sort") == "supported" else "newest"
    shown = reads.discussion(here.community, here.viewer, year, number, sort=sort, page=page_of(request))
    if shown is None:
        raise Http404
    return shown


def page_of(request: HttpRequest) -> int:
    """The page asked for in the address, counted from 1; 1 for anything else."""
    asked = request.GET.get("page", "")
    return max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1


def answer(
    request: HttpRequest, here: Visit, shown: DiscussionPage, *, form: SayForm | None = None,
    refusal: Shown | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    """The page, with the refusal of what was just tried and what was typed."""
    at = here.here if request.method == "GET" else here.to("discussion", shown.year, shown.number)
    given = {**context(here, shown, next_=at, form=form), "refusal": refusal, "tabs": _tabs(here, shown)}
    return render(request, "talk/discussion.html", given, status=status)


def context(here: Visit, shown: DiscussionPage, *, next_: str, form: SayForm | None = None) -> Shown:
    """What the parts of a discussion need."""
    return {
        "talk": shown,
        "title": title(shown),
        "crumbs": crumbs(here, shown),
        "form": form or SayForm(name="say"),
        "key": key(),
        "next": next_,
        "grounds": TITLES,
        "minutes": EDIT_MINUTES,
        "talk_sign_in_url": "" if here.viewer.person or shown.why_not else here.sign_in_url,
        "pager": Paginator(range(shown.pages), 1).page(shown.page) if shown.pages > 1 else None,
        "comments_title": _("Discussion"),
    }


def title(of: Any) -> str:
    """How a matter is called; by its number where its title was erased."""
    return str(of.title) or _("No. %(number)d of %(year)d") % {"number": of.number, "year": of.year}


def crumbs(here: Visit, of: Any, *more: Shown) -> list[Shown]:
    """The way here: square, matter, discussion."""
    return [
        {"title": _("Square"), "url": here.to("matters:square")},
        {"title": title(of), "url": here.to("matters:matter", of.year, of.number)},
        *(more or ({"title": _("Discussion"), "url": ""},)),
    ]


def _tabs(here: Visit, shown: DiscussionPage) -> list[Shown]:
    at = here.to("discussion", shown.year, shown.number)
    names = {"newest": _("Newest first"), "supported": _("Most supported first")}
    return [
        {"title": said, "url": at if sort == "newest" else f"{at}?sort={sort}", "current": sort == shown.sort}
        for sort, said in names.items()
    ]


@require_safe
def comment(request: HttpRequest, slug: str, year: int, number: int, comment: int) -> HttpResponse:
    """The thread that a comment is at the head of; a reply leads to its place in its thread."""
    here = visit(request, slug)
    place = reads.place_of(here.community, here.viewer, year, number, comment)
    if place is None:
        raise Http404
    head, on_page = place
    if head != comment:
        ask = f"?page={on_page}" if on_page > 1 else ""
        return redirect(f"{here.to('comment', year, number, head)}{ask}#comment-{comment}")
    shown = reads.discussion(here.community, here.viewer, year, number, thread=comment, page=page_of(request))
    if shown is None:
        raise Http404
    here_crumb = {"title": _("Comment %(n)d") % {"n": comment}, "url": ""}
    way = {"title": _("Discussion"), "url": here.to("discussion", year, number)}
    given = {
        **context(here, shown, next_=here.here),
        "crumbs": crumbs(here, shown, way, here_crumb),
        "n": comment,
    }
    return render(request, "talk/thread.html", given)
