"""Where government stands over what should govern itself, and where it stands alone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, takewhile

from linli.core.charter.finding import Finding
from linli.core.charter.lint.critique.ground import Ground
from linli.core.charter.lint.say import finding
from linli.core.charter.model import PlaceKind

MANY_GOALS = 12
OFFICERS = ("state", "party", "")


def commanded(ground: Ground) -> Iterator[Finding]:
    """Whether an office of state gives orders to the community's own organs."""
    organs, powers = ground.charter.organs, ground.powers
    for index, relation in enumerate(ground.charter.relations):
        orders = relation.does in ("commands", "leads") and not relation.never
        if not orders or not powers.own(relation.to) or powers.rooted(relation.from_):
            continue
        if powers.above(relation.from_) and organs[relation.from_].nature != "party":
            (zh, en), (zh2, en2) = ground.organs([relation.from_]), ground.organs([relation.to])
            says = (
                f"{zh}可以给{zh2}下命令：你选的人要听它的，不是听你的",
                f"{en} gives orders to {en2}: those whom you elected follow it, not you",
            )
            mend = (
                "改成 guides 或者 assists，再写一条「does: commands, never: yes」",
                "make it “guides” or “assists”, and add “does: commands, never: yes”",
            )
            yield finding(ground.loaded, "commanded", ("relations", index), says, mend)


def answers(ground: Ground) -> Iterator[Finding]:
    """Whether an organ that residents chose answers to an office of state and not to them."""
    powers = ground.powers
    for name, organ in ground.charter.organs.items():
        to = {*organ.answers_to, *_reports(ground, name)} & set(ground.charter.organs)
        up = sorted(one for one in to if powers.above(one) and ground.charter.organs[one].nature != "party")
        down = any(powers.own(one) for one in organ.answers_to if one in ground.charter.organs)
        if up and not down and powers.own(name) and powers.distance[name]:
            (zh, en), (zh2, en2) = ground.organs([name]), ground.organs(up)
            says = (
                f"{zh}是居民选的，却只向{zh2}负责，不向居民负责",
                f"{en} was chosen by the residents, but answers to {en2} and not to them",
            )
            mend = (
                "在 answers-to 里写上居民会议或者居民代表会议",
                "name the residents' meeting under “answers-to”",
            )
            yield finding(ground.loaded, "answers-upward", ("organs", name), says, mend)


def _reports(ground: Ground, name: str) -> Iterator[str]:
    for relation in ground.charter.relations:
        if relation.from_ == name and relation.does == "reports-to" and not relation.never:
            yield relation.to


def alone(ground: Ground) -> Iterator[Finding]:
    """Whether nobody but government and the community's organs takes part in anything."""
    organs, does = ground.charter.organs, ground.powers.does
    state = [name for name in organs if organs[name].nature == "state" and does(name, "carries-out", "pays")]
    others = any(organ.nature in ("civil", "market") for organ in organs.values())
    if state and not others:
        zh, en = ground.organs(state)
        says = (
            f"出面办事的是{zh}，社会组织、志愿者、企业在章程里没有位置：手段只有行政一种",
            f"{en} does the work, and no association, volunteer or firm has a place in the charter: administration is "
            "the only means",
        )
        mend = (
            "写上「nature: civil」或者「nature: market」的组织，和它承担的事",
            "write an organ with “nature: civil” or “nature: market”, and what it takes on",
        )
        yield finding(ground.loaded, "government-only", ("organs", state[0]), says, mend)


def administered(ground: Ground) -> Iterator[Finding]:
    """Whether in a small place there are only officers whom others sent, and how small it may be cut for them."""
    organs = ground.charter.organs
    kinds: dict[str, list[str]] = {}
    for name, organ in organs.items():
        if organ.at and organ.at not in (ground.charter.level, "each") and _below(ground, organ.at):
            kinds.setdefault(organ.at, []).append(name)
    for kind, names in kinds.items():
        sent = [name for name in names if organs[name].appointed_by or organs[name].outside]
        if sent == names:
            yield _administered(ground, kind, sent)
        if sent and not any(
            one.of == kind and one.floor is not None for one in ground.charter.measures.values()
        ):
            yield _no_least_size(ground, kind, sent)


def _administered(ground: Ground, kind: str, sent: list[str]) -> Finding:
    (zh, en), (zh2, en2) = ground.organs(sent), _kind(ground, kind)
    says = (
        f"在{zh2}这一级只有派来的{zh}，没有一个是这里的居民选的",
        f"in each {en2} there is only {en}, put there by others; nobody is chosen by those who live in it",
    )
    mend = (
        f"在{zh2}一级设一个居民选的人或者小组",
        f"let the residents of each {en2} choose somebody of their own",
    )
    return finding(ground.loaded, "administered-place", ("organs", sent[0]), says, mend)


