"""Who holds power in a procedure: read off the charter, never off its name."""

from fractions import Fraction
from string import ascii_lowercase

import pytest
from power_sample import HEAD, MAJORITY, poll, read, told

from linli.core.charter.load import load
from linli.core.lab.power import Power, paths, power

F = Fraction


def facts(found: Power) -> list[tuple[str, int, bool, bool]]:
    return [(one.organ, one.people, one.blocks, one.carries) for one in found.holders]


def test_two_polls_in_a_row_must_both_pass_and_an_assembly_is_its_members() -> None:
    found = told(
        poll("one", "board", MAJORITY, "passed: two, failed: refused"),
        poll("two", "meeting", MAJORITY, "passed: done, failed: again (at most 1)"),
        all=11,
    )
    assert facts(found) == [("all", 11, True, False), ("board", 5, True, False)]
    assert found.smallest == 3 + 6
    shares = [one.shapley_of_all for one in found.holders]
    assert sum(share for share in shares if share is not None) == 1
    assert sum(one.banzhaf_of_all or 0 for one in found.holders) == 1
    assert "The smallest number of people" in found.sentences[0].en


def test_an_organ_that_can_be_passed_over_cannot_block() -> None:
    found = told(
        poll("one", "board", MAJORITY, "passed: done, failed: two"),
        poll("two", "all", MAJORITY, "passed: done, failed: refused"),
        all=11,
    )
    assert facts(found) == [("all", 11, False, True), ("board", 5, False, True)]
    assert found.smallest == 3


def test_it_takes_one_to_sort_and_so_many_to_support() -> None:
    found = told(
        "one: {title: {zh: 筛, en: one}, kind: screen, by: chair of board, bins: {fit: {zh: 行, en: fit}},"
        " then: {fit: two}}",
        "two: {title: {zh: 征, en: two}, kind: gather, by: both, enough: supports >= 1/2 of members,"
        " then: {enough: done, too-few: lapsed}}",
    )
    assert facts(found) == [("chair of board", 1, True, False), ("both", 7, True, False)]
    assert found.smallest == 1 + 4
    assert [one.basis for one in found.holders] == ["given", "given"]
    assert told(poll("one", "both", MAJORITY, "passed: done"), board=9).holders[0].people == 11
    assert found.holders[0].title.zh == "理事会的负责人"


@pytest.mark.parametrize(
    ("stage", "says"),
    [
        (poll("one", "all", "pass: yes > 2000", "passed: done, failed: refused"), "nobody can bring this"),
        ("one: {title: {zh: 办, en: one}, kind: work, by: all, then: {finished: done}}", "Nobody votes"),
        ("one: {title: {zh: 问, en: one}, kind: poll, by: all, then: {passed: done}}", "Nobody votes"),
        (
            poll("one", "all", "choose: 'all, equal-shares(add1), within pot'", "elected: done"),
            "what each costs",
        ),
        (poll("one", "all", "choose: 'at most 2, most yes, within pot'", "elected: done"), "what each costs"),
        (poll("one", "all", "rule: left-to-people", "passed: done"), "left to people"),
        (poll("one", "all", "pass: yes in pair > 1", "passed: done"), "some of its voters"),
        (poll("one", "all", "pass: yes > paper", "passed: done"), "some of its voters"),
        (
            poll("one", "all", "pass: yes > 1/2 of present", "lapsed: done").replace(" by: all,", ""),
            "who settles it",
        ),
        (
            "one: {title: {zh: 征, en: one}, kind: gather, by: all, enough: supports > 2000, then: {enough: done}}",
            "nobody can bring this",
        ),
        (
            "one: {title: {zh: 征, en: one}, kind: gather, by: all, enough: supports in woman > 1,"
            " then: {enough: done}}",
            "some of its voters",
        ),
        (
            "one: {title: {zh: 征, en: one}, kind: gather, by: all, enough: supports > yes, then: {enough: done}}",
            "some of its voters",
        ),
        ("one: {title: {zh: 筛, en: one}, kind: verify, then: {fulfilled: done}}", "who settles it"),
        (
            "one: {title: {zh: 分, en: one}, kind: split, strands: [one], join: finished > yes, then: {joined: done}}",
            "some of its voters",
        ),
    ],
)
def test_what_cannot_be_worked_out_is_said(stage: str, says: str) -> None:
    found = told(stage)
    assert says in found.sentences[0].en
    assert found.sentences[0].zh != found.sentences[0].en


