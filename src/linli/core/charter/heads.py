"""A charter's place on the seven heads by which the villagers' law and the residents' law of the time are compared.

Each head has features; each law had some of them. A charter stands where its own features put it: with the villagers'
law when it has all that this had, with the residents' law when it has all that this had, in part, or silent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from linli.core.charter.lint.conds import compares
from linli.core.charter.load import Loaded
from linli.core.charter.model import Charter
from linli.core.charter.powers import Powers, powers
from linli.core.charter.rule import Base, Cond
from linli.core.charter.stages import Gather, Poll, Publish, Rule
from linli.core.charter.text import Text

Place = Literal["villagers", "residents", "part", "silent"]


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing that a law may settle, the charter's parts that settle it, and which of the two laws did."""

    title: Text
    by: tuple[str, ...]
    villagers: bool
    residents: bool


@dataclass(frozen=True, slots=True)
class Head:
    """One of the seven heads: its features, and the charter's place."""

    key: str
    title: Text
    features: tuple[Feature, ...]
    place: Place
    says: Text


@dataclass(frozen=True)
class _Seen:
    """A charter as it is looked at."""

    loaded: Loaded

    @property
    def charter(self) -> Charter:
        return self.loaded.charter

    @cached_property
    def known(self) -> Powers:
        return powers(self.charter)

    @cached_property
    def electing(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.procedure for one in self.known.held if one.does == "elects"))

    @cached_property
    def choosing(self) -> tuple[tuple[str, Rule], ...]:
        """The rules by which people are chosen: those of elections, and those that choose in the charter or its law."""
        found = [
            (f"procedures.{name}.stages.{key}", rule)
            for name in self.electing
            for key, stage in self.charter.procedures[name].stages.items()
            if isinstance(stage, Poll)
            and (rule := self.loaded.rule(stage.rule) if isinstance(stage.rule, str) else stage.rule)
            and rule.choose
        ]
        return tuple(found) or tuple(
            (f"rules.{name}", rule) for name, rule in self.charter.rules.items() if rule.choose
        )

    def relations(self, does: tuple[str, ...], *, down: bool, never: str = "") -> Iterator[str]:
        """The relations between those above and the community's own, in one direction."""
        for index, one in enumerate(self.charter.relations):
            above, own = (one.from_, one.to) if down else (one.to, one.from_)
            there = {above, own} <= set(self.charter.organs)
            if (
                there
                and one.does in does
                and one.never == never
                and self.known.above(above)
                and self.known.own(own)
            ):
                yield f"relations.{index}"


Look = Callable[[_Seen], Iterable[str]]


def heads(loaded: Loaded) -> tuple[Head, ...]:
    """The seven heads, in the order of the comparison."""
    seen = _Seen(loaded)
    return tuple(_head(seen, key, title, rows) for key, title, rows in _HEADS)


def _head(seen: _Seen, key: str, title: Text, rows: tuple[tuple[Text, Look, str], ...]) -> Head:
    features = tuple(Feature(name, tuple(look(seen)), "v" in laws, "r" in laws) for name, look, laws in rows)
    place = _place(features)
    has = [one.title for one in features if one.by]
    zh, en = "、".join(one.zh for one in has), ", ".join(one.en for one in has)
    told = _PLACES[place]
    says = Text(zh=told.zh + (f"：{zh}" if has else ""), en=told.en + (f": {en}" if has else ""))
    return Head(key, title, features, place, says)


def _place(features: tuple[Feature, ...]) -> Place:
    if all(one.by for one in features if one.villagers):
        return "villagers"
    if any(one.residents for one in features) and all(one.by for one in features if one.residents):
        return "residents"
    return "part" if any(one.by for one in features) else "silent"


_PLACES = {
    "villagers": Text(zh="和村组法一样写全了", en="as complete as the villagers' law"),
    "residents": Text(zh="和当时的居组法一样", en="like the residents' law of the time"),
    "part": Text(zh="写了一部分", en="in part"),
    "silent": Text(zh="没有写", en="not said"),
}


