"""What is said of a stage in a drawing: who acts, by when, and each way out of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from linli.core.charter.draw.shape import Way
from linli.core.charter.draw.words import ENDS, ITEM_ENDS, OUTCOMES, OUTCOMES_OF_KIND, SPANS
from linli.core.charter.explain import numbers, terms
from linli.core.charter.explain.voice import Voice
from linli.core.charter.explain.words import Words
from linli.core.charter.stages import Assign, Screen, Stage
from linli.core.charter.terms import Anchor, Due, Target

Stages = Mapping[str, Stage]


# --- who and when ------------------------------------------------------------------------------------------


def who(stage: Stage, v: Voice) -> str:
    """Who acts, and to whom the matter is offered: 指挥中心 → 责任部门."""
    parts = (stage.by, stage.to if isinstance(stage, Assign) else None)
    return capital(" → ".join(terms.by(part, v) for part in parts if part))


def capital(words: str) -> str:
    """Words as they begin a line."""
    return words[:1].upper() + words[1:]


def times(stage: Stage, v: Voice) -> str:
    """Whether it is held in a meeting, how long it lasts, and by when it is to be done."""
    given = vars(stage)
    sitting = v.say("开会", "meeting") if given.get("at") == "sitting" else ""
    lasts = (_span(given.get(key), key, v) for key in SPANS)
    within = terms.by_when(stage.within, v) if stage.within else ""
    return capital(" · ".join(part for part in (sitting, *lasts, within) if part))


def _span(given: object, key: str, v: Voice) -> str:
    """How long something lasts: 公示 7 天; 到选举日前 5 天为止."""
    if not isinstance(given, Due):
        return ""
    said = terms.span(given, v)
    return said if isinstance(given.at, Anchor) else v.word(SPANS, key).format(said)


# --- ways out ----------------------------------------------------------------------------------------------


def ways(name: str, stage: Stage, v: Voice, base: str) -> Iterator[Way]:
    """Each way out of a stage, once for all the outcomes that take it. ``base`` is the address of the stages."""
    groups: dict[tuple[Target, bool], list[str]] = {}
    for outcome, target in stage.then.items():
        groups.setdefault((target, _of_item(outcome, target, stage)), []).append(outcome)
    for (target, of_item), names in groups.items():
        label = v.say("、", ", ").join(_outcome(one, stage, v) for one in names)
        yield _way(name, target, tuple(names), label, of_item, v, base)


def _of_item(outcome: str, target: Target, stage: Stage) -> bool:
    """Whether only an item ends there, not the whole matter."""
    sorts = isinstance(stage, Screen) and stage.of == "items" and outcome in stage.bins
    return sorts and target.kind == "end"


def _outcome(name: str, stage: Stage, v: Voice) -> str:
    if isinstance(stage, Screen) and name in stage.bins:
        return v.text(stage.bins[name])
    special: Words = OUTCOMES_OF_KIND.get(stage.kind, {})
    words = special if name in special else OUTCOMES
    return v.word(words, name) if name in words else v.name(name)


def _way(
    name: str, to: Target, names: tuple[str, ...], label: str, of_item: bool, v: Voice, base: str
) -> Way:
    match to.kind:
        case "end":
            return Way("end", names, label, to.name, v.pick(ITEM_ENDS) if of_item else v.word(ENDS, to.name))
        case "up":
            return Way("up", names, label, to.stage, _above(to, v), _begins(to, v))
        case "stage":
            return Way("on", names, label, to.name, v.stage_title(to.name), href=base + to.name)
        case _:
            back = to.name or name
            return Way("back", names, label, back, v.stage_title(back), _again(name, to, v), base + back)


def _above(to: Target, v: Voice) -> str:
    return v.kind(to.name) if to.name else v.say("上一级", "level above")


def _begins(to: Target, v: Voice) -> str:
    title = v.quote(v.stage_title(to.stage)) if to.stage else ""
    begin = v.say(f"从{title}办起，", f"beginning with {title}, ") if to.stage else ""
    end = v.word(ENDS, to.exhausted)
    return begin + v.say(f"没有上级就{end}", f"or {end} where there is none")


def _again(name: str, to: Target, v: Voice) -> str:
    title = v.quote(v.stage_title(to.name)) if to.name not in ("", name) else ""
    again = v.say(f"回到{title}", f"back to {title}") if title else v.say("再来", "again")
    if to.at_most is None:
        return again
    end, most = v.word(ENDS, to.exhausted), numbers.times(to.at_most, v.lang)
    return again + v.say(f"，最多{most}，之后{end}", f", at most {most}, then {end}")
