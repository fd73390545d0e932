"""Preparing: begin, choose, name, discard. Each keeps the draft, so that it can be left at any time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community
from linli.apps.community.actions.founding import LONGEST_NAME, SLUG, neighbourhood, spelt_out
from linli.apps.founding import reads
from linli.apps.founding.models import Draft

MOST_DRAFTS = 20
MOST_MEMBERS = 300
LONGEST = 60


class Outdated(Exception):
    """The draft was kept from another page meanwhile, or is founded already."""


@community_actions.deed
def begin(*, actor: Any) -> Draft:
    """Begin to prepare a founding. Raises PermissionDenied for who may not found, ValidationError for too many."""
    if reads.drafts(actor).filter(community=None).count() >= MOST_DRAFTS:
        raise ValidationError(
            _("You have %(most)d foundings begun; discard one first.") % {"most": MOST_DRAFTS}
        )
    now = community_actions.now()
    return Draft.objects.create(account=actor, begun=now, touched=now)


@community_actions.deed
def choose_place(number: int, code: str, *, saves: int, actor: Any) -> Draft:
    """Choose the place. Raises ValidationError where none has the code, it has ended, or has a community."""
    one = held(number, saves, actor)
    place = community.place(code)
    if place is None:
        raise ValidationError(_("There is no place with this code in the official table."))
    if place.until is not None:
        raise ValidationError(
            _("This place is no longer in the official table. Choose the one that it went into.")
        )
    if community.community_at(code) is not None:
        raise ValidationError(_("A community is founded there already."))
    if one.place != code:
        untouched = one.slug in ("", _address_of(one.name))
        one.name = neighbourhood(place.name)
        one.slug = _address_of(one.name) if untouched else one.slug
    one.place = code
    return kept(one)


def _address_of(name: str) -> str:
    """The address proposed for a community of this name: its pinyin; empty where that cannot be one."""
    found = spelt_out(name)[:LONGEST]
    return "" if wrong_address(found) else found


@community_actions.deed
def choose_model(number: int, slug: str, *, saves: int, actor: Any) -> Draft:
    """Choose the model. The people named stay, in the organs that the other model has as well."""
    one = held(number, saves, actor)
    if not slug:
        raise ValidationError(_("Choose a model first."))
    loaded = reads.model(slug)
    if loaded is None:
        raise ValidationError(_("There is no such model in the gallery."))
    one.model, one.charter = slug, loaded.hash
    return kept(one)


@community_actions.deed
def name_members(
    number: int, name: str, slug: str, members: Sequence[reads.Member], *, saves: int, actor: Any
) -> Draft:
    """Keep what the community is called and who shall sit where, also while it is not complete."""
    one = held(number, saves, actor)
    one.name, one.slug = name.strip()[:LONGEST_NAME], slug.strip()[:LONGEST]
    one.members = [asdict(each) for each in members[:MOST_MEMBERS]]
    return kept(one)


@community_actions.deed
def discard(number: int, *, actor: Any) -> None:
    """Throw away a founding that is not done; nothing of it remains."""
    reads.drafts(actor).filter(pk=number, community=None).delete()


def held(number: int, saves: int, actor: Any) -> Draft:
    """The draft, locked. Raises PermissionDenied for whose it is not, Outdated where it was kept meanwhile."""
    if not community.may_found(actor):
        raise PermissionDenied
    one = Draft.objects.select_for_update().filter(pk=number, account=actor).first()
    if one is None:
        raise PermissionDenied
    if one.saves != saves or one.community_id is not None:
        raise Outdated
    return one


def kept(one: Draft) -> Draft:
    """Kept once more."""
    one.saves += 1
    one.touched = community_actions.now()
    one.save()
    return one


def wrong_address(slug: str) -> str:
    """Why a community cannot have this address; empty where it can."""
    if not SLUG.fullmatch(slug):
        return _("An address has 3 to 60 small letters, digits and hyphens, and begins with a letter.")
    return _("There is a community at this address already.") if community.community(slug) else ""
