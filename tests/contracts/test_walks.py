"""A list read as walks along an index is the list that a plain query gives, on every store."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db.models import Exists, F, OuterRef, Q

from linli.apps.community.models import Community
from linli.apps.matters.models import DeskItem, Matter
from linli.apps.matters.reads import waits as waiting
from linli.apps.matters.reads.walks import SOONEST, Walk, first
from linli.core.engine.calendar import day_of, midnight_after

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
ZONE = "Asia/Shanghai"
ORDER = (F("due").asc(nulls_last=True), "pk")


@pytest.fixture
def filled(community: Community) -> Community:
    """Forty matters, and what waits in them for five organs, drawn by lot."""
    draw = random.Random(3)
    matters = Matter.objects.bulk_create(
        Matter(
            community=community, chain=f"matter/2026/{number}", year=2026, number=number, procedure="p", kind="k",
            charter_hash="", stage="s", stage_kind=draw.choice(("poll", "work")), began=AT, proposer="x",
            last=AT + timedelta(hours=number), proposer_organ="o", snapshot="{}", head_seq=1, head_hash="a" * 64,
            next_due=draw.choice((None, AT + timedelta(days=draw.randrange(4)))),
        )
        for number in range(1, 41)
    )  # fmt: skip
    rows = []
    for matter in Matter.objects.filter(pk__in=[one.pk for one in matters]):
        for organ in draw.sample("abcde", 3):
            ahead = draw.random() < 0.4
            due = draw.choice((None, AT + timedelta(hours=draw.randrange(-30, 60))))
            late = not ahead and draw.random() < 0.3
            rows.append(
                DeskItem(community=community, matter=matter, organ=organ, due=due, late=late, ahead=ahead)
            )
    DeskItem.objects.bulk_create(rows)
    return community


def of(community: Community, organs: str) -> waiting.Waits:
    lists: Any = SimpleNamespace(community=community, at=AT, zone=ZONE)
    return waiting.Waits(lists, {organ: organ for organ in organs})


def plain(community: Community, organs: str) -> dict[str, list[int]]:
    rows = DeskItem.objects.filter(community=community, organ__in=list(organs)).order_by(*ORDER)
    now, tonight = rows.filter(ahead=False), midnight_after(day_of(AT, ZONE), ZONE)
    late = Q(late=True) | Q(due__lte=AT)
    busy = now.order_by().filter(matter=OuterRef("matter"))
    found = {
        "late": now.filter(late),
        "today": now.filter(Q(late=False, due__gt=AT, due__lte=tonight)),
        "coming": now.filter(Q(late=False) & (Q(due__gt=tonight) | Q(due__isnull=True))),
        "ahead": rows.filter(~Exists(busy), ahead=True),
    }
    return {name: list(each.values_list("pk", flat=True)) for name, each in found.items()}


@pytest.mark.parametrize("organs", ["abcde", "b", "xab", "x", ""])
def test_what_waits_stands_in_four_groups_by_day(filled: Community, organs: str) -> None:
    waits, expected = of(filled, organs), plain(filled, organs)
    assert waits.counts() == {name: len(rows) for name, rows in expected.items()}
    for name in ("late", "today", "coming", "ahead"):
        assert waits.first(name, 1000) == expected[name]
        assert waits.first(name, 3, 2) == expected[name][2:5]


def test_of_many_capacities_nothing_is_left_out(filled: Community) -> None:
    many = "abcde" + "".join(chr(0x4E00 + number) for number in range(90))
    now = DeskItem.objects.filter(community=filled, ahead=False).order_by(*ORDER)
    assert of(filled, many).nearest(50) == list(now.values_list("pk", flat=True)[:50])


def test_no_more_are_counted_than_is_said(filled: Community, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "COUNTED", 4)
    assert max(of(filled, "abcde").counts().values()) == 4


def test_of_another_community_nothing_is_shown(filled: Community, other: Community) -> None:
    assert set(of(other, "abcde").counts().values()) == {0}
    assert of(other, "abcde").nearest(9) == []


def test_matters_whose_time_is_over_first_come_first(filled: Community) -> None:
    walks = [
        Walk(f"community_id = %s AND stage_kind = %s AND next_due IS {timed}", (filled.pk, kind))
        for kind in ("poll", "work")
        for timed in ("NULL", "NOT NULL")
    ]
    rows = Matter.objects.filter(community=filled).order_by(F("next_due").asc(nulls_last=True), "-last")
    assert first(SOONEST, walks, 10) == list(rows.values_list("pk", flat=True)[:10])
