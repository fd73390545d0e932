"""A hostile charter: very long names, letters from the right, script in every text. No page obeys it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from linli import charters
from linli.apps.charters.reads import shelf
from linli.apps.community import actions
from linli.apps.community.models import Community, Place

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'</textarea></title>"
HOSTILE = f"{SCRIPT}שלום عربي{'长' * 400}"
SCENARIOS = """
charter: hostile
people: {r1: registered}
scenarios:
  one:
    title: {zh: TITLE, en: TITLE}
    story:
      - r1 sings
"""
MODEL = ("", "aloud/", "power/", "file/", "stories/", "stories/one/1/", "edit/")
HERE = ("charter/", "charter/file/", "charter/edit/", "charter/history/", "", "organs/", "organs/board/", "place/",
        "agreements/", "matters/new/", "matters/new/amendment/")  # fmt: skip


def hostile(text: str) -> str:
    """A charter in which every text that people read has become hostile."""
    quoted = '"' + HOSTILE.replace("\\", "").replace('"', '\\"') + '"'
    text = re.sub(r"\b(zh|en): [^,}\n]+", lambda found: f"{found[1]}: {quoted}", text)
    title = f"title: {{zh: {quoted}, en: {quoted}}}"
    board = f"  board: {{{title}, elected-by: residents, seats: 1 to 3, when: homes > 1, source: {{doc: pact}}}}\n"
    known = f"  homes: {{{title}, type: number, of: place, source: {{doc: pact}}}}\n"
    text = text.replace("organs:\n", f"organs:\n{board}").replace("facts:\n", f"facts:\n{known}", 1)
    return text.replace("charter: pact", "charter: hostile")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LINLI_CHARTERS", str(tmp_path))
    (tmp_path / "hostile").mkdir()
    file = tmp_path / "hostile" / "charter.yaml"
    file.write_text(
        hostile(Path(__file__).with_name("pact.yaml").read_text(encoding="utf-8")), encoding="utf-8"
    )
    (tmp_path / "hostile" / "scenarios.yaml").write_text(
        SCENARIOS.replace("TITLE", "'" + SCRIPT.replace("'", "''") + "'"), encoding="utf-8"
    )
    (tmp_path / "hostile" / "README.md").write_text(
        f"# {HOSTILE}\n\n{HOSTILE} [x](javascript:alert(3))\n", encoding="utf-8"
    )
    return file


@pytest.fixture
def community(db: None, folder: Path) -> Community:
    place = Place.objects.create(code="990101001001", name="和平路社区居委会", level=5)
    found: Any = actions.found_community(
        slug="heping",
        place=place.code,
        name="和平路社区",
        charter=charters.read(folder),
        actor=actions.TERMINAL,
    )
    assert isinstance(found, Community)
    return found


def harmless(page: str, where: str) -> None:
    """Nothing of the hostile text has become markup."""
    assert "<script>alert" not in page, where
    assert "<img src=x" not in page, where
    assert "javascript:alert" not in re.sub(r"&lt;.*?&gt;", "", page) or 'href="javascript:' not in page, (
        where
    )


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_no_page_of_a_charter_obeys_what_stands_in_it(
    community: Community, folder: Path, language: str
) -> None:
    assert [one.slug for one in shelf.models()] == ["hostile"]
    client = Client(headers={"accept-language": language})
    addresses = [
        "/models/", "/models/compare/?a=hostile&b=hostile", *(f"/models/hostile/{one}" for one in MODEL),
        *(f"/c/heping/{one}" for one in HERE),
    ]  # fmt: skip
    shown = 0
    for address in addresses:
        answer = client.get(address, follow=True)
        assert answer.status_code == 200, address
        page = answer.content.decode()
        harmless(page, address)
        shown += "&lt;script&gt;" in page
    assert shown >= len(addresses) - 3
    text = folder.read_text(encoding="utf-8")
    for address in (
        "/check/",
        "/models/hostile/edit/",
        "/models/hostile/edit/live/",
        "/c/heping/charter/edit/live/",
    ):
        for sent in (text, text.replace("kind: propose", f"kind: '{SCRIPT.replace(chr(39), '')}'", 1)):
            harmless(client.post(address, {"text": sent}).content.decode(), address)


def test_an_installation_without_models_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, db: None
) -> None:
    monkeypatch.setenv("LINLI_CHARTERS", str(tmp_path))
    assert (
        "There is no model here."
        in Client(headers={"accept-language": "en"}).get("/models/").content.decode()
    )
    assert Client().get("/models/compare/").status_code == 200
