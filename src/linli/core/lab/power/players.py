"""Who takes part in the game of a procedure: classes of people who are alike, and how many they are taken to be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from linli.core.charter.explain.voice import Voice
from linli.core.charter.load import Loaded
from linli.core.charter.model import Charter, Organ, Procedure
from linli.core.charter.powers import actors, powers
from linli.core.charter.terms import By, Who
from linli.core.charter.text import Lang
from linli.core.charter.voters import seated

RESIDENTS = 300
"""How many people a body of everyone is taken to have, and any other whose number nothing tells."""
BODIES = 10
"""How many units, households' groups or organs a body of such is taken to have."""
PARTIES = 2
"""With fewer parties nothing can be agreed."""
MOST_PEOPLE = 1_000_000

Basis = Literal["given", "told", "least", "one", "assumed"]
"""Whence a number is: the charter, the reader, the least that the charter allows, a body with one voice, nowhere."""


@dataclass(frozen=True, slots=True, order=True)
class Player:
    """A class of people: an organ, its head, whoever puts or holds the matter, the parties, or several together.

    ``above`` where the organ is that of the place to which the matter has risen; ``within`` is the kind of its members
    who alone act.
    """

    kind: Literal["organ", "chair", "holder", "proposer", "parties", "doer", "any", "concerned", "keeper"]
    name: str = ""
    above: bool = False
    parts: tuple[Player, ...] = ()
    within: str = ""

    @property
    def slug(self) -> str:
        """How the class is named where a number is given for it."""
        named = {
            "organ": f"{self.name} in {self.within}" if self.within else self.name,
            "chair": f"chair of {self.name}",
            "doer": f"whoever did {self.name}",
            "any": " or ".join(part.slug for part in self.parts),
        }.get(self.kind, self.kind)
        return f"{named} above" if self.above else named


@dataclass(frozen=True, slots=True)
class Count:
    """How many people a class has, whence that is known, and the seats as written where the least was taken."""

    people: int
    basis: Basis
    most: int | None = None


def body(charter: Charter, organ: str) -> str:
    """The organ whose members an assembly consists of; they are the same people."""
    met = [organ]
    while (found := charter.organs.get(met[-1])) and found.assembly_of and found.assembly_of not in met:
        met.append(found.assembly_of)
    return met[-1]


def each_of(charter: Charter, by: By, *, above: bool) -> tuple[Player, ...]:
    """Those named as acting, one by one."""
    return tuple(dict.fromkeys(_player(charter, who, above=above) for who in by.any_of))


def together(charter: Charter, by: By, *, above: bool) -> Player:
    """Those named as acting, as one class."""
    found = each_of(charter, by, above=above)
    return found[0] if len(found) == 1 else Player("any", parts=found)


def _player(charter: Charter, who: Who, *, above: bool) -> Player:
    name = body(charter, who.name) if who.kind == "organ" else who.name
    return Player(who.kind, name, above=above and who.of == "here", within=who.within)


def count(loaded: Loaded, player: Player, told: Mapping[str, int]) -> Count:
    """How many a class has: as told, as the charter says, or as assumed."""
    if player.slug in told:
        return Count(min(told[player.slug], MOST_PEOPLE), "told")
    if player.kind == "any":
        return _sum([count(loaded, part, told) for part in player.parts])
    if player.kind == "parties":
        return Count(PARTIES, "assumed")
    if player.kind != "organ":
        return Count(1, "given")
    if player.within:
        return _of_kind(loaded.charter, player, told)
    return _of_organ(loaded.charter, player.name, told, ())


def _of_kind(charter: Charter, player: Player, told: Mapping[str, int]) -> Count:
    """Those of an organ who are of a kind: as many as hold seats of it, or sit in the other organ; at most all."""
    for one in seated(charter, player.name):
        kind = charter.organs[one].classes.get(player.within)
        if kind and kind.seats:
            return Count(
                max(kind.seats.least, 1), "given" if kind.seats.most == kind.seats.least else "least"
            )
    whole = _of_organ(charter, player.name, told, ())
    if player.within not in charter.organs:
        return Count(whole.people, "assumed")
    part = _of_organ(charter, body(charter, player.within), told, ())
    return min(part, whole, key=lambda count: count.people)


