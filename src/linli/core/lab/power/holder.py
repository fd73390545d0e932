"""An organ and the power that it holds."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from linli.core.charter.text import Text
from linli.core.lab.power.players import Basis


@dataclass(frozen=True, slots=True)
class Holder:
    """An organ that a procedure cannot do without on some way, and the power of all of it and of one member.

    ``basis`` says whence the number of people is; ``seats_to`` is the greatest number of seats where the least was
    taken; ``resident`` whether an ordinary resident is one of its people, or can be. Shapley–Shubik is the share of the
    organ in the game between organs, each of one mind; its members, who are alike, have equal parts of it. Banzhaf is
    counted person by person, normalised to one over all people. Either is None where it was not worked out. Members
    are not ``alike`` where a rule counts some of them apart: then nothing is said of one of them.
    """

    organ: str
    title: Text
    people: int
    basis: Basis
    needed: tuple[int, ...]
    blocks: bool
    carries: bool
    banzhaf: Fraction | None
    shapley_of_all: Fraction | None
    resident: Literal["", "is", "can-be"] = ""
    seats_to: int | None = None
    alike: bool = True

    @property
    def assumed(self) -> bool:
        """Whether the number of people is neither in the charter nor given by the reader."""
        return self.basis == "assumed"

    @property
    def banzhaf_of_all(self) -> Fraction | None:
        """The organ's share, all its members together."""
        return None if self.banzhaf is None else self.banzhaf * self.people

    @property
    def shapley(self) -> Fraction | None:
        """What one member has of the organ's share."""
        return self.shapley_of_all / self.people if self.alike and self.shapley_of_all is not None else None

    @property
    def divided_only(self) -> bool:
        """Whether it matters only where another organ is divided: of one mind, others never need it."""
        return self.shapley_of_all == 0
