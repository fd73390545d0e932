"""A charter in force: its rules with those of the charters it extends, ready for the engine."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

from linli.core.charter.explain.words import LEVELS as PLACE_WORDS
from linli.core.charter.load import Loaded
from linli.core.charter.mending import mends
from linli.core.charter.model import Charter, KnownFact, Organ, Procedure
from linli.core.charter.places import PLACES, kinds_of_part
from linli.core.charter.stages import Poll, Rule, Stage
from linli.core.charter.standard import STANDARD_CHARTER, completed, standard
from linli.core.charter.terms import Anchor
from linli.core.charter.text import Text
from linli.core.charter.voters import Kind, kind_of
from linli.core.engine.language import LANGUAGE
from linli.core.engine.running import runs

NO_RULE = Rule()
LEVELS = ("grid", "community", "street", "district", "city", "province", "country")


@dataclass(frozen=True)
class InForce:
    """What the engine asks of a charter. ``hash`` names the whole closure, ``language`` the engine's meaning."""

    charter: Charter
    hash: str
    rules: dict[str, Rule]
    bases: dict[str, Charter] = field(default_factory=dict)
    language: int = LANGUAGE

    @cached_property
    def running(self) -> frozenset[str]:
        """The procedures that the engine can run; the others can be read, and wait for a later part."""
        return frozenset(name for name, one in self.charter.procedures.items() if runs(self, one))

    @cached_property
    def mutes(self) -> bool:
        """Whether any kind of seats has no vote."""
        return any(
            kind.votes == "no" for organ in self.charter.organs.values() for kind in organ.classes.values()
        )

    @cached_property
    def amending(self) -> frozenset[str]:
        """The procedures that can put another charter in force."""
        return frozenset(
            name
            for name, procedure in self.charter.procedures.items()
            if any(deed.do == "adopt" for deed in procedure.deeds)
        )

    @cached_property
    def mending(self) -> dict[str, str]:
        """By which procedure each register is mended: the first that runs."""
        found: dict[str, str] = {}
        for name, procedure in self.charter.procedures.items():
            if (register := mends(procedure)) and name in self.running:
                found.setdefault(register, name)
        return found

    @cached_property
    def dated(self) -> frozenset[str]:
        """The procedures in which some time is counted from a date, or whose objections may open such a one."""
        own = {name for name, one in self.charter.procedures.items() if _counts_from_a_date(one)}
        return frozenset(name for name in self.charter.procedures if own & self._opened_from(name))

    def _opened_from(self, name: str) -> set[str]:
        """A procedure with all that its objections open, and the objections to that."""
        met, todo = set[str](), [name]
        while todo:
            name = todo.pop()
            if name not in met and name in self.charter.procedures:
                met.add(name)
                stages = self.charter.procedures[name].stages.values()
                todo += [one.objections.opens for one in stages if one.kind == "publish" and one.objections]
        return met

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The kinds of place that are parts of the place, those that the charter names first."""
        # Before language 7 seats were for grids and buildings alone.
        own = (self.charter, *self.bases.values())
        return kinds_of_part(self.charter.level, own) if self.language > 6 else ("grid", "building")

    @cached_property
    def kinds(self) -> frozenset[str]:
        """Every kind of place that there is."""
        return PLACES.union(*(one.places for one in (self.charter, *self.bases.values())))

    @property
    def facts(self) -> dict[str, KnownFact]:
        """What the register can hold, by this charter and those that it extends."""
        return self._facts

    @cached_property
    def _facts(self) -> dict[str, KnownFact]:
        charters = (*self.bases.values(), self.charter)
        return {name: fact for one in charters for name, fact in one.facts.items()}

    def kind_of(self, organ: str, name: str) -> Kind:
        """What a name after ``in`` means for the voters of an organ."""
        return kind_of(self.charter, self.facts, organ, name)

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

    def level_title(self, level: str) -> Text:
        """What a kind of place is called; its name where neither the charter nor the usual levels know it."""
        place = self.charter.places.get(level)
        zh, en = PLACE_WORDS.get(level, (level or "—", level or "—"))
        return place.title if place else Text(zh=zh, en=en)

    def above(self, level: str, wanted: str = "") -> str | None:
        """The kind of place above one, or the kind ``wanted`` if the way up comes to it; None where there is none."""
        for _ in LEVELS + tuple(self.charter.places):
            level = self._next_up(level)
            if not level or not wanted or level == wanted:
                return level or None
        return None

    def _next_up(self, level: str) -> str:
        place = self.charter.places.get(level)
        if place is not None:
            return place.within[0] if place.within else ""
        return LEVELS[LEVELS.index(level) + 1] if level in LEVELS[:-1] else ""

    def rule(self, stage: Poll) -> Rule:
        """The rule that decides a poll; where it names none, everything passes that anybody answered."""
        if isinstance(stage.rule, str):
            return self.rules[stage.rule] if stage.rule else NO_RULE
        return stage.rule


def _counts_from_a_date(procedure: Procedure) -> bool:
    return any(
        isinstance(due.at, Anchor)
        for stage in procedure.stages.values()
        for due in (*stage.times.values(), *([stage.for_] if stage.kind == "publish" and stage.for_ else ()))
    )


def in_force(loaded: Loaded) -> InForce:
    """The charter with every rule name resolved, its own rules before those of its bases, and the standard procedure
    for what it says nothing of.
    """
    rules: dict[str, Rule] = {}
    for one in reversed(loaded.closure):
        rules.update(one.charter.rules)
    bases = {one.slug: one.charter for one in loaded.closure[1:]}
    own = InForce(loaded.charter, loaded.hash, rules, bases)
    whole = completed(own.charter, own.mending)
    beside = {} if whole is own.charter else {STANDARD_CHARTER: standard().charter}
    return replace(own, charter=whole, bases={**bases, **beside})
