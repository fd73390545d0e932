"""How much work looking at one charter may be: counted in steps, so that it ends alike on every machine."""

from __future__ import annotations

from dataclasses import dataclass

MOST_STEPS = 200_000
"""The longest charters of the gallery need some hundreds."""
MOST_FOR_RULES = 50_000
"""For the arithmetic of rules, whose steps are longer ones."""


@dataclass
class Steps:
    """The steps still left. ``short`` once some question had to be left open for want of them."""

    left: int = MOST_STEPS
    short: bool = False

    def take(self, count: int = 1) -> bool:
        """Whether there is enough left for so many steps; where there is not, nothing is left after."""
        if count > self.left:
            self.left, self.short = 0, True
            return False
        self.left -= count
        return True
