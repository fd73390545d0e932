"""Who speaks: one charter, in one language, with the charters it stands on; and how everything in it is called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Protocol

from linli.core.charter.explain.counted import COUNTED, FACTS, People, Roll
from linli.core.charter.explain.words import LEVELS, WHO, Word, Words
from linli.core.charter.model import Charter, FactKind, Procedure
from linli.core.charter.stages import Screen, Stage
from linli.core.charter.text import Lang, Text

Bases = Mapping[str, Charter]


_BETWEEN = re.compile(r"(?<=[\u4e00-\u9fff])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[\u4e00-\u9fff])")
_STARTED = re.compile(r"(the|a|an|each|every|any|all|whoever|those|everyone)\b", re.IGNORECASE)


@lru_cache(maxsize=8192)
def _spaced(words: str) -> str:
    """Chinese with a space around what is written in Latin letters or figures."""
    return _BETWEEN.sub(" ", words)


class Named(Protocol):
    """A text in both languages."""

    @property
    def zh(self) -> str: ...

    @property
    def en(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Voice:
    """Says things of ``charter`` in ``lang``; ``procedure`` is the one being spoken of, if any."""

    charter: Charter
    lang: Lang
    bases: Bases = field(default_factory=dict[str, Charter])
    procedure: str = ""
    _told: dict[str, str | None] = field(
        default_factory=dict[str, str | None], init=False, repr=False, compare=False
    )
    """Titles looked up before: a charter speaks of the same things again and again."""

    def within(self, procedure: str) -> Voice:
        """The same voice, speaking of ``procedure``."""
        return replace(self, procedure=procedure)

    def say(self, zh: str, en: str) -> str:
        """The saying in this voice's language."""
        return zh if self.lang == "zh" else en

    def word(self, words: Words, key: str) -> str:
        """A word of the catalogue."""
        return self.say(*words[key])

    def pick(self, word: Word) -> str:
        """A word in this voice's language."""
        return self.say(*word)

    def text(self, text: Named) -> str:
        """A text of the charter."""
        return self.say(text.zh, text.en)

    def quote(self, words: str) -> str:
        """Words in quotation marks."""
        return self.say(f"「{words}」", f"“{words}”")

    # --- putting sentences together -----------------------------------------------------------------------

    def list(self, words: Iterable[str], *, last: Word = ("、", " and ")) -> str:
        """Several words in a row: 甲、乙、丙; a, b and c."""
        row = tuple(words)
        if self.lang == "zh":
            return last[0].join(row)
        return f"{', '.join(row[:-1])}{last[1]}{row[-1]}" if len(row) > 1 else "".join(row)

    def either(self, words: Iterable[str]) -> str:
        """Several words of which one is meant: 甲或者乙; a or b."""
        return self.list(words, last=("或者", " or "))

    def clauses(self, parts: Iterable[str]) -> str:
        """Clauses joined by commas."""
        return self.say("，", ", ").join(part for part in parts if part)

    def items(self, parts: Iterable[str]) -> str:
        """Clauses joined by semicolons."""
        return self.say("；", "; ").join(part for part in parts if part)

    def sentence(self, words: str) -> str:
        """Words as one sentence: a capital in English, a full stop in both."""
        words = words.strip()
        if self.lang == "zh":
            words = _spaced(words)
            return words if words.endswith(("。", "！", "？")) else f"{words}。"
        words = words[:1].upper() + words[1:]
        return words if words.endswith((".", "!", "?", ".)", ".”")) else f"{words}."

    def said(self, text: Text | None) -> tuple[str, ...]:
        """What the charter says in its own words, as a sentence."""
        return (self.sentence(self.text(text)),) if text else ()

    def the(self, title: str) -> str:
        """A title as part of a sentence; English takes the article."""
        return title if self.lang == "zh" or _STARTED.match(title) else f"the {title}"

    # --- names ---------------------------------------------------------------------------------------------

    @property
    def _all(self) -> Iterator[Charter]:
        yield self.charter
        yield from self.bases.values()

    def _titles(self, slug: str) -> Iterator[Any]:
        """Everything that ``slug`` can be, nearest first."""
        for charter in self._all:
            yield from self._facts(charter, slug)
            sections = (charter.organs, charter.places, charter.measures, charter.funds, charter.disclosures,
                        charter.catalogues, charter.procedures, charter.rules, charter.duties)  # fmt: skip
            yield from (section[slug] for section in sections if slug in section)
            yield from self._inner(charter, slug)

    def _facts(self, charter: Charter, slug: str) -> Iterator[FactKind]:
        for kind in self._own_first(charter):
            items = kind.items.facts if kind.items else {}
            yield from (facts[slug] for facts in (kind.facts, items) if slug in facts)
        if slug in charter.facts:
            yield charter.facts[slug]

    def _own_first(self, charter: Charter) -> Iterator[Procedure]:
        """The procedure that is being read first: what it calls a thing goes before what others do."""
        own = charter.procedures.get(self.procedure)
        yield from (own,) if own else ()
        yield from charter.procedures.values()

    def _inner(self, charter: Charter, slug: str) -> Iterator[Named]:
        yield from (organ.classes[slug].title for organ in charter.organs.values() if slug in organ.classes)
        for procedure in self._own_first(charter):
            if slug in procedure.stages:
                yield procedure.stages[slug].title
            if slug in procedure.decides:
                yield procedure.decides[slug]
            for kind in procedure.facts.values():
                if slug in kind.choices:
                    yield kind.choices[slug]
            for stage in procedure.stages.values():
                if isinstance(stage, Screen) and slug in stage.bins:
                    yield stage.bins[slug]
        yield from (cat.items[slug] for cat in charter.catalogues.values() if slug in cat.items)
        yield from (fund.owes[slug].title for fund in charter.funds.values() if slug in fund.owes)

    def title(self, slug: str) -> str | None:
        """What the charter, or one that it stands on, calls ``slug``; None where it does not know it."""
        if slug not in self._told:
            self._told[slug] = self._title(slug)
        return self._told[slug]

    def _title(self, slug: str) -> str | None:
        for found in self._titles(slug):
            named = getattr(found, "title", found)
            if named is not None:
                return self.text(named)
        return None

    def name(self, slug: str) -> str:
        """What ``slug`` is called: by the charter, else by the catalogue, else as it is written."""
        return self.title(slug) or self._catalogued(slug) or slug.replace("-", " ")

    def _catalogued(self, slug: str) -> str | None:
        for words in (WHO, LEVELS, FACTS):
            if slug in words:
                return self.word(words, slug).removeprefix("is ")
        known = COUNTED.get(slug)
        if known is None:
            return None
        if isinstance(known, Roll):
            return self.pick(known.count)
        return (
            self.say(f"{known.zh}人数", known.those) if isinstance(known, People) else self.pick(known.noun)
        )

    def organ(self, slug: str) -> str:
        """An organ's title."""
        for charter in self._all:
            if slug in charter.organs:
                return self.text(charter.organs[slug].title)
        return self.name(slug)

    def kind(self, slug: str) -> str:
        """What a kind of place is called."""
        for charter in self._all:
            if slug in charter.places:
                return self.text(charter.places[slug].title)
        return self.word(LEVELS, slug) if slug in LEVELS else self.name(slug)

    def procedure_title(self, slug: str) -> str:
        """A procedure's title."""
        for charter in self._all:
            if slug in charter.procedures:
                return self.text(charter.procedures[slug].title)
        return self.name(slug)

    def stage(self, slug: str) -> Stage | None:
        """A stage by its name: of the procedure being spoken of, else of any."""
        for procedure in self._procedures():
            if slug in procedure:
                return procedure[slug]
        return None

    def stage_title(self, slug: str) -> str:
        """A stage's title."""
        found = self.stage(slug)
        return self.text(found.title) if found else self.name(slug)

    def _procedures(self) -> Iterator[Mapping[str, Stage]]:
        for charter in self._all:
            if self.procedure in charter.procedures:
                yield charter.procedures[self.procedure].stages
            yield from (procedure.stages for procedure in charter.procedures.values())

    def fact(self, slug: str) -> FactKind | None:
        """The kind of fact that ``slug`` names: of the procedure being spoken of, of any, or of the register."""
        return next((kind for charter in self._all for kind in self._facts(charter, slug)), None)
