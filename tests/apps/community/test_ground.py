"""What everything stands on: the deed, the clock, the calendars, the signing key, the work in the background."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import chinese_calendar
import pytest
from django.db import OperationalError

from linli.apps.community import actions, calendars, deed, signing
from linli.apps.community.actions.checkpoints import KeyLost
from linli.apps.community.models import Community, Place
from linli.apps.community.tasks import checkpoint_all
from linli.commands import background
from linli.core.engine.calendar import is_working
from linli.core.record.keys import public_of


@pytest.mark.django_db(transaction=True)
def test_a_deed_that_meets_another_writer_is_done_again_from_its_beginning(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(deed, "FIRST_PAUSE_MS", 0)
    tries: list[int] = []

    @actions.deed
    def work() -> str:
        Place.objects.create(code=f"{len(tries):012}", name="x", level=1)
        tries.append(1)
        if len(tries) < 3:
            raise OperationalError("database is locked")
        return "done"

    assert work() == "done"
    assert [one.code for one in Place.objects.all()] == ["000000000002"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("words", "tries"), [("disk I/O error", 1), ("deadlock detected", deed.TRIES)])
def test_a_deed_gives_up_where_trying_does_not_help(
    monkeypatch: pytest.MonkeyPatch, words: str, tries: int
) -> None:
    monkeypatch.setattr(deed, "FIRST_PAUSE_MS", 0)
    done: list[int] = []

    @actions.deed
    def work() -> None:
        done.append(1)
        raise OperationalError(words)

    with pytest.raises(OperationalError):
        work()
    assert len(done) == tries


def test_the_clock_stands_only_while_it_is_held() -> None:
    moment = datetime(2026, 3, 2, tzinfo=UTC)
    with actions.standing_at(moment):
        with actions.standing_at(moment + timedelta(days=1)):
            assert actions.now() == moment + timedelta(days=1)
        assert actions.now() == moment
    assert actions.now() > moment


def test_time_never_runs_backwards_in_a_chain(community: Community) -> None:
    founded = community.founded
    with actions.standing_at(founded - timedelta(days=9)):
        actions.enrol_people(community, [actions.Newcomer("早")], actor=actions.TERMINAL)
    from linli.apps.community import reads

    assert reads.roster(community).last >= founded


@pytest.mark.parametrize("year", range(2018, 2027))
def test_the_calendar_of_a_published_year_agrees_with_another_library(year: int) -> None:
    calendar = calendars.official("CN", year)
    assert calendar is not None
    day = date(year, 1, 1)
    differing = []
    while day.year == year:
        if is_working(day, calendar) != chinese_calendar.is_workday(day):
            differing.append(day)
        day += timedelta(days=1)
    assert differing == []


@pytest.mark.parametrize(("country", "year"), [("CN", 2027), ("CN", 2040), ("XX", 2026)])
def test_no_calendar_is_made_up_for_a_year_that_is_not_published(country: str, year: int) -> None:
    assert calendars.official(country, year) is None


def test_the_signing_key_is_made_once_and_is_its_owners_alone(tmp_path: Path, settings: Any) -> None:
    settings.CONFIG = SimpleNamespace(data_dir=tmp_path)
    key = signing.signing_key()
    file = tmp_path / "keys" / signing.FILE
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    signing._kept.cache_clear()
    assert signing.signing_key() == key
    assert list(file.parent.iterdir()) == [file]


def test_a_record_is_not_signed_on_with_a_key_that_came_from_nowhere(
    community: Community, tmp_path: Path, settings: Any
) -> None:
    actions.checkpoint(community)
    actions.enrol_people(community, [actions.Newcomer("某人")], actor=actions.TERMINAL)
    settings.CONFIG = SimpleNamespace(data_dir=tmp_path)
    assert public_of(signing.signing_key())
    with pytest.raises(KeyLost):
        actions.checkpoint(community)


def test_background_work_knows_what_comes_round(db: None) -> None:
    names = [task.module_path for task, seconds in background.rounds() if seconds > 0]
    assert "linli.apps.community.tasks.checkpoint_all" in names
    assert "linli.apps.matters.tasks.deliver_clock" in names


@pytest.mark.django_db(transaction=True)
def test_a_round_waits_in_the_queue_once_and_is_worked_off(community: Community) -> None:
    from django_tasks_db.models import DBTaskResult

    background.enqueue_once(checkpoint_all)
    background.enqueue_once(checkpoint_all)
    assert DBTaskResult.objects.filter(status="READY").count() == 1
    background._worker().run()
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"
    assert DBTaskResult.objects.get().return_value == 1


def test_what_a_killed_process_was_working_on_is_taken_up(community: Community) -> None:
    from django_tasks_db.models import DBTaskResult

    checkpoint_all.enqueue()
    now = actions.now()
    DBTaskResult.objects.update(status="RUNNING", started_at=now)
    assert background.take_up_abandoned() == 0
    DBTaskResult.objects.update(started_at=now - background.ABANDONED_AFTER - timedelta(seconds=1))
    assert background.take_up_abandoned() == 1
    assert DBTaskResult.objects.get().status == "READY"
