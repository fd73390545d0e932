"""What a decision changed outside its matter, in words."""

from __future__ import annotations

from typing import assert_never

from linli.apps.matters import words
from linli.apps.matters.reads.items import fact_words
from linli.apps.matters.reads.lens import Lens
from linli.apps.matters.reads.sight import Sight
from linli.core.charter.explain.words import REGISTERS
from linli.core.charter.stages import Deed
from linli.core.charter.text import both
from linli.core.engine import events as e
from linli.core.engine.acts import Actor
from linli.core.engine.effect import (
    Adopted,
    Classified,
    Effect,
    Mended,
    Obliged,
    Opened,
    Owed,
    Placed,
    Seated,
    Vacated,
)
from linli.core.engine.money import yuan


def enacted(lens: Lens, sight: Sight, event: e.Enacted) -> str:
    """What took effect, and what could not, in one line."""
    said = [_effect(lens, sight, effect) for effect in event.effects]
    said += [words.say(VOID.get(one.why, VOID[""]), lens.lang) for one in event.void]
    return ("；" if lens.lang == "zh" else "; ").join(said)


def people_of(effect: Effect) -> set[str]:
    """Whom an effect names."""
    match effect:
        case Seated(person=person) | Vacated(person=person):
            return {person}
        case Obliged(who=who) | Owed(who=who):
            return {one.person for one in who if one.person}
        case Classified(person=person):
            return {person} - {""}
        case Adopted() | Opened() | Placed() | Mended():
            return set()
        case _:
            assert_never(effect)


def _effect(lens: Lens, sight: Sight, effect: Effect) -> str:
    match effect:
        case Seated(person=person, organ=organ) | Vacated(person=person, organ=organ):
            key = "seated" if isinstance(effect, Seated) else "vacated"
            return _say(lens, key, who=sight.name(person), organ=lens.organ(organ))
        case Adopted():
            return _say(lens, "adopted")
        case Obliged(clause=clause, who=who, until=until):
            due = lens.moment(until) if until else ""
            key = "obliged-until" if until else "obliged"
            return _say(lens, key, who=all_of(lens, sight, who), what=_what(lens, clause), due=due)
        case Owed(who=who, to=to, cents=cents):
            amount = lens.text(yuan(cents))
            return _say(lens, "owed", who=all_of(lens, sight, who), organ=lens.organ(to), amount=amount)
        case Placed(place=place, kind=kind):
            return _say(lens, "placed", place=place, kind=lens.text(lens.force.level_title(kind)))
        case Classified():
            return _classified(lens, sight, effect)
        case Opened() | Mended():
            return _titled(lens, effect)
        case _:
            assert_never(effect)


def _titled(lens: Lens, effect: Opened | Mended) -> str:
    if isinstance(effect, Mended):
        return _say(lens, "mended", what=lens.text(both(*REGISTERS[effect.register])))
    return _say(lens, "opened", what=lens.text(lens.force.procedure(effect.procedure).title))


def _classified(lens: Lens, sight: Sight, effect: Classified) -> str:
    told = lens.force.facts[effect.fact]
    whose = sight.name(effect.person) if effect.person else effect.place or _say(lens, "here")
    value = fact_words(lens, sight, told, effect.value)
    return _say(lens, "classified", whose=whose, what=lens.text(told.title), value=value)


def _say(lens: Lens, key: str, **values: object) -> str:
    return words.say(EFFECTS[key], lens.lang, **values)


def all_of(lens: Lens, sight: Sight, who: tuple[Actor, ...]) -> str:
    """Several people, each with the organ acted for."""
    return ("、" if lens.lang == "zh" else ", ").join(sight.who(one) for one in who)


def deed_of(lens: Lens, clause: str) -> Deed:
    """The deed in the charter that an effect carries out."""
    _, procedure, _, stage, _, outcome, index = clause.split(".")
    return lens.force.stage(procedure, stage).enacts[outcome][int(index)]


def _what(lens: Lens, clause: str) -> str:
    """What the deed in the charter says that they are bound to."""
    deed = deed_of(lens, clause)
    return lens.text(deed.what) if deed.what else ""


EFFECTS = {
    "seated": both("{who}就任{organ}", "{who} takes a seat: {organ}"),
    "vacated": both("{who}离任{organ}", "{who} leaves the seat: {organ}"),
    "adopted": both("新章程施行", "the new charter is in force"),
    "obliged": both("{who}承担「{what}」", "{who} is bound: {what}"),
    "obliged-until": both("{who}承担「{what}」，到 {due} 为止", "{who} is bound until {due}: {what}"),
    "owed": both("{who}应付{organ} {amount}", "{who} owes {organ} {amount}"),
    "here": both("本社区", "the community"),
    "placed": both("设立{kind}「{place}」", "set up: {place} ({kind})"),
    "classified": both(
        "登记册上{whose}的「{what}」记为「{value}」", "the register now says of {whose}: {what}, {value}"
    ),
    "mended": both("台账已经更正：{what}", "the register was mended: {what}"),
    "opened": both("接着要办「{what}」", "next to be begun: {what}"),
}
VOID = {
    "superseded": both(
        "没有施行：章程已经换了，这项修订针对的是以前的版本",
        "not in force: the charter has changed, and this amended the version before",
    ),
    "no-text": both("没有施行：没有附上新章程", "not in force: no new charter came with it"),
    "no-amount": both("没有记应付款：没有写金额", "nothing is owed: no amount is given"),
    "seats-full": both("没有就任：席位已满", "no seat is taken: all are taken"),
    "not-seated": both("没有离任：这个人本来不在任", "no seat is left: the person held none"),
    "no-such-person": both(
        "没有办成：登记册里没有这个人", "nothing is done: the person is not in the register"
    ),
    "no-value": both(
        "没有记入登记册：事项里没有写", "nothing is entered in the register: the matter does not say it"
    ),
    "no-such-place": both(
        "没有记入登记册：还没有设立这个辖区",
        "nothing is entered in the register: no such place is set up yet",
    ),
    "": both("没有生效：章程不允许", "no effect: the charter does not allow it"),
}
"""Why something that was decided could not take effect, by the code of what forbids it."""
