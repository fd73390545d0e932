"""Procedures, duties, funds, measures, catalogues and disclosures in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from linli.core.charter.explain import numbers, terms
from linli.core.charter.explain.acting import objections
from linli.core.charter.explain.amounts import Frame, called_unit
from linli.core.charter.explain.conds import cond, kinds
from linli.core.charter.explain.formulas import dated, formula
from linli.core.charter.explain.sources import with_source
from linli.core.charter.explain.stages import requirements
from linli.core.charter.explain.voice import Voice
from linli.core.charter.explain.words import DUTY_DOES, DUTY_OF, FACT_TYPES, KNOWN_OF
from linli.core.charter.mending import mends
from linli.core.charter.model import (
    ALWAYS,
    Catalogue,
    CatalogueItem,
    Disclosure,
    Duty,
    FactKind,
    Fund,
    KnownFact,
    Measure,
    Owes,
    Procedure,
)


def _sentences(v: Voice, *parts: str) -> tuple[str, ...]:
    return tuple(v.sentence(part) for part in parts if part)


# --- facts and procedures ----------------------------------------------------------------------------------


def fact(given: FactKind, v: Voice) -> str:
    """A fact that is asked for: 预计花费（金额，元；可以不填）."""
    return with_source(_fact(given, v), given.source, v)


def _fact(given: FactKind, v: Voice) -> str:
    kind = v.word(FACT_TYPES, given.type)
    choices = v.list((v.text(one) for one in given.choices.values()), last=("、", " or "))
    kind = v.say(f"{kind}：{choices}", f"{kind}: {choices}") if choices else kind
    said = v.items((kind, v.say("可以不填", "may be left out") if given.optional else ""))
    return v.say(f"{v.text(given.title)}（{said}）", f"{v.text(given.title)} ({said})")


def known_fact(given: KnownFact, v: Voice) -> str:
    """A fact that the register holds, as a sentence."""
    of = v.word(KNOWN_OF, given.of)
    return v.sentence(v.say(f"登记册为{of}记明：", f"the register holds of {of}: ") + _fact(given, v))


def procedure(given: Procedure, v: Voice) -> tuple[str, ...]:
    """A procedure's head as sentences: what it decides, what must be stated, and what must be published."""
    decides = v.list(v.text(one) for one in given.decides.values())
    said = _sentences(
        v,
        v.say(f"这个程序决定：{decides}", f"this procedure decides: {decides}"),
        _where(given, v),
        _stated(given, v),
        _items(given, v),
        *_parties(given, v),
    )
    return (
        *v.said(given.says),
        *said,
        *_sentences(v, _closed(given, v)),
        *requirements(given.requires, v),
        *_sentences(v, _disclosed(given, v), _appeals(given, v)),
    )


def _closed(given: Procedure, v: Voice) -> str:
    if not mends(given):
        return ""
    return v.say(
        "这类事项不公开，只有本人、报告的人和答复的人看得到，公开的记录里没有姓名和内容",
        "its matters are closed: only the person concerned, who reported it and who answers read them; the public "
        "record holds neither names nor what is asked",
    )


def _parties(given: Procedure, v: Voice) -> Iterator[str]:
    """Who can be a party, one sentence for each day from which that has changed."""
    for day, by in sorted((given.parties or {}).items()):
        said = terms.by(by, v)
        since = "" if day == ALWAYS else numbers.day(day, v.lang)
        zh, en = f"当事各方是{said}", f"the parties are {said}"
        yield (
            v.say(f"自 {since}起提出的，{zh}", f"where it is put from {since} on, {en}")
            if since
            else v.say(zh, en)
        )


def _where(given: Procedure, v: Voice) -> str:
    when = cond(given.when, Frame(v, must=False)) if given.when else ""
    place = "" if given.at == "each" else v.kind(given.at) if given.at else ""
    return v.items(
        (
            v.say(f"只适用于{when}的情形", f"it applies only where {when}") if when else "",
            v.say("各级辖区都可以办", "it is held at every place") if given.at == "each" else "",
            v.say(f"在{place}办", f"it is held at the {place}") if place else "",
        )
    )


