"""Feeds and calendars, of a community and of one person."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from xml.etree import ElementTree

import icalendar
from django.test import Client
from telling import at, called, reader, tell

from linli.apps.matters import actions as matters
from linli.apps.told import actions

ATOM = "{http://www.w3.org/2005/Atom}"


def test_the_calendars_hold_meetings_and_what_is_due_and_the_private_one_can_be_made_anew(town: Any) -> None:
    one = reader(town, town.by("committee"))
    called(town)
    with at(town):
        public = icalendar.Calendar.from_ical(Client().get("/c/one/calendar.ics").content)
        own = Client().get(f"/told/{one.secret}/desk.ics")
    assert "社区两委" in [str(event["summary"]) for event in public.walk("VEVENT")]
    assert own["Cache-Control"] == "private, no-store"
    events = list(icalendar.Calendar.from_ical(own.content).walk("VEVENT"))
    assert any("财务公开 · 2026 年第 1 季度" in str(event["summary"]) for event in events)
    old = one.secret
    actions.new_addresses(one, actor=one.account)
    assert Client().get(f"/told/{old}/desk.ics").status_code == 404
    one.account.is_active = False
    one.account.save()
    one.refresh_from_db()
    assert Client().get(f"/told/{one.secret}/desk.xml").status_code == 404


def test_feeds_tell_what_is_published_in_a_community_and_in_a_section(town: Any) -> None:
    """Whatever was typed, a feed stays XML that programs can read."""
    one = reader(town, town.by("residents", 20))
    with at(town):
        town.done(matters.put_up, by=town.by("committee"), section="finance", period=date(2026, 1, 1),
                  text="<script>alert(1)</script>\x1b[31m\x08\x0b\uffff🏮")  # fmt: skip
        town.submit("灯\x1b[31m\x08")
        tell(town)
        feeds = [
            Client().get(f"/c/one/{way}") for way in ("feed.xml", "disclosures/sections/finance/feed.xml")
        ]
        assert Client().get("/c/one/disclosures/sections/gossip/feed.xml").status_code == 404
        own = Client().get(f"/told/{one.secret}/desk.xml").content.decode()
        calendar = Client().get("/c/one/calendar.ics").content
    assert not {0x1B, 0x08} & set(calendar)
    ElementTree.fromstring(own)  # noqa: S314  # our own feed
    for feed in feeds:
        tree = ElementTree.fromstring(feed.content)  # noqa: S314  # our own feed
        summary = tree.find(f"{ATOM}entry/{ATOM}summary")
        assert summary is not None
        assert (summary.get("type"), summary.text) == ("html", "&lt;script&gt;alert(1)&lt;/script&gt;[31m🏮")
        words = "".join(tree.itertext())
        assert "[31m🏮" in words
        words = feed.content.decode()
        assert "〔2026〕1 号" in words
        assert "<script>" not in words
    assert "新公开" in own
    for one_feed in (own, *(feed.content.decode() for feed in feeds)):
        tree = ElementTree.fromstring(one_feed)  # noqa: S314  # our own feed
        assert tree.find(f"{ATOM}author/{ATOM}name") is not None, "RFC 4287 asks for an author"
        ids = [str(entry.findtext(f"{ATOM}id")) for entry in tree.iter(f"{ATOM}entry")]
        assert ids
        assert all(re.match(r"(https?|urn):", id) for id in ids)
