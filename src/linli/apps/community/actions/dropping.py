"""Doing away with an account and its addresses: by its holder, or when nobody has used it for long."""

from __future__ import annotations

from datetime import datetime

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet

from linli.apps.community import letters
from linli.apps.community.actions.accounts import end_sessions
from linli.apps.community.actions.ties import untie
from linli.apps.community.deed import deed
from linli.apps.community.models import Account, BroughtTable, ClerkRole, Founder, Look, Person, Tie
from linli.apps.community.sealing import lasting_mark, lasting_marks

MARK = "erased account"


@deed
def drop_addresses(account: Account) -> int:
    """Forget the addresses; each confirmed one is told that no letter comes any more. Gives how many there were."""
    confirmed = letters.address_of(account)
    count, _each = EmailAddress.objects.filter(user=account).delete()
    if confirmed:
        letters.tell(account, "account/email/email_deleted", to=confirmed)
    return int(count)


@deed
def drop_account(account: Account) -> None:
    """The account goes with its passkeys, tokens, sessions, drafts; the person whom it was stays in the register.

    Raises PermissionDenied for one that answers for what it did in office.
    """
    if in_office(account):
        raise PermissionDenied
    for person in Person.objects.filter(account=account):
        untie(person)
    end_sessions(account)
    account.delete()


def in_office(account: Account) -> bool:
    """Whether others may still have to know whose account it was: it keeps a register, or used one lately."""
    looked = Look.objects.filter(account=account).exclude(person__account=account)
    kept = ClerkRole.objects.filter(account=account), BroughtTable.objects.filter(account=account), looked
    return any(one.exists() for one in kept)


def unused(before: datetime) -> QuerySet[Account]:
    """The accounts that are nobody anywhere and last signed in, or were somebody, before a moment."""
    own = {"account": OuterRef("pk")}
    found = Account.objects.filter(last_login__lt=before)
    for model in (Person, ClerkRole, Founder, Look, BroughtTable):
        found = found.exclude(Exists(model.objects.filter(**own)))
    return found.exclude(Exists(Tie.objects.filter(ended__gte=before, **own)))


def mark_of_account(account: Account) -> str:
    """By which an account is known again in a file beside the database; tells nothing without the key."""
    return lasting_mark(_words(account.pk, account.username), MARK)


def account_marked(found: str) -> Account | None:
    """The account with a mark."""
    rows = list(Account.objects.values_list("pk", "username"))
    known = dict(zip(lasting_marks((_words(*row) for row in rows), MARK), rows, strict=True))
    return Account.objects.filter(pk=known[found][0]).first() if found in known else None


def _words(number: int, username: str) -> str:
    return f"{number} {username}"
