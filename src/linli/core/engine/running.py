"""Which procedures the engine can run: what it cannot tell or do is written, and waits for a later part."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Protocol

from linli.core.charter.mending import faults
from linli.core.charter.model import Charter, FactKind, KnownFact, Procedure
from linli.core.charter.rule import Amount, Base, Cond, amount_bases, bases, measured
from linli.core.charter.stages import Gather, Poll, Publish, Rule, Split, Stage, Wait
from linli.core.charter.tellable import apart_from_choices, tellable
from linli.core.charter.voters import Kind


class Rules(Protocol):
    """What is asked here of a charter in force."""

    @property
    def charter(self) -> Charter: ...
    @property
    def rules(self) -> Mapping[str, Rule]: ...
    @property
    def facts(self) -> Mapping[str, KnownFact]: ...
    def kind_of(self, organ: str, name: str) -> Kind: ...
    def rule(self, stage: Poll) -> Rule: ...


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
APART_ON_ROLL = frozenset(["members", "electors"])
APART = COUNTED - {"seats", "issued", "returned"}
"""What can be counted of those of a kind; on a roll, and where it is known who answered what."""
PLACES = frozenset(["seats", "seats-left", "members", "electors"])
"""What is known of a poll over items before anybody votes."""
BALLOTS = PLACES | {
    "present", "cast", "participating", "valid", "invalid", "blank", "abstain", "issued", "returned",
}  # fmt: skip
"""The figures of a poll over items as a whole."""
MARKS = frozenset(["yes", "supports"])
"""What an item gets where items are chosen."""
SCORES = frozenset(["score", "satisfied"])
"""What an item gets where items are scored."""
BREAKS = frozenset(["vote-again", "votes", "cheapest"])
"""The ways of breaking a tie that need no chance."""


def runs(force: Rules, procedure: Procedure, above: tuple[Procedure, ...] = ()) -> bool:
    """Whether the engine can run every stage of a procedure; what it cannot is written but waits for a later part.

    ``above`` are those from which it was opened.
    """
    sections = force.charter.disclosures
    if next(faults(force.charter, procedure), None) is not None:
        return False
    if any(section not in sections or sections[section].by is None for section in procedure.discloses):
        return False
    return all(
        _runs(force, procedure, stage) and _strands_run(procedure, stage)
        and _opens(force, stage, (*above, procedure)) for stage in procedure.stages.values()
    )  # fmt: skip


def _opens(force: Rules, stage: Stage, above: tuple[Procedure, ...]) -> bool:
    """Whether what the objections of a stage open runs: of the matter's own facts, and never itself again."""
    if not isinstance(stage, Publish) or stage.objections is None or not stage.objections.opens:
        return True
    opened = force.charter.procedures.get(stage.objections.opens)
    if opened is None or any(opened is one for one in above) or opened.items or opened.parties:
        return False
    asked = {name for name, fact in opened.facts.items() if not fact.optional}
    return asked <= above[-1].facts.keys() and runs(force, opened, above)


def _waits(force: Rules, procedure: Procedure, stage: Wait) -> bool:
    """Whether somebody or the register can tell when what is waited for has come about."""
    if stage.condition is None:
        return True
    facts, named = _numbers(procedure.facts), [base.name for base in bases(stage.condition)]
    told = stage.by is not None or not facts & set(named)
    return told and _all_known(stage.condition, facts | set(force.charter.organs))


def _is_nobodys(stage: Stage) -> bool:
    """Whether nobody is named who could do a stage; a split whose strands are written begins them by itself."""
    return stage.by is None and not (isinstance(stage, Split) and (stage.strands or stage.each == "items"))


def _strands_run(procedure: Procedure, stage: Stage) -> bool:
    """Whether the strands of a split are known, and none of them splits again."""
    if not isinstance(stage, Split):
        return True
    if not (stage.strands or stage.first) or (stage.each == "items" and procedure.items is None):
        return False
    known = procedure.stages
    joined = stage.then.get("joined")
    seen: set[str] = {joined.name} if joined and joined.kind == "stage" else set()
    ahead = [*stage.strands, *([stage.first] if stage.first else [])]
    while ahead:
        name = ahead.pop()
        if name in seen or name not in known:
            continue
        if isinstance(known[name], Split):
            return False
        seen.add(name)
        ahead += [target.stage or target.name for target in known[name].then.values() if target.kind != "end"]
    return True


def _requires(force: Rules, procedure: Procedure, stage: Stage) -> bool:
    """Whether everything that a stage requires can be told from the matter and the register."""
    known = {"items", "seats", "seats-left", *procedure.facts, *force.charter.organs}
    return all(_all_known(one.that, known) for one in stage.requires)


def over_items(stage: Stage) -> bool:
    """Whether a stage is a poll in which each item gets votes or scores of its own."""
    return isinstance(stage, Poll) and (
        stage.ask == "items" or (stage.ask == "score" and stage.items is not None)
    )


