"""A whole charter as articles, in the order in which one would read it aloud."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from linli.core.charter.explain import amounts, organs, parts, rules, stages
from linli.core.charter.explain.sources import source
from linli.core.charter.explain.voice import Voice
from linli.core.charter.explain.words import KEYS, LEVELS
from linli.core.charter.model import Procedure
from linli.core.charter.source import Document, Source
from linli.core.charter.stages import Rule, Stage
from linli.core.charter.standard import STANDARD, mending, standard

HOME = "Asia/Shanghai"


@dataclass(frozen=True, slots=True)
class Article:
    """One clause as it is read aloud.

    ``path`` is its place in the file (``organs.committee``), ``source`` where it comes from, empty where it has none.
    """

    path: str
    heading: str
    sentences: tuple[str, ...]
    source: str


def charter(v: Voice) -> tuple[Article, ...]:
    """Every clause of the charter in order."""
    return tuple(
        _not_silent(article, v) for article in _all(v) if article.sentences or article.path != "relations"
    )


def standard_articles(v: Voice) -> tuple[Article, ...]:
    """What holds beside a charter that says nothing of how its registers are mended; nothing beside any other."""
    if v.charter.level == "law" or mending(v.charter):
        return ()
    beside = replace(v, charter=standard().charter)
    found = beside.charter.procedures[STANDARD]
    return tuple(_procedure(STANDARD, found, beside.within(STANDARD)))


def _not_silent(article: Article, v: Voice) -> Article:
    """A clause of which the charter gives only the title is read as that."""
    return article if article.sentences else replace(article, sentences=(v.sentence(article.heading),))


def _all(v: Voice) -> Iterator[Article]:
    yield _head(v)
    yield from _grounds(v)
    for slug, organ in v.charter.organs.items():
        yield _article(f"organs.{slug}", v.text(organ.title), organs.organ(slug, organ, v), organ.source, v)
    for slug, rule in v.charter.rules.items():
        yield _article(f"rules.{slug}", rule_title(slug, rule, v), (_rule(slug, rule, v),), rule.source, v)
    for slug, procedure in v.charter.procedures.items():
        yield from _procedure(slug, procedure, v.within(slug))
    yield from _rest(v)


def _article(path: str, heading: str, sentences: tuple[str, ...], given: Source | None, v: Voice) -> Article:
    return Article(path, heading, tuple(s for s in sentences if s), source(given, v))


# --- the head ----------------------------------------------------------------------------------------------


def _head(v: Voice) -> Article:
    c = v.charter
    level, version = v.word(LEVELS, c.level), c.version
    bases = v.list(v.text(v.bases[slug].title) if slug in v.bases else slug for slug in c.extends)
    zone = v.say("北京时间", "Beijing time") if c.zone == HOME else c.zone
    said = (
        v.say(f"这是写成章程的法律，版本 {version}", f"this is a law written as a charter, version {version}")
        if c.level == "law"
        else v.say(
            f"这是{level}一级的章程，版本 {version}", f"this is a charter for a {level}, version {version}"
        ),
        v.say(f"没有写到的，依照{bases}", f"what it does not say follows {bases}") if bases else "",
        v.say(f"时间按{zone}计", f"times are in {zone}"),
        *(_document(one, v) for one in c.sources.values()),
    )
    own_words = (*v.said(c.says), *v.said(c.about))
    return Article("charter", v.text(c.title), (*own_words, *(v.sentence(s) for s in said if s)), "")


def _document(given: Document, v: Voice) -> str:
    section = v.say(f"第 {given.section} 节", f", section {given.section}") if given.section else ""
    note = v.text(given.note).rstrip("。.") if given.note else ""
    title = v.quote(v.text(given)) + section
    return v.say(f"依据文件：{title}", f"it draws on {title}") + (
        v.say(f"（{note}）", f" ({note})") if note else ""
    )


def _grounds(v: Voice) -> Iterator[Article]:
    """What the register knows, and the kinds of place."""
    for slug, fact in v.charter.facts.items():
        yield _article(f"facts.{slug}", v.text(fact.title), (parts.known_fact(fact, v),), fact.source, v)
    for slug, place in v.charter.places.items():
        yield _article(f"places.{slug}", v.text(place.title), organs.place(place, v), place.source, v)


# --- rules and procedures ----------------------------------------------------------------------------------


def rule_title(slug: str, given: Rule, v: Voice) -> str:
    """What a rule is called."""
    return v.text(given.title) if given.title else v.name(slug)


def _rule(slug: str, given: Rule, v: Voice) -> str:
    """A rule in words, with the members named where all stages that use it count the same ones."""
    frames = [
        stages.frame(stage, v)
        for procedure in v.charter.procedures.values()
        for stage in procedure.stages.values()
        if vars(stage).get("rule") == slug
    ]
    alike = bool(frames) and all(frame == frames[0] for frame in frames)
    return rules.rule(given, frames[0] if alike else amounts.Frame(v))


def _procedure(slug: str, given: Procedure, v: Voice) -> Iterator[Article]:
    path, title = f"procedures.{slug}", v.text(given.title)
    yield _article(path, title, parts.procedure(given, v), given.source, v)
    for name, stage in given.stages.items():
        heading = v.say(f"{title}·{v.text(stage.title)}", f"{title}: {v.text(stage.title)}")
        said = stages.stage(stage, v)
        yield Article(f"{path}.stages.{name}", heading, said, _stage_source(stage, v))


def _stage_source(stage: Stage, v: Voice) -> str:
    """The stage's own source and that of the rule that decides it."""
    found = stages.rule_of(stage, v)
    said = (source(stage.source, v), source(found.source, v) if found else "")
    return v.items(dict.fromkeys(said))


