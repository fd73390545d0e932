"""Going live: the community, its charter, its first people and their seats, in one transaction or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linli.apps.community import actions as community_actions
from linli.apps.founding import reads
from linli.apps.founding.actions.drafts import Outdated, held, kept
from linli.apps.founding.models import Draft
from linli.apps.founding.reads import Member
from linli.core.charter.load import Loaded
from linli.core.charter.model import Organ
from linli.core.engine.acts import FactValue
from linli.core.engine.refusal import Refusal


@dataclass(frozen=True)
class Hindrance:
    """Why a community could not be founded: as a whole, by the charter, by organs. Nothing of the draft is lost."""

    whole: tuple[str, ...] = ()
    refused: Refusal | None = None
    organs: dict[str, list[Refusal]] = field(default_factory=dict)
    model_changed: bool = False


class _Hindered(Exception):
    def __init__(self, why: Hindrance) -> None:
        super().__init__(why)
        self.why = why


def go_live(number: int, *, saves: int, actor: Any) -> Any:
    """Found what was prepared; gives the community, of which the founder keeps the register, or what hinders it.

    Pressed twice, it is founded once.

    Raises PermissionDenied, and Outdated where the draft was kept from another page meanwhile.
    """
    try:
        return _live(number, saves, actor)
    except _Hindered as hindered:
        return hindered.why
    except ValidationError as error:
        return Hindrance(tuple(error.messages))


@community_actions.deed
def _live(number: int, saves: int, actor: Any) -> Any:
    done = reads.draft(number, actor)
    if done is not None and done.community is not None:
        return done.community
    one = held(number, saves, actor)
    loaded = _as_seen(one)
    # That the actor may found at all is the founder's right, given at the terminal; what follows is the clerk's.
    community = community_actions.found_community(
        slug=one.slug, place=one.place, charter=loaded, name=one.name, demo=settings.DEMO,
        actor=community_actions.TERMINAL,
    )  # fmt: skip
    if isinstance(community, Refusal):
        raise _Hindered(Hindrance(refused=community))
    community_actions.make_clerk(community, actor, actor=community_actions.TERMINAL)
    _seat_all(community, loaded, reads.members(one), actor)
    one.community, one.members = community, []
    kept(one)
    return community


def _as_seen(one: Draft) -> Loaded:
    if not (one.place and one.model and one.slug):
        raise ValidationError(
            _("Choose a place and a model, and give the community a name and an address, first.")
        )
    loaded = reads.model(one.model)
    if loaded is None:
        raise ValidationError(_("The model that was chosen can no longer be read. Choose another one."))
    if loaded.hash != one.charter:
        words = _("The model was changed after you chose it. Look at it again, then choose it once more.")
        raise _Hindered(Hindrance((words,), model_changed=True))
    return loaded


def _seat_all(community: Any, loaded: Loaded, members: list[Member], actor: Any) -> None:
    if not members:
        return
    people = _enrol(community, loaded, members, actor)
    organs: dict[str, list[Refusal]] = {}
    for key, organ in loaded.charter.organs.items():
        seated = [one for one in members if one.organ == key]
        refused = list(_seat(community, key, organ, seated, people, actor)) if seated else []
        if refused:
            organs[key] = refused
    if organs:
        raise _Hindered(Hindrance(organs=organs))


def _enrol(community: Any, loaded: Loaded, members: list[Member], actor: Any) -> dict[str, Any]:
    """The people by their names: who is named in two organs is one person, of whom all holds that is said of either."""
    asked = reads.facts_asked(loaded)
    facts: dict[str, dict[str, FactValue]] = {}
    for one in members:
        facts.setdefault(one.name, {}).update({fact: True for fact in one.facts if fact in asked})
    newcomers = [community_actions.Newcomer(name, known) for name, known in facts.items()]
    found = community_actions.enrol_people(community, newcomers, actor=actor)
    if isinstance(found, Refusal):
        raise _Hindered(Hindrance(refused=found))
    return {person.name: person for person in found}


def _seat(
    community: Any,
    key: str,
    organ: Organ,
    members: list[Member],
    people: dict[str, Any],
    actor: Any,
) -> Iterable[Refusal]:
    how: Literal["elected", "chosen", "appointed"] = (
        "elected" if organ.elected_by else "chosen" if organ.chosen_by else "appointed"
    )
    if organ.seats is not None:
        least, most = organ.seats.least, organ.seats.most
        size = max(least, len(members)) if most is None else min(max(least, len(members)), most)
        sized = community_actions.size_organ(community, key, size, actor=actor)
        if isinstance(sized, Refusal):
            yield sized
            return
    for one in members:
        done = community_actions.take_seat(
            community, people[one.name], key, actor=actor, chair=one.chair, seat_class=one.kind, how=how
        )
        if isinstance(done, Refusal):
            yield done


__all__ = ["Hindrance", "Outdated", "go_live"]
