"""Which outcomes a stage can have, worked out from its kind and its keys."""

from __future__ import annotations

from typing import assert_never

from linli.core.charter.lint.say import rule_of
from linli.core.charter.load import Loaded
from linli.core.charter.stages import (
    Assign,
    Deliberate,
    Gather,
    Poll,
    Propose,
    Publish,
    Rule,
    Screen,
    Split,
    Stage,
    Wait,
    Work,
)
from linli.core.charter.terms import Anchor


def known(stage: Stage) -> tuple[str, ...]:
    """Every outcome that ``then`` may lead on: those of the kind, a screen's bins, and what a timer gives."""
    own = tuple(stage.bins) if isinstance(stage, Screen) else stage.outcomes
    return own if stage.timer_outcome in own else (*own, stage.timer_outcome)


def certain(loaded: Loaded, stage: Stage) -> tuple[str, ...]:
    """The outcomes that can happen whether or not ``then`` leads them on, so that it must.

    Withdrawing ends a matter by itself; work fails or is deferred only where the charter says what follows.
    """
    timed = (stage.timer_outcome,) if stage.within or _stands_until_a_day(stage) else ()
    return tuple(dict.fromkeys((*_of_kind(loaded, stage), *timed)))


def _stands_until_a_day(stage: Stage) -> bool:
    """A notice that is not put up before that day is over never stands."""
    return isinstance(stage, Publish) and stage.for_ is not None and isinstance(stage.for_.at, Anchor)


def _of_kind(loaded: Loaded, stage: Stage) -> tuple[str, ...]:  # noqa: C901  # one line for each kind of a closed list
    match stage:
        case Propose():
            return ("submitted",)
        case Gather():
            return ("enough", "too-few") if stage.enough or stage.of == "items" else ("enough",)
        case Deliberate():
            return ("concluded", "not-held") if stage.over else ("concluded",)
        case Screen():
            return tuple(stage.bins)
        case Poll():
            return _of_rule(rule_of(loaded, stage))
        case Publish():
            return ("unopposed", "upheld", "dismissed") if stage.objections else ("unopposed",)
        case Assign():
            return ("accepted", "returned")
        case Work():
            return ("finished",)
        case Wait():
            return ("reached", "expired") if stage.until and stage.condition else ("reached",)
        case Split():
            return ("joined", "broken") if stage.join else ("joined",)
        case _:
            assert_never(stage)


def _of_rule(rule: Rule | None) -> tuple[str, ...]:
    """A poll without a rule, such as a survey, has passed when it is closed."""
    if rule is None:
        return ("passed",)
    before = (*(("void",) if rule.void else ()), *(("no-quorum",) if rule.quorum else ()))
    if rule.choose:
        tied = () if rule.choose.ties[-1:] == ("lot",) else ("tied",)
        return (*before, "elected", "short", *tied)
    return (*before, "passed", "failed")
