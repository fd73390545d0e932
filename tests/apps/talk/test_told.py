"""News of discussions, from the deed to the letter: a reply, a comment that is hidden, an appeal that is decided."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core import mail

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.talk import actions
from linli.apps.told import actions as told
from linli.apps.told import tasks
from linli.apps.told.actions.settings import confirm_link

if TYPE_CHECKING:
    from tests.apps.talk.conftest import Talk

INSULT = "你这个人太不要脸了"


@pytest.fixture(autouse=True)
def _by_mail(settings: Any, talk: Talk) -> None:
    """E-mail goes into a box of the test; the people are enrolled by the clock of the machine, at some other hour."""
    settings.MAIL_READY, settings.SITE_URL = True, "https://linli.example"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    talk.at = community_reads.roster(talk.community).last + timedelta(days=1)
    talk.at = talk.at.replace(hour=4)


def reader(talk: Talk, who: int) -> None:
    """Somebody who is told everything at once."""
    account = community_actions.make_account(
        f"r{who}", "a-long-pass-phrase", actor=community_actions.TERMINAL
    )
    with community_actions.standing_at(talk.at):
        community_actions.give_account(
            talk.community, talk.people[who], account, actor=community_actions.TERMINAL
        )
        found = told.reader_of(account)
        told.set_hours(found, actor=account, lang="zh", digest=8, quiet_from=22, quiet_until=7)
        told.set_choices(found, {"reply": "now", "hidden": "now", "appeal": "now"}, actor=account)
        way = told.add_way(found, "email", f"r{who}@example.org", actor=account)
        told.confirm_way(confirm_link(way).rsplit("/", 2)[1])
        told.collect()


def letters(talk: Talk) -> list[tuple[list[str], str]]:
    """To whom something was sent just now, and what it says."""
    mail.outbox.clear()
    with community_actions.standing_at(talk.later(minutes=1).at):
        tasks.tell.func()
    return [(one.to, f"{one.subject}\n{one.body}") for one in mail.outbox]


def test_a_reply_a_hiding_and_a_decision_are_each_told_to_whom_they_concern_alone(talk: Talk) -> None:
    for who in (8, 9):
        reader(talk, who)
    comment = talk.say(9, INSULT)
    assert letters(talk) == []
    reply = talk.say(8, "请好好说话。", comment)
    here = f"https://linli.example/c/{talk.community.slug}/matters/{talk.year}/{talk.number}/talk"
    ((to, text),) = letters(talk)
    assert to == ["r9@example.org"]
    assert "有人回复您：更换路灯" in text
    assert f"{here}/{reply}/" in text
    talk.hide(3, comment)
    ((to, text),) = letters(talk)
    assert to == ["r9@example.org"]
    assert "您的发言被隐藏：更换路灯" in text
    assert f"{here}/{comment}/" in text
    assert INSULT not in text
    talk.done(actions.appeal, 9, comment=comment, text="我说的是事。")
    assert letters(talk) == []
    talk.done(actions.settle, 4, comment=comment, verdict="restored", reasons="话重了些。")
    ((to, text),) = letters(talk)
    assert to == ["r9@example.org"]
    assert "您的申诉有了结果：更换路灯" in text


def test_nothing_is_told_of_a_reply_that_is_gone_before_the_letter_leaves(talk: Talk) -> None:
    reader(talk, 9)
    reply = talk.say(8, "请好好说话。", talk.say(9))
    talk.done(actions.delete, 8, comment=reply)
    assert letters(talk) == []
