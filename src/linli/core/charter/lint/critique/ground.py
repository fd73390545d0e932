"""What every rule of the critique stands on: the charter, its powers, and how to name its parts to a resident."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from linli.core.charter.finding import Finding
from linli.core.charter.lint import graph
from linli.core.charter.lint.steps import Steps
from linli.core.charter.load import Loaded
from linli.core.charter.model import Charter, Organ, Procedure
from linli.core.charter.powers import Power, Powers, powers
from linli.core.charter.stages import Stage
from linli.core.charter.terms import Duration, Target
from linli.core.charter.text import Text

Both = tuple[str, str]
"""A text in zh and en."""

_A_YEAR = {"hours": 8760, "days": 365, "working-days": 250, "weeks": 52, "months": 12, "years": 1}
MOST_NAMED = 6


@dataclass(frozen=True)
class Ground:
    """A charter that holds together, and who holds which power in it."""

    loaded: Loaded
    steps: Steps = field(default_factory=Steps)
    _known: dict[tuple[str, str], frozenset[str]] = field(
        default_factory=dict[tuple[str, str], frozenset[str]]
    )
    _follow: dict[str, dict[str, frozenset[str]]] = field(
        default_factory=dict[str, dict[str, frozenset[str]]]
    )

    @property
    def charter(self) -> Charter:
        return self.loaded.charter

    @cached_property
    def powers(self) -> Powers:
        return powers(self.charter)

    def organs(self, names: Iterable[str]) -> Both:
        """Organs by their titles, as in 「居委会」「议事会」."""
        return named(self.charter.organs[name].title for name in names)

    def procedures(self, names: Iterable[str]) -> Both:
        """Procedures by their titles."""
        return named(self.charter.procedures[name].title for name in names)

    @cached_property
    def deciders(self) -> tuple[str, ...]:
        """The organs that decide any matter."""
        return self.powers.who("decides")

    @cached_property
    def related(self) -> tuple[str, ...]:
        """The bodies of which it matters how they stand to each other: the community's, and others that decide."""
        organs = self.charter.organs
        others = (
            name
            for name in self.deciders
            if organs[name].nature != "party" and organs[name].appointed_by and name not in self.bodies
        )
        return (*self.bodies, *others)

    @cached_property
    def electing(self) -> frozenset[str]:
        """The procedures in which somebody is seated or removed."""
        return frozenset(power.procedure for power in self.powers.held if power.does == "elects")

    @cached_property
    def chosen(self) -> frozenset[str]:
        """The organs into which some procedure seats people, or from which it removes them."""
        return frozenset(
            deed.organ
            for procedure in self.charter.procedures.values()
            for deed in procedure.deeds
            if deed.do in ("seat", "vacate")
        )

    @cached_property
    def bodies(self) -> tuple[str, ...]:
        """The self-governing bodies of the community itself, a meeting and those who meet counted once.

        Not among them: the residents as such, joint sittings of others, offices of one or two, what comes from
        outside, and whoever only holds elections or sits for less than a year.
        """
        found: dict[str, str] = {}
        for name, organ in self.charter.organs.items():
            if self._is_body(name, organ) and (organ.assembly_of or self.powers.body(name) not in found):
                found[self.powers.body(name)] = name
        return tuple(found.values())

    def _is_body(self, name: str, organ: Organ) -> bool:
        here = organ.at in ("", self.charter.level)
        made = organ.everyone is None and organ.outside is None and not organ.union
        few = organ.seats is not None and organ.seats.most is not None and organ.seats.most <= 2
        lasting = not passing(organ.term) and not self._holds_elections(name)
        return organ.nature == "self-government" and here and made and not few and lasting

    def _holds_elections(self, name: str) -> bool:
        held = self.powers.of.get(name, ())
        return bool(held) and name not in self.chosen and all(one.procedure in self.electing for one in held)

    def leads_to(self, procedure: str, target: Target, stage: str) -> frozenset[str]:
        """The stages that a matter can come to by a target of a stage, and ``done`` where it can end so.

        Where the steps do not reach, it may come to anything.
        """
        if target.kind == "end":
            return frozenset({target.name})
        start = target.stage if target.kind == "up" else target.name or stage
        ends = {"done"} if target.exhausted == "done" else set[str]()
        return self._reached(procedure, start) | ends

    def _reached(self, procedure: str, start: str) -> frozenset[str]:
        stages = self.charter.procedures[procedure].stages
        if start not in stages:
            return frozenset()
        key = (procedure, start)
        if key not in self._known:
            ahead = self._ahead(procedure)
            if not self.steps.take(len(ahead)):
                return frozenset({*stages, "done"})
            met, todo = {start}, [start]
            while todo:
                new = ahead.get(todo.pop(), frozenset()) - met
                met |= new
                todo += new
            self._known[key] = frozenset(met)
        return self._known[key]

    def _ahead(self, procedure: str) -> dict[str, frozenset[str]]:
        """The stages that follow each stage at once, and ``done`` after those that can end so."""
        if procedure not in self._follow:
            made = self.charter.procedures[procedure]
            follow: dict[str, set[str]] = {name: set() for name in made.stages}
            for edge in graph.edges(made):
                if edge.to != graph.END:
                    follow[edge.start].add(edge.to)
            for name, one in made.stages.items():
                if any(_can_be_done(target) for target in one.then.values()):
                    follow[name].add("done")
            self._follow[procedure] = {name: frozenset(after) for name, after in follow.items()}
        return self._follow[procedure]

    def settling(self, name: str) -> tuple[Power, ...]:
        """Whose word settles a matter of a procedure: who decides; else who sorts it one way or another."""
        held = self.powers.in_.get(name, ())
        stages = self.charter.procedures[name].stages
        voting = tuple(one for one in held if one.does == "decides")
        return voting or tuple(
            one for one in held if one.does == "screens" and len(set(stages[one.stage].then.values())) > 1
        )

    def deciding(self) -> Iterator[tuple[str, Procedure, tuple[Power, ...]]]:
        """Each procedure in which a matter is decided, with the powers of those who decide."""
        for name, procedure in self.charter.procedures.items():
            held = tuple(one for one in self.powers.in_.get(name, ()) if one.does == "decides")
            if held:
                yield name, procedure, held


Rule = Callable[[Ground], Iterator[Finding]]


def named(titles: Iterable[Text]) -> Both:
    """Titles side by side; of many only the first few, with how many there are."""
    titles = tuple(dict.fromkeys(titles))
    shown, more = titles[:MOST_NAMED], len(titles) > MOST_NAMED
    zh = "".join(f"「{title.zh}」" for title in shown)
    en = ", ".join(f"“{title.en}”" for title in shown)
    return (f"{zh}等 {len(titles)} 个", f"{en} and {len(titles) - MOST_NAMED} more") if more else (zh, en)


def _can_be_done(target: Target) -> bool:
    return (
        target.name == "done"
        if target.kind == "end"
        else target.kind != "stage" and target.exhausted == "done"
    )


def by_office(stage: Stage) -> bool:
    """Whether a stage is for an organ as such, not for whoever proposed the matter, holds it or is party to it."""
    return any(who.kind in ("organ", "chair") for who in stage.by.any_of) if stage.by else False


def passing(term: Duration | None) -> bool:
    """Whether a term is so short that the body is there for one occasion."""
    return term is not None and term.count < _A_YEAR[term.unit]
