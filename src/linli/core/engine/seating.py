"""Seats of several kinds, and what an organ's seats must be together: which seat can still be given to whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from linli.core.charter import explain
from linli.core.charter.model import Organ
from linli.core.charter.rule import AllOf, AnyOf, Compare, Cond, Fact, bases
from linli.core.charter.text import Text
from linli.core.engine.counting import Exact, NotCounted, amount
from linli.core.engine.force import InForce
from linli.core.engine.place import left_out
from linli.core.engine.refusal import Refusal, refuse
from linli.core.engine.roster import Roster, Seat, TakeSeat


def seat_forbidden(force: InForce, roster: Roster, act: TakeSeat, at: datetime) -> Refusal | None:
    """Why a person cannot have a seat of this kind, if not; what is possible instead are the kinds still open."""
    organ = force.charter.organs[act.organ]
    refusal = _forbidden(force, roster, act, at)
    if refusal is None or not organ.classes:
        return refusal
    others = (_of_class(act, name) for name in organ.classes if name != act.seat_class)
    still = [organ.classes[one.seat_class].title for one in others if not _forbidden(force, roster, one, at)]
    return replace(refusal, instead=(*refusal.instead, *([_still_open(still)] if still else [])))


def _of_class(act: TakeSeat, name: str) -> TakeSeat:
    return TakeSeat(act.person, act.organ, seat_class=name)


def _still_open(titles: list[Text]) -> Text:
    zh, en = "、".join(one.zh for one in titles), ", ".join(one.en for one in titles)
    return Text(zh=f"这个人还可以任：{zh}。", en=f"This person can still take a seat of: {en}.")


def _forbidden(force: InForce, roster: Roster, act: TakeSeat, at: datetime) -> Refusal | None:
    organ, clause = force.charter.organs[act.organ], f"organs.{act.organ}"
    if refusal := _sits_apart(force, roster, act, at):
        return refusal
    if act.seat_class and act.seat_class not in organ.classes:
        return refuse("no-such-class", f"{clause}.classes", organ=organ.title, kind=act.seat_class[:60])
    held = _held(roster, act, at)
    kind = organ.classes.get(act.seat_class)
    where = f"{clause}.classes.{act.seat_class}"
    if kind and (refusal := left_out(force, roster, kind.when, where, kind.title)):
        return refusal
    if refusal := _class_full(organ, act, held, clause):
        return refusal
    size = roster.sizes.get(act.organ, organ.seats.most if organ.seats else None)
    if size is None:
        return None
    bench = Bench(force, roster, organ, held, size, at)
    return _kept(bench, act, clause) or _never_composed(bench, act.organ, clause)


def _sits_apart(force: InForce, roster: Roster, act: TakeSeat, at: datetime) -> Refusal | None:
    """Who belongs to an organ that must be apart from this one, whichever of the two says so, takes no seat here."""
    organs = force.charter.organs
    for clause, other in _apart(organs, act.organ) if force.language > 1 else ():
        if roster.since(force, other, act.person, at) is not None:
            title = organs[act.organ].title
            return refuse("sits-apart", clause, organ=title, other=force.organ_title(other))
    return None


def _apart(organs: Mapping[str, Organ], name: str) -> Iterator[tuple[str, str]]:
    """The organs from which one must be apart, with the clause that says so."""
    for other in organs[name].apart_from:
        yield f"organs.{name}.apart-from", other
    for other, organ in organs.items():
        if name in organ.apart_from:
            yield f"organs.{other}.apart-from", other


def _held(roster: Roster, act: TakeSeat, at: datetime) -> dict[str, Seat]:
    """The seats held once this one is taken."""
    held = {who: seat for who, seat in roster.seats.get(act.organ, {}).items() if at < seat.until}
    return held | {act.person: Seat(act.person, roster.seq, seat_class=act.seat_class)}


def _class_full(organ: Organ, act: TakeSeat, held: dict[str, Seat], clause: str) -> Refusal | None:
    kind = organ.classes.get(act.seat_class)
    most = kind.seats.most if kind and kind.seats else None
    if kind is None or most is None or _of(held, act.seat_class) <= most:
        return None
    return refuse("class-full", f"{clause}.classes.{act.seat_class}.seats", kind=kind.title, n=most)


def _of(held: dict[str, Seat], seat_class: str) -> int:
    return sum(seat.seat_class == seat_class for seat in held.values())


@dataclass(frozen=True, slots=True)
class Bench:
    """An organ's seats as they would be: who holds which, and how many there are."""

    force: InForce
    roster: Roster
    organ: Organ
    held: dict[str, Seat]
    size: int
    at: datetime

    @property
    def free(self) -> int:
        return max(0, self.size - len(self.held))

    def within(self, name: str) -> int:
        """How many hold a seat of this kind, belong to this organ, or are known to be so."""
        if name in self.organ.classes:
            return _of(self.held, name)
        return sum(self._is(who, name) for who in self.held)

    def _is(self, person: str, name: str) -> bool:
        if name in self.force.charter.organs:
            return self.roster.since(self.force, name, person, self.at) is not None
        known = self.roster.people[person].get(name)
        return known is not None and known.value is True

    def room(self, name: str) -> int:
        """How many more could be of this kind."""
        kind = self.organ.classes.get(name)
        most = kind.seats.most if kind and kind.seats else None
        return self.free if most is None else max(0, min(self.free, most - self.within(name)))


