"""A checked table laid beside the registers, a block of rows at a time; nothing of the registers is written here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from linli.apps.community.actions.tables import residents, simple
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
        if self.shape == "residents":
            people = self.people = residents.People(self.registers)
            self.lay = lambda block: residents.lay(people, block)
        else:
            stored = simple.things(self.shape, self.registers)
            self.lay = lambda block: simple.lay(self.registers, stored, block)

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
