"""Which kinds of place are parts of a charter's own place."""

from __future__ import annotations

import pytest

from linli import charters
from linli.core.charter.lint import known
from linli.core.charter.model import Charter, Level, PlaceKind
from linli.core.charter.places import PLACES, kinds_of_part
from linli.core.charter.text import Text

HOUSES = ("grid", "building", "stairwell")


def named(**within: tuple[str, ...]) -> Charter:
    """A charter with some kinds of place."""
    title = Text(zh="地", en="ground")
    places = {name: PlaceKind(title=title, within=around) for name, around in within.items()}
    return Charter.model_construct(places=places)


def parts(level: Level, **within: tuple[str, ...]) -> tuple[str, ...]:
    return kinds_of_part(level, [named(**within)])


def test_grids_buildings_and_stairwells_are_parts_of_every_community() -> None:
    assert parts("community") == HOUSES
    assert parts("law") == HOUSES
    assert parts("grid") == ("building", "stairwell")
    assert set(parts("city")) == {
        "district", "county", "banner", "street", "town", "community", "village", *HOUSES,
    }  # fmt: skip


def test_what_lies_within_the_own_place_by_however_many_steps_is_a_part() -> None:
    assert parts("community", room=("hall",), hall=("court",), court=("community",)) == (
        "room", "hall", "court", *HOUSES,
    )  # fmt: skip
    assert parts("community", gate=("building",)) == ("gate", *HOUSES)
    assert parts("community", group=("village",)) == ("group", *HOUSES), "a village is as near as a community"
    assert parts("community", zone=("moon", "grid")) == ("zone", *HOUSES)


@pytest.mark.parametrize("within", [(), ("street",), ("city",), ("moon",), ("here",)])
def test_what_lies_above_beside_nowhere_or_in_itself_is_none(within: tuple[str, ...]) -> None:
    assert parts("community", here=within) == HOUSES


def test_kinds_that_lie_in_each_other_and_nowhere_else_are_none() -> None:
    assert parts("community", one=("two",), two=("one",)) == HOUSES


def test_a_dwelling_is_no_part_and_nothing_is_within_one() -> None:
    assert parts("community", dwelling=("building",)) == HOUSES
    assert "dwelling" in PLACES


def test_kinds_of_charters_that_it_extends_count_and_its_own_go_before() -> None:
    own, base = named(court=("community",)), named(court=("street",), group=("court",))
    assert kinds_of_part("community", [own, base]) == ("court", "group", *HOUSES)


def test_the_linter_knows_them_with_those_of_the_charters_beneath() -> None:
    assert known.parts(charters.read("zhalute")) == ("grid", "group", "building", "stairwell")
    assert known.parts(charters.read("fengqiao"))[:2] == ("building", "stairwell")
    assert "zone" in known.parts(charters.read("golmud-grid"))
