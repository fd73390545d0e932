"""Letters about an account, by e-mail: written in the background, after the page was answered.

A page that asks for a letter costs the same whether anybody has the address: what is to be written waits, sealed, in
the queue, and only the background knows that nothing is written to strangers.
"""

from __future__ import annotations

import json
from typing import Any, Final

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from linli.apps.community import clock
from linli.apps.community.models import Account
from linli.apps.community.sealing import seal_words, unseal_words

try:
    from django.tasks import task
except ImportError:  # Django 5.2, where it is a package
    from django_tasks import task  # type: ignore[no-redef]  # the same, under its old name

USE = "letter"
CONFIRM, RESET = "account/email/email_confirmation", "account/email/password_reset_code"
BY_CLERK, CODE_MADE = "password by clerk", "code by clerk"

CHANGES: Final = {
    "account/email/password_reset": gettext_noop(
        "A new password was set with a letter to this address. All browsers were signed out."
    ),
    BY_CLERK: gettext_noop(
        "A new password was set with a code from the clerk. All browsers were signed out."
    ),
    CODE_MADE: gettext_noop("The clerk of a community made a code with which a new password can be set."),
    "account/email/password_changed": gettext_noop("The password was changed."),
    "account/email/password_set": gettext_noop("A password was set."),
    "account/email/email_changed": gettext_noop(
        "Letters about this account go to another address from now on, no longer to this one."
    ),
    "account/email/email_deleted": gettext_noop("Letters about this account no longer come to this address."),
    "mfa/email/totp_activated": gettext_noop("One-time codes were switched on."),
    "mfa/email/totp_deactivated": gettext_noop("One-time codes were switched off."),
    "mfa/email/recovery_codes_generated": gettext_noop(
        "New recovery codes were made; the old ones are void."
    ),
    "mfa/email/webauthn_added": gettext_noop("A passkey was added."),
    "mfa/email/webauthn_removed": gettext_noop("A passkey was removed."),
    "socialaccount/email/account_connected": gettext_noop("An account held elsewhere was linked."),
    "socialaccount/email/account_disconnected": gettext_noop(
        "An account held elsewhere is no longer linked."
    ),
}
"""What is told afterwards, by the names under which django-allauth asks for it."""


def base_url() -> str:
    """The address of the installation, without a slash at its end; never what a request says of itself."""
    return str(settings.SITE_URL).rstrip("/")


def write(kind: str, address: str, **words: str) -> None:
    """Have a letter written, in the language of the moment. Nothing happens where no e-mail can be sent."""
    if settings.MAIL_READY:
        asked = {"kind": kind, "to": address, "lang": translation.get_language(), "words": words}
        post.enqueue(seal_words(json.dumps(asked), USE))


def tell(account: Account, kind: str, *, to: str = "") -> None:
    """Tell the address of an account, if it has one, what happened to it; or the one that it had until now."""
    address = to or address_of(account)
    if address:
        write(kind, address, username=account.username, at=moment())


def address_of(account: Account) -> str:
    """The confirmed address of an account, or nothing."""
    found = EmailAddress.objects.get_verified(account)
    return str(found.email) if found else ""


def addresses_of(account: Account) -> list[str]:
    """Every address that an account gave, confirmed or not."""
    return list(EmailAddress.objects.filter(user=account).order_by("pk").values_list("email", flat=True))


def moment() -> str:
    """Now, as a letter says it."""
    return timezone.localtime(clock.now()).strftime("%Y-%m-%d %H:%M")


@task()
def post(sealed: str) -> bool:
    """Write a letter and send it; False for what nobody is written to, and where the server did not take it."""
    asked: dict[str, Any] = json.loads(unseal_words(sealed, USE))
    with translation.override(asked["lang"]):
        subject, body = _words(asked["kind"], asked["words"])
    if not body:
        return False
    letter = EmailMessage(
        subject,
        body,
        settings.DEFAULT_FROM_EMAIL,
        [asked["to"]],
        headers={"Auto-Submitted": "auto-generated"},
    )
    try:
        return bool(letter.send())
    except OSError:
        return False


def _words(kind: str, words: dict[str, str]) -> tuple[str, str]:
    if kind == RESET:
        return _("Linli: a new password"), _reset(words["whose"], words["code"])
    if kind == CONFIRM:
        return _("Linli: confirm this address"), _confirm() % words
    if kind in CHANGES:
        given = {**words, "what": _(CHANGES[kind]), "url": base_url() + reverse("account_reset_password")}
        return _("Linli: something changed in how you sign in"), _changed() % given
    return "", ""


def _reset(whose: str, code: str) -> str:
    account = Account.objects.filter(pk=int(whose)).first()
    if account is None:
        return ""
    key = [user_pk_to_url_str(account), default_token_generator.make_token(account)]
    url = base_url() + reverse("account_reset_password_from_key", args=key)
    return _(
        "Somebody asked for a new password for the account “%(username)s”.\n\n"
        "Open this link within an hour:\n%(url)s\n\n"
        "Or type this code where you asked, within a quarter of an hour: %(code)s\n\n"
        "As soon as a new password is set, neither is good any more. If it was not you, do nothing: the password "
        "stays as it is."
    ) % {"username": account.username, "url": url, "code": code}


def _confirm() -> str:
    return _(
        "Somebody wants to get letters about the account “%(username)s” at this address, for instance when the "
        "password is forgotten. If it was you, open this link within three days:\n\n%(url)s\n\n"
        "If not, do nothing: nothing more will come."
    )


def _changed() -> str:
    return _(
        "%(what)s\n\nAccount: %(username)s\nWhen: %(at)s\n\n"
        "If it was not you, get a new password at once, or go to the clerk of your community:\n%(url)s\n\n"
        "Access tokens of programs stay as they are; look at them under “My account”."
    )
