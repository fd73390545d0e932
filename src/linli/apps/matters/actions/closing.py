"""What is done beside the record of a closed matter: the register mended, and noted what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from linli.apps.community import actions as community_actions
from linli.apps.matters.models import Matter
from linli.apps.matters.typed import BadInput
from linli.core.charter.text import Text
from linli.core.engine.acts import Act
from linli.core.engine.effect import Effect, Mended
from linli.core.engine.state import MatterState
from linli.registers.problem import Problem
from linli.registers.shapes import SHAPES


class NotMended(BadInput):
    """The register does not take what the matter asks for; nothing is recorded of who would have decided it."""

    def __init__(self, problems: list[Problem]) -> None:
        said = [(_title(one.column), one.says) for one in problems]
        super().__init__("bin", Text(
            zh=" ".join(f"{title.zh}：{says.zh}" if title else says.zh for title, says in said),
            en=" ".join(f"{title.en}: {says.en}" if title else says.en for title, says in said),
        ))  # fmt: skip
        self.problems = problems


def _title(column: str) -> Text | None:
    return next((one.title for one in SHAPES["residents"].columns if one.key == column), None)


def mend(matter: Matter, effects: Iterable[Effect], account: Any) -> None:
    """Enter in the register what was decided, in the transaction of the entry. Raises :class:`NotMended`."""
    if not any(isinstance(one, Mended) for one in effects):
        return
    try:
        wrong = community_actions.enter_correction(matter.community, matter.chain, actor=account)
    except community_actions.Refused as refused:
        says = Text(zh=refused.refusal.says("zh"), en=refused.refusal.says("en"))
        raise BadInput("bin", says) from refused
    if wrong:
        raise NotMended(wrong)


def close(matter: Matter, state: MatterState, act: Act, form: Any) -> None:
    """Note beside the record what came of the matter, once it is over."""
    if state.ended is None:
        return
    mended = any(isinstance(one, Mended) for one in state.effects)
    came = "accepted" if mended else "withdrawn" if state.end == "withdrawn" else "declined"
    reply = getattr(act, "reasons", "") or getattr(act, "text", "")
    community_actions.close_correction(
        matter.community, matter.chain, came, reply=reply, actor=form.signed_in
    )