def _by_all(seen: _Seen) -> Iterator[str]:
    for name, organ in seen.charter.organs.items():
        if organ.elected_by and seen.known.residents(organ.elected_by):
            yield f"organs.{name}"


def _nominated(seen: _Seen) -> Iterator[str]:
    for name in seen.electing:
        for key, stage in seen.charter.procedures[name].stages.items():
            by = stage.by.organs if stage.by else ()
            if (
                isinstance(stage, Gather)
                and stage.of == "items"
                and any(seen.known.residents(one) for one in by)
            ):
                yield f"procedures.{name}.stages.{key}"


def _double(seen: _Seen) -> Iterator[str]:
    """More than half must vote, and a winner needs more than half of the votes."""
    yield from (path for path, rule in seen.choosing if rule.quorum and rule.choose and rule.choose.each)


def _more_than_seats(seen: _Seen) -> Iterator[str]:
    for name in seen.electing:
        procedure = seen.charter.procedures[name]
        for key, stage in procedure.stages.items():
            if any(_exceeds(one.that) for one in (*stage.requires, *procedure.requires)):
                yield f"procedures.{name}.stages.{key}"


def _exceeds(cond: Cond) -> bool:
    return any(one.left == Base("items") and one.cmp in (">", ">=") for one in compares(cond))


def _secret(seen: _Seen) -> Iterator[str]:
    for name in seen.electing:
        for key, stage in seen.charter.procedures[name].stages.items():
            if isinstance(stage, Poll) and stage.ballot != "open":
                yield f"procedures.{name}.stages.{key}"


def _announced(seen: _Seen) -> Iterator[str]:
    for name in seen.electing:
        for key, stage in seen.charter.procedures[name].stages.items():
            if isinstance(stage, Publish):
                yield f"procedures.{name}.stages.{key}"


def _contested(seen: _Seen) -> Iterator[str]:
    yield from (path for path, rule in seen.choosing if rule.void)
    for name in seen.electing:
        for key, stage in seen.charter.procedures[name].stages.items():
            if isinstance(stage, Publish) and stage.objections:
                yield f"procedures.{name}.stages.{key}"


def _meetings(seen: _Seen) -> list[str]:
    organs = seen.charter.organs
    return [name for name in organs if organs[name].assembly_of and seen.known.own(name)]


def _whole(seen: _Seen) -> Iterator[str]:
    yield from (f"organs.{name}" for name in _meetings(seen) if seen.known.residents(name))


def _convened(seen: _Seen) -> Iterator[str]:
    yield from (f"organs.{name}" for name in _meetings(seen) if seen.charter.organs[name].convened_by)


def _answered(seen: _Seen) -> Iterator[str]:
    meetings = {*_meetings(seen), *(seen.known.body(name) for name in _meetings(seen))}
    for name, organ in seen.charter.organs.items():
        if not meetings.isdisjoint(organ.answers_to) or (name in meetings and organ.may_recall):
            yield f"organs.{name}"


def _scope(seen: _Seen) -> Iterator[str]:
    for name in _meetings(seen):
        for one in seen.known.of.get(name, ()):
            if one.does == "decides":
                yield f"procedures.{one.procedure}"


def _sections(seen: _Seen) -> Iterator[str]:
    yield from (f"disclosures.{name}" for name in seen.charter.disclosures)


def _regular(seen: _Seen) -> Iterator[str]:
    yield from (f"disclosures.{name}" for name, one in seen.charter.disclosures.items() if one.every)


def _owed(seen: _Seen) -> Iterator[str]:
    yield from seen.relations(("funds",), down=True)
    organs = seen.charter.organs
    for name, fund in seen.charter.funds.items():
        for key, owes in fund.owes.items():
            if (
                owes.to in organs
                and owes.from_ in organs
                and seen.known.own(owes.to)
                and seen.known.above(owes.from_)
            ):
                yield f"funds.{name}.owes.{key}"


