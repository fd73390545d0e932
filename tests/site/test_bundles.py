"""Style sheets are kept by subject and sent as one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.test import RequestFactory

from linli.site.bundles import BUNDLES
from linli.site.middleware import Compressed

PAGE = "<p>" + "邻里 " * 500


@pytest.mark.parametrize("bundle", list(BUNDLES))
def test_a_bundle_holds_each_of_its_parts_once_and_what_is_for_paper_for_paper_only(bundle: str) -> None:
    found = finders.find(bundle)
    assert isinstance(found, str)
    text = Path(found).read_text(encoding="utf-8")
    assert text.count("{") == text.count("}")
    for part in BUNDLES[bundle]:
        source = finders.find(part)
        assert isinstance(source, str)
        assert text.count(Path(source).read_text(encoding="utf-8")) == 1
    assert [one for finder in finders.get_finders() for one, _storage in finder.list(None)].count(bundle) == 1
    if bundle == "linli/all.css":
        assert re.search(r"@media print \{\n/\* Any page on paper", text)


def test_what_is_no_bundle_is_found_as_before() -> None:
    assert str(finders.find("linli/seal.svg")).endswith("linli/seal.svg")
    assert finders.find("linli/none.css") is None
    assert len(finders.find("linli/all.css", find_all=True)) == 1


@pytest.mark.parametrize(
    ("kind", "takes", "compressed"),
    [("text/html; charset=utf-8", "gzip, br", True), ("text/html", "", False), ("application/json", "gzip", False),
     ("text/csv", "gzip", False)],
)  # fmt: skip
def test_pages_go_out_compressed_to_who_takes_that_and_nothing_else_does(
    kind: str, takes: str, compressed: bool
) -> None:
    sent = Compressed(lambda _request: HttpResponse(PAGE, content_type=kind, headers={"ETag": '"1"'}))
    answer = sent(RequestFactory().get("/", headers={"accept-encoding": takes} if takes else {}))
    assert isinstance(answer, HttpResponse)
    assert ("Content-Encoding" in answer) == compressed
    assert answer["ETag"] == ('W/"1"' if compressed else '"1"')
    assert (len(answer.content) < len(PAGE.encode())) == compressed


def test_two_answers_with_the_same_page_are_not_of_one_length() -> None:
    sent = Compressed(lambda _request: HttpResponse(PAGE))
    ask = RequestFactory().get("/", headers={"accept-encoding": "gzip"})
    assert len({len(sent(ask).content) for _ in range(20)}) > 1
