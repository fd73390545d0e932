"""Checking a charter that somebody hands in: every mistake with its place, nothing obeyed, nothing kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from linli import charters
from linli.core.charter.codes import CODES
from linli.core.charter.nodes import MAX_BYTES

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}


def checked(text: str = "", file: bytes | None = None) -> str:
    given: dict[str, Any] = {"text": text}
    if file is not None:
        given["file"] = SimpleUploadedFile("charter.yaml", file)
    answer = Client(headers=ENGLISH).post("/check/", given)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_form_stands_open_to_everybody() -> None:
    page = Client(headers=ENGLISH).get("/check/").content.decode()
    assert 'name="text"' in page
    assert 'id="result"' not in page


def test_a_mistake_is_told_with_its_line_its_mend_and_the_page_on_its_code(root: Path) -> None:
    text = (root / "tests/core/charter/bad/unknown-key.yaml").read_text(encoding="utf-8")
    page = checked(text.replace("\n", "\r\n"))
    line = text.splitlines()[0].rpartition(" ")[2]
    assert f'href="#L{line}"' in page
    assert f'id="L{line}"' in page
    assert "did you mean" in page
    assert 'href="/check/findings/unknown-key/"' in page


def test_a_good_charter_is_called_by_its_title_and_what_was_typed_is_still_there() -> None:
    page = checked(file=charters.read("beilin").text)
    assert '<h2 id="result-title">Beilin: four deliberations, six disclosures</h2>' in page
    assert "decides: {community-affair" not in page
    assert "residents-cannot-propose" in page


@pytest.mark.parametrize(
    ("file", "code"),
    [(b"", "empty"), ("章程".encode("gb18030"), "not-utf8"), (b"\x00", "hidden-character"),
     (b"x" * (MAX_BYTES + 1), "too-big"), (b"a: &a [x]\nb: [*a,*a]", "alias"), (b"[" * 5000, "too-deep"),
     (b"\xff\xfe\x00", "not-utf8")],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_a_file_that_is_no_charter_is_refused_in_words(file: bytes, code: str) -> None:
    assert f"<code>{code}</code>" in checked(file=file)


def test_hostile_words_are_shown_and_not_obeyed() -> None:
    page = checked("<script>alert(1)</script>: '{{ 7|add:7 }}</textarea>'")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "{{ 7|add:7 }}&lt;/textarea&gt;" in page


def test_programs_get_the_same_in_both_languages_without_a_session() -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/check/json/", b"charter: [", content_type="text/yaml")
    told = json.loads(answer.content)
    assert told["charter"] is None
    assert told["findings"][0]["code"] == "yaml"
    assert told["findings"][0]["line"] == 1
    assert told["findings"][0]["zh"] != told["findings"][0]["en"]
    good = json.loads(
        client.post("/check/json/", charters.read("beilin").text, content_type="text/yaml").content
    )
    assert good["hash"] == charters.read("beilin").hash
    assert client.get("/check/json/").status_code == 405
    assert client.cookies.get("sessionid") is None


def test_every_code_has_a_page() -> None:
    client = Client(headers=ENGLISH)
    index = client.get("/check/findings/").content.decode()
    for code in CODES:
        assert f'href="/check/findings/{code}/"' in index
    page = client.get("/check/findings/alias/").content.decode()
    assert "Wrong" in page
    assert client.get("/check/findings/no-such-code/").status_code == 404


def test_checking_asks_nothing_of_the_database(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        checked("charter: [")


@pytest.mark.parametrize(("language", "words"), [("zh-CN", "谁也不选谁"), ("en", "neither chooses, recalls")])
def test_a_code_is_explained_in_the_readers_language(language: str, words: str) -> None:
    page = Client(headers={"accept-language": language}).get("/check/findings/undefined-relation/")
    told = page.content.decode()
    assert words in told
    assert "neither chooses" not in told or language == "en"
