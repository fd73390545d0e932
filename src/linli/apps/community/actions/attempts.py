"""How often somebody may try, counted under hashes of what was tried and of where it came from."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Mapping
from datetime import timedelta
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest

from linli.apps.community import clock
from linli.apps.community.deed import deed
from linli.apps.community.models import SignInFailure

FORGETS_AFTER = timedelta(minutes=15)
KEPT = timedelta(days=1)
"""Nothing looks back further than this."""
MOST_FROM_ADDRESS = 50


def address_of(request: HttpRequest) -> str:
    """Where a request comes from. Behind servers of one's own (LINLI_PROXIES) it is what the outermost of them saw."""
    behind: int = settings.CONFIG.proxies
    passed = [one.strip() for one in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if one.strip()]
    found = passed[-behind] if 0 < behind <= len(passed) else request.META.get("REMOTE_ADDR", "")
    try:
        return str(ip_address(found))
    except ValueError:
        return ""


def mark(kind: str, word: str) -> str:
    """Under what an attempt is counted."""
    return hashlib.sha256(f"{kind} {word}".encode(errors="replace")).hexdigest()


def too_many(most: Mapping[str, int], *, within: timedelta = FORGETS_AFTER) -> bool:
    """Whether one of these marks has failed as often as it may, lately: ``within`` a day at most."""
    return seconds_left(most, within=within) > 0


def seconds_left(most: Mapping[str, int], *, within: timedelta = FORGETS_AFTER) -> int:
    """Seconds until none of these marks has failed as often as it may; 0 where none has."""
    now = clock.now()
    waits = [0]
    for one, limit in most.items():
        lately = SignInFailure.objects.filter(mark=one, at__gt=now - within).order_by("-at")
        first = lately.values_list("at", flat=True)[limit - 1 : limit].first()
        waits.append(math.ceil((first + within - now).total_seconds()) if first else 0)
    return max(waits)


@deed
def note_failure(marks: Iterable[str]) -> None:
    """Count a failed attempt, for every process of the server; what no limit looks back to is forgotten."""
    now = clock.now()
    SignInFailure.objects.filter(at__lt=now - KEPT).delete()
    SignInFailure.objects.bulk_create(SignInFailure(mark=one, at=now) for one in marks)


def tried_too_often(kind: str, word: str, *, most: int, within: timedelta) -> bool:
    """Whether something has failed as often as it may within a time, a day at most."""
    return too_many({mark(kind, word): most}, within=within)


def note_try(kind: str, word: str) -> None:
    """Count one more failure of something."""
    note_failure([mark(kind, word)])


def take_turn(most: Mapping[tuple[str, str], int]) -> bool:
    """Count one more of what costs each time, succeed or not; False where it was done as often as it may be."""
    marks = {mark(kind, word): limit for (kind, word), limit in most.items()}
    if too_many(marks):
        return False
    note_failure(marks)
    return True


def forget(one: str) -> None:
    """Begin to count anew: it succeeded."""
    SignInFailure.objects.filter(mark=one).delete()
