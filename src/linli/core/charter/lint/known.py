"""The names that there are: those of the language, of the charter, and of what it extends."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from linli.core.charter.bases import BASES, ITEM_LISTS
from linli.core.charter.load import Loaded
from linli.core.charter.model import Charter, Procedure
from linli.core.charter.nodes import Path
from linli.core.charter.places import PLACES, kinds_of_part
from linli.core.charter.stages import Screen
from linli.core.charter.standard import STANDARD, STANDARD_CHARTER
from linli.core.charter.terms import END_NAMES, NAME

MEASURES = frozenset({"heads", "area"})
"""The ways of counting votes."""
LEDGER = frozenset({"due", "received", "diverted"})
"""What the ledger states of a fund."""
TARGETS = (*END_NAMES, "again", "up")
"""The words of the language among targets: a stage of this name could never be led to."""
_SPOKEN = ("holder", "proposer", "parties", "concerned", "keeper", "here")


def is_name(name: str) -> bool:
    """Whether rules and stages can call a thing by this name."""
    return re.fullmatch(NAME, name) is not None


def named(charter: Charter) -> Iterator[tuple[Path, Collection[str]]]:
    """Where the charter gives a name, with the words that cannot be one there."""
    sections = (
        "facts",
        "places",
        "rules",
        "duties",
        "funds",
        "measures",
        "catalogues",
        "disclosures",
    )
    for section in sections:
        yield from (((section, name), ()) for name in getattr(charter, section))
    for name, organ in charter.organs.items():
        yield ("organs", name), _SPOKEN
        yield from ((("organs", name, "classes", seat), ()) for seat in organ.classes)
    for name, procedure in charter.procedures.items():
        path = ("procedures", name)
        yield path, () if charter.charter == STANDARD_CHARTER else (STANDARD,)
        yield from (((*path, "stages", stage), TARGETS) for stage in procedure.stages)
        yield from (((*path, "facts", fact), ()) for fact in procedure.facts)


def places(loaded: Loaded) -> set[str]:
    """The kinds of place."""
    return {*PLACES, *(name for one in loaded.closure for name in one.charter.places)}


def parts(loaded: Loaded) -> tuple[str, ...]:
    """The kinds of place that are parts of the charter's own place."""
    return kinds_of_part(loaded.charter.level, (one.charter for one in loaded.closure))


def facts(loaded: Loaded, procedure: Procedure | None = None) -> set[str]:
    """The facts of people, households and places, and of a procedure's matters and items."""
    there = {name for one in loaded.closure for name in one.charter.facts}
    if procedure:
        there |= {*procedure.facts, *(procedure.items.facts if procedure.items else ())}
    return there


def figures(loaded: Loaded, kind: str = "") -> set[str]:
    """What a rule can count, in a stage of that kind; the members of an organ are counted by its name.

    Where items are gathered, how many there are can be held against the seats that they are for.
    """
    return {*_counted(kind), *loaded.charter.organs, *({"items", "seats"} if kind == "gather" else ())}


@cache
def _counted(kind: str) -> frozenset[str]:
    return frozenset(name for name, base in BASES.items() if not kind or kind in base.kinds)


def classes(loaded: Loaded) -> set[str]:
    """What can stand after ``in``: a seat class, an organ, a fact, or the households."""
    seats = {name for organ in loaded.charter.organs.values() for name in organ.classes}
    return {"households", *seats, *loaded.charter.organs, *facts(loaded)}


def conditions(loaded: Loaded, procedure: Procedure | None = None) -> set[str]:
    """What a test over facts can name."""
    charter = loaded.charter
    there = {"items", *facts(loaded, procedure), *figures(loaded), *charter.measures, *charter.catalogues}
    kinds = [*(procedure.facts.values() if procedure else ())]
    kinds += [fact for one in loaded.closure for fact in one.charter.facts.values()]
    there |= {choice for kind in kinds for choice in kind.choices}
    return there | LEDGER if charter.funds else there


def purposes(loaded: Loaded) -> set[str]:
    """What a fund can ask of the matters that it pays for: the facts of any procedure."""
    return {
        name for procedure in loaded.charter.procedures.values() for name in conditions(loaded, procedure)
    }


def item_lists(procedure: Procedure) -> set[str]:
    """The lists that can be voted on: all items, those that a screen put in one bin, and those of an earlier vote."""
    bins = {name for stage in procedure.stages.values() if isinstance(stage, Screen) for name in stage.bins}
    return {"items", *ITEM_LISTS, *bins}


def purses(charter: Charter) -> set[str]:
    """What a choice can be kept within: a fund, or an amount that the matter carries."""
    amounts = {
        name
        for procedure in charter.procedures.values()
        for name, fact in procedure.facts.items()
        if fact.type == "money"
    }
    return {"fund", *charter.funds, *amounts}
