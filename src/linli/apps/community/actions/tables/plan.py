"""A checked table laid beside the registers, a block of rows at a time; nothing of the registers is written here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from linli.apps.community.actions.tables import party, residents, rosters, simple
from linli.apps.community.actions.tables.known import Registers
from linli.apps.community.actions.tables.stage import Laid
from linli.registers.check import Block
from linli.registers.problem import Problem


@dataclass(slots=True)
class Plan:
    """What one table comes to."""

    shape: str
    registers: Registers
    people: residents.People | None = None
    lay: Callable[[Block], Laid] = field(init=False)
    """Lay rows beside the registers; what is wrong with them there goes to their problems."""

    def __post_init__(self) -> None:
        registers = self.registers
        match self.shape:
            case "residents":
                people = self.people = residents.People(registers)
                self.lay = partial(residents.lay, people)
            case "party":
                self.lay = partial(party.lay, registers, party.members(registers))
            case "rosters":
                self.lay = partial(rosters.lay, rosters.Seats(registers))
            case shape:
                self.lay = partial(simple.lay, registers, simple.things(shape, registers))

    @property
    def households(self) -> int:
        """How many households begin with the table."""
        return self.people.made if self.people else 0

    def late(self) -> dict[int, Problem]:
        """What is found wrong only when all rows are known, by line: a second head beside one who stays."""
        if self.people is None:
            return {}
        return {
            line: Problem("relation", "head-in-register", {"number": str(number)})
            for line, number in self.people.rivals
            if number not in self.people.resigned
        }
