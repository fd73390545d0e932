"""Publishing outside of matters: into a section of the charter for a period, or as a notice of one's organ."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Any, Literal

from django.db import transaction

from linli.apps.community import actions as community_actions
from linli.apps.community.reads import StoredEntry
from linli.apps.matters import typed
from linli.apps.matters.actions import repeats
from linli.apps.matters.actions.done import Done
from linli.apps.matters.actions.form import Form
from linli.apps.matters.actions.hand import NO_FORM, once
from linli.apps.matters.actions.numbers import NOTICE, number_notice, series
from linli.apps.matters.actions.whereabouts import building_of
from linli.apps.matters.envelope import Envelope
from linli.apps.matters.models import Publication
from linli.apps.matters.uploads import Upload
from linli.core.engine.acts import Actor
from linli.core.engine.publications import Dispute, PublishingAct, PutUp, Reply, TakeDown
from linli.core.engine.refusal import Refusal, refuse

CHAIN = "community"
UNSET = datetime(1970, 1, 1, tzinfo=UTC)
"""The due time of an answer, until the charter gives it."""
Make = Callable[[Envelope], PublishingAct]


def put_up(
    *, community: Any, by: Actor, section: str, text: str, title: str = "", table: str = "",
    files: Sequence[Upload] = (), none: bool = False, period: date | None = None, instead_of: int = 0,
    building: int | None = None, form: Form = NO_FORM,
) -> Done:  # fmt: skip
    """Publish; with ``none`` the text says why there is nothing to, with ``instead_of`` it corrects that entry.

    ``building`` is the number of the one that it concerns, None for the whole community.
    """
    where = building_of(community, building)
    title = typed.title(title) if title.strip() else ""
    text, table = typed.text(text), typed.table(table)

    def make(envelope: Envelope) -> PutUp:
        return PutUp(
            section, envelope.words(text), envelope.words(title), envelope.words(table), envelope.files(files), none,
            period, instead_of,
        )  # fmt: skip

    return once(_publish, community=community, by=by, make=make, form=form, where=where)


def take_down(*, community: Any, by: Actor, publication: int, reasons: str, form: Form = NO_FORM) -> Done:
    """Withdraw what was published; it stays readable and says so."""
    reasons = typed.text(reasons, field="reasons")
    return once(
        _publish,
        community=community,
        by=by,
        form=form,
        make=lambda e: TakeDown(publication, e.words(reasons)),
    )


def dispute(*, community: Any, by: Actor, publication: int, text: str, form: Form = NO_FORM) -> Done:
    """Object to what was published."""
    text = typed.text(text)
    return once(
        _publish,
        community=community,
        by=by,
        form=form,
        make=lambda e: Dispute(publication, e.words(text), UNSET),
    )


def reply(
    *, community: Any, by: Actor, publication: int, objection: int, verdict: Literal["upheld", "dismissed"],
    reasons: str, form: Form = NO_FORM,
) -> Done:  # fmt: skip
    """Answer an objection by its number."""
    reasons = typed.text(reasons, field="reasons")
    return once(
        _publish, community=community, by=by, form=form,
        make=lambda e: Reply(publication, objection, verdict, e.words(reasons)),
    )  # fmt: skip


@community_actions.deed
def _publish(*, community: Any, by: Actor, make: Make, form: Form, where: Any = None) -> Done:
    before = repeats.answered(community, form.once, by, make, chain=CHAIN)
    if isinstance(before, Refusal):
        return Done(CHAIN, refusal=before)
    if before is not None:
        return _again(community, before, where)
    # The series first, as where a matter's notice is numbered: two who publish at once do not lock each other.
    with series(community, NOTICE):
        mark, envelope = transaction.savepoint(), Envelope(community)
        act = make(envelope)
        found = community_actions.publish(community, act, by=by, key=form.once)
        if isinstance(found, Refusal):
            transaction.savepoint_rollback(mark)
            community_actions.log_refusal(community, chain=CHAIN, by=by, refusal=found)
            return Done(CHAIN, refusal=found)
        transaction.savepoint_commit(mark)
        _note(community, found.read().act, by, found, where)
        envelope.keep(None, found.seq, by, found.at)
        return Done(CHAIN, found.seq)


def _again(community: Any, before: StoredEntry, where: Any) -> Done:
    """The same form received again; which building it concerns stands beside the entry."""
    row = Publication.objects.filter(community=community, matter=None, seq=before.seq).first()
    if row is not None and row.building_id != (where.pk if where else None):
        return Done(CHAIN, refusal=refuse("form-sent"))
    return Done(before.chain, before.seq, repeated=True)


def _note(community: Any, act: PublishingAct, by: Actor, entry: Any, where: Any) -> None:
    """Write the rows that lists need."""
    rows = Publication.objects.filter(community=community, matter=None)
    if isinstance(act, TakeDown):
        rows.filter(seq=act.publication).update(down=Publication.Down.WITHDRAWN, reasons=act.reasons)
    if not isinstance(act, PutUp):
        return
    row = Publication(
        community=community, seq=entry.seq, section=act.section, at=entry.at, until=act.until, person=by.person,
        organ=by.organ, text=act.text, none=act.none, notice=True, title=act.title, table=act.table, period=act.period,
        building=where,
    )  # fmt: skip
    if act.instead_of:
        row.instead_of = rows.get(seq=act.instead_of)
        rows.filter(seq=act.instead_of).update(down=Publication.Down.CORRECTED)
    number_notice(row)
    row.save()