def _no_least_size(ground: Ground, kind: str, sent: list[str]) -> Finding:
    (_, en), (zh2, en2) = ground.organs(sent), _kind(ground, kind)
    says = (
        f"{zh2}没有写最小要多大：可以越划越小，管的人越来越多，邻里被切开，花费也大",
        f"no least size is set for a {en2}: it can be cut ever smaller, with ever more of {en} to pay and neighbours "
        "parted",
    )
    mend = (
        "写一个 measure，「of」是它，floor 写最少多少户",
        "write a measure “of” it whose floor is the least number of households",
    )
    return finding(ground.loaded, "no-least-size", ("organs", sent[0], "at"), says, mend)


def _below(ground: Ground, kind: str) -> bool:
    known = ground.charter.places
    return kind in known or kind in ("grid", "building", "stairwell", "dwelling")


def _kind(ground: Ground, kind: str) -> tuple[str, str]:
    place: PlaceKind | None = ground.charter.places.get(kind)
    spoken = {"grid": "网格", "building": "楼栋", "stairwell": "单元", "dwelling": "住户"}
    return (f"「{place.title.zh}」", place.title.en) if place else (f"「{spoken.get(kind, kind)}」", kind)


def overlapping(ground: Ground) -> Iterator[Finding]:
    """Whether two divisions of the same area stand side by side, each with organs of its own."""
    charter = ground.charter
    used = {organ.at for organ in charter.organs.values()}
    side = [name for name, kind in charter.places.items() if charter.level in kind.within and name in used]
    pairs = takewhile(lambda _: ground.steps.take(), combinations(side, 2))
    for one, other in pairs:
        nested = other in charter.places[one].within or one in charter.places[other].within
        if not nested:
            (zh, en), (zh2, en2) = _kind(ground, one), _kind(ground, other)
            says = (
                f"同一个地方又划{zh}又划{zh2}，各有各的组织，没有写谁包含谁：一户人家要归两套人管",
                f"the same area is cut into {en} and again into {en2}, each with organs of its own: one household has "
                "two sets of people over it",
            )
            mend = (
                "让一种划分包含另一种（within），或者只留一种",
                "put one within the other, or keep one of them",
            )
            yield finding(ground.loaded, "overlapping-places", ("places", other), says, mend)
            return


def contract(ground: Ground) -> Iterator[Finding]:
    """Whether an agreement is signed by government alone, where others stand beside it."""
    organs, powers = ground.charter.organs, ground.powers
    others = [name for name in organs if powers.own(name) or organs[name].nature in ("civil", "market")]
    for name, procedure in ground.charter.procedures.items():
        signing = [one for one in (procedure.partners.organs if procedure.partners else ()) if one in organs]
        if signing and others and all(powers.above(one) for one in signing):
            (zh, en), (zh2, en2) = ground.organs(signing), ground.organs(others)
            says = (
                f"「{procedure.title.zh}」由{zh}签，{zh2}都不是签约方：跟你有关的约定，替你说话的人不在上面",
                f"“{procedure.title.en}” is signed by {en}; {en2} are no party to what concerns you",
            )
            mend = ("在 parties 里写上他们", "name them among the parties")
            yield finding(
                ground.loaded, "contract-without-residents", ("procedures", name, "parties"), says, mend
            )


def goals(ground: Ground) -> Iterator[Finding]:
    """Whether so much is aimed at, or so often anew, that nobody can be held to it."""
    aimed = [name for name, one in ground.charter.measures.items() if one.target is not None]
    if len(aimed) > MANY_GOALS:
        says = (
            f"定了 {len(aimed)} 个目标：哪个没做到都说得过去，你很难拿哪一个去问",
            f"there are {len(aimed)} targets: whichever is missed is one of many, and it is hard to ask after any",
        )
        mend = ("留下最要紧的几个", "keep the few that matter most")
        yield finding(ground.loaded, "many-goals", ("measures", aimed[MANY_GOALS]), says, mend)
    for name in aimed:
        one = ground.charter.measures[name]
        if one.target and len(one.target) > 1:
            says = (
                f"「{one.title.zh}」的目标改过 {len(one.target) - 1} 次：拿现在的目标看不出当初答应的做到没有",
                f"the target of “{one.title.en}” has been changed {len(one.target) - 1} times: today's does not show "
                "whether what was first promised was kept",
            )
            mend = (
                "另立一个指标，旧的目标照旧对照",
                "make it a measure of its own, and go on comparing with the old target",
            )
            yield finding(ground.loaded, "shifting-target", ("measures", name, "target"), says, mend)


RULES = (commanded, answers, alone, administered, overlapping, contract, goals)
