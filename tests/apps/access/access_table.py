"""The table of who may come to which address, as it stands in access.yaml."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import get_resolver, reverse


@dataclass
class Row:
    """One line of the table: what an address answers to each role, by method."""

    name: str
    expected: Mapping[str, Any]
    at: Mapping[str, Any] = field(default_factory=dict)
    ask: str = ""
    sent: Any = None
    also: Sequence[Mapping[str, Any]] = ()

    def of(self, method: str, role: str) -> Any:
        """What the table says; None where it says nothing."""
        found = self.expected.get(method)
        return found.get(role, found.get("others")) if isinstance(found, Mapping) else found


@dataclass
class Table:
    """The whole table."""

    roles: Mapping[str, str]
    usual: Mapping[str, Any]
    rows: Mapping[str, Row]
    closed: Mapping[str, Row] = field(default_factory=dict)
    """The rows of a closed matter."""

    @staticmethod
    def needs(name: str) -> list[str]:
        """What an address needs to be complete."""
        space, _, short = name.rpartition(":")
        urls = get_resolver()
        for one in filter(None, space.split(":")):
            urls = urls.namespace_dict[one][1]
        found = urls.reverse_dict.getlist(short)
        return list(found[0][0][0][1]) if found else []

    def address(self, name: str, row: Row | None, known: Mapping[str, Any]) -> str:
        """The address of a name, with the usual places filled in, the row's own first."""
        wanted = self.needs(name)
        given = {**self.usual, **known, **(row.at if row else {})}
        return reverse(name, kwargs={key: given[key] for key in wanted}) + (row.ask if row else "")
