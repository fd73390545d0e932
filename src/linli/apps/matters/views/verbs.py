"""What each form does: from the fields sent to the deed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from linli.apps.matters import actions
from linli.apps.matters.forms import facts_in, points_in
from linli.apps.matters.reads.pages import FieldKind
from linli.apps.matters.uploads import Upload
from linli.core.engine.acts import Actor, Count


def whole(word: str) -> int:
    """A word as a whole number; -1, which nothing is, for anything else."""
    return int(word) if word.isascii() and word.isdecimal() and len(word) < 9 else -1


@dataclass(frozen=True, slots=True)
class Sent:
    """One form as sent; ``given`` is by the names of fields."""

    community: Any
    chain: str
    by: Actor
    given: dict[str, Any]
    uploads: tuple[Upload, ...]
    section: str
    form: actions.Form

    def words(self, name: str = "text") -> str:
        """What was typed into a field."""
        return str(self.given.get(name) or "")

    def whole(self, name: str) -> int:
        """A whole number; -1, which nothing is, for anything else."""
        return whole(self.words(name))

    @property
    def to(self) -> dict[str, Any]:
        """What every deed on a matter takes."""
        return {"community": self.community, "chain": self.chain, "by": self.by, "form": self.form}


@dataclass(frozen=True, slots=True)
class Verb:
    """The fields that its form can have, the deed, and what is said when it is done."""

    fields: tuple[FieldKind, ...]
    do: Callable[[Sent], actions.Done]
    done: str | Promise


def _vote(sent: Sent) -> actions.Done:
    score = sent.words("score")
    return actions.vote(**sent.to, choice=sent.whole("score") if score else sent.words("choice"))


def _enter_count(sent: Sent) -> actions.Done:
    plain = {name: sent.given.get(name) or 0 for name in Count.__struct_fields__ if name != "scores"}
    scores = {
        name.removeprefix("score-"): value for name, value in sent.given.items() if name.startswith("score-")
    }
    items = {name.removeprefix("item-"): n for name, n in sent.given.items() if name.startswith("item-")}
    found = {name: n or 0 for name, n in (scores | items).items()}
    return actions.enter_count(**sent.to, count=Count(**plain, scores=found))


def _add_item(sent: Sent) -> actions.Done:
    facts = facts_in(sent.given)
    return actions.add_item(
        **sent.to, title=sent.words("title"), text=sent.words(), facts=facts, files=sent.uploads
    )


def _sort_item(sent: Sent) -> actions.Done:
    return actions.sort_item(
        **sent.to, number=sent.whole("item"), bin=sent.words("bin"), reasons=sent.words("reasons"),
        points=points_in(sent.given),
    )  # fmt: skip


def _sort(sent: Sent) -> actions.Done:
    points = points_in(sent.given)
    return actions.sort(**sent.to, bin=sent.words("bin"), reasons=sent.words("reasons"), points=points)


def _vote_items(sent: Sent) -> actions.Done:
    chosen = [whole(one) for one in sent.given.get("items") or ()]
    scores = {
        name.removeprefix("score-of-"): whole(value)
        for name, value in sent.given.items()
        if name.startswith("score-of-") and value
    }
    return actions.vote_items(**sent.to, chosen=chosen, scores=scores)


def _answer(sent: Sent) -> actions.Done:
    verdict: Any = "upheld" if sent.words("verdict") == "upheld" else "dismissed"
    number = sent.whole("objection")
    return actions.answer(**sent.to, objection=number, verdict=verdict, reasons=sent.words("reasons"))


def _divide(sent: Sent) -> actions.Done:
    among = sent.given.get("among") or []
    names = among.splitlines() if isinstance(among, str) else among
    return actions.divide(**sent.to, among=[name for name in names if name.strip()])


def _pay(sent: Sent) -> actions.Done:
    cents = int((sent.given.get("yuan") or 0) * 100)
    return actions.pay(**sent.to, cents=cents, text=sent.words(), files=sent.uploads)


def _disclose(sent: Sent) -> actions.Done:
    none = bool(sent.given.get("none"))
    return actions.disclose(**sent.to, section=sent.section, text=sent.words(), none=none, files=sent.uploads)


VERBS: dict[str, Verb] = {
    "revise": Verb(
        ("title", "text"), lambda s: actions.revise(**s.to, title=s.words("title"), text=s.words()),
        _("It has been put again."),
    ),
    "withdraw": Verb(
        ("reasons",), lambda s: actions.withdraw(**s.to, reasons=s.words("reasons")), _("The matter is taken back."),
    ),
    "support": Verb((), lambda s: actions.support(**s.to), _("Your support is counted.")),
    "retract": Verb((), lambda s: actions.retract(**s.to), _("Your support is taken back.")),
    "state": Verb(("text",), lambda s: actions.state(**s.to, text=s.words()), _("What you said is recorded.")),
    "minute": Verb(
        ("text", "files"), lambda s: actions.minute(**s.to, text=s.words(), files=s.uploads),
        _("The minutes are recorded."),
    ),
    "sort": Verb(
        ("points", "bin", "reasons"), _sort, _("The matter is sorted."),
    ),
    "open": Verb((), lambda s: actions.open_poll(**s.to), _("It is open now.")),
    "add-item": Verb(("title", "text", "facts", "files"), _add_item, _("It is put.")),
    "retract-item": Verb(
        ("item", "reasons"),
        lambda s: actions.retract_item(**s.to, number=s.whole("item"), reasons=s.words("reasons")),
        _("It is taken back."),
    ),
    "sort-item": Verb(("item", "points", "bin", "reasons"), _sort_item, _("It is sorted.")),
    "vote-items": Verb(("items", "scores"), _vote_items, _("Your vote is counted.")),
    "vote": Verb(("choice", "score"), _vote, _("Your vote is counted.")),
    "enter-count": Verb(("count",), _enter_count, _("Your count is entered.")),
    "close": Verb((), lambda s: actions.close(**s.to), _("It is closed now.")),
    "post": Verb(
        ("text", "files"), lambda s: actions.post(**s.to, text=s.words(), files=s.uploads), _("The notice is up."),
    ),
    "object": Verb(
        ("text",), lambda s: actions.object_(**s.to, text=s.words()),
        _("Your objection is recorded and must be answered."),
    ),
    "answer": Verb(("objection", "verdict", "reasons"), _answer, _("The answer is recorded.")),
    "report": Verb(
        ("text", "files"), lambda s: actions.report(**s.to, text=s.words(), files=s.uploads),
        _("The report is recorded."),
    ),
    "finish": Verb(
        ("text", "files"), lambda s: actions.finish(**s.to, text=s.words(), files=s.uploads),
        _("The work is reported as done."),
    ),
    "hand-back": Verb(
        ("reasons",), lambda s: actions.hand_back(**s.to, reasons=s.words("reasons")), _("The work is handed back."),
    ),
    "defer": Verb(
        ("reasons",), lambda s: actions.defer(**s.to, reasons=s.words("reasons")), _("The work is put off."),
    ),
    "extend": Verb(
        ("reasons",), lambda s: actions.extend(**s.to, reasons=s.words("reasons")), _("The time is extended."),
    ),
    "pay": Verb(("yuan", "text", "files"), _pay, _("The payment is recorded.")),
    "divide": Verb(("among",), _divide, _("The strands have begun.")),
    "establish": Verb(
        ("facts",), lambda s: actions.establish(**s.to, facts=facts_in(s.given)), _("It is recorded."),
    ),
    "offer": Verb(
        ("to", "reasons"), lambda s: actions.offer(**s.to, to=s.words("to"), reasons=s.words("reasons")),
        _("It is offered."),
    ),
    "accept": Verb((), lambda s: actions.accept(**s.to), _("You hold the matter now.")),
    "return": Verb(
        ("reasons",), lambda s: actions.return_(**s.to, reasons=s.words("reasons")), _("It is returned."),
    ),
    "name-party": Verb(
        ("party", "who"), lambda s: actions.name_party(**s.to, organ=s.words("party"), who=s.words("who")),
        _("The party is named."),
    ),
    "join": Verb((), lambda s: actions.join(**s.to), _("You take part as a party.")),
    "decline": Verb(
        ("reasons",), lambda s: actions.decline(**s.to, reasons=s.words("reasons")), _("You take no part."),
    ),
    "disclose": Verb(("text", "none", "files"), _disclose, _("It is public now.")),
}  # fmt: skip
