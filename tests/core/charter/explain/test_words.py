"""Small words: numbers, times, counts, people and targets, each in Chinese and in English."""

from __future__ import annotations

import typing
from datetime import date
from fractions import Fraction

import pytest

from linli.core.charter import explain
from linli.core.charter.bases import BASES, RECORDED
from linli.core.charter.explain import numbers, words
from linli.core.charter.explain.counted import COUNTED, FACTS
from linli.core.charter.explain.deeds import HEADS
from linli.core.charter.explain.terms import target
from linli.core.charter.explain.voice import Voice
from linli.core.charter.model import Charter, FactKind, Level, Nature, Organ, Relation
from linli.core.charter.places import PLACES
from linli.core.charter.stages import Deed
from linli.core.charter.terms import By, Due, Duration, Every, Range, Target, Unit
from linli.core.charter.text import Text


@pytest.mark.parametrize(
    ("share", "percent", "zh", "en"),
    [
        (Fraction(1, 2), False, "一半", "half"),
        (Fraction(2, 3), False, "三分之二", "two thirds"),
        (Fraction(1, 5), False, "五分之一", "one fifth"),
        (Fraction(3, 4), False, "四分之三", "three quarters"),
        (Fraction(3, 4), True, "75%", "75%"),
        (Fraction(1, 20), False, "5%", "5%"),
        (Fraction(1, 200), False, "0.5%", "0.5%"),
        (Fraction(7, 12), False, "7/12", "7/12"),
        (Fraction(1), False, "全部", "all"),
        (Fraction(1), True, "100%", "100%"),
    ],
)
def test_a_share_is_said_in_words_where_words_are_shorter(
    share: Fraction, percent: bool, zh: str, en: str
) -> None:
    assert (numbers.share(share, "zh", percent=percent), numbers.share(share, "en", percent=percent)) == (
        zh,
        en,
    )


def test_times_are_counted_in_words() -> None:
    assert [numbers.times(n, "zh") for n in (1, 2, 3, 12)] == ["一次", "两次", "三次", " 12 次"]
    assert [numbers.times(n, "en") for n in (1, 2, 3, 12)] == ["once", "twice", "3 times", "12 times"]


def test_days_are_written_as_each_language_writes_them() -> None:
    assert numbers.day(date(2026, 1, 2), "zh") == "2026 年 1 月 2 日"
    assert numbers.day(date(2026, 1, 2), "en") == "2026-01-02"


def test_english_ordinals_end_as_they_are_spoken() -> None:
    assert [numbers.ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 31)] == [
        "1st",
        "2nd",
        "3rd",
        "4th",
        "11th",
        "12th",
        "13th",
        "21st",
        "31st",
    ]


def test_figures_and_characters_are_kept_apart() -> None:
    assert numbers.run(("户数", "加", "5")) == "户数加 5"
    assert numbers.run(("5", "加", "户数")) == "5 加户数"
    assert numbers.spaced("一半") == "一半"


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("15 days", "15 天", "15 days"),
        ("1 day", "1 天", "1 day"),
        ("5 working days", "5 个工作日", "5 working days"),
        ("3 years", "3 年", "3 years"),
        ("6 months", "6 个月", "6 months"),
    ],
)
def test_a_length_of_time_is_said_with_its_unit(text: str, zh: str, en: str) -> None:
    assert (explain.duration(Duration.parse(text), "zh"), explain.duration(Duration.parse(text), "en")) == (
        zh,
        en,
    )


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("15 days", "15 天内", "within 15 days"),
        ("day(election-day)", "选举日当天", "on the election day"),
        ("day(election-day) - 20 days", "选举日前 20 天", "20 days before the election day"),
        ("day(election-day) + 1 month", "选举日后 1 个月", "1 month after the election day"),
    ],
)
def test_a_due_time_names_the_day_that_it_is_counted_from(text: str, zh: str, en: str) -> None:
    facts = {"election-day": FactKind(title=Text(zh="选举日", en="election day"), type="date")}
    due = Due.parse(text)
    assert (explain.due(due, "zh", facts=facts), explain.due(due, "en", facts=facts)) == (zh, en)


def test_a_day_that_nobody_gave_a_title_is_called_as_it_is_written() -> None:
    assert explain.due(Due.parse("day(election-day)"), "en") == "on the election day"


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("month", "每月", "every month"),
        ("week", "每周", "every week"),
        ("quarter", "每季度", "every quarter"),
        ("year", "每年", "every year"),
        ("14 days", "每 14 天", "every 14 days"),
        ("1 hour", "每小时", "every hour"),
        ("1 day", "每天", "every day"),
        ("Friday 16:00", "每周五 16:00", "every Friday 16:00"),
        ("Monday", "每周一", "every Monday"),
        ("month by day 10", "每月 10 日前", "by the 10th of every month"),
        ("quarter by day 15", "每季度第 15 天前", "by day 15 of every quarter"),
    ],
)
def test_a_period_is_said_as_people_say_it(text: str, zh: str, en: str) -> None:
    assert (explain.every(Every.parse(text), "zh"), explain.every(Every.parse(text), "en")) == (zh, en)


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("7", "7 席", "7 seats"),
        ("5 to 9", "5 至 9 席", "5 to 9 seats"),
        ("at least 5", "不少于 5 席", "at least 5 seats"),
    ],
)
def test_a_range_says_from_what_to_what(text: str, zh: str, en: str) -> None:
    given = Range.parse(text)
    assert (explain.range_(given, "zh", "席"), explain.range_(given, "en", "seats")) == (zh, en)


