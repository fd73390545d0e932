"""办: reporting, finishing, handing back, putting off, extending."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from linli.apps.matters import typed
from linli.apps.matters.actions.done import Done
from linli.apps.matters.actions.form import Form
from linli.apps.matters.actions.hand import NO_FORM, act_on
from linli.apps.matters.uploads import Upload
from linli.core.engine import acts
from linli.core.engine.acts import Actor


def report(
    *, community: Any, chain: str, by: Actor, text: str, files: Sequence[Upload] = (), form: Form = NO_FORM
) -> Done:
    """Report progress."""
    text = typed.text(text)
    return act_on(
        community=community,
        chain=chain,
        by=by,
        form=form,
        make=lambda e: acts.Report(e.words(text), e.files(files)),
    )


def finish(
    *, community: Any, chain: str, by: Actor, text: str, files: Sequence[Upload] = (), form: Form = NO_FORM
) -> Done:
    """Say that the work is done, with evidence where the stage asks for it."""
    text = typed.text(text)
    return act_on(
        community=community,
        chain=chain,
        by=by,
        form=form,
        make=lambda e: acts.Finish(e.words(text), e.files(files)),
    )


def pay(
    *,
    community: Any,
    chain: str,
    by: Actor,
    cents: int,
    text: str,
    files: Sequence[Upload] = (),
    form: Form = NO_FORM,
) -> Done:
    """Pay from the fund of the stage."""
    cents = typed.number("yuan", cents)
    text = typed.text(text)
    return act_on(
        community=community,
        chain=chain,
        by=by,
        form=form,
        make=lambda e: acts.Pay(cents, e.words(text), e.files(files)),
    )


def hand_back(*, community: Any, chain: str, by: Actor, reasons: str, form: Form = NO_FORM) -> Done:
    """Say that the work cannot be done."""
    reasons = typed.text(reasons, field="reasons")
    return act_on(
        community=community, chain=chain, by=by, form=form, make=lambda e: acts.HandBack(e.words(reasons))
    )


def defer(*, community: Any, chain: str, by: Actor, reasons: str, form: Form = NO_FORM) -> Done:
    """Put the work off."""
    reasons = typed.text(reasons, field="reasons")
    return act_on(
        community=community, chain=chain, by=by, form=form, make=lambda e: acts.Defer(e.words(reasons))
    )


def extend(*, community: Any, chain: str, by: Actor, reasons: str, form: Form = NO_FORM) -> Done:
    """Take the longer time that the stage allows, once."""
    reasons = typed.text(reasons, field="reasons")
    return act_on(
        community=community, chain=chain, by=by, form=form, make=lambda e: acts.Extend(e.words(reasons))
    )
