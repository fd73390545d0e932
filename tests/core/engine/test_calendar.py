"""Days, working days and due moments, also at the ends of months, of the calendar and of summer time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import chinese_calendar
import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.core.charter.terms import Due, Duration, Every
from linli.core.engine.anchored import moment
from linli.core.engine.calendar import (
    Calendar,
    after,
    before,
    day_of,
    is_working,
    midnight_after,
    next_time,
    shown,
)
from linli.core.engine.language import LANGUAGE

CHINA, BERLIN = "Asia/Shanghai", "Europe/Berlin"


def china(year: int) -> Calendar:
    """The official calendar of a year as the holidays library keeps it."""
    days = holidays.country_holidays("CN", years=year)
    off = tuple(sorted(day for day in days if day.weekday() < 5))
    return Calendar(off, tuple(sorted(days.weekend_workdays)), "holidays")


YEARS = {"2026": china(2026)}


def at(text: str, zone: str = CHINA) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def due(start: str, length: str, zone: str = CHINA) -> str:
    """When a length of time is over, as a clock in the zone shows it."""
    found = after(at(start, zone), Duration.parse(length), zone, YEARS).at
    return f"{found.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"


def test_every_day_of_2026_is_a_working_day_where_both_libraries_say_so() -> None:
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    assert [is_working(day, YEARS["2026"]) for day in days] == [
        chinese_calendar.is_workday(day) for day in days
    ]


@pytest.mark.parametrize("day", [date(2026, 2, 14), date(2026, 10, 10)])
def test_a_saturday_that_was_shifted_is_a_working_day(day: date) -> None:
    assert day.weekday() == 5
    assert is_working(day, YEARS["2026"])
    assert not is_working(day, None)


@pytest.mark.parametrize(
    ("start", "length", "over"),
    [
        ("2026-02-13 10:00", "1 working day", "2026-02-15 00:00"),
        ("2026-02-13 10:00", "2 working days", "2026-02-25 00:00"),
        ("2026-09-30 10:00", "3 working days", "2026-10-11 00:00"),
        ("2026-03-02 09:00", "15 days", "2026-03-18 00:00"),
        ("2026-03-02 00:00", "1 day", "2026-03-03 00:00"),
        ("2026-03-02 23:59", "1 day", "2026-03-04 00:00"),
        ("2026-03-02 09:00", "2 weeks", "2026-03-17 00:00"),
        ("2026-03-02 09:00", "5 hours", "2026-03-02 14:00"),
        ("2026-01-31 09:00", "1 month", "2026-03-01 00:00"),
        ("2028-01-31 09:00", "1 month", "2028-03-01 00:00"),
        ("2028-02-29 09:00", "1 year", "2029-03-01 00:00"),
        ("2026-12-31 09:00", "2 months", "2027-03-01 00:00"),
        ("2026-11-30 09:00", "3 months", "2027-03-01 00:00"),
    ],
)
def test_day_one_is_the_next_day_and_the_last_ends_at_midnight(start: str, length: str, over: str) -> None:
    assert due(start, length) == over


def test_what_follows_from_a_due_moment_has_its_days_in_full_and_no_more() -> None:
    first = after(at("2026-03-02 09:00"), Duration(3, "days"), CHINA, YEARS).at
    assert after(first, Duration(3, "days"), CHINA, YEARS).at - first == timedelta(days=3)
    assert after(first, Duration(5, "hours"), CHINA, YEARS).at - first == timedelta(hours=5)


def test_a_year_whose_calendar_is_not_out_gives_a_provisional_due() -> None:
    five = Duration(5, "working-days")
    assert not after(at("2026-12-21 09:00"), five, CHINA, YEARS).provisional
    assert after(at("2026-12-28 09:00"), five, CHINA, YEARS).provisional
    assert not after(at("2026-12-28 09:00"), Duration(5, "days"), CHINA, YEARS).provisional


def test_working_days_that_never_come_are_not_waited_for_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    assert after(at("2026-03-02 09:00"), Duration(9999, "working-days"), CHINA, {}).at.year == 2064
    monkeypatch.setattr("linli.core.engine.calendar.MAX_WALK", 30)
    march = Calendar(off=tuple(date(2026, 3, n) for n in range(1, 32)))
    found = after(at("2026-03-01 09:00"), Duration(1, "working-days"), CHINA, {"2026": march}).at
    assert found == at("2026-04-01 00:00")


@given(
    st.dates(date(1900, 1, 2), date(9998, 12, 31)),
    st.builds(Duration, st.integers(1, 9999), st.sampled_from(["days", "weeks", "months", "years"])),
    st.sampled_from([CHINA, BERLIN, "America/St_Johns", "Pacific/Apia"]),
)
def test_no_day_and_no_length_of_time_is_out_of_range(day: date, length: Duration, zone: str) -> None:
    start = datetime.combine(day, datetime.min.time(), ZoneInfo(zone)).astimezone(UTC)
    over = after(start, length, zone, {}).at
    assert start <= over < datetime(9999, 1, 2, tzinfo=UTC)
    assert before(day, length, zone).at <= midnight_after(day, zone)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_date_beyond_all_calendars_is_a_moment_all_the_same(day: str) -> None:
    for offset in ("", " - 9999 years", " + 9999 days", " + 9999 months", " - 9999 weeks"):
        found = moment(
            Due.parse(f"day(d){offset}"), at("2026-03-02 09:00"), "America/St_Johns", {}, {"d": day}, LANGUAGE
        )
        assert found is not None
        assert found.at >= at("2026-03-02 09:00")


@pytest.mark.parametrize(
    ("text", "over"),
    [
        ("day(d)", "2026-06-21 00:00"),
        ("day(d) - 20 days", "2026-06-01 00:00"),
        ("day(d) + 1 week", "2026-06-28 00:00"),
        ("day(d) - 1 month", "2026-05-21 00:00"),
        ("day(d) + 1 year", "2027-06-21 00:00"),
        ("day(d) - 1 year", "2026-03-02 09:00"),
    ],
)
def test_an_anchored_time_counts_from_its_date_and_is_never_over_before_now(text: str, over: str) -> None:
    found = moment(Due.parse(text), at("2026-03-02 09:00"), CHINA, {}, {"d": "2026-06-20"}, LANGUAGE)
    assert found is not None
    assert f"{found.at.astimezone(ZoneInfo(CHINA)):%Y-%m-%d %H:%M}" == over


@pytest.mark.parametrize(
    ("text", "over", "before_language_3"),
    [
        ("day(d) - 5 working days", "2026-09-24 00:00", "2026-09-28 00:00"),
        ("day(d) - 1 working day", "2026-10-01 00:00", "2026-10-02 00:00"),
        ("day(d) + 1 working day", "2026-10-09 00:00", "2026-10-04 00:00"),
        ("day(d) + 3 working days", "2026-10-11 00:00", "2026-10-06 00:00"),
    ],
)
def test_working_days_from_a_date_leave_out_holidays(text: str, over: str, before_language_3: str) -> None:
    for language, told in ((LANGUAGE, over), (2, before_language_3)):
        found = moment(Due.parse(text), at("2026-03-02 09:00"), CHINA, YEARS, {"d": "2026-10-02"}, language)
        assert found is not None
        assert not found.provisional
        assert f"{found.at.astimezone(ZoneInfo(CHINA)):%Y-%m-%d %H:%M}" == told


def test_working_days_before_a_date_are_provisional_without_a_calendar() -> None:
    due_ = Due.parse("day(d) - 2 working days")
    found = moment(due_, at("2026-03-02 09:00"), CHINA, YEARS, {"d": "2027-01-05"}, LANGUAGE)
    assert found is not None
    assert found.provisional


def test_without_its_date_there_is_no_anchored_time() -> None:
    assert moment(Due.parse("day(d)"), at("2026-03-02 09:00"), CHINA, {}, {}, LANGUAGE) is None


@pytest.mark.parametrize(
    ("start", "length", "over", "hours"),
    [
        ("2026-03-28 12:00", "1 day", "2026-03-30 00:00", 35),
        ("2026-10-24 12:00", "1 day", "2026-10-26 00:00", 37),
        ("2026-03-28 23:00", "24 hours", "2026-03-30 00:00", 24),
    ],
)
def test_summer_time_moves_hours_and_not_days(start: str, length: str, over: str, hours: int) -> None:
    assert due(start, length, BERLIN) == over
    lasted = after(at(start, BERLIN), Duration.parse(length), BERLIN, {}).at - at(start, BERLIN)
    assert lasted == timedelta(hours=hours)


def test_a_moment_has_the_day_of_the_place() -> None:
    late = datetime(2026, 3, 2, 17, tzinfo=UTC)
    assert day_of(late, CHINA) == date(2026, 3, 3)
    assert day_of(late, BERLIN) == date(2026, 3, 2)


def test_midnight_is_shown_as_the_end_of_the_day_before() -> None:
    assert shown(at("2026-03-18 00:00"), CHINA).zh == "2026 年 3 月 17 日 24:00"
    assert shown(at("2026-03-18 00:00"), CHINA).en == "the end of 17 March 2026"
    assert shown(at("2026-03-18 09:05"), CHINA).zh == "2026 年 3 月 18 日 09:05"
    assert shown(at("2026-03-18 09:05"), CHINA).en == "18 March 2026, 09:05"


def test_a_weekly_hour_stays_the_same_on_the_clock_over_summer_time() -> None:
    first = next_time(at("2026-03-23 09:00", BERLIN), Every.parse("Friday 16:00"), BERLIN, {})
    second = next_time(first, Every.parse("Friday 16:00"), BERLIN, {})
    assert second == at("2026-04-03 16:00", BERLIN)
    assert second - first == timedelta(days=7, hours=-1)
