"""Paper counts: whether the figures can be right, and what they count."""

from __future__ import annotations

from linli.core.charter.rule import bases
from linli.core.charter.stages import Poll, Rule
from linli.core.charter.text import Text
from linli.core.engine.acting import ballot
from linli.core.engine.acting.ballot import SCALE, scores_of
from linli.core.engine.acts import Count
from linli.core.engine.running import APART_ON_ROLL, over_items
from linli.core.engine.state import Polling
from linli.core.engine.turn import Turn


def impossible(turn: Turn, stage: Poll, now: Polling, count: Count) -> Text | None:
    """Why the figures cannot be right. More returned than issued is for the rule's ``void``, where it has one."""
    roll = now.roll
    assert roll is not None
    figures = (count.present, count.issued, count.returned, count.yes, count.no, count.abstain, count.invalid)
    if min(figures) < 0 or any(n < 0 for n in count.scores.values()):
        return Text(zh="有负数", en="a number is negative")
    if count.issued > roll.count:
        return Text(zh=f"发出 {count.issued} 张，名册上只有 {roll.count} 人",
                    en=f"{count.issued} ballots issued, but only {roll.count} are on the roll")  # fmt: skip
    if count.returned > count.issued and turn.force.rule(stage).void is None:
        return Text(zh=f"收回 {count.returned} 张，只发出 {count.issued} 张",
                    en=f"{count.returned} ballots returned, but only {count.issued} were issued")  # fmt: skip
    if count.present > roll.count:
        return Text(zh=f"到会 {count.present} 人，名册上只有 {roll.count} 人",
                    en=f"{count.present} present, but only {roll.count} are on the roll")  # fmt: skip
    if over_items(stage):
        return ballot.count_impossible(turn, stage, now, count)
    return _sums_wrong(stage, count)


def _sums_wrong(stage: Poll, count: Count) -> Text | None:
    scored = sum(count.scores.values())
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


def counted(stage: Poll, count: Count) -> dict[str, int]:
    """The figures of a count that is possible."""
    figures = {
        "present": count.present, "issued": count.issued, "returned": count.returned, "cast": count.returned,
        "participating": count.returned, "invalid": count.invalid, "valid": count.returned - count.invalid,
        "blank": 0,
    }  # fmt: skip
    if over_items(stage):
        return figures | {"blank": count.abstain, "abstain": count.abstain}
    if stage.ask == "score":
        return figures | scores_of(stage, {int(score): n for score, n in count.scores.items()})
    return figures | {"yes": count.yes, "no": count.no, "abstain": count.abstain}


def hands_impossible(count: Count, present: int) -> Text | None:
    """Why a show of hands cannot have come out so; whatever belongs to ballots is left out."""
    answers = (count.yes, count.no, count.abstain)
    if min(answers) < 0:
        return Text(zh="有负数", en="a number is negative")
    if sum(answers) > present:
        return Text(zh=f"举手的共 {sum(answers)} 人，到会的只有 {present} 人",
                    en=f"{sum(answers)} hands in all, but only {present} are present")  # fmt: skip
    return None


def raised(count: Count) -> dict[str, int]:
    """The figures of a show of hands."""
    hands = count.yes + count.no + count.abstain
    every = dict.fromkeys(("cast", "participating", "valid"), hands)
    answers = {"yes": count.yes, "no": count.no, "abstain": count.abstain}
    return every | answers | {"present": count.present, "invalid": 0, "blank": 0}


def apart(rule: Rule) -> bool:
    """Whether a rule counts some voters apart by what they answered."""
    conds = [cond for cond in (rule.void, rule.quorum, rule.pass_) if cond is not None]
    return any(base.within and base.name not in APART_ON_ROLL for cond in conds for base in bases(cond))
