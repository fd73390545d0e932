"""Groups of opinion, against crowds of which it is known how they think."""

from __future__ import annotations

import random
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examples import examples
from linli.apps.opinions import findings, grouping
from linli.apps.opinions import found as finding
from linli.apps.opinions.found import Area, Found, Line, Tally
from linli.apps.opinions.grouping import SMALLEST, Reactions, grouped

STATEMENTS = 12


def crowd(blocs: list[int], *, noise: float = 0.25, seed: int = 1) -> dict[tuple[int, int], int]:
    """Blocs of so many people: each agrees with statements of its own and disagrees with those of the others."""
    chance, said = random.Random(seed), {}
    for bloc, people in enumerate(members(blocs)):
        for person in people:
            for statement in range(STATEMENTS):
                value = 1 if statement % len(blocs) == bloc else -1
                said[person, statement] = chance.choice((-1, 0, 1)) if chance.random() < noise else value
    return said


def members(blocs: list[int]) -> list[tuple[int, ...]]:
    """Who is in each bloc."""
    ends = [sum(blocs[: at + 1]) for at in range(len(blocs))]
    return [tuple(range(end - size, end)) for end, size in zip(ends, blocs, strict=True)]


def sizes(reactions: Reactions) -> list[int]:
    return [len(group.people) for group in grouped(reactions)]


@pytest.mark.parametrize(
    "blocs",
    [[20, 20], [6, 5], [20, 20, 20], [30, 12, 8]],
    ids=lambda blocs: "+".join(map(str, blocs)),
)
def test_blocs_are_found_with_those_who_are_in_them(blocs: list[int]) -> None:
    found = {group.people for group in grouped(crowd(blocs, noise=0.15))}
    assert found == set(members(blocs))


def test_in_one_crowd_no_groups_are_found() -> None:
    found = [len(sizes(crowd([40], noise=0.6, seed=seed))) for seed in range(5)]
    assert found == [1] * 5


def test_a_bloc_of_too_few_is_no_group() -> None:
    assert all(size >= SMALLEST for size in sizes(crowd([30, SMALLEST - 1])))


@pytest.mark.parametrize("value", [1, 0, -1])
def test_who_all_say_the_same_are_one_group(value: int) -> None:
    assert sizes({(person, statement): value for person in range(20) for statement in range(8)}) == [20]


def test_nobody_makes_no_group_and_one_person_makes_one() -> None:
    assert sizes({}) == []
    assert sizes({(7, 1): 1, (7, 2): -1}) == [1]


def test_one_statement_has_sides_and_no_groups() -> None:
    assert sizes({(person, 1): 1 if person < 12 else -1 for person in range(20)}) == [20]


def test_who_said_little_is_placed_with_those_who_said_the_same() -> None:
    said = crowd([20, 20], noise=0)
    few = {at: value for at, value in said.items() if at[0] > 1 or at[1] < 7}
    whole, part = grouped(said), grouped(few)
    assert [group.people for group in part] == [group.people for group in whole]


@settings(max_examples=examples(4))
@given(order=st.randoms(use_true_random=False))
def test_the_order_in_which_reactions_come_changes_nothing(order: random.Random) -> None:
    said = list(crowd([12, 9]).items())
    first = finding.find(dict(said), range(STATEMENTS))
    order.shuffle(said)
    assert finding.find(dict(said), list(reversed(range(STATEMENTS)))) == first
    assert finding.key(dict(said), range(STATEMENTS)) == finding.key(dict(sorted(said)), range(STATEMENTS))


def test_the_libraries_are_there_before_they_are_held_to_one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    import threadpoolctl

    limits, there = threadpoolctl.threadpool_limits, []

    def held(threads: int) -> Any:
        there.append((threads, all(name in sys.modules for name in grouping.LIBRARIES)))
        return limits(threads)

    monkeypatch.setattr(threadpoolctl, "threadpool_limits", held)
    monkeypatch.delitem(sys.modules, "sklearn.metrics")
    grouping.grouped(crowd([1] * 12))
    assert there == [(1, True)]


def test_without_the_library_everybody_is_together_and_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grouping, "available", lambda: False)
    found = finding.find(crowd([20, 20]), range(STATEMENTS))
    assert (found.told_apart, found.groups, found.placed) == (False, (), 40)
    assert found.lines[0].whole is not None


