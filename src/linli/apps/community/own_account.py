"""What is held of an account, whoever it is where: for its holder's copy; and what of it she may erase at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from linli.apps.community import letters, reads
from linli.apps.community.actions.dropping import drop_account, drop_addresses, in_office, unused
from linli.apps.community.models import Token
from linli.apps.community.reads.fading import Fading
from linli.apps.community.reads.holdings import AccountHolding, Held, Lot, OfAccount, Row

ADDRESS, ACCOUNT = "address", "account"


def held(of: OfAccount) -> Iterator[Held]:
    """The account itself, where it is signed in, its tokens."""
    yield _account(of)
    yield _signed_in(of)
    yield _tokens(of)


def _account(of: OfAccount) -> Held:
    account = of.account
    factors = reads.second_factors(account)
    rows: list[Row] = [(_("User name"), account.username)]
    rows += [(_("E-mail address"), one) for one in letters.addresses_of(account)]
    rows += [(_("Last signed in"), of.when(account.last_login))] if account.last_login else []
    rows += [(_("Passkey"), one.name) for one in factors["webauthn"]]
    rows += [(_("One-time codes"), _("yes"))] if factors["totp"] else []
    rows += [(_("Signs in with"), f"{one.provider} {one.uid}") for one in reads.linked(account)]
    fields = (("what", _("Which detail")), ("value", _("What is held")))
    says = _("Passwords and codes are kept in such a form that nobody can read them; they are not here.")
    return Held("account", _("Your account"), fields, tuple(rows), says)


def _signed_in(of: OfAccount) -> Held:
    rows = [
        (of.when(one.since), one.browser, one.system, one.address)
        for one in reads.signed_in(of.account, None)
    ]
    fields = (
        ("since", _("Since")),
        ("browser", _("Browser")),
        ("system", _("System")),
        ("address", _("Address")),
    )
    return Held("sessions", _("Where you are signed in"), fields, tuple(rows))


def _tokens(of: OfAccount) -> Held:
    rows = [
        (one.name, one.scopes, of.when(one.made), of.when(one.used), of.when(one.expires))
        for one in Token.objects.filter(account=of.account)
    ]
    fields = (
        ("name", _("Name")), ("may", _("What it may do")), ("made", _("Made")), ("used", _("Last used")),
        ("expires", _("Valid until")),
    )  # fmt: skip
    return Held("tokens", _("Access tokens"), fields, tuple(rows))


def lots(of: OfAccount) -> Iterator[Lot]:
    """The addresses, and the account itself, each with what stops working."""
    addresses = len(letters.addresses_of(of.account))
    if addresses:
        yield Lot(
            ADDRESS, _("E-mail address"), addresses, "may",
            _("No letter comes any more when the password is forgotten, nor when something changes in how you sign in. "
              "A new password you then get in person, from whoever keeps the register."),
        )  # fmt: skip
    title, says = _("The account itself"), _(
        "You cannot sign in any more, anywhere here. Passkeys, access tokens, drafts, and how you are told go with it. "
        "In the register you stay, and your votes and words stay in the record under your made-up name; you act at the "
        "desk then, or with a new invitation. Copies and requests that wait you cannot read any more: take them first."
    )  # fmt: skip
    if in_office(of.account):
        why = _(
            "With this account registers are kept or were used. Whose numbers were looked at, she may read by whom."
        )
        yield Lot(ACCOUNT, title, 1, "not-now", says, why)
    else:
        yield Lot(ACCOUNT, title, 1, "may", says)


def erase(of: OfAccount, chosen: Collection[str]) -> None:
    """Erase what was chosen. Raises PermissionDenied for an account that answers for what it did in office."""
    if ADDRESS in chosen:
        drop_addresses(of.account)
    if ACCOUNT in chosen:
        drop_account(of.account)


def _drop_unused(_community: Any, before: datetime) -> int:
    found = list(unused(before))
    for one in found:
        drop_account(one)
    return len(found)


HOLDING = AccountHolding(held, lots, erase)
FADING = Fading("accounts", lambda _community, before: unused(before).count(), _drop_unused)
