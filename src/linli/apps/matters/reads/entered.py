"""What was entered for people: the receipt, one's own list, the clerk's, and what waits because somebody contests it.

How somebody voted is shown here to her and to who entered it, to nobody else.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.db.models import Count, F, Min, Q, QuerySet

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.matters import words, words_of_entering
from linli.apps.matters.gate import ANSWER, Gate, due_of, use_of
from linli.apps.matters.models import EnteredAct, Matter
from linli.apps.matters.reads.closed import words_at_desk
from linli.apps.matters.reads.lens import Lens
from linli.apps.matters.reads.pages import EnteredPage, EnteredShown, Found
from linli.apps.matters.reads.sight import Sight
from linli.apps.matters.reads.viewer import Viewer
from linli.core.charter.text import Text, both
from linli.core.engine import acts as a
from linli.core.engine.acting.strands import innermost
from linli.core.engine.acts import Actor
from linli.core.engine.community import CLERK
from linli.core.engine.entry import Entered

MOST = 100


class Desks(Gate):
    """What was entered, before one viewer: the names, the words and what she may do, a few queries for all rows."""

    def __init__(self, community: Any, viewer: Viewer, *, keeps: bool = True) -> None:
        super().__init__(community, viewer.person, viewer.account, keeps=keeps)
        self.viewer = viewer
        self._names: dict[int, str] = {}
        self.rows = EnteredAct.objects.filter(community=community).select_related("account", "answered_by")

    def lens(self, charter: str) -> Lens:
        return Lens(community_reads.in_force(charter), self.viewer.lang, self.community.zone)

    def to_answer(self) -> list[EnteredAct]:
        """What is contested and may be answered by the viewer, the oldest first."""
        rows = list(self.rows.filter(contested__isnull=False, verdict="").order_by("contested")[:MOST])
        self.matters(rows)
        return [one for one in rows if self.may_answer(one)]

    def contested_of_mine(self) -> list[EnteredAct]:
        """What the viewer entered and the person contests, answered or not, the newest first."""
        if self.account is None:
            return []
        return list(
            self.rows.filter(account=self.account, contested__isnull=False).order_by("-contested")[:MOST]
        )

    def to_tell(self) -> list[EnteredAct]:
        """The answers that the viewer has not read yet; for a clerk also those of people who have no account."""
        rows = (
            self.rows.filter(contested__isnull=False, told=None)
            .exclude(verdict="")
            .exclude(answer="")
            .order_by("answered")
        )
        wanted = Q(person=self.person) if self.person else Q(pk=None)
        if self.clerk:
            without = community_reads.without_account(self.community, rows.values_list("person", flat=True))
            wanted |= Q(person__in=without)
        return list(rows.filter(wanted)[:MOST])

    def shown(self, rows: Sequence[EnteredAct]) -> tuple[EnteredShown, ...]:
        """The rows as this viewer may see them."""
        self.matters(rows)
        entries = self._entries(rows)
        acts = [innermost(entry.read().act) for entry in entries.values()]
        sight = Sight(
            self.community, self.viewer, self.lens(self.community.charter_hash),
            people={name for one in rows for name in (one.person, one.by_person)},
            seals=[seal for act in acts for seal in _seals(act)],
            officers={one.by_person for one in rows if one.by_organ == CLERK},
        )  # fmt: skip
        return tuple(self._shown(one, sight, entries.get(one.pk)) for one in rows)

    def _entries(self, rows: Sequence[EnteredAct]) -> dict[int, Any]:
        """The entries whose words this viewer may read."""
        mine = [one for one in rows if self._reads_words(one)]
        found = community_reads.entries_at(self.community, [(one.chain, one.seq) for one in mine])
        return {one.pk: found[one.chain, one.seq] for one in mine if (one.chain, one.seq) in found}

    def _reads_words(self, one: EnteredAct) -> bool:
        """How somebody voted is hers and who entered it to read; of a closed matter nothing once one's part is over."""
        if self.is_closed(one):
            return self.is_hers(one) or self.clerk or bool(self.answers_for(one))
        return not one.counted or self.is_hers(one) or self.is_hand(one)

    def _shown(self, one: EnteredAct, sight: Sight, entry: Any) -> EnteredShown:
        matter = self.matters([])[one.chain]
        lens = self.lens(matter.charter_hash)
        hand = Entered(
            Actor(one.by_person, one.by_organ), "paper" if one.seen == "paper" else "present", one.number
        )
        return EnteredShown(
            chain=one.chain, year=matter.year, number=matter.number, seq=one.seq,
            title=lens.procedure_title(one.procedure) if matter.closed else matter.title, closed=matter.closed,
            act=lens.text(words.ACTS[one.act]), stage=lens.stage_title(one.procedure, one.stage), at=one.at,
            her=sight.name(one.person), hand=sight.entered(hand, one.on), on=one.on,
            seen=lens.text(words_of_entering.SEEN[one.seen]), paper=one.number,
            words=self._words(matter, lens, sight, entry), replaced=one.replaced,
            contested=one.contested, contest=community_actions.unseal_words(one.contest, use_of(self.community)),
            verdict=lens.text(words_of_entering.VERDICTS[one.verdict]) if one.verdict else "",
            answer=community_actions.unseal_words(one.answer, use_of(self.community)), answered=one.answered,
            answered_by=self._name(one.answered_by), **self._waits(lens, one), may_contest=self.may_contest(one),
            may_answer=self.may_answer(one), may_print=self.is_hers(one) or self.clerk or self.is_hand(one),
            do=one.act, saw=one.seen, ruling=one.verdict, place=one.pk, zone=self.community.zone,
            hash=entry.hash if entry else "",
            may_change=getattr(lens.stage(one.procedure, one.stage), "may_change", "") == "yes",
            told=one.told, may_note=self.may_note(one), mine=self.is_hers(one),
        )  # fmt: skip

    def _words(self, matter: Matter, lens: Lens, sight: Sight, entry: Any) -> str:
        if entry is None:
            return ""
        act = innermost(entry.read().act)
        return words_at_desk(matter, lens, act) if matter.closed else said_in(lens, sight, act)

    def _waits(self, lens: Lens, one: EnteredAct) -> dict[str, Any]:
        """Until when and by whom it is answered, or would be; nothing once it is."""
        if one.verdict:
            return {}
        clerk, own, others = self.answerers(one)
        says = words_of_entering.ANSWERS
        closed = self.is_closed(one)
        who = [lens.text(says["clerk"])] if clerk else []
        who += [
            self._member(lens, organ, presiding=closed and self.stand_ins(one).presiding)
            for organ in own or (() if clerk and not closed else others)
        ]
        due, late = self.due(one), self.is_late(one)
        way = "late" if late else "until" if due else "within"
        way = way if who else "nobody"
        way = f"{way}-closed" if closed and way in ("late", "nobody") else way
        given = {
            "who": ("、" if lens.lang == "zh" else "; ").join(who), "above": self._above, "days": ANSWER.count,
            "due": lens.moment(due) if due else "",
        }  # fmt: skip
        text = words.say(says[way], lens.lang, **given)
        return {"waits": text, "due": due, "late": late, "nobody": not who}

    def _member(self, lens: Lens, organ: str, *, presiding: bool) -> str:
        body = lens.force.charter.organs.get(organ) if presiding else None
        chair = body.chair if body else None
        says = words_of_entering.ANSWERS["chair" if chair else "member"]
        return words.say(says, lens.lang, organ=lens.organ(organ), chair=chair or "")

    @cached_property
    def _above(self) -> Text:
        """Whom somebody goes to where nobody here answers."""
        place = community_reads.place_above(self.community.place_id)
        if not place:
            return words_of_entering.ANSWERS["above"]
        office = next((own for end, own in words_of_entering.OFFICES.items() if place.endswith(end)), "")
        said = words_of_entering.ANSWERS["above-named"]
        return both(said.zh.format(place=place, office=office), said.en.format(place=place))

    def _name(self, account: Any) -> str:
        """How who answered is called: by the name in the register, else as the clerk."""
        if account is None:
            return ""
        if account.pk not in self._names:
            person = community_reads.person_for(account, self.community)
            clerk = self.lens(self.community.charter_hash).say("clerk")
            self._names[account.pk] = person.name if person and person.public else clerk
        return self._names[account.pk]


