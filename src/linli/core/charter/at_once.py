"""Which deeds of a stage can be the same for several matters at once, and what of a charter wants each by itself.

Deeds of an office can: one reason, one notice, one report may serve for many. What is one's own answer (a vote, a
support, a statement, an objection) is never given in bulk, nor what is different for each matter (figures, minutes,
payments, answers to objections).
"""

from collections.abc import Mapping
from types import MappingProxyType

from linli.core.charter.stages import Screen, Stage, Work

_OF_KIND: Mapping[str, frozenset[str]] = MappingProxyType({
    "screen": frozenset(["sort"]),
    "verify": frozenset(["sort"]),
    "assign": frozenset(["offer", "accept"]),
    "publish": frozenset(["post"]),
    "work": frozenset(["report", "finish"]),
    "pay": frozenset(["report"]),
})  # fmt: skip
AT_ONCE = frozenset(deed for deeds in _OF_KIND.values() for deed in deeds)
"""Every deed that can be the same for several matters, by its written name."""


def at_once(stage: Stage) -> frozenset[str]:
    """The deeds of a stage that can be the same for several matters, whether or not the charter lets them be."""
    if isinstance(stage, Screen) and stage.of == "items":
        return frozenset()
    deeds = _OF_KIND.get(stage.kind, frozenset[str]())
    return deeds - {"finish"} if _asks_evidence(stage) else deeds


def wants_each(stage: Stage, deed: str) -> str:
    """The key of a stage for which a deed is done one by one; empty where it may be done for several matters at once.

    A checklist wants each matter looked at, unless the stage says that they are handled together; evidence of what
    was finished is of one matter whatever it says.
    """
    if deed == "finish" and _asks_evidence(stage):
        return "evidence"
    if stage.handled:
        return "handled" if stage.handled == "one-by-one" else ""
    return "checklist" if isinstance(stage, Screen) and stage.checklist else ""


def _asks_evidence(stage: Stage) -> bool:
    return isinstance(stage, Work) and stage.evidence == "required"
