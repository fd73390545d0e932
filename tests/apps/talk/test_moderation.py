"""Hiding, appealing, deciding; what everybody can read of it, and what the record can prove."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.community.models import Entry, SealedText
from linli.apps.talk import actions, reads
from linli.apps.talk.actions.moderating import REPORTS_IN_A_DAY
from linli.apps.talk.models import Report
from linli.core.record.texts import commit

if TYPE_CHECKING:
    from tests.apps.talk.conftest import Talk

INSULT = "你这个人太不要脸了"


def appealed(talk: Talk, writer: int = 9, by: int = 3) -> int:
    comment = talk.hidden(writer, by)
    talk.done(actions.appeal, writer, comment=comment, text="我说的是事，不是人。")
    return comment


def log(talk: Talk) -> list[reads.HidingShown]:
    return reads.log(talk.community, talk.viewer(None))[0]


def test_hidden_words_are_seen_by_who_wrote_them_and_the_moderators_alone(talk: Talk) -> None:
    comment = talk.hidden()
    assert [talk.one(comment, who).text for who in (None, 8, 9, 3, 0)] == ["", "", INSULT, INSULT, INSULT]
    assert talk.code(actions.say, 8, text="回一句", answers=comment) == "hidden"
    assert talk.code(actions.edit, 9, comment=comment, text="改得客气些") == "hidden"
    hiding = talk.one(comment, 9).hiding
    assert hiding is not None
    assert (hiding.ground, hiding.reasons, hiding.appeals) == ("insult", "骂人的话不合适。", True)


def test_only_who_conducts_the_matter_hides_and_never_her_own(talk: Talk) -> None:
    comment, own = talk.say(9), talk.say(3)
    given = {"ground": "insult", "reasons": "不合适。"}
    assert talk.code(actions.hide, 8, comment=comment, **given) == "not-moderator"
    assert talk.code(actions.hide, 3, comment=own, **given) == "own-comment"
    assert talk.code(actions.hide, 3, comment=comment, ground="insult", reasons=" ") == "empty"
    assert talk.one(comment).text
    assert not SealedText.objects.filter(text="不合适。").exists()


def test_hiding_twice_is_done_once_and_by_another_refused(talk: Talk) -> None:
    comment = talk.hidden()
    assert talk.do(actions.hide, 3, comment=comment, ground="insult", reasons="再来一次。").repeated
    assert (
        talk.code(actions.hide, 4, comment=comment, ground="insult", reasons="我也来。") == "already-hidden"
    )
    assert len(log(talk)) == 1


def test_an_appeal_is_made_once_by_the_writer_and_decided_by_another_than_who_hid_it(talk: Talk) -> None:
    comment = talk.hidden()
    assert (
        talk.code(actions.settle, 4, comment=comment, verdict="restored", reasons="早了。") == "not-appealed"
    )
    assert talk.code(actions.appeal, 8, comment=comment, text="替他申诉") == "not-writer"
    talk.done(actions.appeal, 9, comment=comment, text="我说的是事，不是人。")
    assert talk.do(actions.appeal, 9, comment=comment, text="我说的是事，不是人。").repeated
    assert talk.code(actions.appeal, 9, comment=comment, text="再申诉一次") == "appealed-before"
    given = {"comment": comment, "verdict": "restored", "reasons": "话重了些，没有骂人。"}
    assert talk.code(actions.settle, 3, **given) == "hid-it-herself"
    assert talk.code(actions.settle, 8, **given) == "not-moderator"
    talk.done(actions.settle, 4, **given)
    assert talk.do(actions.settle, 4, **given).repeated
    assert talk.code(actions.settle, 0, **given) == "appeal-settled"
    assert talk.one(comment).text == INSULT
    assert (
        talk.code(actions.hide, 0, comment=comment, ground="insult", reasons="还是不行。")
        == "restored-before"
    )


def test_what_stays_hidden_says_so_with_the_reasons(talk: Talk) -> None:
    comment = appealed(talk)
    talk.done(actions.settle, 0, comment=comment, verdict="kept", reasons="确实骂了人。")
    assert talk.one(comment).text == ""
    hiding = talk.one(comment, 9).hiding
    assert hiding is not None
    assert (hiding.verdict, hiding.decided, hiding.appeals) == ("kept", "确实骂了人。", False)


def test_nobody_decides_her_own_appeal(talk: Talk) -> None:
    comment = appealed(talk, writer=4)
    assert (
        talk.code(actions.settle, 4, comment=comment, verdict="restored", reasons="我没错。") == "own-appeal"
    )


def test_the_public_log_has_the_organ_and_the_reasons_but_neither_words_nor_names(talk: Talk) -> None:
    comment = appealed(talk)
    talk.done(actions.settle, 0, comment=comment, verdict="kept", reasons="确实骂了人。")
    (one,) = log(talk)
    assert (one.organ, one.decided_organ, one.verdict) == ("社区居委会", "社区党支部", "kept")
    page = talk.get(8, f"/c/{talk.community.slug}/moderation/").content.decode()
    assert "骂人的话不合适。" in page
    assert "确实骂了人。" in page
    for kept_back in (INSULT, "我说的是事", "居民10", "居民04"):
        assert kept_back not in page


def test_the_record_proves_the_words_as_long_as_they_are_kept_and_stays_whole_when_they_are_erased(
    talk: Talk,
) -> None:
    comment = talk.hidden()
    entry = Entry.objects.filter(chain="community").order_by("-seq")[0]
    act = community_reads.chain(talk.community, "community")[-1].read().act
    row = comment_row(comment)
    assert act.words == commit(bytes.fromhex(row.salt), INSULT.encode())
    assert INSULT not in entry.data
    talk.done(actions.appeal, 9, comment=comment, text="我说的是事，不是人。")
    person = talk.by(9).person
    actions.erase_written(community=talk.community, person=person, actor=community_actions.TERMINAL)
    again = comment_row(comment)
    assert (again.text, again.salt) == ("", "")
    stored = "".join(one.text for one in SealedText.objects.all())
    assert "我说的是事" not in stored
    assert Entry.objects.get(pk=entry.pk).data == entry.data


def comment_row(number: int) -> Any:
    from linli.apps.talk.models import Comment

    return Comment.objects.get(number=number)


def test_reports_wait_for_the_moderators_until_one_hides_it_or_lets_it_stand(talk: Talk) -> None:
    first, second = talk.say(9, "买保险找我"), talk.say(9, "路灯太暗")
    for who in (8, 8, 10):
        talk.done(actions.report, who, comment=first, ground="advert", text="广告")
    talk.done(actions.report, 8, comment=second, ground="advert")
    assert talk.code(actions.report, 9, comment=first, ground="advert") == "own-report"
    waits = reads.waiting(talk.community, talk.viewer(3))
    assert [(one.comment.number, len(one.told)) for one in waits] == [(first, 2), (second, 1)]
    assert reads.waiting(talk.community, talk.viewer(8)) == []
    assert (talk.page(3).waits, talk.page(8).waits) == (2, 0)
    talk.hide(3, first)
    assert talk.code(actions.let_stand, 8, comment=second) == "not-officer"
    talk.done(actions.let_stand, 0, comment=second)
    assert talk.code(actions.let_stand, 0, comment=second) == "nothing-reported"
    assert reads.waiting(talk.community, talk.viewer(3)) == []
    assert talk.one(second).text


def test_an_appeal_waits_for_others_than_who_hid_it(talk: Talk) -> None:
    comment = appealed(talk)
    waits = {who: reads.waiting(talk.community, talk.viewer(who)) for who in (0, 3, 4, 8)}
    assert [one.comment.number for one in waits[4]] == [comment]
    settles = {
        who: [one.comment.hiding and one.comment.hiding.settles for one in found]
        for who, found in waits.items()
    }
    assert settles == {0: [True], 3: [False], 4: [True], 8: []}


def test_telling_the_moderators_is_limited_too(talk: Talk) -> None:
    for n in range(10):
        talk.say(9, f"第 {n} 条")
    talk.later(minutes=10)
    for n in range(10, REPORTS_IN_A_DAY):
        talk.say(10, f"第 {n} 条") if n < 20 else None
    for number in range(1, REPORTS_IN_A_DAY + 1):
        talk.done(actions.report, 8, comment=number, ground="repeated")
    extra = talk.say(11, "再一条")
    assert talk.code(actions.report, 8, comment=extra, ground="repeated") == "too-many-reports"
    assert Report.objects.count() == REPORTS_IN_A_DAY


@pytest.mark.parametrize(("who", "code"), [(8, "not-moderator"), (3, "hid-it-herself")])
def test_a_refusal_says_what_next_in_both_languages(talk: Talk, who: int, code: str) -> None:
    comment = appealed(talk)
    done = talk.do(actions.settle, who, comment=comment, verdict="kept", reasons="不行。")
    assert done.refusal is not None
    assert done.refusal.code == code
    for lang in ("zh", "en"):
        assert done.refusal.in_(lang)
        assert done.refusal.instead[0].in_(lang)


def test_what_concerns_somebody_is_told_to_that_person_and_nothing_of_what_is_gone(talk: Talk) -> None:
    first = talk.say(9)
    reply = talk.say(8, "回复您", first)
    talk.say(9, "自己接着说", first)
    comment = appealed(talk, writer=10)
    talk.done(actions.settle, 0, comment=comment, verdict="restored", reasons="可以。")
    found, last = reads.news(talk.community, 0)
    told = [(one.kind, one.person) for one in found]
    assert told == [
        ("reply", talk.by(9).person),
        ("hidden", talk.by(10).person),
        ("appeal", talk.by(10).person),
    ]
    assert reads.newest(talk.community) == last
    about = [reads.told(talk.community, talk.viewer(9), one.kind, one.chain, one.seq) for one in found]
    assert [one and one.way for one in about] == [
        ("comment", talk.year, talk.number, number) for number in (reply, comment, comment)
    ]
    talk.done(actions.delete, 8, comment=reply)
    assert reads.told(talk.community, talk.viewer(9), "reply", found[0].chain, reply) is None
