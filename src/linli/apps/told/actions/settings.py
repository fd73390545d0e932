"""What people say about how they want to be told. Everything here is for the holder of the account alone."""

from __future__ import annotations

import secrets
from base64 import b64encode
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core import signing
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.community.actions import base_url
from linli.apps.told import ways
from linli.apps.told.kinds import AT_ONCE, KINDS, MODES
from linli.apps.told.models import Choice, Reader, Sending, Way
from linli.apps.told.ways import NotTaken as NotTaken

MOST_WAYS = 5
USE, SECRET = "told way", "webhook secret"
CONFIRM, OFF = "told.confirm", "told.off"
CONFIRM_DAYS = 3


@community_actions.deed
def reader_of(account: Any, *, lang: str = "zh") -> Reader:
    """The reader that an account is; made on the first look."""
    community = community_reads.communities_of(account).first()
    zone = community.zone if community else "Asia/Shanghai"
    found, _made = Reader.objects.select_related("account").get_or_create(
        account=account, defaults={"lang": lang, "zone": zone, "secret": secrets.token_urlsafe(32)}
    )
    return found


@community_actions.deed
def set_hours(
    reader: Reader, *, actor: Any, digest: int, quiet_from: int, quiet_until: int, lang: str
) -> None:
    """When the digest comes, and which hours are quiet."""
    _own(reader, actor)
    hours = [min(max(hour, 0), 23) for hour in (digest, quiet_from, quiet_until)]
    reader.digest_hour, reader.quiet_from, reader.quiet_until = hours
    reader.lang = lang if lang in ("zh", "en") else reader.lang
    reader.save(update_fields=["digest_hour", "quiet_from", "quiet_until", "lang"])


@community_actions.deed
def set_choices(reader: Reader, chosen: Mapping[str, str], *, actor: Any) -> None:
    """How each kind of news comes."""
    _own(reader, actor)
    for kind, mode in chosen.items():
        if kind in KINDS and mode in MODES and (mode != "now" or kind in AT_ONCE):
            Choice.objects.update_or_create(reader=reader, kind=kind, defaults={"mode": mode})


@community_actions.deed
def add_way(reader: Reader, kind: str, address: str, *, actor: Any) -> Way:
    """Take an address; nothing is sent to it before it is confirmed. Raises :class:`NotTaken`.

    What is not an e-mail address needs no letter to be confirmed: who sets up a webhook holds its other end.
    """
    _own(reader, actor)
    if reader.ways.count() >= MOST_WAYS:
        raise NotTaken(
            f"最多 {MOST_WAYS} 个地址，请先删去一个。", f"At most {MOST_WAYS} addresses; remove one first."
        )
    kept, shown = ways.checked(kind, address)
    return Way.objects.create(
        reader=reader, kind=kind, address=community_actions.seal_words(kept, USE), shown=shown,
        made=community_actions.now(), confirmed=kind != Way.Kind.EMAIL,
    )  # fmt: skip


def address_of(way: Way) -> str:
    """The address itself."""
    return community_actions.unseal_words(way.address, USE)


def hook_secret(way: Way) -> str:
    """With what a webhook is signed. It follows from the key beside the database; of one made before that was changed
    it is kept, sealed, so that its other end need not be told.
    """
    made = "".join(community_actions.mark(words, use) for words, use in halves(way.pk, way.made))
    found = community_actions.unseal_words(way.secret, SECRET) or made
    return ways.SECRET_BEGINS + b64encode(bytes.fromhex(found)).decode()


def halves(pk: int, made: datetime) -> list[tuple[str, str]]:
    """Of what words, and for what use, the marks are made that a webhook is signed with."""
    return [(f"{pk} {made.isoformat()}", f"webhook {half}") for half in (1, 2)]


def confirm_link(way: Way) -> str:
    """The link that proves that who reads the letters wants them."""
    return base_url() + reverse("told:confirm", args=[signing.dumps([way.pk, way.shown], salt=CONFIRM)])


@community_actions.deed
def confirm_way(token: str) -> Way | None:
    """Confirm an address by its link; None where the link is not one of ours, or old, or the address is gone."""
    try:
        pk, shown = signing.loads(token, salt=CONFIRM, max_age=CONFIRM_DAYS * 86_400)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    way = Way.objects.filter(pk=pk, shown=shown).first()
    if way is not None and not way.confirmed:
        way.confirmed = True
        way.save(update_fields=["confirmed"])
    return way


@community_actions.deed
def drop_way(reader: Reader, pk: int, *, actor: Any) -> bool:
    """Forget an address, and what waited for it."""
    _own(reader, actor)
    return bool(reader.ways.filter(pk=pk).delete()[0])


@community_actions.deed
def try_again(reader: Reader, pk: int, *, actor: Any) -> bool:
    """Send to an address again that was paused because it failed, and what it did not take then."""
    _own(reader, actor)
    rows = reader.ways.filter(pk=pk)
    Sending.objects.filter(way__in=rows, state=Sending.State.FAILED).update(state=Sending.State.QUEUED)
    return rows.update(paused=False, failures=0, retry_at=None, last_error="") == 1


def off_token(reader: Reader, kind: str) -> str:
    """What stands in the link that turns one kind of news off."""
    return signing.dumps([reader.pk, kind], salt=OFF, compress=True)


def read_off(token: str) -> tuple[Reader, str] | None:
    """The reader and the kind of a link; None where it is not one of ours."""
    try:
        pk, kind = signing.loads(token, salt=OFF)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    reader = Reader.objects.filter(pk=pk).first()
    return (reader, kind) if reader and kind in (*KINDS, "all") else None


@community_actions.deed
def turn_off(token: str) -> str | None:
    """Turn a kind of news off by the link in a message: who has the message is the reader. Gives the kind."""
    found = read_off(token)
    if found is None:
        return None
    reader, kind = found
    for one in KINDS if kind == "all" else (kind,):
        Choice.objects.update_or_create(reader=reader, kind=one, defaults={"mode": "off"})
    return kind


@community_actions.deed
def new_addresses(reader: Reader, *, actor: Any) -> None:
    """Make the private addresses of one's calendar and feed anew; the old ones lead nowhere from now on."""
    _own(reader, actor)
    reader.secret = secrets.token_urlsafe(32)
    reader.save(update_fields=["secret"])


def _own(reader: Reader, actor: Any) -> None:
    if reader.account_id != getattr(actor, "pk", None):
        raise PermissionDenied
