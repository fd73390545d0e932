"""Entering an act for somebody else: who does it, what was looked at, and what is kept of it beside the record."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db.models import F
from django.db.models.query import QuerySet

from linli.apps.community import reads as community_reads
from linli.apps.matters.actions.form import SEEN, AtDesk, Form
from linli.apps.matters.gate import has_answered
from linli.apps.matters.models import EnteredAct, Matter
from linli.apps.matters.typed import BadInput
from linli.core.charter.text import both
from linli.core.engine.acting.strands import innermost, strand_of
from linli.core.engine.acts import Act, Actor, Retract, Support, Vote, VoteItems
from linli.core.engine.calendar import day_of, day_shown
from linli.core.engine.community import CLERK
from linli.core.engine.entry import Entered
from linli.core.engine.force import InForce
from linli.core.engine.possible import name_of
from linli.core.engine.refusals_of_entering import REASONS
from linli.core.engine.state import MatterState

_NUMBER = re.compile(r"[0-9A-Za-z-]{1,20}")
COUNTED = (Vote, VoteItems, Support)
ANEW = (Vote, VoteItems, Retract)
"""After these, what was entered for her before counts no longer."""


def entered_by(community: Any, desk: AtDesk, acting: Callable[[Actor], Actor]) -> Entered:
    """Who enters, as the engine is told: only an account that keeps the register stands for the clerk.

    Raises :class:`BadInput` where nothing was looked at, or the paper has no number.
    """
    if desk.seen not in SEEN:
        raise BadInput(
            "seen", both("请选一项：凭什么确认是本人的意思。", "Say by what you know that it is her will.")
        )
    number = desk.number.strip()
    if desk.seen == "paper" and not _NUMBER.fullmatch(number):
        raise BadInput("number", both(
            "请填书面材料的存档编号：最多 20 个字母、数字或者短横。",
            "Give the number under which the paper is kept: up to 20 letters, digits or hyphens.",
        ))  # fmt: skip
    if desk.on and desk.seen != "paper":
        raise BadInput("on", REASONS["day-without-paper"])
    person = community_reads.person_for(desk.account, community)
    by = Actor(person.pseudonym if person else "", desk.organ)
    if desk.organ != CLERK or not community_reads.is_clerk(desk.account, community):
        by = acting(by)
    return Entered(by, "paper", number) if desk.seen == "paper" else Entered(by, "present")


def whose(by: Actor, person: str, form: Form) -> Actor:
    """Whose act it is beside the record, where a closed matter calls her otherwise."""
    return by if form.desk is None else Actor(form.desk.whose or person, by.organ)


def is_own_hand(community: Any, desk: AtDesk, person: str) -> bool:
    """Whether somebody would enter her own act, which the engine cannot see where the record calls her otherwise."""
    by = community_reads.person_for(desk.account, community)
    return by is not None and by.pseudonym == (desk.whose or person)


def warn_of_answer(
    matter: Matter, force: InForce, state: MatterState, person: str, act: Act, desk: AtDesk
) -> None:
    """Nobody takes the place of an answer without knowing that there is one, and no older paper that of a newer one.

    ``state`` is where it is done: the matter, or the strand that ``act`` names. Raises :class:`BadInput`.
    """
    if not isinstance(innermost(act), Vote | VoteItems) or not has_answered(force, state, person):
        return
    day = _day_of_answer(matter, person, strand_of(act))
    if desk.on and desk.on < day:
        said = day_shown(day)
        raise BadInput("on", both(
            f"这位居民在 {said.zh}已经投过票，比这份材料晚，以后投的为准。",
            f"This person voted on {said.en}, later than this paper; what was said later counts.",
        ))  # fmt: skip
    if not desk.again:
        raise BadInput("again", both(
            "这位居民已经投过票。要用这一票替换原来的，请勾选后再提交。",
            "A vote of this person is counted already. Tick that this one takes its place, and send it again.",
        ))  # fmt: skip


def _day_of_answer(matter: Matter, person: str, strand: str) -> date:
    """When she answered last, in a strand or outside of all: the day of the paper, else when it was recorded."""
    done = (one.read() for one in community_reads.entries_in(matter.community, matter.chain, person))
    answers = (one for one in done if isinstance(innermost(one.act), Vote | VoteItems))
    last = next(one for one in answers if strand_of(one.act) == strand)
    return last.on or day_of(last.at, matter.community.zone)


def keep_entered(
    matter: Matter, seq: int, by: Actor, state: MatterState | None, act: Act, form: Form, entered: Entered | None,
    at: datetime,
) -> None:  # fmt: skip
    """Keep the receipt of an act just recorded; where she answers anew, what was entered before counts no longer.

    ``state`` is where it was done: the matter before the act, or one of its strands.
    """
    assert state is not None
    where: dict[str, Any] = {
        "procedure": state.procedure, "stage": state.stage, "visit": state.visit, "strand": form.strand,
    }  # fmt: skip
    if isinstance(act, ANEW):
        _before(matter, by.person).filter(**where).update(replaced=True)
    if entered is None or form.desk is None:
        return
    matter.entered += 1
    if matter.pk is not None:
        Matter.every.filter(pk=matter.pk).update(entered=F("entered") + 1)
    EnteredAct.objects.create(
        community=matter.community, chain=matter.chain, seq=seq, at=at, person=by.person,
        by_person=entered.by.person, by_organ=entered.by.organ, account=form.desk.account, seen=form.desk.seen,
        number=entered.paper, on=form.desk.on, act=name_of(act), counted=isinstance(act, COUNTED), **where,
    )  # fmt: skip


def _before(matter: Matter, person: str) -> QuerySet[EnteredAct]:
    return EnteredAct.objects.filter(
        community=matter.community, chain=matter.chain, person=person, counted=True, replaced=False
    )
