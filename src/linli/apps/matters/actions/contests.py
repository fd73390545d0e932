"""She says that what was entered for her was not her will; somebody else than who entered it answers; she is told."""

from __future__ import annotations

from typing import Any, Literal

from django.core.exceptions import PermissionDenied

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.matters import typed
from linli.apps.matters.gate import Gate, use_of
from linli.apps.matters.models import EnteredAct
from linli.core.charter.text import both

LIMIT = 1000
"""So many characters say why; the rest is said at the desk."""
MISSING = both("请说明理由。", "Please give reasons.")


@community_actions.deed
def contest(*, community: Any, chain: str, seq: int, text: str, actor: Any) -> EnteredAct:
    """Contest what was entered: she whose act it is, or a clerk to whom she says it. A second time changes nothing.

    Raises PermissionDenied for anybody else, BadInput without words.
    """
    one, gate = _held(community, chain, seq, actor)
    words = _words(text)
    if one.contested is None:
        if not gate.may_contest(one):
            raise PermissionDenied
        one.contest = community_actions.seal_words(words, use_of(community))
        one.contested, one.contested_by = community_actions.now(), actor
        one.save(update_fields=["contest", "contested", "contested_by"])
    elif not (gate.is_hers(one) or gate.clerk):
        raise PermissionDenied
    return one


@community_actions.deed
def answer_contest(
    *, community: Any, chain: str, seq: int, verdict: Literal["upheld", "dismissed"], text: str, actor: Any
) -> EnteredAct:
    """Answer it, with reasons that she reads. The record stays as it is: what comes of it is done in the matter.

    Raises PermissionDenied for who entered it, for her, and for who neither keeps the register nor convenes the
    stage; Stale where somebody answered meanwhile; BadInput without reasons.
    """
    one, gate = _held(community, chain, seq, actor)
    if one.verdict and gate.may_see(one):
        raise community_actions.Stale
    if not gate.may_answer(one):
        raise PermissionDenied
    one.verdict = verdict
    one.answer = community_actions.seal_words(_words(text), use_of(community))
    one.answered, one.answered_by = community_actions.now(), actor
    one.save(update_fields=["verdict", "answer", "answered", "answered_by"])
    return one


@community_actions.deed
def note_told(*, community: Any, chain: str, seq: int, actor: Any) -> EnteredAct:
    """Note that she has the answer in hand: she says so herself, or a clerk who gave it to her on paper.

    A second time changes nothing. Raises PermissionDenied for anybody else, and where there is no answer yet.
    """
    one, gate = _held(community, chain, seq, actor)
    if not one.verdict or not (gate.is_hers(one) or gate.clerk):
        raise PermissionDenied
    if one.told is None:
        one.told, one.told_by = community_actions.now(), actor
        one.save(update_fields=["told", "told_by"])
    return one


def _held(community: Any, chain: str, seq: int, actor: Any) -> tuple[EnteredAct, Gate]:
    """The row, locked; what somebody may not even see is as if it were not there."""
    person = community_reads.person_for(actor, community)
    gate = Gate(community, person.pseudonym if person else "", actor)
    rows = EnteredAct.objects.select_for_update(of=("self",))
    one = rows.filter(community=community, chain=chain, seq=seq).first()
    if one is None or not gate.may_see(one):
        raise PermissionDenied
    return one, gate


def _words(text: str) -> str:
    words = typed.text(text, limit=LIMIT)
    if not words:
        raise typed.BadInput("text", MISSING)
    return words