def test_a_procedure_that_would_explode_says_that_it_did_not_finish(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "MOST_STEPS", 1)
    found = told(poll("one", "all", MAJORITY, "passed: two"), poll("two", "board", MAJORITY, "passed: done"))
    assert found.unfinished is not None
    assert "did not finish" in found.unfinished.en
    assert not found.worked_out


def test_an_index_that_would_take_too_long_is_said_to_be_missing_and_the_rest_stays() -> None:
    loaded = read(poll("one", "all", MAJORITY, "passed: two"), poll("two", "board", MAJORITY, "passed: done"))
    large = power(loaded, "p", people={"all": 1_000_000}, most=100_000)
    assert (large.smallest, large.holders[0].banzhaf) == (500_004, None)
    assert [one.shapley_of_all for one in large.holders] == [F(1, 2), F(1, 2)]
    assert large.holders[0].shapley == F(1, 2_000_000)
    assert large.unfinished in large.sentences
    assert "by person (Banzhaf index)" in large.sentences[-1].en
    assert any("resident has < 0.01% of the power counted by organ." in one.en for one in large.sentences)
    none = power(loaded, "p", most=0)
    assert [one.shapley for one in none.holders] == [None, None]
    assert none.sentences[-1].zh == "走法太多，按组织算和按人算的份额都没有算完。"
    assert any("share of one ordinary resident did not finish" in one.en for one in none.sentences)
    empty = HEAD.split("      put")[0].replace("stages:", "stages: {}")
    assert power(load(empty.encode(), file="s"), "p").smallest is None


def test_what_matters_only_where_another_is_divided_has_nothing_by_organ_and_that_is_said() -> None:
    """Of one mind the residents need nobody; where only a majority agrees they need the board."""
    found = told(
        poll("one", "all", "pass: yes >= 2/3 of members", "passed: done, failed: two"),
        poll("two", "all", MAJORITY, "passed: three, failed: refused"),
        poll("three", "board", MAJORITY, "passed: done"),
        all=30,
    )
    residents, board = found.holders
    assert found.ways == ((16, 3), (20, 0))
    assert (residents.shapley_of_all, board.shapley_of_all) == (1, 0)
    assert board.banzhaf_of_all
    assert [one.divided_only for one in found.holders] == [False, True]
    words = "cannot carry it alone, makes no difference while every organ is of one mind; it has 0.00% of the power"
    assert any(words in one.en for one in found.sentences)


def test_many_stages_of_many_hands_are_worked_out_or_given_up_within_a_bound() -> None:
    def hands(stages: int, each: int) -> Power:
        names = [[f"o{at}x{one}" for one in range(each)] for at in range(stages)]
        organs = "".join(f"  {one}: {{title: {{zh: 组, en: o}}, seats: 5}}\n" for row in names for one in row)
        steps = "".join(
            f"      s{at}: {{title: {{zh: 筛, en: s}}, kind: screen, by: {' or '.join(row)}, "
            f"bins: {{fit: {{zh: 行, en: f}}}}, then: {{fit: {f's{at + 1}' if at + 1 < stages else 'done'}}}}}\n"
            for at, row in enumerate(names)
        )  # fmt: skip
        text = HEAD.replace("procedures:", organs + "procedures:").replace("submitted: one", "submitted: s0")
        return power(load((text + steps).encode(), file="s"), "p", most=50_000_000)

    assert {one.shapley_of_all for one in hands(7, 2).holders} == {F(1, 14)}
    assert {one.shapley_of_all for one in hands(30, 1).holders} == {F(1, 30)}
    assert {one.banzhaf_of_all for one in hands(1, 30).holders} == {F(1, 30)}
    assert hands(15, 2).sentences[0].en.startswith("There are too many ways through its stages")


