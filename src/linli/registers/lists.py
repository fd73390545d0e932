"""Lists derived from the registers, as ``lists.yaml`` defines them: what each is of, what for, and its columns."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final, Literal

import msgspec
import yaml
from msgspec import Struct

from linli.core.charter.text import Lang, Text
from linli.registers.cells import Value, show
from linli.registers.shape import Column
from linli.registers.shapes import SHAPES

FILE: Final = Path(__file__).with_name("lists.yaml")
Source = Literal["people", "households", "homes", "buildings", "changes"]
Given = bool | int | str
CONDITIONS: Final[Mapping[str, Mapping[str, type]]] = {
    "people": {
        "party": bool, "owner": bool, "registered": bool, "lives": bool, "relation": str, "alone": bool,
        "age-from": int, "age-under": int, "has-phone": bool, "has-identity": bool, "body": str,
    },
    "households": {"has-phone": bool, "has-head": bool, "all-aged": int},
    "homes": {"lived-in": bool, "use": str},
    "buildings": {},
    "changes": {"month": str},
}  # fmt: skip
"""What a list of each kind may ask, and of what kind the answer is."""
COLUMNS: Final[Mapping[str, frozenset[str]]] = {
    "people": frozenset(
        ["name", "register", "sex", "relation", "age", "born", "identity", "phone", "home", "household"]
    ),
    "households": frozenset(["household", "home", "head", "members", "phone"]),
    "homes": frozenset(["building", "stairwell", "number", "use", "area", "people"]),
    "buildings": frozenset(
        ["building", "grid", "homes", "households", "people", "older", "children", "party", "no-phone"]
    ),
    "changes": frozenset(["day", "name", "register", "what"]),
}
SECRET: Final = frozenset({"identity", "phone", "born"})
SHAPE_OF: Final[Mapping[str, str]] = {
    "people": "residents", "changes": "residents", "households": "residents",
    "homes": "dwellings", "buildings": "buildings",
}  # fmt: skip
"""Whose columns a list takes its headings and answers from."""
NEEDS: Final[Mapping[str, tuple[str, ...]]] = {
    "people": ("residents",), "changes": ("residents",), "households": ("households", "residents"),
    "homes": ("dwellings",), "buildings": ("buildings", "residents"),
}  # fmt: skip
"""Of which registers a list of each kind is made."""
OLDEST: Final = 130


class Definition(Struct, frozen=True, forbid_unknown_fields=True):
    """A list as the file says it. ``asks`` are the conditions that the reader may set otherwise."""

    key: str
    of: Source
    title: dict[str, str]
    purpose: dict[str, str]
    columns: tuple[str, ...]
    where: dict[str, Given] = {}
    asks: tuple[str, ...] = ()
    sensitive: bool = False


class _File(Struct, forbid_unknown_fields=True):
    columns: dict[str, dict[str, str]]
    asks: dict[str, dict[str, str]]
    lists: list[Definition]


class WrongList(ValueError):
    """A definition that says what no list can do."""


class Listing:
    """A list that can be drawn up."""

    def __init__(self, definition: Definition, titles: Mapping[str, Text]) -> None:
        self.key, self.of, self.where = definition.key, definition.of, definition.where
        self.asks, self.columns, self.sensitive = definition.asks, definition.columns, definition.sensitive
        self.title, self.purpose = Text(**definition.title), Text(**definition.purpose)
        self._titles = titles

    @property
    def secret(self) -> bool:
        """Whether it has columns that are masked unless somebody asks for them in full."""
        return not SECRET.isdisjoint(self.columns)

    @property
    def registers(self) -> tuple[str, ...]:
        """The registers that one must see to see the list."""
        return (*NEEDS[self.of], *(["party"] if "party" in self.where else []))

    def heading(self, key: str) -> Text:
        """What a column is called."""
        column = self._column(key)
        return self._titles[key] if column is None else column.title

    def says(self, key: str, value: Value | None, lang: Lang) -> str:
        """A value as the reader sees it."""
        column = self._column(key)
        if column is None or value is None or value == "":
            return "" if value is None else str(value)
        if column.kind == "choice":
            return column.words[str(value)][0 if lang == "zh" else 1]
        return show(column, value)

    def _column(self, key: str) -> Column | None:
        # What the file itself names comes first: a list may mean something else by a word than a table does.
        if key in self._titles:
            return None
        shape = SHAPES[SHAPE_OF[self.of]]
        return next(one for one in shape.columns if one.key == key)

    def answered(self, given: Mapping[str, str]) -> dict[str, Given]:
        """The conditions, with what the reader answered; an answer that cannot be meant leaves what the list says."""
        found = dict(self.where)
        for key in self.asks:
            said = given.get(key, "").strip()
            kind = CONDITIONS[self.of][key]
            if kind is int:
                found[key] = int(said) if _is_age(said) else found[key]
            elif said:
                found[key] = said[:80]
        return found


def _is_age(said: str) -> bool:
    return said.isascii() and said.isdecimal() and len(said) < 4 and 0 < int(said) <= OLDEST


def lists() -> Mapping[str, Listing]:
    """Every list, by its key, in the order of the file."""
    return _read()[0]


def asked() -> Mapping[str, Text]:
    """What the reader is asked, by the condition."""
    return _read()[1]


@cache
def _read() -> tuple[dict[str, Listing], dict[str, Text]]:
    return read(FILE.read_bytes())


def read(data: bytes) -> tuple[dict[str, Listing], dict[str, Text]]:
    """The lists of a file, and its questions. Raises :class:`WrongList` for what no list can do."""
    try:
        file = msgspec.convert(yaml.safe_load(data), _File)
        titles = {key: Text(**said) for key, said in file.columns.items()}
        asks = {key: Text(**said) for key, said in file.asks.items()}
        found = {one.key: Listing(one, titles) for one in file.lists}
    except (msgspec.ValidationError, yaml.YAMLError, ValueError) as error:
        raise WrongList(str(error)) from None
    if len(found) < len(file.lists):
        raise WrongList("two lists have one key")
    for one in found.values():
        _check(one, asks)
    return found, asks


def _check(one: Listing, asks: Mapping[str, Text]) -> None:
    known = CONDITIONS[one.of]
    for key, value in one.where.items():
        if type(value) is not known.get(key):
            raise WrongList(f"{one.key}: {key} cannot be asked of {one.of}, or not so")
    for key in one.asks:
        if key not in one.where or key not in asks:
            raise WrongList(f"{one.key}: {key} is asked of the reader, but has no default or no words")
    for key in one.columns:
        if key not in COLUMNS[one.of]:
            raise WrongList(f"{one.key}: {one.of} have no column {key}")
        one.heading(key)
