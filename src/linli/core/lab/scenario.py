"""A file of scenarios: who lives there, who sits where, and the stories."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationError

from linli.core.charter import nodes
from linli.core.charter.finding import CharterError, Finding, Mark
from linli.core.charter.part import Part
from linli.core.charter.text import Text


def _line(value: Any) -> Any:
    """In YAML ``… votes yes: refused past`` is a mapping of one entry; for us it is one sentence."""
    match value:
        case {**only} if len(only) == 1:
            return "".join(f"{said}: {result}" for said, result in only.items())
        case _:
            return value


Line = Annotated[str, BeforeValidator(_line)]


class Scenario(Part):
    """One story. ``people`` and ``seats`` add to those of the file, ``place`` to what it says of the place."""

    title: Text
    story: tuple[Line, ...]
    people: dict[str, str] = Field(default_factory=dict)
    seats: dict[str, str] = Field(default_factory=dict)
    place: str = ""


class Scenarios(Part):
    """A file of scenarios for one charter.

    ``people`` gives, for people written as ``r1 … r60``, the facts known of them (``adult and registered``);
    ``seats`` gives for an organ who sits in it, the first in the chair; ``place`` what is known of
    the place (``inhabitants = 25000``); ``begins`` is the day of the founding.
    """

    charter: str
    begins: str = "2026-01-01"
    people: dict[str, str]
    seats: dict[str, str] = Field(default_factory=dict)
    place: str = ""
    scenarios: dict[str, Scenario]


@dataclass(frozen=True)
class Script:
    """Scenarios with the places of their lines in the file."""

    scenarios: Scenarios
    document: nodes.Document

    def mark(self, *path: str | int) -> Mark:
        return self.document.mark(path)


def read_scenarios(data: bytes, file: str) -> Script:
    """Read a file of scenarios; raises :class:`CharterError` with line and column."""
    document = nodes.parse(data, file)
    try:
        scenarios = Scenarios.model_validate(document.plain)
    except ValidationError as error:
        raise CharterError(tuple(_finding(detail, document) for detail in error.errors())) from None
    if document.problems:
        raise CharterError(document.problems)
    return Script(scenarios, document)


def _finding(detail: Any, document: nodes.Document) -> Finding:
    path = tuple(detail["loc"])
    last = path[-1] if path else "file"
    wrong = {
        "missing": Text(zh=f"缺少「{last}」", en=f"“{last}” is missing"),
        "extra_forbidden": Text(zh=f"这里没有「{last}」这个键", en=f"there is no key “{last}” here"),
    }.get(detail["type"], Text(zh=f"「{last}」的写法不对", en=f"“{last}” has the wrong shape"))
    shown = ".".join(str(step) for step in path)
    return Finding("scenario", "error", shown, wrong, mark=document.mark(path))
