"""Strands by their path, as ``sewer`` or ``sewer/objection-1``; and what the end of one means for its stage."""

from __future__ import annotations

from collections.abc import Iterator

from linli.core.engine.acting.publish import objection_decided
from linli.core.engine.acting.split import join
from linli.core.engine.acts import Act, InStrand
from linli.core.engine.events import Event
from linli.core.engine.state import MatterState, Standing, strands_of
from linli.core.engine.turn import Turn


def over(turn: Turn, strand: str, *, by_clock: bool = False) -> tuple[Event, ...]:
    """What follows from what happened last in a strand; nothing while it goes on."""
    now = turn.state.now
    if isinstance(now, Standing):
        return objection_decided(turn, now, strand)
    return join(turn, by_clock=by_clock)


def spent_beside(turn: Turn, strand: str) -> dict[str, int]:
    """What the matter has paid by fund, but for one of its strands."""
    others = [one.paid for name, one in strands_of(turn.state.now).items() if name != strand]
    spent: dict[str, int] = {}
    for paid in (turn.spent, turn.state.paid, *others):
        for fund, cents in paid.items():
            spent[fund] = spent.get(fund, 0) + cents
    return spent


def running(state: MatterState, before: str = "") -> Iterator[tuple[str, MatterState]]:
    """The strands of a matter that have not ended, with their paths, each before those within it."""
    for name, strand in strands_of(state.now).items():
        if strand.ended is None:
            yield before + name, strand
            yield from running(strand, f"{before}{name}/")


def strand_at(state: MatterState, path: str) -> MatterState | None:
    """The strand with a path, ended or not; the matter itself for an empty path."""
    for name in path.split("/") if path else ():
        found = strands_of(state.now).get(name)
        if found is None:
            return None
        state = found
    return state


def in_strand(path: str, act: Act) -> Act:
    """An act in the strand with a path; the act itself for an empty path."""
    for name in reversed(path.split("/") if path else []):
        act = InStrand(name, act)
    return act


def innermost(act: Act) -> Act:
    """What is done, in whatever strand."""
    while isinstance(act, InStrand):
        act = act.act
    return act


def expected_at(state: MatterState, path: str = "") -> str:
    """The stage that somebody sees, as an act names it who expects it: in a strand, with those that it runs in."""
    seen = [f"{state.stage}#{state.visit}"]
    for name in path.split("/") if path else ():
        state = strands_of(state.now)[name]
        seen.append(f"{state.stage}#{state.visit}")
    return "/".join(seen)


def strand_of(act: Act) -> str:
    """The path of the strand in which something is done; empty outside of all."""
    path: list[str] = []
    while isinstance(act, InStrand):
        path.append(act.strand)
        act = act.act
    return "/".join(path)
