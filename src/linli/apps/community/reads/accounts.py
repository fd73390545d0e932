"""What an account sees of itself: who it is where, how it signs in, in which browsers it is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db.models import QuerySet

from linli.apps.community.models import Account, ClerkRole, Invitation, Tie

BROWSERS = (
    ("MicroMessenger", "WeChat"), ("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"),
    ("HuaweiBrowser", "Huawei"), ("MiuiBrowser", "Mi"), ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
SYSTEMS = (
    ("HarmonyOS", "HarmonyOS"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"),
    ("Windows", "Windows"), ("Mac OS", "macOS"), ("Linux", "Linux"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A browser in which the account is signed in."""

    number: int
    browser: str
    system: str
    address: str
    since: datetime
    current: bool


def signed_in(account: Account, current: str | None) -> list[SignedIn]:
    """Where the account is signed in, newest first; sessions that are over are forgotten."""
    found = UserSession.objects.purge_and_list(account)
    return [
        SignedIn(
            one.pk,
            _first(BROWSERS, one.user_agent),
            _first(SYSTEMS, one.user_agent),
            one.ip,
            one.created_at,
            one.session_key == current,
        )
        for one in sorted(found, key=lambda each: each.created_at, reverse=True)
    ]


def _first(known: tuple[tuple[str, str], ...], agent: str) -> str:
    return next((name for sign, name in known if sign in agent), "")


def second_factors(account: Account) -> dict[str, list[Any]]:
    """The passkeys, the one-time codes and the recovery codes of an account, each with its secret left out."""
    found: dict[str, list[Any]] = {"webauthn": [], "totp": [], "recovery_codes": []}
    for one in Authenticator.objects.filter(user=account).order_by("pk"):
        found[one.type].append(one.wrap())
    return found


def linked(account: Account) -> QuerySet[Any]:
    """The accounts held elsewhere with which one signs in here."""
    linked: QuerySet[Any] = SocialAccount.objects.filter(user=account)
    return linked


def ties_of(account: Account) -> QuerySet[Tie]:
    """Who the account is, community by community, and how that was shown."""
    live = Tie.objects.filter(account=account, ended=None, person__departed=False)
    return live.select_related("community", "person", "by").order_by("community__name")


def renewals(account: Account) -> QuerySet[Invitation]:
    """The codes for a new password that were made for the account, newest first."""
    made = Invitation.objects.filter(account=account, role=Invitation.Role.RENEWAL)
    return made.select_related("by", "community")


def clerkships(account: Account) -> QuerySet[ClerkRole]:
    """The communities of which the account keeps the register."""
    return ClerkRole.objects.filter(account=account).select_related("community").order_by("community__name")


def can_confirm(account: Any) -> bool:
    """Whether the holder of an account has something to show again who she is with: a password, a passkey."""
    return bool(get_adapter().get_reauthentication_methods(account))
