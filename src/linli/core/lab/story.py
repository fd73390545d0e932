"""The sentences of a scenario: who does what when, and what must come of it.

docs/reference/scenarios.md lists every sentence with an example; :data:`SENTENCES` is that list in code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from linli.core.charter.terms import NotReadable

PERSON = r"[a-z]+[0-9]*"
PEOPLE = rf"{PERSON}(?:(?: … | and ){PERSON})*"
NAME = r"[a-z0-9][a-z0-9-]*"
NAMES = rf"{NAME}(?: and {NAME})*"
FACTS = rf"{NAME} = \S+(?: and {NAME} = \S+)*"
WHEN = r"\d{4}-\d\d-\d\d \d\d:\d\d"
VALUE = r"\d{1,15}(?:(?:\.\d{1,6})?%?|/\d{1,9})"
VALUES = rf"{VALUE}(?: and {VALUE})*"
GIVEN = rf"(?: where (?P<given>{NAME} is {VALUE}(?: and {NAME} is {VALUE})*))?"

IN_STRAND = r"(?: in strand (?P<strand>[^\s,:]+))?"
"""Every sentence about a matter can say in which of its strands."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that is done or expected; ``refused`` is the code of the refusal expected, empty where none is.

    ``also`` are the other matters for which the same is done at once.
    """

    says: str
    at: datetime
    verb: str
    people: tuple[str, ...] = ()
    organ: str = ""
    words: dict[str, str] | None = None
    refused: str = ""
    also: tuple[str, ...] = ()

    def word(self, name: str) -> str:
        """A word of the sentence, empty where it was left out."""
        return (self.words or {}).get(name) or ""


_DOES: dict[str, str] = {
    "submit": rf'proposes? "(?P<title>[^"]+)" as (?P<matter>{NAME})(?: in (?P<procedure>{NAME}))?'
              rf"(?: of kind (?P<kind>[a-z0-9-]+))?(?: listing (?P<items>{NAMES})(?: each with (?P<each>{FACTS}))?)?"
              r"(?: with (?P<facts>.+))?",
    "add": rf'adds? "(?P<title>[^"]+)" as (?P<item>{NAME})(?: to (?P<matter>{NAME}))?(?: with (?P<facts>{FACTS}))?',
    "nominate": rf"nominates? (?P<item>{NAME})(?: in (?P<matter>{NAME}))?(?: with (?P<facts>{FACTS}))?",
    "take-back": rf"takes? (?P<item>{NAME})(?: of (?P<matter>{NAME}))? back",
    "sort-item": rf"sorts? (?P<item>{NAME}) of (?P<matter>{NAME}) as (?P<bin>{NAME})(?: without (?P<without>{NAMES}))?",
    "vote-for": rf"votes? for (?P<items>{NAMES})(?: on (?P<matter>{NAME}))?",
    "score": rf"scores? (?P<scores>\d+ for {NAME}(?: and \d+ for {NAME})*)(?: on (?P<matter>{NAME}))?",
    "count-items": r"counts? ballots (?P<figures>\d+ [a-z0-9-]+(?:/\d+)?(?: \d+ [a-z0-9-]+(?:/\d+)?)*)"
                   rf"(?: on (?P<matter>{NAME}))?",
    "revise": rf"revises? (?P<matter>{NAME})(?: with (?P<facts>{FACTS}))?",
    "withdraw": rf"withdraws? (?P<matter>{NAME})",
    "retract": rf"retracts? support from (?P<matter>{NAME})",
    "support": rf"supports? (?P<matter>{NAME})",
    "state": r"speaks?(?: on (?P<matter>[a-z0-9-]+))?",
    "minute": r"leaves? minutes(?: on (?P<matter>[a-z0-9-]+))?",
    "sort": rf"sorts? (?P<matter>{NAME}) as (?P<bin>{NAME})(?: without (?P<without>{NAMES}))?",
    "call": rf"calls? a sitting of (?P<of>{NAME})(?: on (?P<agenda>{NAME}(?: and {NAME})*))?"
            rf"(?: for (?P<starts>{WHEN}))?",
    "attend": r"attends?",
    "leave": r"leaves? the sitting",
    "end-sitting": r"ends? the sitting",
    "sign-minutes": r"signs? the minutes",
    "open": rf"opens? (?P<matter>{NAME})",
    "vote": rf"votes? (?P<choice>[a-z0-9]+)(?: on (?P<matter>{NAME}))?",
    "enter-count": rf"counts? (?P<figures>\d+ [a-z0-9-]+(?: \d+ [a-z0-9-]+)*)(?: on (?P<matter>{NAME}))?",
    "close": rf"closes? (?P<matter>{NAME})",
    "post": rf"posts? (?P<matter>{NAME})",
    "object": rf"objects? to (?P<matter>{NAME})",
    "answer": rf"(?P<verdict>upholds?|dismisses|dismiss) objection (?P<number>\d+)(?: to (?P<matter>{NAME}))?",
    "report": rf"reports? on (?P<matter>{NAME})",
    "finish": rf"finish(?:es)? (?P<matter>{NAME})(?P<files> with evidence)?",
    "hand-back": rf"hands? (?P<matter>{NAME}) back",
    "defer": rf"defers? (?P<matter>{NAME})",
    "extend": rf"extends? (?P<matter>{NAME})",
    "offer": rf"offers? (?P<matter>{NAME}) to (?P<to>{NAME})",
    "accept": rf"accepts? (?P<matter>{NAME})",
    "return": rf"returns? (?P<matter>{NAME})",
    "pay": rf"pays? (?P<yuan>[0-9]{{1,12}}(?:\.[0-9]{{1,2}})?) yuan(?: for (?P<matter>{NAME}))?"
           r"(?P<files> with evidence)?",
    "establish": rf"establish(?:es)? (?P<facts>.+?) for (?P<matter>{NAME})",
    "divide": rf"divides? (?P<matter>{NAME}) among (?P<among>.+?)",
    "name-party": rf"names? (?P<party>{NAME})(?: of (?P<of>{NAME}))? as a party(?: of (?P<matter>{NAME}))?",
    "join": rf"joins? (?P<matter>{NAME})",
    "decline": rf"declines? (?P<matter>{NAME})",
    "disclose": rf"discloses? (?P<section>{NAME})(?: of (?P<matter>{NAME}))?",
    "disclose-none": rf"has nothing to disclose on (?P<section>{NAME})(?: of (?P<matter>{NAME}))?",
    "enrol": r"joins? the community(?: with (?P<facts>.+))?",
    "depart": r"leaves? the community",
    "take-seat": rf"takes? a seat of (?P<of>{NAME})(?: as (?P<seat_class>{NAME}))?(?: at (?P<level>{NAME}))?"
                 rf"(?: until (?P<until>{WHEN}))?",
    "leave-seat": rf"(?:loses?|leaves?) (?:the|a) seat of (?P<of>{NAME})",
}  # fmt: skip
_EXPECT: dict[str, str] = {
    "expect-stage": rf"expect (?P<matter>{NAME}) at (?P<stage>{NAME})(?: because (?P<outcome>{NAME}))?",
    "expect-skipped": rf"expect (?P<stage>{NAME}) of (?P<matter>{NAME}) passed over",
    "expect-figure": rf"expect (?P<n>\d+) (?P<figure>{NAME}(?: in {NAME})??) in (?P<stage>{NAME})"
                     rf" of (?P<matter>{NAME})",
    "expect-owed": rf"expect (?P<matter>{NAME}) to await (?P<sections>{NAME}(?: and {NAME})*)",
    "expect-due": rf"expect (?P<matter>{NAME}) due (?P<due>{WHEN})",
    "expect-holder": rf"expect (?P<matter>{NAME}) held by (?P<holder>{NAME})",
    "expect-parties": rf"expect (?P<matter>{NAME}) between (?P<parties>{NAME}(?: and {NAME})*)",
    "expect-paid": rf"expect (?P<yuan>[0-9]{{1,12}}(?:\.[0-9]{{1,2}})?) yuan paid from (?P<fund>{NAME})"
                   rf" for (?P<matter>{NAME})",
    "expect-end": rf"expect (?P<matter>{NAME}) (?P<end>done|refused|lapsed|withdrawn)",
    "expect-measure": rf"expect measure (?P<measure>{NAME}) to be (?P<value>{VALUE}|nothing){GIVEN}",
    "expect-bound": rf"expect measure (?P<measure>{NAME}) "
                    rf"(?P<bound>within its bounds|below its floor|above its ceiling){GIVEN}",
    "expect-allotment": rf"expect (?P<fund>{NAME}) to allot (?P<parts>{VALUES}) of (?P<sum>{VALUE})"
                        rf" by (?P<weights>{VALUES})",
    "expect-chosen": rf"expect (?P<items>{NAMES}) (?P<which>chosen|tied) in (?P<matter>{NAME})",
    "expect-bin": rf"expect (?P<item>{NAME}) of (?P<matter>{NAME}) in (?P<bin>{NAME})",
    "expect-got": rf"expect (?P<n>\d+) (?P<figure>{NAME}) for (?P<item>{NAME}) in (?P<stage>{NAME})"
                  rf" of (?P<matter>{NAME})",
    "expect-items": rf"expect (?P<n>\d+) items in (?P<matter>{NAME})",
    "expect-seated": rf"expect (?P<person>{PERSON})(?P<not> not)? seated in (?P<organ>{NAME})",
    "expect-known": rf"expect (?P<fact>{NAME}) of (?P<whose>\S+) to be (?P<known>\S+)",
    "expect-version": r"expect charter (?P<version>[0-9A-Za-z][0-9A-Za-z.-]*) in force",
    "expect-binds": rf"expect (?P<matter>{NAME}) to bind (?P<bind>{NAME}(?: and {NAME})*)",
    "expect-opens": rf"expect (?P<matter>{NAME}) to open (?P<procedure>{NAME})",
    "expect-minutes": rf"expect the minutes (?P<may>open to|closed to) (?P<reader>everybody|{PERSON})",
    "expect-mends": rf"expect (?P<matter>{NAME}) to mend (?P<register>{NAME})",
    "time-passes": r"time passes",
}  # fmt: skip
_CLERK: dict[str, str] = {"describe": rf"the place is known by (?P<facts>{FACTS})"}
"""What a story tells without saying who did it."""
SENTENCES = (*_DOES, *_EXPECT, *_CLERK)


def read(line: str, before: datetime, zone: tzinfo | None) -> tuple[Step, ...]:
    """The steps of one line of a story.

    A line may begin with ``on DATE TIME,``; without it, it happens a minute after the line before. Who did the last
    thing does the next, unless somebody else is named. ``it`` and a matter left out mean the last matter named.
    Raises :class:`NotReadable`.
    """
    found = re.match(rf"on ({WHEN}),\s*", line)
    at = moment_in(found[1], zone) if found else before + timedelta(minutes=1)
    rest = line[found.end() :] if found else line
    rest, refused = _refused(rest)
    clauses = _clauses(rest) or [""]
    steps: list[Step] = []
    for index, clause in enumerate(clauses):
        last = steps[-1] if steps else None
        steps.append(_step(clause, at, last, refused if index == len(clauses) - 1 else ""))
    return tuple(steps)


def moment_in(text: str, zone: tzinfo | None) -> datetime:
    """A date and a time of the place. Raises :class:`NotReadable` for those that there are not."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=zone)
    except ValueError:
        raise NotReadable(f"没有「{text}」这个时间", f"there is no such time as {text}") from None


