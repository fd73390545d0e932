"""Making up what goes out, and sending it: each at most once, whatever is killed in between.

What goes out is claimed in the database before it is sent. A process killed after that leaves it claimed: nobody knows
whether it arrived, so it is marked and not sent again. What the other side refused is tried again later and later.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q

from linli.apps.community import actions as community_actions
from linli.apps.community.actions import base_url
from linli.apps.told import reads, ways
from linli.apps.told.actions.settings import address_of, hook_secret
from linli.apps.told.actions.writing import Letter, written
from linli.apps.told.kinds import USUAL
from linli.apps.told.models import Message, Reader, Sending, Way
from linli.apps.told.ways import NotSent

logger = logging.getLogger(__name__)
STALE = timedelta(days=2)
ABANDONED = timedelta(minutes=15)
FIRST_PAUSE = timedelta(minutes=5)
LONGEST_PAUSE = timedelta(days=1)
MOST_FAILURES = 8
State = Sending.State


def plan() -> int:
    """Make up what is due for every reader; gives how many were made."""
    rows = (
        Reader.objects.filter(ways__confirmed=True, ways__paused=False)
        .distinct()
        .values_list("pk", flat=True)
    )
    return sum(_plan(pk) for pk in list(rows))


@community_actions.deed
def _plan(pk: int) -> int:
    reader = Reader.objects.select_for_update().get(pk=pk)
    now = community_actions.now()
    local = now.astimezone(ZoneInfo(reader.zone))
    to = list(reader.ways.filter(confirmed=True, paused=False))
    made = 0
    if not reader.is_quiet(local.hour):
        waiting = reader.messages.filter(settled=False, urgent=True, at__gte=now - STALE)
        for messages in _by_kind(waiting.order_by("at")):
            made += _queue(to, f"now:{messages[0].pk}", messages, now)
    if day := reader.digest_on(local):
        # One that was held back since yesterday is for addresses that there were when it was due.
        told = [one for one in to if day == local.date() or one.made < reader.digest_due(day)]
        made += _digest(reader, told, f"day:{day:%Y-%m-%d}", now) if told else 0
    return made


def _by_kind(messages: Iterable[Message]) -> list[list[Message]]:
    """What is urgent goes out in one letter for each kind, which its link turns off."""
    found: dict[str, list[Message]] = {}
    for one in messages:
        found.setdefault(one.kind, []).append(one)
    return list(found.values())


def _digest(reader: Reader, to: list[Way], key: str, now: datetime) -> int:
    """The digest of a day with what was too late to be urgent, unless it was made or another still waits everywhere."""
    made = Sending.objects.filter(way__in=to)
    waits = made.filter(key__startswith="day:", state=State.QUEUED).values("way").distinct().count() == len(
        to
    )
    if waits or made.filter(key=key).exists():
        return 0
    told = reader.messages.filter(Q(urgent=False) | Q(at__lt=now - STALE), settled=False)
    return _queue(to, key, list(told.order_by("at")), now)


def _queue(to: list[Way], key: str, messages: list[Any], now: datetime) -> int:
    for way in to:
        sending, new = Sending.objects.get_or_create(way=way, key=key, defaults={"made": now})
        if new:
            sending.messages.set(messages)
    for message in messages:
        message.settled = True
        message.save(update_fields=["settled"])
    return len(to)


def send_all() -> int:
    """Send what waits; gives how many went out."""
    mail, sent = True, 0
    rows = Sending.objects.filter(state=State.QUEUED, way__paused=False).select_related(
        "way__reader__account"
    )
    for one in rows.order_by("made"):
        if not _is_due(one.way) or (one.way.kind == Way.Kind.EMAIL and not mail):
            continue
        try:
            sent += _send(one)
        except ways.NoServer as error:
            # All of them would wait for the same server: the rest is left to the next round.
            mail = False
            logger.warning("the mail server cannot be used (%s); letters wait", error)
    return sent


def _is_due(way: Way) -> bool:
    """Not before its time, and nothing in hours that are quiet by now, however long the round before it took."""
    now = community_actions.now()
    return (way.retry_at is None or way.retry_at <= now) and not _quiet(way.reader, now)


def _quiet(reader: Reader, now: datetime) -> bool:
    return reader.is_quiet(now.astimezone(ZoneInfo(reader.zone)).hour)


def _send(sending: Sending) -> bool:
    if not _claim(sending):
        return False
    reader, way = sending.way.reader, sending.way
    modes = {**USUAL, **{one.kind: one.mode for one in reader.choices.all()}}
    messages = [one for one in sending.messages.select_related("community") if modes[one.kind] != "off"]
    digest = sending.key.startswith("day:")
    lines = reads.lines_of(reader, messages, desk=digest and modes["desk"] != "off")
    old = not digest and sending.made < community_actions.now() - STALE
    if old:
        _leave_to_digest(sending)
    if not lines or old:
        return _ended(sending, State.EMPTY)
    letter = written(reader, lines, "all" if digest else messages[0].kind, digest=digest)
    try:
        _out(way, sending, letter)
    except ways.NoServer as error:
        _put_back(sending, str(error))
        raise
    except ways.Uncertain:
        return _ended(sending, State.UNKNOWN)
    except NotSent as error:
        return _failed(sending, way, str(error))
    Way.objects.filter(pk=way.pk).update(failures=0, retry_at=None, last_error="")
    return _ended(sending, State.SENT)


@community_actions.deed
def _claim(sending: Sending) -> bool:
    """Whether this process may send it: one of several that try is the one, and none in hours made quiet meanwhile."""
    reader = Reader.objects.filter(ways=sending.way_id).first()
    if reader is None or _quiet(reader, community_actions.now()):
        return False
    rows = Sending.objects.filter(pk=sending.pk, state=State.QUEUED)
    return (
        rows.update(state=State.SENDING, claimed=community_actions.now(), attempts=sending.attempts + 1) == 1
    )


@community_actions.deed
def _ended(sending: Sending, state: str) -> bool:
    Sending.objects.filter(pk=sending.pk).update(state=state)
    return state == State.SENT


@community_actions.deed
def _leave_to_digest(sending: Sending) -> None:
    """What could not be told while it was urgent comes in the digest, unless another address was told."""
    untold = sending.messages.exclude(sendings__state=State.SENT).values_list("pk", flat=True)
    Message.objects.filter(pk__in=list(untold)).update(settled=False, urgent=False)


@community_actions.deed
def _put_back(sending: Sending, why: str) -> None:
    """It waits for the next round; nothing is held against the address."""
    Way.objects.filter(pk=sending.way_id).update(last_error=why[:200])
    Sending.objects.filter(pk=sending.pk).update(state=State.QUEUED)


@community_actions.deed
def _failed(sending: Sending, way: Way, why: str) -> bool:
    """Not taken: again after a pause that doubles, and not at all after too many."""
    failures = way.failures + 1
    pause = min(FIRST_PAUSE * 2 ** min(failures - 1, 12), LONGEST_PAUSE)
    paused = failures >= MOST_FAILURES
    Way.objects.filter(pk=way.pk).update(
        failures=failures, retry_at=community_actions.now() + pause, last_error=why[:200], paused=paused
    )
    Sending.objects.filter(pk=sending.pk).update(state=State.FAILED if paused else State.QUEUED)
    return False


@community_actions.deed
def settle_claimed() -> int:
    """Mark what was claimed by a process that is gone: whether it arrived nobody knows, and it is not sent again."""
    rows = Sending.objects.filter(state=State.SENDING, claimed__lt=community_actions.now() - ABANDONED)
    return int(rows.update(state=State.UNKNOWN))


def _out(way: Way, sending: Sending, letter: Letter) -> None:
    address = address_of(way)
    if way.kind == Way.Kind.CHAT:
        ways.send_chat(address, letter.subject, letter.body)
        return
    if way.kind == Way.Kind.WEBHOOK:
        ways.send_hook(
            address, hook_secret(way), id=f"linli-{sending.pk}", at=community_actions.now(), subject=letter.subject,
            body=letter.body,
        )  # fmt: skip
        return
    host = base_url().partition("://")[2].partition("/")[0].partition(":")[0]
    headers = {
        "Message-ID": f"<linli-{sending.pk}@{host}>",
        "List-Unsubscribe": f"<{letter.off}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    ways.send_mail(address, letter.subject, letter.body, headers=headers, html=letter.html)
