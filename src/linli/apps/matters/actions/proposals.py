"""提: putting a matter, changing it, taking it back; standing behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.matters import listing, typed
from linli.apps.matters.actions import numbers
from linli.apps.matters.actions.done import Done, told_after
from linli.apps.matters.actions.form import AtDesk, Form
from linli.apps.matters.actions.hand import NO_FORM, Hand, act_on, once
from linli.apps.matters.actions.whereabouts import as_said, building_of, keep
from linli.apps.matters.envelope import Envelope
from linli.apps.matters.models import Matter
from linli.apps.matters.uploads import Upload
from linli.core.charter.text import Text
from linli.core.engine import acts
from linli.core.engine.acts import Actor, FactValue
from linli.core.engine.entry import GENESIS
from linli.core.engine.force import InForce
from linli.core.engine.refusal import Refusal, refuse

NO_FACTS: Mapping[str, FactValue] = MappingProxyType({})


def submit(
    *, community: Any, by: Actor, procedure: str, kind: str, title: str, text: str,
    facts: Mapping[str, FactValue] = NO_FACTS, files: Sequence[Upload] = (), key: str = "", listed: str = "",
    desk: AtDesk | None = None, building: int | None = None, account: Any = None,
) -> Done:  # fmt: skip
    """Begin a matter; ``listed`` are the items that it brings, one a line, ``desk`` who enters it for ``by``,
    ``building`` the one that it is about, as ``account`` says.

    Raises :class:`typed.BadInput` for words that cannot be kept and lines that cannot be read.
    """
    title, text = typed.title(title), typed.text(text)
    given = {name: typed.fact(name, value) for name, value in facts.items()}
    _only_charters_kept(community_reads.force(community), procedure, given)
    lines = _lines(community, procedure, listed)
    where = building_of(community, building)

    def make(envelope: Envelope) -> acts.Submit | acts.SubmitItems:
        words = envelope.words(title), envelope.words(text)
        if not lines:
            return acts.Submit(procedure, kind, *words, given, envelope.files(files))
        items = tuple(acts.NewItem(envelope.words(one.title), facts=one.facts) for one in lines)
        return acts.SubmitItems(procedure, kind, *words, items, given, envelope.files(files))

    done = once(
        _submit, community=community, by=by, title=title, make=make, form=Form(key=key, desk=desk), building=where,
        account=account,
    )  # fmt: skip
    return told_after(done, next((one.nobody for one in lines if one.nobody), None))


def _lines(community: Any, procedure: str, listed: str) -> tuple[listing.Line, ...]:
    found = community_reads.force(community).charter.procedures.get(procedure)
    return listing.read(community, found.items, listed) if found and found.items else ()


def _only_charters_kept(force: InForce, procedure: str, given: Mapping[str, FactValue]) -> None:
    """A charter that nobody can read must never come into force."""
    found = force.charter.procedures.get(procedure)
    asked = found.facts if found else {}
    for name, value in given.items():
        if name in asked and asked[name].type == "charter" and not community_reads.kept(str(value)):
            says = Text(zh="这里没有这份章程的文本。", en="The text of this charter is not here.")
            raise typed.BadInput(name, says)


@community_actions.deed
def _submit(
    *,
    community: Any,
    by: Actor,
    title: str,
    make: Callable[[Envelope], acts.Submit | acts.SubmitItems],
    form: Form,
    building: Any = None,
    account: Any = None,
    closed: bool = False,
) -> Done:
    with numbers.series(community, numbers.MATTER) as series:
        draft = Matter(
            community=community, year=series.year, number=series.number, chain=series.chain, head_seq=0,
            head_hash=GENESIS, last=series.at, title=title, closed=closed,
        )  # fmt: skip
        hand = Hand(draft)
        if (before := hand.before(by, make, form)) is not None:
            return _again(community, before, building)
        found = hand.try_act(by, make, form)
        if isinstance(found, Refusal):
            community_actions.log_refusal(community, chain="", by=hand.acting(by), refusal=found, at=hand.at)
            return Done("", refusal=found)
        series.take()
        hand.begin()
        hand.save()
        keep(draft, building, account=account)
        return Done(draft.chain, found, matter=draft)


def _again(community: Any, before: Done, building: Any) -> Done:
    """The same form received again; which building the matter is about stands beside the record."""
    begun = Matter.every.filter(community=community, chain=before.chain).first()
    if begun is not None and not before.refused and not as_said(begun, building):
        return Done("", refusal=refuse("form-sent"))
    return replace(before, matter=begun)


def submit_closed(
    *, community: Any, by: Actor, procedure: str, kind: str, title: str, text: str, key: str = "",
    desk: AtDesk | None = None,
) -> Done:  # fmt: skip
    """Begin a matter that mends a register: ``by`` is a cover, ``text`` what is asked, which stays closed."""

    def make(envelope: Envelope) -> acts.Submit:
        return acts.Submit(procedure, kind, envelope.words(title), envelope.words(text))

    form = Form(key=key, desk=desk)
    return once(_submit, community=community, by=by, title="", make=make, form=form, closed=True)


def revise(
    *, community: Any, chain: str, by: Actor, title: str, text: str, facts: Mapping[str, FactValue] = NO_FACTS,
    form: Form = NO_FORM,
) -> Done:  # fmt: skip
    """Put a proposal that came back again, changed."""
    title, text = typed.title(title), typed.text(text)
    given = {name: typed.fact(name, value) for name, value in facts.items()}
    if matter := Matter.every.filter(community=community, chain=chain).first():
        if matter.closed:
            return Done(chain, refusal=refuse("asked-again-elsewhere"), matter=matter)
        _only_charters_kept(community_reads.in_force(matter.charter_hash), matter.procedure, given)

    def make(envelope: Envelope) -> acts.Revise:
        return acts.Revise(envelope.words(title), envelope.words(text), given)

    return once(_revise, community=community, chain=chain, by=by, title=title, make=make, form=form)


@community_actions.deed
def _revise(*, title: str, **given: Any) -> Done:
    done = act_on(**given)
    if done.matter and not done.refused and not done.repeated:
        done.matter.title = title
        done.matter.save(update_fields=["title"])
    return done


def withdraw(*, community: Any, chain: str, by: Actor, reasons: str = "", form: Form = NO_FORM) -> Done:
    """Take the matter back."""
    reasons = typed.text(reasons, field="reasons")
    return act_on(
        community=community, chain=chain, by=by, form=form, make=lambda e: acts.Withdraw(e.words(reasons))
    )


def support(*, community: Any, chain: str, by: Actor, form: Form = NO_FORM) -> Done:
    """Stand behind the matter."""
    return act_on(community=community, chain=chain, by=by, form=form, make=lambda _: acts.Support())


def retract(*, community: Any, chain: str, by: Actor, form: Form = NO_FORM) -> Done:
    """Stand behind it no longer."""
    return act_on(community=community, chain=chain, by=by, form=form, make=lambda _: acts.Retract())
