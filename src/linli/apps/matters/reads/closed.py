"""What the page of a closed matter shows to those whom it concerns, and what they may do."""

from __future__ import annotations

from datetime import datetime

from linli.apps.community import reads as community_reads
from linli.apps.community.reads.closed import closed_texts
from linli.apps.community.reads.corrections import contents, correction_at, shown_value, wording
from linli.apps.matters.models import Matter
from linli.apps.matters.reads import deeds
from linli.apps.matters.reads.lens import Lens
from linli.apps.matters.reads.pages import FactShown
from linli.apps.matters.reads.scene import Scene
from linli.apps.matters.words_of_closed import SAYS
from linli.core.charter.stages import Screen
from linli.core.engine.acts import CLERK, Act, Submit
from linli.core.engine.possible import Possible
from linli.core.engine.refusal import refuse
from linli.core.engine.state import MatterState
from linli.registers.shapes import SHAPES

ELSEWHERE = "revise"
"""What is done on the page of the correction."""


def possibilities(scene: Scene) -> tuple[Possible, ...]:
    """What the viewer may do, under her cover where she put it, and as one of those who answer."""
    gate = scene.gate
    assert gate is not None
    found = [one for one in _of(scene, gate.cover, keeps=False) if one.allowed] if gate.cover else []
    if gate.answers and gate.is_own(scene.viewer.person) and not gate.keeps and gate.others_could():
        stage = scene.lens.stage(scene.state.procedure, scene.state.stage)
        act = "sort" if isinstance(stage, Screen) else "finish"
        found.append(Possible(act, CLERK, refuse("own-request")))
    elif gate.answers or gate.keeps:
        found += _of(scene, scene.viewer.person, keeps=gate.keeps)
    return tuple(one for one in found if one.act != ELSEWHERE)


def _of(scene: Scene, person: str, *, keeps: bool) -> tuple[Possible, ...]:
    return deeds.possibilities(scene.lens, scene.state, person, scene.roster, scene.at, (), keeps=keeps)


def late_since(state: MatterState) -> datetime | None:
    """When the time for an answer was over; None where it is not, and once it is answered."""
    if state.end is not None:
        return None
    return next((one.left for one in state.passages if one.outcome == "lapsed"), None)


def late_by(scene: Scene) -> str:
    """How late the answer is; after that only reminders are due, and these are no day by which it comes."""
    since = late_since(scene.state) if scene.gate else None
    return scene.lens.late_by(since, scene.at) if since else ""


def asked_by(scene: Scene) -> str:
    """Who put it, by name; empty where the matter is not closed, or nothing is left of that."""
    one = scene.gate.correction if scene.gate else None
    if one is None:
        return ""
    return community_reads.asker_of(one) or str(one.person.name)


def words_at_desk(matter: Matter, lens: Lens, act: Act) -> str:
    """What was entered for somebody in a closed matter, a line each; for whoever came to it through its gate."""
    if not isinstance(act, Submit):
        seal = getattr(act, "reasons", "")
        return closed_texts(matter.community, [seal])[seal].text if seal else ""
    one = correction_at(matter.community, matter.chain)
    asked = wording(one, contents(matter.community, [one])) if one else None
    if one is None or asked is None or asked.erased:
        return lens.text(SAYS["erased"])
    told = {"what": lens.text(SHAPES["residents"].column(one.column).title), "asked": shown_value(one, asked),
            "why": asked.reason}  # fmt: skip
    colon = "：" if lens.lang == "zh" else ": "
    return "\n".join(f"{lens.text(SAYS[key])}{colon}{value}" for key, value in told.items() if value)


def about(scene: Scene) -> tuple[FactShown, ...]:
    """What is asked, of whom, and why; numbers are masked, and opened on the page of the correction."""
    if scene.gate is None:
        return ()
    one, lens = scene.gate.correction, scene.lens
    asked = wording(one, contents(scene.community, [one])) if one else None
    if one is None or asked is None or asked.erased:
        return (FactShown(lens.text(SAYS["what"]), lens.text(SAYS["erased"])),)
    title = lens.text(SHAPES["residents"].column(one.column).title)
    told = {
        "whose": one.person.name, "what": title, "held": community_reads.held_of(one) or "–",
        "asked": shown_value(one, asked), "why": asked.reason, "by": community_reads.asker_of(one),
    }  # fmt: skip
    return tuple(FactShown(lens.text(SAYS[key]), value) for key, value in told.items() if value)
