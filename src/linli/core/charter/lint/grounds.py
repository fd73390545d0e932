"""Whether the bodies that decide are known to a law on which the charter stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from linli.core.charter.finding import Finding
from linli.core.charter.lint.beside import Beside, laws
from linli.core.charter.lint.critique.ground import named
from linli.core.charter.lint.say import finding
from linli.core.charter.load import Loaded
from linli.core.charter.model import Organ
from linli.core.charter.powers import Powers, powers


def findings(loaded: Loaded, cited: Iterable[Loaded]) -> Iterator[Finding]:
    """The community's own bodies that vote on matters and that no law extended or cited knows.

    Asked only where such a law knows any body at all; what residents decide themselves needs no ground.
    """
    if loaded.charter.level == "law":
        return
    beside = [Beside(loaded, law) for law in (*laws(loaded), *cited) if law.charter.organs]
    known = powers(loaded.charter)
    for name in known.who("decides") if beside else ():
        if known.own(name) and not _has_ground(name, known, beside):
            yield _without_ground(loaded, name, known, beside)


def _has_ground(name: str, known: Powers, beside: list[Beside]) -> bool:
    """A meeting has the ground of those who meet, a joint sitting that of all its parts of the community's own."""
    organ = known.charter.organs[name]
    if known.residents(name) or any(_is_in(one, name, organ) for one in beside):
        return True
    parts = [part for part in (organ.assembly_of, *organ.union) if part and known.own(part)]
    return bool(parts) and all(_has_ground(part, known, beside) for part in parts)


def _is_in(beside: Beside, name: str, organ: Organ) -> bool:
    """Whether a law knows an organ: by its name or title, or because the organ cites an article of it."""
    there, source = beside.law.charter.organs, organ.source
    cites = source is not None and source.law == beside.law.slug and bool(source.article)
    return name in there or cites or any(organ.title.zh == one.title.zh for one in there.values())


def _without_ground(loaded: Loaded, name: str, known: Powers, beside: list[Beside]) -> Finding:
    charter = loaded.charter
    (zh, en), (zh2, en2) = named([charter.organs[name].title]), named(one.title for one in beside)
    voting = dict.fromkeys(one.procedure for one in known.of[name] if one.does == "decides")
    (zh3, en3) = named(charter.procedures[one].title for one in voting)
    says = (
        f"{zh}在{zh3}里表决，可是{zh2}里没有这样的组织：它凭什么替你作决定，没有法律依据",
        f"{en} votes in {en3}, but {en2} knows no such body: by what right it decides for you has no ground in law",
    )
    mend = (
        "在它的 source 里写上法律和条号；没有条文可写的，让它只提意见、不表决",
        "cite law and article in its source; where there is none, let it only advise without a vote",
    )
    return finding(loaded, "law-no-ground", ("organs", name), says, mend)
