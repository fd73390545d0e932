"""A stage in words: who does what, by when, by what rule, and what follows."""

from __future__ import annotations

from collections.abc import Iterable

from linli.core.charter.explain import amounts, rules, terms
from linli.core.charter.explain.acting import acting
from linli.core.charter.explain.conds import cond
from linli.core.charter.explain.deeds import deed
from linli.core.charter.explain.sources import with_source
from linli.core.charter.explain.voice import Voice
from linli.core.charter.explain.words import OUTCOMES, OUTCOMES_OF_KIND, Words
from linli.core.charter.stages import Requirement, Rule, Screen, Stage
from linli.core.charter.terms import By, Target


def frame(stage: Stage, v: Voice) -> amounts.Frame:
    """Who is counted in a stage: the members of the one organ that acts, the parties, or nobody in particular."""
    counts: amounts.Counts = vars(stage).get("counts", "persons")
    return amounts.Frame(v, people=_people(stage.by, v), counts=counts)


def _people(by: By | None, v: Voice) -> str:
    if by is None or len(by.any_of) != 1:
        return ""
    who = by.any_of[0]
    if who.kind == "parties":
        return v.say("当事人", "parties")
    return amounts.people_of(who.name, v) if who.kind == "organ" else ""


def named_rule(name: str, v: Voice) -> Rule | None:
    """A rule of the charter, or of one that it stands on, by its name."""
    return next((c.rules[name] for c in (v.charter, *v.bases.values()) if name in c.rules), None)


def rule_of(stage: Stage, v: Voice) -> Rule | None:
    """The rule that decides a stage, whether it is written in place or named; None where there is none."""
    written = vars(stage).get("rule", "")
    return named_rule(written, v) if isinstance(written, str) else written


def stage_rule(stage: Stage, v: Voice) -> str:
    """The rule of a stage as a sentence; empty where the stage decides nothing by a rule."""
    found = rule_of(stage, v)
    return rules.rule(found, frame(stage, v)) if found else ""


def stage(given: Stage, v: Voice) -> tuple[str, ...]:
    """A stage as sentences in the order in which a resident would ask."""
    f = frame(given, v)
    parts: tuple[Iterable[str], ...] = (
        v.said(given.says),
        _when(given, v, f),
        acting(given, v, f),
        _times(given, v),
        _rule(given, v),
        _handled(given, v),
        _apart(given, v),
        requirements(given.requires, v),
        _outcomes(given, v),
        _enacts(given, v),
    )
    return tuple(sentence for part in parts for sentence in part)


def _when(given: Stage, v: Voice, f: amounts.Frame) -> tuple[str, ...]:
    if given.when is None or not given.then:
        return ()
    said = cond(given.when, f.stated())
    name, target = next(iter(given.then.items()))
    leads = _leads(name, target, given, v)
    return (
        v.sentence(
            v.say(
                f"只有{said}时，才经过这一环节；不然就跳过，{leads}",
                f"this stage is gone through only if {said}; otherwise it is passed over: {leads}",
            )
        ),
    )


def _times(given: Stage, v: Voice) -> tuple[str, ...]:
    notice = vars(given).get("notice")
    said = (
        _within(given, v),
        v.say(
            f"开会须提前 {terms.duration(notice, v)}通知",
            f"a meeting is called {terms.duration(notice, v)} ahead",
        )
        if notice
        else "",
        v.say(
            f"没有办完的，{terms.every(given.remind, v)}提醒一次",
            f"reminders are sent {terms.every(given.remind, v)}",
        )
        if given.remind
        else "",
    )
    return tuple(v.sentence(part) for part in said if part)


def _within(given: Stage, v: Voice) -> str:
    if given.within is None:
        return ""
    limit = terms.by_when(given.within, v)
    if limit.startswith("不"):
        return f"{limit}办完"
    return v.say(f"进入本环节后，{limit}办完", f"to be done {limit}")


def _rule(given: Stage, v: Voice) -> tuple[str, ...]:
    said = stage_rule(given, v)
    if said or given.kind not in ("poll", "appraise"):
        return (said,) if said else ()
    return (v.sentence(v.say("只听取意见，不设通过的比例", "opinions are asked; no threshold is set")),)


def _handled(given: Stage, v: Voice) -> tuple[str, ...]:
    said: Words = {
        "one-by-one": ("逐件办理，不得批量办理", "each matter is handled by itself, never several at once"),
        "together": ("几件事项可以批量办理", "several matters may be handled at once"),
    }
    return (v.sentence(v.word(said, given.handled)),) if given.handled else ()


def _apart(given: Stage, v: Voice) -> tuple[str, ...]:
    if not given.apart_from:
        return ()
    names = v.list(v.quote(v.stage_title(name)) for name in given.apart_from)
    return (
        v.sentence(v.say(f"办理过{names}的人不得参与", f"whoever took part in {names} may not act here")),
    )


def requirements(given: Iterable[Requirement], v: Voice) -> tuple[str, ...]:
    """What must be so, and what to do where it is not."""
    return tuple(v.sentence(_requirement(one, v)) for one in given)


def _requirement(one: Requirement, v: Voice) -> str:
    said, remedy = cond(one.that, amounts.Frame(v)), v.text(one.remedy).rstrip("。.")
    return with_source(v.say(f"{said}；不然，{remedy}", f"{said}; otherwise: {remedy}"), one.source, v)


# --- what follows ------------------------------------------------------------------------------------------


def outcome(name: str, given: Stage, v: Voice) -> str:
    """An outcome as a condition: 通过的, if passed."""
    if isinstance(given, Screen) and name in given.bins:
        title = v.quote(v.text(given.bins[name]))
        return v.say(f"定为{title}的", f"if {title}")
    special: Words = OUTCOMES_OF_KIND.get(given.kind, {})
    if vars(given).get("at") == "sitting":
        special = OUTCOMES_OF_KIND["sitting"]
    words = special if name in special else OUTCOMES
    return v.word(words, name) if name in words else v.say(f"{v.name(name)}的", f"if {v.name(name)}")


def _outcomes(given: Stage, v: Voice) -> tuple[str, ...]:
    if not given.then:
        return ()
    groups: dict[str, list[str]] = {}
    for name, target in given.then.items():
        groups.setdefault(_leads(name, target, given, v), []).append(outcome(name, given, v))
    said = (
        v.say(f"{v.list(names, last=('，或者', ' or '))}，{leads}", f"{v.either(names)}, {leads}")
        for leads, names in groups.items()
    )
    return (v.sentence(v.items(said)),)


def _leads(name: str, target: Target, given: Stage, v: Voice) -> str:
    """Where an outcome leads; an item that is sorted out ends there, not the whole matter."""
    if isinstance(given, Screen) and given.of == "items" and name in given.bins and target.kind == "end":
        return v.say("该项到此为止", "that item ends there")
    return terms.target(target, v)


def _enacts(given: Stage, v: Voice) -> tuple[str, ...]:
    return tuple(
        v.sentence(outcome(name, given, v) + v.say("，", ", ") + v.items(deed(one, v) for one in deeds))
        for name, deeds in given.enacts.items()
    )
