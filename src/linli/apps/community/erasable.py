"""What of the registers can be erased, and what stays as long as somebody lives here."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.utils.translation import gettext as _

from linli.apps.community import personal, reads
from linli.apps.community.actions.chain import Refused, lock
from linli.apps.community.actions.people import depart, forget_name
from linli.apps.community.actions.tables.rows import BY_HAND, turn
from linli.apps.community.actions.texts import forget_corrections
from linli.apps.community.models import Correction, Resident
from linli.apps.community.reads.holdings import Lot, Whose
from linli.core.engine.refusal import Refusal

PHONE, CORRECTIONS, REGISTER = "phone", "corrections", "register"
State = Correction.State


def lots(whose: Whose) -> Iterator[Lot]:
    """The phone, what was asked to be corrected, the file itself; and what stays."""
    person = whose.person
    resident = Resident.objects.filter(person=person).first()
    if resident is not None and personal.opened(resident).phone:
        yield Lot(
            PHONE, _("Your phone number in the register"), 1, "may",
            _("It is taken out of the register; nobody can call you from it any more."),
        )  # fmt: skip
    yield from _asked(whose)
    yield from _file(whose, resident)
    looks = reads.looks_of(person).count()
    if looks:
        yield Lot(
            "looks", _("Who looked at your file"), looks, "stays", _("You can read it as before."),
            _("It is your proof of who used your data; it goes when its period is over."),
        )  # fmt: skip


def _asked(whose: Whose) -> Iterator[Lot]:
    asked = Correction.objects.filter(person=whose.person)
    settled = asked.exclude(state=State.OPEN).count()
    if settled:
        yield Lot(
            CORRECTIONS, _("Corrections that were answered"), settled, "may",
            _("What you asked, why, and the answer are erased. The register stays as corrected."),
        )  # fmt: skip


def _file(whose: Whose, resident: Resident | None) -> Iterator[Lot]:
    person = whose.person
    title = _("Your file in the register, and your name")
    if person.departed:
        if person.name and not person.public:
            says = _(
                "You are struck off already; your name is erased as well. Your number in the register stays."
            )
            yield Lot(REGISTER, _("Your name in the register"), 1, "may", says)
    elif _sits(whose):
        says = _("As long as you hold a seat, the register says who you are.")
        why = _("Leave your seats first.")
        yield Lot(REGISTER, title, 1, "not-now", says, why)
    else:
        says = _(
            "Only if you do not live here any more: you are struck off the register. ID number, phone, birth date, "
            "household and party membership are erased, you no longer vote here, and your account is nobody here."
        )
        yield Lot(REGISTER, title, 1, "may", says)
    if person.public:
        says = _("What you did in office stays under your name.")
        why = _(
            "Whoever holds office answers for it in public (Law on the Organization of Urban Residents' Committees; "
            "Personal Information Protection Law, article 13 (1) 3)."
        )
        yield Lot("office-name", _("Your name as an office-holder"), 1, "stays", says, why)


def _sits(whose: Whose) -> bool:
    held = reads.roster(whose.community).seats
    return any(whose.person.pseudonym in seats for seats in held.values())


def erase(whose: Whose, granted: Collection[str], actor: Any) -> None:
    """Erase what was granted, for good. Raises Refused where the record does not allow that she is struck off."""
    community, person = lock(whose.community), whose.person
    if PHONE in granted:
        _without_phone(person, community)
    if CORRECTIONS in granted:
        forget_corrections(Correction.objects.filter(person=person).exclude(state=State.OPEN))
    if REGISTER in granted:
        if not person.departed:
            done = depart(community, person, actor=actor)
            if isinstance(done, Refusal):
                raise Refused(done)
        forget_name(person)
    turn(community)


def _without_phone(person: Any, community: Any) -> None:
    resident = Resident.objects.filter(person=person).first()
    if resident is None:
        return
    known = personal.opened(resident)
    (resident.sealed,) = personal.close([(known.identity, "", known.born)], community.pk)
    resident.touched = BY_HAND
    resident.save(update_fields=["sealed", "touched"])
