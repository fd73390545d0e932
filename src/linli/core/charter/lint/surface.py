"""Stages whose keys do not go together."""

from __future__ import annotations

from collections.abc import Iterator

from linli.core.charter.at_once import at_once
from linli.core.charter.finding import Finding
from linli.core.charter.lint.say import At, finding, rule_of, stages
from linli.core.charter.load import Loaded
from linli.core.charter.stages import Appraise, Deliberate, Pay, Poll, Stage, Work


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
        if at.stage.handled and (why := _why_not_handled(at.stage)):
            mend = ("删去 handled", "delete “handled”")
            yield finding(loaded, "handled-mismatch", (*at.path, "handled"), why, mend)


_OWN = {
    "propose": ("提出的话是各人自己的", "what is put forward is each one's own"),
    "gather": ("附议、提名是各人自己的事", "supports and nominations are each one's own"),
    "deliberate": ("商议、记录每一件都不同", "what is said and minuted is different for each matter"),
    "poll": ("投票是各人对一件事的回答，从来不能批量",
             "a vote is one's own answer to one matter, never given in bulk"),
    "appraise": ("打分是各人对一件事的回答，从来不能批量",
                 "a score is one's own answer to one matter, never given in bulk"),
    "wait": ("这里只是等，没有要办的", "nothing is done here but to wait"),
    "split": ("怎样分头办，每一件都不同", "how it is split is different for each matter"),
    "screen": ("这里是逐项审核，本来就是一项一项来的", "its items are sorted, which is one by one in any case"),
}  # fmt: skip
"""Why nothing in a stage of this kind can be the same for several matters; of a screen where it is of items."""
_OWN["verify"] = _OWN["screen"]


def _why_not_handled(stage: Stage) -> tuple[str, str] | None:
    """Why ``handled`` makes no sense in a stage; None where it does."""
    if not at_once(stage):
        zh, en = _OWN[stage.kind]
        return (
            f"这个环节没有可以几件一起办的事，写 handled 没有意义：{zh}",
            f"“handled” makes no sense here: {en}",
        )
    if stage.handled == "together" and isinstance(stage, Work) and "finish" not in at_once(stage):
        zh, en = (
            ("付款每一件金额不同", "each payment is of its own sum")
            if isinstance(stage, Pay)
            else ("办完要附凭证，每一件要附自己的", "the finish takes evidence, which is of one matter")
        )
        return f"不能写 handled: together：{zh}", f"matters cannot be handled together here: {en}"
    return None


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
