"""Amounts in words: 全体居民的一半, half of all residents. The base of every share is named."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, assert_never

from linli.core.charter.bases import BASES
from linli.core.charter.explain import numbers
from linli.core.charter.explain.counted import COUNTED, Counted, People, Roll, Thing
from linli.core.charter.explain.voice import Voice
from linli.core.charter.explain.words import MEASURED_IN, Word
from linli.core.charter.model import FactKind
from linli.core.charter.rule import Amount, Base, ShareOf, Sum, Whole

Counts = Literal["persons", "households", "owners"]

_HEADS = {
    "persons": ("人", "people"),
    "households": ("户", "households"),
    "owners": ("位业主", "owners"),
}
_NOUNS = {"persons": ("", ""), "households": ("户数", "households"), "owners": ("业主", "owners")}


@dataclass(frozen=True, slots=True)
class Frame:
    """What a condition is said about: whose members are counted, how, and whether it must be so or just is.

    ``people`` is what those entitled are called (居民, residents), empty where the organ has no one word for them.
    """

    v: Voice
    people: str = ""
    counts: Counts = "persons"
    must: bool = True

    def stated(self) -> Frame:
        """The same, for a condition that is stated and not demanded."""
        return replace(self, must=False)

    @property
    def noun(self) -> str:
        """What the counted are called."""
        return self.v.pick(_NOUNS[self.counts]) or self.people

    @property
    def heads(self) -> str:
        """The unit of a bare number of them."""
        return self.v.pick(_HEADS[self.counts])


def people_of(organ: str | None, v: Voice) -> str:
    """What the members of an organ are called where one word does: 居民 for the residents' assembly."""
    found = next((c.organs[organ] for c in (v.charter, *v.bases.values()) if organ in c.organs), None)
    if organ is None or found is None:
        return ""
    if found.assembly_of:
        return v.organ(found.assembly_of)
    return v.organ(organ) if found.everyone is not None else ""


def counted(base: Base, f: Frame) -> Counted:
    """What ``base`` counts: the closed list first, then what the charter names, then the catalogue."""
    if base.name in BASES:
        return COUNTED[base.name]
    name = f.v.name(base.name)
    if any(base.name in c.organs for c in (f.v.charter, *f.v.bases.values())):
        return Roll((name, name), (f"{name}人数", f"the number of {name}"))
    if base.name in COUNTED and f.v.title(base.name) is None:
        return COUNTED[base.name]
    fact = f.v.fact(base.name)
    if fact and fact.type == "money":
        return Thing((name, f"the {name}"), ("元", "yuan"))
    return Thing((name, f.v.the(name)), _unit(base.name, f))


def _unit(name: str, f: Frame) -> Word:
    measure = next((c.measures[name] for c in (f.v.charter, *f.v.bases.values()) if name in c.measures), None)
    unit = called_unit(measure.unit, f.v) if measure else ""
    return unit, unit


def called_unit(unit: str, v: Voice) -> str:
    """What a unit of measure is called: 户, households."""
    return v.word(MEASURED_IN, unit) if unit in MEASURED_IN else unit


def within(base: Base, f: Frame) -> str:
    """What the class after ``in`` is called: 选民, electors."""
    known = COUNTED.get(base.within)
    if isinstance(known, Roll) and (base.within in BASES or f.v.title(base.within) is None):
        return f.v.pick(known.noun)
    return f.v.name(base.within)


def subject(base: Base, f: Frame) -> str:
    """A base as what a condition speaks of: 到会的居民; the number of those present."""
    match counted(base, f):
        case People() as people:
            noun = within(base, f) if base.within else _called(people, f)
            return f.v.say(f"{people.zh}的{noun}", f"the number of {_those(people, base, f)}")
        case _:
            return bare(base, f)


def _called(people: People, f: Frame) -> str:
    return f.noun if people.named or f.counts != "persons" else ""


def _those(people: People, base: Base, f: Frame) -> str:
    """``those present`` or ``the households present``."""
    if base.within:
        return people.those.replace("those", f.v.the(within(base, f)), 1)
    return people.those if f.counts == "persons" else people.those.replace("those", f"the {f.noun}", 1)


def _inside(base: Base, noun: str, f: Frame) -> str:
    if not base.within:
        return noun
    return f.v.say(f"{within(base, f)}的{noun.removeprefix('全部')}", f"{noun} of {f.v.the(within(base, f))}")


def whole(base: Base, f: Frame) -> str:
    """A base as what a share is taken of: 全体居民, 到会; all residents, those present."""
    match counted(base, f):
        case People() as people:
            noun = within(base, f) if base.within else "" if f.counts == "persons" else f.noun
            of = "的" if base.within or f.counts == "owners" else ""
            return f.v.say(f"{people.zh}{of}{noun}", _those(people, base, f))
        case Roll() as roll:
            return _everybody(base, f.v.pick(roll.noun), f)
        case thing:
            return _inside(base, f.v.pick(thing.noun), f)


def _everybody(base: Base, noun: str, f: Frame) -> str:
    if base.within:
        noun = within(base, f)
    elif base.name == "members":
        noun = f.noun
    if noun:
        return f.v.say(f"全体{noun}", f"all {noun}")
    return f.v.say("应到", "all members")


def bare(base: Base, f: Frame) -> str:
    """A base standing for its number: 到会人数, 户数; the number of those present."""
    match counted(base, f):
        case People() as people:
            plain = f.counts == "persons" and not base.within
            number = f"the number of {_those(people, base, f)}"
            return f.v.say(f"{people.zh}人数", number) if plain else f.v.say(whole(base, f), number)
        case Roll() as roll:
            return _headcount(base, roll, f)
        case thing:
            return _inside(base, f.v.pick(thing.number or thing.noun), f)


def _headcount(base: Base, roll: Roll, f: Frame) -> str:
    if base.within or (base.name == "members" and f.noun):
        everybody = _everybody(base, "", f)
        return f.v.say(everybody, f"the number of {everybody}")
    return f.v.pick(roll.count)


def unit(left: Amount, f: Frame) -> str:
    """The unit of a bare number that ``left`` is compared with."""
    match left:
        case ShareOf(base=Base() as base) | (Base() as base):
            kind = counted(base, f)
            return f.heads if isinstance(kind, People) or base.name == "members" else f.v.pick(kind.unit)
        case Sum(parts=parts):
            return unit(parts[0][1], f)
        case _:
            return ""


def amount(value: Amount, f: Frame, heads: str = "") -> str:
    """An amount in words; ``heads`` is the unit of a bare number."""
    match value:
        case Base():
            return bare(value, f)
        case Whole(value=number):
            return f"{number} {heads}".rstrip()
        case ShareOf():
            return share_of(value, f)
        case Sum(parts=parts):
            signs = {"+": f.v.say("加", " plus "), "-": f.v.say("减", " minus ")}
            words = [word for sign, part in parts for word in (signs[sign], amount(part, f))][1:]
            return "".join(words) if f.v.lang == "en" else numbers.run(words)
        case _:
            assert_never(value)


def share_of(value: ShareOf, f: Frame) -> str:
    """A share with its base: 全体居民的一半, half of all residents."""
    base = whole(value.base, f)
    if value.share == 1:
        return base
    said = numbers.share(value.share, f.v.lang, percent=value.percent)
    return f.v.say(f"{base}的{numbers.spaced(said)}", f"{said} of {base}")


def known_fact(base: Base, f: Frame) -> FactKind | None:
    """The kind of fact that a base names, if it names one."""
    return f.v.fact(base.name) if not base.within else None
