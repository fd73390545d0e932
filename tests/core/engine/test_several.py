"""Several matters at once: only deeds of an office, and only where the charter does not want each by itself."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from linli import charters
from linli.core.charter.at_once import AT_ONCE, at_once
from linli.core.charter.stages import Stage
from linli.core.engine import refusals_of_several
from linli.core.engine.acts import Act
from linli.core.engine.force import InForce, in_force
from linli.core.engine.several import barred, never
from linli.core.engine.struct import kebab_tag
from linli.core.lab.play import play
from linli.core.lab.scenario import read_scenarios

HERE = Path(__file__).parent / "several"
SCRIPT = read_scenarios((HERE / "scenarios.yaml").read_bytes(), "scenarios.yaml")
OWN = {
    "vote",
    "vote-items",
    "support",
    "retract",
    "state",
    "object",
    "withdraw",
    "add-item",
    "join",
    "decline",
}
OF_ONE = {
    "enter-count",
    "minute",
    "pay",
    "answer",
    "divide",
    "establish",
    "disclose",
    "name-party",
    "sort-item",
}


@pytest.fixture(scope="module")
def force() -> InForce:
    return in_force(charters.read(HERE / "charter.yaml"))


@pytest.mark.parametrize("name", SCRIPT.scenarios.scenarios)
def test_the_story_goes_as_it_says(name: str, force: InForce) -> None:
    played = play(SCRIPT, name, force)
    assert [(line.mark, line.step, line.fault, line.came) for line in played.faults] == []


def test_every_refusal_of_this_kind_is_told_in_a_story() -> None:
    told = (HERE / "scenarios.yaml").read_text("utf-8")
    assert all(f"refused {code}" in told for code in refusals_of_several.REASONS)


def test_ones_own_answers_and_what_is_different_for_each_are_never_done_at_once() -> None:
    names = {kebab_tag(one.__name__) for one in get_args(Act)}
    assert names >= OWN | OF_ONE | AT_ONCE
    assert {name for name in names if never(name) is None} == AT_ONCE
    assert AT_ONCE.isdisjoint(OWN | OF_ONE)


def test_a_refusal_names_the_stage_and_says_what_to_do(force: InForce) -> None:
    refusal = barred(force, "case", "look", "sort")
    assert refusal is not None
    assert refusal.clause == "procedures.case.stages.look"
    assert refusal.says("zh") == "章程规定「评审」逐件办理，不能批量办理。"
    assert refusal.says("en") == (
        "By the charter “looked at” is handled one by one, never for several matters at once."
    )
    assert [one.zh for one in refusal.instead] == ["请打开其中一件，在它的页面上办理，办完再办下一件。"]


@pytest.mark.parametrize(("procedure", "stage", "deed", "code"), [
    ("repair", "sort", "sort", ""),
    ("repair", "hand-on", "accept", ""),
    ("repair", "do", "report", ""),
    ("repair", "do", "finish", "evidence-each"),
    ("repair", "check", "sort", "checked-each"),
    ("repair", "tell", "post", ""),
    ("case", "help", "report", "one-by-one"),
    ("case", "agree", "vote", "own-answer"),
    ("check", "look", "sort", ""),
])  # fmt: skip
def test_what_the_charter_says_of_a_stage_holds_of_its_deeds(
    force: InForce, procedure: str, stage: str, deed: str, code: str
) -> None:
    refusal = barred(force, procedure, stage, deed)
    assert (refusal.code if refusal else "") == code


def test_every_kind_of_stage_is_asked_what_of_it_can_be_done_at_once(force: InForce) -> None:
    kinds = {get_args(kind.model_fields["kind"].annotation)[0] for kind in get_args(get_args(Stage)[0])}
    stages = [one for procedure in force.charter.procedures.values() for one in procedure.stages.values()]
    assert kinds >= {one.kind for one in stages}
    assert {one.kind for one in stages if not at_once(one)} == {"propose", "poll", "split"}
