"""Who holds which power under a charter, as it is written: who chooses whom, who proposes, decides, does, checks.

Facts without judgement; the linter judges them, the pages compare them. Where the charter leaves it open how a body
comes about, the way that is nearest to the residents is taken.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeVar

from msgspec import Struct

from linli.core.charter.model import Charter, Organ, Procedure
from linli.core.charter.stages import Appraise, Assign, Poll, Propose, Publish, Stage
from linli.core.charter.terms import By, Who

T = TypeVar("T")

Does = Literal[
    "proposes", "consults", "screens", "decides", "elects", "hands-out", "carries-out", "pays", "checks",
    "publishes", "objects", "answers",
]  # fmt: skip
OTHERS = ("state", "party", "market")
"""The natures of bodies that are not the residents' own, however they come about."""


class Power(Struct, frozen=True):
    """One thing that an organ does in one stage; ``chair`` where only its head does it.

    ``decides`` is a poll that a rule decides; a poll that seats or removes people ``elects``; one that no rule
    decides, or whose yes and no lead to the same, only ``consults``. Proposing includes adding items and standing
    behind a proposal.
    """

    organ: str
    does: Does
    procedure: str
    stage: str
    chair: bool = False


@dataclass(frozen=True)
class Powers:
    """All powers under one charter, and how far each organ is from the residents."""

    charter: Charter

    @cached_property
    def held(self) -> tuple[Power, ...]:
        """Every power, in the order written."""
        return tuple(
            Power(organ, does, name, stage_name, chair)
            for name, procedure in self.charter.procedures.items()
            for stage_name, stage in procedure.stages.items()
            for does, by in _done(stage)
            for organ, chair in actors(procedure, by)
            if organ in self.charter.organs
        )

    @cached_property
    def of(self) -> Mapping[str, tuple[Power, ...]]:
        """What each organ does itself, not what its members do when they meet or sit in a union."""
        return _grouped((one.organ, one) for one in self.held)

    @cached_property
    def in_(self) -> Mapping[str, tuple[Power, ...]]:
        """What is done in each procedure."""
        return _grouped((one.procedure, one) for one in self.held)

    def who(self, does: Does, procedure: str = "") -> tuple[str, ...]:
        """The organs that do this, in one procedure or in any, each once."""
        held = self.in_.get(procedure, ()) if procedure else self.held
        return tuple(dict.fromkeys(one.organ for one in held if one.does == does))

    def does(self, organ: str, *kinds: Does) -> bool:
        """Whether an organ does any of these anywhere."""
        return any(one.does in kinds for one in self.of.get(organ, ()))

    def matters(self, organ: str, does: Does) -> frozenset[str]:
        """The kinds of matters in which an organ does this."""
        procedures = self.charter.procedures
        return frozenset(
            kind
            for one in self.of.get(organ, ())
            if one.does == does
            for kind in procedures[one.procedure].decides
        )

    @cached_property
    def distance(self) -> Mapping[str, int]:
        """How many choices lie between the residents and an organ.

        0: the residents themselves, or their meeting; 1: chosen by them; 2: chosen by those whom they chose. Who is
        appointed, or comes from outside, stands at no distance; a self-governing body from outside, whose own
        charter says how its people choose, counts as 1.
        """
        return {name: far for name, (far, _) in self._ways.items()}

    @cached_property
    def _ways(self) -> dict[str, tuple[int, str]]:
        """For each organ that can be reached from the residents: how far, and from which organ it is reached."""
        onward = _grouped(
            (source, (name, step))
            for name, organ in self.charter.organs.items()
            for source, step in _sources(organ)
        )
        found: dict[str, tuple[int, str]] = {}
        todo = deque((start, far, "") for name, organ in self.charter.organs.items()
                     for start, far in _start(name, organ))  # fmt: skip
        while todo:
            name, far, source = todo.popleft()
            if name in found and found[name][0] <= far:
                continue
            found[name] = (far, source)
            for other, step in onward.get(name, ()):
                (todo.append if step else todo.appendleft)((other, far + step, name))
        return found

    def path(self, organ: str) -> tuple[str, ...]:
        """A shortest way of choosing from the residents to an organ, both included; empty where there is none."""
        way: list[str] = []
        while organ in self._ways:
            way.append(organ)
            organ = self._ways[organ][1]
        return tuple(reversed(way))

    def residents(self, organ: str) -> bool:
        """Whether an organ is the residents themselves: all of whom a condition holds, or their meeting."""
        return self.distance.get(organ) == 0

    def rooted(self, organ: str) -> bool:
        """Whether some way of choosing leads from the residents to an organ."""
        return organ in self.distance

    def own(self, organ: str) -> bool:
        """Whether an organ is the community's own: chosen by residents in the end, and not of state or party."""
        return self.rooted(organ) and self.charter.organs[organ].nature not in OTHERS

    def above(self, organ: str) -> bool:
        """Whether an organ is of state or party, or one that the charter only meets and calls nobody's."""
        made = self.charter.organs[organ]
        unnamed = made.outside is not None and not made.nature and made.members == "persons"
        return made.nature in ("state", "party") or unnamed

    def body(self, organ: str) -> str:
        """Whose meeting an organ is: an assembly and those who assemble are one body."""
        organs, seen = self.charter.organs, {organ}
        while (inner := organs[organ].assembly_of) in organs and inner not in seen:
            seen.add(inner)
            organ = inner
        return organ

    @cached_property
    def recalled_by(self) -> Mapping[str, tuple[str, ...]]:
        """Who can remove an organ's members: organs that may recall it, or that vote where somebody is vacated."""
        named = [(organ, name) for name, one in self.charter.organs.items() for organ in one.may_recall]
        voting = [
            (deed.organ, power.organ)
            for power in self.held
            if power.does == "elects"
            for deed in self.charter.procedures[power.procedure].stages[power.stage].deeds
            if deed.do == "vacate"
        ]
        return _grouped(dict.fromkeys((*named, *voting)))

    def linked(self, one: str, other: str) -> bool:
        """Whether the charter says how two bodies stand to each other: chosen, answering, recalled, part, related.

        That residents elect a body says nothing yet of how it stands to their meeting, which is another thing.
        """
        if frozenset((self.body(one), self.body(other))) in self._links:
            return True
        organs = self.charter.organs
        return any(
            self.body(here) == self.body(name) and self.body(name) not in self._everyone
            for organ, here in ((organs[self.body(one)], other), (organs[self.body(other)], one))
            for name in (*choosers(organ), *organ.union)
            if name in organs
        )

    @cached_property
    def _everyone(self) -> frozenset[str]:
        return frozenset(name for name, organ in self.charter.organs.items() if organ.everyone is not None)

    @cached_property
    def _links(self) -> frozenset[frozenset[str]]:
        organs = self.charter.organs
        pairs = [(name, other) for name, organ in organs.items() for other in _named_by(organ)]
        pairs += [(relation.from_, relation.to) for relation in self.charter.relations]
        return frozenset(
            frozenset((self.body(one), self.body(other)))
            for one, other in pairs
            if one in organs and other in organs
        )

    @cached_property
    def acting(self) -> frozenset[str]:
        """The organs that do something: in a stage, a duty, a disclosure, a measure, or with money."""
        charter = self.charter
        bys = (
            *(procedure.partners for procedure in charter.procedures.values()),
            *(duty.by for duty in charter.duties.values()),
            *(section.by for section in charter.disclosures.values()),
            *(
                section.objections.answered_by
                for section in charter.disclosures.values()
                if section.objections
            ),
            *(measure.by for measure in charter.measures.values()),
            *(fund.allots.to for fund in charter.funds.values() if fund.allots),
        )
        named = {name for by in bys if by for name in by.organs}
        for fund in charter.funds.values():
            named |= {fund.held_by, *fund.decided_by}
            named |= {end for owes in fund.owes.values() for end in (owes.from_, owes.to)}
        return frozenset((named | set(self.of)) & set(charter.organs))


