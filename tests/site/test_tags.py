"""How a date, a share, an icon is shown."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.http import QueryDict
from django.template import Context, Template
from django.utils.translation import override

from linli.site.templatetags import linli_tags as tags

Day = Callable[[int, int], datetime]


def test_a_day_is_the_day_on_the_calendar_of_the_place(a_day: Day) -> None:
    with override("zh-hans"):
        assert tags.day(a_day(5, 17), "Asia/Shanghai") == "5 月 18 日"
        assert tags.day(a_day(5, 17), "Europe/London") == "5 月 17 日"
        assert tags.full_day(a_day(5, 17), "Asia/Shanghai") == "2026 年 5 月 18 日"
        assert tags.moment(a_day(5, 17), "Asia/Shanghai") == "5 月 18 日 02:00"


def test_a_day_in_english_names_its_month(a_day: Day) -> None:
    with override("en"):
        assert tags.day(a_day(5, 17)) == "18 May"
        assert tags.full_day(date(2026, 12, 1)) == "1 December 2026"
        assert tags.moment(a_day(5, 17)) == "18 May, 02:00"


def test_no_date_is_shown_as_nothing() -> None:
    assert tags.day(None) == tags.full_day(None) == tags.moment(None) == tags.days_left(None) == ""
    assert tags.machine_time(None) == ""


@pytest.mark.parametrize(
    ("days", "chinese", "english"),
    [
        (12, "还有 12 天", "12 days left"),
        (1, "还有 1 天", "1 day left"),
        (0, "今天截止", "ends today"),
        (-3, "已过 3 天", "3 days late"),
        (-1, "已过 1 天", "1 day late"),
    ],
)
def test_days_left_are_said_in_words(days: int, chinese: str, english: str) -> None:
    with override("zh-hans"):
        assert tags.left_in_words(days) == chinese
    with override("en"):
        assert tags.left_in_words(days) == english


def test_days_left_are_counted_on_the_calendar_not_in_hours(
    time_at: Callable[[str], object], a_day: Day
) -> None:
    # Half past eleven in the evening in China; the deadline is two hours into the next day.
    time_at("2026-05-17T15:30:00Z")
    with override("en"):
        assert tags.days_left(a_day(5, 17), "Asia/Shanghai") == "1 day left"


def test_what_ends_at_midnight_ends_on_the_day_before(time_at: Callable[[str], object]) -> None:
    time_at("2026-05-17T04:00:00Z")
    end = datetime(2026, 5, 17, 16, tzinfo=UTC)
    with override("en"):
        assert tags.days_left(end, "Asia/Shanghai") == "ends today"
        assert tags.days_left(end + timedelta(days=1), "Asia/Shanghai") == "1 day left"
        assert tags.days_left(end - timedelta(days=1), "Asia/Shanghai") == "1 day late"


@pytest.fixture
def time_at() -> object:
    time_machine = pytest.importorskip("time_machine")
    travellers = []

    def travel(moment: str) -> None:
        travellers.append(time_machine.travel(moment, tick=False))
        travellers[-1].start()

    yield travel
    for traveller in travellers:
        traveller.stop()


@pytest.mark.parametrize(
    ("have", "whole", "width"),
    [
        (23, 60, "38.3%"),
        (0, 60, "0.0%"),
        (60, 60, "100.0%"),
        (70, 60, "100.0%"),
        (1, 0, "0%"),
        (-1, 5, "0.0%"),
    ],
)
def test_the_width_of_a_bar_is_counted_in_whole_numbers_and_stays_in_its_trough(
    have: int, whole: int, width: str
) -> None:
    assert tags.share_of(have, whole) == width


def test_components_say_deadlines_in_the_language_and_zone_of_the_reader(a_day: Day) -> None:
    until = a_day(5, 17)
    context = {
        "zone": "Asia/Shanghai",
        "rail": [{"title": "决议", "state": "now", "due_at": until}],
        "disclosures": [{"title": "财务", "state": "due", "due_at": until}],
    }
    names = ("procedure_rail", "disclosure_set")
    page = Template("".join(f'{{% include "components/{name}.html" %}}' for name in names))
    with override("zh-hans"):
        shown = page.render(Context(context))
    assert "5 月 18 日截止" in shown
    assert "应于 5 月 18 日前" in shown


def test_a_root_is_shortened_to_its_two_ends() -> None:
    assert tags.short_root("9f31" + "0" * 56 + "c07a") == "9f31…c07a"
    assert tags.short_root("9f31c07a") == "9f31c07a"


def test_an_icon_is_hidden_from_those_who_hear_the_page() -> None:
    drawn = tags.icon("check")
    assert 'aria-hidden="true"' in drawn
    assert "style=" not in drawn


def test_another_page_of_a_list_keeps_its_filters() -> None:
    assert tags.page_address(3, QueryDict("q=灯&page=2")) == "?q=%E7%81%AF&page=3"
    assert tags.page_address(2) == "?page=2"


def test_components_show_what_little_they_are_given() -> None:
    """Optional parts may be left out altogether: a page never fails for want of one."""
    contexts: dict[str, dict[str, Any]] = {
        "procedure_rail": {"rail": [{"title": "提议", "state": "done"}]},
        "rule_line": {"rule": {"text": "一人一票。"}},
        "threshold_meter": {"meter": {"have": 1, "whole": 3, "need": 2}},
        "why_not": {"why": {"what": "您不能投票。"}},
        "refusal": {"refusal": {"what": "没有记下。"}},
        "action_row": {"actions": [{"title": "投票", "url": "#"}]},
        "disclosure_set": {"disclosures": [{"title": "财务", "state": "due"}]},
        "course_of_events": {"events": [{"date": "五月", "text": "提议"}]},
        "proof_line": {"proof": {"url": "#"}},
        "empty_state": {"empty": {"title": "还没有公告"}},
        "list_row": {"row": {"title": "修路灯"}},
        "facts": {"facts": [{"term": "地点", "value": "三号楼"}]},
        "attachment": {"file": {"title": "现状.jpg", "url": "#"}},
    }
    for name, context in contexts.items():
        shown = Template(f'{{% include "components/{name}.html" %}}').render(Context(context))
        first = next(iter(context.values()))
        title = first[0] if isinstance(first, list) else first
        assert all(
            str(text) in shown for key, text in title.items() if key in {"title", "text", "what", "value"}
        )
