"""The key by which a deed sent twice is done once."""

from __future__ import annotations

import re
from typing import Annotated

from ninja import Header

from linli.rest import sayings
from linli.rest.problems import Wrong, invalid

ONCE = "A word of your own for this deed: sent twice, it is done once; sent with another content, it is refused (422)."
Key = Annotated[str, Header("", alias="Idempotency-Key", max_length=200, description=ONCE)]
_KEY = re.compile(r"[A-Za-z0-9_.:-]{1,64}")


def key_of(sent: str) -> str:
    """The idempotency key as sent. Raises Problem."""
    if sent and not _KEY.fullmatch(sent):
        raise invalid([Wrong("header.Idempotency-Key", "key", sayings.WRONG["key"])])
    return sent