def _kept(bench: Bench, act: TakeSeat, clause: str) -> Refusal | None:
    """Seats that other kinds must still have are kept for them; who holds a seat of no kind said may be any."""
    short = {
        name: kind.seats.least - bench.within(name)
        for name, kind in bench.organ.classes.items()
        if kind.seats and kind.when is None and bench.within(name) < kind.seats.least
    }
    if not act.seat_class or sum(short.values()) <= bench.free + _of(bench.held, ""):
        return None
    name = next(iter(short))
    title, least = bench.organ.classes[name].title, short[name]
    return refuse(
        "seats-kept", f"{clause}.classes.{name}.seats", organ=bench.organ.title, kind=title, n=least
    )


def _never_composed(bench: Bench, organ: str, clause: str) -> Refusal | None:
    composition = bench.organ.composition
    if composition is None or _possible(composition, bench):
        return None
    told = composition_of(bench.force, organ, composition)
    return refuse(
        "composition", f"{clause}.composition", organ=bench.organ.title, condition=told, n=bench.free
    )


def composition_of(force: InForce, organ: str, composition: Cond) -> Text:
    """What an organ's seats must be together, as a clause."""
    charter, others = force.charter, force.bases
    return Text(
        zh=explain.cond(composition, charter, "zh", organ=organ, bases=others),
        en=explain.cond(composition, charter, "en", organ=organ, bases=others),
    )


def _possible(cond: Cond, bench: Bench) -> bool:
    """Whether a condition can still come true, however the free seats are filled."""
    match cond:
        case AllOf(tests):
            return all(_possible(test, bench) for test in tests)
        case AnyOf(tests):
            return any(_possible(test, bench) for test in tests)
        case Fact():
            return True
        case Compare():
            return _reachable(cond, bench)
        case _:
            assert_never(cond)


def _reachable(test: Compare, bench: Bench) -> bool:
    """The two sides are sums of numbers of seats, so their difference is greatest and least at the extremes."""
    try:
        apart = [_difference(test, figures) for figures in _extremes(test, bench)]
    except NotCounted:
        return True
    least, greatest = min(apart), max(apart)
    return {
        ">": greatest > 0, ">=": greatest >= 0, "<": least < 0, "<=": least <= 0, "=": least <= 0 <= greatest,
    }[test.cmp]  # fmt: skip


def _difference(test: Compare, figures: dict[str, int]) -> Exact:
    return amount(test.left, figures) - amount(test.right, figures)


def _extremes(test: Compare, bench: Bench) -> Iterator[dict[str, int]]:
    """All free seats to one kind, or to nobody in particular, or none of them filled."""
    names = {base.within for base in bases(test) if base.within}
    now = {f"members/{name}": bench.within(name) for name in names}
    seated = {"members": len(bench.held), "seats": bench.size}
    for more in (0, bench.free):
        yield {**now, **seated, "members": seated["members"] + more}
    for name in names:
        room = bench.room(name)
        key = f"members/{name}"
        for more in (room, bench.free):
            yield {**now, **seated, key: now[key] + room, "members": seated["members"] + more}
