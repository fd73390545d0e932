"""Telling who asked for a correction of the answer: on desks, by what goes out, on the page and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from linli.apps.community import reads as community_reads
from linli.apps.community.reads import Errand
from linli.apps.community.reads.corrections import (
    ANSWERED,
    answered_since,
    asked_by,
    asked_it,
    asker_of,
    contents,
    correction_at,
    may_note,
    open_value,
    shown_value,
    state_words,
    to_tell,
    wording,
)
from linli.apps.community.reads.errands import MOST
from linli.apps.matters.models import Matter
from linli.apps.matters.reads.news import News, Titled
from linli.apps.matters.reads.pages import AgainShown, AnswerShown
from linli.apps.matters.reads.rows import Lists
from linli.apps.matters.reads.viewer import Viewer
from linli.core.engine.acts import CLERK
from linli.registers.shapes import SHAPES


def answers(community: Any, person: str, _owners: community_reads.Owners) -> list[Errand]:
    """Of who asked: each answer, until she has read it; of a clerk also those to be given to who has no account."""
    who = community_reads.person_of(community, person)
    return [] if who is None or who.account is None else answers_of_clerk(community, who.account)


def answers_of_clerk(community: Any, account: Any) -> list[Errand]:
    """The same for who keeps the register and is nobody in it."""
    found = list(to_tell(community, account)[:MOST])
    rows = Matter.every.filter(community=community, chain__in=[one.chain for one in found])
    matters = {row.chain: row for row in rows.defer("snapshot")} if found else {}
    told = [_answered(community, one, matters[one.chain], account) for one in found if one.chain in matters]
    return told + _came_back(community, account)


def _answered(community: Any, one: Any, matter: Matter, account: Any) -> Errand:
    way = [community.slug, matter.year, matter.number]
    what = SHAPES["residents"].column(one.column).title.in_(community_reads.lang())
    if account.pk in (one.asker_id, one.person.account_id):
        title, button = (
            _("What you asked to be corrected is answered: %(what)s") % {"what": what},
            _("Read it"),
        )
    else:
        title = _("Give %(who)s the answer to a correction on paper, they have no account: %(what)s") % {
            "who": one.person.name, "what": what,
        }  # fmt: skip
        button = _("Print it")
    url = reverse("matters:matter", args=way)
    return Errand(key=f"correction-answer-{matter.year}-{matter.number}", title=title, button=button, url=url)


def _came_back(community: Any, account: Any) -> list[Errand]:
    """What came back to who asked, and waits to be put once more."""
    mine = asked_by(community, account)
    rows = Matter.every.filter(
        community=community, status=Matter.Status.OPEN, stage_kind="propose", chain__in=mine.values("chain")
    )
    return [
        Errand(
            key=f"correction-again-{row.year}-{row.number}", button=_("Put it again"), due=row.due,
            title=_("A correction that you asked for came back to you"),
            url=reverse("matters:matter", args=[community.slug, row.year, row.number]),
        )
        for row in rows.defer("snapshot")
    ]  # fmt: skip


def again_of(community: Any, viewer: Viewer, chain: str) -> AgainShown | None:
    """A correction that came back to the viewer, who asked for it; None for everybody else, and at any other stage."""
    one, account = correction_at(community, chain), viewer.account
    waits = Matter.every.filter(
        community=community, chain=chain, stage_kind="propose", status=Matter.Status.OPEN
    )
    if one is None or account is None or not asked_by(community, account).filter(pk=one.pk).exists():
        return None
    if not waits.exists():
        return None
    asked, column = wording(one, contents(community, [one])), SHAPES["residents"].column(one.column)
    return AgainShown(column.title.in_(viewer.lang), open_value(one, asked), asked.reason)


def corrections_news(community: Any, since: datetime) -> Iterator[News]:
    """What was answered since a moment, for who asked: whose file it is, or who reported it."""
    for one in answered_since(community, since):
        if one.settled is None:
            continue
        account = one.asker_id or one.person.account_id or 0
        if account:
            yield News("corrected", one.chain, 0, one.settled, account=account)


def corrections_title(community: Any, viewer: Viewer, chain: str) -> Titled | None:
    """How a correction that was answered is called, and its page; None for who did not ask for it."""
    one = correction_at(community, chain)
    matter = Matter.every.filter(community=community, chain=chain).defer("snapshot").first()
    if one is None or matter is None or viewer.account is None or not asked_it(one, viewer.account):
        return None
    title = Lists(community, viewer).lens.say("notice-number", year=matter.year, number=matter.number)
    return Titled(title, ("matter", matter.year, matter.number))


def answer_of(community: Any, viewer: Viewer, chain: str) -> AnswerShown | None:
    """The answer that a closed matter came to, for whoever came to it through its gate; None while there is none."""
    one = correction_at(community, chain)
    if one is None or one.state not in ANSWERED:
        return None
    matter = Matter.every.get(community=community, chain=chain)
    asked, lens = wording(one, contents(community, [one])), Lists(community, viewer).of(matter.charter_hash)
    last = community_reads.entries_at(community, [(chain, matter.head_seq)])[chain, matter.head_seq].read().by
    account = viewer.account
    signed_in = bool(getattr(account, "is_authenticated", False))
    mine = signed_in and account.pk in (one.asker_id, one.person.account_id)
    return AnswerShown(
        year=matter.year, number=matter.number, who=asker_of(one) or one.person.name,
        whose=one.person.name, what=lens.text(SHAPES["residents"].column(one.column).title),
        asked="" if asked.erased else shown_value(one, asked), reason=asked.reason, state=state_words(one, None),
        answer=asked.answer, at=one.at, answered=one.settled, told=one.told, mine=mine,
        by=lens.say(last.organ) if last.organ in (CLERK, "clock") else lens.organ(last.organ),
        may_note=signed_in and may_note(one, account),
        may_print=mine or community_reads.is_clerk(account, community),
    )  # fmt: skip