def said_in(lens: Lens, sight: Sight, act: Any) -> str:
    """What was said, or how it was voted."""
    match act:
        case a.Vote(choice=int() as score):
            return lens.say("said-score", score=score)
        case a.Vote(choice=str() as choice) if choice in words.CHOICES:
            return lens.text(words.CHOICES[choice])
        case a.VoteItems(chosen=chosen, scores=scores):
            comma = "、" if lens.lang == "zh" else ", "
            if scores:
                return comma.join(lens.say("score-of", n=n, score=scores[n]) for n in sorted(scores, key=int))
            if not chosen:
                return lens.say("said-blank")
            return lens.say("said-items", items=comma.join(map(str, chosen)))
        case _:
            return "\n".join(found for seal in _seals(act) if (found := sight.words(seal).text))


def _seals(act: Any) -> list[str]:
    found = [getattr(act, name, "") for name in ("title", "text", "reasons")]
    item = getattr(act, "item", None)
    found += [item.title, item.text] if isinstance(item, a.NewItem) else []
    return [seal for seal in found if seal]


def receipt(
    community: Any, viewer: Viewer, year: int, number: int, seq: int, *, keeps: bool = True
) -> EnteredShown | None:
    """One act entered for somebody; None where there is none, and for whom it is nothing."""
    desks = Desks(community, viewer, keeps=keeps)
    one = desks.rows.filter(chain=f"matter/{year}/{number}", seq=seq).first()
    if one is None or not desks.may_see(one):
        return None
    return desks.shown([one])[0]


