"""The page on scenarios tells all there is, and nothing that is not so."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from linli import charters
from linli.core.engine.force import in_force
from linli.core.lab import story
from linli.core.lab.play import play
from linli.core.lab.scenario import Scenario, Scenarios, read_scenarios
from linli.core.lab.told import ACTS

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "reference" / "scenarios.md").read_text(
    encoding="utf-8"
)
ROWS = re.findall(r"^\| ([a-z-]+) \| `(.+?)` \| ", PAGE, re.MULTILINE)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(("verb", "example"), ROWS)
def test_every_example_of_the_page_is_read_as_the_page_says(verb: str, example: str) -> None:
    (step,) = story.read(example, NOON, UTC)
    assert step.verb == verb
    if verb in ACTS:
        ACTS[verb](step)


def test_every_sentence_there_is_stands_on_the_page() -> None:
    assert {verb for verb, _ in ROWS} == set(story.SENTENCES)


def test_every_key_of_the_file_stands_on_the_page() -> None:
    told = set(re.findall(r"^\| `([a-z]+)` \|", PAGE, re.MULTILINE))
    assert told == {*Scenarios.model_fields}
    for key in Scenario.model_fields:
        assert re.search(rf"`(scenarios\.NAME)?\.{key}`", PAGE), key


def test_the_whole_file_of_the_page_plays() -> None:
    text = re.search(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert text is not None
    script = read_scenarios(text[1].encode(), "scenarios.yaml")
    played = play(script, "bench", in_force(charters.read("beilin")))
    assert not played.faults
    assert len(played.lines) == 12


def test_the_difference_of_the_page_is_what_is_printed() -> None:
    text = re.search(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert text is not None
    wrong = text[1].replace("expect bench refused", "expect bench done")
    played = play(
        read_scenarios(wrong.encode(), "scenarios.yaml"), "bench", in_force(charters.read("beilin"))
    )
    (line,) = played.faults
    assert line.fault is not None
    assert line.mark is not None
    assert f"✗ scenarios.yaml:{line.mark.line}: {line.fault.en}" in PAGE
    assert f"→ {line.came.en}\n" in PAGE
