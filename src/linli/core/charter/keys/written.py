"""How the value of a key is written, in words of both languages, worked out from the model."""

from __future__ import annotations

from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from linli.core.charter.diff.words import LITERALS
from linli.core.charter.explain.words import Word, Words
from linli.core.charter.keys.parts import PARTS
from linli.core.charter.model import Dated, DatedBy, DateT, FormulaT, SealT
from linli.core.charter.stages import ChoiceT, CondT, ItemsT, Names, Stage
from linli.core.charter.terms import ByT, DueT, DurationT, EveryT, RangeT, TargetT

_SHORT: tuple[tuple[Any, Word], ...] = (
    (DurationT, ("时长，如 15 days、5 working days、3 years",
                 "a length of time, like 15 days, 5 working days, 3 years")),
    (DueT, ("时长，或者从某日算起，如 day(election-day) - 20 days",
            "a length of time, or counted from a date, like day(election-day) - 20 days")),
    (EveryT, ("周期，如 month、14 days、Friday 16:00、month by day 10",
              "a period, like month, 14 days, Friday 16:00, month by day 10")),
    (RangeT, ("数，如 7、5 to 9、at least 3", "a number, like 7, 5 to 9, at least 3")),
    (ByT, ("谁：组织、chair of 组织、holder、proposer、parties、whoever did 环节，"
           "更正台账时还有 concerned、keeper，用 or 连接",
           "who: an organ, chair of ORGAN, holder, proposer, parties, whoever did STAGE, and where a register is "
           "mended concerned and keeper, joined by “or”")),
    (TargetT, ("去向：环节、done、refused、lapsed、withdrawn、again (at most 2)、up",
               "where to: a stage, done, refused, lapsed, withdrawn, again (at most 2), up")),
    (CondT, ("条件，如 yes > 1/2 of cast", "a condition, like yes > 1/2 of cast")),
    (ChoiceT, ("选取办法，如 at most seats, most yes", "a choice, like at most seats, most yes")),
    (ItemsT, ("哪些条目，如 remaining、top (seats-left + 1) of remaining",
              "which items, like remaining, top (seats-left + 1) of remaining")),
    (FormulaT, ("算式，如 1000 + 50 * households", "a formula, like 1000 + 50 * households")),
    (Dated, ("算式；变过的写成「日期: 算式」", "a formula; where it changed, one for each date")),
    (DatedBy, ("谁；变过的写成「日期: 谁」", "who; where it changed, one for each date")),
    (DateT, ("日期，如 2026-01-01", "a date, like 2026-01-01")),
    (SealT, ("一个字", "one character")),
    (Names, ("一个名字，或者几个", "a name, or several")),
)  # fmt: skip


