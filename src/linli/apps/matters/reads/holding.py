"""Who holds a matter at its present stage: whoever the charter lets act there, in the capacities in which it does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from linli.apps.community import reads as community_reads
from linli.apps.matters.models import Matter
from linli.apps.matters.reads.matters import Scene
from linli.apps.matters.reads.viewer import Viewer
from linli.core.engine.acts import Actor
from linli.core.engine.refusal import Refusal
from linli.core.engine.turn import Turn, is_convener, is_one_of, titles, turn_of


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
    """Whether and as what the viewer holds a matter now; None where there is none.

    A body to which everybody of a kind belongs holds nothing together: for its stages, those do who convene it.
    """
    rows = Matter.objects.select_related("community").filter(community=community, year=year, number=number)
    row = rows.first()
    if row is None:
        return None
    scene = Scene(row, viewer)
    over = scene.state.end is not None
    organs, refusal = ((), None) if over else _capacities(scene)
    return Holding(
        chain=row.chain, year=row.year, number=row.number, title=row.title,
        stage_title=scene.lens.stage_title(row.procedure, scene.state.stage), over=over,
        organs=tuple((organ, scene.lens.organ(organ)) for organ in organs), refusal=refusal,
        charter_hash=row.charter_hash,
    )  # fmt: skip


def _capacities(scene: Scene) -> tuple[tuple[str, ...], Refusal | None]:
    lens, state, viewer = scene.lens, scene.state, scene.viewer
    stage = lens.stage(state.procedure, state.stage)
    own = (
        community_reads.own_organs(lens.force, scene.roster, viewer.person, scene.at) if viewer.person else ()
    )
    bodies = dict.fromkeys(body for organ in own for body in community_reads.bodies_of(lens.force, organ))
    # The one chosen comes first, so that it is the one acted for where several would do.
    asked = sorted(bodies, key=lambda organ: organ != viewer.organ)
    found = [organ for organ in asked if _holds(_turn(scene, organ))]
    if found:
        return tuple(found), None
    turn = _turn(scene, "")
    if any(_is_everybody(turn, organ) for organ in (stage.by.organs if stage.by else ())):
        return (), is_convener(turn)
    return (), turn.refuse("not-entitled", organ=titles(lens.force, stage.by))


def _turn(scene: Scene, organ: str) -> Turn:
    by = Actor(scene.viewer.person, organ)
    return turn_of(scene.lens.force, scene.state, by, scene.roster, scene.at)


def _holds(turn: Turn) -> bool:
    if is_convener(turn) is None:
        return True
    return not _is_everybody(turn, turn.by.organ) and is_one_of(turn, turn.stage.by) is None


def _is_everybody(turn: Turn, organ: str) -> bool:
    body = turn.force.charter.organs.get(organ)
    return body is not None and (body.everyone is not None or bool(body.assembly_of))
