"""Polls over items: which answers there are, what a paper count can be, what each item got."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from linli.core.charter.stages import Poll, Rule
from linli.core.charter.terms import Range
from linli.core.charter.text import Text
from linli.core.engine import choosing
from linli.core.engine.acts import Count, FactValue, VoteItems
from linli.core.engine.events import ItemsCounted, ItemsVoted
from linli.core.engine.refusal import Refusal
from linli.core.engine.state import MatterState, Polling
from linli.core.engine.turn import Turn

SCALE = Range(1, 5)
"""The scale of a poll that asks for scores and names none."""

Marks = Mapping[str, int]
Tallies = dict[str, dict[str, int]]


def most_marks(rule: Rule, state: MatterState) -> int:
    """How many items one may choose: as many as can be chosen in all."""
    now = state.now
    assert isinstance(now, Polling)
    members = now.roll.count if now.roll else 0
    places = {"seats": now.seats, "seats-left": now.seats, "members": members, "electors": members}
    figures = numbers(state.facts) | places
    most = choosing.places(rule.choose, figures) if rule.choose else None
    return len(now.ballot) if most is None else min(most, len(now.ballot))


def numbers(facts: Mapping[str, FactValue]) -> dict[str, int]:
    """The facts that a rule can count with; yes counts as 1."""
    return {name: int(value) for name, value in facts.items() if isinstance(value, int)}


def answer_wrong(turn: Turn, stage: Poll, now: Polling, act: VoteItems) -> Refusal | None:
    """Why somebody cannot answer like this, if they cannot."""
    if not now.ballot:
        return turn.refuse("nothing-to-vote-on")
    asked = {str(number) for number in now.ballot}
    marked = [*map(str, act.chosen), *act.scores]
    if astray := [number for number in marked if number not in asked]:
        return turn.refuse("not-on-ballot", n=astray[0][:20])
    if stage.ask == "score":
        return _scores_wrong(turn, stage, act)
    most = most_marks(turn.force.rule(stage), turn.state)
    if act.scores or len(set(act.chosen)) < len(act.chosen):
        return turn.refuse("wrong-choice", choice=", ".join(marked)[:40], choices=_each_once(most))
    if len(act.chosen) > most:
        return turn.refuse("too-many-chosen", most=most, n=len(act.chosen))
    return None


def _each_once(most: int) -> Text:
    return Text(zh=f"最多 {most} 项，每项一次", en=f"at most {most}, each once")


def _scores_wrong(turn: Turn, stage: Poll, act: VoteItems) -> Refusal | None:
    scale = stage.scale or SCALE
    most = scale.most or scale.least
    off = [score for score in act.scores.values() if not scale.least <= score <= most]
    if off or act.chosen or not act.scores:
        shown = Text(zh=f"{scale.least} 到 {most} 分", en=f"{scale.least} to {most}")
        return turn.refuse("wrong-choice", choice=str(off[0] if off else "—")[:40], choices=shown)
    return None


def voted(turn: Turn, act: VoteItems) -> ItemsVoted:
    """The event of an answer."""
    return ItemsVoted(turn.at, turn.by.person, tuple(sorted(act.chosen)), act.scores)


def figures_of(answers: Iterable[Marks]) -> dict[str, int]:
    """The answers counted as ballots; one without a mark is blank."""
    given = [bool(marks) for marks in answers]
    total, blank = len(given), given.count(False)
    return {
        "cast": total,
        "participating": total,
        "valid": total,
        "invalid": 0,
        "blank": blank,
        "abstain": blank,
    }


def tallies_of(stage: Poll, now: Polling, answers: Iterable[Marks]) -> Tallies:
    """What each item got; the order of ballots cannot matter."""
    counts: dict[str, dict[int, int]] = {str(number): {} for number in now.ballot}
    for marks in answers:
        for number, mark in marks.items():
            counts[number][mark] = counts[number].get(mark, 0) + 1
    return {number: _tally(stage, marks) for number, marks in counts.items()}


def _tally(stage: Poll, marks: Mapping[int, int]) -> dict[str, int]:
    if stage.ask != "score":
        return {"yes": marks.get(1, 0)}
    return scores_of(stage, marks) | {"scored": sum(marks.values())}


def scores_of(stage: Poll, counts: Mapping[int, int]) -> dict[str, int]:
    """How many gave each score, their sum, and how many are satisfied: in the upper two fifths of the scale."""
    scale = stage.scale or SCALE
    least, most = scale.least, scale.most or scale.least
    satisfied = sum(n for score, n in counts.items() if 5 * (score - least + 1) > 3 * (most - least + 1))
    each = {f"score-{score}": counts.get(score, 0) for score in range(least, most + 1)}
    return {**each, "score-total": sum(s * n for s, n in counts.items()), "satisfied": satisfied}


def paper_tallies(stage: Poll, now: Polling, count: Count) -> Tallies:
    """What each item got by a paper count."""
    if stage.ask != "score":
        return {str(number): {"yes": count.scores.get(str(number), 0)} for number in now.ballot}
    counts: dict[str, dict[int, int]] = {str(number): {} for number in now.ballot}
    for name, n in count.scores.items():
        number, _, score = name.partition(":")
        counts[number][int(score)] = n
    return {number: _tally(stage, scores) for number, scores in counts.items()}


def count_impossible(turn: Turn, stage: Poll, now: Polling, count: Count) -> Text | None:
    """Why the figures for the items cannot be right."""
    rule = turn.force.rule(stage)
    valid, blank = count.returned - count.invalid, count.abstain
    if count.yes or count.no:
        return Text(
            zh="分项表决不填赞成、反对的总数", en="a vote over items has no totals in favour or against"
        )
    if not count.scores.keys() <= set(_names(stage, now)):
        return Text(
            zh="有的项不在选票上，或分数不在范围内",
            en="an item is not on the ballot, or a score is off the scale",
        )
    tallies = paper_tallies(stage, now, count)
    got = {number: tally["scored" if stage.ask == "score" else "yes"] for number, tally in tallies.items()}
    if blank < 0 or valid < 0 or max(got.values(), default=0) > valid - blank:
        return Text(
            zh=f"有一项得票多于写了票的有效票（{valid - blank} 张）",
            en=f"an item has more votes than there are valid ballots with a mark ({valid - blank})",
        )
    marked, total = valid - blank, sum(got.values())
    most = marked * (len(now.ballot) if stage.ask == "score" else most_marks(rule, turn.state))
    if not marked <= total <= most:
        return Text(
            zh=f"{marked} 张写了票的有效票，各项得票合计应为 {marked} 到 {most}，录入的是 {total}",
            en=f"{marked} valid ballots with a mark give {marked} to {most} votes together; {total} were entered",
        )
    return None


def _names(stage: Poll, now: Polling) -> Iterable[str]:
    """The names under which a count states what the items got."""
    if stage.ask != "score":
        return [str(number) for number in now.ballot]
    scale = stage.scale or SCALE
    scores = range(scale.least, (scale.most or scale.least) + 1)
    return [f"{number}:{score}" for number in now.ballot for score in scores]


def counted(turn: Turn, stage: Poll, figures: dict[str, int], tallies: Tallies) -> ItemsCounted:
    """What the rule makes of the votes."""
    own = numbers(turn.state.facts)
    each = {
        int(number): _facts(turn, int(number)) | tally | _supports(tally) for number, tally in tallies.items()
    }
    found = choosing.choose(turn.force.rule(stage), own | figures, each)
    return ItemsCounted(turn.at, found.outcome, tallies, found.ranked, found.chosen, found.tied)


def _supports(tally: Mapping[str, int]) -> dict[str, int]:
    return {"supports": tally["yes"]} if "yes" in tally else {}


def _facts(turn: Turn, number: int) -> dict[str, int]:
    """The numbers and yes-no facts of an item; what it does not carry counts as nothing."""
    kind, facts = turn.procedure.items, turn.state.items[number - 1].facts
    known = {name: facts.get(name, 0) for name in (kind.facts if kind else ())}
    return numbers(known)
