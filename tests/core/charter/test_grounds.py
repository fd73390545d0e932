"""Whose decision has no ground in the law: what must not be said, beside the bad charter that says it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from linli import charters
from linli.core.charter import lint
from linli.core.charter.load import Loaded

HERE = Path(__file__).parent
WARDEN = (HERE / "bad" / "law-no-ground.yaml").read_text(encoding="utf-8")
FAIR = (HERE / "good" / "fair.yaml").read_text(encoding="utf-8")
OWN = "    seats: 1\n    term: 3 years\n    source: {doc: pact}\n  host:"
Read = Callable[[str], Loaded]


def codes(loaded: Loaded, *cited: Loaded) -> list[str]:
    return [one.code for one in lint.check(loaded, cited)]


def test_an_article_cited_gives_ground(read: Read) -> None:
    cited = WARDEN.replace(OWN, OWN.replace("doc: pact", 'law: statute, article: "14"'))
    assert codes(read(WARDEN)) == ["law-no-ground"]
    assert codes(read(cited)) == []


@pytest.mark.parametrize(
    "source", ["{law: statute}", '{law: other, article: "14"}', '{doc: pact, article: "14"}']
)
def test_a_law_without_an_article_or_another_law_gives_none(source: str, read: Read) -> None:
    assert codes(read(WARDEN.replace(OWN, OWN.replace("{doc: pact}", source)))) == ["law-no-ground"]


def test_a_body_that_the_law_calls_the_same_has_ground(read: Read) -> None:
    assert codes(read(WARDEN.replace("{zh: 网格长, en: warden}", "{zh: 居委会, en: warden}"))) == []


def test_a_joint_sitting_has_ground_only_where_all_its_own_parts_have(read: Read) -> None:
    made = "{title: {zh: 联席会, en: joint sitting}, union: [committee, PART], source: {doc: pact}}"
    sat = WARDEN.replace("relations:", f"  joint: {made}\nrelations:", 1).replace(
        "by: warden\n        over", "by: joint\n        over"
    )
    assert codes(read(sat.replace("PART", "street"))) == []
    assert codes(read(sat.replace("PART", "warden"))) == ["law-no-ground"]


def test_a_law_that_is_only_cited_is_asked_too_and_one_without_bodies_is_not(read: Read) -> None:
    law = charters.read(HERE / "statute" / "charter.yaml")
    alone = (
        WARDEN.replace("extends: statute\n", "")
        .replace("everyone: adult", "everyone: adult or poor")
        .replace("facts:\n", "facts:\n  adult: {title: {zh: 成年, en: adult}, type: yes-no}\n", 1)
    )
    assert codes(read(alone)) == []
    assert codes(read(alone), law) == ["law-no-ground"]
    assert codes(read(alone), charters.read(HERE / "good" / "law.yaml")) == []


def test_a_law_itself_is_not_asked(read: Read) -> None:
    assert codes(read(WARDEN.replace("level: community", "level: law"))) == []