def _of_organ(charter: Charter, name: str, told: Mapping[str, int], met: tuple[str, ...]) -> Count:
    if name in told:
        return Count(min(told[name], MOST_PEOPLE), "told")
    organ = charter.organs.get(name)
    if organ is None or name in met:
        return Count(RESIDENTS, "assumed")
    if organ.union:
        return _sum([_of_organ(charter, body(charter, one), told, (*met, name)) for one in organ.union])
    if organ.seats:
        return _seated(organ, organ.seats.least, organ.seats.most)
    if organ.classes and all(one.seats for one in organ.classes.values()):
        seats = [one.seats for one in organ.classes.values() if one.seats]
        return _seated(organ, sum(one.least for one in seats), None)
    if organ.members in ("units", "organs"):
        return Count(BODIES, "assumed")
    return Count(1, "one") if organ.outside else Count(RESIDENTS, "assumed")


def _seated(organ: Organ, least: int, most: int | None) -> Count:
    """Those of an organ's seats that vote, the fewest that there can be."""
    mute = sum(one.seats.least for one in organ.classes.values() if one.votes == "no" and one.seats)
    people = max(least - mute, 1)
    return Count(people, "given", most) if most == least else Count(people, "least", most)


def _sum(parts: list[Count]) -> Count:
    order: tuple[Basis, ...] = ("assumed", "told", "least", "one", "given")
    basis: Basis = next(basis for basis in order if any(part.basis == basis for part in parts))
    return Count(min(sum(part.people for part in parts), MOST_PEOPLE), basis)


def residents(charter: Charter, procedure: Procedure, player: Player) -> Literal["", "is", "can-be"]:
    """Whether an ordinary resident is one of a class, or can be: by putting the matter, or as a party to it."""
    known = powers(charter)
    if player.kind == "organ":
        return "is" if player.name in charter.organs and known.residents(player.name) else ""
    if player.kind == "any":
        return "is" if any(residents(charter, procedure, part) == "is" for part in player.parts) else ""
    meant = actors(procedure, By((Who(player.kind, player.name),)))
    own = any(not head and name in charter.organs and known.residents(name) for name, head in meant)
    return "can-be" if own else ""


def title(loaded: Loaded, procedure: str, player: Player, lang: Lang) -> str:
    """What a class is called."""
    voice = Voice(loaded.charter, lang, {one.slug: one.charter for one in loaded.closure[1:]}, procedure)
    named = _TITLES[player.kind](player, voice)
    return voice.say(f"上一级的{named}", f"{named} of the place above") if player.above else named


def _doer(player: Player, voice: Voice) -> str:
    stage = voice.quote(voice.stage_title(player.name))
    return voice.say(f"办理{stage}的人", f"whoever did {stage}")


def _organ(player: Player, voice: Voice) -> str:
    name = voice.organ(player.name)
    if not player.within:
        return name
    kind = voice.name(player.within)
    return voice.say(f"{name}中的{kind}", f"{kind} in {voice.the(name)}")


def _head(player: Player, voice: Voice) -> str:
    name = voice.organ(player.name)
    return voice.say(f"{name}的负责人", f"head of {voice.the(name)}")


_TITLES: Mapping[str, Callable[[Player, Voice], str]] = {
    "organ": _organ,
    "chair": _head,
    "doer": _doer,
    "holder": lambda _, voice: voice.say("承办人", "whoever took it on"),
    "proposer": lambda _, voice: voice.say("提出人", "whoever put it"),
    "parties": lambda _, voice: voice.say("当事各方", "the parties"),
    "concerned": lambda _, voice: voice.say("本人", "the person concerned"),
    "keeper": lambda _, voice: voice.say("社区工作人员", "the clerk"),
    "any": lambda player, voice: voice.either(_TITLES[part.kind](part, voice) for part in player.parts),
}
