"""The community of a scenario: its people with what is known of them, and who sits where."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from linli.core.charter.finding import CharterError, Finding
from linli.core.charter.terms import NotReadable
from linli.core.charter.text import Text
from linli.core.engine.acts import FactValue
from linli.core.engine.calendar import zone_of
from linli.core.engine.force import InForce
from linli.core.engine.roster import Adopt, Describe, Enrol, Found, Newcomer, TakeSeat
from linli.core.lab import story
from linli.core.lab.scenario import Script
from linli.core.lab.told import facts_in, given
from linli.core.lab.town import Town

Facts = dict[str, FactValue]


def begins(script: Script, force: InForce) -> datetime:
    """The day of the founding, in the charter's zone. Raises :class:`CharterError`."""
    try:
        return datetime.fromisoformat(script.scenarios.begins).replace(tzinfo=zone_of(force.charter.zone))
    except ValueError:
        wrong = NotReadable(
            "开始的日期要写成 2026-01-01", "the day of the beginning is written like 2026-01-01"
        )
        raise _wrong(script, ("begins",), wrong) from None


def founded(script: Script, name: str, force: InForce, versions: Iterable[InForce] = ()) -> Town:
    """A town as a scenario begins. Raises :class:`CharterError` with the line of what cannot be."""
    town, at = Town(force, versions=versions), begins(script, force)
    people = _people(script, name, force)
    town.found(Found(script.scenarios.charter, "000000000000", force.charter.zone), at)
    town.found(Adopt(force.hash), at)
    town.found(Enrol(tuple(Newcomer(person, facts) for person, facts in people.items())), at)
    for path, told in _place(script, name):
        if refusal := town.found(Describe(told), at):
            raise _wrong(script, path, NotReadable(refusal.says("zh"), refusal.says("en")))
    chairs: set[str] = set()
    for path, place, seated in _seats(script, name):
        organ, _, kind = place.partition(" as ")
        for person in _everyone(script, path, seated):
            taken = TakeSeat(person, organ, chair=organ not in chairs, seat_class=kind)
            chairs.add(organ)
            if refusal := town.found(taken, at):
                zh = f"{person} 不能在「{organ}」任职：{refusal.says('zh')}"
                raise _wrong(script, path, NotReadable(zh, f"{person} in {organ}: {refusal.says('en')}"))
    return town


def _place(script: Script, name: str) -> list[tuple[tuple[str, ...], Facts]]:
    """Where it is said what is known of the place, and what; a scenario's own after the file's."""
    own = script.scenarios.scenarios[name].place
    said = [(("place",), script.scenarios.place), (("scenarios", name, "place"), own)]
    return [(path, _given(script, path, text)) for path, text in said if text]


def _given(script: Script, path: tuple[str, ...], text: str) -> Facts:
    try:
        return given(text)
    except NotReadable as error:
        raise _wrong(script, path, error) from None


def _people(script: Script, name: str, force: InForce) -> dict[str, Facts]:
    file, scenario = script.scenarios, script.scenarios.scenarios[name]
    known = {fact for charter in (force.charter, *force.bases.values()) for fact in charter.facts}
    said: list[tuple[tuple[str, ...], str, str]] = []
    said += [(("people", who), who, facts) for who, facts in file.people.items()]
    said += [(("scenarios", name, "people", who), who, facts) for who, facts in scenario.people.items()]
    found: dict[str, Facts] = {}
    for path, who, text in said:
        facts = _facts(script, path, text, known)
        for person in _everyone(script, path, who):
            found.setdefault(person, {}).update(facts)
    return found


def _facts(script: Script, path: tuple[str, ...], text: str, known: set[str]) -> Facts:
    try:
        facts = facts_in(text)
    except NotReadable as error:
        raise _wrong(script, path, error) from None
    if unknown := sorted(facts.keys() - known):
        zh, en = (
            f"章程里没有「{unknown[0]}」这项情况",
            f"the charter knows no fact “{unknown[0]}” of a person",
        )
        raise _wrong(script, path, NotReadable(zh, en))
    return facts


def _seats(script: Script, name: str) -> list[tuple[tuple[str, ...], str, str]]:
    """Where it is said, the organ with the kind of seat, and who sits there; a scenario's own go before the file's."""
    file, own = script.scenarios.seats, script.scenarios.scenarios[name].seats
    places: dict[str, tuple[str, ...]] = {organ: ("seats", organ) for organ in file}
    places |= {organ: ("scenarios", name, "seats", organ) for organ in own}
    return [(path, organ, (file | own)[organ]) for organ, path in places.items()]


def _everyone(script: Script, path: tuple[str, ...], text: str) -> tuple[str, ...]:
    try:
        return story.everyone(text)
    except NotReadable as error:
        raise _wrong(script, path, error) from None


def _wrong(script: Script, path: tuple[str, ...], error: NotReadable) -> CharterError:
    says = Text(zh=error.zh, en=error.en)
    return CharterError((Finding("scenario", "error", ".".join(path), says, mark=script.mark(*path)),))
