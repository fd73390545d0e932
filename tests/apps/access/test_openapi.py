"""Whatever a program sends, what it gets is what the OpenAPI document says, and never an error of ours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, given, settings
from schemathesis import checks
from schemathesis.config import SchemathesisConfig
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
USUAL = {"community": "sample", "organ": "party-branch", "code": "990101001001"}


@pytest.fixture(scope="module")
def schema() -> Any:
    """The document, with the interface itself behind it; `examples` says how many are tried (more on demand)."""
    found = schemathesis.openapi.from_dict(described(), config=SchemathesisConfig())
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
    ("who", "mode"),
    [("stranger", GenerationMode.NEGATIVE), ("seat-holder", GenerationMode.POSITIVE),
     ("clerk", GenerationMode.POSITIVE)],
)  # fmt: skip
def test_no_answer_is_other_than_the_document_says(
    schema: Any, doors: Doors, who: str, mode: GenerationMode
) -> None:
    headers = {}
    if who != "stranger":
        headers["Authorization"] = doors.programs[who].defaults["HTTP_AUTHORIZATION"]
    for result in schema.get_all_operations():
        _try(result.ok(), headers, doors, mode)


def _try(operation: Any, headers: dict[str, str], doors: Doors, mode: GenerationMode) -> None:
    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(max_examples=examples(3), deadline=None, suppress_health_check=list(HealthCheck), database=None)
    def ask(case: Any) -> None:
        known = {**USUAL, **doors.known}
        # Half of what there is to find lies behind addresses that exist.
        if mode is GenerationMode.POSITIVE:
            case.path_parameters = {
                name: known.get(name, value) for name, value in case.path_parameters.items()
            }
        with transaction.atomic():
            case.call_and_validate(checks=CHECKS, headers=headers)
            transaction.set_rollback(True)

    ask()
