"""Erasing again what was erased after a backup that was brought back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.conf import settings

from linli.apps.care import ledger
from linli.apps.care.ledger import Erased
from linli.apps.care.models import ErasureRequest, OwnErasure
from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.community.reads import Whose, holdings
from linli.apps.community.reads.holdings import OfAccount

State = ErasureRequest.State


def write_down() -> int:
    """Keep the file of what was erased up to date; gives how many lines were new."""
    folder = settings.CONFIG.data_dir
    if folder is None:
        return 0
    done = (
        ErasureRequest.objects.exclude(granted="").select_related("person", "community").order_by("settled")
    )
    own = [_own_line(one) for one in OwnErasure.objects.all()]
    return ledger.add(folder, [*(_line(one) for one in done), *own])


def unknown() -> list[Erased]:
    """What the file has and the database does not know of: it is from before that."""
    folder = settings.CONFIG.data_dir
    return (
        [one for one in ledger.lines(folder) if _whose(one) and not _known(one)] if folder is not None else []
    )


@community_actions.deed
def again(one: Erased) -> bool:
    """Erase it again, once; False where the database knows of it, or there is no such person or account.

    Raises PermissionDenied for an account that keeps a register in that backup.
    """
    if not one.community:
        return _own_again(one)
    person = _whose(one)
    if person is None or _known(one):
        return False
    community = community_actions.lock(person.community)
    holdings.erase(Whose(community, person, alone=False), one.lots, community_actions.TERMINAL)
    ErasureRequest.objects.filter(person=person, state=State.OPEN).delete()
    here = ErasureRequest.objects.filter(community=community).order_by("-number")
    asked, settled = datetime.fromisoformat(one.asked), datetime.fromisoformat(one.settled)
    ErasureRequest.objects.create(
        community=community, number=(here.values_list("number", flat=True).first() or 0) + 1, person=person,
        asked=" ".join(one.lots), granted=" ".join(one.lots), state=State.GRANTED, at=asked, due=settled,
        settled=settled, told=community_actions.now(),
    )  # fmt: skip
    return True


def _own_again(one: Erased) -> bool:
    account = _whose(one)
    if account is None or _known(one):
        return False
    holdings.erase_of(OfAccount(account, settings.TIME_ZONE), one.lots)
    OwnErasure.objects.create(
        mark=one.person, lots=" ".join(one.lots), at=datetime.fromisoformat(one.settled)
    )
    return True


def _own_line(one: OwnErasure) -> Erased:
    at = _moment(one.at)
    return Erased("", one.mark, tuple(one.lots.split()), at, at)


def _line(one: ErasureRequest) -> Erased:
    assert one.settled is not None
    return Erased(
        one.community.slug,
        one.person.pseudonym,
        tuple(one.granted.split()),
        _moment(one.at),
        _moment(one.settled),
    )


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()


def _whose(one: Erased) -> Any:
    """The person, or the account; None where there is none."""
    if not one.community:
        return community_actions.account_marked(one.person)
    community = community_reads.community(one.community)
    return community_reads.person_of(community, one.person) if community is not None else None


def _known(one: Erased) -> bool:
    if not one.community:
        settled = datetime.fromisoformat(one.settled)
        return OwnErasure.objects.filter(mark=one.person, at=settled).exists()
    return ErasureRequest.objects.filter(
        community__slug=one.community,
        person__pseudonym=one.person,
        settled=datetime.fromisoformat(one.settled),
    ).exists()
