"""Whatever a program sends, what it gets is what the OpenAPI document says, and never an error of ours."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from schemathesis import checks
from schemathesis.config import SchemathesisConfig
from schemathesis.core.parameters import ParameterLocation
from schemathesis.generation.modes import GenerationMode
from schemathesis.specs.openapi import checks as openapi_checks

from examples import examples
from linli.site.api.views import described

if TYPE_CHECKING:
    from tests.apps.access.conftest import Doors

CHECKS = [
    checks.not_a_server_error, openapi_checks.status_code_conformance, openapi_checks.content_type_conformance,
    openapi_checks.response_schema_conformance,
]  # fmt: skip
OFFICES = ("seat-holder", "clerk")
USUAL = {"community": "sample", "organ": "party-branch", "code": "990101001001"}


@pytest.fixture(scope="module")
def schema() -> Any:
    """The document, with the interface itself behind it; `examples` says how many are tried (more on demand)."""
    config = SchemathesisConfig.from_dict({"analysis": {"constants": {"enabled": False}}})
    found = schemathesis.openapi.from_dict(described(), config=config)
    found.app = get_wsgi_application()
    return found


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """Like Django's own test client: a request does not close the connection that the test has begun to use."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.parametrize(
    ("mode", "count"),
    [(GenerationMode.NEGATIVE, 2), (GenerationMode.POSITIVE, 3)],
    ids=["bad data", "good data"],
)
def test_no_answer_is_other_than_the_document_says_whoever_sends(
    schema: Any, doors: Doors, mode: GenerationMode, count: int
) -> None:
    """Bad data comes from everybody at once. Good data goes far and costs more: each example comes from who holds an
    office and from two more, so that three go round.
    """
    offices = doors.programs if mode is GenerationMode.NEGATIVE else OFFICES
    others = [role for role in doors.programs if role not in offices]
    turns = cycle([others[at : at + 2] for at in range(0, len(others), 2)] or [[]])
    for result in schema.get_all_operations():
        _try(result.ok(), ([*offices, *more] for more in turns), doors, mode, count)


def _headers(program: Client) -> dict[str, str]:
    secret = program.defaults.get("HTTP_AUTHORIZATION")
    return {"Authorization": secret} if secret else {}


def _try(
    operation: Any, senders: Iterator[list[str]], doors: Doors, mode: GenerationMode, count: int
) -> None:
    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=examples(count), deadline=None, suppress_health_check=list(HealthCheck), database=None
    )
    def ask(case: Any) -> None:
        known = {**USUAL, **doors.known}
        # Half of what there is to find lies behind addresses that exist.
        path = case.meta.components.get(ParameterLocation.PATH)
        if path and path.mode is GenerationMode.POSITIVE:
            case.path_parameters = {
                name: known.get(name, value) for name, value in case.path_parameters.items()
            }
        for role in next(senders):
            with transaction.atomic():
                case.call_and_validate(checks=CHECKS, headers=_headers(doors.programs[role]))
                transaction.set_rollback(True)

    ask()
