"""Finding charters on disk: whatever the path is, a charter or a finding."""

import os
from pathlib import Path

import pytest

from linli import charters
from linli.core.charter.finding import CharterError

HEAD = 'charter: {slug}\nversion: "1"\ntitle: {{zh: 章, en: charter}}\nlevel: law\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A gallery with one law."""
    monkeypatch.setenv("LINLI_CHARTERS", str(tmp_path / "gallery"))
    put(tmp_path / "gallery", "law")
    return tmp_path


def put(folder: Path, slug: str, more: str = "") -> Path:
    path = folder / slug / "charter.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(HEAD.format(slug=slug) + more, encoding="utf-8")
    return path


def refused(path: str | Path) -> tuple[str, str]:
    with pytest.raises(CharterError) as caught:
        charters.read(path)
    (finding,) = caught.value.findings
    assert finding.mark is not None
    assert (finding.mark.line, finding.mark.column) == (1, 1)
    return finding.code, finding.says.en


def test_the_gallery_of_a_checkout_is_beside_its_sources(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LINLI_CHARTERS", raising=False)
    assert charters.gallery() == root / "charters"
    assert "beilin" in charters.slugs()
    assert charters.read("beilin").slug == "beilin"


def test_a_charter_is_read_by_its_name_or_its_path(folder: Path) -> None:
    assert charters.slugs() == ("law",)
    assert charters.read("law").hash == charters.read(folder / "gallery" / "law" / "charter.yaml").hash
    assert charters.read("law").mark("level").file == "law/charter.yaml"


def test_what_a_file_extends_is_beside_it_or_in_the_gallery(folder: Path) -> None:
    put(folder / "mine", "near")
    path = put(folder / "mine", "own", "extends: [near, law]\n")
    assert [one.slug for one in charters.read(path).closure] == ["own", "near", "law"]
    path.write_text(HEAD.format(slug="own") + "extends: nowhere\n", encoding="utf-8")
    with pytest.raises(CharterError, match="“nowhere”"):
        charters.read(path)


def test_a_law_of_the_law_base_is_found_by_its_name_and_by_what_extends_it(folder: Path) -> None:
    base = put(folder / "gallery" / "law", "base")
    other = put(folder / "gallery" / "law", "other", "extends: base\n")
    put(folder / "gallery", "model", "extends: [base, law]\n")
    put(folder / "mine" / "law", "own-law")
    mine = put(folder / "mine", "mine", "extends: [own-law, base]\n")
    assert charters.slugs() == ("law", "model", "base", "other")
    assert charters.read("base").hash == charters.read(base).hash
    assert charters.read("base").mark("level").file == "base/charter.yaml"
    assert [one.slug for one in charters.read(other).closure] == ["other", "base"]
    assert [one.slug for one in charters.read("model").closure] == ["model", "base", "law"]
    assert [one.slug for one in charters.read(mine).closure] == ["mine", "own-law", "base"]


def test_the_same_charter_has_the_same_hash_wherever_it_lies(folder: Path) -> None:
    at_top, in_base = put(folder / "one", "sample"), put(folder / "two" / "law", "sample")
    assert charters.read(at_top).hash == charters.read(in_base).hash


def test_a_name_never_leads_out_of_the_gallery(folder: Path) -> None:
    (folder / "charter.yaml").write_text(HEAD.format(slug="out"), encoding="utf-8")
    assert charters.find("..") is None
    assert charters.find("gallery/law") is None
    assert charters.find("a" * 5000) is None
    assert charters.find("law") is not None


def test_what_is_no_file_is_told_without_an_accident(folder: Path) -> None:
    ring = folder / "ring"
    ring.symlink_to(ring)
    pipe = folder / "pipe"
    os.mkfifo(pipe)
    assert refused(folder) == ("not-a-file", "this is not a file")
    assert refused(pipe) == ("not-a-file", "this is not a file")
    assert refused(ring) == ("no-file", "the links run in a ring")
    assert refused(folder / "missing.yaml") == ("no-file", "there is no such file")
    assert refused("nobody-knows-this-charter") == ("no-file", "there is no such file")
    assert refused("a\0b") == ("no-file", "the file cannot be opened")
    assert refused("a" * 5000) == ("no-file", "the file cannot be opened")
    assert refused("")[0] in ("no-file", "not-a-file")


def test_a_huge_file_is_not_read_to_its_end(folder: Path) -> None:
    huge = folder / "huge.yaml"
    with huge.open("wb") as file:
        file.truncate(10 * 1024**3)
    assert refused(huge)[0] == "too-big"