def _stated(given: Procedure, v: Voice) -> str:
    facts = v.list((fact(one, v) for one in given.facts.values()), last=("、", ", "))
    return v.say(f"提出时要写明：{facts}", f"to be stated when it is put forward: {facts}") if facts else ""


def _items(given: Procedure, v: Voice) -> str:
    if given.items is None:
        return ""
    title = v.text(given.items.title)
    facts = v.list((fact(one, v) for one in given.items.facts.values()), last=("、", ", "))
    listed = v.say(f"事项下列出{title}", f"the matter lists {title}")
    return listed + (v.say(f"，每一项写明：{facts}", f", each with: {facts}") if facts else "")


def _appeals(given: Procedure, v: Voice) -> str:
    if given.appeals_within is None:
        return ""
    length = terms.duration(given.appeals_within, v)
    return v.say(
        f"发言被隐藏后提出的申诉，{length}内复核",
        f"appeals against the hiding of a comment are decided within {length}",
    )


def _disclosed(given: Procedure, v: Voice) -> str:
    if not given.discloses:
        return ""
    names = v.list(v.quote(v.name(one)) for one in given.discloses)
    return v.say(
        f"办结前须公开：{names}；没有内容的，说明原因",
        f"before it is done these must be published: {names}, or a reason given why there is nothing",
    )


# --- duties ------------------------------------------------------------------------------------------------


def duty(given: Duty, v: Voice) -> tuple[str, ...]:
    """A duty as sentences: who does what, how often, to whom, and what if it is missed."""
    by, often, does = terms.by(given.by, v), terms.every(given.every, v), v.word(DUTY_DOES, given.does)
    head = v.say(f"{by}{often}{does}一次", f"{by} must {does} once {often}")
    return (*v.said(given.says), *_sentences(v, head, _subjects(given, v), _missed(given, v)))


def _subjects(given: Duty, v: Voice) -> str:
    of = v.word(DUTY_OF, given.of) if given.of else ""
    who = kinds(given.subjects, Frame(v)) if given.subjects else ""
    if not who:
        return v.say(f"对象是每一{of}", f"for every {of}") if of else ""
    return v.say(
        f"对象是每一{of}：{who}" if of else f"对象：{who}", f"for every {of}: {who}" if of else f"for: {who}"
    )


def _missed(given: Duty, v: Voice) -> str:
    if not given.missed:
        return ""
    title = v.quote(v.procedure_title(given.missed.removeprefix("open ")))
    return v.say(
        f"到期没有做的，列出名单，按{title}办理", f"what is missed is listed and taken up under {title}"
    )


# --- money -------------------------------------------------------------------------------------------------


def fund(given: Fund, v: Voice) -> tuple[str, ...]:
    """A fund as sentences: who holds it, who pays in, who decides, and how it is shared out."""
    by = v.either(v.the(v.organ(one)) for one in given.decided_by)
    held = v.the(v.organ(given.held_by)) if given.held_by else ""
    said = _sentences(
        v,
        v.say(f"由{held}管理", f"held by {held}") if held else "",
        *(_owes(one, v) for one in given.owes.values()),
        v.say(f"花这笔钱须由{by}决定", f"it is spent only by decision of {by}") if by else "",
        _allots(given, v),
    )
    return (*v.said(given.says), *said, *requirements(given.requires, v))


def _owes(given: Owes, v: Voice) -> str:
    title, amount = v.text(given.title), dated(given.amount, v, v.say("元", "yuan"))
    often = terms.every(given.every, v) if given.every else v.say("一次", "once")
    from_, to = v.organ(given.from_), v.organ(given.to)
    if list(given.amount) != [ALWAYS]:
        zh = f"{title}：{from_}{often}付给{to}，金额{amount}"
        en = f"{title}: {v.the(from_)} must pay {v.the(to)} {often}: {amount}"
        return with_source(v.say(zh, en), given.source, v)
    said = v.say(
        f"{title}：{from_}{often}付给{to} {amount}",
        f"{title}: {v.the(from_)} must pay {v.the(to)} {amount} {often}",
    )
    return with_source(said, given.source, v)


