"""What is done in a stage, by whom, and where or for how long: one function for each kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from linli.core.charter.explain import amounts, terms
from linli.core.charter.explain.conds import cond
from linli.core.charter.explain.formulas import formula
from linli.core.charter.explain.rules import items
from linli.core.charter.explain.voice import Voice
from linli.core.charter.explain.words import BALLOTS, COUNTS, EACH
from linli.core.charter.stages import (
    Assign,
    Deliberate,
    Gather,
    Objections,
    Pay,
    Poll,
    Publish,
    Screen,
    Split,
    Stage,
    Verify,
    Wait,
    Work,
)
from linli.core.charter.terms import Duration, Range


def acting(stage: Stage, v: Voice, frame: amounts.Frame) -> tuple[str, ...]:
    """What is done here, as sentences. ``frame`` is what the conditions of the stage count."""
    return tuple(v.sentence(said) for said in _KINDS[stage.kind](stage, v, frame) if said)


def actor(stage: Stage, v: Voice) -> tuple[str, str]:
    """Who acts, as the beginning of a Chinese sentence and the end of an English one."""
    if stage.by is None:
        return "", ""
    said = terms.by(stage.by, v)
    return f"由{said}", f" by {said}"


def _propose(stage: Stage, v: Voice, _: amounts.Frame) -> tuple[str, ...]:
    zh, en = actor(stage, v)
    return (v.say(f"{zh}提出事项", f"The matter is put forward{en}"),)


def _gather(stage: Gather, v: Voice, f: amounts.Frame) -> tuple[str, ...]:
    zh, en = actor(stage, v)
    zh_over, en_over = _over(stage, v)
    what_zh, what_en = _gathered(v) if stage.of == "items" else ("联名附议", "support is given")
    enough = v.say("够数的标准：", "enough means: ") + cond(stage.enough, f) if stage.enough else ""
    return (v.say(f"{zh}{zh_over}{what_zh}", f"{what_en}{en}{en_over}"), enough)


def _gathered(v: Voice) -> tuple[str, str]:
    """What is collected: the items of the procedure, by their title."""
    procedure = v.charter.procedures.get(v.procedure)
    if procedure is None or procedure.items is None:
        return "提名或者提出项目", "names or projects are put forward"
    title = v.quote(v.text(procedure.items.title))
    return f"提出{title}", f"{title} are put forward"


def _over(stage: Any, v: Voice) -> tuple[str, str]:
    """How long a stage stays open."""
    if stage.over is None:
        return "", ""
    span = terms.span(stage.over, v)
    if span.startswith("until") or span.startswith("到"):
        return f"（{span}）", f", {span}"
    return f"在 {span}内", f", over {span}"


def _meeting(stage: Deliberate | Poll, v: Voice) -> tuple[str, str]:
    zh, en = _over(stage, v)
    return (f"{zh}开会", f" in a meeting{en}") if stage.at == "sitting" else (zh, en)


def _deliberate(stage: Deliberate, v: Voice, _: amounts.Frame) -> tuple[str, ...]:
    (zh, en), (zh_at, en_at) = actor(stage, v), _meeting(stage, v)
    return (
        v.say(f"{zh}{zh_at}商议，并留下记录", f"The matter is deliberated{en}{en_at}, and minutes are kept"),
    )


def _screen(stage: Screen, v: Voice, _: amounts.Frame) -> tuple[str, ...]:
    zh, en = actor(stage, v)
    bins = v.list((v.quote(v.text(one)) for one in stage.bins.values()), last=("、", " or "))
    what = v.say(
        "逐项审核" if stage.of == "items" else "审核", "each item" if stage.of == "items" else "the matter"
    )
    if isinstance(stage, Verify):
        said = v.say(
            f"{zh}核查办得怎样，结论为{bins}，并说明理由",
            f"The work is checked{en} and found {bins}, with reasons",
        )
    else:
        said = v.say(f"{zh}{what}，分为{bins}，并说明理由", f"{what} is sorted{en} as {bins}, with reasons")
    return (said, *_checks(stage, v), _extend(stage, v))


def _checks(stage: Screen, v: Voice) -> tuple[str, ...]:
    checks = v.items(v.text(one) for one in stage.checklist.values())
    if not checks:
        return ()
    asked = v.say("逐条核对，每条都要说明是否符合：", "each point is answered: ") + checks
    if not isinstance(stage, Verify) or "fulfilled" not in stage.bins:
        return (asked,)
    bin_ = v.quote(v.text(stage.bins["fulfilled"]))
    return (asked, v.say(f"各条都符合才能定为{bin_}", f"it is {bin_} only if every point is"))


def _extend(stage: Screen | Work, v: Voice) -> str:
    if stage.extend is None:
        return ""
    length = terms.duration(stage.extend, v)
    return v.say(f"可以说明理由延期，最多 {length}", f"it may be extended with reasons, by at most {length}")


def _poll(stage: Poll, v: Voice, _: amounts.Frame) -> tuple[str, ...]:
    (zh, en), (zh_at, en_at) = actor(stage, v), _meeting(stage, v)
    verb_zh, verb_en = _asked(stage, v)
    head = v.say(f"{zh}{zh_at}{verb_zh}", f"{verb_en}{en}{en_at}")
    how = v.clauses(
        (head, v.word(BALLOTS, stage.ballot), v.word(COUNTS, stage.counts) if stage.counts in COUNTS else "")
    )
    return (how, *_poll_details(stage, v))


def _asked(stage: Poll, v: Voice) -> tuple[str, str]:
    if stage.ask == "score" or stage.scale:
        points = terms.range_(stage.scale or Range(1, 5), v)
        return f"打分（{points} 分）", f"Scores of {points} are given"
    return (
        ("投票选择", "A choice is voted on") if stage.ask == "items" else ("表决", "The matter is voted on")
    )


def _poll_details(stage: Poll, v: Voice) -> tuple[str, ...]:
    listed = amounts.Frame(v, counts=stage.counts)
    chosen = items(stage.items, listed) if stage.items else ""
    entered = terms.duration(stage.enter_within, v) if stage.enter_within else ""
    return (
        _satisfied(stage, v),
        v.say(f"供选的是：{chosen}", f"to choose from: {chosen}") if chosen else "",
        v.say("截止前可以改票", "a vote may be changed until closing") if stage.may_change else "",
        v.say("人人都投了即截止", "it closes as soon as everyone has voted") if stage.closes else "",
        v.say(f"纸面结果须在 {entered}内录入", f"paper results must be entered within {entered}")
        if entered
        else "",
    )


def _satisfied(stage: Poll, v: Voice) -> str:
    """From what score on an answer counts as satisfied: four fifths of the highest (see ``satisfied`` of the bases)."""
    if stage.ask != "score":
        return ""
    scale = stage.scale or Range(1, 5)
    least = -(-4 * (scale.most or scale.least) // 5)
    return v.say(f"打 {least} 分以上的算满意", f"{least} or more counts as satisfied")


def _publish(stage: Publish, v: Voice, _: amounts.Frame) -> tuple[str, ...]:
    zh, en = actor(stage, v)
    span = terms.span(stage.for_, v) if stage.for_ else ""
    how_zh = f"公示 {span}" if span[:1].isdigit() else f"公示{span}" if span else "公布"
    how_en = f" {span}" if span.startswith("until") else f" for {span}" if span else ""
    section = v.quote(v.name(stage.section)) if stage.section else ""
    into = v.say(f"，列入{section}", f", under {section}") if section else ""
    said = v.say(f"{zh}{how_zh}{into}", f"A notice is posted{en}{how_en}{into}")
    return (said, *objections(stage.objections, v, "公示期间，", "while it stands, "))


def objections(o: Objections | None, v: Voice, when_zh: str = "", when_en: str = "") -> tuple[str, ...]:
    """Who may object while something stands, who answers, and by when."""
    if o is None:
        return ()
    from_, by, length = terms.by(o.from_, v), terms.by(o.answered_by, v), terms.duration(o.within, v)
    opens = v.quote(v.procedure_title(o.opens)) if o.opens else ""
    return (
        v.say(
            f"{when_zh}{from_}可以提出异议，由{by}在 {length}内答复",
            f"{when_en}objections may be made by {from_}; each is answered by {by} within {length}",
        ),
        v.say(f"异议按{opens}程序处理", f"objections are dealt with by {opens}") if opens else "",
    )


def _assign(stage: Assign, v: Voice, _: amounts.Frame) -> tuple[str, ...]:
    (zh, en), to = actor(stage, v), terms.by(stage.to, v)
    return (
        v.say(
            f"{zh}派给{to}；对方接受，或者说明理由退回",
            f"The matter is offered{en} to {to}, to be accepted, or returned with reasons",
        ),
    )


def _work(stage: Work, v: Voice, _: amounts.Frame) -> tuple[str, ...]:
    zh, en = actor(stage, v)
    return (v.say(f"{zh}办理", f"The matter is carried out{en}"), *_work_details(stage, v))


def _work_details(stage: Work, v: Voice) -> tuple[str, ...]:
    often = terms.every(stage.progress, v) if stage.progress else ""
    return (
        v.say(f"{often}报一次进度", f"progress is reported {often}") if often else "",
        v.say("办完须附照片或文件", "a photo or a file is required at the finish") if stage.evidence else "",
        _extend(stage, v),
    )


def _pay(stage: Pay, v: Voice, _: amounts.Frame) -> tuple[str, ...]:
    zh, en = actor(stage, v)
    fund, amount = v.name(stage.fund), formula(stage.amount, v)
    said = v.say(f"{zh}从{v.quote(fund)}拨付{amount}", f"{amount} is paid{en} out of {v.quote(fund)}")
    return (said, *_work_details(stage, v))


def _wait(stage: Wait, v: Voice, f: amounts.Frame) -> tuple[str, ...]:
    until = terms.due(stage.until, v) if stage.until else ""
    met = cond(stage.condition, f.stated()) if stage.condition else ""
    if stage.until and isinstance(stage.until.at, Duration):
        until, has = terms.duration(stage.until.at, v), "has" if stage.until.at.count == 1 else "have"
        until = v.say(f"满 {until}", f"{until} {has} passed")
    parts = v.list((part for part in (met, until) if part), last=("，或者", ", or until "))
    return (v.say(f"等到{parts}为止", f"Wait until {parts}"),)


def _split(stage: Split, v: Voice, f: amounts.Frame) -> tuple[str, ...]:
    zh, en = actor(stage, v)
    strands = v.list(v.quote(v.stage_title(slug)) for slug in stage.strands)
    each = v.word(EACH, stage.each) if stage.each else ""
    first = v.quote(v.stage_title(stage.first)) if stage.first else ""
    joined = cond(stage.join, f) if stage.join else ""
    head = v.clauses((v.say(f"{zh}分头办理", f"The matter is split into strands{en}"), each))
    return (
        head,
        v.say(f"同时进行：{strands}", f"side by side: {strands}") if strands else "",
        v.say(f"每一路从{first}开始", f"each begins with {first}") if first else "",
        v.say(f"汇齐的标准：{joined}", f"they join when: {joined}") if joined else "",
    )


_KINDS: Mapping[str, Callable[[Any, Voice, amounts.Frame], tuple[str, ...]]] = {
    "propose": _propose,
    "gather": _gather,
    "deliberate": _deliberate,
    "screen": _screen,
    "verify": _screen,
    "poll": _poll,
    "appraise": _poll,
    "publish": _publish,
    "assign": _assign,
    "work": _work,
    "pay": _pay,
    "wait": _wait,
    "split": _split,
}
