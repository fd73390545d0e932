"""The small words: each reads what it should, and says in both languages what it expected of anything else."""

from datetime import date
from typing import Any

import pytest
from pydantic import BaseModel

from linli.core.charter.terms import (
    Anchor,
    By,
    ByT,
    Due,
    Duration,
    Every,
    NotReadable,
    Range,
    Target,
    Who,
    read_date,
)


class Said(BaseModel):
    by: ByT


@pytest.mark.parametrize(
    ("text", "count", "unit"),
    [
        ("1 day", 1, "days"),
        ("15 days", 15, "days"),
        ("5 working days", 5, "working-days"),
        ("2 hours", 2, "hours"),
        ("1 week", 1, "weeks"),
        ("6 months", 6, "months"),
        ("3 years", 3, "years"),
    ],
)
def test_a_length_of_time_is_a_number_and_a_unit(text: str, count: int, unit: str) -> None:
    assert Duration.parse(text) == Duration(count, unit)  # type: ignore[arg-type]  # the units of the table


@pytest.mark.parametrize(
    "text", ["", "0 days", "-1 days", "1.5 days", "12345 days", "soon", "15days", "1 fortnight"]
)
def test_what_is_no_length_of_time_is_refused(text: str) -> None:
    with pytest.raises(NotReadable) as caught:
        Duration.parse(text)
    assert caught.value.zh != caught.value.en


def test_a_time_is_counted_from_the_beginning_or_from_a_date() -> None:
    assert Due.parse("15 days") == Due(Duration(15, "days"))
    assert Due.parse("day(election-day) - 20 days") == Due(Anchor("election-day", True, Duration(20, "days")))
    assert Due.parse("day(x) + 1 week") == Due(Anchor("x", False, Duration(1, "weeks")))
    assert Due.parse("day(x)") == Due(Anchor("x", False, None))


@pytest.mark.parametrize(
    "text", ["day()", "day(X)", "day(x) -", "day(x) * 2 days", "day(x) - soon", "day(x) - 4 hours"]
)
def test_what_is_no_anchored_time_is_refused(text: str) -> None:
    with pytest.raises(NotReadable):
        Due.parse(text)


@pytest.mark.parametrize(
    ("text", "every"),
    [
        ("month", Every(Duration(1, "months"))),
        ("week", Every(Duration(1, "weeks"))),
        ("quarter", Every(Duration(3, "months"))),
        ("year", Every(Duration(1, "years"))),
        ("14 days", Every(Duration(14, "days"))),
        ("month by day 10", Every(Duration(1, "months"), by_day=10)),
        ("Friday 16:00", Every(Duration(1, "weeks"), weekday=4, clock=960)),
        ("Monday", Every(Duration(1, "weeks"), weekday=0)),
    ],
)
def test_a_period_is_a_unit_a_length_or_a_weekday(text: str, every: Every) -> None:
    assert Every.parse(text) == every


@pytest.mark.parametrize(
    "text",
    [
        "",
        "often",
        "Friday 24:00",
        "friday",
        "month by day",
        "14 moons",
        "week by day 3",
        "month by day 0",
        "year by day 32",
    ],
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(NotReadable):
        Every.parse(text)


def test_a_number_of_seats_has_a_least_and_perhaps_a_most() -> None:
    assert Range.parse("7") == Range(7, 7)
    assert Range.parse("5 to 9") == Range(5, 9)
    assert Range.parse("at least 5") == Range(5, None)


@pytest.mark.parametrize("text", ["", "9 to 5", "few", "at most 5", "1234567"])
def test_what_is_no_number_of_seats_is_refused(text: str) -> None:
    with pytest.raises(NotReadable):
        Range.parse(text)


def test_who_acts_is_an_organ_its_chair_or_somebody_by_what_they_did() -> None:
    read = By.parse(
        "committee or chair of committee of here or holder or whoever did carry-out or parties of street"
    )
    assert read.any_of == (
        Who("organ", "committee"),
        Who("chair", "committee", "here"),
        Who("holder"),
        Who("doer", "carry-out"),
        Who("parties", of="street"),
    )
    assert read.organs == ("committee", "committee")


@pytest.mark.parametrize("text", ["", "Committee", "committee and board", "chair of", "whoever did"])
def test_what_names_nobody_is_refused(text: str) -> None:
    with pytest.raises(NotReadable):
        By.parse(text)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("review", Target("stage", "review")),
        ("done", Target("end", "done")),
        ("refused", Target("end", "refused")),
        ("again", Target("again", "")),
        ("again (at most 2)", Target("again", "", 2)),
        ("again carry-out (at most 1), then refused", Target("again", "carry-out", 1, "refused")),
        ("up", Target("up", "")),
        ("up to street", Target("up", "street")),
        ("up to street again sort, then refused", Target("up", "street", None, "refused", "sort")),
    ],
)
def test_an_outcome_leads_to_a_stage_an_end_again_or_up(text: str, target: Target) -> None:
    assert Target.parse(text) == target


@pytest.mark.parametrize("text", ["", "Done", "go on", "again (at most)", "up to", "done, then lapsed"])
def test_what_leads_nowhere_is_refused(text: str) -> None:
    with pytest.raises(NotReadable):
        Target.parse(text)


def test_a_date_is_year_month_day() -> None:
    assert read_date("2026-01-31") == date(2026, 1, 31)
    with pytest.raises(NotReadable):
        read_date("2026-02-30")


def test_a_term_that_is_read_already_is_left_as_it_is() -> None:
    by: Any = By.parse("committee")
    assert Said(by=by).by == by