def test_a_range_needs_no_unit() -> None:
    assert explain.range_(Range(1, 5), "zh") == "1 至 5"


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("committee", "社区居委会", "the residents' committee"),
        ("two-committees", "社区两委", "the two committees"),
        ("chair of committee", "社区居委会主任", "the head of the residents' committee"),
        ("chair of residents", "居民负责人", "the chair of the residents"),
        ("chair of nobody", "nobody负责人", "the chair of the nobody"),
        ("holder", "承办人", "the holder"),
        ("proposer", "提出人", "the proposer"),
        ("parties", "当事各方", "the parties"),
        ("whoever did carry-out", "办理「实施」的人", "whoever did “carrying out”"),
        ("committee of here", "本辖区的社区居委会", "the residents' committee of this place"),
        ("committee of street", "所在街道的社区居委会", "the residents' committee of the street it lies in"),
        (
            "committee or party-branch",
            "社区居委会或者社区党支部",
            "the residents' committee or the party branch",
        ),
    ],
)
def test_who_acts_is_called_by_title(text: str, zh: str, en: str, beilin: Charter) -> None:
    by = By.parse(text)
    procedure = "four-deliberations"
    assert explain.by(by, beilin, "zh", procedure=procedure) == zh
    assert explain.by(by, beilin, "en", procedure=procedure) == en


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("review", "进入「审议」", "it goes on to “review”"),
        ("done", "事项办结", "the matter is done"),
        ("again", "重新进行", "it is held again"),
        ("again consult", "回到「商议」", "it goes back to “consultation”"),
        (
            "again (at most 2)",
            "重新进行，最多两次，仍不成的，事项失效",
            "it is held again, at most twice (after that the matter lapses)",
        ),
        (
            "again consult (at most 1), then refused",
            "回到「商议」，最多一次，仍不成的，事项驳回",
            "it goes back to “consultation”, at most once (after that the matter is refused)",
        ),
        (
            "up",
            "上交上一级办理，没有上级的，事项失效",
            "it rises to the level above (where there is none, the matter lapses)",
        ),
        (
            "up to street again consult, then refused",
            "上交街道办理，从「商议」办起，没有上级的，事项驳回",
            "it rises to the street, beginning with “consultation” (where there is none, the matter "
            "is refused)",
        ),
    ],
)
def test_where_an_outcome_leads_says_how_often_and_what_after_that(
    text: str, zh: str, en: str, beilin: Charter
) -> None:
    assert target(Target.parse(text), Voice(beilin, "zh", procedure="four-deliberations")) == zh
    assert target(Target.parse(text), Voice(beilin, "en", procedure="four-deliberations")) == en


# --- the catalogue knows every closed word ------------------------------------------------------------------


def _closed(model: type, field: str) -> set[str]:
    annotation = model.model_fields[field].annotation  # type: ignore[attr-defined]  # every part is a model
    found: set[str] = set()
    for one in (annotation, *typing.get_args(annotation)):
        found |= {word for word in typing.get_args(one) if isinstance(word, str) and word}
    return found


def test_every_base_of_the_closed_list_has_words() -> None:
    assert set(BASES) <= set(COUNTED)


def test_everything_that_the_record_knows_has_words() -> None:
    assert set(RECORDED) <= set(FACTS) | set(COUNTED)


def test_every_word_of_a_closed_vocabulary_is_in_the_catalogue() -> None:
    assert set(typing.get_args(Unit)) == set(words.UNITS)
    assert {*typing.get_args(Level), *PLACES} == set(words.LEVELS)
    assert set(typing.get_args(Nature)) == set(words.NATURES)
    assert _closed(Relation, "does") == set(words.RELATIONS)
    assert _closed(FactKind, "type") == set(words.FACT_TYPES)
    assert _closed(Organ, "members") == set(words.MEMBERS)
    assert _closed(Deed, "do") == set(HEADS)


def test_every_word_of_the_catalogue_is_in_both_languages() -> None:
    catalogues = [value for value in vars(words).values() if isinstance(value, dict)]
    flat = [pair for table in catalogues for pair in table.values() if isinstance(pair, tuple)]
    assert len(flat) > 100
    assert [pair for pair in flat if len(pair) != 2 or (not all(pair) and pair != ("", ""))] == []
