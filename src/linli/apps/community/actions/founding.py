"""Founding a community, putting a charter in force, observing a calendar."""

from __future__ import annotations

import re
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from linli.apps.community import calendars, clock
from linli.apps.community.actions.chain import By, Refused, Terminal, enact, must
from linli.apps.community.deed import deed
from linli.apps.community.models import CharterText, Community, Place
from linli.apps.community.pinyin import spelt
from linli.apps.community.reads.finding import successors
from linli.apps.community.store import StoredEntry
from linli.core.charter.load import Loaded
from linli.core.engine.refusal import Refusal
from linli.core.engine.roster import Adopt, Found, Observe

LONGEST_NAME = 100
SLUG = re.compile(r"[a-z][a-z0-9-]{1,58}[a-z0-9]")


def found_community(
    *,
    slug: str,
    place: str,
    charter: Loaded,
    actor: Terminal,
    name: str = "",
    zone: str = "Asia/Shanghai",
    country: str = "CN",
    demo: bool = False,
) -> Community | Refusal:
    """Found a community on a place of the official table, with its charter and the calendars published so far.

    ``place`` is a code. Raises ValidationError where slug, place or zone cannot be used; only the terminal may found.
    """
    try:
        return _found(slug, place, charter, actor, (name, zone, country, demo))
    except Refused as refused:
        return refused.refusal


def neighbourhood(place: str) -> str:
    """What people call a place that the official table lists by its committee: 测绘路社区居委会 is 测绘路社区."""
    short = re.sub(r"(?<=社区)(?:居民委员会|居委会)$", "", place)
    return re.sub(r"(?<=.)村?村(?:民委员会|委会)$", "村", short)


def spelt_out(name: str) -> str:
    """The name of a community in pinyin, for its address: 测绘路社区 is cehuilu."""
    return spelt(name.removesuffix("社区") or name)


@deed
def _found(
    slug: str, code: str, charter: Loaded, actor: Terminal, rest: tuple[str, str, str, bool]
) -> Community:
    name, zone, country, demo = rest
    place = _usable(slug, code, zone)
    if len(name) > LONGEST_NAME or not (name or "-").strip().isprintable():
        raise ValidationError(
            _("A name has up to %(most)d characters, all of them visible.") % {"most": LONGEST_NAME}
        )
    community = _made(
        slug=slug,
        name=name.strip() or neighbourhood(place.name),
        place=place,
        zone=zone,
        demo=demo,
        founded=clock.now(),
    )
    must(enact(community, Found(slug=slug, place=code, zone=zone), actor=actor))
    must(adopt_charter(community, charter, actor=actor))
    this_year = clock.now().astimezone(ZoneInfo(zone)).year
    for year in (this_year, this_year + 1):
        if calendars.official(country, year) is not None:
            must(observe_calendar(community, year, country=country, actor=actor))
    return community


def _made(**fields: Any) -> Community:
    try:
        with transaction.atomic():
            return Community.objects.create(**fields)
    except IntegrityError:  # two founded at the same moment, and the other one was first
        raise ValidationError(_taken()) from None


def _taken() -> str:
    return _("There is already a community at this address or on this place.")


def _ended(place: Place) -> str:
    """That a place is no longer in the table, since when, and what it went into."""
    into = _(", ").join(f"{one.name} ({one.code})" for one in successors([place.code])[place.code])
    words = {"name": place.name, "day": place.until, "into": into}
    if into:
        return (
            _("%(name)s is no longer in the official table, since %(day)s. It went into: %(into)s.") % words
        )
    return (
        _("%(name)s is no longer in the official table, since %(day)s. Choose the place that it is today.")
        % words
    )


def _usable(slug: str, code: str, zone: str) -> Place:
    if not SLUG.fullmatch(slug):
        raise ValidationError(
            _("“%(slug)s” cannot be an address: use 3 to 60 small letters, digits and hyphens.")
            % {"slug": slug}
        )
    if zone not in available_timezones():
        raise ValidationError(_("There is no time zone “%(zone)s”.") % {"zone": zone})
    place = Place.objects.filter(code=code).first()
    if place is None:
        raise ValidationError(
            _("There is no place with the code %(code)s; import the table of places first.") % {"code": code}
        )
    if place.until is not None:
        raise ValidationError(_ended(place))
    if Community.objects.filter(slug=slug).exists() or Community.objects.filter(place=place).exists():
        raise ValidationError(_taken())
    return place


def keep_charter(charter: Loaded) -> None:
    """Keep the text of a charter with all that it extends, so that it can be found by its hash ever after."""
    CharterText.objects.get_or_create(
        hash=charter.hash,
        defaults={
            "slug": charter.slug,
            "version": charter.charter.version,
            "texts": {one.slug: one.text.decode() for one in charter.closure},
        },
    )


@deed
def adopt_charter(community: Community, charter: Loaded, *, actor: By) -> StoredEntry | Refusal:
    """Put a charter version in force. Its text is kept for ever: matters finish under what they began with."""
    keep_charter(charter)
    found = enact(community, Adopt(charter=charter.hash), actor=actor)
    if isinstance(found, StoredEntry):
        community.charter_slug = charter.slug
        community.save(update_fields=["charter_slug"])
    return found


@deed
def observe_calendar(
    community: Community, year: int, *, actor: By, country: str = "CN"
) -> StoredEntry | Refusal:
    """Adopt the official calendar of a year. Raises ValidationError for a year that is not published."""
    calendar = calendars.official(country, year)
    if calendar is None:
        raise ValidationError(
            _("The official calendar of %(year)s is not published; due days in it stay provisional.")
            % {"year": year}
        )
    return enact(community, Observe(year=str(year), calendar=calendar), actor=actor)