def _allots(given: Fund, v: Voice) -> str:
    if given.allots is None:
        return ""
    to, often = terms.by(given.allots.to, v), terms.every(given.allots.every, v)
    measure = formula(given.allots.in_proportion_to, v)
    said = v.say(
        f"{often}按{measure}的比例分给{to}，精确到分，余数按最大余额分配",
        f"{often} it is shared out to {to} in proportion to {measure}, to the cent, by largest remainder",
    )
    return with_source(said, given.allots.source, v)


# --- measures, catalogues, disclosures ---------------------------------------------------------------------


def measure(given: Measure, v: Voice) -> tuple[str, ...]:
    """A measure as sentences: of what, in what unit, how it is worked out and what it should be."""
    unit = called_unit(given.unit, v)
    of = v.name(given.of) if given.of else ""
    often = terms.every(given.every, v) if given.every else ""
    by = terms.by(given.by, v) if given.by else ""
    bounds = (
        (given.floor, "不得低于", "it must be at least"),
        (given.ceiling, "不得高于", "it must be at most"),
        (given.target, "目标是", "the target is"),
    )
    return _sentences(
        v,
        v.say(f"统计对象是{of}", f"it is measured for {v.the(of)}") if of else "",
        v.say(f"单位是{unit}", f"the unit is {unit}") if unit else "",
        v.say(f"{often}统计一次", f"it is measured {often}") if often else "",
        v.say(f"由{by}统计", f"it is measured by {by}") if by else "",
        v.say("算法：", "worked out as: ") + formula(given.equals, v) if given.equals else "",
        *(v.items(_bound(value or {}, zh, en, given, v)) for value, zh, en in bounds),
    )


def _bound(values: dict[date, str], zh: str, en: str, given: Measure, v: Voice) -> Iterator[str]:
    for day, value in sorted(values.items()):
        said = _figure(value, given, v)
        since = "" if day == ALWAYS else numbers.day(day, v.lang)
        bound = v.say(f"{zh}{numbers.spaced(said)}", f"{en} {said}")
        yield v.say(f"自 {since}起，{bound}", f"{bound}, from {since}") if since else bound


def _figure(value: str, given: Measure, v: Voice) -> str:
    """A bound with its unit; of a measure that is a ratio, as a percentage."""
    if not given.unit and re.fullmatch(r"\d+( */ *\d+)?", value) and "/" in (given.equals or "/"):
        return numbers.share(Fraction(value.replace(" ", "")), v.lang, percent=True)
    said = formula(value, v)
    return f"{said} {called_unit(given.unit, v)}".rstrip()


def catalogue(given: Catalogue, v: Voice) -> tuple[str, ...]:
    """A catalogue as one sentence that lists its items."""
    items = v.items(_item(one, v) for one in given.items.values())
    return _sentences(v, v.say(f"共 {len(given.items)} 项：{items}", f"{len(given.items)} items: {items}"))


def _item(given: CatalogueItem, v: Voice) -> str:
    since = numbers.day(given.from_, v.lang) if given.from_ else ""
    until = numbers.day(given.until, v.lang) if given.until else ""
    said = v.clauses(
        (
            v.say(f"自 {since}起", f"from {since}") if since else "",
            v.say(f"到 {until}为止，当日不算", f"until {until}, that day excluded") if until else "",
        )
    )
    return v.say(f"{v.text(given)}（{said}）", f"{v.text(given)} ({said})") if said else v.text(given)


def disclosure(given: Disclosure, v: Voice) -> tuple[str, ...]:
    """A section of what is published: by whom, how often and how soon, and who may object."""
    by = terms.by(given.by, v) if given.by else ""
    often = terms.every(given.every, v) if given.every else ""
    soon = terms.due(given.within, v) if given.within else ""
    zh = f"{v.text(given)}{f'由{by}' if by else ''}公开"
    zh = v.clauses((zh, f"{often}一次" if often else "", f"{soon}办到" if soon else ""))
    en = v.clauses((f"published by {by}" if by else "published", often, soon))
    span = terms.duration(given.for_, v) if given.for_ else ""
    when = (f"公布后 {span}内，", f"for {span} after it is published, ") if span else ("", "")
    return _sentences(v, v.say(zh, en), *objections(given.objections, v, *when))