def _premises(seen: _Seen) -> Iterator[str]:
    yield from (
        f"measures.{name}" for name, one in seen.charter.measures.items() if one.unit in ("m²", "平方米")
    )


def _guides(seen: _Seen) -> Iterator[str]:
    yield from seen.relations(("guides", "assists", "serves"), down=True)


def _helps(seen: _Seen) -> Iterator[str]:
    yield from seen.relations(("assists", "serves", "reports-to"), down=False)


def _lets_be(seen: _Seen) -> Iterator[str]:
    yield from seen.relations(("commands", "leads"), down=True, never="yes")


def _party(seen: _Seen) -> Iterator[str]:
    yield from (f"organs.{name}" for name, one in seen.charter.organs.items() if one.nature == "party")


def _party_stands(seen: _Seen) -> Iterator[str]:
    organs = seen.charter.organs
    for index, one in enumerate(seen.charter.relations):
        ends = [organs[end] for end in (one.from_, one.to) if end in organs]
        own = [end for end in (one.from_, one.to) if end in organs and seen.known.own(end)]
        if own and any(end.nature == "party" for end in ends):
            yield f"relations.{index}"


def _enforced(seen: _Seen) -> Iterator[str]:
    """Somebody above who watches, or to whom one can go."""
    yield from seen.relations(("supervises", "appraises"), down=True)
    for one in seen.known.held:
        if one.does == "answers" and seen.known.above(one.organ):
            yield f"procedures.{one.procedure}.stages.{one.stage}"


_HEADS: tuple[tuple[str, Text, tuple[tuple[Text, Look, str], ...]], ...] = (
    ("election", Text(zh="选举", en="election"), (
        (Text(zh="全体居民直接选", en="by all residents"), _by_all, "v"),
        (Text(zh="居民提名", en="nominated by residents"), _nominated, "v"),
        (Text(zh="双过半", en="double majority"), _double, "vr"),
        (Text(zh="差额", en="more candidates than seats"), _more_than_seats, "v"),
        (Text(zh="无记名", en="secret ballot"), _secret, "v"),
        (Text(zh="公布结果", en="result published"), _announced, "v"),
        (Text(zh="不正当选举怎样处理", en="what if it is improper"), _contested, "v"),
    )),
    ("assembly", Text(zh="居民会议", en="assembly"), (
        (Text(zh="全体会议", en="of all residents"), _whole, "v"),
        (Text(zh="谁召集", en="who convenes"), _convened, "r"),
        (Text(zh="和委员会的关系", en="its relation to the committee"), _answered, "vr"),
        (Text(zh="决定哪些事", en="what it decides"), _scope, "v"),
    )),
    ("disclosure", Text(zh="公开", en="disclosure"), (
        (Text(zh="公开哪些内容", en="what is published"), _sections, "v"),
        (Text(zh="定期公开", en="regularly"), _regular, "v"),
    )),
    ("money", Text(zh="经费", en="money"), (
        (Text(zh="补贴或者办公经费由政府给", en="stipends or costs paid by government"), _owed, "vr"),
        (Text(zh="用房", en="premises"), _premises, "r"),
    )),
    ("government", Text(zh="和政府的关系", en="government"), (
        (Text(zh="政府指导、支持、帮助", en="government guides and helps"), _guides, "vr"),
        (Text(zh="委员会协助政府", en="the committee helps government"), _helps, "vr"),
        (Text(zh="政府不得干预", en="no interference"), _lets_be, "v"),
    )),
    ("party", Text(zh="和党组织的关系", en="party"), (
        (Text(zh="有党组织", en="a party organisation"), _party, "v"),
        (Text(zh="它和自治组织的关系", en="how it stands to self-government"), _party_stands, "v"),
    )),
    ("enforcement", Text(zh="谁来监督执行", en="who enforces"), (
        (Text(zh="上面有人监督，或者可以去告", en="somebody above watches or hears complaints"), _enforced, "v"),
    )),
)  # fmt: skip