def test_a_petition_that_could_be_met_in_too_many_ways_is_given_up() -> None:
    def petition(*alternatives: str) -> Power:
        organs = "".join(f"  {one}: {{title: {{zh: 组, en: o}}, seats: 5}}\n" for one in ascii_lowercase)
        enough = " and ".join(
            f"({' or '.join(f'supports in {one} > 1' for one in some)})" for some in alternatives
        )
        gather = f"kind: gather, by: all, enough: {enough}, then: {{enough: done}}"
        stage = f"      one: {{title: {{zh: 征, en: one}}, {gather}}}\n"
        return power(
            load((HEAD.replace("procedures:", organs + "procedures:") + stage).encode(), file="s"), "p"
        )

    assert petition(*["abc"] * 7).smallest == 2
    assert petition("ab", "bc", "cd").smallest == 4
    assert "too many ways" in petition("abc", "def", "ghi", "jkl", "mno", "pqr", "stu").sentences[0].en


CHOOSE = "choose: 'at most seats, most yes, each yes > {}', quorum: cast > 1/2 of electors"


def test_an_election_is_carried_by_who_is_sure_that_their_candidate_is_chosen() -> None:
    one = poll(
        "one", "all", CHOOSE.format("1/3 of cast"), "elected: done, short: done, tied: again (at most 1)"
    )
    found = told(one, all=12)
    assert (found.smallest, facts(found)) == (7, [("all", 12, True, True)])
    assert any("whomever the others choose" in said.en for said in found.sentences)
    assert told(one.replace("at most seats", "all"), all=12).smallest == 5


def test_a_run_off_gives_those_another_way_who_fell_short_in_the_first_vote() -> None:
    first = poll("one", "all", CHOOSE.format("2/3 of cast"), "elected: two, short: off, tied: off")
    off = poll("off", "all", CHOOSE.format("1/3 of cast"), "elected: two, short: two").replace(
        "rule:", "items: top (seats-left + 1) of remaining, rule:"
    )
    two = poll("two", "board", MAJORITY, "passed: done, failed: again one (at most 1)")
    assert told(first, off, two, all=12).smallest == 7 + 3
    tied = off.replace("top (seats-left + 1) of remaining", "tied")
    assert told(first, tied, two, all=12).smallest == 9 + 3


def test_a_vote_without_a_rule_and_a_score_without_consequence_ask_nobody() -> None:
    score = "one: {title: {zh: 评, en: one}, kind: appraise, by: all, then: {passed: done, failed: done}}"
    assert told(score).smallest == 0


def test_any_of_several_may_sort_and_several_may_vote_together() -> None:
    sort = (
        "one: {title: {zh: 筛, en: one}, kind: screen, by: board or pair, bins: {fit: {zh: 行, en: fit}},"
        " then: {fit: two}}"
    )
    found = told(sort, poll("two", "board or pair", MAJORITY, "passed: done"))
    assert {(one.organ, one.people, one.blocks) for one in found.holders} == {
        ("board", 5, False), ("pair", 2, False), ("board or pair", 7, True),
    }  # fmt: skip
    assert found.smallest == 1 + 4
    assert {one.title.en for one in found.holders} >= {"board or pair"}
    anyone = told(poll("one", "board or all", MAJORITY, "passed: done"))
    assert anyone.resident is not None


def test_those_of_a_kind_are_as_many_as_have_its_seats_or_sit_in_the_other_organ() -> None:
    kinds = "classes: {{mothers: {{title: {{zh: 母, en: mothers}}, seats: {}}}, rest: {{title: {{zh: 他, en: r}}}}}}"
    for kind, seats, count in [
        ("mothers", "2", (2, "given")),
        ("mothers", "2 to 3", (2, "least")),
        ("pair", "2", (2, "given")),
        ("all", "2", (5, "given")),
        ("rest", "2", (5, "assumed")),
        ("woman", "2", (5, "assumed")),
    ]:
        text = HEAD.replace("seats: 5, chair", f"seats: 5, {kinds.format(seats)}, chair")
        one = f"      {poll('one', f'board in {kind}', MAJORITY, 'passed: done')}\n"
        (found,) = power(load((text + one).encode(), file="s"), "p").holders
        assert (found.organ, found.people, found.basis) == (f"board in {kind}", *count)
    assert found.title.zh.startswith("理事会中的")


