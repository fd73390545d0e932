"""What two charters give, fact by fact, side by side: facts as written, without judgement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from linli.core.charter.load import Loaded
from linli.core.charter.powers import powers
from linli.core.charter.text import Text
from linli.core.lab.power import Power, power


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a charter: ``value`` is exact and empty or None where the charter does not say it."""

    key: str
    title: Text
    value: tuple[str, ...] | int | None
    says: Text


def facts(loaded: Loaded) -> tuple[Fact, ...]:
    """The facts of a charter by which it is compared, always the same ones in the same order."""
    return (_organs(loaded), _deciding(loaded), _smallest(loaded), _published(loaded))


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
    titles = (Text(zh=one.zh, en=one.en) for one in sections.values())
    return _listed("published", Text(zh="公开事项", en="What is published"), tuple(sections), titles)


def _smallest(loaded: Loaded) -> Fact:
    """The fewest people who can carry any procedure that asks for anybody, everyone being taken to take part."""
    title = Text(zh="最少几人能通过决定", en="How few can carry a decision")
    worked = [power(loaded, name) for name in loaded.charter.procedures]
    able = [(one.smallest, one) for one in worked if one.smallest]
    if not able:
        return Fact("smallest", title, None, _UNSAID)
    number, least = min(able, key=lambda pair: pair[0])
    procedure = loaded.charter.procedures[least.procedure].title
    basis = (*_assumptions(least), *_left_out(sum(one.smallest is None for one in worked)))
    says = Text(
        zh=f"{number}人，见「{procedure.zh}」" + "".join(f"；{one.zh}" for one in basis),
        en=f"{number}, in “{procedure.en}”" + "".join(f"; {one.en}" for one in basis),
    )
    return Fact("smallest", title, number, says)


def _assumptions(found: Power) -> Iterable[Text]:
    assumed = [one for one in found.holders if one.assumed]
    if assumed:
        zh = "、".join(f"{one.title.zh}按{one.people}人计" for one in assumed)
        en = ", ".join(f"{one.title.en} taken to be {one.people}" for one in assumed)
        yield Text(zh=f"章程没有直接写明人数，{zh}", en=f"numbers the charter does not say itself: {en}")


def _left_out(many: int) -> Iterable[Text]:
    if many:
        yield Text(zh=f"另有{many}个程序算不出人数", en=f"procedures for which no number can be told: {many}")


_UNSAID = Text(zh="章程没有写明", en="not said by the charter")


def _organ_titles(loaded: Loaded, names: Iterable[str]) -> Iterable[Text]:
    return (loaded.charter.organs[name].title for name in names)


def _listed(key: str, title: Text, names: tuple[str, ...], titles: Iterable[Text]) -> Fact:
    if not names:
        return Fact(key, title, (), _UNSAID)
    told = tuple(titles)
    says = Text(zh="、".join(one.zh for one in told), en="; ".join(one.en for one in told))
    return Fact(key, title, names, says)
