"""Which comparisons with a choice can be told on coming to a stage."""

from collections.abc import Callable
from pathlib import Path

import pytest

from linli.core.charter import lint
from linli.core.charter.load import Loaded
from linli.core.charter.model import FactKind
from linli.core.charter.rule import read_cond
from linli.core.charter.tellable import apart_from_choices, numbered

HERE = Path(__file__).parent
EXAMPLE = (HERE / "good" / "fair.yaml").read_text(encoding="utf-8")


def kind(type_: str, *choices: str) -> FactKind:
    title = {"zh": "事", "en": "fact"}
    return FactKind.model_validate({"title": title, "type": type_, "choices": dict.fromkeys(choices, title)})


FACTS = {
    "size": kind("choice", "small", "large", "cost"),
    "cost": kind("money"),
    "soil": kind("choice", "small"),
    "soil/yard": kind("choice", "small"),
}


@pytest.mark.parametrize(
    ("cond", "left"),
    [
        ("size = small", []),
        ("(size = small or soil = small) and cost > 5", ["cost"]),
        ("size > small", ["size", "small"]),
        ("size = tiny", ["size", "tiny"]),
        ("size = cost", ["size", "cost"]),
        ("cost = small", ["cost", "small"]),
        ("weight = small", ["weight", "small"]),
        ("size = 1", ["size"]),
        ("1 = size", ["size"]),
        ("size in women = small", ["size/women", "small"]),
        ("soil in yard = small", []),
        ("size = small by area", ["size", "small"]),
        ("not size", ["size"]),
    ],
)
def test_a_fact_is_told_against_one_of_its_own_choices_only(cond: str, left: list[str]) -> None:
    assert list(apart_from_choices(read_cond(cond), FACTS)) == left


def test_numbers_are_equal_just_where_a_fact_is_that_choice() -> None:
    told = numbered(FACTS, {"size": "large", "soil": "small"})
    assert told["size"] == told["large"] != told["small"] == told["soil"]
    assert "cost" not in told
    assert numbered(FACTS, {})["size"] == 0


@pytest.mark.parametrize(("when", "codes"), [("how = well", []), ("how > well", ["when-not-told"])])
def test_the_linter_asks_the_same_of_a_stage(
    when: str, codes: list[str], read: Callable[[str], Loaded]
) -> None:
    facts = (
        "    facts: {how: {title: {zh: 怎样, en: how}, type: choice, choices: {well: {zh: 好, en: well}}}}\n"
    )
    text = EXAMPLE.replace(
        "    title: {zh: 议事, en: affair}\n", "    title: {zh: 议事, en: affair}\n" + facts
    )
    text = text.replace("        kind: screen\n", f"        kind: screen\n        when: {when}\n", 1)
    assert [one.code for one in lint.structure(read(text))] == codes
