"""The shape of a charter without words, small enough for a shelf: one line of marks for each procedure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linli.core.charter.draw import order
from linli.core.charter.model import Charter, Procedure
from linli.core.charter.stages import Poll, Publish, Split, Stage

W, H = 120, 80
MOST_LINES = 5
MOST_MARKS = 14
_EDGE = 8


def tiny(charter: Charter) -> str:
    """A small drawing, ``aria-hidden`` since it says nothing that the words beside it do not."""
    lines = [_stages(one) for one in list(charter.procedures.values())[:MOST_LINES]]
    gap = H // (len(lines) + 1)
    drawn = "".join(_line(one, gap * (index + 1), gap) for index, one in enumerate(lines)) or _organs(charter)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="diagram-tiny" viewBox="0 0 {W} {H}" width="{W}" height="{H}"'
        f' aria-hidden="true" focusable="false" fill="none" stroke="currentColor">{drawn}</svg>\n'
    )


def _stages(procedure: Procedure) -> list[tuple[str, Stage]]:
    """The stages from top to bottom, as many as fit."""
    graph = {
        name: [to.name for to in stage.then.values() if to.kind == "stage"]
        for name, stage in procedure.stages.items()
    }
    return [(name, procedure.stages[name]) for name in order.downwards(graph)][:MOST_MARKS]


def _line(stages: Sequence[tuple[str, Stage]], y: int, gap: int) -> str:
    step = min((W - 2 * _EDGE) // max(len(stages) - 1, 1), 20)
    place = {name: _EDGE + step * index for index, (name, _) in enumerate(stages)}
    last = _EDGE + step * (len(stages) - 1)
    loops = "".join(_loops(stages, place, y, gap))
    marks = "".join(_mark(stage, place[name], y) for name, stage in stages)
    return f'<path class="diagram-line" d="M{_EDGE} {y}H{last}"/>{loops}{marks}'


def _loops(stages: Sequence[tuple[str, Stage]], place: dict[str, int], y: int, gap: int) -> Iterator[str]:
    """An arc over the marks for each way back to an earlier one."""
    for name, stage in stages:
        for to in dict.fromkeys(to.name for to in stage.then.values() if to.kind == "again"):
            if to in place and place[to] < place[name]:
                rise = min(4 + (place[name] - place[to]) // 3, gap - 6)
                half = (place[name] - place[to]) // 2
                yield f'<path class="diagram-back" d="M{place[name]} {y - 4}q{-half} {-rise} {-2 * half} 0"/>'


def _mark(stage: Stage, x: int, y: int) -> str:
    if isinstance(stage, Poll):
        return f'<circle class="diagram-poll" cx="{x}" cy="{y}" r="4" fill="currentColor"/>'
    if isinstance(stage, Publish):
        return f'<rect class="diagram-publish" x="{x - 3}" y="{y - 3}" width="6" height="6" fill="currentColor"/>'
    if isinstance(stage, Split):
        return f'<path class="diagram-split" d="M{x - 5} {y}l5 -5l5 5l-5 5z" fill="currentColor"/>'
    return f'<circle class="diagram-step" cx="{x}" cy="{y}" r="3" fill="currentColor"/>'


def _organs(charter: Charter) -> str:
    """Of a charter without procedures, such as a law: its organs in rows."""
    marks = range(min(len(charter.organs) or 1, 12))
    return "".join(
        f'<circle class="diagram-step" cx="{24 + at % 4 * 24}" cy="{20 + at // 4 * 20}" r="4" fill="currentColor"/>'
        for at in marks
    )
