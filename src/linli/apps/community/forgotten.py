"""A forgotten password: who gives a confirmed address gets one letter, with a link and a code."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import AddEmailForm, ConfirmPasswordResetCodeForm, ResetPasswordForm
from allauth.account.internal.flows import password_reset_by_code as by_code
from allauth.account.models import EmailAddress
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from linli.apps.community import letters
from linli.apps.community.actions import end_sessions, forget_failures, sign_out
from linli.apps.community.models import Account

SESSION = by_code.PASSWORD_RESET_VERIFICATION_SESSION_KEY


class AskForm(ResetPasswordForm):  # type: ignore[misc]  # allauth is not typed
    """Which address the letter shall go to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _labelled(self)

    def clean_email(self) -> str:
        """The address; whose it is counts only where it was confirmed, or anybody's slip of the pen were a door."""
        email = str(self.cleaned_data["email"]).lower()
        found = EmailAddress.objects.filter(email=email, verified=True, user__is_active=True)
        one = found.select_related("user").first()
        self.account = one.user if one else None
        return email

    def save(self, request: HttpRequest, **_kwargs: Any) -> str:
        """Begin: the letter is asked for, and the code is waited for in this browser.

        For an address of nobody all of it happens, too, but that no code is the right one and no letter is written.
        """
        email, code = str(self.cleaned_data["email"]), str(get_adapter().generate_password_reset_code())
        state = by_code.PasswordResetVerificationProcess.initial_state(self.account, email)
        state["code"] = code if self.account else ""
        state["then"] = (self.account or Account()).get_session_auth_hash()
        by_code.PasswordResetVerificationProcess(request, state, self.account).persist()
        letters.write(letters.RESET, email, whose=str(self.account.pk) if self.account else "0", code=code)
        return email


class CodeForm(ConfirmPasswordResetCodeForm):  # type: ignore[misc]  # allauth is not typed
    """The code out of the letter."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["code"].label = _("Code out of the letter")
        self.fields["code"].widget.attrs.pop("placeholder", None)


class AddressForm(AddEmailForm):  # type: ignore[misc]  # allauth is not typed
    """The address of one's account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _labelled(self)


def _labelled(form: Any) -> None:
    form.label_suffix = ""
    form.fields["email"].label = _("E-mail address")
    form.fields["email"].widget.attrs.pop("placeholder", None)


def drop_spent(request: HttpRequest) -> None:
    """Wait no longer for a code whose letter is spent: the link was used, or the password changed since."""
    state = request.session.get(SESSION) or {}
    account = Account.objects.filter(pk=state.get("user_id", 0)).first()
    if account is not None and not constant_time_compare(state["then"], account.get_session_auth_hash()):
        request.session.pop(SESSION)


def sign_out_everywhere(sender: Any, request: HttpRequest, user: Account, **_kwargs: Any) -> None:
    """After a new password was set by letter nobody stays signed in, this browser not either; it opens at once."""
    forget_failures(user)
    if request.user.is_authenticated and request.user.pk == user.pk:
        sign_out(request)
    end_sessions(user)
