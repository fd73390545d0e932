"""What is possible instead of what was refused."""

from __future__ import annotations

from dataclasses import replace

from linli.core.charter.text import Text
from linli.core.engine.calendar import shown
from linli.core.engine.refusal import Refusal
from linli.core.engine.turn import Turn, conveners, titles

END_WORDS = {
    "done": Text(zh="办结", en="closed"),
    "refused": Text(zh="被否决", en="refused"),
    "lapsed": Text(zh="失效", en="lapsed"),
    "withdrawn": Text(zh="撤回", en="withdrawn"),
}

_ADVICE = {
    "not-open": Text(zh="请等召集人宣布开始。", en="Wait until the convener opens it."),
    "no-sitting": Text(
        zh="可以召集一次会议，把这个事项列入议程。", en="Call a sitting with this matter on its agenda."
    ),
    "sitting-closed": Text(zh="可以另行召集会议。", en="Another sitting can be called."),
    "not-on-agenda": Text(
        zh="请选择议程里有这个事项的会议。", en="Choose a sitting that has this matter on its agenda."
    ),
    "not-present": Text(zh="请先签到，再投票。", en="Sign in first, then vote."),
    "same-hand": Text(
        zh="请另一位计票人录入他数出的数字。", en="Let another teller enter the figures they counted."
    ),
    "count-impossible": Text(
        zh="请重新核对选票后再录入。", en="Check the ballots again, then enter the count."
    ),
    "evidence-missing": Text(zh="请附上至少一张照片或一份文件。", en="Attach at least one photo or file."),
    "no-minutes": Text(zh="请先填写会议记录。", en="Write the minutes first."),
    "ended": Text(
        zh="如果情况有变，可以另提一个事项。", en="If things have changed, another matter can be put."
    ),
    "paper-only": Text(zh="请到会场领取选票。", en="Take your ballot at the sitting."),
    "already-voted": Text(
        zh="您的票已经计入，不用再投。", en="Your vote is counted; there is no need to vote again."
    ),
    "own-stage": Text(
        zh="到了那个环节，贴出公告就算公开。", en="Posting the notice at that stage makes the disclosure."
    ),
}
_WHO_ACTS = {
    "not-yet",
    "past",
    "not-entitled",
    "not-in-organ",
    "not-here",
    "not-on-roll",
    "not-chair",
    "not-convener",
    "apart",
    "own-objection",
}


def instead(turn: Turn, refusal: Refusal) -> Refusal:
    """The refusal with what would be possible: advice, whose turn it is, and where the actor has a say later."""
    found: list[Text] = []
    if refusal.code in _ADVICE:
        found.append(_ADVICE[refusal.code])
    if refusal.code in _WHO_ACTS and turn.state.end is None:
        found += [_whose_turn(turn), *_later(turn)]
    return replace(refusal, instead=tuple(found))


def _whose_turn(turn: Turn) -> Text:
    stage, due = turn.stage, turn.state.due
    who = titles(turn.force, stage.by)
    if due is None:
        return Text(
            zh=f"现在是「{stage.title.zh}」，由{who.zh}办理。",
            en=f"Now it is “{stage.title.en}”, for: {who.en}.",
        )
    when = shown(due, turn.roster.zone)
    return Text(
        zh=f"现在是「{stage.title.zh}」，由{who.zh}在 {when.zh} 前办理。",
        en=f"Now it is “{stage.title.en}”, for: {who.en}, before {when.en}.",
    )


def _later(turn: Turn) -> list[Text]:
    """The first later stage in which the actor has a part."""
    names = list(turn.procedure.stages)
    for name in names[names.index(turn.state.stage) + 1 :]:
        stage = turn.procedure.stages[name]
        for organ in (*(stage.by.organs if stage.by else ()), *conveners(turn.force, stage.by)):
            if turn.roster.since(turn.force, organ, turn.by.person, turn.at) is not None:
                title = turn.force.organ_title(organ)
                return [Text(
                    zh=f"到了「{stage.title.zh}」，您可以以「{title.zh}」的身份参加。",
                    en=f"At “{stage.title.en}” you can take part as: {title.en}.",
                )]  # fmt: skip
    return []
