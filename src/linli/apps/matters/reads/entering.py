"""Entering for others: who may do it in a matter, for whom, and what can be entered for her now."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from linli.apps.community import reads as community_reads
from linli.apps.matters.gate import has_answered
from linli.apps.matters.models import Matter
from linli.apps.matters.reads import deeds
from linli.apps.matters.reads.hands import capacity
from linli.apps.matters.reads.pages import DeskPage, Found, Proposing
from linli.apps.matters.reads.scene import Scene
from linli.apps.matters.reads.sight import Sight
from linli.apps.matters.reads.square import proposing
from linli.apps.matters.reads.viewer import Viewer
from linli.core.engine.acts import Actor
from linli.core.engine.calendar import day_of
from linli.core.engine.community import CLERK
from linli.core.engine.entry import Entered
from linli.core.engine.instead import END_WORDS
from linli.core.engine.refusal import Refusal, refuse
from linli.core.engine.turn import turn_of
from linli.registers.shapes import SHAPES

ELSEWHERE = ("call-sitting", "attend")
"""What the page of a matter offers that is done in a sitting's own chain."""
SILENT = frozenset(["entered-not-personal", "entered-seat"])
"""Refusals of what nobody would enter for a resident."""


def entering(community: Any, viewer: Viewer, year: int, number: int, *, who: int = 0) -> DeskPage | None:
    """A matter at the desk, for the person with the number ``who`` in the register; None where there is none."""
    rows = Matter.objects.select_related("community").filter(community=community, year=year, number=number)
    matter = rows.first()
    if matter is None:
        return None
    scene = Scene(matter, viewer)
    lens, state = scene.lens, scene.state
    organ = capacity(community, viewer, lens, state, scene.roster, scene.at)
    title = lens.say("clerk") if organ == CLERK else lens.organ(organ)
    asked: dict[str, Any] = {
        "chain": matter.chain, "year": year, "number": number, "title": matter.title,
        "expects": f"{state.stage}#{state.visit}", "organ": organ, "organ_title": title, "clerk": organ == CLERK,
        "charter_hash": matter.charter_hash, "since": day_of(state.entered, lens.zone),
        "today": day_of(scene.at, lens.zone),
    }  # fmt: skip
    if not organ:
        return DeskPage(**asked, refusal=_refusal(scene))
    her = community_reads.person_numbered(community, who) if who else None
    if her is None:
        return DeskPage(**asked)
    return DeskPage(**asked, **_for_her(scene, her, organ))


def _refusal(scene: Scene) -> Refusal:
    by = Actor(scene.viewer.person, "")
    turn = turn_of(scene.lens.force, scene.state, by, scene.roster, scene.at)
    if scene.state.end is not None:
        return turn.refuse("ended", end=END_WORDS[scene.state.end])
    return turn.refuse("entered-by-others")


def _for_her(scene: Scene, her: Any, organ: str) -> dict[str, Any]:
    lens, state, person = scene.lens, scene.state, her.pseudonym
    hand = Entered(Actor(scene.viewer.person, organ), "present")
    given = (lens, state, person, scene.roster, scene.at, scene.open_sittings)
    found = deeds.possibilities(*given, entered=hand)
    sight = Sight(
        scene.community, scene.viewer, lens, people=[person], seals=[one.title for one in state.items]
    )
    able = deeds.deeds(
        lens, state, found, person, scene.roster, scene.at, scene.open_sittings,
        lambda item: sight.words(item.title).text,
    )  # fmt: skip
    shown = [one for one in found if one.refusal is None or one.refusal.code not in SILENT]
    return {
        "her": Found(her.number, sight.name(person)), "person": person,
        "deeds": tuple(one for one in able if one.act not in ELSEWHERE),
        "why_not": deeds.why_not(lens, shown, stranger=False),
        "answered": has_answered(lens.force, state, person),
    }  # fmt: skip


def beginning(
    community: Any, viewer: Viewer, procedure: str, who: int
) -> Refusal | tuple[Proposing, Found | None, str] | None:
    """What is asked of a new matter for the person with a number in the register; only the clerk begins it for others.

    None where no such procedure runs, or one that is not put by a form.
    """
    if not community_reads.is_clerk(viewer.account, community):
        return refuse("not-clerk")
    her = community_reads.person_numbered(community, who) if who > 0 else None
    person = her.pseudonym if her else ""
    every = proposing(community, replace(viewer, person=person, organ=""))
    asked = next((one for one in every if one.procedure == procedure), None)
    if asked is None or any(fact.type == "charter" for fact in asked.facts):
        return None
    return asked, Found(her.number, her.name) if her else None, person


def correcting_for(community: Any, viewer: Viewer, number: int) -> Refusal | Found | None:
    """For whom a clerk enters a correction, by a number in the register; never for herself. None for nobody."""
    if not community_reads.is_clerk(viewer.account, community):
        return refuse("not-clerk")
    her = community_reads.person_numbered(community, number)
    if her is None:
        return None
    return refuse("entered-own") if her.pseudonym == viewer.person else Found(her.number, her.name)


def corrigible() -> list[tuple[str, str]]:
    """What can be corrected in a file: each detail with its title."""
    columns = SHAPES["residents"].columns
    return [(one.key, one.title.in_(community_reads.lang())) for one in columns if one.key != "register"]


def find_people(community: Any, viewer: Viewer, words: str) -> tuple[Found, ...]:
    """Whom some words name: for the clerk by a part of the name, a number, a household; else by full name or number."""
    words = words.replace("\x00", "").strip()[:60]
    if not words:
        return ()
    if viewer.account is not None and community_reads.is_clerk(viewer.account, community):
        rows = community_reads.found_people(community, viewer.account, words)
        return tuple(Found(one.number, one.name, community_reads.home_of(one)) for one in rows)
    one = community_reads.person_called(community, words)
    named = community_reads.names(community, [one.pseudonym], viewer.account) if one else {}
    return (Found(one.number, words if words == one.name else named[one.pseudonym]),) if one else ()
