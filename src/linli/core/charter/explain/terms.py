"""The small words in sentences: how long, by when, how often, how many, who, and where next."""

from collections.abc import Callable, Mapping

from linli.core.charter.explain import numbers
from linli.core.charter.explain.voice import Voice
from linli.core.charter.explain.words import ENDS, UNITS, WEEKDAYS
from linli.core.charter.model import FactKind
from linli.core.charter.terms import Anchor, By, Due, Duration, Every, Range, Target, Who


def duration(d: Duration, v: Voice) -> str:
    """A length of time: 15 天, 15 days."""
    zh, en = UNITS[d.unit]
    return v.say(f"{d.count} {zh}", f"{d.count} {en}{'s' if d.count > 1 else ''}")


def due(due: Due, v: Voice, facts: Mapping[str, FactKind] | None = None) -> str:
    """By when: 15 天内, within 15 days; 选举日前 20 天, 20 days before election day."""
    if isinstance(due.at, Anchor):
        return anchor(due.at, v, facts)
    length = duration(due.at, v)
    return v.say(f"{length}内", f"within {length}")


def anchor(at: Anchor, v: Voice, facts: Mapping[str, FactKind] | None = None) -> str:
    """A time counted from a date: 选举日前 20 天, 20 days before election day."""
    name = v.text(facts[at.fact].title) if facts and at.fact in facts else v.name(at.fact)
    if at.offset is None:
        return v.say(f"{name}当天", f"on {v.the(name)}")
    length = duration(at.offset, v)
    if at.before:
        return v.say(f"{name}前 {length}", f"{length} before {v.the(name)}")
    return v.say(f"{name}后 {length}", f"{length} after {v.the(name)}")


def by_when(limit: Due, v: Voice) -> str:
    """A limit in a sentence: 15 天内, within 15 days; 不迟于选举日前 20 天, no later than …."""
    said = due(limit, v)
    return v.say(f"不迟于{said}", f"no later than {said}") if isinstance(limit.at, Anchor) else said


def span(at: Due, v: Voice) -> str:
    """How long something lasts: 7 天, 7 days; 到选举日前 5 天为止, until ….."""
    if isinstance(at.at, Duration):
        return duration(at.at, v)
    return v.say(f"到{anchor(at.at, v)}为止", f"until {anchor(at.at, v)}")


def every(e: Every, v: Voice) -> str:
    """How often: 每月, every month; 每周五 16:00, every Friday 16:00; 每月 10 日前, by the 10th of every month."""
    if e.weekday is not None:
        zh, en = WEEKDAYS[e.weekday]
        clock = "" if e.clock is None else f" {e.clock // 60:02}:{e.clock % 60:02}"
        return v.say(f"每{zh}{clock}", f"every {en}{clock}")
    if e.by_day is None:
        return _period(e.length, v)
    if e.length == Duration(1, "months"):
        return v.say(f"每月 {e.by_day} 日前", f"by the {numbers.ordinal(e.by_day)} of every month")
    period = _period(e.length, v)
    return v.say(f"{period}第 {e.by_day} 天前", f"by day {e.by_day} of {period}")


def _period(length: Duration, v: Voice) -> str:
    named = {
        Duration(1, "hours"): ("每小时", "every hour"),
        Duration(1, "days"): ("每天", "every day"),
        Duration(1, "weeks"): ("每周", "every week"),
        Duration(1, "months"): ("每月", "every month"),
        Duration(3, "months"): ("每季度", "every quarter"),
        Duration(1, "years"): ("每年", "every year"),
    }.get(length)
    if named:
        return v.say(*named)
    said = duration(length, v)
    return v.say(f"每 {said}", f"every {said}")


def range_(r: Range, v: Voice, unit: str = "") -> str:
    """How many: 7 人; 5 至 9 席, 5 to 9 seats; 不少于 5 席, at least 5 seats."""
    tail = f" {unit}" if unit else ""
    if r.most is None:
        return v.say(f"不少于 {r.least}{tail}", f"at least {r.least}{tail}")
    if r.most == r.least:
        return f"{r.least}{tail}"
    return v.say(f"{r.least} 至 {r.most}{tail}", f"{r.least} to {r.most}{tail}")


def by(by: By, v: Voice) -> str:
    """Who acts: 社区居委会, the residents' committee; several joined by or."""
    return v.either(who(one, v) for one in by.any_of)


def who(who: Who, v: Voice) -> str:
    """One way of naming who acts."""
    said = _WHO[who.kind](who, v)
    if not who.of:
        return said
    if who.of == "here":
        return v.say(f"本辖区的{said}", f"{said} of this place")
    kind = v.kind(who.of)
    return v.say(f"所在{kind}的{said}", f"{said} of the {kind} it lies in")


def _organ(who: Who, v: Voice) -> str:
    organ = v.the(v.organ(who.name))
    if not who.within:
        return organ
    kind = v.the(v.name(who.within))
    return v.say(f"{organ}中的{kind}", f"{kind} in {organ}")


def _chair(who: Who, v: Voice) -> str:
    organ = next((c.organs[who.name] for c in (v.charter, *v.bases.values()) if who.name in c.organs), None)
    title = v.text(organ.chair) if organ and organ.chair else v.say("负责人", "chair")
    return v.say(f"{v.organ(who.name)}{title}", f"{v.the(title)} of {v.the(v.organ(who.name))}")


def _doer(who: Who, v: Voice) -> str:
    title = v.quote(v.stage_title(who.name))
    return v.say(f"办理{title}的人", f"whoever did {title}")


_WHO: Mapping[str, Callable[[Who, Voice], str]] = {
    "organ": _organ,
    "chair": _chair,
    "doer": _doer,
    "holder": lambda who, v: v.say("承办人", "the holder"),
    "proposer": lambda who, v: v.say("提出人", "the proposer"),
    "parties": lambda who, v: v.say("当事各方", "the parties"),
    "concerned": lambda who, v: v.say("本人", "the person concerned"),
    "keeper": lambda who, v: v.say("社区工作人员", "the clerk"),
}


def target(t: Target, v: Voice) -> str:
    """Where an outcome leads: 进入「审议」, it goes on to “review”."""
    match t.kind:
        case "stage":
            title = v.quote(v.stage_title(t.name))
            return v.say(f"进入{title}", f"it goes on to {title}")
        case "end":
            return v.word(ENDS, t.name)
        case "up":
            return _up(t, v)
        case _:
            return _again(t, v)


def _up(t: Target, v: Voice) -> str:
    above = v.kind(t.name) if t.name else ""
    said = v.say(
        f"上交{above or '上一级'}办理", f"it rises to {v.the(above) if above else 'the level above'}"
    )
    if t.stage:
        title = v.quote(v.stage_title(t.stage))
        said = v.say(f"{said}，从{title}办起", f"{said}, beginning with {title}")
    end = v.word(ENDS, t.exhausted)
    return v.say(f"{said}，没有上级的，{end}", f"{said} (where there is none, {end})")


def _again(t: Target, v: Voice) -> str:
    title = v.quote(v.stage_title(t.name)) if t.name else ""
    back = (
        v.say(f"回到{title}", f"it goes back to {title}") if t.name else v.say("重新进行", "it is held again")
    )
    if t.at_most is None:
        return back
    most = numbers.times(t.at_most, v.lang)
    end = v.word(ENDS, t.exhausted)
    return v.say(f"{back}，最多{most}，仍不成的，{end}", f"{back}, at most {most} (after that {end})")
