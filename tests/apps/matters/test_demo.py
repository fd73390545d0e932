"""The demonstration is alive on any day, and its record holds."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

import pytest

from linli.apps.community import actions as community_actions
from linli.apps.community import demo
from linli.apps.matters import actions, held, tasks
from linli.apps.matters.demo import fill
from linli.apps.matters.models import DeskItem, EnteredAct, Matter, Sitting
from linli.core.record.verify import verify

NOW = datetime(2027, 1, 3, 16, 1, tzinfo=UTC)
"""A minute past midnight in China, just after the new year: the hardest moment for a demonstration."""


def test_the_demonstration_has_matters_at_every_stage_and_end_and_its_record_holds(
    db: None, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    with community_actions.standing_at(NOW):
        communities = demo.found_all(NOW)
        fill(communities, NOW)
        reports = [verify(io.BytesIO(b"".join(actions.record_export(one)))) for one in communities]
    assert [report.findings for report in reports] == [()] * 4
    beilin = Matter.objects.filter(community__slug="cehuilu")
    open_ = set(beilin.filter(status=Matter.Status.OPEN).values_list("stage", flat=True))
    assert open_ == {"consult", "review", "resolve", "announce", "carry-out"}
    jarud = Matter.objects.filter(community__slug="xinghua")
    assert {"deliberate", "decide", "carry-out", "appraise"} == set(
        jarud.filter(status=Matter.Status.OPEN).values_list("stage", flat=True)
    )
    for matters in (beilin, jarud):
        assert {"done", "lapsed", "refused"} <= set(matters.values_list("status", flat=True))
    assert Sitting.objects.filter(status=Sitting.Status.CALLED, starts__gt=NOW).count() >= 6
    assert not Matter.objects.filter(next_due__lte=NOW).exists()
    assert DeskItem.objects.exists()
    entered = EnteredAct.objects.filter(community__slug="xinghua").order_by("seq")
    assert [(one.seen, one.on is not None, one.contested is not None) for one in entered] == [
        ("paper", True, False),
        ("known", False, True),
    ]
    assert EnteredAct.objects.get(community__slug="cehuilu").act == "object"


def test_the_clock_is_delivered_in_the_background_to_every_matter_that_waits(town: Any) -> None:
    chains = [town.submit(f"事项{n}") for n in range(3)]
    town.go(days=60)
    with community_actions.standing_at(town.at):
        assert tasks.deliver_clock.func() == 3
        assert tasks.deliver_clock.func() == 0
    assert {town.matter(chain).status for chain in chains} == {Matter.Status.LAPSED}


def test_one_matter_that_fails_does_not_stop_the_clock_of_the_others(
    town: Any, caplog: pytest.LogCaptureFixture
) -> None:
    broken, sound = town.submit("坏的"), town.submit("好的")
    Matter.objects.filter(chain=broken).update(snapshot="{}")
    held._kept.clear()  # as in a process that has not seen the matter yet
    town.go(days=60)
    with community_actions.standing_at(town.at):
        assert actions.tick_due() == 1
    assert town.matter(sound).status == Matter.Status.LAPSED
    assert broken in caplog.text
