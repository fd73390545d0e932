"""How often one may ask: counted by token, or by address for those without."""

from __future__ import annotations

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from ninja.throttling import BaseThrottle

from linli.apps.community import actions

WINDOW = 60
SAFE = ("GET", "HEAD", "OPTIONS")


class Limits(BaseThrottle):
    """So many requests in a minute, deeds fewer than readings. Counted in this process, as the cache is."""

    def allow_request(self, request: HttpRequest) -> bool:
        """Whether this request is within the limit."""
        caller = getattr(request, "auth", None)
        token = getattr(caller, "token", 0)
        kind = ("token" if token else "stranger") if request.method in SAFE else "deed"
        who = f"token-{token}" if token else f"from-{actions.address_of(request)}"
        key = f"api-{kind}-{who}-{_second() // WINDOW}"
        cache.add(key, 0, timeout=WINDOW)
        try:
            return cache.incr(key) <= settings.API_LIMITS[kind]
        except ValueError:
            # It was forgotten between the two: the minute is over.
            return True

    def wait(self) -> float:
        """Seconds until one may ask again."""
        return WINDOW - _second() % WINDOW


def _second() -> int:
    return int(actions.now().timestamp())
