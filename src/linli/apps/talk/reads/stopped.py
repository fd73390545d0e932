"""Why a reader cannot do something about a comment, known before she types anything; the deeds refuse the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from linli.apps.matters.reads import Glance, Viewer
from linli.apps.talk.actions.writing import EDIT_MINUTES, EDITS
from linli.apps.talk.models import Report
from linli.apps.talk.reads.officers import Bench
from linli.apps.talk.reads.pages import CommentShown
from linli.apps.talk.refusing import No, no, of_engine
from linli.core.engine.acts import Actor
from linli.core.engine.moderating import decide_moderation
from linli.core.engine.moderation import Appeal, Hide, ModeratingAct, Settle

WORDS = "0" * 64
"""Stands for words that have not been typed yet."""


def stopped(community: Any, viewer: Viewer, at: Glance, one: CommentShown, verb: str) -> No | None:
    """Why this reader cannot do it now; None where she can."""
    if not viewer.person:
        return no("not-of-community")
    found = STOPS.get(verb)
    return found(_Asked(community, Bench(community, viewer), at, one)) if found else None


class _Asked:
    def __init__(self, community: Any, bench: Bench, at: Glance, one: CommentShown) -> None:
        self.community, self.bench, self.at, self.one = community, bench, at, one

    def standing(self) -> No | None:
        if self.one.gone:
            return no("gone")
        return no("hidden") if self.one.hidden else None

    def by_engine(self, act: ModeratingAct, organs: tuple[str, ...]) -> No | None:
        """What the engine would say; in the capacity in which the deed would be done."""
        bench = self.bench
        by = Actor(bench.viewer.person, next(iter(organs), bench.viewer.organ))
        refusal = decide_moderation(bench.force, bench.roster, act, by, bench.at)
        return of_engine(refusal) if refusal else None


def _reply(asked: _Asked) -> No | None:
    return no("closed") if asked.at.over else asked.standing()


def _edit(asked: _Asked) -> No | None:
    if not asked.one.own:
        return no("not-own")
    if found := _reply(asked):
        return found
    if not asked.one.editable:
        return no("too-late", n=EDIT_MINUTES)
    return no("edited-enough", n=EDITS) if len(asked.one.wordings) >= EDITS else None


def _delete(asked: _Asked) -> No | None:
    if not asked.one.own:
        return no("not-own")
    return no("gone") if asked.one.gone else None


def _report(asked: _Asked) -> No | None:
    if found := asked.standing():
        return found
    if asked.one.own:
        return no("own-report")
    rows = Report.objects.select_related("comment").filter(
        comment__discussion__community=asked.community, comment__discussion__chain=asked.at.chain,
        comment__number=asked.one.number, person=asked.bench.viewer.person,
    )  # fmt: skip
    return no("looked-at") if any(row.answered for row in rows) else None


def _hide(asked: _Asked) -> No | None:
    if asked.one.gone:
        return no("gone")
    writer = asked.bench.viewer.person if asked.one.own else "another"
    act = Hide(asked.at.chain, asked.at.procedure, asked.one.number, writer, WORDS, "insult", WORDS)
    return asked.by_engine(act, asked.bench.officers(asked.at.procedure).own)


def _appeal(asked: _Asked) -> No | None:
    hiding = asked.one.hiding
    if hiding is None:
        return no("not-hidden")
    return asked.by_engine(Appeal(hiding.seq, WORDS), ()) or (no("nothing-left") if asked.one.gone else None)


def _settle(asked: _Asked) -> No | None:
    hiding = asked.one.hiding
    if hiding is None:
        return no("not-hidden")
    act, own = Settle(hiding.seq, "kept", WORDS), asked.bench.deciders(hiding.seq)
    return asked.by_engine(act, own) or (no("nothing-left") if asked.one.gone else None)


STOPS: dict[str, Callable[[_Asked], No | None]] = {
    "reply": _reply, "edit": _edit, "delete": _delete, "report": _report, "hide": _hide, "appeal": _appeal,
    "settle": _settle,
}  # fmt: skip
