"""Rates measured side by side: in turn, in one run, by processor time, so that a drifting machine hurts none more."""

from __future__ import annotations

import gc
import resource
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Rate:
    """Deeds a second of processor time, round by round."""

    name: str
    rounds: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.rounds)

    def over(self, other: Rate) -> float:
        """How many times as fast as ``other``: the median of the ratios of the rounds, each taken side by side."""
        return statistics.median(own / its for own, its in zip(self.rounds, other.rounds, strict=True))


def rates(
    runs: dict[str, Callable[[], int]], *, rounds: int = 7, seconds: float = 0.5,
    clock: Callable[[], float] = time.process_time,
) -> dict[str, Rate]:  # fmt: skip
    """Measure each run in turn, ``rounds`` times, each at least ``seconds``; a run returns how many deeds it did."""
    found: dict[str, list[float]] = {name: [] for name in runs}
    for run in runs.values():
        run()
    for _ in range(rounds):
        for name, run in runs.items():
            found[name].append(_rate(run, seconds, clock))
    return {name: Rate(name, tuple(each)) for name, each in found.items()}


def _rate(run: Callable[[], int], seconds: float, clock: Callable[[], float]) -> float:
    gc.collect()
    began, deeds = clock(), 0
    while (spent := clock() - began) < seconds:
        deeds += run()
    return deeds / spent


def peak_megabytes() -> float:
    """The most memory that this process held so far.

    Linux's own line: what ``getrusage`` tells begins, in a process started by another, with what that one held.
    """
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
