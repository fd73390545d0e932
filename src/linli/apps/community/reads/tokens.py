"""Tokens, and who asks by one."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from linli.apps.community.models import Account, Community, Token
from linli.apps.community.reads.people import person_for

OWN, ACT, REGISTERS = "read:own", "act", "registers"
SCOPES = (OWN, ACT, REGISTERS)
"""Reading what the holder may read, doing what she may do, keeping the registers that she keeps."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: the holder of a token with its permissions, or a stranger. ``token`` is its number, 0 for none."""

    account: Account | None = None
    scopes: frozenset[str] = frozenset()
    token: int = 0

    @property
    def viewer(self) -> Account | None:
        """As whom the caller reads: without the permission for it as a stranger, whoever it is."""
        return self.account if OWN in self.scopes else None

    def person_in(self, community: Community, *, acts: bool = False) -> str:
        """The caller's pseudonym in a community, for reading or (``acts``) for acting; empty for nobody there."""
        person = person_for(self.account if acts else self.viewer, community)
        return person.pseudonym if person else ""


STRANGER = Caller()


def tokens(account: Account) -> QuerySet[Token]:
    """The tokens of the holder of an account, newest first."""
    return Token.objects.filter(account=account)
