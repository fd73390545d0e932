"""Who holds a matter at its present stage: whoever the charter lets act there, in the capacities in which it does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from linli.apps.matters.models import Matter
from linli.apps.matters.reads.holds import Holds
from linli.apps.matters.reads.scene import Scene
from linli.apps.matters.reads.viewer import Viewer
from linli.core.engine.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Holding:
    """``organs`` are the viewer's capacities in which she holds the matter now; ``refusal`` says why there are none.

    ``over``: nothing is done in it any more, so nobody holds it.
    """

    chain: str
    year: int
    number: int
    title: str
    stage_title: str
    over: bool
    organs: tuple[tuple[str, str], ...]
    refusal: Refusal | None
    charter_hash: str


def holding(community: Any, viewer: Viewer, year: int, number: int) -> Holding | None:
    """Whether and as what the viewer holds a matter now; None where there is none."""
    rows = Matter.objects.select_related("community").filter(community=community, year=year, number=number)
    row = rows.first()
    if row is None:
        return None
    scene = Scene(row, viewer)
    over = scene.state.end is not None
    organs, refusal = Holds(scene.lens, scene.state, viewer, scene.roster, scene.at).organs()
    return Holding(
        chain=row.chain, year=row.year, number=row.number, title=row.title,
        stage_title=scene.lens.stage_title(row.procedure, scene.state.stage), over=over,
        organs=organs, refusal=refusal, charter_hash=row.charter_hash,
    )  # fmt: skip
