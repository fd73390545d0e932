"""决: opening, voting, counting by two hands, closing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from linli.core.charter.stages import Poll, Rule
from linli.core.charter.terms import Range
from linli.core.charter.text import Text
from linli.core.engine import counting
from linli.core.engine.acts import Close, Count, EnterCount, Open, Vote
from linli.core.engine.events import (
    CountEntered,
    CountsDiffered,
    Event,
    PollClosed,
    PollOpened,
    Roll,
    VoteCast,
)
from linli.core.engine.flow import leave
from linli.core.engine.refusal import Refusal
from linli.core.engine.roll import is_of_people, on_roll, roll_of
from linli.core.engine.sitting import SittingState
from linli.core.engine.sittings import cited
from linli.core.engine.state import Polling
from linli.core.engine.turn import Outcome, Turn, is_convener, is_one_of, is_party

YES_NO = ("yes", "no", "abstain")
SCALE = Range(1, 5)
AT_LEAST_TWO = 2
"""Nobody makes an agreement alone."""


def decide_poll(turn: Turn, now: Polling, act: Open | Vote | EnterCount | Close) -> Outcome:
    """Decide one act at a poll."""
    stage = turn.stage
    assert isinstance(stage, Poll)
    match act:
        case Vote(choice):
            return _vote(turn, stage, now, choice)
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
    assert stage.by is not None
    roll = roll_of(turn.force, turn.roster, stage.by, turn.state, turn.at)
    return (PollOpened(turn.at, roll, sitting.id if sitting else ""),)


def _vote(turn: Turn, stage: Poll, now: Polling, choice: str | int) -> Outcome:
    roll = now.roll
    if (roll is None or turn.by.organ != roll.organ) and (refusal := is_one_of(turn, stage.by)):
        return refusal
    if roll is None:
        return turn.refuse("not-open")
    if stage.ballot != "open":
        return turn.refuse("paper-only")
    if refusal := _may_vote(turn, stage, now, roll):
        return refusal
    if not _is_answer(stage, choice):
        return turn.refuse("wrong-choice", choice=str(choice)[:40], choices=_answers(stage))
    voter = _voter(turn, roll)
    vote = VoteCast(turn.at, voter, choice)
    if stage.closes == "everyone" and voter not in now.votes and len(now.votes) + 1 == roll.count:
        votes = {**now.votes, voter: choice}
        return (vote, *close(turn, stage, now, votes_of(stage, votes), by_clock=False))
    return (vote,)


def _may_vote(turn: Turn, stage: Poll, now: Polling, roll: Roll) -> Refusal | None:
    person = turn.by.person
    if is_of_people(turn.force, roll):
        return _may_vote_in_person(turn, stage, now, roll)
    if not on_roll(turn.force, turn.roster, roll, person, turn.at):
        if turn.roster.since(turn.force, roll.organ, person, turn.at) is None:
            return turn.refuse("not-in-organ", organ=turn.force.organ_title(roll.organ))
        return turn.refuse("not-on-roll")
    if now.sitting:
        sitting = cited(turn, now.sitting)
        if isinstance(sitting, Refusal):
            return sitting
        if person not in sitting.attending:
            return turn.refuse("not-present")
    if person in now.votes and not stage.may_change:
        return turn.refuse("already-voted")
    return None


def _voter(turn: Turn, roll: Roll) -> str:
    """The name under which the actor's vote is kept: an organ that is a party has one vote, whoever casts it."""
    own = [one.key for one in turn.state.parties if one.joined and is_party(turn, one)]
    return own[0] if roll.organ == "parties" and own else turn.by.person


def _may_vote_in_person(turn: Turn, stage: Poll, now: Polling, roll: Roll) -> Refusal | None:
    voter = _voter(turn, roll)
    if voter not in roll.people:
        return turn.refuse("not-on-roll")
    return turn.refuse("already-voted") if voter in now.votes and not stage.may_change else None


def _is_answer(stage: Poll, choice: str | int) -> bool:
    if stage.ask == "score":
        scale = stage.scale or SCALE
        return isinstance(choice, int) and scale.least <= choice <= (scale.most or scale.least)
    return choice in YES_NO


def _answers(stage: Poll) -> Text:
    if stage.ask == "score":
        scale = stage.scale or SCALE
        return Text(zh=f"{scale.least} 到 {scale.most} 分", en=f"{scale.least} to {scale.most}")
    return Text(zh="赞成、反对、弃权", en="yes, no, abstain")


def _enter_count(turn: Turn, stage: Poll, now: Polling, count: Count) -> Outcome:
    if stage.ballot != "paper":
        return turn.refuse("not-paper")
    if refusal := is_convener(turn):
        return refusal
    if now.roll is None:
        return turn.refuse("not-open")
    if why := _impossible(stage, turn.force.rule(stage), now.roll, count):
        return turn.refuse("count-impossible", why=why)
    if now.count is None:
        return (CountEntered(turn.at, turn.by.person, count),)
    if now.count.by == turn.by.person:
        return turn.refuse("same-hand")
    if now.count.count != count:
        return (CountsDiffered(turn.at, turn.by.person, count),)
    figures = figures_of(now.roll, _counted(stage, count))
    return (CountEntered(turn.at, turn.by.person, count), *_closed(turn, stage, figures, by_clock=False))


