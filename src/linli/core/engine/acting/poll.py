"""决: opening, voting, counting by two hands, closing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import assert_never

from msgspec import UNSET
from msgspec.structs import replace

from linli.core.charter.stages import Poll
from linli.core.charter.text import Text
from linli.core.engine import counting
from linli.core.engine.acting import ballot
from linli.core.engine.acting.attendance import figures_of, of_kind, there, too_few
from linli.core.engine.acting.ballot import SCALE, scores_of
from linli.core.engine.acting.paper import apart, counted, hands_impossible, impossible, raised
from linli.core.engine.acts import Close, Count, EnterCount, Open, Vote, VoteItems
from linli.core.engine.electorate import Roll
from linli.core.engine.events import (
    CountEntered,
    CountsDiffered,
    Event,
    ItemsVoted,
    PollClosed,
    PollOpened,
    VoteCast,
)
from linli.core.engine.evolve import evolve, fold
from linli.core.engine.flow import ballot_set, leave
from linli.core.engine.refusal import Refusal
from linli.core.engine.roll import is_in, is_of_people, kinds_of, on_roll, roll_of
from linli.core.engine.running import over_items
from linli.core.engine.sitting import SittingState
from linli.core.engine.sittings import cited, presides
from linli.core.engine.state import Polling
from linli.core.engine.turn import (
    Outcome,
    Turn,
    is_apart,
    is_convener,
    is_one_of,
    is_party,
    titles,
    without_vote,
)

YES_NO = ("yes", "no", "abstain")
AT_LEAST_TWO = 2
"""Nobody makes an agreement alone."""


def decide_poll(turn: Turn, now: Polling, act: Open | Vote | VoteItems | EnterCount | Close) -> Outcome:
    """Decide one act at a poll."""
    stage = turn.stage
    assert isinstance(stage, Poll)
    match act:
        case Vote():
            return _vote(turn, stage, now, act)
        case VoteItems():
            return _vote(turn, stage, now, act)
        case Open():
            return _open(turn, stage, now)
        case EnterCount(count):
            return _enter_count(turn, stage, now, count)
        case Close():
            return _close(turn, stage, now)
        case _:
            assert_never(act)


def _open(turn: Turn, stage: Poll, now: Polling) -> Outcome:
    if refusal := is_convener(turn):
        return refusal
    if now.roll is not None:
        return turn.refuse("already-open")
    sitting = cited(turn) if stage.at == "sitting" else None
    if isinstance(sitting, Refusal):
        return sitting
    roll = roll_of(turn.force, turn.roster, stage, turn.state, turn.at)
    asked = ballot_set(turn.force, turn.state, turn.state.stage, turn.roster, roll, turn.at)
    if any(not one.items for one in asked):
        return turn.refuse("nothing-to-vote-on")
    return (PollOpened(turn.at, roll, sitting.id if sitting else ""), *asked)


def _vote(turn: Turn, stage: Poll, now: Polling, act: Vote | VoteItems) -> Outcome:
    roll = now.roll
    if (roll is None or turn.by.organ != roll.organ) and (refusal := is_one_of(turn, stage.by)):
        return refusal
    if roll is None:
        return turn.refuse("not-open")
    if stage.ballot != "open":
        return turn.refuse("paper-only")
    refusal = _may_vote(turn, stage, now, roll) or (_did_before(turn) if stage.apart_from else None)
    if refusal := refusal or _answer_wrong(turn, stage, now, act):
        return refusal
    voter = _voter(turn, roll) if roll.organ == "parties" else turn.by.person
    vote = _cast(turn, roll, voter, act) if isinstance(act, Vote) else ballot.voted(turn, act)
    return _all_have_voted(turn, stage, now, voter, vote) if stage.closes == "everyone" else (vote,)


def _all_have_voted(
    turn: Turn, stage: Poll, now: Polling, voter: str, vote: VoteCast | ItemsVoted
) -> tuple[Event, ...]:
    """A vote, and the count where it was the last one awaited."""
    assert now.roll is not None
    answered = now.marks if over_items(stage) else now.votes
    if voter in answered or len(answered) + 1 != now.roll.count:
        return (vote,)
    after = evolve(turn.state, vote, turn.state.id)
    assert isinstance(after.now, Polling)
    return (vote, *close(replace(turn, state=after), stage, after.now, by_clock=False))


def _did_before(turn: Turn) -> Refusal | None:
    """Who did a stage from which this one is apart has no say here; the number of those entitled stays."""
    return is_apart(turn) if turn.force.language > 1 else None


def _cast(turn: Turn, roll: Roll, voter: str, act: Vote) -> VoteCast:
    kinds = kinds_of(turn.force, turn.roster, roll, turn.by.person, turn.at) if roll.groups else ()
    return VoteCast(turn.at, voter, act.choice, kinds or UNSET)


def _answer_wrong(turn: Turn, stage: Poll, now: Polling, act: Vote | VoteItems) -> Refusal | None:
    if (type(act) is VoteItems) != over_items(stage):
        return turn.refuse("not-here")
    if type(act) is VoteItems:
        return ballot.answer_wrong(turn, stage, now, act)
    if act.choice not in YES_NO if stage.ask != "score" else not _is_score(stage, act.choice):
        return turn.refuse("wrong-choice", choice=str(act.choice)[:40], choices=_answers(stage))
    return None


def _not_on_roll(turn: Turn, roll: Roll) -> Refusal:
    """Why somebody has no vote: not a member, a member without a vote, or too late on the roll."""
    organ, person = roll.organ, turn.by.person
    if turn.roster.since(turn.force, organ, person, turn.at) is None:
        return turn.refuse("not-in-organ", organ=turn.force.organ_title(organ))
    if kindred := _of_another_kind(turn, roll):
        return kindred
    return without_vote(turn, organ) or turn.refuse("not-on-roll")


def _of_another_kind(turn: Turn, roll: Roll) -> Refusal | None:
    """Who belongs to the organ, but not to those of it who alone are asked."""
    if not roll.within or is_in(turn.force, turn.roster, roll, roll.within, turn.by.person, turn.at):
        return None
    return turn.refuse("not-entitled", organ=titles(turn.force, turn.stage.by), stage=turn.stage.title)


def _may_vote(turn: Turn, stage: Poll, now: Polling, roll: Roll) -> Refusal | None:
    person, force = turn.by.person, turn.force
    if is_of_people(force, roll):
        return _may_vote_in_person(turn, stage, now, roll)
    if not on_roll(force, turn.roster, roll, person, turn.at):
        return _not_on_roll(turn, roll)
    if now.sitting:
        sitting = cited(turn, now.sitting)
        if not isinstance(sitting, SittingState):
            return sitting
        if person not in sitting.attending:
            return turn.refuse("not-present")
        if refusal := _broken(turn, stage, roll, sitting):
            return refusal
    if (person in now.votes or person in now.marks) and not stage.may_change:
        return turn.refuse("already-voted")
    return None


def _broken(turn: Turn, stage: Poll, roll: Roll, sitting: SittingState) -> Refusal | None:
    """Why no vote is taken while the quorum is broken."""
    short = too_few(turn.force, turn.roster, stage, roll, sitting, turn.at)
    return turn.refuse("quorum-broken", why=short.says) if short else None


def _voter(turn: Turn, roll: Roll) -> str:
    """The name under which a party's vote is kept: an organ that is one has one vote, whoever casts it."""
    own = [one.key for one in turn.state.parties if one.joined and is_party(turn, one)]
    return own[0] if own else turn.by.person


