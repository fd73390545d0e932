"""What playing a scenario gives: line by line what happened, and the community as it is left."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from linli.core.charter.finding import Mark
from linli.core.charter.text import Text
from linli.core.engine.refusal import Refusal
from linli.core.engine.state import MatterState
from linli.core.lab.story import Step
from linli.core.lab.town import Town


@dataclass(frozen=True, slots=True)
class Line:
    """What one step came to. ``fault`` is the difference to what was expected, None where there is none.

    ``did`` is the step as it was understood, ``refusal`` why it was not allowed, ``matter`` how it then stood.
    """

    step: str
    at: datetime
    came: Text
    mark: Mark | None = None
    fault: Text | None = None
    refusal: Refusal | None = None
    did: Step | None = None
    matter: MatterState | None = None


@dataclass
class Played:
    """A scenario after it was played: what happened line by line, and the town as it is left."""

    name: str
    title: Text
    town: Town
    lines: list[Line] = field(default_factory=list)

    @property
    def faults(self) -> list[Line]:
        return [line for line in self.lines if line.fault]
