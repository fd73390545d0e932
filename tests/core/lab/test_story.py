"""Lines of a story are read as people write them, and what cannot be read is said."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.core.charter.terms import NotReadable
from linli.core.engine.acts import Count, EnterCount
from linli.core.lab import story
from linli.core.lab.listed import ITEM_ACTS
from linli.core.lab.story import Step, everyone, read
from linli.core.lab.told import ACTS, facts_in, moment
from linli.core.lab.told import given as given_facts

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_a_line_without_a_time_is_a_minute_later() -> None:
    (step,) = read("r1 opens lamps", NOON, UTC)
    assert step.at == NOON + timedelta(minutes=1)


def test_sentences_after_the_first_are_of_the_same_people_in_the_same_capacity() -> None:
    first, second, third = read(
        "on 2026-03-04 09:00, r4 for committee opens lamps, votes yes, r5 votes no", NOON, UTC
    )
    assert (second.people, second.organ) == (first.people, first.organ) == (("r4",), "committee")
    assert (third.people, third.organ) == (("r5",), "")
    assert first.at == second.at == third.at == datetime(2026, 3, 4, 9, tzinfo=UTC)


def test_only_the_last_sentence_of_a_line_is_to_be_refused() -> None:
    first, second = read("r1 opens lamps, r2 closes lamps: refused not-chair", NOON, UTC)
    assert (first.refused, second.refused) == ("", "not-chair")


def test_a_comma_in_a_title_does_not_end_the_sentence() -> None:
    (step,) = read('r1 proposes "one, two, three" as lamps', NOON, UTC)
    assert step.word("title") == "one, two, three"


@pytest.mark.parametrize(
    "line",
    [
        "",
        "votes yes",
        "r1 dances",
        "r1 votes",
        "R1 opens lamps",
        "on Monday, r1 opens lamps",
        "r1 opens Lamps",
        "r1 r2 open x",
    ],
)
def test_a_sentence_that_is_none_cannot_be_read(line: str) -> None:
    with pytest.raises(NotReadable) as error:
        read(line, NOON, UTC)
    assert "docs/reference/scenarios.md" in error.value.en
    assert "docs/reference/scenarios.md" in error.value.zh


@pytest.mark.parametrize(
    "when", ["2026-02-30 09:00", "2026-13-01 09:00", "2026-01-01 24:00", "2026-01-01 09:60"]
)
def test_a_time_that_there_is_not_cannot_be_read(when: str) -> None:
    with pytest.raises(NotReadable) as error:
        read(f"on {when}, r1 opens lamps", NOON, UTC)
    assert error.value.en == f"there is no such time as {when}"


@given(st.text(max_size=80))
def test_whatever_is_written_is_read_or_said_not_to_be_readable(line: str) -> None:
    try:
        said: object = read(line, NOON, UTC)
    except NotReadable as error:
        said = (error.zh, error.en)
    assert isinstance(said, tuple)
    assert said
    assert all(isinstance(one, Step) or one for one in said)


@given(st.integers(0, 500), st.integers(0, 40))
def test_a_run_of_people_is_everyone_from_first_to_last(first: int, more: int) -> None:
    assert everyone(f"r{first} … r{first + more}") == tuple(f"r{n}" for n in range(first, first + more + 1))


@pytest.mark.parametrize(
    "people",
    [
        "r5 … r1",
        "r1 … s3",
        "r … r3",
        "r1 … r2 … r3",
        "r1 … r20001",
        "r1,r2",
        "张三",
        "",
        "r1 and",
        "r1 … r9999999999",
    ],
)
def test_people_that_cannot_be_meant_cannot_be_read(people: str) -> None:
    with pytest.raises(NotReadable):
        everyone(people)


def counted(step: Step) -> Count:
    act = ACTS["enter-count"](step)
    assert isinstance(act, EnterCount)
    return act.count


def test_a_count_without_totals_takes_them_from_the_answers() -> None:
    (step,) = read("r1 counts 5 yes 3 no 1 invalid on lamps", NOON, UTC)
    count = counted(step)
    assert (count.present, count.issued, count.returned) == (9, 9, 9)


def test_a_count_of_scores_is_by_score() -> None:
    (step,) = read("r1 counts 5 score-4 2 score-1 9 present", NOON, UTC)
    count = counted(step)
    assert count.scores == {"4": 5, "1": 2}
    assert (count.present, count.returned) == (9, 7)


@pytest.mark.parametrize("figures", ["3 maybe", "9999999999999999 yes"])
def test_a_count_of_what_is_not_counted_cannot_be_read(figures: str) -> None:
    (step,) = read(f"r1 counts {figures}", NOON, UTC)
    with pytest.raises(NotReadable):
        ACTS["enter-count"](step)


def test_the_same_is_done_for_several_matters_at_once() -> None:
    (step,) = read("r1 and r2 sort lamps and bench and lift at once as fit", NOON, UTC)
    assert step.people == ("r1", "r2")
    assert (step.verb, step.word("matter"), step.also, step.word("bin")) == (
        "sort",
        "lamps",
        ("bench", "lift"),
        "fit",
    )
    assert step.says == "r1 and r2 sort lamps and bench and lift at once as fit"


@pytest.mark.parametrize("line", ["r1 and r2 at once attend", "expect lamps and bench at once done", "r1 posts at once",
                                  'r1 proposes "灯" as lamps and bench at once'])  # fmt: skip
def test_what_is_of_no_matter_is_not_done_at_once(line: str) -> None:
    with pytest.raises(NotReadable):
        read(line, NOON, UTC)


def test_words_in_quotation_marks_are_left_as_they_are() -> None:
    (step,) = read('r1 proposes "lamps and bench at once" as lamps', NOON, UTC)
    assert (step.word("title"), step.also) == ("lamps and bench at once", ())


def test_facts_of_a_matter_are_numbers_yes_no_and_words() -> None:
    assert given_facts("cost = 90 and urgent = yes and quiet = no and day = 2026-03-01") == {
        "cost": 90, "urgent": True, "quiet": False, "day": "2026-03-01",
    }  # fmt: skip
    assert given_facts("") == {}


def test_facts_of_people_are_named_and_joined_by_and() -> None:
    assert facts_in("adult and registered") == {"adult": True, "registered": True}
    assert facts_in("adult") == {"adult": True}
    with pytest.raises(NotReadable):
        facts_in("adult >= 18")


def test_a_moment_is_in_the_zone_of_another() -> None:
    assert moment("2026-03-02 09:00", NOON) == datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_every_verb_that_acts_on_a_matter_has_its_act() -> None:
    community = {
        "enrol",
        "depart",
        "take-seat",
        "leave-seat",
        "describe",
        "call",
        "attend",
        "leave",
        "end-sitting",
        "sign-minutes",
        "submit",
        "time-passes",
    }
    acts = {*ACTS, *ITEM_ACTS}
    assert acts == {verb for verb in story.SENTENCES if not verb.startswith("expect")} - community
