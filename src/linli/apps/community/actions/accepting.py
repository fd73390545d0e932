"""Accepting an invitation: the code is found, who holds it shows who she is, and the account is tied."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from linli.apps.community import clock, letters
from linli.apps.community.actions.accounts import end_sessions, make_account, set_password
from linli.apps.community.actions.attempts import mark, note_failure, too_many
from linli.apps.community.actions.chain import TERMINAL
from linli.apps.community.actions.ties import tie
from linli.apps.community.codes import mark_of, read_code
from linli.apps.community.deed import deed
from linli.apps.community.models import Account, ClerkRole, Community, Founder, Invitation, Person, Tie
from linli.apps.community.reads.invitations import MOST_ANSWERS, secrets_of

MOST_FROM_ADDRESS = 20
MOST_AT_DOOR = 200
MOST_NAMES = 10
"""Names of accounts that a code may find in use: whoever holds one must not read from it who has an account."""
LAST = 4


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account to be made for who accepts."""

    username: str
    password: str


def invitation_by(code: str, *, address: str, door: Community | None) -> Invitation:
    """The open invitation that a code belongs to, at the door of its community or at that of the site.

    Raises ValidationError, which says what is the matter with the code. Wrong codes are counted, by where they come
    from and by the door, and after too many none is looked at for a quarter of an hour.
    """
    most = _limits(address, door)
    if too_many(most):
        raise ValidationError(
            _("Too many attempts. Wait a quarter of an hour, then try again."), code="too-many"
        )
    found = Invitation.objects.select_related("community", "person").filter(mark=mark_of(code))
    one = found.first() if read_code(code) else None
    if one is None or (door is not None and one.community_id != door.pk):
        note_failure(most)
        raise ValidationError(
            _("There is no such code. Compare it sign by sign, or ask the clerk for a new one."),
            code="unknown",
        )
    check_open(one)
    return one


def _limits(address: str, door: Community | None) -> dict[str, int]:
    return {
        mark("code from", address): MOST_FROM_ADDRESS,
        mark("code at", door.slug if door else ""): MOST_AT_DOOR,
    }


def check_open(one: Invitation) -> None:
    """Raises ValidationError for an invitation that cannot be accepted any more."""
    if one.used:
        raise ValidationError(_("This code has been used already. It works once only."), code="used")
    if one.wrong >= MOST_ANSWERS:
        raise ValidationError(
            _("This code was closed after %(most)d wrong answers. Ask the clerk for a new one.")
            % {"most": MOST_ANSWERS},
            code="closed",
        )
    if one.revoked or (one.person and one.person.departed):
        raise ValidationError(_("This code is no longer valid. Ask the clerk for a new one."), code="revoked")
    if one.expires <= clock.now():
        raise ValidationError(_("This code has expired. Ask the clerk for a new one."), code="expired")
    if one.role == Invitation.Role.RENEWAL:
        if one.person and one.person.account_id != one.account_id:
            raise ValidationError(
                _("This code is no longer valid. Ask the clerk for a new one."), code="revoked"
            )
        return
    if one.person and one.person.account_id:
        raise ValidationError(
            _("This person has an account already. If it was lost, ask the clerk to take it back first."),
            code="has-account",
        )


def question(one: Invitation) -> str:
    """By what the invited person shows who she is: identity, phone or name; empty where the clerk has seen her."""
    seen = one.way == Invitation.Way.PRESENT and one.role != Invitation.Role.RENEWAL
    if one.person is None or seen:
        return ""
    known = secrets_of(one.person)
    return next((key for key in ("identity", "phone") if getattr(known, key)), "name")


def accept(
    code: str, who: Account | NewAccount, *, answer: str, address: str, door: Community | None
) -> tuple[Account, Invitation]:
    """Accept an invitation once: the account, made or given, becomes what the invitation says.

    Raises ValidationError for a code or an answer that is wrong, for an account that cannot be made or tied.
    """
    one = invitation_by(code, address=address, door=door)
    account = _named_anew(one, lambda: _accept(one.pk, who, answer))
    if account is None:
        note_failure(_limits(address, door))
        raise ValidationError(
            _("This is not what the register says. After %(most)d wrong answers the code is closed.")
            % {"most": MOST_ANSWERS},
            code="answer",
        )
    return account, one


def _named_anew(one: Invitation, work: Callable[[], Account | None]) -> Account | None:
    names = mark("names by", str(one.pk))
    if too_many({names: MOST_NAMES}):
        raise ValidationError(
            _("Too many attempts. Wait a quarter of an hour, then try again."), code="too-many"
        )
    try:
        return work()
    except ValidationError as error:
        if error.error_list[0].code == "name-taken":
            note_failure([names])
        raise


@deed
def _accept(number: int, who: Account | NewAccount, answer: str) -> Account | None:
    # The rows are held, so that of two who send the same code, or two codes for one person, the second finds it used.
    held = Invitation.objects.select_for_update().get(pk=number)
    if held.person_id is not None:
        Person.objects.select_for_update().get(pk=held.person_id)
    one = Invitation.objects.select_related("community", "person").get(pk=number)
    check_open(one)
    if not _answered(one, answer):
        one.wrong += 1
        one.save(update_fields=["wrong"])
        return None
    account = _renewed(one, who) if one.role == Invitation.Role.RENEWAL else _taken(one, who)
    one.used, one.account = clock.now(), account
    one.save(update_fields=["used", "account"])
    return account


def _taken(one: Invitation, who: Account | NewAccount) -> Account:
    account = who if isinstance(who, Account) else make_account(who.username, who.password, actor=TERMINAL)
    _become(one, account)
    return account


def _renewed(one: Invitation, who: Account | NewAccount) -> Account:
    assert one.account is not None
    assert isinstance(who, NewAccount)
    set_password(one.account, who.password, actor=TERMINAL)
    end_sessions(one.account)
    if one.by is not None:
        letters.tell(one.account, letters.BY_CLERK)
    return one.account


def _become(one: Invitation, account: Account) -> None:
    if one.person is not None:
        tie(
            one.person,
            account,
            how=question(one) or Tie.How.PRESENT,
            by=one.by if not question(one) else None,
        )
    elif one.community is not None:
        ClerkRole.objects.get_or_create(community=one.community, account=account)
    else:
        Founder.objects.get_or_create(account=account, defaults={"at": clock.now()})


def _answered(one: Invitation, answer: str) -> bool:
    asked = question(one)
    return not asked or constant_time_compare(_plain(answer), _expected(one, asked))


def _expected(one: Invitation, asked: str) -> str:
    assert one.person is not None
    if asked == "name":
        return _plain(one.person.name)
    return _plain(getattr(secrets_of(one.person), asked))[-LAST:]


def _plain(words: str) -> str:
    return "".join(unicodedata.normalize("NFKC", words[:200]).upper().split())
