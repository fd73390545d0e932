"""Stages whose keys do not go together."""

from __future__ import annotations

from collections.abc import Iterator

from linli.core.charter.finding import Finding
from linli.core.charter.lint.say import At, finding, rule_of, stages
from linli.core.charter.load import Loaded
from linli.core.charter.stages import Appraise, Deliberate, Poll


def findings(loaded: Loaded) -> Iterator[Finding]:
    for at in stages(loaded.charter):
        if isinstance(at.stage, Poll | Deliberate) and at.stage.notice and not at.stage.at:
            says = (
                "写了会议通知的期限，却没有写在会议上进行",
                "there is a notice of a sitting, but no sitting",
            )
            mend = ("加上「at: sitting」，或去掉 notice", "add “at: sitting”, or drop “notice”")
            yield finding(loaded, "notice-without-sitting", (*at.path, "notice"), says, mend)
        if isinstance(at.stage, Poll):
            yield from _poll(loaded, at, at.stage)


def _poll(loaded: Loaded, at: At, poll: Poll) -> Iterator[Finding]:
    if poll.ask == "score" and poll.scale is None and not isinstance(poll, Appraise):
        says = ("打分却没有写分数的范围", "scores are asked for, but not on what scale")
        yield finding(
            loaded,
            "missing-scale",
            (*at.path, "ask"),
            says,
            ("写上「scale: 1 to 5」", "write “scale: 1 to 5”"),
        )
    if poll.ballot == "paper" and not poll.at and poll.over is None:
        says = (
            "纸质选票没有写在会议上，也没有写投票几天",
            "paper ballots are neither cast in a sitting nor over some days",
        )
        mend = ("加上「at: sitting」或「over: 1 day」", "add “at: sitting” or “over: 1 day”")
        yield finding(loaded, "paper-without-sitting", (*at.path, "ballot"), says, mend)
    yield from _rule(loaded, at, poll)


def _rule(loaded: Loaded, at: At, poll: Poll) -> Iterator[Finding]:
    rule = rule_of(loaded, poll)
    if not poll.rule and poll.ask == "yes-no":
        says = ("表决却没有写规则", "there is a vote, but no rule that decides it")
        mend = ("写上「rule: 规则名」，或「rule: {rule: left-to-people}」", "write “rule: NAME”")
        yield finding(loaded, "poll-without-rule", at.path, says, mend)
    if rule and rule.choose and poll.ask != "items":
        says = (
            "规则是从几项中选出，表决却只问一项",
            "the rule chooses among items, but the poll asks about one matter",
        )
        yield finding(
            loaded, "rule-mismatch", (*at.path, "rule"), says, ("写上「ask: items」", "write “ask: items”")
        )
