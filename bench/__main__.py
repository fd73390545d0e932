"""`./linli bench`: measure, print, and write docs/explanation/performance.md; with names of chapters, those alone."""

from __future__ import annotations

import platform
import re
import subprocess
import sys
from itertools import count
from pathlib import Path

import statemachine

from bench import crowd, flow, opinions, pages, peers, places, power, replay, store, tables
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
    return f"""
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


def _head() -> str:
    return f"""# Performance

Written by `./linli bench`; do not edit. Trust the ratios, each of which comes from one run; absolute figures depend on
the machine. Chapters can be measured one by one (`./linli bench engine store`).
{platform.python_implementation()} {platform.python_version()}, {platform.machine()}, \
SpiffWorkflow {_version("SpiffWorkflow")}, python-statemachine {statemachine.__version__}.
"""


def of_engine() -> tuple[str, bool]:
    """The engine against its peers."""
    found = engine()
    slow = any(found["Linli"].over(found[name]) < least for name, least in WANTED.items())
    return _engine(found), slow


def of_models() -> tuple[str, bool]:
    """The models, and who holds power, in page views."""
    seen, view = views()
    took = power.worked_out()
    slow = seen[VIEWS].over(seen[MODELS]) >= 1 or not _quick(took, view)
    return _models(seen) + _power(took, view), slow


def of_store() -> tuple[str, bool]:
    """Acts against bare transactions."""
    found = store.all_stores()
    return store.page(found), store.is_slow(found)


def of_crowd() -> tuple[str, bool]:
    """The square and the desk among many matters."""
    found = crowd.all_stores()
    return crowd.page(found), crowd.slow(found)


def of_replay() -> tuple[str, bool]:
    """A million entries verified, and the state rebuilt."""
    found = replay.measured()
    return replay.page(found), replay.is_slow(found)


def of_tables() -> tuple[str, bool]:
    """Registers brought in."""
    return tables.page(), False


def of_places() -> tuple[str, bool]:
    """The table of places brought in and searched."""
    found = places.all_stores()
    return places.page(found), places.is_slow(found)


def of_opinions() -> tuple[str, bool]:
    """Opinion maps of real conversations; what was measured before stays where they are not beside this checkout."""
    came = opinions.all_conversations()
    return opinions.page(came) if came else kept().get("opinions", ""), False


CHAPTERS = {
    "engine": of_engine, "models": of_models, "store": of_store, "replay": of_replay, "crowd": of_crowd,
    "tables": of_tables, "places": of_places, "opinions": of_opinions,
}  # fmt: skip


def kept() -> dict[str, str]:
    """The chapters as they were measured last."""
    text = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    parts = re.split(r"^<!-- (\w+) -->\n", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def main(asked: list[str]) -> int:
    """Measure and write; exit 1 where a ratio wanted is not reached, 2 for a chapter that there is not."""
    if unknown := [name for name in asked if name not in CHAPTERS]:
        sys.stderr.write(f"{', '.join(unknown)}: there are {', '.join(CHAPTERS)}\n")
        return 2
    if len(asked) != 1:
        # Each in a process of its own, for each opens an installation of its own.
        each = [subprocess.run([sys.executable, "-m", "bench", name]) for name in asked or CHAPTERS]
        return max(one.returncode for one in each)
    text, slow = CHAPTERS[asked[0]]()
    sys.stdout.write(text)
    texts = {**kept(), asked[0]: text}
    chapters = (f"\n<!-- {name} -->\n{texts[name].strip()}\n" for name in CHAPTERS if name in texts)
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(_head() + "".join(chapters), encoding="utf-8")
    return int(slow)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
