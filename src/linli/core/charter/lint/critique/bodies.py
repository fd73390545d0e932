"""How the bodies of a community stand to each other: how many, who does the same, who is said nothing of."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, takewhile

from linli.core.charter.finding import Finding
from linli.core.charter.lint.critique.ground import Ground
from linli.core.charter.lint.say import finding
from linli.core.charter.model import Procedure
from linli.core.charter.powers import choosers

MANY = 3


def many(ground: Ground) -> Iterator[Finding]:
    """Whether one small community has as many organs as a state."""
    bodies = ground.bodies
    if len(bodies) >= MANY:
        zh, en = ground.organs(bodies)
        says = (
            f"一个社区里有 {len(bodies)} 个自治组织：{zh}。要开的会、要选的人都多，出了事你不容易弄清该找谁",
            f"one community has {len(bodies)} self-governing bodies: {en}. There is much to attend and to elect, and "
            "it is hard to know whom to hold to account",
        )
        mend = (
            "想一想能不能合并：一个决定，一个办理，就够了",
            "see whether some can be one: one that decides and one that acts are enough",
        )
        yield finding(ground.loaded, "many-organs", ("organs", bodies[-1]), says, mend)


def same_power(ground: Ground) -> Iterator[Finding]:
    """Whether two organs decide the same matters, so that one of them is not needed."""
    yield from _two_ways(ground)
    for name, _, held in ground.deciding():
        organs = tuple(dict.fromkeys(one.organ for one in held))
        for one, other in combinations(organs, 2):
            if not ground.steps.take():
                return
            agent = _agent(ground, one, other)
            if agent and _bars(ground, name, *agent):
                yield _gatekeeper(ground, name, *agent)


def _two_ways(ground: Ground) -> Iterator[Finding]:
    """Two procedures for the same kind of matter, decided by different organs."""
    first: dict[str, tuple[str, Procedure, frozenset[str]]] = {}
    for name, procedure, held in ground.deciding():
        organs = frozenset(ground.powers.body(one.organ) for one in held)
        for kind, title in procedure.decides.items():
            other, known, before = first.setdefault(kind, (name, procedure, organs))
            if other == name or before & organs or (known.at, known.when) != (procedure.at, procedure.when):
                continue
            (zh, en), (zh2, en2) = ground.organs(sorted(before)), ground.organs(sorted(organs))
            says = (
                f"「{title.zh}」既归{zh}定，也归{zh2}定：谁的决定算数没有写，想绕开哪一家都可以",
                f"“{title.en}” is decided by {en} and just as well by {en2}: it is not said whose decision counts, and "
                "either can be gone round",
            )
            mend = (
                "一类事项只写在一个程序里，或者按大小、地方分开",
                "put each kind of matter in one procedure, or part them by size or place",
            )
            yield finding(ground.loaded, "same-power", ("procedures", name, "decides", kind), says, mend)


def _agent(ground: Ground, one: str, other: str) -> tuple[str, str] | None:
    """Of two organs the one that the other chose, and the one that chose it, if so."""
    organs, body = ground.charter.organs, ground.powers.body
    for agent, principal in ((one, other), (other, one)):
        chose = {body(name) for name in choosers(organs[body(agent)]) if name in organs}
        if body(principal) in chose and ground.powers.own(agent) and ground.powers.own(principal):
            return agent, principal
    return None


def _bars(ground: Ground, procedure: str, agent: str, principal: str) -> bool:
    """Whether a no of the one that was chosen is the end of what those who chose it could decide."""
    held = [one for one in ground.powers.in_[procedure] if one.does == "decides"]
    wanted = {"done", *(one.stage for one in held if one.organ == principal)}
    stages = ground.charter.procedures[procedure].stages
    return any(
        wanted.isdisjoint(ground.leads_to(procedure, target, one.stage))
        for one in held
        if one.organ == agent and (target := stages[one.stage].then.get("failed"))
    )


def _gatekeeper(ground: Ground, procedure: str, agent: str, principal: str) -> Finding:
    (zh, en), (zh2, en2) = ground.organs([agent]), ground.organs([principal])
    title = ground.charter.procedures[procedure].title
    says = (
        f"「{title.zh}」里，{zh}和选它的{zh2}对同一件事都有表决权：{zh}不同意，{zh2}就表决不到，权力被它选的人拿走了",
        f"in “{title.en}” both {en} and {en2}, which chose it, vote on the same matter: where the former says no, "
        "the latter never gets to decide",
    )
    mend = (
        f"让{zh}只提意见、不表决，或者写明它不同意时照样交{zh2}表决",
        f"let {en} advise without a vote, or send the matter on to {en2} all the same",
    )
    return finding(ground.loaded, "same-power", ("procedures", procedure), says, mend)


def undefined(ground: Ground) -> Iterator[Finding]:
    """Whether two bodies stand side by side without a word on which is answerable to which."""
    pairs = [
        pair
        for pair in takewhile(lambda _: ground.steps.take(), combinations(ground.related, 2))
        if not ground.powers.linked(*pair)
    ]
    if pairs:
        named = [ground.organs(pair) for pair in pairs[:MANY]]
        zh = "；".join(f"{one}" for one, _ in named)
        en = "; ".join(one for _, one in named)
        says = (
            f"没有写这些组织之间是什么关系：{zh}。谁听谁的、谁监督谁，出了分歧没有依据",
            f"it is not said how these bodies stand to each other: {en}. Where they differ, nothing tells whose word "
            "goes",
        )
        mend = (
            "写上 answers-to、may-recall，或者在 relations 里写明",
            "write answers-to, may-recall or an entry under “relations”",
        )
        yield finding(ground.loaded, "undefined-relation", ("organs", pairs[0][1]), says, mend)


def doubled(ground: Ground) -> Iterator[Finding]:
    """Whether several organs judge, or coordinate, one and the same."""
    words = {
        "appraises": ("several-judges", "评议", "judge", "说法不一以谁为准没有写", "it is not said whose word counts"),
        "coordinates": ("several-coordinators", "协调", "coordinate", "谁牵头没有写", "it is not said who leads"),
    }  # fmt: skip
    met: dict[tuple[str, str], list[str]] = {}
    told: set[tuple[str, str]] = set()
    for index, relation in enumerate(ground.charter.relations):
        key = (relation.does, relation.to)
        from_ = met.setdefault(key, [])
        if relation.does not in words or relation.never or relation.from_ in from_:
            continue
        from_.append(relation.from_)
        if len(from_) > 1 and key not in told:
            told.add(key)
            code, zh_verb, en_verb, zh_open, en_open = words[relation.does]
            (zh, en), (zh2, en2) = ground.organs(from_), ground.organs([relation.to])
            says = (f"{zh}都来{zh_verb}{zh2}，{zh_open}", f"{en} all {en_verb} {en2}, and {en_open}")
            mend = ("只留一家，或者写明以谁为准", "keep one of them, or say which one counts")
            yield finding(ground.loaded, code, ("relations", index), says, mend)


def hollow(ground: Ground) -> Iterator[Finding]:
    """Whether an organ has a name and a place but nothing to do."""
    charter, powers = ground.charter, ground.powers
    busy = set(powers.acting)
    for organ in charter.organs.values():
        busy |= {*choosers(organ), organ.appointed_by, organ.assembly_of, *organ.union, *organ.convened_by}
    spoken = {name for organ in charter.organs.values() for name in organ.answers_to}
    spoken |= {end for relation in charter.relations for end in (relation.from_, relation.to)}
    for name, organ in charter.organs.items():
        made = organ.everyone is None and organ.outside is None
        if made and name not in busy and not organ.may_recall and name in spoken:
            zh, en = ground.organs([name])
            says = (
                f"{zh}只挂了牌子：没有一个环节、一项职责或者一笔钱归它管",
                f"{en} is a name only: no stage, no duty and no money is in its hands",
            )
            mend = ("给它一件要做的事，或者不设它", "give it something to do, or do without it")
            yield finding(ground.loaded, "hollow-organ", ("organs", name), says, mend)


RULES = (many, same_power, undefined, doubled, hollow)
