"""A charter as sentences that a resident can read aloud, in Chinese and in English.

Pure functions over the frozen model. ``bases`` gives the charters that this one extends or cites, by their slugs:
titles that this charter lacks are taken from there, and laws are called by theirs.
"""

from collections.abc import Mapping

from linli.core.charter.explain import amounts, conds, organs, parts, rules, sources, stages, terms, whole
from linli.core.charter.explain.amounts import Counts
from linli.core.charter.explain.voice import Bases, Voice
from linli.core.charter.explain.whole import Article
from linli.core.charter.model import Charter, FactKind
from linli.core.charter.rule import Cond
from linli.core.charter.source import Source
from linli.core.charter.stages import Rule, Stage
from linli.core.charter.terms import By, Due, Duration, Every, Range
from linli.core.charter.text import Lang

__all__ = [
    "Article", "by", "catalogue", "charter", "clause", "cond", "disclosure", "due", "duration", "duty", "every", "fund",
    "measure", "organ", "place", "procedure", "range_", "relations", "rule", "source", "stage", "stage_rule",
    "standard",
]  # fmt: skip

_NOTHING = Charter.model_construct(charter="", version="", level="community")
"""A charter that says nothing, for words that need none."""


def _voice(charter: Charter, lang: Lang, bases: Bases | None, procedure: str = "") -> Voice:
    return Voice(charter, lang, bases or {}, procedure)


# --- small words -------------------------------------------------------------------------------------------


def source(source: Source | None, charter: Charter, lang: Lang, *, bases: Bases | None = None) -> str:
    """Where a rule comes from: 「社区网格化治理模式创新」第 2 节; empty where there is no source."""
    return sources.source(source, _voice(charter, lang, bases))


def duration(d: Duration, lang: Lang) -> str:
    """A length of time: 15 天, 15 days."""
    return terms.duration(d, Voice(_NOTHING, lang))


def due(due: Due, lang: Lang, *, facts: Mapping[str, FactKind] | None = None) -> str:
    """By when: 15 天内; 选举日前 20 天, where ``facts`` gives the title of the date."""
    return terms.due(due, Voice(_NOTHING, lang), facts)


def every(e: Every, lang: Lang) -> str:
    """How often: 每月, every month."""
    return terms.every(e, Voice(_NOTHING, lang))


def range_(r: Range, lang: Lang, unit: str = "") -> str:
    """How many, with ``unit`` in the same language: 5 至 9 席, 5 to 9 seats."""
    return terms.range_(r, Voice(_NOTHING, lang), unit)


def by(by: By, charter: Charter, lang: Lang, *, procedure: str = "", bases: Bases | None = None) -> str:
    """Who acts: 社区居委会, the residents' committee."""
    return terms.by(by, _voice(charter, lang, bases, procedure))


# --- rules -------------------------------------------------------------------------------------------------


def _frame(v: Voice, organ: str | None, counts: Counts) -> amounts.Frame:
    return amounts.Frame(v, people=amounts.people_of(organ, v), counts=counts)


def cond(
    cond: Cond,
    charter: Charter,
    lang: Lang,
    *,
    organ: str | None = None,
    counts: Counts = "persons",
    procedure: str = "",
    bases: Bases | None = None,
) -> str:
    """A condition as a clause without a full stop, what each share is of named by the organ that votes."""
    return conds.cond(cond, _frame(_voice(charter, lang, bases, procedure), organ, counts))


def rule(
    rule: Rule,
    charter: Charter,
    lang: Lang,
    *,
    organ: str | None = None,
    stage: Stage | None = None,
    procedure: str = "",
    bases: Bases | None = None,
) -> str:
    """A rule as one sentence. With ``stage``, those counted are the ones who act there; else members of ``organ``."""
    v = _voice(charter, lang, bases, procedure)
    return rules.rule(
        rule, stages.frame(stage, v) if stage and organ is None else _frame(v, organ, "persons")
    )


def stage_rule(
    stage: Stage, charter: Charter, lang: Lang, *, procedure: str = "", bases: Bases | None = None
) -> str:
    """The rule that decides a stage, named or written in place; empty where there is none."""
    return stages.stage_rule(stage, _voice(charter, lang, bases, procedure))


# --- clauses -----------------------------------------------------------------------------------------------


def stage(
    procedure_slug: str, stage_slug: str, charter: Charter, lang: Lang, *, bases: Bases | None = None
) -> tuple[str, ...]:
    """A stage: who does what, by when, by what rule, and what follows. Raises KeyError for an unknown stage."""
    given = charter.procedures[procedure_slug].stages[stage_slug]
    return stages.stage(given, _voice(charter, lang, bases, procedure_slug))


def organ(slug: str, charter: Charter, lang: Lang, *, bases: Bases | None = None) -> tuple[str, ...]:
    """An organ: how it comes about, its seats and term, whom it answers to."""
    return organs.organ(slug, charter.organs[slug], _voice(charter, lang, bases))


def procedure(slug: str, charter: Charter, lang: Lang, *, bases: Bases | None = None) -> tuple[str, ...]:
    """A procedure's head: what it decides, what must be stated and what must be published."""
    return parts.procedure(charter.procedures[slug], _voice(charter, lang, bases, slug))


def duty(slug: str, charter: Charter, lang: Lang, *, bases: Bases | None = None) -> tuple[str, ...]:
    """A duty: who does what, how often, for whom."""
    return parts.duty(charter.duties[slug], _voice(charter, lang, bases))


def fund(slug: str, charter: Charter, lang: Lang, *, bases: Bases | None = None) -> tuple[str, ...]:
    """A fund: who holds it, who pays in, who decides."""
    return parts.fund(charter.funds[slug], _voice(charter, lang, bases))


def measure(slug: str, charter: Charter, lang: Lang, *, bases: Bases | None = None) -> tuple[str, ...]:
    """A measure: of what, in what unit, and what it should be."""
    return parts.measure(charter.measures[slug], _voice(charter, lang, bases))


def catalogue(slug: str, charter: Charter, lang: Lang, *, bases: Bases | None = None) -> tuple[str, ...]:
    """A catalogue with its items."""
    return parts.catalogue(charter.catalogues[slug], _voice(charter, lang, bases))


def disclosure(slug: str, charter: Charter, lang: Lang, *, bases: Bases | None = None) -> tuple[str, ...]:
    """A section of what is published."""
    return parts.disclosure(charter.disclosures[slug], _voice(charter, lang, bases))


def place(slug: str, charter: Charter, lang: Lang, *, bases: Bases | None = None) -> tuple[str, ...]:
    """A kind of place."""
    return organs.place(charter.places[slug], _voice(charter, lang, bases))


def relations(charter: Charter, lang: Lang, *, bases: Bases | None = None) -> tuple[str, ...]:
    """How the organs stand to each other, one sentence for each relation."""
    v = _voice(charter, lang, bases)
    return tuple(organs.relation(one, v) for one in charter.relations)


def charter(charter: Charter, lang: Lang, *, bases: Bases | None = None) -> tuple[Article, ...]:
    """The whole charter as articles, in the order in which one would read it aloud."""
    return whole.charter(_voice(charter, lang, bases))


def standard(charter: Charter, lang: Lang) -> tuple[Article, ...]:
    """The articles of the standard procedure that holds beside a charter; nothing where it has one of its own."""
    return whole.standard_articles(_voice(charter, lang, None))


def clause(path: str, charter: Charter, lang: Lang, *, bases: Bases | None = None) -> str:
    """The short name of a clause by its dotted path: 四议·商议; “four deliberations, consultation”."""
    return whole.clause(path, _voice(charter, lang, bases))