def _impossible(stage: Poll, rule: Rule, roll: Roll, count: Count) -> Text | None:
    """Why the figures cannot be right. More returned than issued is for the rule's ``void``, where it has one."""
    scored = sum(count.scores.values())
    figures = (count.present, count.issued, count.returned, count.yes, count.no, count.abstain, count.invalid)
    if min(figures) < 0 or any(n < 0 for n in count.scores.values()):
        return Text(zh="有负数", en="a number is negative")
    if count.issued > roll.count:
        return Text(zh=f"发出 {count.issued} 张，名册上只有 {roll.count} 人",
                    en=f"{count.issued} ballots issued, but only {roll.count} are on the roll")  # fmt: skip
    if count.returned > count.issued and rule.void is None:
        return Text(zh=f"收回 {count.returned} 张，只发出 {count.issued} 张",
                    en=f"{count.returned} ballots returned, but only {count.issued} were issued")  # fmt: skip
    if count.present > roll.count:
        return Text(zh=f"到会 {count.present} 人，名册上只有 {roll.count} 人",
                    en=f"{count.present} present, but only {roll.count} are on the roll")  # fmt: skip
    answered = scored if stage.ask == "score" else count.yes + count.no + count.abstain
    if answered + count.invalid != count.returned:
        total = answered + count.invalid
        return Text(
            zh=f"各项相加是 {total}，收回的是 {count.returned}",
            en=f"the answers add up to {total}, but {count.returned} were returned",
        )
    scale = stage.scale or SCALE
    if not count.scores.keys() <= {str(score) for score in range(scale.least, (scale.most or 0) + 1)}:
        return Text(zh="有分数不在范围内", en="a score is off the scale")
    return None


def _counted(stage: Poll, count: Count) -> dict[str, int]:
    figures = {
        "present": count.present, "issued": count.issued, "returned": count.returned, "cast": count.returned,
        "participating": count.returned, "invalid": count.invalid, "valid": count.returned - count.invalid,
        "blank": 0,
    }  # fmt: skip
    if stage.ask == "score":
        return figures | scores_of(stage, {int(score): n for score, n in count.scores.items()})
    return figures | {"yes": count.yes, "no": count.no, "abstain": count.abstain}


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
    if turn.by.person != sitting.chair:
        return turn.refuse("not-chair")
    return close(turn, stage, now, votes_of(stage, now.votes), by_clock=False)


def close(
    turn: Turn, stage: Poll, now: Polling, answers: dict[str, int], *, by_clock: bool
) -> tuple[Event, ...]:
    """Count what there is and go where the outcome leads.

    Without a sitting, and when the deadline closes a poll that a sitting left open, those are present who answered.
    """
    assert now.roll is not None
    present = _present(turn, now.roll, turn.sitting) if turn.sitting else answers["cast"]
    return _closed(turn, stage, figures_of(now.roll, answers | {"present": present}), by_clock=by_clock)


def _present(turn: Turn, roll: Roll, sitting: SittingState) -> int:
    """Those signed in who are on the roll; who signed out again is not among them."""
    return sum(on_roll(turn.force, turn.roster, roll, person, turn.at) for person in sitting.attending)


def _closed(turn: Turn, stage: Poll, figures: dict[str, int], *, by_clock: bool) -> tuple[Event, ...]:
    outcome = counting.outcome(turn.force.rule(stage), figures)
    if stage.by and stage.by.any_of[0].kind == "parties" and figures["members"] < AT_LEAST_TWO:
        outcome = "failed"
    closed = PollClosed(turn.at, outcome, figures)
    return (
        closed,
        *leave(turn.force, turn.state, outcome, roster=turn.roster, at=turn.at, by_clock=by_clock),
    )


def figures_of(roll: Roll, answers: Mapping[str, int]) -> dict[str, int]:
    """All figures of a poll: the roll's and the answers'."""
    return {"members": roll.count, "electors": roll.count, "seats": roll.seats, **answers}


def votes_of(stage: Poll, votes: Mapping[str, str | int]) -> dict[str, int]:
    """The answers counted; the order of ballots cannot matter."""
    counts: dict[str | int, int] = {}
    for choice in votes.values():
        counts[choice] = counts.get(choice, 0) + 1
    total = len(votes)
    figures = {"cast": total, "participating": total, "valid": total, "invalid": 0, "blank": 0}
    if stage.ask == "score":
        return figures | scores_of(stage, {int(score): n for score, n in counts.items()})
    return figures | {choice: counts.get(choice, 0) for choice in YES_NO}


def scores_of(stage: Poll, counts: Mapping[int, int]) -> dict[str, int]:
    """How many gave each score, their sum, and how many are satisfied: in the upper two fifths of the scale."""
    scale = stage.scale or SCALE
    least, most = scale.least, scale.most or scale.least
    satisfied = sum(n for score, n in counts.items() if 5 * (score - least + 1) > 3 * (most - least + 1))
    each = {f"score-{score}": counts.get(score, 0) for score in range(least, most + 1)}
    return {**each, "score-total": sum(s * n for s, n in counts.items()), "satisfied": satisfied}


def on_time_out(turn: Turn, now: Polling) -> tuple[Event, ...]:
    """The stage's due moment has come: an open poll is counted, one never opened lapses."""
    stage = turn.stage
    assert isinstance(stage, Poll)
    if now.roll is None or stage.ballot != "open":
        return leave(turn.force, turn.state, "lapsed", roster=turn.roster, at=turn.at, by_clock=True)
    return close(turn, stage, now, votes_of(stage, now.votes), by_clock=True)
