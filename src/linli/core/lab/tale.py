"""A scenario that was played, told to people: scene by scene, one for each stage that a matter is in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from linli.core.charter.draw.words import ENDS
from linli.core.charter.explain.words import REGISTERS, Words
from linli.core.charter.text import Lang, Text
from linli.core.charter.voters import title_of
from linli.core.engine.acts import CLERK
from linli.core.engine.force import InForce
from linli.core.engine.refusal import Refusal
from linli.core.engine.state import MatterState
from linli.core.lab.played import Line, Played
from linli.core.lab.story import Step
from linli.core.lab.tellings import CHOICES, FIGURES, TELLINGS

_ORGANS = ("of", "to", "holder", "party", "parties", "among", "organ", "bind")
_SECTIONS = ("section", "sections")


@dataclass(frozen=True, slots=True)
class Told:
    """One step: what was done, why it was refused where it was, what the story expected instead of what came.

    ``checks`` is true of a step that does nothing but says what must be so.
    """

    at: datetime
    says: Text
    checks: bool = False
    refusal: Refusal | None = None
    fault: Text | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Scene:
    """What happened while a matter was in one stage. ``matter`` is how it stood at the end, None before there was one.

    ``title`` is what the story calls the matter, ``stage`` the title of the stage in which it all happened.
    """

    stage: Text
    title: str
    told: tuple[Told, ...]
    matter: MatterState | None


@dataclass
class _Open:
    """A scene being told."""

    told: list[Told] = field(default_factory=list[Told])
    began: MatterState | None = None
    matter: MatterState | None = None


def scenes(played: Played, force: InForce) -> tuple[Scene, ...]:
    """The scenes in order. A step that moves the matter on ends its scene, with what is expected of it."""
    titles: dict[str, str] = {}
    done: list[_Open] = [_Open()]
    for line in played.lines:
        step, now = line.did, line.matter
        if step is not None and step.verb == "submit" and now is not None and line.refusal is None:
            titles.setdefault(now.id, step.word("title"))
        if _begins(done[-1], line):
            done.append(_Open(began=_before(done, now)))
        done[-1].told.append(_told(line, force, done[-1].matter or done[-1].began))
        done[-1].matter = now
    return tuple(_scene(one, force, titles) for one in done if one.told)


def _begins(scene: _Open, line: Line) -> bool:
    """Whether a line is the first of the next scene: the matter has moved on, or another one is spoken of."""
    if line.did is None or line.did.verb.startswith("expect") or scene.matter is None:
        return False
    other = line.matter is not None and line.matter.id != scene.matter.id
    return other or _place(scene.matter) != _place(scene.began)


def _before(done: Sequence[_Open], now: MatterState | None) -> MatterState | None:
    """How a matter stood when it was last seen."""
    seen = [
        one.matter for one in done if one.matter is not None and now is not None and one.matter.id == now.id
    ]
    return seen[-1] if seen else None


def _place(state: MatterState | None) -> tuple[str, str, int, str | None]:
    return (state.id, state.stage, state.visit, state.end) if state else ("", "", 0, None)


def _scene(one: _Open, force: InForce, titles: dict[str, str]) -> Scene:
    began = one.began or one.matter
    if began is None:
        return Scene(Text(zh="开始以前", en="Before it begins"), "", tuple(one.told), None)
    stages = force.procedure(began.procedure).stages
    if one.began is None:
        stage = next(iter(stages.values())).title
    elif one.began.end is not None:
        stage = Text(zh="公开与办结", en="Disclosures and the end")
    else:
        stage = stages[one.began.stage].title
    return Scene(stage, titles.get(began.id, ""), tuple(one.told), one.matter)


def _told(line: Line, force: InForce, state: MatterState | None) -> Told:
    number = line.mark.line if line.mark else 0
    if line.did is None:
        return Told(line.at, Text(zh=line.step, en=line.step), fault=line.fault, line=number)
    checks = line.did.verb.startswith("expect")
    about = line.matter if checks else state
    says = telling(line.did, force, about)
    return Told(line.at, says, checks, line.refusal, line.fault, number)


# --- one step in words --------------------------------------------------------------------------------------


def telling(step: Step, force: InForce, state: MatterState | None = None) -> Text:
    """A step as a sentence; ``state`` is the matter that it is about, as it stood."""
    words = TELLINGS.get(step.verb)
    if words is None:
        return Text(zh=step.says, en=step.says)
    zh, en = (_fill(words, step, force, state, "zh"), _fill(words, step, force, state, "en"))
    if step.also:
        n = len(step.also) + 1
        zh, en = f"{zh}（共 {n} 件，批量办理）", f"{en} ({n} matters at once)"
    return Text(zh=zh, en=en)


def _fill(words: Text, step: Step, force: InForce, state: MatterState | None, lang: Lang) -> str:
    values = {key: _word(key, value or "", force, state, lang) for key, value in (step.words or {}).items()}
    return words.in_(lang).format(**{**values, "who": who(step, force, lang)})


def who(step: Step, force: InForce, lang: Lang) -> str:
    """Who acted, and for which organ."""
    people = _people(step.people, lang)
    organ = _organ(step.organ, force, lang) if step.organ else ""
    if lang == "zh":
        return f"{organ} {people} ".lstrip()
    return f"{people} ({organ})" if organ else people


def _people(people: Sequence[str], lang: Lang) -> str:
    """r1, r2, r3 and r7 as ``r1 … r3, r7``."""
    runs: list[list[str]] = []
    for one in people:
        if runs and _follows(runs[-1][-1], one):
            runs[-1].append(one)
        else:
            runs.append([one])
    return _joined((run[0] if len(run) == 1 else f"{run[0]} … {run[-1]}" for run in runs), lang)


def _follows(one: str, other: str) -> bool:
    first, second = (re.fullmatch(r"([a-z]+)([0-9]+)", name) for name in (one, other))
    return bool(first and second and first[1] == second[1] and int(first[2]) + 1 == int(second[2]))


def _word(key: str, value: str, force: InForce, state: MatterState | None, lang: Lang) -> str:
    if key in _ORGANS:
        return _joined((_organ(one, force, lang) for one in value.split(" and ")), lang)
    if key in _SECTIONS:
        return _joined((_section(one, force, lang) for one in value.split(" and ")), lang)
    if value and key in ("measure", "fund", "procedure", "figure"):
        return _titled(key, value, force, lang)
    if key in ("stage", "bin"):
        return _in_procedure(key, value, force, state, lang)
    if key == "figures":
        return _joined(_figures(value, lang), lang)
    if key in ("items", "scores"):
        return _joined((_item(one, lang) for one in value.split(" and ")), lang)
    if key in ("files", "seat_class", "without"):
        return _appended(key, value, force, state, lang) if value else ""
    return _plain(key, value, lang)


def _plain(key: str, value: str, lang: Lang) -> str:
    """A word of the closed lists, else the word itself."""
    titles: Words = {"end": ENDS, "register": REGISTERS}.get(key, {})
    if value in titles:
        return titles[value][0 if lang == "zh" else 1]
    closed = FIGURES if key == "figure" else CHOICES
    named = {"dismisses": "dismiss", "upholds": "uphold"}.get(value, value)
    return closed[named].in_(lang) if named in closed else value


def _joined(words: Iterator[str], lang: Lang) -> str:
    return ("、" if lang == "zh" else ", ").join(words)


def _item(said: str, lang: Lang) -> str:
    """An item's name, or ``5 for police``."""
    score, _, name = said.partition(" for ")
    if not name:
        return _plain("item", said, lang)
    return f"{name} {score} 分" if lang == "zh" else f"{score} for {name}"


