"""Findings about a charter that could be read, one module per family.

A family is a function from a loaded charter to its findings, in any order; nothing here reads a file or a clock.
"""

from collections.abc import Callable, Iterable

from linli.core.charter.finding import Finding
from linli.core.charter.lint import actors, names, organs, paths, rules, sources, surface, unused
from linli.core.charter.load import Loaded
from linli.core.charter.mistake import in_order

Family = Callable[[Loaded], Iterable[Finding]]

STRUCTURE: tuple[Family, ...] = (
    names.findings,
    paths.findings,
    actors.findings,
    rules.findings,
    organs.findings,
    sources.findings,
    surface.findings,
    unused.findings,
)
FAMILIES: tuple[Family, ...] = STRUCTURE


def structure(loaded: Loaded) -> tuple[Finding, ...]:
    """Whether the charter holds together: names, paths, actors, rules, sources."""
    return _told(loaded, STRUCTURE)


def check(loaded: Loaded) -> tuple[Finding, ...]:
    """All findings, in the order of the file."""
    return _told(loaded, FAMILIES)


def _told(loaded: Loaded, families: tuple[Family, ...]) -> tuple[Finding, ...]:
    return in_order(tuple(finding for family in families for finding in family(loaded)))
