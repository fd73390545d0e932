"""The indices of power: the values of the textbooks, and of every small game the same as by counting all coalitions."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examples import examples
from linli.core.lab.power.game import Game, TooLarge

F = Fraction
Drawn = tuple[tuple[int, ...], tuple[tuple[int, ...], ...]]
GAMES = st.lists(st.integers(1, 3), min_size=1, max_size=3).flatmap(
    lambda sizes: st.tuples(
        st.just(tuple(sizes)),
        st.lists(
            st.tuples(*(st.integers(0, size + 1) for size in sizes)).filter(any), min_size=1, max_size=3
        ).map(tuple),
    )
)


def test_five_members_of_the_security_council_hold_nearly_all_of_it() -> None:
    council = Game((5, 10), ((5, 4),))
    assert council.shapley == (F(421, 2145), F(4, 2145))
    assert council.banzhaf == (F(848, 2**14), F(84, 2**14))
    assert (council.smallest, council.blocks(0), council.blocks(1), council.carries(0)) == (
        9,
        True,
        True,
        False,
    )


def test_luxembourg_had_no_power_in_the_council_of_1958() -> None:
    council = Game((3, 2, 1), ((3, 0, 0), (2, 2, 0)))
    assert council.shapley == (F(14, 60), F(9, 60), F(0))
    total = sum(one * size for one, size in zip(council.banzhaf, council.sizes, strict=True))
    assert [one / total for one in council.banzhaf] == [F(5, 21), F(3, 21), 0]
    assert [council.blocks(0), council.blocks(1), council.carries(0)] == [True, False, True]


def coalitions(people: list[int]) -> Iterator[tuple[int, ...]]:
    for size in range(len(people) + 1):
        yield from combinations(range(len(people)), size)


def wins(game: Game, people: list[int], coalition: tuple[int, ...]) -> bool:
    counts = [sum(people[one] == which for one in coalition) for which in range(len(game.sizes))]
    return any(all(n >= q for n, q in zip(counts, way, strict=True)) for way in game.ways)


@settings(max_examples=examples(30))
@given(GAMES)
def test_every_small_game_comes_out_as_by_counting_all_coalitions(drawn: Drawn) -> None:
    game = Game(*drawn)
    people = [which for which, size in enumerate(game.sizes) for _ in range(size)]
    winning = {coalition for coalition in coalitions(people) if wins(game, people, coalition)}
    for which in range(len(game.sizes)):
        one = people.index(which)
        swings = sum(one in c and tuple(x for x in c if x != one) not in winning for c in winning)
        assert game.banzhaf[which] == F(swings, 2 ** (len(people) - 1))
    assert game.smallest == min((len(c) for c in winning), default=None)
    if len(people) <= 6:
        assert list(game.shapley) == by_orders(people, winning, len(game.sizes))
    assert sum(s * n for s, n in zip(game.shapley, game.sizes, strict=True)) == bool(winning)


def by_orders(people: list[int], winning: set[tuple[int, ...]], classes: int) -> list[Fraction]:
    decided = [0] * classes
    orders = list(permutations(range(len(people))))
    for order in orders:
        for last in range(1, len(order) + 1):
            if tuple(sorted(order[:last])) in winning:
                decided[people[order[last - 1]]] += 1
                break
    return [F(one, len(orders) * people.count(which)) for which, one in enumerate(decided)]


def test_thirty_organs_with_large_memberships_are_worked_out() -> None:
    game = Game((600, *[5] * 29), ((301, *[3] * 29),))
    assert sum(s * n for s, n in zip(game.shapley, game.sizes, strict=True)) == 1
    assert game.smallest == 301 + 29 * 3


@pytest.mark.parametrize(
    "game",
    [
        Game((30_000,), ((15_001,),)),
        Game((2000, 2000, 9), ((1, 1, 1),)),
        Game((2,) * 9, tuple(tuple(2 if a == b else 0 for a in range(9)) for b in range(9))),
    ],
)
def test_a_game_that_would_explode_is_given_up(game: Game) -> None:
    with pytest.raises(TooLarge):
        assert game.shapley
    assert game.smallest in (15_001, 3, 2)
