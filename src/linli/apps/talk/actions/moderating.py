"""Telling the moderators; hiding, appealing, deciding, each an entry of the community's chain."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any, Final, Literal

from linli.apps.community import actions as community_actions
from linli.apps.talk.actions.at import Done, Refused, comment_at, deed, matter_at, member, standing, words
from linli.apps.talk.actions.summing import officer
from linli.apps.talk.actions.writing import SALT_BYTES
from linli.apps.talk.models import Comment, Hiding, Report, Telling
from linli.apps.talk.refusing import no, of_engine
from linli.core.engine.acts import Actor
from linli.core.engine.moderation import Appeal, Ground, Hide, ModeratingAct, Settle
from linli.core.engine.refusal import Refusal
from linli.core.record.texts import commit

LONGEST_REASONS: Final = 1_000
REPORTS_IN_A_DAY = 20


@deed
def report(
    *, community: Any, by: Actor, year: int, number: int, comment: int, ground: Ground, text: str = ""
) -> Done:
    """Tell the moderators of a comment; once per person, and once more where it was edited after they looked."""
    kept = words(text, limit=LONGEST_REASONS) if text.strip() else ""
    at = matter_at(community, year, number)
    member(community, by)
    found = standing(comment_at(community, at.chain, comment))
    if found.person == by.person:
        raise Refused(no("own-report"))
    now = community_actions.now()
    own = Report.objects.filter(comment__discussion__community=community, person=by.person)
    if own.filter(at__gt=now - timedelta(days=1)).count() >= REPORTS_IN_A_DAY:
        raise Refused(no("too-many-reports", n=REPORTS_IN_A_DAY))
    before = found.reports.filter(person=by.person).first()
    if before is not None and before.settled is None:
        return Done(comment, repeated=True)
    if before is not None and before.answered:
        raise Refused(no("looked-at"))
    given = {"ground": ground, "text": kept, "at": now, "settled": None}
    Report.objects.update_or_create(comment=found, person=by.person, defaults=given)
    return Done(comment)


@deed
def let_stand(
    *, community: Any, by: Actor, year: int, number: int, comment: int, as_of: datetime | None = None
) -> Done:
    """Settle what readers told of a comment up to ``as_of`` (the moment at which it was read) without hiding it."""
    at = matter_at(community, year, number)
    officer(community, by, at.procedure)
    found = comment_at(community, at.chain, comment)
    if found.person == by.person:
        raise Refused(no("own-report"))
    told = found.reports.filter(settled=None, at__lte=as_of or community_actions.now())
    if not told.update(settled=community_actions.now()):
        raise Refused(no("nothing-reported"))
    return Done(comment)


@deed
def hide(
    *, community: Any, by: Actor, year: int, number: int, comment: int, ground: Ground, reasons: str,
    as_of: datetime | None = None,
) -> Done:  # fmt: skip
    """Hide a comment, for one of the grounds and with reasons that its writer and everybody can read.

    ``as_of``: the moment at which it was read; it is not hidden for words that its writer has replaced since.
    """
    kept = words(reasons, limit=LONGEST_REASONS, field="reasons")
    at = matter_at(community, year, number)
    member(community, by)
    found = comment_at(community, at.chain, comment)
    if found.gone:
        raise Refused(no("gone"))
    if found.hidden and found.hidings.filter(person=by.person, verdict="").exists():
        return Done(comment, repeated=True)
    if as_of is not None and found.edited is not None and found.edited > as_of:
        raise Refused(no("changed"))
    act = Hide(
        at.chain, at.procedure, comment, found.person, _seal(found.salt, found.text), ground,
        community_actions.seal_text(community, kept),
    )  # fmt: skip
    entry = _entered(community, act, by)
    Hiding.objects.create(
        community=community, comment=found, seq=entry.seq, at=entry.at, person=by.person, organ=by.organ, ground=ground,
        reasons=act.reasons,
    )  # fmt: skip
    _set_hidden(found, to=True)
    found.reports.filter(settled=None).update(settled=entry.at)
    _tell(community, Telling.Kind.HIDDEN, found, entry)
    return Done(comment)


@deed
def appeal(*, community: Any, by: Actor, year: int, number: int, comment: int, text: str) -> Done:
    """Ask that another person look at the hiding of one's comment; once. Also when the matter is over."""
    kept = words(text, limit=LONGEST_REASONS)
    at = matter_at(community, year, number)
    found = _hiding(comment_at(community, at.chain, comment))
    if found.appealed and found.appeal == kept and found.comment.person == by.person:
        return Done(comment, repeated=True)
    _there(found)
    salt = secrets.token_bytes(SALT_BYTES).hex()
    entry = _entered(community, Appeal(found.seq, _seal(salt, kept)), Actor(by.person, ""))
    found.appeal, found.appeal_salt, found.appealed = kept, salt, entry.at
    found.save(update_fields=["appeal", "appeal_salt", "appealed"])
    return Done(comment)


@deed
def settle(
    *, community: Any, by: Actor, year: int, number: int, comment: int, verdict: Literal["kept", "restored"],
    reasons: str,
) -> Done:  # fmt: skip
    """Decide an appeal: the comment stays hidden or is shown again. Never by who hid it."""
    kept = words(reasons, limit=LONGEST_REASONS, field="reasons")
    at = matter_at(community, year, number)
    member(community, by)
    found = _hiding(comment_at(community, at.chain, comment))
    if (found.decided_person, found.verdict) == (by.person, verdict):
        return Done(comment, repeated=True)
    _there(found)
    act = Settle(found.seq, verdict, community_actions.seal_text(community, kept))
    entry = _entered(community, act, by)
    found.verdict, found.decided, found.decided_at = verdict, act.reasons, entry.at
    found.decided_person, found.decided_organ = by.person, by.organ
    found.save()
    if verdict == "restored":
        _set_hidden(found.comment, to=False)
    _tell(community, Telling.Kind.APPEAL, found.comment, entry, seq=found.seq)
    return Done(comment)


def _seal(salt: str, text: str) -> str:
    return commit(bytes.fromhex(salt), text.encode())


def _entered(community: Any, act: ModeratingAct, by: Actor) -> Any:
    """The entry of the chain. Raises :class:`Refused`, which undoes what was sealed for it."""
    found = community_actions.moderate(community, act, by=by)
    if isinstance(found, Refusal):
        raise Refused(of_engine(found))
    return found


def _hiding(comment: Comment) -> Hiding:
    found = comment.hidings.select_related("comment__discussion").order_by("seq").last()
    if found is None:
        raise Refused(no("not-hidden"))
    return found


def _there(hiding: Hiding) -> None:
    """There is still a comment to decide about. Raises :class:`Refused`."""
    if hiding.comment.gone:
        raise Refused(no("nothing-left"))


def _set_hidden(comment: Comment, *, to: bool) -> None:
    comment.hidden = to
    comment.save(update_fields=["hidden"])


def _tell(community: Any, kind: str, comment: Comment, entry: Any, seq: int = 0) -> None:
    Telling.objects.create(
        community=community, kind=kind, chain=comment.discussion.chain, seq=seq or entry.seq, person=comment.person,
        at=entry.at,
    )  # fmt: skip
