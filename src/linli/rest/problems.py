"""What went wrong, as a body that a program can act on and a person can read (RFC 9457), in both languages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.utils.translation import get_language

from linli.core.charter.text import Lang, Text
from linli.rest import sayings

MEDIA_TYPE = "application/problem+json"
PAGE = "/api/"
"""Where the kinds of problems are explained to people."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that was sent and cannot be taken: where (``body.title``), a stable word for why, and why."""

    field: str
    code: str
    says: Text


@dataclass
class Problem(Exception):
    """An answer other than success. ``kind`` is one of :data:`sayings.KINDS`; ``code`` says more closely which.

    ``more`` are further members of the body: the clause and its source, what would be possible instead.
    """

    status: int
    kind: str
    code: str = ""
    says: Text | None = None
    wrong: tuple[Wrong, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def body(self) -> dict[str, Any]:
        """The members of the answer."""
        title = sayings.KINDS[self.kind]
        says = self.says or title
        reads = lang()
        return {
            "type": f"{PAGE}#problem-{self.kind}",
            "title": title.in_(reads),
            "status": self.status,
            "detail": says.in_(reads),
            "code": self.code or self.kind,
            "says": both(says),
            "errors": [{"field": one.field, "code": one.code, "says": both(one.says)} for one in self.wrong],
            **self.more,
        }


def answer(problem: Problem) -> HttpResponse:
    """The problem as a response; nobody keeps a copy of it."""
    text = json.dumps(problem.body, ensure_ascii=False)
    response = HttpResponse(text, status=problem.status, content_type=MEDIA_TYPE)
    response["Cache-Control"] = "no-store"
    for name, value in problem.headers.items():
        response[name] = value
    return response


def both(text: Text) -> dict[str, str]:
    """A text in both languages."""
    return {"zh": text.zh, "en": text.en}


def lang() -> Lang:
    """The language that the request asked for."""
    return "zh" if (get_language() or "zh").startswith("zh") else "en"


def invalid(wrong: Iterable[Wrong]) -> Problem:
    """Something in the request cannot be taken."""
    found = tuple(wrong)
    return Problem(422, "invalid", wrong=found, says=found[0].says if len(found) == 1 else None)


def not_found() -> Problem:
    """There is nothing here, or nothing that this reader may know of."""
    return Problem(404, "not-found")


def key_used() -> Problem:
    """The idempotency key was used for a request that said something else."""
    return invalid([Wrong("header.Idempotency-Key", "key-used", sayings.WRONG["key-used"])])
