"""What an outcome of a stage asks: how many of whom must be of one mind for it to come about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import Literal

from linli.core.charter.load import Loaded
from linli.core.charter.model import Procedure
from linli.core.charter.rule import AllOf, AnyOf, Choice, Cond, bases
from linli.core.charter.stages import Assign, Gather, Poll, Rule, Screen, Stage, Wait
from linli.core.engine.counting import NotCounted, holds, outcome
from linli.core.lab.power.fewest import fewest
from linli.core.lab.power.kinds import NotKnown, fewest_of_kinds, kinds_named, known
from linli.core.lab.power.players import Count, Player, body, each_of, together

ALL = (
    "members",
    "electors",
    "households",
    "seats",
    "present",
    "cast",
    "valid",
    "participating",
    "issued",
    "returned",
)
NONE = ("abstain", "blank", "invalid")
MEASURES = ("heads", "area")

Needs = tuple[tuple[Player, int], ...]
"""How many of each class must be of one mind, in order."""
Ways = tuple[Needs, ...]
"""Ways to bring something about, of which one is enough: none where nothing can, one of nothing where nobody need."""
FREE: Ways = ((),)
NEVER: Ways = ()

Why = Literal["people", "method", "class", "nobody"]
REGULAR: Mapping[str, tuple[str, ...]] = {
    "propose": ("submitted",),
    "gather": ("enough",),
    "deliberate": ("concluded",),
    "publish": ("unopposed", "dismissed"),
    "assign": ("accepted",),
    "work": ("finished",),
    "pay": ("finished",),
    "wait": ("reached",),
    "split": ("joined",),
}
"""What a stage comes to when everyone does their part in time, and nobody objects with success."""


MOST_WAYS = 2_000
"""In so many ways, at most, can what a petition asks for come about."""


class TooMany(ValueError):
    """There are too many ways to bring something about."""


class NotSaid(ValueError):
    """What a stage asks cannot be told from the charter alone; ``stage`` is its name."""

    def __init__(self, stage: str, why: Why) -> None:
        super().__init__(stage)
        self.stage = stage
        self.why: Why = why


@dataclass(frozen=True)
class Asking:
    """A procedure that is asked what it needs, with how many there are of each class.

    Of those in ``mixed`` it is asked, at that stage, not only how many are in favour but also of which kind they are.
    """

    loaded: Loaded
    procedure: Procedure
    count: Callable[[Player], Count]
    mixed: dict[Player, str] = field(default_factory=dict[Player, str])

    def size(self, player: Player) -> int:
        """How many there are of a class."""
        return self.count(player).people

    def player(self, name: str, stage: Stage, *, above: bool) -> Player:
        """Those who act in a stage, as one class."""
        if stage.by is None:
            raise NotSaid(name, "nobody")
        return together(self.loaded.charter, stage.by, above=above)

    def rule(self, stage: Poll) -> Rule | None:
        """The rule by which a poll is decided."""
        return self.loaded.rule(stage.rule) if isinstance(stage.rule, str) else stage.rule


def _merged(one: Needs, other: Needs) -> Needs:
    """What two things ask for together: of each class the larger number."""
    found = dict(one)
    for player, many in other:
        found[player] = max(many, found.get(player, 0))
    return tuple(sorted(found.items()))


def _all_of(parts: Iterable[Ways]) -> Ways:
    """Every way to bring all of some things about; raises :class:`TooMany`."""
    return reduce(_both, parts, FREE)


def _both(some: Ways, others: Ways) -> Ways:
    if len(some) * len(others) > MOST_WAYS:
        raise TooMany
    return tuple(dict.fromkeys(_merged(one, other) for one in some for other in others))


def asks(asking: Asking, name: str, *, above: bool) -> dict[str, Ways]:
    """What each outcome asks that can come about when everyone does their part; :class:`NotSaid` where unsaid."""
    stage = asking.procedure.stages[name]
    found = {leads: FREE for leads in REGULAR.get(stage.kind, ()) if leads in stage.then}
    if isinstance(stage, Poll):
        return _poll(asking, name, stage, above=above)
    if isinstance(stage, Screen):
        return {bin_: _anyone(asking, name, stage, above=above) for bin_ in stage.bins}
    if isinstance(stage, Assign):
        takes = tuple(((one, 1),) for one in each_of(asking.loaded.charter, stage.to, above=above))
        return {"accepted": _able(asking, takes), "returned": FREE}
    if isinstance(stage, Gather) and stage.of == "supports" and stage.enough:
        return {"enough": _petition(asking, name, stage, stage.enough, above=above), "too-few": FREE}
    if isinstance(stage, Wait) and stage.condition:
        found["expired"] = FREE
    return found or dict.fromkeys(stage.then, FREE)


def _anyone(asking: Asking, name: str, stage: Stage, *, above: bool) -> Ways:
    """It takes one of those who may act."""
    if stage.by is None:
        raise NotSaid(name, "nobody")
    each = each_of(asking.loaded.charter, stage.by, above=above)
    return _able(asking, tuple(((one, 1),) for one in each))


def _able(asking: Asking, ways: Ways) -> Ways:
    return tuple(way for way in ways if all(many <= asking.size(one) for one, many in way))


def chooses(asking: Asking, stage: Stage) -> bool:
    """Whether a stage chooses among items by a rule."""
    if not isinstance(stage, Poll):
        return False
    rule = asking.rule(stage)
    return rule is not None and rule.choose is not None


def _poll(asking: Asking, name: str, stage: Poll, *, above: bool) -> dict[str, Ways]:
    rule = asking.rule(stage)
    if rule is None:
        return dict.fromkeys(("passed", "failed", "elected", "short", "tied"), FREE)
    if rule.rule:
        raise NotSaid(name, "people")
    player = asking.player(name, stage, above=above)
    people, polled = asking.size(player), _Polled(asking, name, rule)
    if rule.choose is None:
        return {"passed": _so_many(player, polled.fewest_in_favour(player)), "failed": FREE}
    _by_marks(rule.choose, name)
    listed = stage.items is not None and stage.items.name == "tied"
    need = NEVER if listed else _so_many(player, polled.fewest_to_choose(rule.choose, people))
    return dict.fromkeys(("elected", "short", "tied"), need)


def _by_marks(choice: Choice, name: str) -> None:
    """Only where the number of marks decides can be told how many are sure of an item."""
    if choice.within or choice.order.method not in ("most-yes", "most-supports", "most-score"):
        raise NotSaid(name, "method")


def _so_many(player: Player, many: int | None) -> Ways:
    return NEVER if many is None else (((player, many),),)


@dataclass(frozen=True)
class _Polled:
    """A poll in which everyone takes part."""

    asking: Asking
    stage: str
    rule: Rule

    def fewest_in_favour(self, player: Player) -> int | None:
        """How few in favour carry it against all others; where kinds are counted, when they are chosen well."""
        people = self.asking.size(player)
        conds = [cond for cond in (self.rule.void, self.rule.quorum, self.rule.pass_) if cond]
        kinds = kinds_named(conds)

        def passes(figures: Mapping[str, int]) -> bool:
            return outcome(self.rule, figures) == "passed"

        if not kinds:
            return self._fewest(conds, people, lambda yes: passes(self._figures(conds, yes, people)))
        self.asking.mixed[player] = self.stage
        try:
            numbers = known(self.asking.loaded.charter, player, kinds, self.asking.count)
            return fewest_of_kinds(
                conds, numbers, people, lambda yes, of: self._figures(conds, yes, of), passes
            )
        except (NotKnown, NotCounted):
            raise NotSaid(self.stage, "class") from None

    def fewest_to_choose(self, choice: Choice, people: int) -> int | None:
        """How few who mark the same item are sure that it is chosen, whatever the others mark.

        Where places are few the others could agree on other items, so that it takes more than they are.
        """
        least = 1 if choice.at_most is None else people // 2 + 1
        whole = [cond for cond in (self.rule.void, self.rule.quorum) if cond]
        conds = [*whole, *((choice.each,) if choice.each else ())]

        def sure(yes: int) -> bool:
            figures = self._figures(conds, yes, people)
            void = self.rule.void is not None and holds(self.rule.void, figures)
            quorum = self.rule.quorum is None or holds(self.rule.quorum, figures)
            return (
                yes >= least and not void and quorum and (choice.each is None or holds(choice.each, figures))
            )

        return self._fewest(conds, people, sure, least)

    def _fewest(
        self, conds: list[Cond], people: int, does: Callable[[int], bool], least: int = 1
    ) -> int | None:
        try:
            return fewest(
                conds, lambda yes: self._figures(conds, yes, people), does, least=least, most=people
            )
        except NotCounted:
            raise NotSaid(self.stage, "class") from None

    def _figures(self, conds: list[Cond], yes: int, people: int) -> dict[str, int]:
        figures = _cast_by(yes, people)
        figures |= {f"{base}/{measure}": n for base, n in list(figures.items()) for measure in MEASURES}
        return _named(self.asking, conds) | figures


def _cast_by(yes: int, people: int) -> dict[str, int]:
    """The figures of so many people, all of whom vote."""
    figures = dict.fromkeys(ALL, people) | dict.fromkeys(NONE, 0)
    return figures | {"yes": yes, "no": people - yes, "satisfied": yes, "supports": yes}


def _named(asking: Asking, conds: Iterable[Cond]) -> dict[str, int]:
    """The figures of organs that conditions name: how many members each has."""
    charter = asking.loaded.charter
    named = {base.name for cond in conds for base in bases(cond)} & charter.organs.keys()
    return {name: asking.size(Player("organ", body(charter, name))) for name in named}


def _petition(asking: Asking, name: str, stage: Gather, enough: Cond, *, above: bool) -> Ways:
    """How many must support it, of all who may or of one organ among them; alternatives stay alternatives."""
    match enough:
        case AnyOf(tests):
            return tuple(way for test in tests for way in _petition(asking, name, stage, test, above=above))
        case AllOf(tests):
            return _all_of(_petition(asking, name, stage, test, above=above) for test in tests)
        case _:
            return _supports(asking, name, stage, enough, above=above)


def _supports(asking: Asking, name: str, stage: Gather, test: Cond, *, above: bool) -> Ways:
    charter = asking.loaded.charter
    inside = {base.within for base in bases(test) if base.within}
    if len(inside) > 1 or inside - charter.organs.keys():
        raise NotSaid(name, "class")
    of = next(iter(inside), "")
    player = Player("organ", body(charter, of)) if of else asking.player(name, stage, above=above)
    people = asking.size(player)
    counted = f"supports/{of}" if of else "supports"
    fixed = {"members": people, "electors": people, "households": people, **_named(asking, (test,))}

    def figures(many: int) -> dict[str, int]:
        return {**fixed, counted: many}

    try:
        many = fewest([test], figures, lambda many: holds(test, figures(many)), least=1, most=people)
    except NotCounted:
        raise NotSaid(name, "class") from None
    return _so_many(player, many)
