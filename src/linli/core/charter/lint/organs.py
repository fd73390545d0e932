"""Whether every organ comes about in exactly one way, and how many it can hold."""

from __future__ import annotations

from collections.abc import Iterator

from linli.core.charter.finding import Finding
from linli.core.charter.lint import known
from linli.core.charter.lint.knots import knots
from linli.core.charter.lint.say import finding
from linli.core.charter.load import Loaded
from linli.core.charter.model import FILLINGS, Charter, Organ
from linli.core.charter.part import kebab
from linli.core.charter.places import EACH


def findings(loaded: Loaded) -> Iterator[Finding]:
    cycles = _made_of_themselves(loaded.charter)
    for name, organ in loaded.charter.organs.items():
        yield from _filling(loaded, name, organ)
        yield from _sight(loaded, name, organ)
        yield from _minutes(loaded, name, organ)
        if name in cycles:
            says = (
                f"组织「{name}」绕了一圈由它自己组成",
                f"the organ “{name}” is, by a roundabout way, made of itself",
            )
            yield finding(loaded, "organ-cycle", ("organs", name), says)


def fillings(organ: Organ) -> tuple[str, ...]:
    """The keys, as written, by which an organ says how it comes about."""
    return tuple(kebab(name) for name in FILLINGS if getattr(organ, name))


def filled_by_classes(organ: Organ) -> bool:
    """Whether every class of seats says for itself who fills it."""
    return bool(organ.classes) and all(seats.by for seats in organ.classes.values())


def empty(charter: Charter) -> set[str]:
    """The organs in which nobody can ever sit."""
    without = set(charter.organs)
    holders: dict[str, list[str]] = {}
    for name, organ in charter.organs.items():
        for part in _parts(organ):
            holders.setdefault(part, []).append(name)
    todo = [name for name, organ in charter.organs.items() if _filled(charter, organ)]
    while todo:
        name = todo.pop()
        if name in without and not _no_seats(charter.organs[name]):
            without.remove(name)
            todo += [
                holder for holder in holders.get(name, ()) if name not in charter.organs[holder].apart_from
            ]
    return without


def _parts(organ: Organ) -> list[str]:
    """The organs that an organ consists of."""
    return [part for part in (organ.assembly_of, *organ.union) if part]


def _filled(charter: Charter, organ: Organ) -> bool:
    """Whether an organ has members without looking at others; one made of unknown organs is told elsewhere."""
    if parts := _parts(organ):
        return any(part not in charter.organs for part in parts)
    return bool(fillings(organ)) or filled_by_classes(organ)


def most_members(charter: Charter, name: str) -> int | None:
    """The most that an organ can seat, where its seats are numbered."""
    organ = charter.organs.get(name)
    return organ.seats.most if organ and organ.seats else None


def _no_seats(organ: Organ) -> bool:
    return organ.seats is not None and organ.seats.most == 0


def _filling(loaded: Loaded, name: str, organ: Organ) -> Iterator[Finding]:
    keys = fillings(organ)
    if not keys and not filled_by_classes(organ):
        says = (f"没有写明组织「{name}」怎样产生", f"it is not said how the organ “{name}” comes about")
        choices = [kebab(key) for key in FILLINGS]
        mend = (f"写上其中之一：{'、'.join(choices)}", f"give one of: {', '.join(choices)}")
        yield finding(loaded, "organ-without-filling", ("organs", name), says, mend)
    if len(keys) > 1:
        says = (
            f"组织「{name}」写了几种产生方式：{'、'.join(keys)}",
            f"the organ “{name}” comes about in several ways: {', '.join(keys)}",
        )
        mend = ("只留一种", "keep one of them")
        yield finding(loaded, "organ-with-two-fillings", ("organs", name, keys[1]), says, mend)


def _sight(loaded: Loaded, name: str, organ: Organ) -> Iterator[Finding]:
    """A register is seen by a seat that is for a part of the place; without one nobody could see anything."""
    if not organ.sees:
        return
    path, parts = ("organs", name, "sees"), known.parts(loaded)
    if organ.at not in (EACH, *parts):
        says = (
            f"组织「{name}」不是按网格、院落、楼栋这样的片设的，没有自己的一片，台账谁也看不到",
            f"the organ “{name}” stands for no part of the place like a grid or a building, so there is no part of a "
            "register to be seen",
        )
        mend = (
            f"写上 at: {'、at: '.join(parts)} 其中之一，或者删去 sees",
            f"write {' or '.join(f'at: {one}' for one in parts)}, or delete “sees”",
        )
        yield finding(loaded, "sees-no-part", path, says, mend)
    elif not (organ.elected_by or organ.chosen_by or organ.appointed_by):
        says = (
            f"组织「{name}」没有席位，不知道谁负责哪一片，台账谁也看不到",
            f"the organ “{name}” has no seats, so nobody is there for any part, and nobody can see a register",
        )
        mend = (
            "写上 elected-by、chosen-by 或者 appointed-by，或者删去 sees",
            "write elected-by, chosen-by or appointed-by, or delete “sees”",
        )
        yield finding(loaded, "sees-no-part", path, says, mend)


def _minutes(loaded: Loaded, name: str, organ: Organ) -> Iterator[Finding]:
    """Minutes come of sittings, and can become public only where they are not so from the beginning."""
    keys = [key for key in ("minutes_within", "minutes_for", "minutes_open_after") if getattr(organ, key)]
    if organ.outside and keys:
        says = (
            f"组织「{name}」在章程以外产生，按章程不开会，没有会议纪要",
            f"the organ “{name}” comes about outside the charter and holds no sittings by it, so there are no minutes",
        )
        mend = (f"删去 {kebab(keys[0])}", f"delete “{kebab(keys[0])}”")
        yield finding(loaded, "minutes-of-no-sitting", ("organs", name, kebab(keys[0])), says, mend)
    elif organ.minutes_open_after and not organ.minutes_for:
        says = (
            f"组织「{name}」的会议纪要没有写先供谁查阅，签署后就是公开的，写几时公开没有意义",
            f"it is not said for whom the minutes of “{name}” are first; they are public once signed, "
            "so it makes no sense to say when",
        )
        mend = (
            "写上「minutes-for: 组织」（只供自己的，写自己），或者删去 minutes-open-after",
            "write “minutes-for: ORGAN” (its own name for nobody else), or delete “minutes-open-after”",
        )
        yield finding(loaded, "minutes-open-anyway", ("organs", name, "minutes-open-after"), says, mend)


def _made_of_themselves(charter: Charter) -> set[str]:
    parts = {
        name: [part for part in _parts(organ) if part in charter.organs]
        for name, organ in charter.organs.items()
    }
    knot = knots(parts)
    return {name for name, inner in parts.items() if any(knot[part] == knot[name] for part in inner)}
