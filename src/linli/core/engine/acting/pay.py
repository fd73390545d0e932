"""拨: paying from a fund, only what was decided, only as the fund allows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction

from linli.core.charter.formula import in_force
from linli.core.charter.model import Fund
from linli.core.charter.stages import Pay as PayStage
from linli.core.charter.stages import Poll
from linli.core.charter.terms import By, Every, Who
from linli.core.engine.acts import Pay
from linli.core.engine.calendar import day_of
from linli.core.engine.events import Paid
from linli.core.engine.evolve import evolve
from linli.core.engine.facts import fund_forbids
from linli.core.engine.flow import leave
from linli.core.engine.money import cents, cents_in, yuan
from linli.core.engine.refusal import Refusal
from linli.core.engine.state import MatterState
from linli.core.engine.turn import Outcome, Turn, titles

_A_YEAR = {"years": 1, "months": 12, "weeks": 52, "days": 365, "working-days": 250, "hours": 8760}


def decide_pay(turn: Turn, act: Pay) -> Outcome:
    """Pay, and be done with the stage."""
    stage = turn.stage
    if not isinstance(stage, PayStage):
        return turn.refuse("not-here")
    fund = turn.force.charter.funds[stage.fund]
    if refusal := _may_pay(turn, stage, fund, act):
        return refusal
    paid = Paid(turn.at, turn.by, stage.fund, act.cents, act.text, act.files)
    state = evolve(turn.state, paid, turn.state.id)
    return paid, *leave(turn.force, state, "finished", roster=turn.roster, at=turn.at)


def _may_pay(turn: Turn, stage: PayStage, fund: Fund, act: Pay) -> Refusal | None:
    if fund.decided_by and not _decided(turn, fund):
        by = By(tuple(Who("organ", name) for name in fund.decided_by))
        return turn.refuse("undecided", fund=fund.title, organ=titles(turn.force, by))
    if refusal := fund_forbids(fund, stage.fund, turn.procedure, turn.state.facts):
        return refusal
    if stage.evidence == "required" and not act.files:
        return turn.refuse("evidence-missing")
    return _wrong_amount(turn, stage, fund, act.cents)


def _wrong_amount(turn: Turn, stage: PayStage, fund: Fund, paid: int) -> Refusal | None:
    left = remaining(turn.state, stage)
    if left is None:
        return turn.refuse("no-amount")
    if paid > left:
        return turn.refuse("over-decided", amount=yuan(left))
    if paid < 0 or (paid == 0 and left > 0):
        return turn.refuse("not-an-amount")
    whole = year_of(fund, turn.at, turn.roster.zone)
    spent = turn.state.paid.get(stage.fund, 0) + turn.spent.get(stage.fund, 0)
    if whole is not None and spent + paid > whole:
        return turn.refuse("over-fund", fund=fund.title, amount=yuan(whole.numerator // whole.denominator))
    return None


def _decided(turn: Turn, fund: Fund) -> bool:
    """Whether the last vote of one of the fund's deciders on the matter as it stands was in favour."""
    verdicts: dict[str, bool] = {}
    for passage in turn.state.passages:
        stage = turn.procedure.stages[passage.stage]
        if stage.kind == "propose":
            verdicts.clear()
        elif isinstance(stage, Poll) and stage.by and set(stage.by.organs) & set(fund.decided_by):
            verdicts[passage.stage] = passage.outcome in ("passed", "elected")
    return any(verdicts.values())


def remaining(state: MatterState, stage: PayStage) -> int | None:
    """What may still be paid, in cents: what the matter says, less what it has paid; None where it says nothing."""
    whole = cents(state, stage.amount)
    return None if whole is None else max(whole - state.paid.get(stage.fund, 0), 0)


def year_of(fund: Fund, at: datetime, zone: str) -> Fraction | None:
    """What is paid into a fund in a year, in cents; None where the charter gives no plain number for it."""
    parts = list(_owed_a_year(fund, at, zone))
    return (
        sum((one for one in parts if one is not None), Fraction(0)) if parts and None not in parts else None
    )


def _owed_a_year(fund: Fund, at: datetime, zone: str) -> Iterator[Fraction | None]:
    for one in fund.owes.values():
        due = cents_in(in_force(one.amount, day_of(at, zone)) or "0")
        yield None if due is None else due * _times_a_year(one.every)


def _times_a_year(every: Every | None) -> Fraction:
    return Fraction(_A_YEAR[every.length.unit], every.length.count) if every else Fraction(1)
