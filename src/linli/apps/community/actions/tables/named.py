"""People whom a table names: by ID number, by number in the register, else by a name that only one of them has."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Q

from linli.apps.community import personal
from linli.apps.community.bulk import parts
from linli.apps.community.models import Community, Person
from linli.apps.community.sealing import marks
from linli.registers.check import Block


class Named(NamedTuple):
    """Somebody in the register; ``touched`` is None of whom only the name is held."""

    key: int
    number: int
    name: str
    who: str
    mark: str | None
    party: bool | None
    touched: int | None


_NAMED = ("pk", "number", "name", "pseudonym", "resident__mark", "resident__party", "resident__touched")


class Directory:
    """Whom the rows of a block may name."""

    def __init__(self, community: Community, block: Block) -> None:
        values = block.values
        self.marks = marks(values["identity"], personal.use_of(community.pk))  # type: ignore[arg-type]  # texts, all
        numbers = {int(str(one)) for one in values["register"] if one not in (None, "new")}
        self.found: dict[int, Named] = {}
        self._note(community, "resident__mark__in", [one for one in self.marks if one])
        self._note(community, "number__in", numbers)
        self._note(community, "name__in", {str(one) for one in values["name"] if one})
        self.by_mark = {one.mark: one for one in self.found.values() if one.mark}

    def _note(self, community: Community, ask: str, words: Iterable[object]) -> None:
        here = Person.objects.filter(community=community, departed=False)
        for some in parts(list(words)):
            found = here.filter(Q(**{ask: some})).values_list(*_NAMED)
            self.found |= {one[1]: Named(*one) for one in found}

    def who(self, block: Block, at: int) -> Named | None:
        """The person whom a row names; else what is wrong goes to its problems, unless that is said already."""
        name, number = block.words("name", at), block.words("register", at)
        if not name:
            return None
        found = self.by_mark.get(self.marks[at]) if self.marks[at] else None
        if found is None and number.isdecimal():
            found = self.found.get(int(number))
        if found is not None or number.isdecimal():
            if found is None or found.name != name:
                block.says(at, "name", "other-name" if found else "not-in-register")
                return None
            return found
        return self._by_name(block, at, name)

    def _by_name(self, block: Block, at: int, name: str) -> Named | None:
        able = [one for one in self.found.values() if one.name == name and not (self.marks[at] and one.mark)]
        if len(able) == 1:
            return able[0]
        if able and _unread(block, at):
            return None
        if able:
            numbers = "、".join(str(one.number) for one in able[:5])
            block.says(at, "register", "several-namesakes", {"numbers": numbers})
        else:
            block.says(at, "name", "not-in-register")
        return None


def _unread(block: Block, at: int) -> bool:
    """Whether a number that would tell who is meant is there, but wrong, which is said already."""
    return any(one.column in ("identity", "register") for one in block.problems.get(at, ()))
