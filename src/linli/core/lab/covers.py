"""Who asks in a story for a register to be mended stands in the record under a name of that one matter."""

from __future__ import annotations

from linli.core.charter.mending import mends
from linli.core.engine.acts import Act
from linli.core.engine.force import InForce


class Covers:
    """The covers of a story: of each matter who put it, for which organ, and under which name."""

    def __init__(self) -> None:
        self._of: dict[str, tuple[tuple[str, str], str]] = {}

    def name(self, chain: str, who: tuple[str, str], act: Act, force: InForce) -> str:
        """The name under which somebody, who may act for an organ, does something in a matter."""
        procedure = force.charter.procedures.get(getattr(act, "procedure", ""))
        if procedure is not None and mends(procedure):
            self._of[chain] = who, f"cover{len(self._of) + 1}"
        asker, cover = self._of.get(chain, (None, ""))
        return cover if who == asker else who[0]