def test_who_is_offered_a_matter_can_refuse_it_and_who_put_it_can_find_it_wanting() -> None:
    found = told(
        "one: {title: {zh: 派, en: one}, kind: assign, by: all, to: pair or chair of board,"
        " then: {accepted: two, returned: refused}}",
        poll("two", "proposer", "pass: satisfied = cast", "passed: three, failed: refused, no-quorum: done"),
        poll("three", "holder or whoever did put", "pass: no = 0", "passed: done"),
    )
    assert {(one.organ, one.people, one.blocks) for one in found.holders} == {
        ("pair", 2, False), ("chair of board", 1, False), ("proposer", 1, True),
        ("holder or whoever did put", 2, True),
    }  # fmt: skip
    assert found.resident is not None
    assert found.resident.resident == "can-be"
    assert any("when one of them (whoever put it)" in said.en for said in found.sentences)


def test_parties_are_two_unless_more_are_told_and_each_can_block() -> None:
    agree = poll("one", "parties", "pass: no = 0 and yes = members", "passed: done, failed: refused")
    assert [told(agree).smallest, told(agree, parties=5).smallest] == [2, 5]
    assert told(agree).holders[0].basis == "assumed"


def test_supports_by_class_are_alternatives_and_may_be_asked_together() -> None:
    gather = "one: {{title: {{zh: 征, en: one}}, kind: gather, by: all or board, enough: {}, then: {{enough: done}}}}"
    either = told(
        gather.format("supports in all >= 1/5 of all or supports in board >= 1/3 of board"), all=100
    )
    assert (either.smallest, [one.carries for one in either.holders]) == (2, [True, True])
    both = told(gather.format("supports in all >= 1/5 of all and supports in board >= 1/3 of board"), all=100)
    assert (both.smallest, [one.blocks for one in both.holders]) == (22, [True, True])


def test_strands_ask_what_those_ask_that_must_be_carried_through() -> None:
    def split(join: str) -> Power:
        return told(
            f"one: {{title: {{zh: 分, en: one}}, kind: split, strands: [a, b], {join}"
            " then: {joined: two, broken: refused}}",
            poll("a", "board", MAJORITY, "passed: two"),
            poll("b", "pair", MAJORITY, "passed: done"),
            "two: {title: {zh: 办, en: two}, kind: work, by: all, then: {finished: done}}",
        )

    assert split("join: finished = strands,").smallest == 3 + 2
    assert split("join: finished >= 1,").smallest == 2
    assert [split("").smallest, split("join: finished > 7,").smallest] == [0, None]


def test_a_strand_may_be_split_again() -> None:
    split = "kind: split, strands: [{}], join: finished = strands, then: {{joined: two, broken: refused}}"
    found = told(
        f"one: {{title: {{zh: 分, en: one}}, {split.format('a')}}}",
        poll("a", "board", MAJORITY, "passed: inner"),
        f"inner: {{title: {{zh: 再分, en: inner}}, {split.format('b')}}}",
        poll("b", "pair", MAJORITY, "passed: two"),
        poll("two", "all", MAJORITY, "passed: done"),
        all=9,
    )
    assert found.smallest == 3 + 2 + 5


def test_a_strand_that_comes_back_to_where_it_was_split_brings_no_new_way() -> None:
    def round_about(a: str, b: str) -> Power:
        split = "kind: split, strands: [{}], join: finished = strands, then: {{joined: {}, broken: refused}}"
        return told(
            f"one: {{title: {{zh: 分, en: one}}, {split.format('a', 'two')}}}",
            f"two: {{title: {{zh: 分, en: two}}, {split.format('b', 'done')}}}",
            poll("a", "board", MAJORITY, a),
            poll("b", "pair", MAJORITY, b),
        )

    assert round_about("passed: one", "passed: done").smallest is None
    assert round_about("passed: two", "passed: one").smallest is None
    assert round_about("passed: one, failed: two", "passed: done, failed: one").smallest == 2


