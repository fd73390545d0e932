"""An organ and the power that it holds."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from linli.core.charter.text import Text


@dataclass(frozen=True, slots=True)
class Holder:
    """An organ that a procedure cannot do without on some way; indices are of one member and of all together.

    Shares of Banzhaf's index are normalised to one over all people; None where it was not worked out.
    """

    organ: str
    title: Text
    people: int
    assumed: bool
    needed: tuple[int, ...]
    blocks: bool
    carries: bool
    banzhaf: Fraction | None
    shapley: Fraction | None

    @property
    def banzhaf_of_all(self) -> Fraction | None:
        """The organ's share, all its members together."""
        return None if self.banzhaf is None else self.banzhaf * self.people

    @property
    def shapley_of_all(self) -> Fraction | None:
        """The organ's share, all its members together."""
        return None if self.shapley is None else self.shapley * self.people
