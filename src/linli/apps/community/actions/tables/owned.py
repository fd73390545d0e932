"""Whose own a row of a table is: no clerk changes her own file by a table either (ADR 0127)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from linli.apps.community.models import Account, BroughtTable, Community, Person
from linli.apps.community.reads import deciders
from linli.apps.community.reads.people import own_person
from linli.core.charter.text import Text
from linli.registers.check import Block

SEATS = "rosters"


class OwnRequest(Exception):
    """It is her own, and somebody else decides on it; ``says`` what to do."""

    def __init__(self, says: Text) -> None:
        super().__init__(says.en)
        self.says = says


@dataclass(frozen=True, slots=True)
class Owned:
    """Who of the register keeps it, by their keys; ``barred`` is who brings a table in and may not change her file."""

    people: frozenset[int] = frozenset()
    barred: frozenset[int] = frozenset()
    households: Mapping[int, int] = field(default_factory=dict)
    """Of each household in which one of them lives, who it is."""
    met: set[int] = field(default_factory=set)
    """Those whose files, or whose seats, the table changes."""
    seats: Mapping[str, bool] = field(default_factory=dict)
    """By their pseudonyms, whether they may be seated by who brings the table in."""
    keys: Mapping[str, int] = field(default_factory=dict)

    def bars(self, block: Block, at: int, key: int) -> bool:
        """Whether a row that changes somebody's file is not hers to bring in who does; said of the row."""
        self.met.add(key)
        if key in self.barred:
            block.says(at, "", "own-row")
        return key in self.barred

    def bars_seat(self, who: str) -> bool:
        """Whether somebody's seat is not hers to enter who brings the table in."""
        if who in self.keys:
            self.met.add(self.keys[who])
        return not self.seats.get(who, True)


NOBODY = Owned()


def owned(community: Community, account: Account | None) -> Owned:
    """Who keeps the register, and who of them brings a table in."""
    accounts = deciders.Deciders(community).clerks
    found = list(
        Person.objects.filter(community=community, account__in=accounts, departed=False).select_related(
            "community"
        )
    )
    mine = [one for one in found if account is not None and one.account_id == account.pk]
    barred = {one.pk for one in mine if not deciders.may_mend(account, one)}
    homes = {one.household_id: one.pk for one in found if one.household_id is not None}
    return Owned(
        frozenset(one.pk for one in found), frozenset(barred), homes,
        seats={one.pseudonym: deciders.may_seat(account, one) for one in mine},
        keys={one.pseudonym: one.pk for one in found},
    )  # fmt: skip


def not_own(table: BroughtTable, actor: Account) -> None:
    """Somebody else has to enter a table that changes her file or seats her, or take it back. Raises OwnRequest."""
    mine = own_person(actor, table.community)
    met: Collection[int] = table.counts.get("own", ())
    seats = table.shape == SEATS
    may = deciders.may_seat if seats else deciders.may_mend
    if mine is not None and mine.pk in met and not may(actor, mine):
        raise OwnRequest(deciders.OWN_SEATS if seats else deciders.OWN_TABLE)