def test_a_matter_that_rises_meets_those_of_the_place_above() -> None:
    sort = (
        "one: {{title: {{zh: 筛, en: one}}, kind: screen, by: board of here, bins: {{fit: {{zh: 行, en: fit}},"
        " up: {{zh: 上, en: up}}}}, then: {{fit: {}, up: {}}}}}"
    )
    found = told(
        sort.format("refused", "up again two"), poll("two", "pair of here", MAJORITY, "passed: done")
    )
    assert {(one.organ, one.people) for one in found.holders} == {("board", 5), ("pair above", 2)}
    assert found.holders[-1].title.en == "pair of the place above"
    assert told(sort.format("refused", "up again two"), poll("two", "pair of here", MAJORITY, "passed: done"),
                pair=3).holders[-1].people == 3  # fmt: skip


def test_gone_round_often_enough_it_ends_as_the_charter_says() -> None:
    found = told(
        poll("one", "all", MAJORITY, "passed: done, failed: 'again two (at most 1), then done'"),
        poll("two", "board", MAJORITY, "passed: again one"),
    )
    assert found.smallest == 0


def test_time_that_passes_and_objections_hold_nothing_up() -> None:
    found = told(
        "one: {title: {zh: 待, en: one}, kind: wait, condition: registered, then: {reached: refused, expired: two}}",
        "two: {title: {zh: 示, en: two}, kind: publish, by: all, then: {upheld: refused, lapsed: done}}",
    )
    assert found.smallest == 0


def test_nobody_carries_anything_where_nobody_is() -> None:
    found = told(poll("one", "all", "pass: yes >= 1/2 of members", "passed: done"), all=0)
    assert (found.smallest, found.holders) == (None, ())


def test_the_share_of_one_resident_is_told_or_that_there_is_none() -> None:
    found = told(poll("one", "all", MAJORITY, "passed: done"), all=400)
    assert any("One ordinary resident has 0.25%" in said.en for said in found.sentences)
    found = told(poll("one", "board", MAJORITY, "passed: done"))
    assert found.resident is None
    assert any("has no share" in said.en for said in found.sentences)


def test_numbers_say_whence_they_are() -> None:
    organs = """  wide: {title: {zh: 宽, en: wide}, elected-by: all, seats: 5 to 9,
    classes: {mute: {title: {zh: 列, en: m}, seats: 1, votes: no}}}
  long: {title: {zh: 长, en: long}, elected-by: all, seats: at least 4}
  sorted: {title: {zh: 类, en: sorted}, elected-by: all, classes: {a: {title: {zh: 甲, en: a}, seats: 2}}}
  firms: {title: {zh: 企, en: firms}, outside: {zh: 外, en: outside}, members: units}
  street: {title: {zh: 街, en: street}, outside: {zh: 外, en: outside}}
  ring: {title: {zh: 环, en: ring}, union: [ring, nobody]}
"""
    text = HEAD.replace("procedures:", organs + "procedures:")
    names = ("wide", "long", "sorted", "firms", "street", "ring")
    stages = "".join(
        f"      {poll(name, name, MAJORITY, f'passed: {to}')}\n"
        for name, to in zip(names, (*names[1:], "done"), strict=True)
    )
    found = power(load((text + stages.replace("submitted: one", "submitted: wide")).encode(), file="s"), "p")
    assert found.smallest is None
    loaded = load((text.replace("submitted: one", "submitted: wide") + stages).encode(), file="s")
    found = power(loaded, "p", people={"long": 6})
    assert {one.organ: (one.people, one.basis) for one in found.holders} == {
        "wide": (4, "least"), "long": (6, "told"), "sorted": (2, "least"), "firms": (10, "assumed"),
        "street": (1, "one"), "ring": (600, "assumed"),
    }  # fmt: skip
    said = " ".join(one.en for one in found.sentences)
    for words in ("the fewest allowed of up to 9", "as you said", "as 1 voice", "10 people, assumed"):
        assert words in said
