"""What two charters give, fact by fact, side by side: facts as written, without judgement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from linli.core.charter.explain import terms
from linli.core.charter.explain.voice import Voice
from linli.core.charter.load import Loaded
from linli.core.charter.model import Disclosure
from linli.core.charter.powers import powers
from linli.core.charter.text import Lang, Text
from linli.core.lab.power import Power, coalition
from linli.core.lab.power.says import people
from linli.core.lab.voting import a_year, occasions
from linli.core.lab.waits import Waited, waits


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a charter: ``value`` is exact and empty or None where the charter does not say it."""

    key: str
    title: Text
    value: tuple[str, ...] | int | None
    says: Text


def facts(loaded: Loaded) -> tuple[Fact, ...]:
    """The facts of a charter by which it is compared, always the same ones in the same order."""
    return (
        _organs(loaded),
        _deciding(loaded),
        _smallest(loaded),
        _days(loaded),
        _votes(loaded),
        _published(loaded),
    )


def _organs(loaded: Loaded) -> Fact:
    found = powers(loaded.charter)
    names = tuple(name for name in loaded.charter.organs if found.own(name))
    return _listed(
        "organs", Text(zh="自治组织", en="Organs of self-government"), names, _organ_titles(loaded, names)
    )


def _deciding(loaded: Loaded) -> Fact:
    names = powers(loaded.charter).who("decides")
    return _listed("decides", Text(zh="谁来决定", en="Who decides"), names, _organ_titles(loaded, names))


def _published(loaded: Loaded) -> Fact:
    sections = loaded.charter.disclosures
    zh, en = (_voice(loaded, lang) for lang in ("zh", "en"))
    titles = (Text(zh=one.zh + _period(one, zh), en=one.en + _period(one, en)) for one in sections.values())
    return _listed("published", Text(zh="公开事项", en="What is published"), tuple(sections), titles)


def _period(one: Disclosure, voice: Voice) -> str:
    """How often and how soon a section is published, in brackets."""
    often = terms.every(one.every, voice) if one.every else ""
    soon = terms.by_when(one.within, voice) if one.within else ""
    said = voice.clauses((often, soon))
    return voice.say(f"（{said}）", f" ({said})") if said else ""


def _voice(loaded: Loaded, lang: Lang) -> Voice:
    return Voice(loaded.charter, lang, {one.slug: one.charter for one in loaded.closure[1:]})


def _days(loaded: Loaded) -> Fact:
    """The shortest time from proposal to decision that the charter's own waits leave, procedure by procedure."""
    title = Text(zh="从提出到决定至少多久", en="From proposal to decision, at least")
    found = waits(loaded)
    if not found:
        return Fact("days", title, (), _NO_VOTE)
    spans = tuple(f"{one.procedure}: {_least(one).en}" for one in found)
    if all(one.span and not one.span.units for one in found):
        return Fact("days", title, spans, _least(found[0]))
    procedures = loaded.charter.procedures
    told = [(procedures[one.procedure].title, _least(one)) for one in found]
    zh = "；".join(f"「{name.zh}」{least.zh}" for name, least in told)
    return Fact(
        "days", title, spans, Text(zh=zh, en="; ".join(f"“{name.en}” {least.en}" for name, least in told))
    )


def _least(found: Waited) -> Text:
    if not found.finished:
        return Text(zh="走法太多，没有算完", en="has too many ways; this did not finish")
    if found.span is None:
        return Text(zh="顺利的话不用表决", en="needs no vote where all goes well")
    if not found.span.units:
        return Text(zh="章程没有规定等待的时间", en="the charter sets no waiting time")
    return Text(zh=f"至少 {found.span.says.zh}", en=f"{found.span.says.en} at least")


def _votes(loaded: Loaded) -> Fact:
    title = Text(zh="普通居民多久投一次票", en="How often an ordinary resident votes")
    found = occasions(loaded)
    if not found:
        return Fact("votes", title, (), Text(zh="普通居民不投票", en="an ordinary resident never votes"))
    told = [one.says for one in found]
    told += [total] if (total := a_year(found)) else []
    zh, en = "；".join(one.zh for one in told), "; ".join(one.en for one in told)
    return Fact("votes", title, tuple(one.key for one in found), Text(zh=zh, en=en))


def _smallest(loaded: Loaded) -> Fact:
    """The fewest people who can carry a procedure in which a poll decides, everyone being taken to take part."""
    title = Text(zh="最少几人能通过决定", en="How few can carry a decision")
    held = powers(loaded.charter).in_
    deciding = [
        name
        for name in loaded.charter.procedures
        if any(one.does in ("decides", "elects") for one in held.get(name, ()))
    ]
    if not deciding:
        return Fact("smallest", title, None, _NO_VOTE)
    worked = [coalition(loaded, name) for name in deciding]
    able = [(one.smallest, one) for one in worked if one.smallest]
    if not able:
        return Fact("smallest", title, None, worked[0].sentences[0])
    number, least = min(able, key=lambda pair: pair[0])
    procedure = loaded.charter.procedures[least.procedure].title
    basis = (*_assumptions(least), *_left_out(sum(one.smallest is None for one in worked)))
    says = Text(
        zh=f"{number} 人，见「{procedure.zh}」" + "".join(f"；{one.zh}" for one in basis),
        en=f"{number}, in “{procedure.en}”" + "".join(f"; {one.en}" for one in basis),
    )
    return Fact("smallest", title, number, says)


def _assumptions(found: Power) -> Iterable[Text]:
    assumed = [one for one in found.holders if one.basis in ("assumed", "least")]
    if assumed:
        zh = "、".join(f"{one.title.zh}（{people(one).zh}）" for one in assumed)
        en = ", ".join(f"{one.title.en} ({people(one).en})" for one in assumed)
        yield Text(zh=f"章程没有写死的人数：{zh}", en=f"where the charter leaves the number open: {en}")


def _left_out(many: int) -> Iterable[Text]:
    if many:
        yield Text(
            zh=f"另有 {many} 个程序算不出人数", en=f"procedures for which no number can be told: {many}"
        )


_NO_VOTE = Text(zh="没有哪个程序靠表决来定", en="no procedure is decided by a vote")
_UNSAID = Text(zh="章程没有写明", en="not said by the charter")


def _organ_titles(loaded: Loaded, names: Iterable[str]) -> Iterable[Text]:
    return (loaded.charter.organs[name].title for name in names)


def _listed(key: str, title: Text, names: tuple[str, ...], titles: Iterable[Text]) -> Fact:
    if not names:
        return Fact(key, title, (), _UNSAID)
    told = tuple(titles)
    says = Text(zh="、".join(one.zh for one in told), en="; ".join(one.en for one in told))
    return Fact(key, title, names, says)
