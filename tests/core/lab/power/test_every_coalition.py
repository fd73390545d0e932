"""Who can block and carry, against trying every coalition and every number."""

from fractions import Fraction
from itertools import permutations, product

from hypothesis import given, settings
from hypothesis import strategies as st
from power_sample import poll, told

from examples import examples
from linli.core.charter.rule import read_cond
from linli.core.engine.counting import holds
from linli.core.lab.power.fewest import fewest

F = Fraction


SMALL = st.tuples(st.integers(0, 3), st.sampled_from(["1/2", "2/3", "1/1"]), st.sampled_from([">", ">="]))


@settings(max_examples=examples(30), deadline=None)
@given(st.tuples(SMALL, SMALL, SMALL), st.sampled_from(["refused", "two", "three", "done"]), st.booleans())
def test_who_can_block_and_carry_is_so_of_every_coalition(
    polls: tuple[tuple[int, str, str], ...], failed: str, quorum: bool
) -> None:
    """Every procedure of three votes comes out as by asking every coalition whether it can force the end."""
    names, organs = ("one", "two", "three"), ("all", "board", "pair")
    rules = [f"pass: 'yes {cmp} {share} of {'present' if quorum else 'members'}'" for _, share, cmp in polls]
    onward = ("two", "three", "done")
    stages = [
        poll(name, organ, rule + (", quorum: present > 1/2 of members" if quorum else ""),
             f"passed: {to}, failed: {failed if name == 'one' else 'refused'}, no-quorum: done")
        for name, organ, rule, to in zip(names, organs, rules, onward, strict=True)
    ]  # fmt: skip
    sizes = dict(zip(organs, (many for many, _, _ in polls), strict=True))
    found = told(*stages, **sizes)

    def carries(votes: dict[str, int], at: str) -> bool:
        if at in ("done", "refused"):
            return at == "done"
        which = names.index(at)
        _, share, cmp = polls[which]
        people, yes = sizes[organs[which]], votes[organs[which]]
        enough = yes * 1 > F(share) * people if cmp == ">" else yes >= F(share) * people
        passed = bool(people and yes) and enough and carries(votes, onward[which])
        return passed or carries(votes, failed if at == "one" else "refused")

    winning = [
        votes
        for many in product(*(range(sizes[organ] + 1) for organ in organs))
        if carries(votes := dict(zip(organs, many, strict=True)), "one")
    ]
    assert found.smallest == min((sum(votes.values()) for votes in winning), default=None)
    for one in found.holders:
        assert one.blocks == all(votes[one.organ] for votes in winning)
        alone = {organ: sizes[organ] * (organ == one.organ) for organ in organs}
        assert one.carries == (alone in winning)
    orders = list(permutations(organs))
    for one in found.holders:
        decides = 0
        for order in orders:
            before = order[: order.index(one.organ)]
            joined = [
                {organ: sizes[organ] * (organ in some) for organ in organs}
                for some in (before, (*before, one.organ))
            ]
            decides += [votes in winning for votes in joined] == [False, True]
        assert one.shapley_of_all == F(decides, len(orders))


COMPARES = st.tuples(
    st.sampled_from(["yes", "no", "satisfied", "yes - no", "yes + 1", "3"]),
    st.sampled_from([">", ">=", "=", "<", "<="]),
    st.sampled_from(["1/2 of members", "2/3 of cast", "7", "no", "1/5 of members + 2"]),
)


@settings(max_examples=examples(50))
@given(st.lists(COMPARES, min_size=1, max_size=3), st.sampled_from([" and ", " or "]), st.integers(1, 40))
def test_the_fewest_in_favour_are_those_found_by_trying_every_number(
    tests: list[tuple[str, str, str]], joined: str, people: int
) -> None:
    cond = read_cond(joined.join(" ".join(one) for one in tests))

    def figures(yes: int) -> dict[str, int]:
        return {"yes": yes, "no": people - yes, "satisfied": yes, "members": people, "cast": people}

    def does(yes: int) -> bool:
        return holds(cond, figures(yes))

    tried = next((yes for yes in range(1, people + 1) if does(yes)), None)
    assert fewest([cond], figures, does, least=1, most=people) == tried
