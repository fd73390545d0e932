"""How often the critique is right about charters that it was not written for: `python -m blind`.

Five charters were written, and labelled by a careful reader, before any rule of the critique was tuned. Each label says
of one charter whether one thing would be found in it. A hit is a finding where the label says yes, a false alarm one
where it says no. docs/explanation/blind-charters.md tells the rates.
"""

from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from linli import charters
from linli.core.charter import lint

HERE = Path(__file__).resolve().parents[1] / "tests" / "core" / "charter" / "blind"
CODES: dict[str, tuple[str, ...]] = {
    "residents-elect-no-deciding-organ": ("no-elected-decider",),
    "all-deciding-organs-indirect": ("only-indirect",),
    "three-self-government-organs": ("many-organs",),
    "same-power-twice": ("same-power",),
    "organ-bypassed": ("bypassed", "verdict-ignored", "same-power at decides"),
    "deciding-organ-appointed-from-above": ("appointed-decider",),
    "participation-without-decision": ("voice-without-vote",),
    "units-absent": ("units-absent",),
    "relation-undefined": ("undefined-relation",),
    "no-recall": ("no-recall", "law-recall"),
    "no-appeal-or-objection": ("no-appeal",),
    "results-never-published": ("results-unpublished",),
    "money-without-residents-decision": ("money-without-residents",),
    "one-organ-does-all": ("one-hand",),
    "procedure-can-stall": ("stalls",),
    "weaker-than-law": ("weaker-than-law",),
    "resident-majority-impossible": ("composition-never-met",),
}
"""Which findings say what a label asks. Two ways for one kind of matter, either of which goes round the other, stand
at its ``decides``. Findings about anything else are not labelled and not counted."""
KINDS = {
    (True, True): "hit",
    (False, True): "miss",
    (True, False): "false alarm",
    (False, False): "rightly silent",
}


def judged() -> dict[tuple[str, str], str]:
    """For each charter and label, what became of it."""
    labels: dict[str, Any] = yaml.safe_load((HERE / "labels.yaml").read_text(encoding="utf-8"))["charters"]
    told: dict[tuple[str, str], str] = {}
    for name, expected in labels.items():
        loaded = charters.read(HERE / f"{name}.yaml")
        findings = lint.check(loaded, charters.cited(loaded))
        codes = {found.code for found in findings}
        codes |= {f"{found.code} at decides" for found in findings if ".decides." in found.path}
        for item, label in expected.items():
            told[name, item] = KINDS[not codes.isdisjoint(CODES[item]), label["found"] == "yes"]
    return told


def main() -> None:
    """Print the rates, and every miss and false alarm."""
    told = judged()
    count = Counter(told.values())
    expected, silent = count["hit"] + count["miss"], count["false alarm"] + count["rightly silent"]
    print(f"hits: {count['hit']} of {expected}; false alarms: {count['false alarm']} of {silent}")
    for (name, item), kind in told.items():
        if kind in ("miss", "false alarm"):
            print(f"{kind}: {name}: {item}")


if __name__ == "__main__":
    main()
