"""Corrections as matters: what the community app lets be done here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from django.core.exceptions import PermissionDenied

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.community.reads.corrections import correction_at
from linli.apps.community.reads.deciders import OWN_REQUEST
from linli.apps.community.reads.mending import REGISTER, Begun, Request, Standing, Stands
from linli.apps.matters import typed
from linli.apps.matters.actions.closing import NotMended
from linli.apps.matters.actions.done import Done
from linli.apps.matters.actions.form import AtDesk, Form
from linli.apps.matters.actions.hand import act_on
from linli.apps.matters.actions.proposals import submit_closed
from linli.apps.matters.closed import Closed
from linli.apps.matters.models import Matter
from linli.apps.matters.reads.mending import stands
from linli.core.charter.stages import Screen, Stage, Work
from linli.core.engine import acts
from linli.core.engine.acts import Act, Actor, Seal
from linli.core.engine.refusal import refuse
from linli.registers.problem import Problem

Made = Callable[[Seal], Act]
"""An answer, with its reasons sealed."""


def ask_for(
    *,
    community: Any,
    number: int,
    column: str,
    value: str,
    reason: str,
    actor: Any,
    desk: AtDesk | None = None,
    key: str = "",
) -> community_actions.Asked:
    """Ask that a detail of whoever has a number in the register be corrected: ``desk`` who enters it for her, None
    where it is reported by somebody who sees the part where she lives.

    Raises PermissionDenied for who may neither, BadInput for what the desk lacks, Refused where it is not taken.
    """
    her = community_reads.person_numbered(community, number)
    if her is None:
        raise community_actions.Refused(refuse("no-such-person"))
    whose = replace(desk, whose=her.pseudonym) if desk else None
    return community_actions.ask_correction(her, column, value, reason, actor=actor, desk=whose, key=key)


def ask_once_more(
    *, community: Any, chain: str, value: str, reason: str, actor: Any, key: str = ""
) -> community_actions.Asked:
    """Put a correction again that came back to who asked. Raises Refused."""
    one = correction_at(community, chain)
    if one is None:
        raise community_actions.Refused(refuse("no-such-matter"))
    return community_actions.ask_again(one, value, reason, actor=actor, key=key)


class AsMatters:
    """Puts corrections as matters, answers them, and tells where they stand."""

    def stands(self, community: Any, chains: Iterable[str]) -> dict[str, Stands]:
        """Where the matters at some chains stand now."""
        return stands(community, chains)

    def put(self, asked: Request) -> Begun:
        """Begin the matter by the procedure that mends the register."""
        force = community_reads.force(asked.community)
        name = force.mending.get(REGISTER, "")
        if not name:
            raise community_actions.Refused(refuse("no-such-procedure", procedure=REGISTER))
        procedure = force.procedure(name)
        done = _done(submit_closed(
            community=asked.community, by=Actor(asked.cover, asked.organ), procedure=name,
            kind=next(iter(procedure.decides)), title=procedure.title.zh, text=asked.words, key=asked.key,
            desk=asked.desk,
        ))  # fmt: skip
        assert done.matter is not None
        kinds = {who.kind for stage in procedure.stages.values() if stage.by for who in stage.by.any_of}
        return Begun(done.chain, done.matter.state.text, "keeper" in kinds, done.repeated)

    def again(self, one: Any, *, words: str, actor: Any, key: str) -> Begun:
        """Put it once more, under the cover of who asked."""
        gate = _gate(one, actor)
        title = gate.force.procedure(gate.state.procedure).title.zh
        done = _done(act_on(
            community=gate.community, chain=one.chain, by=Actor(gate.person, ""), form=Form(key=key, account=actor),
            make=lambda envelope: acts.Revise(envelope.words(title), envelope.words(words)),
        ))  # fmt: skip
        assert done.matter is not None
        return Begun(one.chain, done.matter.state.text, one.by_keeper, done.repeated)

    def standing(self, one: Any, account: Any) -> Standing:
        """How the holder of an account stands to the matter of a correction."""
        gate = _gate(one, account)
        if not gate.answers and not gate.keeps:
            return Standing()
        running = gate.state.end is None and _made(gate.stage, accept=True) is not None
        own = not gate.keeps and (gate.is_clerk or (gate.is_own(gate.person) and gate.others_could()))
        return Standing(True, gate.keeps, running and not own and bool(gate.capacity), running and own)

    def answer(self, one: Any, *, accept: bool, answer: str, actor: Any) -> list[Problem]:
        """Answer a correction where that is one step, in the capacity in which somebody may."""
        gate = _gate(one, actor)
        if not gate.answers and not gate.keeps:
            raise PermissionDenied
        if gate.is_clerk and not gate.keeps:
            raise community_actions.OwnRequest(OWN_REQUEST)
        if gate.state.end is not None:
            raise community_actions.Stale
        if not accept and not answer:
            return [Problem("answer", "missing")]
        return _answer(gate, accept=accept, answer=answer)


def _gate(one: Any, account: Any) -> Closed:
    matter = Matter.every.select_related("community").get(community=one.community, chain=one.chain)
    person = community_reads.person_for(account, one.community)
    return Closed(matter, person.pseudonym if person else "", account)


def _answer(gate: Closed, *, accept: bool, answer: str) -> list[Problem]:
    found = _made(gate.stage, accept=accept)
    if found is None:
        raise community_actions.Refused(refuse("not-here", now=gate.stage.title))
    made, word = found
    words, by = typed.text(answer, field="answer") or word, Actor(gate.person, gate.capacity)
    form = Form(expects=f"{gate.state.stage}#{gate.state.visit}", account=gate.account)
    try:
        _done(act_on(
            community=gate.community, chain=gate.matter.chain, by=by, form=form,
            make=lambda envelope: made(envelope.words(words)),
        ))  # fmt: skip
    except NotMended as wrong:
        return wrong.problems
    return []


def _done(done: Done) -> Done:
    """What was done. Raises Refused, and OwnRequest where it is her own."""
    if done.refusal is None:
        return done
    if done.refusal.code == "own-request":
        raise community_actions.OwnRequest(OWN_REQUEST)
    raise community_actions.Refused(done.refusal)


def _made(stage: Stage, *, accept: bool) -> tuple[Made, str] | None:
    """The act that accepts or declines at a stage, and what it says where nothing is said; None where none does."""
    if isinstance(stage, Screen):
        return _sorted(stage, accept=accept)
    if not isinstance(stage, Work) or (accept and not _mends(stage, "finished")):
        return None
    if not accept and "failed" not in stage.then:
        return None
    return (acts.Finish if accept else acts.HandBack), stage.title.zh


def _sorted(stage: Screen, *, accept: bool) -> tuple[Made, str] | None:
    """Into the bin that mends the register, or the first that ends it without."""
    if not any(_mends(stage, bin_) for bin_ in stage.bins):
        return None
    fits = (bin_ for bin_ in stage.bins if _mends(stage, bin_) == accept and (accept or _ends(stage, bin_)))
    bin_ = next(fits, None)
    return None if bin_ is None else (lambda seal: acts.Sort(bin_, seal), stage.bins[bin_].zh)


def _mends(stage: Stage, outcome: str) -> bool:
    return any(deed.do == "mend" for deed in stage.enacts.get(outcome, ()))


def _ends(stage: Stage, outcome: str) -> bool:
    target = stage.then.get(outcome)
    return target is not None and target.kind == "end"
