"""Where a page of a list ends, so that the next begins there however much has been added meanwhile."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from linli.rest import sayings
from linli.rest.problems import Wrong, invalid

T = TypeVar("T")
MOST = 100
USUAL = 20
LONGEST = 200


def written(place: Sequence[int | str]) -> str:
    """The place after which the next page begins, as a word that means nothing to whoever carries it."""
    text = json.dumps(list(place), separators=(",", ":"), ensure_ascii=False)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read(cursor: str, *kinds: type) -> tuple[Any, ...] | None:
    """The place that a cursor stands for, of as many parts of these kinds; None for no cursor. Raises Problem."""
    if not cursor:
        return None
    found = _decoded(cursor)
    fits = isinstance(found, list) and len(found) == len(kinds)
    if not fits or any(type(part) is not kind for part, kind in zip(found, kinds, strict=True)):
        raise invalid([Wrong("query.cursor", "cursor", sayings.WRONG["cursor"])])
    if any(isinstance(part, int) and not 0 <= part < 2**62 for part in found):
        raise invalid([Wrong("query.cursor", "cursor", sayings.WRONG["cursor"])])
    return tuple(found)


def _decoded(cursor: str) -> Any:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        return json.loads(base64.urlsafe_b64decode(padded.encode("ascii")).decode())
    except (ValueError, binascii.Error, RecursionError):
        return None


def page(
    found: Sequence[T], most: int, place: Callable[[T], Sequence[int | str]]
) -> tuple[list[T], str | None]:
    """The page and the cursor of the next; ``found`` holds one more than asked for where there is a next."""
    shown = list(found[:most])
    return shown, written(place(shown[-1])) if len(found) > most and shown else None
