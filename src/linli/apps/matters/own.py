"""What matters, sittings and their files hold of a person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.community.reads.holdings import Held, Holding, Row, Whose
from linli.apps.matters import erasable, words, words_of_entering
from linli.apps.matters.envelope import path_of
from linli.apps.matters.erasable import seals_in
from linli.apps.matters.gate import use_of
from linli.apps.matters.kept_back import kept_back
from linli.apps.matters.models import EnteredAct, File, HandoverNote, Matter
from linli.apps.matters.reads.lens import Lens
from linli.apps.matters.reads.record import act_title
from linli.core.engine.acts import Vote, VoteItems
from linli.core.engine.community import CLERK


def held(whose: Whose) -> Iterator[Held]:
    """What she did, what she attached, what she left for who comes after. How she voted is told to her alone."""
    yield _deeds(whose)
    yield _files(whose)
    yield _entered(whose)
    if whose.alone:
        yield _notes(whose)


def _deeds(whose: Whose) -> Held:
    lens = Lens(community_reads.force(whose.community), community_reads.lang(), whose.community.zone)
    entries = list(community_reads.entries_by(whose.community, whose.person.pseudonym))
    read = [(one, one.read()) for one in entries]
    told = [(one, entry) for one, entry in read if whose.alone or not isinstance(entry.act, Vote | VoteItems)]
    sealed = {seal for _one, entry in told for seal in seals_in(entry.act)}
    if not whose.alone:
        # Who hands her the copy may not be one of those who read what she signed.
        sealed -= kept_back(whose.community, (entry for _one, entry in told))
    texts = community_reads.texts(whose.community, sealed)
    titles = dict(Matter.objects.filter(community=whose.community, chain__in={one.chain for one, _ in told})
                  .values_list("chain", "title"))  # fmt: skip
    rows = tuple(
        (
            whose.when(one.at), called(one.chain), titles.get(one.chain, ""), lens.organ(entry.by.organ),
            act_title(lens, entry.act), _said(lens, entry.act, texts),
        )
        for one, entry in told
    )  # fmt: skip
    fields = (
        ("at", _("When")), ("matter", _("In which matter")), ("title", _("Title")), ("organ", _("Acting for")),
        ("did", _("What you did")), ("said", _("Your words")),
    )  # fmt: skip
    return Held("deeds", _("What you did in the record"), fields, rows)


def _entered(whose: Whose) -> Held:
    """What others entered for her: by whom as what, how they knew, what she contested and the answer."""
    lens = Lens(community_reads.force(whose.community), community_reads.lang(), whose.community.zone)
    use = use_of(whose.community)
    found = EnteredAct.objects.filter(community=whose.community, person=whose.person.pseudonym).order_by("pk")
    rows = tuple(
        (
            whose.when(one.at), called(one.chain), lens.text(words.ACTS[one.act]), _hand(lens, one.by_organ),
            lens.text(words_of_entering.SEEN[one.seen]), one.number, one.on.isoformat() if one.on else "",
            *(community_actions.unseal_words(sealed, use) for sealed in (one.contest, one.answer)),
            whose.when(one.told) if one.told else "",
        )
        for one in found
    )  # fmt: skip
    fields = (
        ("at", _("When")), ("matter", _("In which matter")), ("did", _("What was entered")), ("organ", _("By whom")),
        ("seen", _("Known by")), ("paper", _("Number of the paper")), ("on", _("Day of the paper")),
        ("contested", _("Contested")), ("answer", _("Answer")),
        ("told", _("Answer in your hands")),
    )  # fmt: skip
    return Held("entered", _("Entered for me"), fields, rows)


def _hand(lens: Lens, organ: str) -> str:
    return lens.say("clerk") if organ == CLERK else lens.organ(organ)


def called(chain: str) -> str:
    """A chain as people call it: 2026/17."""
    return chain.partition("/")[2] or chain


def _said(lens: Lens, act: Any, texts: dict[str, Any]) -> str:
    if isinstance(act, Vote):
        return lens.text(words.CHOICES[act.choice]) if isinstance(act.choice, str) else str(act.choice)
    if isinstance(act, VoteItems):
        chosen = [str(one) for one in act.chosen]
        return " ".join([*chosen, *(f"{item}: {score}" for item, score in act.scores.items())])
    rows = [texts[seal] for seal in seals_in(act) if seal in texts]
    return "\n".join(lens.say("erased") if one.erased else one.text for one in rows if one.kind == "text")


def _files(whose: Whose) -> Held:
    found = File.objects.filter(community=whose.community, person=whose.person.pseudonym).select_related(
        "matter"
    )
    rows: list[Row] = []
    files = []
    for one in found.order_by("pk"):
        rows.append(
            (whose.when(one.at), called(one.matter.chain) if one.matter else "", one.name, str(one.size))
        )
        if one.sha256 and path_of(one.sha256).is_file():
            files.append((one.name, path_of(one.sha256)))
    fields = (
        ("at", _("When")),
        ("matter", _("In which matter")),
        ("name", _("File name")),
        ("bytes", _("Bytes")),
    )
    return Held("files", _("Files that you attached"), fields, tuple(rows), files=tuple(files))


def _notes(whose: Whose) -> Held:
    lens = Lens(community_reads.force(whose.community), community_reads.lang(), whose.community.zone)
    found = HandoverNote.objects.filter(community=whose.community, person=whose.person.pseudonym).order_by(
        "pk"
    )
    rows = tuple((whose.when(one.written), lens.organ(one.organ), one.text) for one in found)
    fields = (("at", _("When")), ("organ", _("Organ")), ("words", _("Your words")))
    return Held("handover", _("Notes for your successor"), fields, rows)


HOLDING = Holding(held, erasable.lots, erasable.erase)