def entered_for(community: Any, viewer: Viewer, number: int = 0) -> EnteredPage | None:
    """What was entered for the viewer; or, before a clerk, for the person with a number in the register."""
    desks = Desks(community, viewer)
    if number:
        her = community_reads.person_numbered(community, number) if desks.clerk else None
    else:
        her = community_reads.person_for(desks.account, community)
    if her is None:
        return None
    return _page(desks, desks.rows.filter(person=her.pseudonym), Found(her.number, her.name))


def entered_listed(
    community: Any, viewer: Viewer, *, every: bool = False, number: int = 0, after: int = 0, most: int
) -> tuple[EnteredShown, ...]:
    """What was entered for the viewer; with ``every`` before a clerk for everybody, or one number of the register.

    The newest first, those before the place ``after``, one more than ``most`` where there are more.
    """
    desks = Desks(community, viewer)
    rows = desks.rows.filter(pk__lt=after) if after else desks.rows
    if not every:
        rows = rows.filter(person=viewer.person) if viewer.person else rows.none()
    elif number:
        her = community_reads.person_numbered(community, number)
        rows = rows.filter(person=her.pseudonym) if her else rows.none()
    return desks.shown(list((rows if desks.clerk or not every else rows.none()).order_by("-pk")[: most + 1]))


def to_answer(community: Any, viewer: Viewer, *, keeps: bool = True) -> tuple[EnteredShown, ...]:
    """What is contested and may be answered by the viewer, the oldest first."""
    desks = Desks(community, viewer, keeps=keeps)
    return desks.shown(desks.to_answer())


def entered_here(community: Any, viewer: Viewer) -> EnteredPage | None:
    """What waits because it is contested, and, for the clerk, everything entered; None for who has no part in it."""
    desks = Desks(community, viewer)
    if desks.clerk:
        return _page(desks, desks.rows.order_by("verdict", F("contested").asc(nulls_last=True), "-at"))
    if not viewer.person:
        return None
    mine = [*desks.to_answer(), *desks.contested_of_mine()]
    seated = [key for key in desks.roster.seats if desks.sits(key)]
    return EnteredPage(desks.shown(mine), None, community.zone) if mine or seated else None


def _page(desks: Desks, rows: QuerySet[EnteredAct], her: Found | None = None) -> EnteredPage:
    found = list((rows if rows.query.order_by else rows.order_by("-at", "-id"))[: MOST + 1])
    return EnteredPage(desks.shown(found[:MOST]), her, desks.community.zone, more=len(found) > MOST)


def contests(community: Any, viewer: Viewer) -> list[tuple[EnteredShown, str]]:
    """What the viewer has to answer, each with the organ for which she does, empty for the clerk."""
    desks = Desks(community, viewer)
    mine = desks.to_answer()
    return [(shown, desks.answers_for(one)) for one, shown in zip(mine, desks.shown(mine), strict=True)]


def answers(community: Any, viewer: Viewer) -> tuple[EnteredShown, ...]:
    """The answers that the viewer has yet to read, or, as a clerk, to give to people who have no account."""
    desks = Desks(community, viewer)
    return desks.shown(desks.to_tell())


def counted(lens: Lens, matter: Matter) -> tuple[str, ...]:
    """How much of what is counted in a matter others entered, and how much is contested or was wrong, in words."""
    if not matter.entered:
        return ()
    rows = EnteredAct.objects.filter(community=matter.community, chain=matter.chain)
    stages = rows.filter(counted=True, replaced=False).values_list("procedure", "stage", "visit")
    said = [
        lens.say("entered-some", stage=lens.stage_title(procedure, stage), n=n)
        for procedure, stage, _visit, n, _first in stages.annotate(n=Count("pk"), first=Min("seq")).order_by(
            "first"
        )
    ]
    open_, late = _waiting(matter, rows)
    wrong = rows.filter(verdict=EnteredAct.Verdict.UPHELD).count()
    said += [lens.say("entered-contested", n=open_)] if open_ else []
    said += [lens.say("entered-late", n=late)] if late else []
    return tuple(said + ([lens.say("entered-wrong", n=wrong)] if wrong else []))


def _waiting(matter: Matter, rows: QuerySet[EnteredAct]) -> tuple[int, int]:
    """How much is contested and waits, and how much of that should have been answered by now."""
    asked = list(rows.filter(contested__isnull=False, verdict="").values_list("contested", flat=True))
    if not asked:
        return 0, 0
    roster, now = community_reads.roster(matter.community), community_actions.now()
    return len(asked), sum(due_of(at, roster) <= now for at in asked if at)