def _may_vote_in_person(turn: Turn, stage: Poll, now: Polling, roll: Roll) -> Refusal | None:
    voter = _voter(turn, roll) if roll.organ == "parties" else turn.by.person
    if voter not in roll.people:
        return turn.refuse("not-on-roll")
    return turn.refuse("already-voted") if voter in now.votes and not stage.may_change else None


def _is_score(stage: Poll, choice: str | int) -> bool:
    scale = stage.scale or SCALE
    return isinstance(choice, int) and scale.least <= choice <= (scale.most or scale.least)


def _answers(stage: Poll) -> Text:
    if stage.ask == "score":
        scale = stage.scale or SCALE
        return Text(zh=f"{scale.least} 到 {scale.most} 分", en=f"{scale.least} to {scale.most}")
    return Text(zh="赞成、反对、弃权", en="yes, no, abstain")


def _enter_count(turn: Turn, stage: Poll, now: Polling, count: Count) -> Outcome:
    if stage.ballot != "paper":
        return _show_of_hands(turn, stage, now, count)
    if refusal := is_convener(turn):
        return refusal
    if now.roll is None:
        return turn.refuse("not-open")
    if why := impossible(turn, stage, now, count):
        return turn.refuse("count-impossible", why=why)
    if now.count is None:
        return (CountEntered(turn.at, turn.by.person, count),)
    if now.count.by == turn.by.person:
        return turn.refuse("same-hand")
    if now.count.count != count:
        return (CountsDiffered(turn.at, turn.by.person, count),)
    figures = figures_of(now.roll, counted(stage, count))
    tallies = ballot.paper_tallies(stage, now, count) if over_items(stage) else None
    return (
        CountEntered(turn.at, turn.by.person, count),
        *_closed(turn, stage, figures, tallies, by_clock=False),
    )


def _show_of_hands(turn: Turn, stage: Poll, now: Polling, count: Count) -> Outcome:
    """An open vote in a sitting, counted by whoever presides; who was there is in the sitting's own record."""
    if turn.force.language < 5 or stage.at != "sitting" or stage.ballot != "open" or stage.ask != "yes-no":
        return turn.refuse("not-paper")
    sitting = _presided(turn, now)
    if isinstance(sitting, Refusal):
        return sitting
    if now.votes or apart(turn.force.rule(stage)):
        return turn.refuse("votes-by-name" if now.votes else "hands-not-apart")
    assert now.roll is not None
    if refusal := _broken(turn, stage, now.roll, sitting):
        return refusal
    present = len(there(turn.force, turn.roster, now.roll, sitting, turn.at))
    if why := hands_impossible(count, present):
        return turn.refuse("count-impossible", why=why)
    plain = Count(present, 0, 0, count.yes, count.no, count.abstain)
    figures = figures_of(now.roll, raised(plain))
    return (
        CountEntered(turn.at, turn.by.person, plain),
        *_closed(turn, stage, figures, None, by_clock=False),
    )


