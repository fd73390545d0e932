"""Whether one rule is weaker than another: what is proved holds for counts, and what is denied for none."""

from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examples import examples
from linli.core.charter import lint
from linli.core.charter.finding import Finding
from linli.core.charter.lint.steps import Steps
from linli.core.charter.lint.weaker import Weaker, holds, weaker
from linli.core.charter.load import Loaded
from linli.core.charter.rule import Cond, read_cond

HERE = Path(__file__).parent
FAIR = (HERE / "good" / "fair.yaml").read_text(encoding="utf-8")
STATUTE = (HERE / "statute" / "charter.yaml").read_text(encoding="utf-8")


def compared(ours: str, theirs: str, everybody: tuple[str, ...] = ()) -> Weaker | bool | None:
    return weaker(read_cond(ours), read_cond(theirs), Steps(5000), everybody)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("present > 1/2 of members", "present > 1/2 of members"),
        ("present >= 2/3 of members", "present > 1/2 of members"),
        ("yes > 1/2 of members", "yes > 1/2 of present"),
        ("cast > 1/2 of electors", "participating > 1/2 of members"),
        ("participating >= 2/3 of owners by heads and by area", "participating >= 3/5 of owners by heads and by area"),
        ("supports in groups >= 1/3 of groups", "supports in groups >= 1/3 of groups or supports >= 1/5 of members"),
        ("registered and yes > 1/2 of cast", "yes >= 1/2 of cast"),
        ("yes + abstain > 3/4 of cast and no = 0", "yes + abstain > 1/2 of cast"),
    ],
)  # fmt: skip
def test_what_is_as_strict_is_never_called_weaker(ours: str, theirs: str) -> None:
    assert compared(ours, theirs) is False


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("present >= 1/2 of members", "present > 1/2 of members"),
        ("present >= 66% of members", "present >= 2/3 of members"),
        ("yes > no", "yes > 1/2 of members"),
        ("present >= 3", "present > 1/2 of members"),
        ("yes > 1/2 of present or yes > 30", "yes > 1/2 of present"),
        ("yes >= 5 and yes <= 7", "yes > 1/2 of members"),
        ("participating > 1/2 of members by heads and by area", "participating >= 2/3 of owners by heads and by area"),
    ],
)  # fmt: skip
def test_what_is_weaker_is_proved_by_counts(ours: str, theirs: str) -> None:
    proof = compared(ours, theirs, ("owners",))
    assert isinstance(proof, Weaker)
    assert proof.counts


def test_a_way_of_counting_left_out_is_weaker_without_counts() -> None:
    proof = compared("yes > 3/4 of members", "yes > 1/2 of members by heads and by area")
    assert isinstance(proof, Weaker)
    assert proof.uncounted == ("area", "heads")


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("present > 1/2 of households", "present > 1/2 of members"),
        ("yes > 1/2 of cast by heads and yes > 1/2 of cast", "yes > 1/2 of cast"),
        ("yes > 1/2 of members", "yes in woman > 1/2 of members"),
        ("registered and yes >= 1/3 of cast", "registered and yes > 1/2 of cast"),
        (" and ".join(["(yes > cast or no > 0)"] * 10), "yes > 1/2 of members"),
    ],
)
def test_what_counts_other_things_is_left_open(ours: str, theirs: str) -> None:
    assert compared(ours, theirs) is None


def test_with_too_few_steps_nothing_is_said() -> None:
    assert weaker(read_cond("yes > 1/3 of cast"), read_cond("yes > 1/2 of cast"), Steps(1)) is None


def test_counts_that_only_seem_to_fit_prove_nothing() -> None:
    assert compared("yes = 2/3 of members and members <= 2", "yes > members") is None


shares = st.sampled_from(["1/3", "2/5", "1/2", "3/5", "2/3", "3/4", "1/1"])
texts = st.builds(
    lambda part, cmp, share, base: f"{part} {cmp} {share} of {base}",
    st.sampled_from(["present", "yes"]), st.sampled_from([">", ">="]), shares, st.sampled_from(["members", "present"]),
)  # fmt: skip


@settings(max_examples=examples(30), deadline=None)
@given(st.lists(texts, min_size=1, max_size=2), st.lists(texts, min_size=1, max_size=2))
def test_both_answers_hold_for_every_small_count(ours: list[str], theirs: list[str]) -> None:
    mine, other = read_cond(" and ".join(ours)), read_cond(" and ".join(theirs))
    told = weaker(mine, other, Steps())
    if isinstance(told, Weaker):
        assert holds(mine, told.counts)
        assert not holds(other, told.counts)
    elif told is False:
        assert not any(holds(mine, counts) and not holds(other, counts) for counts in small())


def small() -> Iterator[dict[str, int]]:
    for members in range(1, 9):
        for present, yes in product(range(members + 1), repeat=2):
            if yes <= present:
                yield {"members": members, "present": present, "yes": yes}


def test_facts_are_taken_to_be_so_and_any_of_several_is_enough() -> None:
    cond: Cond = read_cond("registered and (yes = 2 or yes - no <= 1/2 of cast + 1)")
    assert holds(cond, {"yes": 3, "no": 1, "cast": 4})
    assert not holds(cond, {"yes": 9, "no": 0, "cast": 9})


Check = Callable[..., list[tuple[str, str]]]