def _runs(force: Rules, procedure: Procedure, stage: Stage) -> bool:
    if not _waits(force, procedure, stage) if isinstance(stage, Wait) else _is_nobodys(stage):
        return False
    if not _told(force, procedure, stage) or not _requires(force, procedure, stage):
        return False
    if getattr(stage, "of", "") == "items" or over_items(stage):
        if procedure.items is None:
            return False
        if isinstance(stage, Gather) and stage.enough is not None:
            return _all_known(stage.enough, {"items", *PLACES, *force.charter.organs})
    if isinstance(stage, Gather) and stage.of == "supports":
        return stage.enough is None or _petitions(force, stage.enough, stage.by.organs if stage.by else ())
    if not isinstance(stage, Poll):
        return True
    return _votes(stage) and (
        _chooses(force, procedure, stage) if over_items(stage) else _counts(force, stage)
    )


def _told(force: Rules, procedure: Procedure, stage: Stage) -> bool:
    """Whether ``when`` of a stage can be told from the matter and the place; where something begins it has none."""
    if stage.when is None:
        return True
    facts = tellable(procedure, force.facts)
    return (
        bool(stage.then)
        and not any(stage is one for one in _beginnings(procedure))
        and not measured(stage.when)
        and _numbers(facts).issuperset(apart_from_choices(stage.when, facts))
    )


def _beginnings(procedure: Procedure) -> list[Stage]:
    """The stages with which a matter and its strands begin."""
    stages = procedure.stages
    firsts = [name for one in stages.values() if isinstance(one, Split) for name in (*one.strands, one.first)]
    return [next(iter(stages.values())), *(stages[name] for name in firsts if name in stages)]


def _petitions(force: Rules, enough: Cond, organs: tuple[str, ...]) -> bool:
    """Whether a petition counts what it asks for: supports and members, of all or of a kind, and those of an organ."""
    whole = {"supports", "members", "electors"}
    return not measured(enough) and all(
        base.name in whole and any(force.kind_of(organ, base.within) for organ in organs)
        if base.within
        else base.name in whole or base.name in force.charter.organs
        for base in bases(enough)
    )


def _all_known(cond: Cond, known: Collection[str]) -> bool:
    return not measured(cond) and all(base.name in known and not base.within for base in bases(cond))


def _votes(stage: Poll) -> bool:
    """Whether those entitled are persons of one electorate, who vote openly or on paper."""
    if stage.counts != "persons" or stage.ballot == "secret" or not _one_electorate(stage):
        return False
    return not over_items(stage) or bool(stage.by and stage.by.organs)


def _chooses(force: Rules, procedure: Procedure, stage: Poll) -> bool:
    """Whether the engine can choose among items by a poll's rule."""
    if isinstance(stage.rule, str) and stage.rule and stage.rule not in force.rules:
        return False
    rule, own = force.rule(stage), _numbers(procedure.facts)
    given: set[str] = _numbers(procedure.items.facts) if procedure.items else set()
    whole = BALLOTS | own
    conds = [cond for cond in (rule.void, rule.quorum, rule.pass_) if cond is not None]
    if not all(_all_known(cond, whole) for cond in conds):
        return False
    if stage.items is not None and not _sums(stage.items.top, PLACES):
        return False
    if rule.choose is None:
        return stage.ask == "score"
    each = SCORES if stage.ask == "score" else MARKS
    if rule.choose.within or rule.choose.order.method not in {f"most-{name}" for name in each}:
        return False
    if not _sums(rule.choose.at_most, PLACES | own) or not set(rule.choose.ties) <= BREAKS:
        return False
    return rule.choose.each is None or _all_known(rule.choose.each, whole | each | given)


def _numbers(facts: Mapping[str, FactKind]) -> set[str]:
    """The facts that a rule can count with."""
    return {name for name, kind in facts.items() if kind.type in ("number", "money", "yes-no")}


def _sums(amount: Amount | None, known: Collection[str]) -> bool:
    return amount is None or all(base.name in known and not base.within for base in amount_bases(amount))


def _one_electorate(stage: Poll) -> bool:
    """Whether one body is asked, or some people by their part in the matter, who need no sitting and no paper."""
    if stage.by is None or len(stage.by.any_of) != 1:
        return False
    kind = stage.by.any_of[0].kind
    return kind == "organ" or (kind != "chair" and stage.at != "sitting" and stage.ballot == "open")


def _counts(force: Rules, stage: Poll) -> bool:
    rule = force.rules.get(stage.rule) if isinstance(stage.rule, str) else stage.rule
    if rule is None or rule.choose is not None:
        return False
    conds = [cond for cond in (rule.void, rule.quorum, rule.pass_) if cond is not None]
    named = [base for cond in conds for base in bases(cond)]
    known = _counted(stage)
    return all(base.name in known and _apart(force, stage, base) for base in named) and not any(
        measured(c) for c in conds
    )


def _apart(force: Rules, stage: Poll, base: Base) -> bool:
    """Whether those of a kind can be counted apart: on paper only how many are entitled, for it does not tell who."""
    if not base.within:
        return True
    who = stage.by.any_of[0] if stage.by else None
    if who is None or who.kind != "organ" or not force.kind_of(who.name, base.within):
        return False
    return base.name in (APART_ON_ROLL if stage.ballot == "paper" else APART)


def _counted(stage: Poll) -> frozenset[str]:
    """The figures that this poll gives: scores give no yes, and only paper is issued and returned."""
    answers = {"yes", "no", "abstain"} if stage.ask == "score" else {"satisfied"}
    return COUNTED - answers - (frozenset() if stage.ballot == "paper" else {"issued", "returned"})
