"""What the pilot zones learned, asked of any charter: lessons 1 to 6, each covered or not, and by what.

The other four lessons (why, by which principles, with what plan and main content) are text for a charter's head, and
nothing that a machine can ask.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from linli.core.charter.load import Loaded
from linli.core.charter.model import Charter
from linli.core.charter.powers import Powers, powers
from linli.core.charter.text import Text

SIZES = ("households", "persons", "residents", "km²", "户", "人", "平方公里")


@dataclass(frozen=True, slots=True)
class Cover:
    """A part of the charter that answers a lesson: its path in the file, and its title."""

    path: str
    title: Text


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson, whether the charter covers it, by which of its parts, and a sentence that says so."""

    number: int
    title: Text
    covered: bool
    by: tuple[Cover, ...]
    says: Text


@dataclass(frozen=True, slots=True)
class _Asked:
    title: Text
    answers: Callable[[Loaded, Powers], tuple[list[Cover], ...]]
    lacking: Text


def lessons(loaded: Loaded) -> tuple[Lesson, ...]:
    """Lessons 1 to 6, in order. A lesson of several parts is covered when each part is."""
    known = powers(loaded.charter)
    return tuple(
        _lesson(number, asked, asked.answers(loaded, known)) for number, asked in enumerate(_LESSONS, 1)
    )


def _lesson(number: int, asked: _Asked, parts: tuple[list[Cover], ...]) -> Lesson:
    by = tuple(dict.fromkeys(cover for part in parts for cover in part))
    titles = dict.fromkeys(one.title for one in by)
    zh, en = "".join(f"「{one.zh}」" for one in titles), ", ".join(f"“{one.en}”" for one in titles)
    if all(parts):
        says = Text(zh=f"写了：{zh}", en=f"covered by {en}")
    elif by:
        says = Text(
            zh=f"只写了一部分：{zh}。{asked.lacking.zh}", en=f"covered in part, by {en}. {asked.lacking.en}"
        )
    else:
        says = Text(zh=f"没有写。{asked.lacking.zh}", en=f"not covered. {asked.lacking.en}")
    return Lesson(number, asked.title, all(parts), by, says)


def _size(loaded: Loaded, _: Powers) -> tuple[list[Cover], ...]:
    level = loaded.charter.level
    return (
        [
            Cover(f"measures.{name}" if one is loaded.charter else "extends", measure.title)
            for one in (each.charter for each in loaded.closure)
            for name, measure in one.measures.items()
            if measure.of in ("community", level)
            and (measure.floor or measure.ceiling)
            and ("count(households)" in (measure.equals or "") or measure.unit in SIZES)
        ],
    )


def _units(loaded: Loaded, known: Powers) -> tuple[list[Cover], ...]:
    charter = loaded.charter
    related = {end for relation in charter.relations for end in (relation.from_, relation.to)}
    taking_part = [
        name
        for name, organ in charter.organs.items()
        if organ.members == "units"
        and organ.nature != "state"
        and (name in known.acting or name in related or _seated(charter, name))
    ]
    seats = [
        Cover(f"organs.{name}.classes.{key}", seat.title)
        for name, organ in charter.organs.items()
        for key, seat in organ.classes.items()
        if seat.members == "units"
    ]
    return ([*(_organ(charter, name) for name in taking_part), *seats],)


def _seated(charter: Charter, name: str) -> bool:
    return any(
        name in organ.union or any(seat.by and name in seat.by.organs for seat in organ.classes.values())
        for organ in charter.organs.values()
    )


def _organs(loaded: Loaded, known: Powers) -> tuple[list[Cover], ...]:
    charter = loaded.charter
    deciding = [name for name in known.who("decides") if known.own(name)]
    doing = [name for name in (*known.who("carries-out"), *known.who("pays")) if known.own(name)]
    electing = list(dict.fromkeys(one.procedure for one in known.held if one.does == "elects"))
    choosing = [name for name, rule in charter.rules.items() if rule.choose]
    elections = [_procedure(charter, name) for name in electing]
    if not elections:
        elections = [Cover(f"rules.{name}", charter.rules[name].title or charter.title) for name in choosing]
    return ([_organ(charter, one) for one in deciding], [_organ(charter, one) for one in doing], elections)


