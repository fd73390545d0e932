"""Every failure as a problem."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, Throttled, ValidationError

from linli.core.charter.text import Text
from linli.rest import problems, sayings
from linli.rest.problems import Problem, Wrong

KINDS = {
    400: "unreadable", 401: "unauthenticated", 403: "forbidden", 404: "not-found", 405: "method", 413: "too-large",
    422: "invalid", 429: "too-many",
}  # fmt: skip


def teach(api: NinjaAPI) -> None:
    """Let an interface answer every exception of ours and of the libraries as a problem."""
    known: dict[type[Exception], Callable[[Any], HttpResponse]] = {
        Problem: problems.answer,
        Http404: lambda _error: _plain(404),
        PermissionDenied: lambda _error: _plain(403),
        RequestDataTooBig: lambda _error: _plain(413),
        ValidationError: _invalid,
        Throttled: _throttled,
        HttpError: lambda error: _plain(error.status_code),
    }
    for error, answer in known.items():
        api.add_exception_handler(error, _after_request(answer))


def _after_request(answer: Callable[[Any], HttpResponse]) -> Callable[[HttpRequest, Any], HttpResponse]:
    return lambda _request, error: answer(error)


def _plain(status: int) -> HttpResponse:
    return problems.answer(Problem(status, KINDS.get(status, "failed")))


def as_problem(response: Any) -> Any:
    """A failure that something else has written, as a problem; anything else as it is."""
    if response.status_code < 400 or response.get("Content-Type", "").startswith(problems.MEDIA_TYPE):
        return response
    allow = {"Allow": response["Allow"]} if "Allow" in response else {}
    kind = KINDS.get(response.status_code, "failed")
    return problems.answer(Problem(response.status_code, kind, headers=allow))


def _throttled(error: Throttled) -> HttpResponse:
    after = {"Retry-After": str(math.ceil(error.wait or 60))}
    return problems.answer(Problem(429, "too-many", headers=after))


def _invalid(error: ValidationError) -> HttpResponse:
    return problems.answer(problems.invalid(_wrong(error.errors)))


def _wrong(errors: list[dict[str, Any]]) -> Iterator[Wrong]:
    for error in errors:
        code = error["type"]
        known = code if code in sayings.WRONG else "other"
        yield Wrong(_where(error["loc"]), code.replace("_", "-"), _filled(known, error.get("ctx") or {}))


def _where(parts: tuple[Any, ...]) -> str:
    """The place in the request: the library names the argument of the function after the source, which says nothing."""
    source, *rest = (str(part) for part in parts)
    named = rest[1:] if source == "body" and len(rest) > 1 else rest
    return ".".join([source, *named])


def _filled(code: str, values: Mapping[str, Any]) -> Text:
    says = sayings.WRONG[code]
    plain = {name: str(value) for name, value in values.items()}
    return Text(zh=_put(says.zh, plain), en=_put(says.en, plain))


def _put(sentence: str, values: Mapping[str, str]) -> str:
    for name, value in values.items():
        sentence = sentence.replace(f"{{{name}}}", value)
    return sentence
