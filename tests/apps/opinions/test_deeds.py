"""Who may do what with an opinion map, what is refused and why, and that no person shows in it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection

from linli.apps.community import actions as community_actions
from linli.apps.opinions import actions, grouping, reads, words
from linli.apps.opinions.actions import NotTaken
from linli.apps.opinions.actions.keeping import NotHeld
from linli.apps.opinions.found import Tally
from linli.apps.opinions.models import Picture, Reaction, Statement, Voice
from linli.core.engine.acts import Actor

if TYPE_CHECKING:
    from tests.apps.opinions.conftest import Discussion, Later

CLOSES = date(2026, 3, 20)


def code(deed: Any, **given: Any) -> str:
    """Do what must not be done; gives the code."""
    with pytest.raises(NotTaken) as refused:
        deed(**given)
    assert refused.value.says.zh
    assert refused.value.says.en
    return refused.value.code


def test_who_holds_the_matter_opens_its_map(before: Discussion) -> None:
    opened = actions.open_map(
        **before.way, by=before.officer(), statements=["甲。", "乙。", "", "甲"], closes=CLOSES
    )
    assert (opened.organ, opened.closes.isoformat()) == ("two-committees", "2026-03-20T16:00:00+00:00")
    assert [one.text for one in opened.statements.all()] == ["甲。", "乙。"]
    assert code(
        actions.open_map, **before.way, by=before.officer(), statements=["甲", "乙"], closes=CLOSES
    ) == ("there-is-one")


@pytest.mark.parametrize(("index", "organ"), [(11, "residents"), (11, "two-committees"), (11, "")])
def test_who_does_not_hold_it_hears_from_the_charter_who_does(
    before: Discussion, index: int, organ: str
) -> None:
    by = Actor(before.people[index].pseudonym, organ)
    with pytest.raises(NotHeld) as refused:
        actions.open_map(**before.way, by=by, statements=["甲", "乙"], closes=CLOSES)
    assert "两委" in refused.value.refusal.says("zh")
    assert refused.value.refusal.clause.startswith("procedures.four-deliberations.stages.")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ([], "too-few-first"), (["只有一条"], "too-few-first"), (["字" * 141, "乙"], "line-long"),
        ([f"第 {n} 条" for n in range(21)], "too-many-first"), (["\u200b", "乙"], "line-long"),
        (["甲\x00", "乙"], "line-long"),
        (["\ud800", "乙"], "line-long"),
    ],
)  # fmt: skip
def test_first_statements_that_cannot_be_taken_say_which_and_why(
    before: Discussion, typed: list[str], expected: str
) -> None:
    assert (
        code(actions.open_map, **before.way, by=before.officer(), statements=typed, closes=CLOSES) == expected
    )


@pytest.mark.parametrize(("day", "expected"), [(date(2026, 3, 2), "day-past"), (date(2027, 3, 4), "day-far")])
def test_the_closing_day_lies_ahead_and_not_too_far(before: Discussion, day: date, expected: str) -> None:
    assert (
        code(actions.open_map, **before.way, by=before.officer(), statements=["甲", "乙"], closes=day)
        == expected
    )


def test_one_reacts_changes_ones_mind_and_repeats_oneself_without_harm(talk: Discussion) -> None:
    for answer in ("agree", "agree", "disagree", "pass", "pass"):
        talk.react(5, [answer])
    assert [one.value for one in Reaction.objects.all()] == [0]
    assert talk.map.revision == 3


def test_reactions_are_refused_from_strangers_to_nothing_and_after_the_end(
    talk: Discussion, on_day: Later
) -> None:
    given = {**talk.way, "person": talk.people[5].pseudonym, "statement": 1, "answer": "agree"}
    assert code(actions.react, **given | {"person": ""}) == "stranger"
    assert code(actions.react, **given | {"person": "nobody"}) == "stranger"
    assert code(actions.react, **given | {"statement": 99}) == "no-statement"
    assert code(actions.react, **given | {"answer": "maybe"}) == "no-answer"
    assert code(actions.react, **given | {"number": 99}) == "no-map"
    with community_actions.standing_at(talk.map.closes):
        assert code(actions.react, **given) == "closed"
    with on_day(20):
        actions.react(**given)
    assert Reaction.objects.count() == 1


def test_who_left_the_community_can_no_longer_react(talk: Discussion) -> None:
    community_actions.depart(talk.community, talk.people[11], actor=community_actions.TERMINAL)
    given = {**talk.way, "person": talk.people[11].pseudonym, "statement": 1, "answer": "agree"}
    assert code(actions.react, **given) == "stranger"


def test_one_adds_a_few_statements_of_ones_own(talk: Discussion) -> None:
    given = {**talk.way, "person": talk.people[11].pseudonym}
    made = actions.add_statement(**given, text="  楼道里的灯   也要换。 ")
    assert (made.number, made.text) == (5, "楼道里的灯 也要换。")
    assert code(actions.add_statement, **given, text="楼道里的灯也要换！") == "same"
    assert code(actions.add_statement, **given, text="字" * 141) == "long"
    assert code(actions.add_statement, **given, text="一行\n两行") == "one-line"
    assert code(actions.add_statement, **given, text=" \u200b ") == "empty"
    for text in ("第二条", "第三条"):
        actions.add_statement(**given, text=text)
    assert code(actions.add_statement, **given, text="第四条") == "enough"
    actions.add_statement(**{**given, "person": talk.people[10].pseudonym}, text="第四条")


def test_a_map_does_not_grow_without_end(talk: Discussion, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "MOST", 4)
    assert (
        code(actions.add_statement, **talk.way, person=talk.people[11].pseudonym, text="再来一条") == "full"
    )


def test_a_statement_set_aside_takes_no_reactions_shows_its_reasons_and_can_come_back(
    two_sides: Discussion,
) -> None:
    given = {**two_sides.way, "by": two_sides.officer(1), "statement": 3}
    assert code(actions.set_aside, **given, reasons=" ") == "reasons"
    actions.set_aside(**given, reasons="重复了第一条。")
    assert code(actions.set_aside, **given, reasons="再来") == "aside-already"
    page = two_sides.page()
    assert [(one.number, one.reasons, one.aside_organ) for one in page.aside] == [
        (3, "重复了第一条。", "社区两委")
    ]
    assert 3 not in {one.number for one in page.statements}
    assert page.shown is not None
    assert page.shown.agreed == ()
    react = {**two_sides.way, "person": two_sides.people[11].pseudonym, "statement": 3, "answer": "agree"}
    assert code(actions.react, **react) == "no-statement"
    actions.put_back(**given)
    assert code(actions.put_back, **given) == "stands-already"
    actions.react(**react)


def test_only_who_opened_the_map_or_holds_the_matter_looks_after_it(talk: Discussion) -> None:
    stranger = Actor(talk.people[11].pseudonym, "two-committees")
    given = {**talk.way, "by": stranger}
    assert code(actions.set_aside, **given, statement=1, reasons="不喜欢") == "not-yours"
    assert code(actions.put_back, **given, statement=1) == "not-yours"
    assert code(actions.set_closing, **given, closes=CLOSES) == "not-yours"
    assert [talk.page(index).keeps for index in (0, 11)] == ["two-committees", ""]


def test_the_closing_day_can_be_moved_and_a_closed_map_taken_up_again(
    talk: Discussion, on_day: Later
) -> None:
    with on_day(25):
        assert not talk.page().open
        actions.set_closing(**talk.way, by=talk.officer(), closes=date(2026, 3, 28))
        talk.react(5, ["agree"])
        assert talk.page().open


def test_nothing_is_drawn_before_enough_people_took_part(talk: Discussion) -> None:
    for index in range(grouping.SMALLEST - 1):
        talk.react(index, ["agree"] * 4)
    assert actions.draw_due() == 0
    talk.react(grouping.SMALLEST, ["agree"] * 4)
    assert actions.draw_due() == 1
    shown = talk.page().shown
    assert shown is not None
    assert (shown.found.people, shown.found.placed, shown.found.groups) == (5, 5, ())


def test_two_sides_are_told_apart_with_what_they_share(two_sides: Discussion) -> None:
    shown = two_sides.page().shown
    assert shown is not None
    assert [group.size for group in shown.found.groups] == [6, 5]
    assert [one.number for one in shown.agreed] == [3]
    assert {one.number for one in shown.divided} == {1, 2}
    assert {(one.number, one.agree) for one in shown.markings[0]} == {(1, True), (2, False)}


def test_a_picture_does_not_follow_one_person_alone(two_sides: Discussion) -> None:
    """Who looks before and after a neighbour reacted learns nothing: the figures stay until enough others did, too."""
    shown = two_sides.page().shown
    for _ in range(3):
        two_sides.react(11, ["agree"] * 4)
        two_sides.react(0, ["disagree"] * 4)
        two_sides.react(0, ["pass"] * 4)
    assert actions.draw_due() == 0
    assert two_sides.page().shown == shown
    for index in (1, 2, 3):
        two_sides.react(index, ["pass"])
    assert actions.draw_due() == 1
    assert two_sides.page().shown != shown


def test_who_is_erased_leaves_no_trace_and_does_not_show_by_being_gone(two_sides: Discussion) -> None:
    person = two_sides.people[0].pseudonym
    actions.add_statement(**two_sides.way, person=person, text="我的一条")
    mine = actions.own(two_sides.community, person)
    assert [(one.wrote, one.reacted[0]) for one in mine] == [
        (("我的一条",), ("路灯全部换成节能灯。", "agree"))
    ]
    assert actions.erase_own(community=two_sides.community, person=person) == 5
    assert actions.own(two_sides.community, person) == ()
    assert not Statement.objects.filter(text="我的一条").exists()
    assert actions.draw_due() == 0
    for index in (1, 2, 3, 4):
        two_sides.react(index, ["pass"])
    assert actions.draw_due() == 1
    shown = two_sides.page().shown
    assert shown is not None
    assert shown.found.people == 10


def test_the_same_reactions_are_not_worked_out_again(
    two_sides: Discussion, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = Picture.objects.get()
    for answer in ("disagree", "agree"):
        for index in range(grouping.SMALLEST):
            two_sides.react(index, [answer])
    monkeypatch.setattr(grouping, "grouped", lambda _: pytest.fail("worked out again"))
    assert actions.draw_due() == 1
    after = Picture.objects.get()
    assert (after.found, after.key) == (before.found, before.key)
    assert after.revision > before.revision


def test_of_two_that_draw_at_once_the_later_stays(two_sides: Discussion) -> None:
    from linli.apps.opinions.actions import drawing

    newest = Picture.objects.get()
    drawing._keep(two_sides.map.pk, newest.revision - 1, "old", "{}")
    assert Picture.objects.get().found == newest.found


def test_the_database_does_not_say_who_reacted(two_sides: Discussion) -> None:
    tables = [model._meta.db_table for model in (Voice, Reaction, Statement, Picture)]
    rows = []
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 - the names of our own tables
            rows += cursor.fetchall()
    text = str(rows)
    assert [one.pseudonym for one in two_sides.people if one.pseudonym in text or one.name in text] == []


def test_the_export_holds_no_person_and_no_small_number(two_sides: Discussion) -> None:
    rows = list(reads.export(two_sides.page()))
    assert rows[0] == reads.exports.HEAD
    assert rows[1:4] == [
        ("1", "路灯全部换成节能灯。", "all", "11", "6", "5", "0"),
        ("1", "路灯全部换成节能灯。", "A", "6", "6", "0", "0"),
        ("1", "路灯全部换成节能灯。", "B", "5", "0", "5", "0"),
    ]
    assert list(reads.export(two_sides.page(3))) == rows


def test_a_statement_too_few_reacted_to_has_no_figures(two_sides: Discussion) -> None:
    made = actions.add_statement(**two_sides.way, person=two_sides.people[11].pseudonym, text="新的一条")
    for index in range(4):
        actions.react(
            **two_sides.way, person=two_sides.people[index].pseudonym, statement=made.number, answer="agree"
        )
    two_sides.react(5, ["pass"])
    assert actions.draw_due() == 1
    page = two_sides.page()
    line = next(one.line for one in page.statements if one.number == made.number)
    assert line is not None
    assert (line.whole, line.groups) == (None, ())
    assert made.number not in {int(row[0]) for row in list(reads.export(page))[1:]}


def test_a_figure_is_the_number_of_people_who_said_so(two_sides: Discussion) -> None:
    lines = {one.number: one.line for one in two_sides.page().statements}
    assert lines[4] is not None
    assert lines[4].whole == Tally(0, 0, 11)
