"""`./linli bench`: measure, print, and write docs/explanation/performance.md."""

from __future__ import annotations

import platform
import sys
from itertools import count
from pathlib import Path

import statemachine

from bench import flow, peers
from bench.timing import Rate, rates

PAGE = Path(__file__).parent.parent / "docs" / "explanation" / "performance.md"
WANTED = {"SpiffWorkflow": 20, "python-statemachine": 5}


def engine() -> dict[str, Rate]:
    """The Beilin procedure, ours and the peers'."""
    force, numbers, spec = flow.beilin(), count(1), peers.spiff_spec()
    place = flow.town(force)

    def ours() -> int:
        return flow.Flow(place, next(numbers)).run()

    return rates(
        {"Linli": ours, "SpiffWorkflow": lambda: peers.spiff(spec), "python-statemachine": peers.statechart}
    )


def page(found: dict[str, Rate]) -> str:
    """The page of figures, as written by this run."""
    ours = found["Linli"]
    rows = "\n".join(
        f"| {name} | {rate.median:,.0f} | {min(rate.rounds):,.0f} – {max(rate.rounds):,.0f} | "
        f"{ours.over(rate):.1f} × | {WANTED.get(name, '–')} |"
        for name, rate in found.items()
    )
    return f"""# Performance

Written by `./linli bench`; do not edit. Trust the ratios, which come from one run; absolute figures depend on the
machine.
{platform.python_implementation()} {platform.python_version()}, {platform.machine()}, \
SpiffWorkflow {_version("SpiffWorkflow")}, python-statemachine {statemachine.__version__}.

## The engine, in memory

The Beilin procedure from proposal to closing with 60 voters: proposal, three polls (8, 60 and 60 people, each voting;
the last is on paper in the charter and open here), publication, six disclosures, work, result. Ours includes who may
act, sittings, quorum, exact counting, due moments, and the hash chain of the record; the peers run the flow alone, with
a task or transition for every vote, one deed at a time. Deeds a second of processor time, in turn; medians of seven
rounds, ratios round by round.

| | deeds a second | least – most | Linli against it | wanted at least |
|---|---|---|---|---|
{rows}
"""


def _version(package: str) -> str:
    from importlib.metadata import version

    return version(package)


def main() -> int:
    """Measure and write; exit 1 where a ratio wanted is not reached."""
    found = engine()
    text = page(found)
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(text, encoding="utf-8")
    sys.stdout.write(text)
    return int(any(found["Linli"].over(found[name]) < least for name, least in WANTED.items()))


if __name__ == "__main__":
    sys.exit(main())
