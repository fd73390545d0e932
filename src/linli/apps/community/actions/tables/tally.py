"""What a check comes to in figures, and the rows that need a hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from linli.apps.community.actions.tables.stage import Laid
from linli.registers.check import Block, Mends, Row
from linli.registers.problem import Problem
from linli.registers.shape import Shape
from linli.registers.swaps import Repeats

ROWS_KEPT = 300


class Tally:
    """Counted block by block. Of the rows that are wrong only the first are kept, so that memory is bounded."""

    def __init__(self, mends: Mends, shape: Shape) -> None:
        self.mends = mends
        self.repeats = Repeats(shape)
        self.rows = self.new = self.changed = self.same = self.problems = 0
        self.kept: dict[int, Row] = {}
        self._rivals: dict[int, Row] = {}
        self._known: set[int] = set()

    @property
    def counts(self) -> dict[str, Any]:
        """As they are stored with the table."""
        own = ("rows", "new", "changed", "same", "problems")
        return {name: getattr(self, name) for name in own}

    def add(self, block: Block, laid: Laid) -> None:
        """One block more."""
        self.rows += len(block.lines)
        self.new += laid.new
        self.changed += len(laid.changes)
        self.same += len(laid.alike)
        for at in sorted(block.problems):
            self._wrong(block.row(at))
            self.repeats.note(block.typed, at, block.problems[at])
        if self.mends:
            self.kept |= {line: block.row(at) for at, line in enumerate(block.lines) if line in self.mends}
        self._known |= {block.lines[at] for at in laid.rivals if at in block.problems}
        for at in [*laid.rivals][: ROWS_KEPT - len(self._rivals)]:
            self._rivals[block.lines[at]] = block.row(at)

    def late(self, found: Mapping[int, Problem]) -> None:
        """Rows that turn out wrong only now. They were counted as new, which no longer matters: nothing is entered."""
        for line, problem in found.items():
            row = self._rivals.get(line)
            if row is not None:
                # The row of a wrong one has its problems in common with the one that is kept.
                row.problems.append(problem)
            if line not in self._known:
                self._wrong(row)

    def _wrong(self, row: Row | None) -> None:
        self.problems += 1
        if row is not None and self.problems <= ROWS_KEPT:
            self.kept[row.line] = row
