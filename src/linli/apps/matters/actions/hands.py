"""派 and the parties: offering, accepting, returning; naming, joining, declining."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from linli.apps.community import reads as community_reads
from linli.apps.matters import typed
from linli.apps.matters.actions.done import Done, told_after
from linli.apps.matters.actions.form import Form
from linli.apps.matters.actions.hand import NO_FORM, act_on
from linli.core.engine import acts
from linli.core.engine.acts import Actor, FactValue


def offer(*, community: Any, chain: str, by: Actor, to: str, reasons: str = "", form: Form = NO_FORM) -> Done:
    """Offer the matter to a body."""
    reasons = typed.text(reasons, field="reasons")
    return act_on(
        community=community, chain=chain, by=by, form=form, make=lambda e: acts.Offer(to, e.words(reasons))
    )


def accept(*, community: Any, chain: str, by: Actor, form: Form = NO_FORM) -> Done:
    """Take over what was offered."""
    return act_on(community=community, chain=chain, by=by, form=form, make=lambda _: acts.Accept())


def return_(*, community: Any, chain: str, by: Actor, reasons: str, form: Form = NO_FORM) -> Done:
    """Give back what was offered."""
    reasons = typed.text(reasons, field="reasons")
    return act_on(
        community=community, chain=chain, by=by, form=form, make=lambda e: acts.Return(e.words(reasons))
    )


def name_party(
    *, community: Any, chain: str, by: Actor, organ: str, who: str = "", form: Form = NO_FORM
) -> Done:
    """Name a party: a body, or a person of it by register number or full name; who may not name any is not told
    whether somebody is called so.
    """
    called = typed.text(who, field="who", limit=60).strip()
    found = community_reads.person_called(community, called) if called else None
    person = found.pseudonym if found else called and typed.NOBODY
    done = act_on(
        community=community, chain=chain, by=by, form=form, make=lambda _: acts.NameParty(organ, person)
    )
    return told_after(done, typed.nobody_called_so("who") if person == typed.NOBODY else None)


def join(*, community: Any, chain: str, by: Actor, form: Form = NO_FORM) -> Done:
    """Take part as a party."""
    return act_on(community=community, chain=chain, by=by, form=form, make=lambda _: acts.Join())


def decline(*, community: Any, chain: str, by: Actor, reasons: str = "", form: Form = NO_FORM) -> Done:
    """Take no part, or no longer."""
    reasons = typed.text(reasons, field="reasons")
    return act_on(
        community=community, chain=chain, by=by, form=form, make=lambda e: acts.Decline(e.words(reasons))
    )


def divide(*, community: Any, chain: str, by: Actor, among: Sequence[str], form: Form = NO_FORM) -> Done:
    """Begin one strand for each organ or place."""
    names = tuple(typed.text(name, field="among", limit=60).strip() for name in among)
    return act_on(community=community, chain=chain, by=by, form=form, make=lambda _: acts.Divide(names))


def establish(
    *, community: Any, chain: str, by: Actor, facts: Mapping[str, FactValue], form: Form = NO_FORM
) -> Done:
    """Say what has come to be so, of what the matter waits for."""
    known = {name: typed.fact(name, value) for name, value in facts.items()}
    return act_on(community=community, chain=chain, by=by, form=form, make=lambda _: acts.Establish(known))