@pytest.fixture
def told(find_with: Callable[[str], Callable[[str], Loaded]]) -> Check:
    """The findings beside the law, as code and path, of a charter that stands on a law."""

    def check(charter: str = FAIR, law: str = STATUTE) -> list[tuple[str, str]]:
        found: tuple[Finding, ...] = lint.check(find_with(law)(charter))
        return [(one.code, one.path) for one in found]

    return check


def test_the_rule_of_the_same_article_is_compared_and_any_that_is_met_is_enough(told: Check) -> None:
    own = '  few: {pass: yes > 1/3 of present, source: {law: statute, article: "5、8"}}\n'
    charter = FAIR.replace("procedures:\n", own + "procedures:\n").replace("rule: all\n", "rule: few\n")
    charter = charter.replace("  all: {pass: no = 0 and yes = members, source: {doc: pact}}\n", "")
    assert told(charter) == [("weaker-than-law", "rules.few")]
    easier = '  easier: {pass: yes >= 1/4 of present, source: {doc: statute, article: "8"}}\ndisclosures:\n'
    assert told(charter, STATUTE.replace("disclosures:\n", easier)) == []
    elect = '  elect: {choose: "all, most yes", source: {doc: statute, article: "8"}}\ndisclosures:\n'
    other = STATUTE.replace('article: "5"', 'article: "9"').replace("disclosures:\n", elect)
    assert told(charter, other) == []


def test_a_rule_written_in_place_is_compared_by_its_article_too(told: Check) -> None:
    rule = 'rule: {pass: yes > 1/3 of present, source: {law: statute, article: "5"}}\n'
    charter = FAIR.replace("rule: majority\n        then: {passed: do", rule + "        then: {passed: do")
    charter = charter.replace("no-quorum: refused}\n      do:", "lapsed: refused}\n      do:")
    assert [code for code, _ in told(charter)] == ["weaker-than-law"]


def test_a_law_that_counts_area_too_is_said_to(told: Check) -> None:
    law = STATUTE.replace("yes > 1/2 of present\n", "yes > 1/2 of present by heads and by area\n").replace(
        "present > 1/2 of members\n", "present > 1/2 of members by heads and by area\n"
    )
    assert told(FAIR, law) == [("weaker-than-law", "rules.majority")]


def test_what_is_published_less_often_than_the_law_asks_is_found(told: Check) -> None:
    monthly = STATUTE.replace("en: accounts, by: committee,", "en: accounts, by: committee, every: month,")
    assert told(FAIR, monthly) == [("law-disclosure", "disclosures.accounts")]
    section = "by: committee, source: {law"
    often = {
        every: [
            code
            for code, _ in told(
                FAIR.replace(section, f"by: committee, every: {every}, source: {{law"), monthly
            )
        ]
        for every in ("quarter", "31 days", "month", "Friday")
    }
    assert often == {"quarter": ["law-disclosure"], "31 days": [], "month": [], "Friday": []}


def test_a_charter_without_any_disclosure_is_told_at_its_head(told: Check) -> None:
    none = FAIR.split("disclosures:\n")[0] + "measures:\n" + FAIR.split("measures:\n")[1]
    assert ("law-disclosure", "charter") in told(none)


def test_an_organ_of_the_law_is_known_by_its_article_too(told: Check) -> None:
    charter = FAIR.replace("committee", "council").replace("en: council}", "en: committee}")
    cited = charter.replace(
        "answers-to: meeting\n    source: {doc: pact}",
        'answers-to: meeting\n    source: {law: statute, article: "4"}',
    )
    few = cited.replace("seats: 5 to 9", "seats: at least 5")
    assert ("law-seats", "organs.council.seats") in told(few)
    assert told(charter.replace("seats: 5 to 9", "seats: at least 5")) == []
    loose = STATUTE.replace("    seats: 5 to 9\n    term: 5 years\n", "    seats: at least 6\n")
    assert told(FAIR, loose) == [("law-seats", "organs.committee.seats")]
    bare = STATUTE.replace("    seats: 5 to 9\n    term: 5 years\n", "")
    assert told(FAIR, bare) == []


def test_relations_that_name_nobody_are_left_to_the_names(told: Check) -> None:
    odd = STATUTE.replace(
        "relations:\n", "relations:\n  - {from: nobody, does: leads, to: committee, never: yes}\n"
    )
    assert told(FAIR, odd) == []
    never = FAIR.replace(
        "relations:\n", "relations:\n  - {from: street, does: supervises, to: committee, never: yes}\n"
    )
    assert told(never) == []
    civil = FAIR.replace("does: assists, to: committee", "does: supervises, to: committee")
    assert told(civil) == []


def test_a_law_that_is_only_cited_is_compared_by_its_articles_alone(read: Callable[[str], Loaded]) -> None:
    law = read(STATUTE)
    free = FAIR.replace("extends: statute\n", "").replace(
        "facts:\n", "facts:\n  adult: {title: {zh: 成年, en: adult}, type: yes-no}\n", 1
    )
    weak = free.replace("    quorum: present > 1/2 of members\n", "    quorum: present > 1/3 of members\n")
    assert [one.code for one in lint.check(read(weak), [law])] == []
    cites = weak.replace(
        "of present\n    source: {doc: pact}", 'of present\n    source: {law: statute, article: "5"}'
    )
    assert [one.code for one in lint.check(read(cites), [law])] == ["weaker-than-law"]
