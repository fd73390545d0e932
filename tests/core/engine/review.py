"""What must be true of the record of a town in the small, whatever was done in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from linli.core.charter.stages import Poll
from linli.core.engine import acts as a
from linli.core.engine import events as e
from linli.core.engine import roster as r
from linli.core.engine.clock import advance
from linli.core.engine.community import evolve_community
from linli.core.engine.decide import decide
from linli.core.engine.electorate import Roll
from linli.core.engine.entry import CommunityEntry, MatterEntry, SittingEntry
from linli.core.engine.evolve import fold
from linli.core.engine.flow import owed
from linli.core.engine.sitting import SittingState
from linli.core.engine.sittings import decide_sitting, fold_sitting
from linli.core.engine.state import MatterState, read_state
from linli.core.engine.struct import write
from linli.core.lab.town import Town, replayed


class Review:
    """What must be true of a town's record when all is over."""

    def __init__(self, town: Town, begins: datetime) -> None:
        self.town = town
        self.force = town.force
        self.rosters: list[tuple[datetime, r.Roster]] = [(begins, r.Roster())]
        self.sittings: dict[tuple[str, int], SittingState] = {}

    def all(self) -> None:
        self.every_act_is_decided_alike_again()
        for chain, state in self.town.matters.items():
            events = [
                event
                for entry in self.town.of(chain)
                if isinstance(entry, MatterEntry)
                for event in entry.events
            ]
            assert replayed(self.town, chain) == state == read_state(write(state))
            assert all(one.at <= other.at for one, other in pairwise(events)), "time ran backwards"
            assert (
                state.ended is None
                or state.end != "done"
                or not owed(self.force.procedure(state.procedure), state)
            )
            self.loops_are_bounded(events)
            self.votes_are_right(state.procedure, events)

    def every_act_is_decided_alike_again(self) -> None:
        matters: dict[str, MatterState] = {}
        meetings: dict[str, SittingState] = {}
        for entry, _, _ in self.town.entries:
            roster = self.rosters[-1][1]
            match entry:
                case CommunityEntry():
                    self.rosters.append((entry.at, evolve_community(roster, entry.act, entry.at, entry.by)))
                case SittingEntry():
                    found: object = decide_sitting(
                        self.force,
                        meetings.get(entry.chain),
                        entry.act,
                        id=entry.chain,
                        by=entry.by,
                        roster=self.rosters[entry.roster][1],
                        at=entry.at,
                        agenda=matters,
                    )
                    assert found == entry.events
                    sitting = fold_sitting(meetings.get(entry.chain), entry.events, entry.chain)
                    meetings[entry.chain] = self.sittings[entry.chain, sitting.seq] = sitting
                case MatterEntry():
                    assert self.again(entry, matters.get(entry.chain)) == entry.events
                    matters[entry.chain] = fold(matters.get(entry.chain), entry.events, entry.chain)

    def again(self, entry: MatterEntry, state: MatterState | None) -> object:
        if isinstance(entry.act, a.Tick):
            assert state is not None
            return advance(self.force, state, self.town.roster_at, entry.at)
        sitting = self.sittings[entry.sitting.chain, entry.sitting.seq] if entry.sitting else None
        return decide(
            self.force,
            state,
            entry.act,
            id=entry.chain,
            by=entry.by,
            roster=self.rosters[entry.roster][1],
            at=entry.at,
            sitting=sitting,
        )

    def loops_are_bounded(self, events: Sequence[e.Event]) -> None:
        submitted = events[0]
        assert isinstance(submitted, e.Submitted)
        stages = self.force.procedure(submitted.procedure).stages
        taken: dict[tuple[str, str], int] = {}
        for one, other in pairwise(events):
            if isinstance(one, e.StageLeft) and isinstance(other, e.StageEntered):
                taken[one.stage, one.outcome] = taken.get((one.stage, one.outcome), 0) + 1
        for (stage, outcome), n in taken.items():
            target = stages[stage].then[outcome]
            assert target.at_most is None or n <= target.at_most

    def votes_are_right(self, procedure: str, events: Sequence[e.Event]) -> None:
        roll: Roll | None = None
        votes: dict[str, object] = {}
        hands: a.Count | None = None
        stage = ""
        for event in events:
            match event:
                case e.StageEntered(stage=stage):
                    votes, hands = {}, None
                case e.PollOpened(roll=roll):
                    votes, hands = {}, None
                case e.CountEntered(count=hands):
                    assert not votes, "hands were counted although votes were cast by name"
                case e.VoteCast(voter=voter, choice=choice):
                    poll = self.force.stage(procedure, stage)
                    assert isinstance(poll, Poll)
                    assert voter not in votes or poll.may_change, f"{voter} voted twice"
                    assert roll is not None
                    assert voter in roll.people, f"{voter} is not on the roll"
                    votes[voter] = choice
                case e.PollClosed(figures=figures):
                    poll = self.force.stage(procedure, stage)
                    assert isinstance(poll, Poll)
                    assert roll is not None
                    assert figures["members"] == roll.count == len(roll.people)
                    if poll.ballot == "open":
                        self._answers_are_right(figures, votes, hands)

    def _answers_are_right(
        self, figures: dict[str, int], votes: dict[str, object], hands: a.Count | None
    ) -> None:
        """Of an open poll: as many as were cast by name, or as many hands as were counted of those present."""
        if hands is not None:
            assert figures["cast"] == hands.yes + hands.no + hands.abstain <= figures["present"]
            assert figures["yes"] == hands.yes
            return
        assert figures["cast"] == len(votes) <= figures["members"]
        assert figures.get("yes", 0) == list(votes.values()).count("yes")
