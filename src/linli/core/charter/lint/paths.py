"""Whether every matter can come to an end: stages that are never reached, dead ends, endless rings."""

from __future__ import annotations

from collections.abc import Iterator

from linli.core.charter.finding import Finding
from linli.core.charter.lint import graph, known, outcomes
from linli.core.charter.lint.say import At, finding, nearest, stages
from linli.core.charter.load import Loaded
from linli.core.charter.nodes import Path


def findings(loaded: Loaded) -> Iterator[Finding]:
    for name in loaded.charter.procedures:
        yield from _procedure(loaded, name)
    for at in stages(loaded.charter):
        yield from _outcomes(loaded, at)


def _procedure(loaded: Loaded, name: str) -> Iterator[Finding]:
    procedure, path = loaded.charter.procedures[name], ("procedures", name, "stages")
    if not procedure.stages:
        yield finding(loaded, "no-stages", path, ("这个程序没有环节", "this procedure has no stages"))
        return
    edges = graph.edges(procedure)
    begun = graph.reached(edges, next(iter(procedure.stages)))
    ends = graph.ending(edges)
    for stage in procedure.stages:
        if stage in known.TARGETS:
            continue  # What leads to it is read as something else; its name is told.
        if stage not in begun:
            yield _unreachable(loaded, (*path, stage), stage)
        elif stage not in ends:
            yield _endless_stage(loaded, (*path, stage), stage)
    for edge in graph.endless(procedure, edges):
        if edge.start in ends:
            yield _loop(loaded, (*path, edge.start, *edge.key), edge)


def _unreachable(loaded: Loaded, path: Path, stage: str) -> Finding:
    says = (f"没有哪个环节通向「{stage}」", f"no stage leads to “{stage}”")
    mend = (f"在某个环节的 then 里写上「{stage}」，或删去它", f"lead some outcome to “{stage}”, or remove it")
    return finding(loaded, "unreachable-stage", path, says, mend)


def _endless_stage(loaded: Loaded, path: Path, stage: str) -> Finding:
    says = (f"从「{stage}」起永远到不了终点", f"from “{stage}” on, no end can be reached")
    mend = (
        "让某个结果通向 done、refused、lapsed 或 withdrawn",
        "lead an outcome to done, refused, lapsed or withdrawn",
    )
    return finding(loaded, "dead-end", path, says, mend)


def _loop(loaded: Loaded, path: Path, edge: graph.Edge) -> Finding:
    says = (
        f"从「{edge.start}」回到「{edge.to}」可以无限重复",
        f"from “{edge.start}” back to “{edge.to}” can be repeated for ever",
    )
    mend = (f"写成「again {edge.to} (at most 2)」", f"write “again {edge.to} (at most 2)”")
    return finding(loaded, "unbounded-loop", path, says, mend)


def _outcomes(loaded: Loaded, at: At) -> Iterator[Finding]:
    there = outcomes.known(at.stage)
    for key in ("then", "enacts"):
        for outcome in getattr(at.stage, key):
            if outcome not in there:
                says = (
                    f"「{at.name}」不会有「{outcome}」这个结果",
                    f"“{at.name}” cannot have the outcome “{outcome}”",
                )
                yield finding(
                    loaded, "unknown-outcome", (*at.path, key, outcome), says, nearest(outcome, there)
                )
    for outcome in outcomes.certain(loaded, at.stage):
        if outcome not in at.stage.then:
            says = (
                f"「{at.name}」可能出现「{outcome}」，却没有写去向",
                f"“{at.name}” can come to “{outcome}”, which leads nowhere",
            )
            mend = (f"在 then 里写「{outcome}: 去向」", f"write “{outcome}: TARGET” under “then”")
            yield finding(loaded, "dead-end", (*at.path, "then"), says, mend)
