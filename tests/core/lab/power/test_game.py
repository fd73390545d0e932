"""The indices of power: the values of the textbooks, and of every small game the same as by counting all coalitions."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from fractions import Fraction
from itertools import combinations, groupby, permutations, product
from math import comb, factorial, prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examples import examples
from linli.core.lab.power.game import Game, TooLarge
from linli.core.lab.power.sums import Steps, choose, tail

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


def of_one_each(*ways: Iterable[int]) -> Game:
    """A game of persons, of whom each is a class."""
    members = [set(way) for way in ways]
    people = max(map(max, members)) + 1
    return Game((1,) * people, tuple(tuple(int(one in way) for one in range(people)) for way in members))


def test_five_members_of_the_security_council_hold_nearly_all_of_it() -> None:
    council = of_one_each(*((*range(5), *some) for some in combinations(range(5, 15), 4)))
    assert council.shapley == (F(421, 2145),) * 5 + (F(4, 2145),) * 10
    council = Game((5, 10), ((5, 4),))
    assert council.shapley == (F(1, 2), F(1, 2))
    assert council.banzhaf == (F(848, 2**14), F(84, 2**14))
    assert (council.smallest, council.blocks(0), council.blocks(1), council.carries(0)) == (
        9,
        True,
        True,
        False,
    )


def test_luxembourg_had_no_power_in_the_council_of_1958() -> None:
    council = of_one_each((0, 1, 2), *((*two, 3, 4) for two in combinations(range(3), 2)), range(6))
    assert council.shapley == (F(14, 60),) * 3 + (F(9, 60),) * 2 + (F(0),)
    council = Game((3, 2, 1), ((3, 0, 0), (2, 2, 0)))
    assert council.shapley == (F(1), F(0), F(0))
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
    if len(people) <= 7:
        assert [share / size for share, size in zip(game.shapley, game.sizes, strict=True)] == by_orders(
            people, winning, len(game.sizes), together
        )
    assert sum(game.shapley) == bool(winning)


@settings(max_examples=examples(30))
@given(st.lists(st.sets(st.integers(0, 4), min_size=1), min_size=1, max_size=6))
def test_where_every_class_is_one_person_it_is_the_index_of_persons(ways: list[set[int]]) -> None:
    game = of_one_each(*ways)
    people = list(range(len(game.sizes)))
    winning = {coalition for coalition in coalitions(people) if wins(game, people, coalition)}
    assert list(game.shapley) == by_orders(people, winning, len(people), every)
    assert game.shapley == tuple(by_numbers(game, at)[1] for at in people)


def every(people: list[int]) -> Iterator[tuple[int, ...]]:
    """All orders of joining."""
    return permutations(range(len(people)))


def together(people: list[int]) -> Iterator[tuple[int, ...]]:
    """The orders in which those of a class join one right after the other: what Owen's value goes by."""
    return (
        order
        for order in every(people)
        if len(list(groupby(people[one] for one in order))) == len(set(people))
    )


def by_orders(
    people: list[int],
    winning: set[tuple[int, ...]],
    classes: int,
    orders: Callable[[list[int]], Iterator[tuple[int, ...]]],
) -> list[Fraction]:
    """For one of each class, in how many orders of joining it is they who carry it."""
    decided, met = [0] * classes, 0
    for met, order in enumerate(orders(people), 1):  # noqa: B007  # how many there were
        for last in range(1, len(order) + 1):
            if tuple(sorted(order[:last])) in winning:
                decided[people[order[last - 1]]] += 1
                break
    return [F(one, met * people.count(which)) for which, one in enumerate(decided)]


def by_numbers(game: Game, which: int) -> tuple[Fraction, Fraction]:
    """Banzhaf's and Shapley's index by going through how many of each class a coalition has."""
    people, size = sum(game.sizes), len(game.sizes)
    rest = [n - (at == which) for at, n in enumerate(game.sizes)]
    swings, orders = 0, F(0)
    for counts in product(*(range(n + 1) for n in rest)):
        more = tuple(n + (at == which) for at, n in enumerate(counts))
        if not reached(game, counts) and reached(game, more):
            many = prod(comb(rest[at], counts[at]) for at in range(size))
            swings += many
            orders += F(
                many * factorial(sum(counts)) * factorial(people - 1 - sum(counts)), factorial(people)
            )
    return F(swings, 2 ** (people - 1)), orders


def reached(game: Game, counts: tuple[int, ...]) -> bool:
    return any(all(n >= q for n, q in zip(counts, way, strict=True)) for way in game.ways)


