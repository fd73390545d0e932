"""What a story expects of the community itself: who sits where, which charter is in force, who is bound to what."""

from __future__ import annotations

from collections.abc import Callable

from linli.core.charter.text import Text
from linli.core.engine.effect import Mended, Opened
from linli.core.engine.minutes import closed
from linli.core.engine.roster import Ground
from linli.core.engine.state import MatterState
from linli.core.lab.figures import Answer
from linli.core.lab.story import Step
from linli.core.lab.town import Town


def _seated(town: Town, step: Step) -> Answer:
    person, organ = step.word("person"), step.word("organ")
    since = town.roster.since(town.force, organ, person, step.at)
    said = (
        Text(zh="不在任", en="holds no seat there")
        if since is None
        else Text(zh="在任", en="holds a seat there")
    )
    return said, (since is None) == bool(step.word("not"))


def _known(town: Town, step: Step) -> Answer:
    """What the register holds: of the place (``here``), of a person, or of a place within."""
    whose, fact, roster = step.word("whose"), step.word("fact"), town.roster
    if whose == "here":
        got = roster.place.get(fact)
    elif whose in roster.people:
        told = roster.people[whose].get(fact)
        got = told.value if told else None
    else:
        ground = roster.places.get(whose, Ground())
        got = (ground.kind or None) if fact == "kind" else ground.facts.get(fact)
    shown = (
        {None: "—", True: "yes", False: "no"}.get(got) if got is None or isinstance(got, bool) else str(got)
    )
    return Text(zh=f"登记的是：{shown}", en=f"the register says: {shown}"), shown == step.word("known")


def _version(town: Town, step: Step) -> Answer:
    now = town.force.charter.version
    return Text(zh=f"现行的是「{now}」", en=f"in force is “{now}”"), now == step.word("version")


def _matters(town: Town, step: Step) -> list[MatterState]:
    """The matter named, or the one put last; none where nothing was put."""
    named = town.named.get(step.word("matter"))
    return [town.matters[named]] if named else list(town.matters.values())[-1:]


def _bound(town: Town, step: Step) -> Answer:
    ids = {state.id for state in _matters(town, step)}
    who = {
        one.person or one.organ for bond in town.roster.bonds if bond.matter in ids for one in bond.effect.who
    }
    names = ", ".join(sorted(who)) or "—"
    return Text(zh=f"受约束的：{names}", en=f"bound: {names}"), who == set(step.word("bind").split(" and "))


def _opens(town: Town, step: Step) -> Answer:
    found = {
        effect.procedure
        for state in _matters(town, step)
        for effect in state.effects
        if isinstance(effect, Opened)
    }
    names = ", ".join(sorted(found)) or "—"
    return Text(zh=f"另开的程序：{names}", en=f"opened: {names}"), step.word("procedure") in found


def _minutes(town: Town, step: Step) -> Answer:
    """Who reads the minutes of the sitting called last; nobody does before they are signed."""
    sitting = list(town.sittings.values())[-1] if town.sittings else None
    if sitting is None or not sitting.minutes:
        said = Text(zh="会议纪要还没有签署", en="the minutes are not signed yet")
        return said, step.word("may") == "closed to"
    reader = step.word("reader").removeprefix("everybody")
    force = town.under(sitting.id)
    refusal = closed(force, sitting, person=reader, roster=town.roster, at=step.at)
    if refusal is None:
        return Text(zh="可以查阅", en="they are open"), step.word("may") == "open to"
    return Text(zh=refusal.says("zh"), en=refusal.says("en")), step.word("may") == "closed to"


def _mends(town: Town, step: Step) -> Answer:
    found = {
        one.register for state in _matters(town, step) for one in state.effects if isinstance(one, Mended)
    }
    names = ", ".join(sorted(found)) or "—"
    return Text(zh=f"更正的台账：{names}", en=f"mended: {names}"), step.word("register") in found


CIVICS: dict[str, Callable[[Town, Step], Answer]] = {
    "expect-minutes": _minutes,
    "expect-seated": _seated,
    "expect-known": _known,
    "expect-version": _version,
    "expect-binds": _bound,
    "expect-opens": _opens,
    "expect-mends": _mends,
}