def _refused(text: str) -> tuple[str, str]:
    found = re.search(r": refused ([a-z-]+)$", text)
    return (text[: found.start()], found[1]) if found else (text, "")


def _clauses(text: str) -> list[str]:
    """Split at commas outside quotation marks."""
    return [part.strip() for part in re.findall(r'(?:[^,"]|"[^"]*")+', text)]


def _at_once(sentence: str) -> tuple[str, tuple[str, ...]]:
    """``posts lamps and bench at once`` is ``posts lamps``, and bench as well."""
    found = None if '"' in sentence else re.search(rf"((?: and {NAME})+) at once", sentence)
    if found is None:
        return sentence, ()
    return sentence[: found.start()] + sentence[found.end() :], tuple(found[1].split(" and ")[1:])


def _step(sentence: str, at: datetime, last: Step | None, refused: str) -> Step:
    for verb, pattern in _EXPECT.items():
        if found := re.fullmatch(pattern + IN_STRAND, sentence):
            return Step(sentence, at, verb, words=found.groupdict())
    for verb, pattern in _CLERK.items():
        if found := re.fullmatch(pattern, sentence):
            return Step(sentence, at, verb, words=found.groupdict(), refused=refused)
    if step := _deed(sentence, at, last, refused):
        return step
    raise NotReadable(
        f"这句看不懂：「{sentence[:80]}」。可用的句子见 docs/reference/scenarios.md",
        f"this sentence cannot be read: “{sentence[:80]}”; docs/reference/scenarios.md lists those there are",
    )


