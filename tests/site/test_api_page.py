"""The reference of the interface names every operation, problem and shape, from our own server alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from django.test import Client
from ninja import Schema

from linli.rest import sayings
from linli.site.api import openapi
from linli.site.api.failing import KINDS
from linli.site.api.markdown import written
from linli.site.api.views import described


def test_the_page_explains_every_operation_and_problem_in_both_languages(db: None) -> None:
    for language in ("zh-hans", "en"):
        page = Client(headers={"accept-language": language}).get("/api/").content.decode()
        for path, method, one in openapi.operations(described()):
            assert f'id="do-{one["operationId"]}"' in page
            assert f"{method} {path}" in page
        for kind in sayings.KINDS:
            assert f'id="problem-{kind}"' in page
        targets = set(re.findall(r'href="#([^"]+)"', page)) - {"main"}
        ids = set(re.findall(r'id="([^"]+)"', page))
        assert targets - ids == set()
        assert "https://" not in page.replace("https://www.gnu.org", "")


def test_every_problem_has_a_title_and_a_hint() -> None:
    assert set(sayings.KINDS) == set(sayings.HINTS)
    assert set(KINDS.values()) <= set(sayings.KINDS)


def test_every_operation_and_every_field_of_a_body_says_what_it_means() -> None:
    document = described()
    for _path, _method, one in openapi.operations(document):
        assert one["description"]
        assert {"400", "422", "429"} <= {str(status) for status in one["responses"]}
    silent = [
        name for name, shape in document["components"]["schemas"].items() if not shape.get("description")
    ]
    assert silent == []


def test_the_reference_in_the_repository_is_that_of_the_document(root: Path) -> None:
    text = (root / "docs" / "reference" / "api.md").read_text(encoding="utf-8")
    assert text == written(described()), "write it anew: python -m linli.site.api.markdown"


def test_no_two_shapes_of_the_interface_are_called_alike() -> None:
    """Else the document would describe one of them in both places."""
    described()
    names = [
        one.__name__.removesuffix("Shape") for one in _below(Schema) if one.__module__.startswith("linli.")
    ]
    assert [one for one, times in Counter(names).items() if times > 1] == []


def _below(kind: type) -> Iterator[type]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)
