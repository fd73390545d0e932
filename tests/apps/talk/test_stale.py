"""Pages that are no longer how things stand, and pages with very many or very long comments."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from linli.apps.community import actions as community_actions
from linli.apps.talk import actions, reads
from linli.apps.talk.actions.writing import EDITS, LONGEST
from linli.apps.talk.models import Comment, Discussion

if TYPE_CHECKING:
    from tests.apps.talk.conftest import Talk

WAITING, LOG = "moderation/waiting/", "moderation/"


def waiting(talk: Talk, who: int) -> list[int]:
    with community_actions.standing_at(talk.at):
        return [one.comment.number for one in reads.waiting(talk.community, talk.viewer(who))]


def test_an_appeal_about_a_comment_that_its_writer_deleted_waits_for_nobody(talk: Talk) -> None:
    comment = talk.hidden()
    talk.done(actions.appeal, 9, comment=comment, text="我说的是事，不是人。")
    assert (waiting(talk, 4), talk.page(4).waits) == ([comment], 1)
    talk.done(actions.delete, 9, comment=comment)
    assert (waiting(talk, 4), talk.page(4).waits) == ([], 0)
    assert (
        talk.code(actions.settle, 4, comment=comment, verdict="kept", reasons="确实骂了人。")
        == "nothing-left"
    )
    log = talk.get(None, f"/c/{talk.community.slug}/{LOG}").content.decode()
    assert "an appeal waits" not in log
    assert "nothing is left to decide" in log


def test_a_deleted_comment_is_not_appealed_for(talk: Talk) -> None:
    comment = talk.hidden()
    talk.done(actions.delete, 9, comment=comment)
    assert talk.code(actions.appeal, 9, comment=comment, text="我说的是事。") == "nothing-left"


def test_words_that_were_replaced_since_the_moderator_read_them_are_not_hidden_for_the_old_ones(
    talk: Talk,
) -> None:
    comment = talk.say(9, "你不要脸")
    form = talk.get(3, talk.address(f"{comment}/hide/")).content.decode()
    read = form.partition('name="as_of" value="')[2].partition('"')[0]
    talk.later(minutes=2).done(actions.edit, 9, comment=comment, text="这样说话不合适，请您改一改。")
    given = {"ground": "insult", "reasons": "骂人的话不合适。"}
    answer = talk.post(3, talk.address(f"{comment}/hide/"), **given, as_of=read)
    page = answer.content.decode()
    assert (answer.status_code, talk.one(comment).hidden) == (409, False)
    assert "edited the comment since you opened it" in page
    assert "骂人的话不合适。" in page
    again = page.partition('name="as_of" value="')[2].partition('"')[0]
    assert talk.post(3, talk.address(f"{comment}/hide/"), **given, as_of=again).status_code == 302
    assert talk.one(comment).hidden


def test_what_readers_told_after_the_moderator_looked_is_not_settled_with_the_rest(talk: Talk) -> None:
    comment, read = talk.say(9, "买保险找我"), talk.at
    talk.done(actions.report, 8, comment=comment, ground="advert")
    talk.later(minutes=2).done(actions.report, 10, comment=comment, ground="unlawful")
    talk.done(actions.let_stand, 3, comment=comment, as_of=read)
    assert waiting(talk, 3) == [comment]
    talk.done(actions.let_stand, 3, comment=comment, as_of=talk.at)
    assert waiting(talk, 3) == []


def test_telling_again_is_answered_with_what_the_moderators_decided_unless_the_words_are_new(
    talk: Talk,
) -> None:
    comment = talk.say(9, "路灯早该换了。")
    talk.done(actions.report, 8, comment=comment, ground="insult")
    talk.later(minutes=1).done(actions.let_stand, 3, comment=comment)
    assert talk.code(actions.report, 8, comment=comment, ground="insult") == "looked-at"
    for who, status in ((8, 409), (10, 200)):
        assert talk.get(who, talk.address(f"{comment}/report/")).status_code == status
    talk.later(minutes=1).done(actions.edit, 9, comment=comment, text="你不要脸")
    talk.done(actions.report, 8, comment=comment, ground="insult")
    assert waiting(talk, 3) == [comment]


def test_a_comment_is_edited_a_few_times_and_no_more(talk: Talk) -> None:
    comment = talk.say(9, "第 0 稿")
    for n in range(1, EDITS + 1):
        talk.done(actions.edit, 9, comment=comment, text=f"第 {n} 稿")
    assert talk.code(actions.edit, 9, comment=comment, text="再改一次") == "edited-enough"
    assert talk.get(9, talk.address(f"{comment}/edit/")).status_code == 409


@pytest.mark.parametrize(
    ("verb", "who", "status"),
    [
        ("settle", 8, 403), ("settle", 3, 409), ("settle", 9, 409), ("appeal", 8, 403), ("reply", 8, 409),
        ("report", 8, 409), ("hide", 0, 409), ("hide", 9, 403), ("edit", 9, 409), ("settle", 4, 200),
        ("delete", 9, 200),
    ],
)  # fmt: skip
def test_who_cannot_do_it_is_told_before_she_types_anything(
    talk: Talk, verb: str, who: int, status: int
) -> None:
    comment = talk.hidden(by=3)
    talk.done(actions.appeal, 9, comment=comment, text="我说的是事，不是人。")
    answer = talk.get(who, talk.address(f"{comment}/{verb}/"))
    assert answer.status_code == status
    assert ("<textarea" in answer.content.decode()) == (status == 200 and verb != "delete")


def test_a_page_of_three_hundred_comments_as_long_as_can_be_stays_light(talk: Talk) -> None:
    chance, heads = random.Random(3), []
    talk.say(9)
    discussion = Discussion.objects.get()
    for n in range(2, 302):
        under = heads[n % 20] if len(heads) == 20 else None
        text = "".join(chr(chance.randrange(0x4E00, 0x8E00)) for _ in range(LONGEST))
        one = Comment.objects.create(
            discussion=discussion, number=n, person=talk.by(8 + n % 4).person, text=text, at=talk.at, under=under,
            answers=under,
        )  # fmt: skip
        heads += [one] if under is None else []
    Discussion.objects.update(last=301)
    way = f"/c/{talk.community.slug}/matters/{talk.year}/{talk.number}/"
    for who in (None, 8, 3):
        for address in (talk.address(), way):
            assert len(talk.get(who, address, **{}).content) < 260_000, (who, address)
    squeezed = talk.browser(3).get(talk.address(), headers={"accept-encoding": "gzip"})
    assert len(squeezed.content) < 110_000
    thread = talk.get(None, talk.address(f"{heads[0].number}/")).content.decode()
    assert heads[0].text in thread
    assert heads[0].text not in talk.get(None, talk.address()).content.decode()
