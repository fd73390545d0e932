"""Findings about a charter that could be read, one module or package per family.

A family is a function from a loaded charter to its findings, in any order; nothing here reads a file or a clock.
Pages and commands show them by family: :func:`by_family` gives the families in the order in which to show them, each
with its findings in the order of the file, and :data:`linli.core.charter.codes.FAMILY_TITLES` what to call them.
"""

from collections.abc import Callable, Iterable

from linli.core.charter.codes import FAMILIES, Family, family
from linli.core.charter.finding import Finding
from linli.core.charter.lint import (
    actors,
    counted,
    critique,
    deeds,
    grounds,
    law,
    mending,
    names,
    organs,
    passing,
    paths,
    rules,
    seats,
    sources,
    surface,
    unused,
    words,
)
from linli.core.charter.load import Loaded
from linli.core.charter.mistake import in_order

Look = Callable[[Loaded], Iterable[Finding]]


def _named(loaded: Loaded) -> Iterable[Finding]:
    """What is wrong with names, and what none names; the names that are used are gathered once."""
    used = tuple(names.references(loaded))
    return (*names.findings(loaded, used), *unused.findings(loaded, used))


STRUCTURE: tuple[Look, ...] = (
    _named,
    words.findings,
    paths.findings,
    passing.findings,
    actors.findings,
    rules.findings,
    counted.findings,
    organs.findings,
    seats.findings,
    sources.findings,
    surface.findings,
    deeds.findings,
    mending.findings,
)
JUDGEMENT: tuple[Look, ...] = (critique.findings, law.findings)
"""What is asked only of a charter that holds together."""
STILL_JUDGED = ("composition-never-met",)
"""An error that leaves no doubt about who does what."""


def structure(loaded: Loaded) -> tuple[Finding, ...]:
    """Whether the charter holds together: names, paths, actors, rules, sources."""
    return _told(loaded, STRUCTURE)


def check(loaded: Loaded, cited: Iterable[Loaded] = ()) -> tuple[Finding, ...]:
    """All findings, in the order of the file; of a charter that does not hold together only why it does not.

    ``cited`` are laws that the charter's sources name without its extending them; its rules are compared with theirs.
    """
    cited = tuple(cited)
    found = structure(loaded)
    if any(one.level == "error" and one.code not in STILL_JUDGED for one in found):
        return found
    beside = (*law.rules(loaded, cited), *grounds.findings(loaded, cited))
    return in_order((*found, *_told(loaded, JUDGEMENT), *beside))


def by_family(findings: Iterable[Finding]) -> dict[Family, tuple[Finding, ...]]:
    """Findings by family, in the order in which families are shown; families without findings are left out."""
    found = tuple(findings)
    grouped: dict[Family, tuple[Finding, ...]] = {}
    for name in FAMILIES:
        if some := tuple(one for one in found if family(one.code) == name):
            grouped[name] = some
    return grouped


def _told(loaded: Loaded, looks: tuple[Look, ...]) -> tuple[Finding, ...]:
    return in_order(tuple(finding for look in looks for finding in look(loaded)))
