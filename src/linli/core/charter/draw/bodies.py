"""The organs as nodes: what they are, whom they bring about, and how they stand to others."""

from __future__ import annotations

from collections.abc import Iterator

from linli.core.charter.draw import order
from linli.core.charter.draw.measure import clean
from linli.core.charter.draw.shape import Manner, Node, Picture, Way
from linli.core.charter.draw.ways import capital
from linli.core.charter.draw.words import MAKES, STANDS
from linli.core.charter.explain import amounts, terms
from linli.core.charter.explain.conds import cond
from linli.core.charter.explain.voice import Voice
from linli.core.charter.explain.words import NATURES
from linli.core.charter.model import Charter, Organ
from linli.core.charter.terms import Range

Tie = tuple[str, str, Manner, str]
"""From which organ, to which, in what manner, and the word for it."""


def picture(v: Voice, base: str) -> Picture:
    """The drawing of a charter's organs."""
    organs, address = v.charter.organs, f"{base}#organs."
    ties = tuple(_ties(v.charter, v))
    graph: dict[str, list[str]] = {slug: [] for slug in organs}
    ways: dict[str, dict[tuple[str, Manner], list[str]]] = {slug: {} for slug in organs}
    for one, other, manner, word in ties:
        if one in organs:
            ways[one].setdefault((other, manner), []).append(word)
            if manner == "makes":
                graph[one].append(other)
    title = clean(v.text(v.charter.title))
    names = v.list(clean(v.text(organ.title)) for organ in organs.values())
    return Picture(
        name=f"{v.charter.charter}-organs",
        lang=v.lang,
        title=v.say(f"{title}：各组织怎样产生", f"{title}: how its organs come about"),
        says=v.say(f"共 {len(organs)} 个组织：{names}。", f"{len(organs)} organs: {names}."),
        nodes=tuple(
            Node(slug, "organ", capital(v.text(organs[slug].title)), "", "",
                 tuple(_lines(organs[slug], v)), address + slug, tuple(_ways(ways[slug], v, address)))
            for slug in order.downwards(graph)
        ),
    )  # fmt: skip


def _ways(given: dict[tuple[str, Manner], list[str]], v: Voice, address: str) -> Iterator[Way]:
    """The organs that one makes are named in the words on their lines; those that it stands to, in a chip."""
    for (to, manner), words in given.items():
        title, label = v.organ(to), v.say("、", ", ").join(dict.fromkeys(words))
        if manner == "makes":
            label += v.say(title, f" {v.the(title)}")
        yield Way(manner, tuple(words), label, to, title, href=address + to)


def _ties(charter: Charter, v: Voice) -> Iterator[Tie]:
    for slug, organ in charter.organs.items():
        for maker, key in _makers(organ):
            yield maker, slug, "makes", v.word(MAKES, key)
    for slug, organ in charter.organs.items():
        for key, others in (("answers_to", organ.answers_to), ("may_recall", organ.may_recall)):
            for other in others:
                yield slug, other, "stands", v.word(STANDS, key)
    for one in charter.relations:
        word = v.word(STANDS, one.does)
        never = v.say(f"不得{word}", f"never {word}") if one.never else word
        yield one.from_, one.to, "stands", never


def _makers(organ: Organ) -> Iterator[tuple[str, str]]:
    """Who brings an organ about, and by which key."""
    yield from ((maker, "union") for maker in organ.union)
    for key in ("elected_by", "chosen_by", "appointed_by", "assembly_of"):
        if getattr(organ, key):
            yield getattr(organ, key), key
    for seats in organ.classes.values():
        yield from ((maker, "classes") for maker in (seats.by.organs if seats.by else ()))


def _lines(organ: Organ, v: Voice) -> Iterator[str]:
    if organ.everyone:
        yield v.say("", "Whoever ") + cond(organ.everyone, amounts.Frame(v, must=False))
    if organ.outside:
        yield capital(v.text(organ.outside))
    place = "" if organ.at in ("", "each") else v.kind(organ.at)
    facts = (
        v.word(NATURES, organ.nature) if organ.nature else "",
        v.say("每个辖区一个", "one at every place") if organ.at == "each" else "",
        v.say(f"每个{place}一个", f"one for every {place}") if place else "",
        _seats(organ.seats, v) if organ.seats else "",
        v.say("每届 ", "a term of ") + terms.duration(organ.term, v) if organ.term else "",
    )
    yield capital(" · ".join(fact for fact in facts if fact))


def _seats(seats: Range, v: Voice) -> str:
    return terms.range_(seats, v, v.say("席", "seat" if (seats.most or seats.least) == 1 else "seats"))
