"""What is known of the place, and which parts of a charter it leaves out."""

from __future__ import annotations

from collections.abc import Mapping

from linli.core.charter.explain.amounts import Frame
from linli.core.charter.explain.conds import cond
from linli.core.charter.explain.voice import Voice
from linli.core.charter.model import KnownFact
from linli.core.charter.rule import Cond
from linli.core.charter.text import Lang, Text
from linli.core.engine.counting import NotCounted, holds
from linli.core.engine.facts import is_of
from linli.core.engine.force import InForce
from linli.core.engine.refusal import Refusal, refuse
from linli.core.engine.roster import Describe, Roster


def known_of_places(force: InForce) -> dict[str, KnownFact]:
    """The facts by which the charter, and those that it extends, tell places apart."""
    return {name: fact for name, fact in force.facts.items() if fact.of == "place"}


def decide_description(force: InForce, act: Describe) -> Refusal | None:
    """Why the place cannot be described so, if not."""
    known = known_of_places(force)
    for name, value in act.facts.items():
        if name not in known:
            return refuse("no-such-place-fact", "facts", fact=name[:60])
        if not is_of(known[name], value):
            return refuse("fact-type", f"facts.{name}", fact=known[name].title)
    return None


def left_out(force: InForce, roster: Roster, when: Cond | None, clause: str, title: Text) -> Refusal | None:
    """Why a part of the charter is not for this place, if it is not. What nobody has told of it is not so."""
    if when is None or _holds(when, _figures(force, roster)):
        return None
    return refuse("not-for-this-place", f"{clause}.when", part=title, condition=condition(force, when))


def condition(force: InForce, when: Cond) -> Text:
    """What must be so of a place, as a clause."""
    return Text(zh=_told(force, when, "zh"), en=_told(force, when, "en"))


def _told(force: InForce, when: Cond, lang: Lang) -> str:
    return cond(when, Frame(Voice(force.charter, lang, force.bases), must=False))


def _figures(force: InForce, roster: Roster) -> Mapping[str, int]:
    told = {name: int(value) for name, value in roster.place.items() if isinstance(value, int)}
    return dict.fromkeys(known_of_places(force), 0) | told


def _holds(when: Cond, figures: Mapping[str, int]) -> bool:
    try:
        return holds(when, figures)
    except NotCounted:
        return False