# --- the rest ----------------------------------------------------------------------------------------------


def _rest(v: Voice) -> Iterator[Article]:
    c = v.charter
    for slug, duty in c.duties.items():
        yield _article(f"duties.{slug}", v.text(duty.title), parts.duty(duty, v), duty.source, v)
    for slug, fund in c.funds.items():
        yield _article(f"funds.{slug}", v.text(fund.title), parts.fund(fund, v), fund.source, v)
    for slug, measure in c.measures.items():
        yield _article(
            f"measures.{slug}", v.text(measure.title), parts.measure(measure, v), measure.source, v
        )
    for slug, one in c.catalogues.items():
        yield _article(f"catalogues.{slug}", v.text(one.title), parts.catalogue(one, v), one.source, v)
    for slug, section in c.disclosures.items():
        yield _article(
            f"disclosures.{slug}", v.text(section), parts.disclosure(section, v), section.source, v
        )
    between = tuple(organs.relation(one, v) for one in c.relations)
    yield Article("relations", v.say("组织之间", "between organs"), between, "")


# --- the short name of a clause ----------------------------------------------------------------------------

SECTIONS: Mapping[str, Callable[[Voice, str], str]] = {
    "organs": Voice.organ,
    "places": Voice.kind,
    "procedures": Voice.procedure_title,
}


def clause(path: str, v: Voice) -> str:
    """A clause's short name: 四议·商议; “four deliberations, consultation”."""
    section, *rest = path.split(".")
    if not rest:
        return v.text(v.charter.title)
    slug, *inner = rest
    names = [_first(section, slug, v), *_inside(section, slug, inner, v)]
    return v.say("·", ", ").join(names)


def _first(section: str, slug: str, v: Voice) -> str:
    if section == "relations":
        return v.say("组织之间的关系", "relations between organs")
    if section == "rules":
        found = stages.named_rule(slug, v)
        return rule_title(slug, found, v) if found else v.name(slug)
    named = SECTIONS.get(section)
    return named(v, slug) if named else v.name(slug)


def _inside(section: str, slug: str, inner: list[str], v: Voice) -> list[str]:
    """The names of what lies inside a clause: a stage, a class of seats, a key."""
    if section == "procedures" and inner[:1] == ["stages"] and len(inner) > 1:
        title = v.within(slug).stage_title(inner[1])
        return [title, *_keys(inner[2:], v)]
    return _keys(inner, v)


def _keys(inner: list[str], v: Voice) -> list[str]:
    """The keys that have a word of their own; what lies deeper is left to the file."""
    return [v.word(KEYS, key) for key in inner if key in KEYS][:1]