@pytest.mark.parametrize(
    "game",
    [
        Game((25, 9, 4), ((13, 5, 1), (0, 7, 3), (20, 0, 2))),
        Game((12, 12, 3), ((7, 0, 2), (0, 7, 2))),
        Game((9, 0, 4), ((5, 0, 2), (1, 1, 1))),
        Game((6, 6, 6), ((4, 4, 4),)),
        Game((5, 3), ((5, 0), (0, 3), (4, 1), (3, 2))),
        Game((2,), ((3,),)),
    ],
)
def test_crowds_mixed_with_few_come_out_as_by_going_through_all_numbers(game: Game) -> None:
    for which, size in enumerate(game.sizes):
        if size:
            assert game.banzhaf[which] == by_numbers(game, which)[0]
        else:
            assert (game.banzhaf[which], game.shapley[which]) == (0, 0)
    total = sum(one * size for one, size in zip(game.banzhaf, game.sizes, strict=True))
    assert game.banzhaf_shares == tuple(one / total if total else F(0) for one in game.banzhaf)


@pytest.mark.parametrize(
    "game",
    [
        Game((600, *[5] * 29), ((301, *[3] * 29),)),
        Game((100_000, 400, *[9] * 28), ((50_001, 267, *[5] * 28),)),
        Game((100_000, 100, 9), ((50_001, 0, 5), (0, 51, 5), (33_334, 26, 9))),
        Game((10,) * 30, ((6, 7) * 15,)),
        Game((100_000,) * 30, ((50_001,) * 30,)),
    ],
)
def test_organs_up_to_thirty_with_large_memberships_are_worked_out(game: Game) -> None:
    assert sum(game.shapley) == 1
    assert sum((s * n for s, n in zip(game.banzhaf_shares, game.sizes, strict=True)), F(0)) == 1
    assert min(game.shapley + game.banzhaf_shares) > 0


@pytest.mark.parametrize("many", [1, 30_000, 1_000_000])
def test_the_share_of_an_organ_is_a_closed_form_of_how_many_organs_there_are(many: int) -> None:
    def game(*ways: Iterable[int]) -> Game:
        asked = [set(way) for way in ways]
        return Game(
            (many,) * 30, tuple(tuple((many // 2 + 1) * (at in way) for at in range(30)) for way in asked)
        )

    assert game(range(30)).shapley == (F(1, 30),) * 30
    assert game(*([one] for one in range(30))).shapley == (F(1, 30),) * 30
    assert game(*([0, one] for one in range(1, 30))).shapley == (F(29, 30), *(F(1, 870),) * 29)
    either = [[2 * at + (which >> at & 1) for at in range(9)] for which in range(2**9)]
    assert game(*either).shapley == (F(1, 18),) * 18 + (F(0),) * 12
    assert sum(game(*combinations(range(30), 2)).shapley) == 1


def test_a_tie_carries_nothing_and_one_more_carries() -> None:
    assert Game((4_000,), ((2_001,),)).banzhaf == (F(comb(3_999, 2_000), 2**3_999),)


@pytest.mark.parametrize(
    ("game", "given_up"),
    [
        (Game((30_000,), ((15_001,),), 0), {"shapley", "banzhaf", "banzhaf_shares"}),
        (Game((1_000_000,) * 3, ((500_001, 1, 1),), 50_000), {"banzhaf", "banzhaf_shares"}),
        (
            Game(
                (2,) * 9,
                tuple(tuple(2 * (at in way) for at in range(9)) for way in combinations(range(9), 4)),
                9**5,
            ),
            {"shapley", "banzhaf", "banzhaf_shares"},
        ),
    ],
)
def test_a_game_that_would_explode_is_given_up(game: Game, given_up: set[str]) -> None:
    for index in ("shapley", "banzhaf_shares", "banzhaf"):
        with pytest.raises(TooLarge) if index in given_up else nullcontext():
            getattr(game, index)
    assert game.smallest in (15_001, 500_003, 8)


@pytest.mark.parametrize("size", [1, 2, 7, 3000, 3001])
def test_sums_of_binomials_are_the_same_from_either_side(size: int) -> None:
    row = [comb(size, k) for k in range(size + 1)]
    for quota in {0, 1, size // 3, size // 2, size // 2 + 1, size // 2 + 2, size - 1, size, size + 1}:
        assert tail(size, quota, Steps()) == sum(row[quota:])
    assert [choose(size, k) for k in (0, size // 3, size)] == [1, row[size // 3], 1]