def _presided(turn: Turn, now: Polling) -> SittingState | Refusal:
    """The sitting in which the poll was opened, where the actor presides over it."""
    if refusal := is_convener(turn):
        return refusal
    if now.roll is None:
        return turn.refuse("not-open")
    sitting = cited(turn, now.sitting)
    if not isinstance(sitting, Refusal) and not presides(turn.force, sitting, turn.by, turn.roster, turn.at):
        return turn.refuse("not-chair")
    return sitting


def _close(turn: Turn, stage: Poll, now: Polling) -> Outcome:
    if refusal := is_convener(turn):
        return refusal
    if now.roll is None:
        return turn.refuse("not-open")
    if not now.sitting:
        return turn.refuse("not-here")
    if stage.ballot != "open":
        return turn.refuse("paper-only")
    sitting = cited(turn, now.sitting)
    if isinstance(sitting, Refusal):
        return sitting
    if not presides(turn.force, sitting, turn.by, turn.roster, turn.at):
        return turn.refuse("not-chair")
    return close(turn, stage, now, by_clock=False)


def close(turn: Turn, stage: Poll, now: Polling, *, by_clock: bool) -> tuple[Event, ...]:
    """Count what there is and go where the outcome leads.

    Without a sitting, and when the deadline closes a poll that a sitting left open, those are present who answered.
    """
    assert now.roll is not None
    marks = now.marks.values()
    answers = ballot.figures_of(marks) if over_items(stage) else votes_of(stage, now.votes)
    sitting = turn.sitting
    present = there(turn.force, turn.roster, now.roll, sitting, turn.at) if sitting else None
    attending = answers["cast"] if present is None else len(present)
    figures = figures_of(now.roll, answers | {"present": attending} | _in_groups(turn, stage, now, present))
    tallies = ballot.tallies_of(stage, now, marks) if over_items(stage) else None
    return _closed(turn, stage, figures, tallies, by_clock=by_clock)


def _in_groups(turn: Turn, stage: Poll, now: Polling, present: list[str] | None) -> dict[str, int]:
    """The answers of each kind of voter that the rule counts apart; how many of them are entitled is on the roll."""
    assert now.roll is not None
    figures: dict[str, int] = {}
    for kind in now.roll.groups or {}:
        own = votes_of(
            stage, {who: said for who, said in now.votes.items() if kind in now.groups.get(who, ())}
        )
        there = of_kind(turn.force, turn.roster, now.roll, kind, present or [], turn.at)
        own["present"] = own["cast"] if present is None else there
        figures |= {f"{name}/{kind}": count for name, count in own.items()}
    return figures


def _closed(
    turn: Turn, stage: Poll, figures: dict[str, int], tallies: ballot.Tallies | None, *, by_clock: bool
) -> tuple[Event, ...]:
    happened: tuple[Event, ...]
    if tallies is None:
        outcome = counting.outcome(turn.force.rule(stage), figures)
        if stage.by and stage.by.any_of[0].kind == "parties" and figures["members"] < AT_LEAST_TWO:
            outcome = "failed"
        happened = (PollClosed(turn.at, outcome, figures),)
    else:
        now = turn.state.now
        assert isinstance(now, Polling)
        figures = {**figures, "seats": now.seats, "seats-left": now.seats}
        counted = ballot.counted(turn, stage, figures, tallies)
        outcome = counted.outcome
        happened = (counted, PollClosed(turn.at, outcome, figures))
    # What comes next may be a poll about what this one chose or left tied.
    after = fold(turn.state, happened, turn.state.id)
    gone = leave(turn.force, after, outcome, roster=turn.roster, at=turn.at, by_clock=by_clock)
    return (*happened, *gone)


def votes_of(stage: Poll, votes: Mapping[str, str | int]) -> dict[str, int]:
    """The answers counted; the order of ballots cannot matter."""
    counts = Counter(votes.values())
    total = len(votes)
    figures = {"cast": total, "participating": total, "valid": total, "invalid": 0, "blank": 0}
    if stage.ask == "score":
        return figures | scores_of(stage, {int(score): n for score, n in counts.items()})
    return figures | {choice: counts.get(choice, 0) for choice in YES_NO}


def on_time_out(turn: Turn, now: Polling) -> tuple[Event, ...]:
    """The stage's due moment has come: an open poll is counted, one never opened lapses."""
    stage = turn.stage
    assert isinstance(stage, Poll)
    if now.roll is None or stage.ballot != "open":
        return leave(turn.force, turn.state, "lapsed", roster=turn.roster, at=turn.at, by_clock=True)
    return close(turn, stage, now, by_clock=True)
