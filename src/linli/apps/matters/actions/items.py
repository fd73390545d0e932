"""Items: put, taken back, sorted one by one, voted on and scored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from linli.apps.community import reads as community_reads
from linli.apps.matters import typed
from linli.apps.matters.actions.done import Done, told_after
from linli.apps.matters.actions.form import Form
from linli.apps.matters.actions.hand import NO_FORM, act_on
from linli.apps.matters.actions.talks import NO_POINTS, written
from linli.apps.matters.envelope import Envelope
from linli.apps.matters.models import Matter
from linli.apps.matters.uploads import Upload
from linli.core.charter.model import ItemKind
from linli.core.engine import acts
from linli.core.engine.acts import Actor, FactValue

NO_FACTS: Mapping[str, FactValue] = {}


def add_item(
    *, community: Any, chain: str, by: Actor, title: str, text: str = "", facts: Mapping[str, FactValue] = NO_FACTS,
    files: Sequence[Upload] = (), form: Form = NO_FORM,
) -> Done:  # fmt: skip
    """Put an item. Whom it names is given by register number or full name; who may not put one is not told whether
    somebody is called so.
    """
    title, text = typed.title(title), typed.text(text)
    given, nobody = _facts(community, _kind(community, chain), facts)

    def make(envelope: Envelope) -> acts.AddItem:
        words = envelope.words(title), envelope.words(text)
        return acts.AddItem(acts.NewItem(*words, given, envelope.files(files)))

    return told_after(act_on(community=community, chain=chain, by=by, form=form, make=make), nobody)


def _kind(community: Any, chain: str) -> ItemKind | None:
    matter = Matter.objects.filter(community=community, chain=chain).first()
    if matter is None:
        return None
    return community_reads.in_force(matter.charter_hash).procedure(matter.procedure).items


def _facts(
    community: Any, kind: ItemKind | None, facts: Mapping[str, FactValue]
) -> tuple[dict[str, FactValue], typed.BadInput | None]:
    """The facts as they are recorded, and what is wrong where nobody is called as one says."""
    known = kind.facts if kind else {}
    given = {name: typed.fact(name, value) for name, value in facts.items()}
    nobody = None
    for name in given:
        if name in known and known[name].type == "person":
            found = community_reads.person_called(community, str(given[name]).strip())
            given[name] = found.pseudonym if found else typed.NOBODY
            nobody = nobody or (None if found else typed.nobody_called_so(f"fact-{name}"))
    return given, nobody


def retract_item(
    *, community: Any, chain: str, by: Actor, number: int, reasons: str = "", form: Form = NO_FORM
) -> Done:
    """Take back an item that one has put."""
    reasons = typed.text(reasons, field="reasons")
    return act_on(
        community=community, chain=chain, by=by, form=form,
        make=lambda e: acts.RetractItem(number, e.words(reasons)),
    )  # fmt: skip


def sort_item(
    *, community: Any, chain: str, by: Actor, number: int, bin: str, reasons: str,
    points: Mapping[str, bool] = NO_POINTS, form: Form = NO_FORM,
) -> Done:  # fmt: skip
    """Put one item into a bin, with reasons and the points of the checklist answered."""
    reasons = typed.text(reasons, field="reasons")
    return act_on(
        community=community, chain=chain, by=by, form=form,
        make=lambda e: acts.SortItem(number, bin, e.words(reasons), written(points)),
    )  # fmt: skip


def vote_items(
    *, community: Any, chain: str, by: Actor, chosen: Sequence[int] = (), scores: Mapping[str, int] | None = None,
    form: Form = NO_FORM,
) -> Done:  # fmt: skip
    """Choose items, or score them by their numbers."""
    act = acts.VoteItems(tuple(chosen), dict(scores or {}))
    return act_on(community=community, chain=chain, by=by, form=form, make=lambda _: act)
