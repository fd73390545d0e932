"""The blind charters: written without knowing a rule of the critique, and labelled by a careful reader."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

import blind
from linli import charters
from linli.core.charter import lint

HERE = Path(__file__).parent / "blind"
LABELS: dict[str, Any] = yaml.safe_load((HERE / "labels.yaml").read_text("utf-8"))
BLIND = sorted(path.stem for path in HERE.glob("*.yaml") if path.stem != "labels")


@pytest.mark.parametrize("name", BLIND)
def test_a_blind_charter_holds_together(name: str) -> None:
    loaded = charters.read(HERE / f"{name}.yaml")
    assert loaded.slug == name
    impossible = LABELS["charters"][name]["resident-majority-impossible"]["found"] == "yes"
    assert [found.code for found in lint.structure(loaded)] == ["composition-never-met"] * impossible


def test_every_blind_charter_is_labelled_for_every_item_of_the_list() -> None:
    assert sorted(LABELS["charters"]) == BLIND
    assert len(BLIND) == 5
    assert len(LABELS["items"]) == 17
    for name, labels in LABELS["charters"].items():
        assert list(labels) == list(LABELS["items"]), name
        assert {label["found"] for label in labels.values()} == {"yes", "no"}
        assert all(label["why"] for label in labels.values())


def test_the_rates_that_are_published_are_those_of_the_rules(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    count = Counter(blind.judged().values())
    hits, alarms = f"{count['hit']} of 34", f"{count['false alarm']} of 51"
    published = (root / "docs/explanation/blind-charters.md").read_text("utf-8")
    assert f"| tuned on these charters | {hits} | {alarms} |" in published
    blind.main()
    assert capsys.readouterr().out.startswith(f"hits: {hits}; false alarms: {alarms}")