def test_who_reacted_to_too_few_statements_takes_part_but_is_not_placed() -> None:
    said = crowd([10, 10], noise=0) | {(99, statement): 1 for statement in range(STATEMENTS // 2 - 1)}
    found = finding.find(said, range(STATEMENTS))
    assert (found.people, found.placed, found.enough) == (21, 20, STATEMENTS // 2)
    assert found.lines[0].whole == Tally(10, 10, 0)


@pytest.mark.parametrize(("statements", "enough"), [(2, 1), (3, 2), (14, 7), (40, 7)])
def test_half_of_the_statements_are_enough_and_never_more_than_seven(statements: int, enough: int) -> None:
    said = {(person, statement): 1 for person in range(6) for statement in range(enough)}
    found = finding.find(said, range(statements))
    assert (found.enough, found.placed) == (enough, 6)
    assert finding.find({at: one for at, one in said.items() if at[1]}, range(statements)).placed == 0


def test_reactions_to_a_statement_that_no_longer_stands_are_left_out() -> None:
    found = finding.find(crowd([10, 10], noise=0), range(1, STATEMENTS))
    assert [line.number for line in found.lines] == list(range(1, STATEMENTS))


def test_no_figure_tells_of_fewer_than_the_smallest_group() -> None:
    said = crowd([10, 10], noise=0)
    # To statement 0 only one of the second bloc reacted, to statement 1 four people in all.
    for person in {person for person, _ in said}:
        agrees = said[person, 0] == 1
        if not agrees and person != min(p for p, s in said if s == 0 and said[p, 0] == -1):
            del said[person, 0]
    for person in sorted({person for person, _ in said})[4:]:
        del said[person, 1]
    found = finding.find(said, range(STATEMENTS))
    assert len(found.groups) == 2
    by_number = {line.number: line for line in found.lines}
    assert (by_number[0].whole, by_number[0].groups) == (Tally(10, 1, 0), ())
    assert (by_number[1].whole, by_number[1].groups) == (None, ())


def picture(lines: list[tuple[tuple[int, int, int], ...]]) -> Found:
    """A picture of groups of ten, with these figures."""
    cells = [tuple(Tally(*cell) for cell in line) for line in lines]
    wholes = [Tally(*(sum(column) for column in zip(*line, strict=True))) for line in lines]
    groups = tuple(Area(10, 0, 0) for _ in lines[0])
    rows = (
        Line(at, whole, each if len(each) > 1 else ())
        for at, (whole, each) in enumerate(zip(wholes, cells, strict=True))
    )
    return Found(
        people=10 * len(groups), placed=10 * len(groups), enough=1, told_apart=True,
        groups=groups if len(groups) > 1 else (), lines=tuple(rows),
    )  # fmt: skip


def test_agreed_is_what_most_in_every_group_say_however_large_the_groups() -> None:
    found = picture(
        [((9, 1, 0), (8, 2, 0)), ((10, 0, 0), (4, 6, 0)), ((0, 9, 1), (1, 8, 1)), ((5, 5, 0), (9, 0, 1))]
    )
    assert [(one.number, one.agree) for one in findings.agreed(found)] == [(0, True), (2, False)]
    assert findings.agreed(found, hidden={0})[0].number == 2


def test_a_group_is_marked_by_what_it_says_and_others_do_not() -> None:
    found = picture([((9, 1, 0), (8, 2, 0)), ((10, 0, 0), (1, 9, 0)), ((2, 7, 1), (3, 3, 4))])
    assert [(one.number, one.agree) for one in findings.marking(found, 0)] == [(1, True), (2, False)]
    assert [(one.number, one.agree) for one in findings.marking(found, 1)] == [(1, False)]


def test_opinion_divides_where_most_of_one_group_stand_against_most_of_another() -> None:
    found = picture([((9, 1, 0), (8, 2, 0)), ((10, 0, 0), (1, 9, 0)), ((6, 4, 0), (4, 6, 0))])
    assert [(one.number, one.most, one.least) for one in findings.divided(found)] == [(1, 0, 1), (2, 0, 1)]


def test_without_groups_opinion_divides_where_each_side_has_a_third() -> None:
    found = picture([((5, 5, 0),), ((7, 3, 0),), ((4, 4, 2),), ((6, 4, 0),)])
    assert [one.number for one in findings.divided(found)] == [0, 2, 3]
    assert [one.number for one in findings.agreed(found)] == [1, 3]


@settings(max_examples=examples(40))
@given(
    cells=st.lists(
        st.tuples(*[st.tuples(*[st.integers(0, 12)] * 3).filter(lambda cell: sum(cell) >= SMALLEST)] * 2),
        min_size=1, max_size=8,
    )
)  # fmt: skip
def test_what_all_agree_on_never_divides(cells: list[tuple[tuple[int, int, int], ...]]) -> None:
    found = picture(cells)
    agreed = {one.number for one in findings.agreed(found)}
    assert agreed.isdisjoint(one.number for one in findings.divided(found))
