"""提: putting a matter, changing it, taking it back; standing behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from linli.apps.community import clock as shell_clock
from linli.apps.community import reads as community_reads
from linli.apps.matters import typed
from linli.apps.matters.actions.done import Done
from linli.apps.matters.actions.hand import Form, Hand, act_on, log_refusal, received
from linli.apps.matters.actions.numbers import next_number
from linli.apps.matters.models import Counter, Matter
from linli.apps.matters.uploads import Upload
from linli.core.engine import acts
from linli.core.engine.acts import Actor, FactValue
from linli.core.engine.entry import GENESIS
from linli.core.engine.refusal import Refusal


def submit(
    *, community: Any, by: Actor, procedure: str, kind: str, title: str, text: str,
    facts: Mapping[str, FactValue] = {}, files: Sequence[Upload] = (), key: str = "",
) -> Done:  # fmt: skip
    """Begin a matter. Raises :class:`typed.BadInput` for words that cannot be kept."""
    title, text = typed.title(title), typed.text(text)
    with transaction.atomic():
        draft = _draft(community)
        if (before := received(community, by, key)) is not None:
            return _again(community, before.chain, before.seq, draft)
        hand = Hand(draft)
        draft.title, draft.procedure, draft.kind = title, procedure, kind
        draft.began, draft.proposer, draft.proposer_organ = hand.at, by.person, by.organ
        found = hand.try_act(by, lambda envelope: acts.Submit(
            procedure, kind, envelope.words(title), envelope.words(text), dict(facts), envelope.files(files)
        ), Form(key=key))  # fmt: skip
        if not isinstance(found, Refusal):
            hand.save()
            return Done(draft.chain, found, matter=draft)
        _give_back(draft)
        log_refusal(community, "", by, found, hand.at)
        return Done("", refusal=found)


def _draft(community: Any) -> Matter:
    """A matter not begun, with the next number; the series is locked."""
    roster = community_reads.roster(community)
    now = max(shell_clock.now(), roster.last)
    year, number = next_number(community, Counter.Kind.MATTER, now, roster.zone)
    return Matter(
        community=community, year=year, number=number, chain=f"matter/{year}/{number}", head_seq=0, head_hash=GENESIS,
        last=now,
    )  # fmt: skip


def _give_back(draft: Matter) -> None:
    """The number was not used: the next matter gets it."""
    rows = Counter.objects.filter(community=draft.community, kind=Counter.Kind.MATTER, year=draft.year)
    rows.update(last=draft.number - 1)


def _again(community: Any, chain: str, seq: int, draft: Matter) -> Done:
    _give_back(draft)
    matter = Matter.objects.get(community=community, chain=chain)
    return Done(chain, seq, repeated=True, matter=matter)


def revise(
    *, community: Any, chain: str, by: Actor, title: str, text: str, facts: Mapping[str, FactValue] = {},
    form: Form = Form(),
) -> Done:  # fmt: skip
    """Put a proposal that came back again, changed."""
    title, text = typed.title(title), typed.text(text)
    with transaction.atomic():
        done = act_on(
            community=community, chain=chain, by=by, form=form,
            make=lambda e: acts.Revise(e.words(title), e.words(text), dict(facts)),
        )  # fmt: skip
        if not done.refused and not done.repeated and done.matter:
            done.matter.title = title
            done.matter.save(update_fields=["title"])
        return done


def withdraw(*, community: Any, chain: str, by: Actor, reasons: str = "", form: Form = Form()) -> Done:
    """Take the matter back."""
    reasons = typed.text(reasons, field="reasons")
    return act_on(
        community=community, chain=chain, by=by, form=form, make=lambda e: acts.Withdraw(e.words(reasons))
    )


def support(*, community: Any, chain: str, by: Actor, form: Form = Form()) -> Done:
    """Stand behind the matter."""
    return act_on(community=community, chain=chain, by=by, form=form, make=lambda _: acts.Support())


def retract(*, community: Any, chain: str, by: Actor, form: Form = Form()) -> Done:
    """Stand behind it no longer."""
    return act_on(community=community, chain=chain, by=by, form=form, make=lambda _: acts.Retract())
