"""决 and 评: opening, voting, counting by two hands, closing."""

from __future__ import annotations

from typing import Any

from linli.apps.matters import typed
from linli.apps.matters.actions.done import Done
from linli.apps.matters.actions.form import Form
from linli.apps.matters.actions.hand import NO_FORM, act_on
from linli.core.engine import acts
from linli.core.engine.acts import Actor


def open_poll(*, community: Any, chain: str, by: Actor, form: Form = NO_FORM) -> Done:
    """Open the poll, or the deliberation, in the sitting that ``form`` cites."""
    return act_on(community=community, chain=chain, by=by, form=form, make=lambda _: acts.Open())


def vote(*, community: Any, chain: str, by: Actor, choice: str | int, form: Form = NO_FORM) -> Done:
    """Answer the poll: ``yes``, ``no``, ``abstain``, or a whole number where scores are asked for."""
    return act_on(community=community, chain=chain, by=by, form=form, make=lambda _: acts.Vote(choice))


def enter_count(*, community: Any, chain: str, by: Actor, count: acts.Count, form: Form = NO_FORM) -> Done:
    """Enter the figures of the paper count; the second hand's equal figures close the poll."""
    figures = (count.present, count.issued, count.returned, count.yes, count.no, count.abstain, count.invalid)
    for figure in (*figures, *count.scores.values()):
        typed.number("count", figure)
    return act_on(community=community, chain=chain, by=by, form=form, make=lambda _: acts.EnterCount(count))


def close(*, community: Any, chain: str, by: Actor, form: Form = NO_FORM) -> Done:
    """Close the poll or the deliberation."""
    return act_on(community=community, chain=chain, by=by, form=form, make=lambda _: acts.Close())
