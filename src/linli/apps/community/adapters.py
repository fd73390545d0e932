"""Where django-allauth asks us: who may sign up, where a request comes from, how secrets are kept."""

from __future__ import annotations

from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.apps.community import invited, letters
from linli.apps.community.actions import address_of
from linli.apps.community.reads import known_code
from linli.apps.community.sealing import seal_words, unseal_words

USE = "second factor"
UNKNOWN = "0.0.0.0"  # noqa: S104 - no address to listen on: it stands for a request without one
UNSAID = ("account/messages/logged_in.txt", "account/messages/logged_out.txt")
"""What everybody sees anyway."""


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is not typed
    """Nobody signs up but with a code; letters are ours."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an account is made where an invitation is accepted."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Where a request comes from, as our own limits see it."""
        return address_of(request) or UNKNOWN

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Say what happened, unless the page shows it."""
        if message_template not in UNSAID:
            super().add_message(request, level, message_template, *args, **kwargs)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to one's account."""
        return reverse("mfa_index")

    def get_email_verification_redirect_url(self, email_address: Any) -> str:
        """Back to one's account, or to signing in."""
        return reverse("mfa_index" if self.request.user.is_authenticated else "community:sign-in")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """None of allauth's own letters is sent: those that are have their words in `letters`."""

    def send_confirmation_mail(self, request: HttpRequest, emailconfirmation: Any, signup: bool) -> None:
        """Ask whether who reads at an address wants letters about the account there."""
        address = emailconfirmation.email_address
        url = letters.base_url() + reverse("account_confirm_email", args=[emailconfirmation.key])
        letters.write(letters.CONFIRM, address.email, username=address.user.username, url=url)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Any,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell the account's address what changed, or the one that it had until now."""
        letters.tell(user, template_prefix, to=email or (context or {}).get("deleted_email", ""))


class SecondFactor(DefaultMFAAdapter):  # type: ignore[misc]  # allauth is not typed
    """Secrets of one-time codes are sealed with the key beside the database; the QR code is drawn as all of ours."""

    def encrypt(self, text: str) -> str:
        """Sealed, to be stored."""
        return seal_words(text, USE)

    def decrypt(self, encrypted_text: str) -> str:
        """Opened, to be compared."""
        return unseal_words(encrypted_text, USE)

    def get_totp_issuer(self) -> str:
        """Under what an authenticator app lists the account."""
        return f"{_('Linli')} {self._get_site_name()}"

    def build_totp_svg(self, url: str) -> str:
        """The QR code for the authenticator app."""
        return str(segno.make(url, error="m").svg_inline(scale=4, border=2, omitsize=True, light="#fff"))

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """What a passkey is called until its owner names it."""
        count = user.authenticator_set.filter(type=type).count()
        return _("Passkey %(n)d") % {"n": count + 1}


class Linked(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth is not typed
    """Signing in with an account held elsewhere: for accounts that were linked, and for who holds a good code."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Whether this browser has opened an invitation that can be accepted."""
        return known_code(invited.code_of(request))

    def save_user(self, request: HttpRequest, sociallogin: Any, form: Any = None) -> Any:
        """The new account goes on to accept the invitation."""
        account = super().save_user(request, sociallogin, form)
        sociallogin.state["next"] = reverse("community:join-back")
        return account
