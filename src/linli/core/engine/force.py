"""A charter in force: its rules with those of the charters it extends, ready for the engine."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from linli.core.charter.load import Loaded
from linli.core.charter.model import Charter, Organ, Procedure
from linli.core.charter.rule import bases, measured
from linli.core.charter.stages import Poll, Rule, Stage, Wait
from linli.core.charter.text import Text

NOT_YET = ("split",)
LEVELS = ("grid", "community", "street", "district", "city", "province", "country")


@dataclass(frozen=True)
class InForce:
    """What the engine asks of a charter. ``hash`` names the whole closure."""

    charter: Charter
    hash: str
    rules: dict[str, Rule]
    bases: dict[str, Charter] = field(default_factory=dict)

    @cached_property
    def running(self) -> frozenset[str]:
        """The procedures that the engine can run; the others can be read, and wait for a later part."""
        return frozenset(name for name, one in self.charter.procedures.items() if runs(self, one))

    def procedure(self, name: str) -> Procedure:
        return self.charter.procedures[name]

    def stage(self, procedure: str, stage: str) -> Stage:
        return self.charter.procedures[procedure].stages[stage]

    def organ(self, name: str) -> Organ:
        return self.charter.organs[name]

    def organ_title(self, name: str) -> Text:
        """The organ's title, or its name where the charter does not know it."""
        organ = self.charter.organs.get(name)
        return organ.title if organ else Text(zh=name[:60] or "—", en=name[:60] or "—")

    def above(self, level: str, wanted: str = "") -> str | None:
        """The kind of place above one, or the kind ``wanted`` if the way up comes to it; None where there is none."""
        for _ in LEVELS + tuple(self.charter.places):
            level = self._next_up(level)
            if not level or not wanted or level == wanted:
                return level or None
        return None

    def _next_up(self, level: str) -> str:
        place = self.charter.places.get(level)
        if place is not None and place.within:
            return place.within[0]
        return LEVELS[LEVELS.index(level) + 1] if level in LEVELS[:-1] else ""

    def rule(self, stage: Poll) -> Rule:
        """The rule that decides a poll."""
        return self.rules[stage.rule] if isinstance(stage.rule, str) else stage.rule


def in_force(loaded: Loaded) -> InForce:
    """The charter with every rule name resolved, its own rules before those of its bases."""
    rules: dict[str, Rule] = {}
    for one in reversed(loaded.closure):
        rules.update(one.charter.rules)
    bases = {one.slug: one.charter for one in loaded.closure[1:]}
    return InForce(loaded.charter, loaded.hash, rules, bases)


COUNTED = frozenset(
    [
        "members",
        "electors",
        "seats",
        "present",
        "cast",
        "participating",
        "valid",
        "invalid",
        "blank",
        "issued",
        "returned",
        "yes",
        "no",
        "abstain",
        "satisfied",
    ]
)
"""The figures that a poll of persons counts."""


def runs(force: InForce, procedure: Procedure) -> bool:
    """Whether the engine can run every stage of a procedure; what it cannot is written but waits for a later part."""
    if procedure.items is not None:
        return False
    sections = force.charter.disclosures
    if any(section not in sections or sections[section].by is None for section in procedure.discloses):
        return False
    return all(_runs(force, stage) for stage in procedure.stages.values())


def _runs(force: InForce, stage: Stage) -> bool:
    if stage.condition is not None if isinstance(stage, Wait) else stage.by is None:
        return False
    if stage.kind in NOT_YET or stage.enacts or stage.when is not None or stage.requires:
        return False
    if getattr(stage, "of", "") == "items":
        return False
    return not isinstance(stage, Poll) or _counts(force, stage)


def _one_electorate(stage: Poll) -> bool:
    """Whether one body is asked, or some people by their part in the matter, who need no sitting and no paper."""
    if stage.by is None or len(stage.by.any_of) != 1:
        return False
    kind = stage.by.any_of[0].kind
    return kind == "organ" or (kind != "chair" and stage.at != "sitting" and stage.ballot == "open")


def _counts(force: InForce, stage: Poll) -> bool:
    if stage.ask == "items" or stage.counts != "persons" or stage.ballot == "secret":
        return False
    if not _one_electorate(stage):
        return False
    rule = force.rules.get(stage.rule) if isinstance(stage.rule, str) else stage.rule
    if rule is None or rule.choose is not None:
        return False
    conds = [cond for cond in (rule.void, rule.quorum, rule.pass_) if cond is not None]
    named = [base for cond in conds for base in bases(cond)]
    known = _counted(stage)
    return all(base.name in known and not base.within for base in named) and not any(
        measured(c) for c in conds
    )


def _counted(stage: Poll) -> frozenset[str]:
    """The figures that this poll gives: scores give no yes, and only paper is issued and returned."""
    answers = {"yes", "no", "abstain"} if stage.ask == "score" else {"satisfied"}
    return COUNTED - answers - (frozenset() if stage.ballot == "paper" else {"issued", "returned"})
