"""`./linli bench`: measure, print, and write docs/explanation/performance.md; with `tables`, its last chapter alone."""

from __future__ import annotations

import platform
import sys
from itertools import count
from pathlib import Path

import statemachine

from bench import flow, pages, peers, places, power, store, tables
from bench.timing import Rate, rates

PAGE = Path(__file__).parent.parent / "docs" / "explanation" / "performance.md"
VIEWS, MODELS = "ten views of a matter by a resident", "all models checked, read aloud and drawn"
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


def views() -> tuple[dict[str, Rate], float]:
    """All models against ten page views, and how long one view takes, in seconds of this run."""
    demonstration = pages.Demonstration()
    try:
        found = rates(pages.runs(demonstration), seconds=0.3)
    finally:
        demonstration.close()
    return found, 1 / (found[VIEWS].median * pages.VIEWS)


def page(found: dict[str, Rate], seen: dict[str, Rate], view: float, took: tuple[power.Took, ...]) -> str:
    """The page of figures, as written by this run."""
    return _engine(found) + _models(seen) + _power(took, view)


def _models(seen: dict[str, Rate]) -> str:
    rows = "\n".join(
        f"| {name} | {seen[VIEWS].over(rate):.2f} | {'less than 1' if name == MODELS else '–'} |"
        for name, rate in seen.items()
    )
    return f"""
## The models, against page views

All {len(pages.gallery())} charters of the gallery, laws included: checked with every rule of the linter, read aloud
from the first article to the last, and drawn, the organs and every procedure; against ten views of the page of a matter
being voted on in the demonstration, through Django's test client; the reading of the files apart. Both are warm: what a
process keeps (templates, charters read, words once wrapped) it has kept. Processor time, in turn; medians of seven
rounds, ratios round by round.

| | as long as ten page views, times | wanted |
|---|---|---|
{rows}
"""


def _power(took: tuple[power.Took, ...], view: float) -> str:
    rows = "\n".join(
        f"| {one.organs} × {one.members:,} | {_views(one.banzhaf, view)} | {_views(one.shapley, view)} | "
        f"{_against(one)} |"
        for one in took
    )
    return f"""
## Who holds power

Organs that must all agree, every other one by a majority and by two thirds of its members; each index of all organs
from nothing, exact, in page views as above: Shapley–Shubik by organ, which is wanted in less than one page view for
thirty organs of any size, and Banzhaf person by person. *Enumeration* goes through all orders of the organs, and
through all numbers that a coalition can have of each (not even through all coalitions), which is possible only for the
smallest; both must come out the same, to the last digit. What would take more than the steps allowed is given up, and
that is said.

| organs × members | Banzhaf, page views | Shapley–Shubik, page views | enumeration takes |
|---|---|---|---|
{rows}
"""


def _views(seconds: float | None, view: float) -> str:
    if seconds is None:
        return "did not finish"
    return f"{seconds / view:,.1f}" if seconds >= view / 10 else "< 0.1"


def _against(one: power.Took) -> str:
    if one.enumerated is None or one.banzhaf is None or one.shapley is None:
        return "–"
    return f"{one.enumerated / (one.banzhaf + one.shapley):,.0f} × as long"


def _engine(found: dict[str, Rate]) -> str:
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


def _quick(took: tuple[power.Took, ...], view: float) -> bool:
    """Whether no size takes the index by organ a page view."""
    return all(one.shapley is not None and one.shapley < view for one in took)


def last_chapter() -> int:
    """Measure the bringing in of tables anew, and leave the other chapters as they are."""
    text = PAGE.read_text(encoding="utf-8").partition(f"\n{tables.TITLE}")[0] + tables.page()
    PAGE.write_text(text, encoding="utf-8")
    sys.stdout.write(text)
    return 0


def main() -> int:
    """Measure and write; exit 1 where a ratio wanted is not reached."""
    found = engine()
    seen, view = views()
    took = power.worked_out()
    kept = store.all_stores()
    divisions = places.all_stores()
    text = page(found, seen, view, took) + store.page(kept) + tables.page() + places.page(divisions)
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(text, encoding="utf-8")
    sys.stdout.write(text)
    slow = any(found["Linli"].over(found[name]) < least for name, least in WANTED.items())
    slow = slow or store.is_slow(kept) or places.is_slow(divisions)
    return int(slow or seen[VIEWS].over(seen[MODELS]) >= 1 or not _quick(took, view))


if __name__ == "__main__":
    sys.exit(last_chapter() if sys.argv[1:] == ["tables"] else main())
