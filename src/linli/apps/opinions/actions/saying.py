"""What is for everybody in the community: reacting, changing one's mind, adding a statement."""

from __future__ import annotations

from typing import Any, Final

from django.db.models import F

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.opinions import words
from linli.apps.opinions.actions.keeping import locked
from linli.apps.opinions.models import OpinionMap, Reaction, Statement, Voice
from linli.apps.opinions.words import NotTaken

ANSWERS: Final = {"agree": 1, "disagree": -1, "pass": 0}


def mark_of(opened: OpinionMap, person: str) -> str:
    """By which a person's reactions are found in one map, and in no other."""
    return community_actions.mark(person, use_of(opened))


def use_of(opened: OpinionMap) -> str:
    """What the marks of a map are bound to."""
    return f"opinions {opened.community_id} {opened.pk}"


@community_actions.deed
def react(*, community: Any, person: str, year: int, number: int, statement: int, answer: str) -> Reaction:
    """React to a statement, or otherwise than before. Raises NotTaken."""
    found = _open(community, person, year, number)
    if answer not in ANSWERS:
        raise NotTaken("no-answer", field="answer")
    one = found.statements.filter(number=statement, aside=None, erased=False).first()
    if one is None:
        raise NotTaken("no-statement", field="statement")
    voice, _new = Voice.objects.get_or_create(map=found, mark=mark_of(found, person))
    given = Reaction.objects.filter(voice=voice, statement=one).first()
    if given is not None and given.value == ANSWERS[answer]:
        return given
    kept, _made = Reaction.objects.update_or_create(
        voice=voice, statement=one, defaults={"value": ANSWERS[answer]}
    )
    changed(found, voice)
    return kept


@community_actions.deed
def add_statement(*, community: Any, person: str, year: int, number: int, text: str) -> Statement:
    """Add a statement of one's own; nobody is told whose it is. Raises NotTaken."""
    found = _open(community, person, year, number)
    kept, mark = words.statement(text), mark_of(found, person)
    before = list(found.statements.all())
    if sum(one.author == mark for one in before) >= words.OWN:
        raise NotTaken("enough", most=words.OWN)
    if len(before) >= words.MOST:
        raise NotTaken("full", most=words.MOST)
    if any(words.same(one.text) == words.same(kept) for one in before if one.aside is None):
        raise NotTaken("same", field="text")
    number_ = max((one.number for one in before), default=0) + 1
    return Statement.objects.create(
        map=found, number=number_, text=kept, author=mark, at=community_actions.now()
    )


def changed(found: OpinionMap, voice: Voice) -> None:
    """Count a change of somebody's reactions."""
    OpinionMap.objects.filter(pk=found.pk).update(revision=F("revision") + 1)
    found.refresh_from_db(fields=["revision"])
    Voice.objects.filter(pk=voice.pk).update(revision=found.revision)


def _open(community: Any, person: str, year: int, number: int) -> OpinionMap:
    """The map, locked, for somebody of the community while it is open."""
    found = locked(community, year, number)
    one = community_reads.person_of(community, person) if person else None
    if one is None or one.departed:
        raise NotTaken("stranger")
    if community_actions.now() >= found.closes:
        raise NotTaken("closed")
    return found
