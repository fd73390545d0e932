"""Making up what goes out, and sending it: each at most once, whatever is killed in between.

What goes out is claimed in the database before it is sent. A process killed after that leaves it claimed: nobody knows
whether it arrived, so it is marked and not sent again. What the other side refused is tried again later and later.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from linli.apps.community import actions as community_actions
from linli.apps.community.actions import base_url
from linli.apps.told import reads, ways
from linli.apps.told.actions.settings import address_of, off_token
from linli.apps.told.kinds import USUAL
from linli.apps.told.models import Reader, Sending, Way
from linli.apps.told.reads.words import LANGS, MOST, Line
from linli.apps.told.ways import NotSent

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
    if not is_quiet(reader, local):
        for message in reader.messages.filter(settled=False, urgent=True).order_by("at"):
            made += _queue(to, f"now:{message.pk}", [message], now)
    if local.hour >= reader.digest_hour:
        made += _digest(reader, to, f"day:{local:%Y-%m-%d}", now)
    return made


def is_quiet(reader: Reader, local: datetime) -> bool:
    """Whether the hour is one in which nothing is sent, not even what is urgent."""
    begin, end = reader.quiet_from, reader.quiet_until
    return begin <= local.hour < end if begin <= end else local.hour >= begin or local.hour < end


def _digest(reader: Reader, to: list[Way], key: str, now: datetime) -> int:
    """The digest of a day, unless it was made; nothing where there is nothing to tell."""
    open_ = [way for way in to if not way.sendings.filter(key=key).exists()]
    if len(open_) < len(to):
        return 0
    return _queue(to, key, list(reader.messages.filter(settled=False, urgent=False).order_by("at")), now)


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
    now = community_actions.now()
    rows = Sending.objects.filter(state=State.QUEUED, way__paused=False).select_related(
        "way__reader__account"
    )
    return sum(
        _send(one) for one in rows.order_by("made") if one.way.retry_at is None or one.way.retry_at <= now
    )


def _send(sending: Sending) -> bool:
    if not _claim(sending):
        return False
    reader, way = sending.way.reader, sending.way
    modes = {**USUAL, **{one.kind: one.mode for one in reader.choices.all()}}
    messages = [one for one in sending.messages.select_related("community") if modes[one.kind] != "off"]
    digest = sending.key.startswith("day:")
    lines = reads.lines_of(reader, messages, desk=digest and modes["desk"] != "off")
    old = not digest and sending.made < community_actions.now() - STALE
    if not lines or old:
        return _ended(sending, State.EMPTY)
    kind = "all" if digest else messages[0].kind
    subject, body, off = _words(reader, lines, kind, digest=digest)
    try:
        _out(way, sending, subject, body, off)
    except NotSent as error:
        return _failed(sending, way, str(error))
    Way.objects.filter(pk=way.pk).update(failures=0, retry_at=None, last_error="")
    return _ended(sending, State.SENT)


@community_actions.deed
def _claim(sending: Sending) -> bool:
    """Whether this process may send it: one of several that try is the one."""
    rows = Sending.objects.filter(pk=sending.pk, state=State.QUEUED)
    return (
        rows.update(state=State.SENDING, claimed=community_actions.now(), attempts=sending.attempts + 1) == 1
    )


@community_actions.deed
def _ended(sending: Sending, state: str) -> bool:
    Sending.objects.filter(pk=sending.pk).update(state=state)
    return state == State.SENT


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


def _words(reader: Reader, lines: list[Line], kind: str, *, digest: bool) -> tuple[str, str, str]:
    base, off = base_url(), base_url() + reverse("told:off", args=[off_token(reader, kind)])
    with translation.override(LANGS[reader.lang]):
        subject = (
            _("Linli today: %(n)d") % {"n": len(lines)}
            if digest
            else _("%(community)s: %(news)s") % {"community": lines[0].community, "news": lines[0].text}
        )
        told = [f"- {one.placed}\n  {base}{one.path}" for one in lines[:MOST]]
        more = [_("and %(n)d more items") % {"n": len(lines) - MOST}] if len(lines) > MOST else []
        settings = base + reverse("told:settings")
        ends = [
            _("Change what you are told: %(url)s") % {"url": settings},
            _("No more of this: %(url)s") % {"url": off},
        ]
    # A subject is one line, whatever a title is.
    return " ".join(subject.split())[:150], "\n".join([*told, *more, "", *ends]), off


def _out(way: Way, sending: Sending, subject: str, body: str, off: str) -> None:
    address = address_of(way)
    if way.kind != Way.Kind.EMAIL:
        ways.send_on(way.kind, address, subject, body)
        return
    host = base_url().partition("://")[2].partition("/")[0].partition(":")[0]
    headers = {
        "Message-ID": f"<linli-{sending.pk}@{host}>",
        "List-Unsubscribe": f"<{off}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    ways.send_mail(address, subject, body, headers=headers)
