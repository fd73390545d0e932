"""Matters that mend a register: the record tells nobody who asked, about whom, or for what."""

from __future__ import annotations

import re

from linli.core.charter.mending import mends, reports
from linli.core.charter.model import Procedure
from linli.core.engine.refusal import Refusal
from linli.core.engine.state import MatterState
from linli.core.engine.turn import Turn, titles

_COVER = re.compile(r"[a-z0-9]{1,26}")


def cover_forbidden(turn: Turn) -> Refusal | None:
    """Why somebody cannot ask for something to be mended, if not.

    Who asks does so under a cover: a random name for this one matter, which is nobody's in the register. Whose it is,
    and that she may ask, is the installation's to say, as it is that somebody is a resident. The entry says for which
    organ it was reported by somebody who sees the register; nothing where she asked whose own it is.
    """
    person, organ = turn.by.person, turn.by.organ
    if not _COVER.fullmatch(person) or person in turn.roster.people:
        return turn.refuse("uncovered")
    if organ and not reports(turn.force.charter, mends(turn.procedure), organ):
        return turn.refuse("not-entitled", organ=titles(turn.force, turn.stage.by))
    return None if turn.state.text else turn.refuse("words-missing")


def is_covered(procedure: Procedure | None, state: MatterState | None, person: str) -> bool:
    """Whether somebody acts under the cover of a matter that is begun by it, or was."""
    if procedure is None or not mends(procedure):
        return False
    return state is None or person == state.proposer.person
