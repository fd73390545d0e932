"""What the registers and the accounts hold of a person: for her own copy, and for the one the clerk makes for her."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from linli.apps.community import erasable, looked, reads
from linli.apps.community.models import (
    BroughtTable,
    ClerkRole,
    Correction,
    Entry,
    Invitation,
    Look,
    PartyMember,
    RefusalLog,
    Tie,
)
from linli.apps.community.personal import SECRET, masked_as
from linli.apps.community.reads import mending
from linli.apps.community.reads.asking import lang, said
from linli.apps.community.reads.closed import ClosedText
from linli.apps.community.reads.corrections import contents, shown_value, state_words, wording
from linli.apps.community.reads.files import words_of
from linli.apps.community.reads.holdings import Held, Holding, Row, Whose
from linli.apps.community.reads.looks import looks_of, shown
from linli.apps.community.reads.rosters import CHAIN
from linli.apps.community.views.account import how_words
from linli.apps.community.views.invitations import way_words
from linli.core.charter.explain.counted import FACTS
from linli.core.engine.effect import Seated, Vacated
from linli.core.engine.entry import read_entry
from linli.core.engine.roster import CarryOut, LeaveSeat, TakeSeat
from linli.core.engine.struct import write
from linli.core.record.texts import Opened
from linli.registers.shapes import SHAPES


def held(whose: Whose) -> Iterator[Held]:
    """The file, the seats, what was asked and looked at."""
    yield _file(whose)
    yield _in_the_record(whose)
    yield _seats(whose)
    yield _corrections(whose)
    yield _looks(whose)
    yield _ties(whose)
    yield _invitations(whose)
    yield _refusals(whose)
    yield _of_office(whose)


def _file(whose: Whose) -> Held:
    """The row of the register, in the words of the table of residents; what is empty is left out."""
    person = whose.person
    words = words_of(person)
    if not whose.whole:
        words |= {key: masked_as(key, words[key]) for key in SECRET}
    rows = [(said(one.title), words[one.key]) for one in SHAPES["residents"].columns if words[one.key]]
    member = PartyMember.objects.filter(person=person).first()
    if member is not None:
        shape = SHAPES["party"]
        shown = {"branch": member.branch, "joined": member.joined, "stage": _stage(member.stage)}
        rows += [(said(shape.column(key).title), value) for key, value in shown.items() if value]
    rows += [(_("Name in the record"), person.pseudonym)]
    rows += [(_("Struck off the register"), _("yes"))] if person.departed else []
    fields = (("what", _("Which detail")), ("value", _("What is held")))
    return Held("file", _("The file in the register"), fields, tuple(rows))


def _stage(stage: str) -> str:
    ways = SHAPES["party"].column("stage").words.get(stage)
    return ways[0 if lang() == "zh" else 1] if ways else ""


def _in_the_record(whose: Whose) -> Held:
    """What the charter asks about people is in the record, under the pseudonym."""
    known = reads.roster(whose.community).people.get(whose.person.pseudonym, {})
    shown = 0 if lang() == "zh" else 1
    rows = [
        (FACTS[key][shown] if key in FACTS else key, _yes_no(one.value)) for key, one in sorted(known.items())
    ]
    fields = (("what", _("Which detail")), ("value", _("What is held")))
    says = _("What the charter asks about people stands in the public record, under a made-up name.")
    return Held("facts", _("What the record says of you"), fields, tuple(rows), says)


def _yes_no(value: Any) -> str:
    return {True: _("yes"), False: _("no")}.get(value, str(value)) if isinstance(value, bool) else str(value)


def _seats(whose: Whose) -> Held:
    here = Entry.objects.filter(community=whose.community, chain=CHAIN, data__contains=whose.person.pseudonym)
    force = reads.force(whose.community)
    rows: list[Row] = []
    for row in here.order_by("seq"):
        entry = read_entry(row.data)
        for act in entry.act.effects if isinstance(entry.act, CarryOut) else (entry.act,):
            if (
                isinstance(act, TakeSeat | LeaveSeat | Seated | Vacated)
                and act.person == whose.person.pseudonym
            ):
                took = isinstance(act, TakeSeat | Seated)
                what = _("took a seat") if took else _("left it")
                rows.append((whose.when(row.at), said(force.organ_title(act.organ)), what))
    fields = (("at", _("When")), ("organ", _("Organ")), ("what", _("What happened")))
    return Held("seats", _("Seats"), fields, tuple(rows))


def _corrections(whose: Whose) -> Held:
    found = list(reads.with_askers(Correction.objects.filter(person=whose.person)).order_by("number"))
    behind = contents(whose.community, found)
    stands = mending.through().stands(whose.community, [one.chain for one in found])
    rows = []
    for one in found:
        words = wording(one, behind)
        shown = words.value if whose.whole else shown_value(one, words)
        title = said(SHAPES["residents"].column(one.column).title)
        by, state = reads.asker_of(one) or _("yourself"), state_words(one, stands.get(one.chain))
        rows.append((
            whose.when(one.at), one.chain.partition("/")[2], title, shown, words.reason, state, words.answer, by,
            whose.when(one.told) if one.told else "", *_proofs(whose, one, behind),
        ))  # fmt: skip
    fields = (
        ("at", _("When")), ("matter", _("Matter")), ("what", _("Which detail")), ("words", _("How it should be")),
        ("why", _("Why")), ("state", _("State")), ("answer", _("Answer")), ("by", _("Reported by")),
        ("told", _("Answer in your hands")), ("proof", _("What proves it")),
    )  # fmt: skip
    return Held("corrections", _("Corrections asked for"), fields, tuple(rows))


def _proofs(whose: Whose, one: Correction, behind: Mapping[str, ClosedText]) -> tuple[str]:
    """The text behind the seal in the record with its salt, as an archive has them; only where nothing is masked."""
    text = behind.get(one.request)
    if text is None or text.erased or not whose.whole:
        return ("",)
    return (write(Opened(text.seal, text.salt, text.text)).decode(),)


def _looks(whose: Whose) -> Held:
    """Who looked at what is secret of her; lists on which she was and whole tables going out were looked at too."""
    found = shown(whose.community, looks_of(whose.person).order_by("at", "id"))
    rows = [(whose.when(one.at), one.who, looked.words_of(one, whose.community), one.why) for one in found]
    fields = (("at", _("When")), ("who", _("Who")), ("what", _("What happened")), ("why", _("Why")))
    return Held("looks", _("Who looked at your file"), fields, tuple(rows))


def _ties(whose: Whose) -> Held:
    rows = [
        (whose.when(one.at), how_words(one), whose.when(one.ended))
        for one in Tie.objects.filter(person=whose.person).select_related("by").order_by("pk")
    ]
    fields = (("at", _("When")), ("how", _("How it was shown")), ("ended", _("Ended on")))
    return Held("ties", _("Which account is yours"), fields, tuple(rows))


def _invitations(whose: Whose) -> Held:
    found = Invitation.objects.filter(Q(person=whose.person), community=whose.community).order_by("pk")
    rows = [
        (
            whose.when(one.at),
            way_words(one.way),
            whose.when(one.expires),
            whose.when(one.used),
            whose.when(one.revoked),
        )
        for one in found
    ]
    fields = (
        ("at", _("When")), ("way", _("In which way")), ("expires", _("Valid until")), ("used", _("Used on")),
        ("revoked", _("Revoked on")),
    )  # fmt: skip
    return Held("invitations", _("Invitations"), fields, tuple(rows))


def _refusals(whose: Whose) -> Held:
    found = RefusalLog.objects.filter(community=whose.community, actor=whose.person.pseudonym).order_by("at")
    rows = [(whose.when(one.at), one.chain, one.code, one.clause) for one in found]
    fields = (("at", _("When")), ("chain", _("Matter")), ("why", _("Why")), ("clause", _("Clause")))
    return Held("refusals", _("What was refused to you"), fields, tuple(rows))


def _of_office(whose: Whose) -> Held:
    """What a clerk, or who sees a part, did with registers: whose files they were is told to those people, not here."""
    account = whose.person.account_id
    if account is None:
        return Held("clerk", "", (), ())
    here = {"community": whose.community, "account": account}
    rows = [("", _("keeps the register"))] if ClerkRole.objects.filter(**here).exists() else []
    rows += [
        (whose.when(one.at), _("brought in a table: %(name)s") % {"name": one.name})
        for one in BroughtTable.objects.filter(**here).order_by("number")
    ]
    looks = Look.objects.filter(**here).exclude(person=whose.person).order_by("at")
    rows += [(whose.when(at), _("looked at numbers of others")) for at in looks.values_list("at", flat=True)]
    reported = Correction.objects.filter(community=whose.community, asker=account).order_by("at")
    rows += [(whose.when(at), _("reported a correction")) for at in reported.values_list("at", flat=True)]
    fields = (("at", _("When")), ("what", _("What happened")))
    return Held("clerk", _("What you did with the registers of others"), fields, tuple(rows))


HOLDING = Holding(held, erasable.lots, erasable.erase)
