"""Meetings and times as a calendar."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import translation
from icalendar import Calendar, Event

from linli.apps.community import reads as community_reads
from linli.apps.matters import reads as matters
from linli.apps.told.models import Reader
from linli.apps.told.plain import plain
from linli.apps.told.reads.words import LANGS, viewer_of

HOUR = timedelta(hours=1)


def community_events(community: Any, lang: Any, base: str) -> bytes:
    """The meetings of a community, and until when its notices and votes run: what is public."""
    calendar = _calendar(community.name)
    for one in matters.dates(community, matters.Viewer(lang=lang)):
        calendar.add_component(_event(one, community, base))
    return bytes(calendar.to_ical())


def desk_events(reader: Reader, base: str) -> bytes:
    """What waits for the reader with a day, and the meetings of the bodies that the reader belongs to."""
    with translation.override(LANGS[reader.lang]):
        calendar = _calendar("Linli")
        for community in community_reads.communities_of(reader.account):
            viewer = viewer_of(reader, community)
            for one in matters.own_dates(community, viewer) if viewer else ():
                calendar.add_component(_event(one, community, base))
        return bytes(calendar.to_ical())


def _calendar(name: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Linli//Linli//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    return calendar


def _event(one: Any, community: Any, base: str) -> Event:
    event = Event()
    path = one.url or reverse(f"matters:{one.way[0]}", args=[community.slug, *one.way[1:]])
    event.add("uid", f"{community.slug}-{one.key}@linli")
    event.add("summary", plain(one.title))
    event.add("dtstart", one.starts)
    if one.meeting:
        event.add("dtend", one.starts + HOUR)
    if one.off:
        event.add("status", "CANCELLED")
    event.add("dtstamp", one.changed)
    event.add("url", base + path)
    event.add("description", f"{community.name}\n{base}{path}")
    return event
