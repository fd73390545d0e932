"""Which version of a community's charter was in force when, and what each changed."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import pairwise

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.apps.charters.reads.reading import Shown
from linli.apps.charters.views import charter as charter_page
from linli.apps.charters.views.here import Here, here
from linli.apps.community import reads as community_reads
from linli.apps.community.reads import Version
from linli.apps.community.reads.charters import CharterMissing
from linli.apps.matters.reads import chains, differences
from linli.core.charter.load import Loaded
from linli.core.engine.calendar import zone_of


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Every version, newest first; with a day in the address, the one in force then."""
    at = here(request, slug)
    versions = community_reads.versions(at.community)
    if not versions:
        raise Http404
    texts = {one.hash: _text(one) for one in versions}
    before = {one: earlier for earlier, one in pairwise(versions)}
    asked = request.GET.get("on", "")
    day = _day(asked)
    context = {
        "title": _("History of the charter"),
        "tabs": charter_page.tabs(at, "history", {}),
        "versions": [_shown(at, one, before.get(one), texts) for one in reversed(versions)],
        "on": asked,
        "day": day,
        "wrong_day": bool(asked) and day is None,
        "then": _then(at, versions, day, texts) if day else None,
        "zone": at.community.zone,
    }
    return render(request, "charters/history.html", context)


def _text(version: Version) -> Loaded | None:
    try:
        return community_reads.loaded(version.hash)
    except CharterMissing:
        return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _then(
    at: Here, versions: tuple[Version, ...], day: date, texts: dict[str, Loaded | None]
) -> Shown | None:
    """The version in force when that day ended there; None before there was any."""
    if day == date.max:
        return _shown(at, versions[-1], None, texts)
    ended = datetime.combine(day + timedelta(days=1), time(), zone_of(at.community.zone))
    since = [one for one in versions if one.since < ended]
    return _shown(at, since[-1], None, texts) if since else None


def _shown(at: Here, one: Version, before: Version | None, texts: dict[str, Loaded | None]) -> Shown:
    loaded = texts[one.hash]
    return {
        "hash": one.hash,
        "since": one.since,
        "title": loaded.charter.title.in_(at.lang) if loaded else "",
        "version": loaded.charter.version if loaded else "",
        "url": at.to("charter", ask={"version": one.hash}) if loaded else "",
        "in_force": one.hash == at.community.charter_hash,
        "matter": chains.called(at.community, one.matter),
        "first": before is None,
        "changes": differences.between(before.hash, one.hash, at.lang) if before else None,
    }
