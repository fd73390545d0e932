"""Who may see, contest and answer what was entered for somebody; for the deeds and the reads alike."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from typing import Any, Final

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.community.reads.deciders import Deciders, Own, StandIns
from linli.apps.matters.models import EnteredAct, Matter
from linli.core.charter.stages import Stage
from linli.core.charter.terms import Duration
from linli.core.engine.calendar import after
from linli.core.engine.entering import is_of_everyone
from linli.core.engine.force import InForce
from linli.core.engine.roster import Roster
from linli.core.engine.state import MatterState, Polling
from linli.core.engine.turn import conveners

ANSWER: Final = Duration(7, "days")
"""So long somebody who contests waits for an answer before it is late."""


def has_answered(force: InForce, state: MatterState | None, person: str) -> bool:
    """Whether an answer of hers is counted in the poll that is running, which another would take the place of."""
    if state is None or state.end is not None or not isinstance(state.now, Polling):
        return False
    may_change = getattr(force.stage(state.procedure, state.stage), "may_change", "")
    return bool(may_change) and (person in state.now.votes or person in state.now.marks)


def use_of(community: Any) -> str:
    """What the words of contests of a community are bound to."""
    return use_in(community.pk)


def use_in(community: int) -> str:
    """The same, of a community by its key."""
    return f"entered {community}"


def due_of(contested: datetime, roster: Roster) -> datetime:
    """Until when what was contested at a moment is to be answered."""
    return after(contested, ANSWER, roster.zone, roster.calendars).at


def seated(force: InForce, stages: Iterable[Stage]) -> list[str]:
    """The organs in which people hold seats among those that convene some stages."""
    named = dict.fromkeys(organ for stage in stages for organ in conveners(force, stage.by))
    return [organ for organ in named if not is_of_everyone(force, organ)]


class Gate:
    """One viewer at what was entered here: ``person`` is her pseudonym, ``account`` who signed in, if any.

    ``keeps``: whether she may be taken for the clerk here, if she is one.
    """

    def __init__(self, community: Any, person: str, account: Any, *, keeps: bool = True) -> None:
        self.community, self.person = community, person
        self.account = account if getattr(account, "is_authenticated", False) else None
        self.clerk = keeps and community_reads.is_clerk(self.account, community)
        self.roster: Roster = community_reads.roster(community)
        self.at = max(community_actions.now(), self.roster.last)
        self._matters: dict[str, Matter] = {}

    def may_see(self, one: EnteredAct) -> bool:
        """Her whose act it is, the clerks, and who entered it; and where she contests it who answers or answered."""
        return self.is_hers(one) or self.clerk or self.is_hand(one) or self._has_a_part(one)

    def is_hers(self, one: EnteredAct) -> bool:
        """Whether it was entered for the viewer."""
        return bool(self.person) and one.person == self.person

    def is_hand(self, one: EnteredAct) -> bool:
        """Whether the viewer entered it."""
        if self.account is not None and one.account_id == self.account.pk:
            return True
        return bool(self.person) and one.by_person == self.person

    def may_contest(self, one: EnteredAct) -> bool:
        """She herself, or a clerk to whom she says it; once."""
        return one.contested is None and (self.is_hers(one) or self.clerk)

    def may_note(self, one: EnteredAct) -> bool:
        """Whether the viewer can say that the person has the answer in hand: she herself, or a clerk; once."""
        return bool(one.verdict) and one.told is None and (self.is_hers(one) or self.clerk)

    def may_answer(self, one: EnteredAct) -> bool:
        """Another clerk than who entered it, or a member of an organ that answers; never she herself."""
        if one.verdict or self.is_hand(one) or self.is_hers(one):
            return False
        return self._has_a_part(one)

    def _has_a_part(self, one: EnteredAct) -> bool:
        """Whether it is contested, and the viewer is one of those who answer, or answered."""
        if one.contested is None:
            return False
        if self.account is not None and one.answered_by_id == self.account.pk:
            return True
        return self.clerk or bool(self.answers_for(one))

    def answers_for(self, one: EnteredAct) -> str:
        """For which of the organs that answer the viewer holds a seat; empty for none."""
        if self.is_closed(one):
            return self.stand_ins(one).people.get(self.person, "")
        _clerk, own, others = self.answerers(one)
        return next((organ for organ in (*own, *others) if self.sits(organ)), "")

    def is_closed(self, one: EnteredAct) -> bool:
        """Whether it was entered in a closed matter, where no seat alone is a reason to read it."""
        found = self.matters([one]).get(one.chain)
        return found is not None and found.closed

    def stand_ins(self, one: EnteredAct) -> StandIns:
        """Who answers in a closed matter where no other clerk can, or once it is late: who stands in for the clerk."""
        if self._has_clerk(one) and not self.is_late(one):
            return StandIns({}, presiding=False)
        return Deciders(self.community).stand_ins(Own(frozenset(), frozenset((one.person, one.by_person))))

    def answerers(self, one: EnteredAct) -> tuple[bool, tuple[str, ...], tuple[str, ...]]:
        """Whether a clerk can answer, members of which organs, and of which others; never who entered it, nor she.

        Those who convene the stage; where nobody with a seat does, as where residents gather supports, those who
        convene another stage. Where none of them is there and no other clerk, or once it is late, the others too:
        whoever has a seat in any organ. In a closed matter only who stands in for the clerk (:meth:`stand_ins`).
        """
        clerk = self._has_clerk(one)
        if self.is_closed(one):
            return clerk, (), tuple(dict.fromkeys(self.stand_ins(one).people.values()))
        force = self._force(one)
        stages = force.procedure(one.procedure).stages
        own = seated(force, [stages[one.stage]]) or seated(force, stages.values())
        found = tuple(organ for organ in own if self._is_filled(one, organ))
        if (clerk or found) and not self.is_late(one):
            return clerk, found, ()
        others = (organ for organ in self.roster.seats if organ not in found and self._is_filled(one, organ))
        return clerk, found, tuple(others)

    def _has_clerk(self, one: EnteredAct) -> bool:
        """Whether another clerk can answer."""
        return any(self._is_apart(one, person, account) for account, person in self._clerks.items())

    @cached_property
    def _clerks(self) -> dict[int, str]:
        return community_reads.clerks(self.community)

    def _is_filled(self, one: EnteredAct, organ: str) -> bool:
        """Whether somebody who may answer sits in an organ of the charter in force."""
        force = community_reads.force(self.community)
        if organ not in force.charter.organs:
            return False
        return any(self._is_apart(one, person) for person in self.roster.members(force, organ, self.at))

    @staticmethod
    def _is_apart(one: EnteredAct, person: str, account: int | None = None) -> bool:
        """Whether somebody neither is the person nor entered it."""
        if account is not None and account == one.account_id:
            return False
        return not person or person not in (one.person, one.by_person)

    def due(self, one: EnteredAct) -> datetime | None:
        """Until when it is to be answered; None where it is not contested."""
        return due_of(one.contested, self.roster) if one.contested else None

    def is_late(self, one: EnteredAct) -> bool:
        """Whether it should have been answered by now."""
        due = None if one.verdict else self.due(one)
        return due is not None and due <= self.at

    def sits(self, organ: str) -> bool:
        """Whether the viewer holds a seat in an organ of the charter in force."""
        force = community_reads.force(self.community)
        if not self.person or organ not in force.charter.organs:
            return False
        return self.roster.since(force, organ, self.person, self.at) is not None

    def _force(self, one: EnteredAct) -> InForce:
        found = self.matters([one]).get(one.chain)
        return community_reads.in_force(found.charter_hash if found else self.community.charter_hash)

    def matters(self, rows: Iterable[EnteredAct]) -> dict[str, Matter]:
        """The matters in which these were entered, without their snapshots; known ones are not asked for again."""
        wanted = {one.chain for one in rows} - self._matters.keys()
        if wanted:
            found = Matter.every.filter(community=self.community, chain__in=wanted).defer("snapshot")
            self._matters.update({one.chain: one for one in found})
        return self._matters
