"""Saying something, replying, supporting, editing, deleting, summing up: who may, once, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from linli.apps.community import actions as community_actions
from linli.apps.talk import actions, reads
from linli.apps.talk.actions import BadInput
from linli.apps.talk.actions.writing import IN_A_DAY, IN_TEN_MINUTES, LONGEST
from linli.apps.talk.models import Comment
from linli.core.engine.acts import Actor

if TYPE_CHECKING:
    from tests.apps.talk.conftest import Talk


def test_a_reply_to_a_reply_stands_in_the_same_thread_and_quotes_what_it_answers(talk: Talk) -> None:
    first = talk.say(8)
    second = talk.say(9, "先修 3 号楼的。", first)
    talk.say(10, "同意。", second)
    (thread,) = talk.page().threads
    assert [one.text for one in thread.replies] == ["先修 3 号楼的。", "同意。"]
    assert [one.quotes and one.quotes[1] for one in thread.replies] == [None, "先修 3 号楼的。"]


def test_the_newest_or_the_most_supported_stands_first(talk: Talk) -> None:
    old, new = talk.say(8, "旧的"), talk.say(9, "新的")
    talk.done(actions.support, 10, comment=old)
    assert [one.head.number for one in talk.page().threads] == [new, old]
    assert [one.head.number for one in talk.page(sort="supported").threads] == [old, new]


def test_a_support_counts_once_for_each_person_and_can_be_taken_back(talk: Talk) -> None:
    comment = talk.say(8)
    for _ in range(2):
        talk.done(actions.support, 9, comment=comment)
    talk.done(actions.support, 10, comment=comment)
    assert talk.one(comment, 9).supported == 2
    assert talk.one(comment, 9).mine
    for _ in range(2):
        talk.done(actions.support, 9, comment=comment, stands=False)
    assert talk.one(comment, 9).supported == 1
    assert talk.code(actions.support, 8, comment=comment) == "own-support"


def test_a_form_sent_twice_makes_one_comment(talk: Talk) -> None:
    one = talk.say(8, "加两盏灯。", key="form-1")
    assert talk.say(8, "加两盏灯。", key="form-1") == one
    assert talk.do(actions.say, 8, text="加两盏灯。", key="form-2").repeated
    assert talk.later(minutes=3).say(8, "加两盏灯。") != one
    assert talk.say(9, "加两盏灯。") != one


def test_a_form_sent_again_with_other_words_is_refused_and_the_first_stand(talk: Talk) -> None:
    one = talk.say(8, "加两盏灯。", key="form-1")
    assert talk.code(actions.say, 8, text="加三盏灯。", key="form-1") == "form-sent"
    talk.done(actions.edit, 8, comment=one, text="加四盏灯。")
    assert talk.say(8, "加两盏灯。", key="form-1") == one
    assert talk.code(actions.say, 8, text="加四盏灯。", key="form-1", answers=one) == "form-sent"
    assert talk.one(one).text == "加四盏灯。"


def test_a_flood_is_stopped_by_the_minute_and_by_the_day_and_nobody_elses_words(talk: Talk) -> None:
    for n in range(IN_TEN_MINUTES):
        talk.say(8, f"第 {n} 条")
    assert talk.code(actions.say, 8, text="再来一条") == "too-fast"
    talk.say(9, "别人的")
    talk.later(minutes=10).say(8, "十分钟以后")
    first = Comment.objects.get(number=1)
    rows = [
        Comment(discussion=first.discussion, number=1000 + n, person=first.person, text="x", at=talk.at)
        for n in range(IN_A_DAY)
    ]  # fmt: skip
    Comment.objects.bulk_create(rows)
    assert talk.later(minutes=11).code(actions.say, 8, text="太多了") == "too-many"


def test_one_edits_ones_own_words_for_a_while_and_the_old_ones_stay_readable(talk: Talk) -> None:
    comment = talk.say(8, "换十一盏。")
    assert talk.code(actions.edit, 9, comment=comment, text="换一盏。") == "not-own"
    talk.later(minutes=14).done(actions.edit, 8, comment=comment, text="换十二盏。")
    shown = talk.one(comment)
    assert (shown.text, [one.text for one in shown.wordings], shown.edited) == (
        "换十二盏。",
        ["换十一盏。"],
        talk.at,
    )
    assert talk.later(minutes=1).code(actions.edit, 8, comment=comment, text="换十三盏。") == "too-late"


def test_a_deleted_comment_leaves_a_gap_with_its_replies_and_no_words_anywhere(talk: Talk) -> None:
    comment = talk.say(8, "说错了的话")
    talk.done(actions.edit, 8, comment=comment, text="还是说错了的话")
    reply = talk.say(9, "回复还在。", comment)
    assert talk.code(actions.delete, 9, comment=comment) == "not-own"
    talk.done(actions.delete, 8, comment=comment)
    assert talk.do(actions.delete, 8, comment=comment).repeated
    (thread,) = talk.page().threads
    assert (thread.head.gone, thread.head.text, thread.head.wordings) == ("deleted", "", ())
    assert [one.number for one in thread.replies] == [reply]
    assert talk.code(actions.say, 9, text="晚了一步", answers=comment) == "gone"
    assert talk.code(actions.support, 9, comment=comment) == "gone"


def test_who_is_not_on_the_register_here_cannot_speak_nor_act_for_an_organ_without_a_seat(talk: Talk) -> None:
    with community_actions.standing_at(talk.at):
        for by, code in [
            (Actor("", ""), "not-of-community"), (Actor("somebody", ""), "not-of-community"),
            (talk.by(9, "committee"), "not-in-organ"),
        ]:  # fmt: skip
            done = actions.say(**talk.way, by=by, text="我也说一句")
            assert done.refusal is not None
            assert done.refusal.code == code
    assert Comment.objects.count() == 0


def test_when_the_matter_is_over_it_can_be_read_and_ones_own_words_deleted_and_nothing_else(
    talk: Talk,
) -> None:
    comment = talk.say(8)
    talk.withdraw()
    tried: list[tuple[Any, dict[str, Any]]] = [
        (actions.say, {"text": "还有"}), (actions.edit, {"comment": comment, "text": "改"}),
        (actions.support, {"comment": comment}), (actions.say, {"text": "回", "answers": comment}),
    ]  # fmt: skip
    for deed, given in tried:
        assert talk.code(deed, 8 if deed is actions.edit else 9, **given) == "closed"
    assert talk.code(actions.summarise, 0, text="小结") == "closed"
    page = talk.page(9)
    assert (page.over, page.speaks, len(page.threads)) == (True, False, 1)
    talk.done(actions.delete, 8, comment=comment)


@pytest.mark.parametrize("text", ["", "  \n ", "\u200b\u202e\u2066 "])
def test_words_that_nobody_can_see_are_no_comment(talk: Talk, text: str) -> None:
    assert talk.code(actions.say, 8, text=text) == "empty"


@pytest.mark.parametrize("text", ["长" * (LONGEST + 1), "a\x00b", "\ud800"])
def test_words_that_cannot_be_kept_are_refused_with_the_reason(talk: Talk, text: str) -> None:
    with pytest.raises(BadInput):
        talk.say(8, text)
    assert Comment.objects.count() == 0


def test_who_conducts_the_matter_pins_a_summary_and_the_ones_before_stay_readable(talk: Talk) -> None:
    talk.say(8)
    assert talk.code(actions.summarise, 9, text="我来总结") == "not-officer"
    first = talk.done(actions.summarise, 3, text="大家都赞成。", key="s1")
    assert talk.done(actions.summarise, 3, text="大家都赞成。", key="s1") == first
    talk.later(hours=1).done(actions.summarise, 0, text="多数赞成，有人担心费用。")
    shown = talk.page().summary
    assert shown is not None
    assert (shown.text, shown.at) == ("多数赞成，有人担心费用。", talk.at)
    assert "居民01" in shown.who
    with community_actions.standing_at(talk.at):
        every = reads.summaries(talk.community, talk.viewer(None), talk.year, talk.number)
    assert [(one.text, one.pinned) for one in every] == [
        ("多数赞成，有人担心费用。", True),
        ("大家都赞成。", False),
    ]
    talk.done(actions.take_summary_down, 4)
    assert talk.page().summary is None
    assert talk.code(actions.take_summary_down, 4) == "no-summary"


def test_residents_are_named_to_themselves_and_officers_to_everybody(talk: Talk) -> None:
    comment, officers = talk.say(9), talk.say(3, "居委会来答。")
    assert "居民10" not in talk.one(comment).who
    assert talk.one(officers).who.startswith("居民04（")


def test_all_that_somebody_wrote_is_told_and_can_be_erased_and_nobody_elses(talk: Talk) -> None:
    mine, other = talk.say(9, "我的话"), talk.say(8, "别人的话")
    talk.done(actions.edit, 9, comment=mine, text="我改过的话")
    talk.done(actions.support, 9, comment=other)
    talk.done(actions.report, 9, comment=other, ground="advert", text="像广告")
    person = talk.by(9).person
    what = [(one.what, one.text) for one in reads.written_by(talk.community, person)]
    assert sorted(what) == [
        ("comment", "我改过的话"),
        ("report", "像广告"),
        ("support", ""),
        ("wording", "我的话"),
    ]
    assert (
        actions.erase_written(community=talk.community, person=person, actor=community_actions.TERMINAL) == 1
    )
    assert [one.text for one in reads.written_by(talk.community, person)] == ["", ""]
    assert (talk.one(mine).gone, talk.one(other).text, talk.one(other).supported) == ("erased", "别人的话", 0)


def test_only_the_person_the_clerk_and_the_terminal_can_erase(talk: Talk, clerk: Any) -> None:
    from django.core.exceptions import PermissionDenied

    talk.say(9, "我的话")
    person, erase = talk.by(9).person, actions.erase_written
    stranger = community_actions.make_account(
        "stranger", "a-long-pass-phrase", actor=community_actions.TERMINAL
    )
    with pytest.raises(PermissionDenied):
        erase(community=talk.community, person=person, actor=stranger)
    assert erase(community=talk.community, person=person, actor=clerk) == 1


def test_a_page_costs_the_same_queries_however_much_was_said(talk: Talk, counted: Any) -> None:
    def cost() -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as queries:
            talk.page(3)
        return len(queries)

    head = talk.say(8)
    talk.done(actions.edit, 8, comment=head, text="改过")
    talk.say(9, "回复", talk.say(10, "回复", head))
    talk.hidden()
    few = cost()
    for n in range(6):
        reply = talk.say(n % 3 + 8, f"回复 {n}", talk.say(11, f"第 {n} 条"))
        talk.done(actions.edit, n % 3 + 8, comment=reply, text=f"回复 {n} 改")
    talk.later(hours=1).hidden(10, 4)
    assert cost() == few


def test_beside_a_matter_the_discussion_does_not_read_the_matter_again(talk: Talk, counted: Any) -> None:
    from linli.apps.matters import reads as matters_reads

    talk.hidden()
    page = matters_reads.matter(talk.community, talk.viewer(3), talk.year, talk.number)
    assert page is not None
    with counted(12) as asked:
        reads.discussion_on(talk.community, talk.viewer(3), page.glance, most=5, below=2)
    assert not [one for one in asked.captured_queries if 'FROM "matters_matter"' in one["sql"]]
