"""What waits for moderators stands on their desks, by when; nobody else hears of it."""

from __future__ import annotations

import sys
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.matters import reads as matters
from linli.apps.matters.models import Matter
from linli.apps.talk import actions, reads
from linli.apps.talk.models import Comment, Discussion, Report
from linli.apps.talk.reads.officers import Bench
from linli.apps.talk.reads.periods import appeal_length, appeals_say
from linli.core.charter.keys.example import example
from linli.core.charter.terms import Duration
from linli.core.charter.text import Lang
from linli.core.engine.force import in_force

if TYPE_CHECKING:
    from tests.apps.talk.conftest import Talk


@pytest.fixture(autouse=True)
def _later_than_the_register(talk: Talk) -> None:
    """The people of these tests are enrolled by the clock of the machine; a desk is never before that."""
    talk.at = community_reads.roster(talk.community).last + timedelta(minutes=1)


def waits(talk: Talk, who: int) -> list[tuple[str, str, str]]:
    with community_actions.standing_at(talk.at):
        found = matters.desk(talk.community, talk.viewer(who), every=True)
    return [(one.key.split("-")[1], one.organ_title, one.group) for one in found.errands]


def test_a_reported_comment_waits_on_the_desks_of_those_who_moderate_and_is_late_after_its_days(
    talk: Talk,
) -> None:
    comment = talk.say(9, "买保险找我")
    talk.done(actions.report, 8, comment=comment, ground="advert")
    assert waits(talk, 3) == [("reports", "社区居委会", "coming")]
    assert waits(talk, 0) == [("reports", "社区党支部", "coming")]
    assert waits(talk, 8) == []
    assert waits(talk.later(days=4), 3) == [("reports", "社区居委会", "late")]
    talk.hide(3, comment)
    assert waits(talk, 3) == []


def test_a_moderator_is_not_asked_about_her_own_words(talk: Talk) -> None:
    comment = talk.say(3, "我说的")
    talk.done(actions.report, 8, comment=comment, ground="repeated")
    assert waits(talk, 3) == []
    assert waits(talk, 4) == [("reports", "社区居委会", "coming")]


def test_an_appeal_waits_for_others_than_who_hid_the_comment(talk: Talk) -> None:
    comment = talk.hidden()
    talk.done(actions.appeal, 9, comment=comment, text="我说的是事。")
    assert [waits(talk, who) for who in (3, 9, 4)] == [[], [], [("appeals", "社区居委会", "coming")]]
    talk.done(actions.settle, 4, comment=comment, verdict="restored", reasons="可以。")
    assert waits(talk, 4) == []


def test_an_appeal_has_a_time_and_is_shown_as_late_when_it_is_past(talk: Talk) -> None:
    comment = talk.hidden()
    page = talk.get(9, talk.address(f"{comment}/appeal/")).content.decode()
    assert "An appeal is decided within 7 days; the charter gives no other time." in page
    talk.done(actions.appeal, 9, comment=comment, text="我说的是事。")
    log, thread = f"/c/{talk.community.slug}/moderation/", talk.address(f"{comment}/")
    for who, path in ((None, log), (9, thread), (4, f"{log}waiting/")):
        assert "late: it was due before" not in talk.get(who, path).content.decode()
    assert waits(talk.later(days=8), 4) == [("appeals", "社区居委会", "late")]
    for who, path in ((None, log), (9, thread), (4, f"{log}waiting/")):
        assert "late: it was due before" in talk.get(who, path).content.decode()
    talk.done(actions.settle, 4, comment=comment, verdict="kept", reasons="不行。")
    assert "late: it was due before" not in talk.get(None, log).content.decode()


@pytest.mark.parametrize(("lang", "said"), [("zh", "5 天"), ("en", "5 days")])
def test_the_time_that_a_charter_gives_for_appeals_counts(lang: Lang, said: str) -> None:
    force = in_force(example())
    assert appeal_length(force, "affair") == Duration(5, "days")
    assert appeal_length(force, "no-longer-there") == Duration(7, "days")
    with translation.override("zh-hans" if lang == "zh" else "en"):
        assert said in appeals_say(force, "affair", lang)


def test_the_desk_counts_it_in_its_group_and_shows_it_only_there(talk: Talk) -> None:
    comment = talk.say(9, "买保险找我")
    talk.done(actions.report, 8, comment=comment, ground="advert")
    talk.browser(3)
    with community_actions.standing_at(talk.at):
        before = matters.waiting_count(talk.community, talk.viewer(3))
    talk.later(days=4)
    desk = f"/c/{talk.community.slug}/desk/"
    page = talk.get(3, desk, show="late").content.decode()
    assert "1 comment was reported: 更换路灯" in page
    assert 'class="tab-count">1<' in page
    assert "1 comment was reported" not in talk.get(3, desk, show="today").content.decode()
    with community_actions.standing_at(talk.at):
        after = matters.waiting_count(talk.community, talk.viewer(3))
        dated = [one.url for one in matters.own_dates(talk.community, talk.viewer(3)) if one.url]
    assert (before[0], after[0]) == (0, 1)
    assert dated == [f"/c/{talk.community.slug}/moderation/waiting/"]


@pytest.mark.parametrize("many", [6])
def test_the_desk_asks_as_many_queries_for_many_reports_as_for_one(talk: Talk, many: int) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            waits(talk, 3)
        return len(asked)

    talk.done(actions.report, 8, comment=talk.say(9, "第一条"), ground="advert")
    queries()
    few = queries()
    for n in range(many):
        talk.done(actions.report, 8, comment=talk.say(9, f"又一条{n}"), ground="advert")
    assert queries() == few


def _elsewhere(talk: Talk, count: int, procedure: str) -> None:
    """So many matters more, of a procedure of their own, each with a comment that somebody reported."""
    first = Matter.objects.get(community=talk.community, number=talk.number)
    for _ in range(count):
        number = Matter.objects.count() + 1
        matter = Matter.objects.get(pk=first.pk)
        matter.pk, matter.number, matter.chain = None, number, f"matter/{talk.year}/{number}"
        matter.procedure = f"{procedure}-{number}"
        matter.save(force_insert=True)
        spoken = Discussion.objects.create(community=talk.community, chain=matter.chain)
        said = Comment.objects.create(
            discussion=spoken, number=1, person=talk.by(9).person, text="买保险找我", at=talk.at
        )
        Report.objects.create(comment=said, person=talk.by(8).person, ground="advert", at=talk.at)


def test_what_waits_for_others_in_many_procedures_hides_nothing_that_waits_for_oneself(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def conducts(_force: Any, procedure: str) -> tuple[str, ...]:
        return ("party-branch",) if procedure.startswith("theirs") else ("committee",)

    monkeypatch.setattr(sys.modules[Bench.__module__], "conducting", conducts)

    def waiting(who: int) -> tuple[int, int]:
        with community_actions.standing_at(talk.at), CaptureQueriesContext(connection) as asked:
            return len(reads.waiting(talk.community, talk.viewer(who))), len(asked)

    _elsewhere(talk, 5, "theirs")
    talk.later(minutes=1)
    _elsewhere(talk, 2, "ours")
    waiting(3)
    few = waiting(3)
    assert few[0] == 2
    talk.later(minutes=-2)
    _elsewhere(talk, 110, "theirs")
    assert waiting(3) == few, "the older ones wait for others, and cost nothing more to look through"
    assert waiting(0)[0] == 100, "a page of them, the oldest first"
    assert [one[0] for one in waits(talk, 3)] == ["reports", "reports"]