def _deed(sentence: str, at: datetime, last: Step | None, refused: str) -> Step | None:
    """What somebody does; None where it cannot be read, or nobody is there to do it."""
    clause, also = _at_once(sentence)
    for verb, pattern in _DOES.items():
        whole = rf"(?:(?P<who>{PEOPLE})(?: for (?P<organ>{NAME}))? )?{pattern}{IN_STRAND}"
        if (not also or "(?P<matter>" in pattern) and (found := re.fullmatch(whole, clause)):
            words = found.groupdict()
            people = everyone(words["who"]) if words["who"] else (last.people if last else ())
            organ = words["organ"] or (last.organ if last and not words["who"] else "")
            return Step(sentence, at, verb, people, organ, words, refused, also) if people else None
    return None


MOST_PEOPLE = 20_000


def everyone(text: str) -> tuple[str, ...]:
    """``r1 … r3 and r7`` is r1, r2, r3 and r7. Raises :class:`NotReadable`."""
    if re.fullmatch(PEOPLE, text) is None:
        raise NotReadable(
            f"「{text[:40]}」看不懂：人要写成「r1」「r1 … r6」「r1 and r7」这样",
            f"“{text[:40]}” cannot be read: people are written like “r1”, “r1 … r6” or “r1 and r7”",
        )
    people: list[str] = []
    for part in text.split(" and "):
        ends = part.split(" … ")
        people += [ends[0]] if len(ends) == 1 else _run(ends)
    return tuple(people)


def _run(ends: list[str]) -> list[str]:
    first, last = (re.fullmatch(r"([a-z]+)([0-9]+)", end) for end in (ends[0], ends[-1]))
    if len(ends) != 2 or first is None or last is None or first[1] != last[1]:
        raise NotReadable("要写成「r1 … r6」这样", "a run of people is written like “r1 … r6”")
    if not 0 <= int(last[2]) - int(first[2]) < MOST_PEOPLE:
        raise NotReadable(f"人数要在 1 到 {MOST_PEOPLE} 之间", f"a run has 1 to {MOST_PEOPLE} people")
    return [f"{first[1]}{n}" for n in range(int(first[2]), int(last[2]) + 1)]