def _organ(name: str, force: InForce, lang: Lang) -> str:
    if name == CLERK:
        return "社区工作人员" if lang == "zh" else "the clerk"
    return force.organ_title(name).in_(lang)


def _appended(key: str, value: str, force: InForce, state: MatterState | None, lang: Lang) -> str:
    """What is said after the sentence: that there is evidence, of which kind a seat is, or what was not fulfilled."""
    if key == "without":
        return _unmet(value, force, state, lang)
    if key == "files":
        return "，附上材料" if lang == "zh" else ", with evidence"
    titles = (one.classes[value].title for one in force.charter.organs.values() if value in one.classes)
    said = next((title.in_(lang) for title in titles), value)
    return f"（{said}）" if lang == "zh" else f" ({said})"


def _unmet(names: str, force: InForce, state: MatterState | None, lang: Lang) -> str:
    """The points of a checklist that were not found fulfilled."""
    stages = force.procedure(state.procedure).stages.values() if state else ()
    titles = {name: point for one in stages for name, point in getattr(one, "checklist", {}).items()}
    said = _joined((titles[one].in_(lang) if one in titles else one for one in names.split(" and ")), lang)
    return f"；不符合：{said}" if lang == "zh" else f"; not fulfilled: {said}"


def _figure_apart(value: str, force: InForce, lang: Lang) -> str:
    """``yes in woman``: what is counted, of which kind of voter."""
    name, _, kind = value.partition(" in ")
    titles = (title_of(force.charter, force.facts, organ, kind) for organ in force.charter.organs)
    said = next((title.in_(lang) for title in titles if title), kind)
    counted = _plain("figure", name, lang)
    return f"{said}中的{counted}" if lang == "zh" else f"{counted} among {said}"


def _titled(key: str, name: str, force: InForce, lang: Lang) -> str:
    """What a measure, a fund or a procedure is called, or a figure."""
    if key == "figure":
        return _figure_apart(name, force, lang) if " in " in name else _plain(key, name, lang)
    shelf = getattr(force.charter, f"{key}s")
    return shelf[name].title.in_(lang) if name in shelf else name


def _section(name: str, force: InForce, lang: Lang) -> str:
    found = force.charter.disclosures.get(name)
    return (found.zh if lang == "zh" else found.en) if found else name


def _in_procedure(key: str, value: str, force: InForce, state: MatterState | None, lang: Lang) -> str:
    """The title of a stage, an end, or a bin of the stage that the matter is in."""
    stages = force.procedure(state.procedure).stages if state else {}
    if key == "bin":
        bins = getattr(stages.get(state.stage), "bins", {}) if state else {}
        return bins[value].in_(lang) if value in bins else value
    if value in ENDS:
        return ENDS[value][0 if lang == "zh" else 1]
    return stages[value].title.in_(lang) if value in stages else value


def _figures(text: str, lang: Lang) -> Iterator[str]:
    words = text.split(" ")
    for number, name in zip(words[0::2], words[1::2], strict=True):
        said = FIGURES[name].in_(lang) if name in FIGURES else name
        yield f"{said} {number}" if lang == "zh" else f"{number} {said}"
