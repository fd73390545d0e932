"""What a matter changes outside itself: the closed list of a charter's ``enacts``, with everything worked out."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from linli.core.engine.acts import Actor, FactValue, Seal
from linli.core.engine.struct import kebab_tag


class _Effect(Struct, frozen=True, forbid_unknown_fields=True, tag_field="do", tag=kebab_tag):
    """``clause`` is the deed in the charter that says so."""

    clause: str


class Seated(_Effect, frozen=True):
    """A person takes a seat, or begins a new term in it; ``until`` is None where the term has no end."""

    person: str
    organ: str
    seat_class: str = ""
    until: datetime | None = None


class Vacated(_Effect, frozen=True):
    """A person loses a seat."""

    person: str
    organ: str


class Adopted(_Effect, frozen=True):
    """A charter comes into force ``instead_of`` the one under which the matter runs, both by their hashes."""

    charter: str
    instead_of: str


class Obliged(_Effect, frozen=True):
    """Some bind themselves; ``until`` is None where no term is said."""

    who: tuple[Actor, ...]
    until: datetime | None = None
    cents: int = 0
    fund: str = ""


class Owed(_Effect, frozen=True):
    """Money becomes due to an organ: once, or as often as the deed in the charter says."""

    who: tuple[Actor, ...]
    to: str
    cents: int
    fund: str = ""
    until: datetime | None = None


class Opened(_Effect, frozen=True):
    """Another procedure is to be begun."""

    procedure: str


class Placed(_Effect, frozen=True):
    """A place within the community is there from now on, or has become one of another kind."""

    place: str
    kind: str


class Classified(_Effect, frozen=True):
    """What the register holds under ``fact``: of a ``person``, of a ``place`` within, or of the community's own."""

    fact: str
    value: FactValue
    person: str = ""
    place: str = ""


class Mended(_Effect, frozen=True):
    """What the matter asks for is entered in a register: what ``text``, the matter's own, commits to."""

    register: str
    text: Seal


Effect = Seated | Vacated | Adopted | Obliged | Owed | Opened | Placed | Classified | Mended


class Void(Struct, frozen=True, forbid_unknown_fields=True):
    """What should have changed but could not, and the code of why."""

    clause: str
    why: str
