"""Whatever people do, rightly or wrongly, and however late the clock comes: the record stays true to the charter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import ClassVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from review import Review

from examples import examples
from linli import charters
from linli.core.charter.mending import mends
from linli.core.charter.stages import Assign, Pay, Poll, Stage
from linli.core.engine import acts as a
from linli.core.engine import roster as r
from linli.core.engine import sitting as s
from linli.core.engine.acting.assign import offered
from linli.core.engine.acting.pay import remaining
from linli.core.engine.acting.strands import in_strand, strand_at
from linli.core.engine.clock import advance, next_due
from linli.core.engine.electorate import Roll
from linli.core.engine.evolve import fold
from linli.core.engine.force import InForce, in_force
from linli.core.engine.possible import Possible, nameable, possible
from linli.core.engine.refusal import Refusal
from linli.core.engine.roll import among
from linli.core.engine.sitting import SittingState
from linli.core.engine.state import MatterState, Polling
from linli.core.engine.struct import write
from linli.core.lab.town import Town

WORDS = "b" * 64
SMALL = in_force(charters.read(Path(__file__).parent / "town.yaml"))
HANDS = in_force(charters.read(Path(__file__).parent / "hands" / "charter.yaml"))
del HANDS.charter.procedures["budget"]  # items have a life of their own
BEILIN = in_force(charters.read("beilin"))
PEOPLE = [f"p{n}" for n in range(1, 11)]
BEGINS = datetime(2026, 2, 26, 1, tzinfo=UTC)
AWAY = ("withdraw", "retract", "hand-back")
"""What leads away from the end."""
STEPS = ("none", "minute", "hours", "day", "days", "due", "before-due", "after-due", "weeks")
_LENGTH = {
    "none": timedelta(),
    "minute": timedelta(minutes=1),
    "hours": timedelta(hours=5),
    "day": timedelta(days=1),
    "days": timedelta(days=3, hours=7),
    "weeks": timedelta(weeks=3),
}

nth = st.integers(0, 40)
scores = st.dictionaries(st.sampled_from(["1", "3", "4", "9", "x"]), st.integers(0, 4), max_size=2)


@st.composite
def counts(draw: st.DrawFn) -> a.Count:
    """Paper counts, most of which add up."""
    yes, no, invalid, more = (draw(st.integers(0, 4)) for _ in range(4))
    present, scored = draw(st.integers(-1, 11)), draw(scores)
    returned = sum(scored.values()) + yes + no + invalid
    off = draw(st.sampled_from([0, 0, 0, 1]))
    return a.Count(present, returned + more - 1, returned + off, yes, no, 0, invalid, scored)


acts = st.one_of(
    st.builds(
        a.Revise,
        st.just(WORDS),
        st.just(WORDS),
        st.dictionaries(st.sampled_from(["cost", "x"]), nth, max_size=1),
    ),
    st.builds(a.Withdraw),
    st.builds(a.Support),
    st.builds(a.Retract),
    st.builds(a.State, st.sampled_from([WORDS, ""])),
    st.builds(a.Minute, st.just(WORDS)),
    st.builds(
        a.Sort,
        st.sampled_from(["fit", "unfit", "back", "fulfilled", "faulty", "?"]),
        st.sampled_from([WORDS, ""]),
    ),
    st.builds(a.Open),
    st.builds(a.Vote, st.sampled_from(["yes", "yes", "no", "abstain", "perhaps", 0, 1, 4, 5])),
    st.builds(a.EnterCount, counts()),
    st.builds(a.Close),
    st.builds(a.Post, st.just(WORDS)),
    st.builds(a.Object, st.sampled_from([WORDS, ""])),
    st.builds(
        a.Answer, st.integers(0, 3), st.sampled_from(["upheld", "dismissed"]), st.sampled_from([WORDS, ""])
    ),
    st.builds(a.Report, st.just(WORDS)),
    st.builds(a.Finish, st.just(WORDS), st.sampled_from([(), (WORDS,)])),
    st.builds(a.HandBack, st.just(WORDS)),
    st.builds(a.Defer, st.just(WORDS)),
    st.builds(a.Extend, st.just(WORDS)),
    st.builds(a.Offer, st.sampled_from(["hall", "workers", "committee", "?"])),
    st.builds(a.Accept),
    st.builds(a.Return, st.sampled_from([WORDS, ""])),
    st.builds(a.NameParty, st.sampled_from(["units", "committee", "?"]), st.sampled_from(["", *PEOPLE[:4]])),
    st.builds(a.Pay, st.sampled_from([0, 1, 300, -1]), st.just(WORDS)),
    st.builds(a.Join),
    st.builds(a.Decline),
    st.builds(a.Disclose, st.sampled_from(["news", "money", "resolutions", "finance", "?"]), st.just(WORDS)),
)


acts |= st.builds(a.Establish, st.dictionaries(st.sampled_from(["ripe", "cost"]), nth, max_size=2))
acts |= st.builds(a.Divide, st.sampled_from([("hall", "workers"), ("hall",), ()]))
acts |= st.builds(a.InStrand, st.sampled_from(["hall", "workers", "pump", "tell", "objection-1"]), acts)


class Life(RuleBasedStateMachine):
    """One life in two towns: to ``punctual`` the clock comes at every due moment, to ``lazy`` only with an act."""

    force: ClassVar[InForce] = SMALL
    seats: ClassVar[dict[str, Sequence[int]]] = {"committee": (0, 1, 2), "council": (2, 3, 4), "pair": (5, 6)}
    known: ClassVar[tuple[str, ...]] = ("adult",)

    @initialize()
    def found(self) -> None:
        self.at = BEGINS
        self.punctual, self.lazy = Town(self.force), Town(self.force)
        newcomers = tuple(r.Newcomer(who, dict.fromkeys(self.known, True)) for who in PEOPLE)
        for act in (r.Found("town", "1"), r.Adopt(self.force.hash), r.Enrol(newcomers)):
            self._found(act)
        for organ, members in self.seats.items():
            for n in members:
                self._found(r.TakeSeat(PEOPLE[n], organ, chair=n == members[0]))
        for procedure in sorted(self.force.running):
            self._propose(procedure, PEOPLE[0], 0, 3)

    # Time ------------------------------------------------------------------------------------------------

    def _dues(self) -> Iterator[tuple[datetime, str]]:
        for chain, state in self.punctual.matters.items():
            due = next_due(state)
            if due is not None:
                yield due, chain

    def _until(self, at: datetime) -> None:
        """Time goes on; the punctual town is told at every due moment, and told again."""
        while (following := min(self._dues(), default=(at, "")))[1] and following[0] <= at:
            due, chain = following
            self._nothing_early(chain, due)
            self.punctual.tick(chain, due)
            entries = len(self.punctual.entries)
            self.punctual.tick(chain, due)
            assert len(self.punctual.entries) == entries, "a second delivery did something"
        self.at = at

    def _nothing_early(self, chain: str, due: datetime) -> None:
        before = due - timedelta(microseconds=1)
        assert advance(self.force, self.punctual.matters[chain], self.punctual.roster_at, before) == ()

    @rule(step=st.sampled_from(STEPS))
    def time_passes(self, step: str) -> None:
        if step in _LENGTH:
            self._until(self.at + _LENGTH[step])
            return
        due = min(self._dues(), default=(self.at, ""))[0]
        shift = {"due": 0, "before-due": -1, "after-due": 1}[step]
        self._until(max(self.at, due + timedelta(microseconds=shift)))

    # What people do ---------------------------------------------------------------------------------------

    def _both(self, one: Refusal | None, other: Refusal | None, before: tuple[bytes, ...]) -> Refusal | None:
        assert (one and one.code) == (other and other.code), "the two towns answered differently"
        if one is not None:
            assert self._written() == before, "a refused act changed something"
        return one

    def _written(self) -> tuple[bytes, ...]:
        town = self.punctual
        states: list[object] = [*town.matters.values(), *town.sittings.values(), len(town.entries)]
        return tuple(write(state) for state in states)

    def _found(self, act: r.CommunityAct) -> Refusal | None:
        return self._both(self.punctual.found(act, self.at), self.lazy.found(act, self.at), self._written())

    def _act(self, chain: str, by: a.Actor, act: a.Act, sitting: str = "") -> Refusal | None:
        self._until(self.at)
        before = self._written()
        one, other = (
            town.act(chain, by, act, self.at, sitting=sitting) for town in (self.punctual, self.lazy)
        )
        return self._both(one, other, before)

    def _sit(self, chain: str, by: a.Actor, act: s.SittingAct) -> Refusal | None:
        before = self._written()
        one, other = (town.sit(chain, by, act, self.at) for town in (self.punctual, self.lazy))
        return self._both(one, other, before)

    def _matter(self, n: int) -> str:
        chains = list(self.punctual.matters)
        return chains[n % len(chains)]

    def _meeting(self, n: int) -> str:
        chains = ["", *self.punctual.sittings]
        return chains[n % len(chains)]

    def _organ(self, n: int) -> str:
        organs = [*self.force.charter.organs, "nobody", ""]
        return organs[n % len(organs)]

    @rule(n=nth, who=st.sampled_from(PEOPLE), cost=st.sampled_from([0, 1000, 1001]), day=st.integers(-9, 9))
    def somebody_proposes(self, n: int, who: str, cost: int, day: int) -> None:
        procedures = sorted(self.force.running)
        self._propose(procedures[n % len(procedures)], who, cost, day)

    def _propose(self, procedure: str, who: str, cost: int, day: int) -> None:
        known = self.force.procedure(procedure)
        given: dict[str, a.FactValue] = {
            "cost": cost,
            "economic": cost == 1001,
            "day": str((self.at + timedelta(days=day)).date()),
        }
        facts = {name: value for name, value in given.items() if name in known.facts}
        submit = a.Submit(procedure, next(iter(known.decides)), WORDS, WORDS, facts)
        chain = f"matter/2026/{len(self.punctual.matters) + 1}"
        by = next(iter(known.stages.values())).by
        assert by is not None
        actor = a.Actor(f"cover{chain[12:]}", "") if mends(known) else a.Actor(who, by.organs[-1])
        self._act(chain, actor, submit)

    @rule(n=nth, who=st.sampled_from(PEOPLE), which=nth)
    def somebody_does_what_is_possible(self, n: int, who: str, which: int) -> None:
        self._do_possible(self._matter(n), [who], which)

    @rule(n=nth, which=nth, some=st.integers(2, 10))
    def several_do_what_is_possible(self, n: int, which: int, some: int) -> None:
        self._do_possible(self._matter(n), PEOPLE[:some], which)

    @rule(n=nth, seed=st.integers(0, 2**32), steps=st.integers(1, 60))
    def things_go_on(self, n: int, seed: int, steps: int) -> None:
        """A matter is taken on through its procedure: sittings are called, people do what they can, time passes."""
        if n % 4 and len(self.punctual.matters) < 9:
            self._propose(sorted(self.force.running)[seed % len(self.force.running)], PEOPLE[0], 0, n % 7)
        chain, chance = self._matter(-1 if n % 4 else n), Random(seed)
        for _ in range(steps):
            choice = chance.randrange(41)
            if not self._goes_on(chain, choice) or choice % 16 == 0:
                self._until(max(self.at, min(self._dues(), default=(self.at, ""))[0]))
            self._until(self.at + timedelta(minutes=choice))

    def _goes_on(self, chain: str, choice: int) -> bool:
        state = self.punctual.matters[chain]
        if getattr(self.force.stage(state.procedure, state.stage), "at", "") == "sitting":
            organ = self._convener(chain)[1]
            open_ones = [
                one for one in self.punctual.sittings.values() if chain in one.agenda and one.organ == organ
            ]
            if not open_ones or open_ones[-1].status == "ended" or choice == 40:
                self._meet(chain, 10 - choice % 3)
        entries = len(self.punctual.entries)
        people = [*PEOPLE[choice % 3 :], PEOPLE[2]]
        self._do_possible(chain, people, choice)
        return len(self.punctual.entries) > entries

    def _meet(self, chain: str, people: int) -> None:
        """Call a sitting on the matter in time, and wait until it begins."""
        meeting = f"sitting/2026/{len(self.punctual.sittings) + 1}"
        convener, organ = self._convener(chain)
        stage = self.force.stage(self.punctual.matters[chain].procedure, self.punctual.matters[chain].stage)
        starts = self.at + timedelta(days=4 if getattr(stage, "notice", None) else 0)
        if self._sit(meeting, a.Actor(PEOPLE[2], convener), s.Call(organ, starts, (chain,))) is None:
            self._until(starts)
            present = [who for who in PEOPLE[:people] if self._belongs(organ, who)]
            self._sit(meeting, a.Actor(PEOPLE[2], convener), s.Attend(tuple(present)))

    def _convener(self, chain: str) -> tuple[str, str]:
        state = self.punctual.matters[chain]
        by = self.force.stage(state.procedure, state.stage).by
        organ = by.organs[0] if by and by.organs else ""
        body = self.force.charter.organs.get(organ)
        return (body.convened_by[0] if body and body.convened_by else organ), organ

    def _do_possible(self, chain: str, people: Sequence[str], which: int) -> int:
        """How many of the people did something."""
        did = 0
        for choice, who in enumerate(people, which):
            state = self.punctual.matters[chain]
            sittings = [one for one in self.punctual.sittings.values() if chain in one.agenda]
            closed = bool(mends(self.force.procedure(state.procedure)))
            who = state.proposer.person if closed and choice % 3 == 0 else who
            found = possible(
                self.force, state, person=who, roster=self.punctual.roster, at=self.at, sittings=sittings,
                keeps=closed and who in PEOPLE,
            )  # fmt: skip
            allowed = [one for one in found if one.allowed and (one.act not in AWAY or choice > 48)]
            if allowed:
                self._try_possible(chain, who, allowed[choice % len(allowed)], state, choice, sittings)
                did += 1
        return did

    def _try_possible(
        self,
        chain: str,
        who: str,
        chosen: Possible,
        state: MatterState,
        which: int,
        sittings: Sequence[SittingState],
    ) -> None:
        """What is called possible is possible, in that capacity, in one of the sittings or in none."""
        strand = strand_at(state, chosen.strand)
        assert strand is not None
        act = in_strand(chosen.strand, self._example(chosen.act, chosen.section, strand, which))
        organ = chosen.organ
        for sitting in (*(meeting.id for meeting in sittings), ""):
            refusal = self._act(chain, a.Actor(who, organ), act, sitting)
            if refusal is None:
                return
        raise AssertionError(f"{chosen} is called possible, but refused: {refusal}")

    def _example(self, name: str, section: str, state: MatterState, which: int) -> a.Act:
        stage = self.force.stage(state.procedure, state.stage)
        waiting = [one.number for one in getattr(state.now, "objections", ()) if not one.verdict]
        ask = stage.ask if isinstance(stage, Poll) else ""
        bins = list(getattr(stage, "bins", {"": ""}))
        to = list(offered(stage.to)) if isinstance(stage, Assign) else [""]
        given: dict[str, a.Act] = {
            "vote": a.Vote((5, 4, 3, 5)[which % 4] if ask == "score" else "no" if which % 8 == 3 else "yes"),
            "sort": a.Sort(bins[which % len(bins) if which % 4 == 0 else 0], WORDS),
            "answer": a.Answer(waiting[0] if waiting else 0, "dismissed" if which % 4 else "upheld", WORDS),
            "enter-count": self._count(state, stage),
            "disclose": a.Disclose(section, WORDS),
            "revise": a.Revise(WORDS, WORDS),
            "support": a.Support(),
            "retract": a.Retract(),
            "open": a.Open(),
            "state": a.State(WORDS),
            "minute": a.Minute(WORDS),
            "close": a.Close(),
            "extend": a.Extend(WORDS),
            "post": a.Post(WORDS),
            "object": a.Object(WORDS),
            "report": a.Report(WORDS),
            "finish": a.Finish(WORDS, (WORDS,)),
            "hand-back": a.HandBack(WORDS),
            "defer": a.Defer(WORDS),
            "withdraw": a.Withdraw(),
            "offer": a.Offer(to[which % len(to)]),
            "accept": a.Accept(),
            "return": a.Return(WORDS),
            "name-party": self._name(state),
            "join": a.Join(),
            "establish": a.Establish({"ripe": which % 2 == 0, "cost": which * 9}),
            "divide": a.Divide(("hall", "workers", "committee")[which % 3 :]),
            "pay": a.Pay(remaining(state, stage) or 0 if isinstance(stage, Pay) else 0, WORDS, (WORDS,)),
            "decline": a.Decline(),
        }
        return given[name]

    def _name(self, state: MatterState) -> a.NameParty:
        named = next(nameable(self.force, state, self.punctual.roster, self.at), None)
        return a.NameParty(named.organ, named.person) if named else a.NameParty("")

    def _count(self, state: MatterState, stage: Stage) -> a.EnterCount:
        if not isinstance(stage, Poll) or not isinstance(state.now, Polling) or state.now.roll is None:
            return a.EnterCount(a.Count(0, 0, 0))
        n = state.now.roll.count
        if stage.ballot == "open":
            return a.EnterCount(a.Count(0, 0, 0, self._hands(state.now, state.now.roll)))
        return a.EnterCount(
            a.Count(n, n, n, scores={"4": n}) if stage.ask == "score" else a.Count(n, n, n, n)
        )

    def _hands(self, now: Polling, roll: Roll) -> int:
        sitting = self.punctual.sittings.get(now.sitting)
        there = sitting.attending if sitting else ()
        return len(among(self.force, self.punctual.roster, roll, there, self.at))

    @rule(n=nth, who=st.sampled_from(PEOPLE), organ=nth, act=acts, sitting=nth)
    def somebody_tries_something(self, n: int, who: str, organ: int, act: a.Act, sitting: int) -> None:
        self._act(self._matter(n), a.Actor(who, self._organ(organ)), act, self._meeting(sitting))

    # Sittings ---------------------------------------------------------------------------------------------

    @rule(
        n=nth,
        who=st.sampled_from(PEOPLE),
        here=st.integers(0, 10),
        later=st.sampled_from([0, 0, 0, -1, 60, 100]),
    )
    def the_matter_is_put_on_an_agenda(self, n: int, who: str, here: int, later: int) -> None:
        chain = self._matter(n)
        convener, organ = self._convener(chain)
        meeting = f"sitting/2026/{len(self.punctual.sittings) + 1}"
        call = s.Call(
            organ, self.at + timedelta(hours=later), (chain, self._matter(n + 1)) if n % 5 == 0 else (chain,)
        )
        refusal = self._sit(meeting, a.Actor(who, convener), call)
        if refusal is None and here:
            present = [who for who in PEOPLE[:here] if self._belongs(organ, who)]
            self._sit(meeting, a.Actor(who, convener), s.Attend(tuple(present)))

    def _belongs(self, organ: str, who: str) -> bool:
        return self.punctual.roster.since(self.force, organ, who, self.at) is not None

    @rule(n=nth, who=st.sampled_from(PEOPLE), people=st.lists(st.sampled_from(PEOPLE), max_size=3), what=nth)
    def somebody_comes_or_goes(self, n: int, who: str, people: list[str], what: int) -> None:
        group = tuple(people) if what % 2 else (who,)
        act: s.SittingAct = (s.Attend(group), s.Attend(group), s.Leave(group), s.EndSitting())[what % 4]
        self._sit(self._meeting(n), a.Actor(who, "committee"), act)

    # The community ----------------------------------------------------------------------------------------

    @rule(
        n=nth,
        who=st.sampled_from(PEOPLE),
        what=st.sampled_from(["take", "term", "leave", "know", "depart", "enrol"]),
    )
    def the_register_changes(self, n: int, who: str, what: str) -> None:
        organs = list(self.seats)
        organ = organs[n % len(organs)]
        act: dict[str, r.CommunityAct] = {
            "take": r.TakeSeat(who, organ),
            "term": r.TakeSeat(who, organ, until=self.at + timedelta(days=n % 7)),
            "leave": r.LeaveSeat(who, organ),
            "know": r.Know(who, {self.known[n % len(self.known)]: n % 2 == 0}),
            "depart": r.Depart(who),
            "enrol": r.Enrol((r.Newcomer(who, dict.fromkeys(self.known, True)),)),
        }
        self._found(act[what])

    # What must be true ------------------------------------------------------------------------------------

    @invariant()
    def late_is_punctual(self) -> None:
        if not hasattr(self, "lazy"):
            return
        self._until(self.at)
        for chain, state in self.lazy.matters.items():
            while happened := advance(self.force, state, self.lazy.roster_at, self.at):
                state = fold(state, happened, chain)
            assert write(state) == write(self.punctual.matters[chain])

    def teardown(self) -> None:
        for town in (self.punctual, self.lazy) if hasattr(self, "lazy") else ():
            Review(town, BEGINS).all()


class BeilinLife(Life):
    force = BEILIN
    seats: ClassVar[dict[str, Sequence[int]]] = {"party-branch": (0, 1, 2), "committee": (2, 3, 4, 5, 6)}
    known = ("adult", "registered", "party-member")


class HandsLife(Life):
    """Matters offered from hand to hand, and between parties."""

    force = HANDS
    seats: ClassVar[dict[str, Sequence[int]]] = {
        "committee": (0, 1, 2), "hall": (2, 3), "workers": (0, 4, 5), "units": (0, 6, 7), "meeting": (0,)
    }  # fmt: skip


TestLife = Life.TestCase
TestHandsLife = HandsLife.TestCase
TestBeilinLife = BeilinLife.TestCase
_SETTINGS = settings(
    max_examples=examples(20), stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
TestLife.settings = _SETTINGS
TestHandsLife.settings = settings(_SETTINGS, max_examples=examples(6))
TestBeilinLife.settings = settings(_SETTINGS, max_examples=examples(8))
