"""Every file in bad/ is wrong in one way, and says in its first line which finding it must give, and where."""

import re
from pathlib import Path

import pytest

from linli.core.charter import lint
from linli.core.charter.codes import CODES, family
from linli.core.charter.finding import CharterError, Finding
from linli.core.charter.load import load

HERE = Path(__file__).parent
BAD = sorted((HERE / "bad").glob("*.yaml"))
EXPECT = re.compile(r"# expect: ([a-z0-9-]+) at (\d+)\r?\n")
# No well-formed text file can be these; test_nodes.py and test_charters.py make them.
NOT_A_TEXT = {"no-file", "not-a-file", "too-big", "not-utf8", "empty", "too-many"}


def find(slug: str) -> bytes | None:
    paths = (HERE / "good" / f"{slug}.yaml", HERE / slug / "charter.yaml")
    return next((path.read_bytes() for path in paths if path.is_file()), None)


def findings(path: Path) -> tuple[Finding, ...]:
    try:
        return lint.check(load(path.read_bytes(), file=path.name, find=find))
    except CharterError as error:
        return error.findings


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_charter_gives_exactly_the_finding_it_names(path: Path) -> None:
    expected = EXPECT.match(path.read_bytes().decode())
    assert expected is not None, "the first line names a code and a line"
    told = findings(path)
    assert [(one.code, one.mark.line if one.mark else 0) for one in told] == [(expected[1], int(expected[2]))]
    assert told[0].level == CODES[told[0].code]
    assert told[0].says.zh != told[0].says.en
    assert told[0].mark is not None
    assert told[0].mark.column >= 1


@pytest.mark.parametrize("name", ["good/fair.yaml", "good/law.yaml", "statute/charter.yaml"])
def test_a_good_charter_gives_no_finding(name: str) -> None:
    assert findings(HERE / name) == ()


@pytest.mark.parametrize("name", ["sample", "rich"])
def test_a_charter_that_holds_together_is_not_yet_a_fair_one(name: str) -> None:
    assert {family(one.code) for one in findings(HERE / "good" / f"{name}.yaml")} == {"critique"}


def test_there_is_a_bad_charter_for_every_code() -> None:
    assert {path.stem.split("--")[0] for path in BAD} | NOT_A_TEXT == set(CODES)
    assert len(BAD) >= 150


def test_every_code_that_the_language_gives_is_in_the_list(root: Path) -> None:
    sources = [*(root / "src/linli/core/charter").rglob("*.py"), root / "src/linli/charters.py"]
    given = re.compile(r'(?:_error\(\s*|Finding\(\s*|finding\(\s*loaded,\s*|return )"([a-z0-9-]+)",')
    met = {
        code
        for path in sources
        if "explain" not in path.parts
        for code in given.findall(path.read_text("utf-8"))
    }
    assert met - set(CODES) - {"unused-{kind}"} <= {"submitted", "enough", "concluded", "accepted", "unopposed",
                                                     "reached", "joined", "finished", "passed"}  # fmt: skip