def _services(loaded: Loaded, known: Powers) -> tuple[list[Cover], ...]:
    charter = loaded.charter
    asked = [
        _procedure(charter, name)
        for name in charter.procedures
        if any(known.residents(one) for one in known.who("proposes", name))
        and known.who("carries-out", name)
        and not known.who("decides", name)
    ]
    lists = [Cover(f"catalogues.{name}", one.title) for name, one in charter.catalogues.items()]
    visits = [
        Cover(f"duties.{name}", one.title) for name, one in charter.duties.items() if one.does == "visit"
    ]
    return ([*asked, *lists, *visits],)


def _leading(loaded: Loaded, known: Powers) -> tuple[list[Cover], ...]:
    verbs = ("leads", "guides", "coordinates", "supervises", "funds")
    return (list(_related(loaded.charter, known, verbs, never="")),)


def _changed(loaded: Loaded, known: Powers) -> tuple[list[Cover], ...]:
    charter = loaded.charter
    barred = list(_related(charter, known, ("commands", "leads"), never="yes"))
    asked = [
        _procedure(charter, name)
        for name in charter.procedures
        if any(_of_state(charter, known, one) for one in known.who("proposes", name))
        and any(known.own(one) for one in (*known.who("decides", name), *known.who("screens", name)))
    ]
    serving = list(_related(charter, known, ("serves", "assists"), never=""))
    return ([*barred, *asked, *serving],)


def _related(charter: Charter, known: Powers, verbs: tuple[str, ...], *, never: str) -> Iterator[Cover]:
    """The relations from somebody above to somebody else, named by who stands above."""
    for index, relation in enumerate(charter.relations):
        from_ = charter.organs.get(relation.from_)
        there = from_ is not None and known.above(relation.from_)
        if from_ and there and relation.does in verbs and relation.never == never:
            yield Cover(f"relations.{index}", from_.title)


def _of_state(charter: Charter, known: Powers, name: str) -> bool:
    return known.above(name) and charter.organs[name].nature != "party"


def _organ(charter: Charter, name: str) -> Cover:
    return Cover(f"organs.{name}", charter.organs[name].title)


def _procedure(charter: Charter, name: str) -> Cover:
    return Cover(f"procedures.{name}", charter.procedures[name].title)


_LESSONS = (
    _Asked(
        Text(zh="规模：比街道小，比旧的居委会大", en="Size: between a street and an old committee"),
        _size,
        Text(
            zh="社区多大，可以写一个带 floor 或 ceiling 的指标。",
            en="How large a community is can be said by a measure with a floor or a ceiling.",
        ),
    ),
    _Asked(
        Text(zh="辖区单位怎样参加", en="Units of the area take part, and how"),
        _units,
        Text(
            zh="辖区单位在哪个组织、哪个环节参加，要写明。",
            en="It should say in which organ or stage units take part.",
        ),
    ),
    _Asked(
        Text(zh="组织健全，选举有规则", en="Complete organs, and rules of election"),
        _organs,
        Text(
            zh="要有自己的决定组织、办理组织和选举的程序。",
            en="It takes an organ of the residents' own that decides, one that acts, and a procedure of election.",
        ),
    ),
    _Asked(
        Text(zh="服务和功能", en="Services and functions"),
        _services,
        Text(
            zh="居民能要到什么服务，可以写成程序、清单或者走访的职责。",
            en="What services residents can ask for can be a procedure, a catalogue or a duty to visit.",
        ),
    ),
    _Asked(
        Text(zh="政府推动，谁来领导", en="Government drives, and who leads"),
        _leading,
        Text(
            zh="党委、政府怎样指导和支持，要在 relations 里写明。",
            en="How party and government guide and support should be said under “relations”.",
        ),
    ),
    _Asked(
        Text(zh="转变政府职能，实行自治", en="Government's functions change, and there is self-government"),
        _changed,
        Text(
            zh="哪些事政府不能派给社区、派之前要经过谁同意，没有写。",
            en="What government may not hand to the community, or with whose consent, is not said.",
        ),
    ),
)
