"""Who is before a page of personal data: a person with hers, or the clerk with somebody's."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from linli.apps.care import reads
from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.core.engine.refusal import refuse

View = Callable[..., HttpResponseBase]
JUST_NOW = timedelta(minutes=5)
"""So long ago at most who has nothing to confirm with must have signed in."""


def for_herself(view: View) -> View:
    """Gives the view the community and whoever the reader is or was in it; everybody else is told why not."""

    @never_cache
    @functools.wraps(view)
    def opened(request: HttpRequest, slug: str, **more: Any) -> HttpResponseBase:
        asker = community_reads.asking(request, slug)
        person = community_reads.own_person(asker.account, asker.community)
        if person is None:
            context = {
                "crumbs": crumbs(asker.community),
                "sign_in_url": "" if asker.account.is_authenticated else community_reads.sign_in_url(request),
            }
            return render(request, "care/nobody.html", context, status=403)
        return view(request, asker.community, person, **more)

    return opened


def for_the_clerk(view: View) -> View:
    """Gives the view the community and the clerk."""

    @never_cache
    @functools.wraps(view)
    def opened(request: HttpRequest, slug: str, **more: Any) -> HttpResponseBase:
        asker = community_reads.asking(request, slug)
        if not community_reads.is_clerk(asker.account, asker.community):
            return _not_the_clerk(request, asker)
        return view(request, asker.community, asker.account, **more)

    return opened


def for_who_decides(view: View) -> View:
    """Gives the view the community, the account and the request with a number: for the clerk, and who stands in."""

    @never_cache
    @functools.wraps(view)
    def opened(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
        asker = community_reads.asking(request, slug)
        known = asker.account.is_authenticated
        one = reads.to_decide(asker.community, asker.account, number) if known else None
        if one is not None:
            return view(request, asker.community, asker.account, one)
        if community_reads.is_clerk(asker.account, asker.community):
            raise Http404
        return _not_the_clerk(request, asker)

    return opened


def _not_the_clerk(request: HttpRequest, asker: Any) -> HttpResponseBase:
    refusal = refuse("not-clerk")
    ways: list[dict[str, str]] = [{"text": community_reads.said(one)} for one in refusal.instead]
    if not asker.account.is_authenticated:
        ways.append(
            {"text": _("If you may see it, sign in first."), "url": community_reads.sign_in_url(request)}
        )
    why = {"what": refusal.says(asker.lang), "instead": ways}
    return render(request, "care/not_clerk.html", {"crumbs": crumbs(asker.community), "why": why}, status=403)


def confirmed(view: View) -> View:
    """Only who has just shown again that it is she; what was sent before that is not done afterwards by itself."""
    checked = reauthentication_required(enabled=_can_confirm)(view)

    @functools.wraps(view)
    def opened(request: HttpRequest, *args: Any, **more: Any) -> HttpResponseBase:
        if not _can_confirm(request) and not _came_just_now(request):
            return render(request, "care/again.html", status=403)
        try:
            found: HttpResponseBase = checked(request, *args, **more)
        except ReauthenticationRequired:
            if request.method == "POST":
                return HttpResponseRedirect(request.path)
            raise
        return found

    return opened


def _can_confirm(request: HttpRequest) -> bool:
    return request.user.is_authenticated and community_reads.can_confirm(request.user)


def _came_just_now(request: HttpRequest) -> bool:
    """In a demonstration nobody has anything to confirm with."""
    since = getattr(request.user, "last_login", None)
    return settings.DEMO or (since is not None and community_actions.now() - since < JUST_NOW)


def numbered(community: Any, number: int) -> Any:
    """The person with a number in the register, whoever left included; 404 where there is none."""
    person = community_reads.anybody_numbered(community, number)
    if person is None:
        raise Http404
    return person


def crumbs(community: Any, *more: str) -> list[dict[str, str]]:
    """The way to a page of one's own data."""
    way = [
        {"title": community.name, "url": reverse("matters:square", args=[community.slug])},
        {"title": _("My data"), "url": reverse("care:mine", args=[community.slug])},
        *({"title": one, "url": ""} for one in more),
    ]
    way[-1]["url"] = ""
    return way


def clerk_crumbs(community: Any, *more: tuple[str, str]) -> list[dict[str, str]]:
    """The way to a page of the clerk's; each with where it leads, the last nowhere."""
    way = [
        {"title": community.name, "url": reverse("matters:square", args=[community.slug])},
        {"title": _("Registers"), "url": reverse("community:registers", args=[community.slug])},
        *({"title": title, "url": url} for title, url in more),
    ]
    return way