_ORGAN = "一个组织的名字", "the name of an organ"
_ORGANS = "组织的名字，一个或者几个", "the names of one organ or several"
_WORDS = "文字", "words"
_NAMED: Words = {
    **dict.fromkeys(("Organ.assembly-of", "Organ.elected-by", "Organ.chosen-by", "Organ.appointed-by",
                     "Relation.from", "Relation.to", "Owes.from", "Owes.to", "Fund.held-by", "Deed.organ"), _ORGAN),
    **dict.fromkeys(("Organ.union", "Organ.convened-by", "Organ.answers-to", "Organ.may-recall", "Organ.apart-from",
                     "Organ.minutes-for"),
                    _ORGANS),
    **dict.fromkeys(("Text.zh", "Text.en", "Document.zh", "Document.en", "Document.section", "Document.note",
                     "Source.section", "Source.article", "Measure.unit", "CatalogueItem.zh", "CatalogueItem.en",
                     "Disclosure.zh", "Disclosure.en", "Charter.version"), _WORDS),
    "Charter.zone": ("时区的名字", "the name of a time zone"),
    "Organ.at": ("一种辖区，或者 each", "a kind of place, or “each”"),
    "Procedure.at": ("一种辖区", "a kind of place"),
    "Measure.of": ("一种辖区", "a kind of place"),
    "PlaceKind.within": ("辖区的种类，一种或者几种", "kinds of place, one or several"),
    "Source.doc": ("sources 里的名字", "a name under sources"),
    "Source.law": ("一部法律的代号", "the short name of a law"),
    "Stage.apart-from": ("环节的名字，一个或者几个", "the names of one stage or several"),
    "Split.first": ("一个环节的名字", "the name of a stage"),
    "Split.strands": ("几个环节的名字", "the names of several stages"),
    "Poll.rule": ("一条规则的名字，或者直接写规则", "the name of a rule, or a rule written in place"),
    "Publish.section": ("一个公开栏目的名字", "the name of a section"),
    "Procedure.discloses": ("公开栏目的名字，一个或者几个", "the names of one section or several"),
    "Objections.opens": ("一个程序的名字", "the name of a procedure"),
    "Deed.procedure": ("一个程序的名字", "the name of a procedure"),
    "Duty.missed": ("open 程序名", "open PROCEDURE"),
    "Pay.fund": ("一笔资金的名字", "the name of a fund"),
    "Deed.fund": ("一笔资金的名字", "the name of a fund"),
    "Pay.amount": ("一个事实，或者一个算式（元）", "a fact, or a formula, in yuan"),
    "Deed.amount": ("一个事实，或者一个算式（元）", "a fact, or a formula, in yuan"),
    "Deed.seat-class": ("一类席位的名字", "the name of a kind of seats"),
    "Deed.to": ("组织、辖区的种类，或者要记的值", "an organ, a kind of place, or the value entered"),
    "Deed.who": ("chosen、proposer、holder、parties，或者一个事实", "chosen, proposer, holder, parties, or a fact"),
    "Deed.fact": ("一个事实的名字", "the name of a fact"),
    "Fund.decided-by": ("程序或者组织的名字，一个或者几个", "the names of one procedure or organ, or several"),
    "Allotment.in-proportion-to": ("一个指标的名字", "the name of a measure"),
    "Charter.extends": ("章程或者法律的代号，一个或者几个", "the short names of one charter or law, or several"),
    "Charter.charter": ("小写字母和连字符", "lower-case letters and hyphens"),
}  # fmt: skip
"""What the names and the words are that the model only knows as text."""


def written(annotation: Any, key: str, part: str = "") -> Word:
    """How the value of ``key`` is written; ``part`` is the part of the charter that has it."""
    if f"{part}.{key}" in _NAMED:
        return _NAMED[f"{part}.{key}"]
    if annotation == Stage:
        return "环节", "a stage"
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return PARTS[annotation.__name__]
    short = next((words for alias, words in _SHORT if annotation == alias), None)
    return short or _made(get_origin(annotation), get_args(annotation), key)


def _made(origin: Any, args: tuple[Any, ...], key: str) -> Word:
    """What is made of other things: a choice, a list, things by name."""
    if origin is Annotated:
        return written(args[0], key)
    if origin is Literal:
        return _vocabulary([one for one in args if one], key)
    if origin in (Union, UnionType):
        return _either([written(one, key) for one in args if one not in (type(None), Literal[""])])
    if origin is dict:
        zh, en = written(args[1], key)
        return f"名字，各写：{zh}", f"names, each with: {en}"
    if origin is tuple:
        zh, en = written(args[0], key)
        return f"一项或者几项：{zh}", f"one or several: {en}"
    return "名字或者文字", "a name or words"


def _vocabulary(words: list[str], key: str) -> Word:
    """The words of a closed list, each with what it is called."""
    called = LITERALS.get(key, {})
    zh = "、".join(f"{one}（{called[one][0]}）" if one in called else one for one in words)
    return zh, ", ".join(words)


def _either(ways: list[Word]) -> Word:
    return "，或者".join(zh for zh, _ in ways), ", or ".join(en for _, en in ways)
