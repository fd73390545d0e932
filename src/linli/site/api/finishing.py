"""What every answer carries: its version, who may keep it, in which language it is."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpRequest
from django.utils.cache import get_conditional_response, patch_vary_headers

from linli.core.charter.text import Text
from linli.rest import problems, sayings
from linli.rest.problems import Wrong

Run = Callable[..., Any]


def finished(run: Run) -> Run:
    """Around every operation: refuses parameters that it does not have; gives each answer its version (ETag).

    An answer that the caller has already (If-None-Match) is not sent again.
    """
    known = frozenset(_parameters(getattr(run, "__self__", None)))

    @functools.wraps(run)
    def done(request: HttpRequest, *given: Any, **more: Any) -> Any:
        strange = [name for name in request.GET if name not in known]
        if strange:
            return problems.answer(problems.invalid(_strange(name) for name in strange))
        response = run(request, *given, **more)
        if request.method != "GET" or response.status_code != 200:
            return response
        patch_vary_headers(response, ["Accept-Language", "Authorization"])
        response["ETag"] = _tag(request, response.content)
        if "Cache-Control" not in response:
            # Asked anew each time: what is public today may be erased tomorrow.
            known_to_all = "Authorization" not in request.headers
            response["Cache-Control"] = f"{'public' if known_to_all else 'private'}, no-cache"
        return get_conditional_response(request, etag=response["ETag"], response=response)

    return done


def _parameters(operation: Any) -> Iterator[str]:
    for model in getattr(operation, "models", ()):
        if model.__ninja_param_source__ == "query":
            yield from getattr(model, "__ninja_flatten_map__", None) or model.model_fields


def _strange(name: str) -> Wrong:
    says = sayings.WRONG["unknown-parameter"]
    shown = name[:60]
    found = Text(zh=says.zh.replace("{name}", shown), en=says.en.replace("{name}", shown))
    return Wrong(f"query.{shown}", "unknown-parameter", found)


def _tag(request: HttpRequest, content: bytes) -> str:
    """The answer's own hash, after the version of the thing where it has one (``17.…``)."""
    version = getattr(request, "api_version", None)
    own = hashlib.sha256(content).hexdigest()[:32]
    return f'"{own}"' if version is None else f'"{version}.{own}"'
