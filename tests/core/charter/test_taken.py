"""What was taken from those concerned: what must not be said of it, beside the bad charters that say it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from linli.core.charter import lint
from linli.core.charter.load import Loaded

HERE = Path(__file__).parent
UNIFORM = (HERE / "bad" / "uniform-measures.yaml").read_text(encoding="utf-8")
DROPPED = (HERE / "bad" / "party-dropped.yaml").read_text(encoding="utf-8")
NOW = "      2024-01-01: street or committee\n"
Read = Callable[[str], Loaded]


def told(loaded: Loaded, code: str) -> list[str]:
    return [one.path for one in lint.check(loaded) if one.code == code]


def within(stage: str) -> str:
    """The uniform charter with a stage between the split and the work."""
    return UNIFORM.replace("first: clear", "first: look").replace(
        "      clear:\n", f"      look: {stage}\n      clear:\n"
    )


@pytest.mark.parametrize(
    "stage",
    [
        "{title: {zh: 挑, en: c}, kind: gather, of: items, by: warden, over: 9 days, "
        "then: {enough: clear, too-few: clear}}",
        "{title: {zh: 派, en: o}, kind: assign, by: street, to: committee, then: {accepted: clear, returned: refused}}",
    ],
)
def test_a_place_that_may_choose_or_return_has_a_choice(stage: str, read: Read) -> None:
    loaded = read(within(stage))
    assert lint.structure(loaded) == ()
    assert told(loaded, "uniform-measures") == []


@pytest.mark.parametrize(
    "stage",
    [
        "{title: {zh: 筛, en: s}, kind: screen, by: street, bins: {a: {zh: 甲, en: a}}, then: {a: clear}}",
        "{title: {zh: 议, en: t}, kind: deliberate, by: committee, over: 9 days, "
        "then: {concluded: clear, not-held: lapsed}}",
    ],
)
def test_talk_and_another_word_of_those_above_are_no_choice(stage: str, read: Read) -> None:
    assert told(read(within(stage)), "uniform-measures") == ["procedures.drive.stages.spread"]


def test_what_residents_put_themselves_is_not_set_above(read: Read) -> None:
    put = UNIFORM.replace(
        "部署, en: launched}\n        kind: propose\n        by: street",
        "部署, en: launched}\n        kind: propose\n        by: residents",
    )
    assert told(read(put), "uniform-measures") == []
    assert told(read(UNIFORM.replace("each: places", "each: organs")), "uniform-measures") == []


def test_the_stages_after_the_strands_are_joined_are_not_of_a_place(read: Read) -> None:
    tail = "within: 9 days, then: {finished: meet, lapsed: lapsed}}"
    scrub = f"{{title: {{zh: 擦, en: s}}, kind: work, by: helpers, {tail}"
    poll = "over: 9 days, rule: all, then: {passed: clear, failed: done}}"
    meet = f"{{title: {{zh: 议, en: m}}, kind: poll, by: BY, {poll}"
    after = UNIFORM.replace("{joined: told,", "{joined: meet,").replace("first: clear", "first: scrub")
    after = after.replace("      clear:\n", f"      scrub: {scrub}\n      meet: {meet}\n      clear:\n")
    paths = {by: told(read(after.replace("BY", by)), "uniform-measures") for by in ("street", "meeting")}
    assert paths == {"street": ["procedures.drive.stages.spread"], "meeting": []}


def test_nothing_is_set_where_nobody_of_the_charter_puts_it(read: Read) -> None:
    nobody = UNIFORM.replace(
        "部署, en: launched}\n        kind: propose\n        by: street",
        "部署, en: launched}\n        kind: propose\n        by: parties",
    )
    assert told(read(nobody), "uniform-measures") == []


@pytest.mark.parametrize(
    "now",
    [
        "      2024-01-01: street or committee or shops\n",
        "      2024-01-01: street or committee or joint\n",
        "      2024-01-01: street or committee or board\n",
        "      2024-01-01: street or committee or clerk\n",
        "      2024-01-01: street\n      2025-01-01: street or committee or units\n",
    ],
)
def test_somebody_in_their_stead_or_themselves_again_is_enough(now: str, read: Read) -> None:
    made = """
  shops: {title: {zh: 商铺, en: shops}, nature: market, outside: {zh: 自有, en: own}, source: {doc: pact}}
  joint: {title: {zh: 联席会, en: joint sitting}, union: [committee, units], source: {doc: pact}}
  board: {title: {zh: 理事会, en: board}, chosen-by: units, seats: 5, term: 3 years, source: {doc: pact}}
  clerk: {title: {zh: 专员, en: clerk}, appointed-by: units, seats: 1, term: 3 years, source: {doc: pact}}
relations:"""
    there = DROPPED.replace("\nrelations:", made, 1)
    assert told(read(there), "party-dropped") == ["procedures.pledge.parties.2024-01-01"]
    units = "  units:\n    title: {zh: 辖区单位, en: units of the area}\n"
    assert (
        told(read(there.replace(units, units + "    nature: market\n").replace(NOW, now)), "party-dropped")
        == []
    )


def test_each_is_told_with_the_day_from_which_it_was_left_out(read: Read) -> None:
    twice = DROPPED.replace(NOW, NOW + "      2025-01-01: street\n").replace(
        "street or committee or units", "street or helpers or units"
    )
    twice = twice.replace("2024-01-01: street or committee", "2024-01-01: street or helpers")
    loaded = read(twice)
    days = [path[-10:] for path in told(loaded, "party-dropped")]
    assert days == ["2024-01-01", "2025-01-01"]
    told_last = [one.says.en for one in lint.check(loaded) if one.code == "party-dropped"][-1]
    assert "“volunteers” once had a part in “pledge”; since 2025-01-01 they have none" in told_last


def test_whoever_still_has_a_hand_in_the_procedure_was_not_dropped(read: Read) -> None:
    offered = DROPPED.replace(
        "        kind: propose\n        by: committee\n        then: {submitted: sign}",
        "        kind: propose\n        by: units\n        then: {submitted: sign}",
    )
    assert offered != DROPPED
    assert told(read(offered), "party-dropped") == []


def test_an_organ_that_a_dated_party_names_and_nobody_knows_is_told_where_it_stands(read: Read) -> None:
    wrong = lint.structure(read(DROPPED.replace("2020-01-01: street or", "2020-01-01: strret or")))
    assert [(one.code, one.path) for one in wrong] == [
        ("unknown-name", "procedures.pledge.parties.2020-01-01")
    ]
    plain = (
        (HERE / "good" / "fair.yaml").read_text("utf-8").replace("parties: street or", "parties: strret or")
    )
    assert [one.path for one in lint.structure(read(plain))] == ["procedures.pledge.parties"]
