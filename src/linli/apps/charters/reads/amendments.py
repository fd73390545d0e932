"""How a community's charter says that it is amended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from linli.apps.community import reads as community_reads
from linli.apps.matters import reads as matters_reads
from linli.apps.matters.reads.pages import Proposing
from linli.apps.matters.reads.viewer import Viewer
from linli.core.charter.model import Charter, Procedure


@dataclass(frozen=True, slots=True)
class Way:
    """A procedure whose end is another charter in force; ``fact`` holds the new one, ``asked`` who may begin it."""

    asked: Proposing
    fact: str


def ways(community: Any, viewer: Viewer) -> tuple[Way, ...]:
    """Every way in which the charter in force can be amended here."""
    charter = community_reads.force(community).charter
    return tuple(
        Way(asked, fact)
        for asked in matters_reads.proposing(community, viewer)
        if (fact := adopted_in(charter.procedures[asked.procedure]))
    )


def amends_itself(charter: Charter) -> bool:
    """Whether a charter has a procedure that adopts another."""
    return any(adopted_in(one) for one in charter.procedures.values())


def adopted_in(procedure: Procedure) -> str:
    """The fact that holds the charter which a procedure adopts; empty where it adopts none."""
    return next((deed.fact for deed in procedure.deeds if deed.do == "adopt"), "")
