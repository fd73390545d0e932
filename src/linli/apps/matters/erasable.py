"""What somebody wrote and attached in matters: what of it can be erased, and what stays and why."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from linli.apps.community import reads as community_reads
from linli.apps.community.reads.holdings import Lot, Whose
from linli.apps.matters.actions.erasure import erase as erase_sealed
from linli.apps.matters.fading import answered
from linli.apps.matters.models import Matter
from linli.core.engine.acts import AddItem, Revise, Submit, SubmitItems
from linli.core.engine.roster import NEVER

SEAL = re.compile(r"[0-9a-f]{64}")
WORDS, CONTESTS = "words", "contests"
PUT = Submit | Revise | SubmitItems | AddItem
"""What a decision was about."""


def seals_in(act: Any) -> list[str]:
    """Every seal in an act, in order."""
    return list(_seals(msgspec.to_builtins(act)))


def _seals(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if SEAL.fullmatch(value):
            yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _seals(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _seals(one)


@dataclass(frozen=True, slots=True)
class _Sorted:
    """The seals of what somebody typed: what may go, what others decide about, what stays; the number of entries."""

    may: tuple[str, ...]
    running: tuple[str, ...]
    stays: tuple[str, ...]
    entries: int


def lots(whose: Whose) -> Iterator[Lot]:
    """Her own words in matters that are over may go, and what she contested once it is answered."""
    contested = _contested(whose).count()
    if contested:
        yield Lot(
            CONTESTS, _("What you contested of what was entered for you"), contested, "may",
            _("Your words and the answer are erased. That it was contested, and what came of it, stays."),
        )  # fmt: skip
    found = _sorted(whose)
    if found.may:
        yield Lot(
            WORDS, _("What you wrote and attached in matters that are over"), len(found.may), "may",
            _("Texts and files are erased. The record keeps a seal of each that tells nothing, and still verifies."),
        )  # fmt: skip
    if found.running:
        yield Lot(
            "words-running", _("What you wrote and attached in matters under way"), len(found.running), "not-now",
            _("Others are deciding by it now. Ask again when the matter is over; what you put you can take back."),
            _("Personal Information Protection Law, article 47: erased when the purpose is reached."),
        )  # fmt: skip
    if found.stays:
        yield Lot(
            "words-of-office", _("What you wrote in office, and proposals that were decided"), len(found.stays),
            "stays",
            _("It stays as part of what was decided and done."),
            _("It is what self-government has to keep and publish (Law on the Organization of Urban Residents' "
              "Committees; Personal Information Protection Law, article 13 (1) 3)."),
        )  # fmt: skip
    if found.entries:
        yield Lot(
            "record", _("Entries of the record with your made-up name"), found.entries, "stays",
            _("That somebody of this made-up name acted and voted stays; who that is, only the register says."),
            _("The record is a chain that anybody can verify; without a link it is broken."),
        )  # fmt: skip


def erase(whose: Whose, granted: Collection[str], actor: Any) -> None:
    """Erase what was granted, as it stands now."""
    if CONTESTS in granted:
        _contested(whose).update(contest="", answer="")
    if WORDS in granted:
        for seal in _sorted(whose).may:
            erase_sealed(community=whose.community, seal=seal, actor=actor)


def _contested(whose: Whose) -> Any:
    """What she contested that is answered, and still has its words."""
    return answered(whose.community, NEVER).filter(person=whose.person.pseudonym)


def _sorted(whose: Whose) -> _Sorted:
    entries = [one.read() for one in community_reads.entries_by(whose.community, whose.person.pseudonym)]
    chains = {one.chain for one in entries}
    known = Matter.objects.filter(community=whose.community, chain__in=chains)
    states = dict(known.values_list("chain", "status"))
    sealed = {seal: one for one in entries for seal in seals_in(one.act)}
    texts = community_reads.texts(whose.community, sealed)
    kinds: dict[str, list[str]] = {"may": [], "running": [], "stays": []}
    for seal, one in sealed.items():
        if seal in texts and not texts[seal].erased:
            kinds[_kind(whose, one, states.get(one.chain, ""))].append(seal)
    return _Sorted(tuple(kinds["may"]), tuple(kinds["running"]), tuple(kinds["stays"]), len(entries))


def _kind(whose: Whose, entry: Any, status: str) -> str:
    if not _in_own_right(whose, entry.by.organ):
        return "stays"
    if status in (Matter.Status.OPEN, Matter.Status.DISCLOSING):
        return "running"
    return "stays" if status == Matter.Status.DONE and isinstance(entry.act, PUT) else "may"


def _in_own_right(whose: Whose, organ: str) -> bool:
    """Whether people belong to an organ without a seat in it: then they speak for themselves."""
    body = community_reads.force(whose.community).charter.organs.get(organ)
    return body is None or body.everyone is not None
