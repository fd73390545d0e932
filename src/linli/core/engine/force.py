"""A charter in force: its rules with those of the charters it extends, ready for the engine."""

from __future__ import annotations

from dataclasses import dataclass, field

from linli.core.charter.load import Loaded
from linli.core.charter.model import Charter, Organ, Procedure
from linli.core.charter.stages import Poll, Rule, Stage
from linli.core.charter.text import Text

NOT_YET = ("assign", "split", "pay")


@dataclass(frozen=True)
class InForce:
    """What the engine asks of a charter. ``hash`` names the whole closure."""

    charter: Charter
    hash: str
    rules: dict[str, Rule]
    bases: dict[str, Charter] = field(default_factory=dict)

    def procedure(self, name: str) -> Procedure:
        return self.charter.procedures[name]

    def stage(self, procedure: str, stage: str) -> Stage:
        return self.charter.procedures[procedure].stages[stage]

    def organ(self, name: str) -> Organ:
        return self.charter.organs[name]

    def organ_title(self, name: str) -> Text:
        """The organ's title, or its name where the charter does not know it."""
        organ = self.charter.organs.get(name)
        return organ.title if organ else Text(zh=name, en=name)

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


def runs(procedure: Procedure) -> bool:
    """Whether the engine can run every stage of a procedure; what it cannot is written but waits for a later part."""
    return all(
        stage.kind not in NOT_YET
        and not any(target.kind == "up" for target in stage.then.values())
        and not _of_items(stage)
        for stage in procedure.stages.values()
    )


def _of_items(stage: Stage) -> bool:
    if isinstance(stage, Poll):
        return stage.ask == "items" or stage.counts != "persons" or stage.ballot == "secret"
    return getattr(stage, "of", "") == "items"
