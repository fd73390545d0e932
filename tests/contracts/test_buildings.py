"""What is published about a building, in matters and outside of them, is found on every store."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from linli.apps.community.models import Building, Community
from linli.apps.matters.models import Matter, Publication, Sitting, Whereabouts
from linli.apps.matters.reads.where import published_about

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def test_what_is_published_about_a_building_is_found_with_that_of_its_matters(community: Community) -> None:
    one, two = (Building.objects.create(community=community, key=name, name=name) for name in "ab")
    matter = Matter.objects.create(
        community=community, chain="matter/2026/1", year=2026, number=1, procedure="p", kind="k", charter_hash="",
        stage="s", stage_kind="wait", began=AT, proposer="x", last=AT, proposer_organ="o", snapshot="{}", head_seq=1,
        head_hash="a" * 64,
    )  # fmt: skip
    Whereabouts.objects.create(matter=matter, building=one, at=AT)
    rows = [
        Publication.objects.create(
            community=community, matter=where, building=building, seq=seq, at=AT + timedelta(hours=seq), person="x",
            organ="o", text="t",
        )
        for seq, (where, building) in enumerate([(matter, None), (None, one), (None, two), (None, None)], 2)
    ]  # fmt: skip
    found = published_about(community, [one.pk]).order_by("at")
    assert [row.pk for row in found] == [rows[0].pk, rows[1].pk]
    assert [row.pk for row in published_about(community, [one.pk, two.pk]).order_by("-at")[:1]] == [
        rows[2].pk
    ]
    assert published_about(community, []).count() == 0
    sitting = Sitting.objects.create(
        community=community, chain="sitting/2026/1", year=2026, number=1, organ="o", chair="x", charter_hash="",
        starts=AT, called=AT, last=AT, members=1, snapshot="{}", head_seq=1, head_hash="a" * 64,
    )  # fmt: skip
    sitting.agenda.add(matter)
    assert list(Sitting.objects.filter(agenda__whereabouts__building=one)) == [sitting]
    two.delete()
    rows[2].refresh_from_db()
    assert rows[2].building is None