def powers(charter: Charter) -> Powers:
    """What a charter gives to whom."""
    return Powers(charter)


def actors(procedure: Procedure, by: By | None) -> tuple[tuple[str, bool], ...]:
    """The organs meant by who acts, each with whether only its head does, as far as the charter can tell.

    The holder is whoever a matter of this procedure can be offered to, the proposer whoever can put one.
    """
    found: dict[tuple[str, bool], None] = {}
    seen: set[Who] = set()
    todo = list(by.any_of if by else ())
    while todo:
        who = todo.pop(0)
        if who.kind in ("organ", "chair"):
            found[who.name, who.kind == "chair"] = None
        elif who not in seen:
            seen.add(who)
            todo += _meant(procedure, who)
    return tuple(found)


def _meant(procedure: Procedure, who: Who) -> Iterable[Who]:
    stages = procedure.stages.values()
    match who.kind:
        case "holder":
            bys = [stage.to for stage in stages if isinstance(stage, Assign)]
        case "proposer":
            bys = [stage.by for stage in stages if isinstance(stage, Propose) and stage.by]
        case "parties":
            bys = [procedure.partners] if procedure.partners else []
        case _:
            stage = procedure.stages.get(who.name)
            bys = [stage.by] if stage and stage.by else []
    return [one for by in bys for one in by.any_of]


def choosers(organ: Organ) -> tuple[str, ...]:
    """The organs that elect or choose an organ's voting members, as a whole or for a class of seats."""
    classes = [
        name
        for seats in organ.classes.values()
        if seats.by and seats.votes == "yes"
        for name in seats.by.organs
    ]
    return tuple(dict.fromkeys(name for name in (organ.elected_by, organ.chosen_by, *classes) if name))


def _start(name: str, organ: Organ) -> Iterator[tuple[str, int]]:
    if (
        organ.everyone is not None
        and organ.nature not in OTHERS
        and organ.members in ("persons", "households")
    ):
        yield name, 0
    if organ.outside is not None and organ.nature == "self-government":
        yield name, 1


def _sources(organ: Organ) -> Iterator[tuple[str, int]]:
    """The organs from which an organ comes, and whether that takes a choice."""
    yield from ((part, 0) for part in (organ.assembly_of, *organ.union) if part)
    yield from ((name, 1) for name in choosers(organ))


def _named_by(organ: Organ) -> tuple[str, ...]:
    return (organ.appointed_by, *organ.answers_to, *organ.may_recall)


def _done(stage: Stage) -> Iterator[tuple[Does, By | None]]:
    yield _does(stage), stage.by
    if isinstance(stage, Publish) and stage.objections:
        yield "objects", stage.objections.from_
        yield "answers", stage.objections.answered_by


def _does(stage: Stage) -> Does:
    if isinstance(stage, Appraise) or not isinstance(stage, Poll):
        return _KINDS[stage.kind]
    if any(deed.do in ("seat", "vacate") for deed in stage.deeds):
        return "elects"
    moot = "failed" in stage.then and stage.then["failed"] == stage.then.get("passed")
    return "decides" if stage.rule and not moot else "consults"


_KINDS: Mapping[str, Does] = {
    "propose": "proposes",
    "gather": "proposes",
    "deliberate": "consults",
    "screen": "screens",
    "publish": "publishes",
    "assign": "hands-out",
    "work": "carries-out",
    "wait": "consults",
    "split": "hands-out",
    "verify": "checks",
    "appraise": "checks",
    "pay": "pays",
}


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    found: dict[str, list[T]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}
