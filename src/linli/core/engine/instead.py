"""What is possible instead of what was refused."""

from __future__ import annotations

from dataclasses import replace

from linli.core.charter.text import Text
from linli.core.engine.calendar import shown
from linli.core.engine.refusal import Refusal, advice
from linli.core.engine.turn import Turn, conveners, whose_turn

END_WORDS = {
    "done": Text(zh="办结", en="closed"),
    "refused": Text(zh="被否决", en="refused"),
    "lapsed": Text(zh="失效", en="lapsed"),
    "withdrawn": Text(zh="撤回", en="withdrawn"),
}

_WHO_ACTS = {
    "not-yet",
    "past",
    "passed-over",
    "anew",
    "not-entitled",
    "other-place",
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
    found = list(advice(refusal.code))
    if refusal.code in _WHO_ACTS and turn.state.end is None:
        found += [_whose_turn(turn), *_later(turn)]
    return replace(refusal, instead=tuple(found))


def _whose_turn(turn: Turn) -> Text:
    stage, due = turn.stage, turn.state.due
    if stage.by is None:
        return _nobodys_turn(turn)
    who = whose_turn(turn)
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


def _nobodys_turn(turn: Turn) -> Text:
    """Where only time must pass, or strands run by themselves."""
    title, due = turn.stage.title, turn.state.due
    if due is None:
        return Text(zh=f"现在是「{title.zh}」。", en=f"Now it is “{title.en}”.")
    when = shown(due, turn.roster.zone)
    return Text(zh=f"现在是「{title.zh}」，{when.zh} 截止。", en=f"Now it is “{title.en}”, until {when.en}.")


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
