"""Who reads a closed matter, and under which name she acts in it; for the deeds and the reads alike.

A closed matter mends a register. Its record tells neither who asked nor what for: that is a correction of the community
app, kept beside it. Whose entry it is, who reported it and who answers read it; everybody else learns that there is a
matter of this number, as the record says anyway.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.community.reads import deciders
from linli.apps.community.reads.corrections import correction_at
from linli.apps.matters.models import Matter
from linli.core.charter.stages import Stage
from linli.core.charter.terms import Who
from linli.core.engine.acts import CLERK, Act, Actor, Revise, Withdraw
from linli.core.engine.refusal import Refusal, refuse
from linli.core.engine.roster import Roster
from linli.core.engine.state import MatterState

OF_WHO_ASKED = (Revise, Withdraw)
"""What only she does who put the matter."""
HERS = ("concerned", "proposer")
"""By which words a stage names her who put the matter."""


class Closed:
    """One viewer at a closed matter: ``account`` is who is signed in, if anybody, ``person`` her pseudonym.

    ``keeps``: whether she may be taken for who keeps the registers, if she is that.
    """

    def __init__(
        self, matter: Matter, person: str, account: Any, *, roster: Roster | None = None,
        state: MatterState | None = None, keeps: bool = True,
    ) -> None:  # fmt: skip
        self.matter, self.community, self.person = matter, matter.community, person
        self.account = account if getattr(account, "is_authenticated", False) else None
        self._may_keep = keeps
        self.correction: Any = correction_at(matter.community, matter.chain)
        self.force = community_reads.in_force(matter.charter_hash)
        self.roster: Roster = roster or community_reads.roster(matter.community)
        self.state: MatterState = state or matter.state

    # Who she is here

    @cached_property
    def is_hers(self) -> bool:
        """Whether the entry is about her."""
        return (
            bool(self.person)
            and self.correction is not None
            and self.correction.person.pseudonym == self.person
        )

    @cached_property
    def put_it(self) -> bool:
        """Whether she put the matter: whose entry it is, or who reported it."""
        return self.has_put(self.person)

    def has_put(self, person: str) -> bool:
        """Whether somebody put the matter."""
        one = self.correction
        if one is None or not person:
            return False
        if one.asker_id is None:
            return bool(one.person.pseudonym == person)
        return person in community_reads.people_with(self.community, [one.asker_id]).values()

    @cached_property
    def is_clerk(self) -> bool:
        """Whether she keeps the registers, and may be taken for it."""
        return self._may_keep and community_reads.is_clerk(self.account, self.community)

    @cached_property
    def keeps(self) -> bool:
        """Whether she answers now as who keeps the registers, or standing in for her: where a clerk's own it is, or
        where the time for an answer was over.
        """
        if self.account is None or not self._may_keep:
            return False
        if self.correction is None:
            return self.is_clerk
        late = any(one.outcome == "lapsed" for one in self.state.passages)
        return deciders.may_settle(self.correction, self.account, late=late)

    @property
    def cover(self) -> str:
        """The name under which she stands in the record of this matter; empty for who did not put it."""
        return str(self.correction.cover) if self.put_it else ""

    # What she may

    @cached_property
    def may_read(self) -> bool:
        """Whether she is one of those whom it concerns."""
        return self.is_hers or self.put_it or self.answers or self.speaks_for_her

    @cached_property
    def speaks_for_her(self) -> bool:
        """Whether she is a clerk, and it was asked at the desk by somebody without an account, who is told there."""
        one = self.correction
        return self.is_clerk and one is not None and one.asker_id is None and one.person.account_id is None

    @cached_property
    def answers(self) -> bool:
        """Whether she is one of those who answer, at any stage."""
        _asking, *answering = self.force.procedure(self.state.procedure).stages.values()
        named = [who for stage in answering if stage.by for who in stage.by.any_of]
        return any(self._is(who) for who in named)

    def _is(self, who: Who) -> bool:
        if who.kind == "keeper":
            return self.is_clerk or self.keeps
        if who.kind == "chair":
            return self.roster.is_chair(who.name, self.person, self._at)
        return who.kind == "organ" and self._sits(who.name)

    def _sits(self, organ: str) -> bool:
        return bool(self.person) and self.roster.since(self.force, organ, self.person, self._at) is not None

    @property
    def capacity(self) -> str:
        """As what she answers at this stage: as who keeps the registers, else for the first of the organs named."""
        by = self.stage.by if self.state.end is None else None
        named = by.any_of if by else ()
        if self.keeps and any(who.kind == "keeper" for who in named):
            return CLERK
        return next((who.name for who in named if who.name and self._is(who)), "")

    @property
    def _at(self) -> Any:
        return max(community_actions.now(), self.roster.last)

    # As whom she acts

    def acting(self, by: Actor, act: Act) -> Actor | Refusal:
        """Under which name and for which organ an act is recorded; a refusal where it is her own to be answered."""
        if self.has_put(by.person) and self._is_of_who_asked(act):
            return Actor(self.correction.cover, self.state.proposer.organ)
        if by.organ == CLERK:
            return self._as_keeper(by)
        if self.is_own(by.person) and self.others_could():
            return refuse("own-request")
        return by if by.organ in self.force.charter.organs else Actor(by.person, "")

    def _is_of_who_asked(self, act: Act) -> bool:
        by = self.stage.by if self.state.end is None else None
        named = by is not None and any(who.kind in HERS for who in by.any_of)
        return isinstance(act, OF_WHO_ASKED) or named

    def _as_keeper(self, by: Actor) -> Actor | Refusal:
        if self.keeps:
            # Who stands in answers for the clerk: the record names nobody, as where the terminal acts.
            return Actor(by.person if self.is_clerk else "", CLERK)
        return refuse("own-request") if self.is_clerk else Actor(by.person, "")

    def is_own(self, person: str) -> bool:
        """Whether it is hers whose entry it is, or who reported it."""
        if self.correction is None:
            return False
        own = deciders.own_in(self.correction)
        return person in own.people or (self.account is not None and self.account.pk in own.accounts)

    def others_could(self) -> bool:
        """Whether anybody whose own it is not could act at this stage."""
        own = deciders.own_in(self.correction)
        by = self.stage.by
        for who in by.any_of if by else ():
            if who.kind == "keeper" and (
                not self._deciders.alone(own) or self._deciders.stand_ins(own).people
            ):
                return True
            members = self.roster.members(self.force, who.name, self._at) if who.name else {}
            if any(one not in own.people and self._can(who, one) for one in members):
                return True
        return False

    def _can(self, who: Who, person: str) -> bool:
        return who.kind != "chair" or self.roster.is_chair(who.name, person, self._at)

    @cached_property
    def _deciders(self) -> deciders.Deciders:
        return deciders.Deciders(self.community)

    @property
    def stage(self) -> Stage:
        """The stage at which the matter is."""
        return self.force.stage(self.state.procedure, self.state.stage)
