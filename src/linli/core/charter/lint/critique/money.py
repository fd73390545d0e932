"""Whose money it is: who decides on it, who has to pay up, and who is given work without it."""

from __future__ import annotations

from collections.abc import Iterator

from linli.core.charter.finding import Finding
from linli.core.charter.lint.critique.ground import Ground
from linli.core.charter.lint.say import finding
from linli.core.charter.model import Fund, Procedure
from linli.core.charter.rule import bases
from linli.core.charter.stages import Assign, Pay, Requirement


def decided(ground: Ground) -> Iterator[Finding]:
    """Whether the residents, or the meeting of their representatives, decide what a fund is spent on."""
    for name, fund in ground.charter.funds.items():
        if not any(_is_theirs(ground, decider) for decider in _deciders(ground, name, fund)):
            others = [one for one in _deciders(ground, name, fund) if one in ground.charter.organs]
            zh, en = ground.organs(others)
            says = (
                f"「{fund.title.zh}」怎么花，"
                + (f"由{zh}定，不用居民表决" if others else "没有写由谁定，不用居民表决"),
                f"what “{fund.title.en}” is spent on "
                + (
                    f"is decided by {en} without a vote of the residents or their representatives' meeting"
                    if others
                    else "is decided by nobody that the charter names; the residents are not asked"
                ),
            )
            mend = (
                "写上「decided-by: 居民会议」，或者由居民表决的程序",
                "write “decided-by:” with the residents' meeting, or with a procedure in which they vote",
            )
            yield finding(ground.loaded, "money-without-residents", ("funds", name), says, mend)


def _deciders(ground: Ground, name: str, fund: Fund) -> list[str]:
    """The organs of whose decision a payment needs one; where none are named, those of the procedures that pay."""
    if fund.decided_by:
        return list(fund.decided_by)
    return [
        slug
        for slug, procedure in ground.charter.procedures.items()
        if any(isinstance(stage, Pay) and stage.fund == name for stage in procedure.stages.values())
    ]


def _is_theirs(ground: Ground, name: str) -> bool:
    organs, powers = ground.charter.organs, ground.powers
    deciding = (name,) if name in organs else powers.who("decides", name)
    meetings = {powers.body(one) for one, organ in organs.items() if organ.assembly_of and powers.own(one)}
    return any(powers.residents(one) or powers.body(one) in meetings for one in deciding)


def levied(ground: Ground) -> Iterator[Finding]:
    """Whether a community has to pay those above it."""
    for name, fund in ground.charter.funds.items():
        for key, owes in fund.owes.items():
            known = {owes.from_, owes.to} <= set(ground.charter.organs)
            if known and ground.powers.own(owes.from_) and ground.powers.above(owes.to):
                (zh, en), (zh2, en2) = ground.organs([owes.from_]), ground.organs([owes.to])
                says = (
                    f"{zh}要向{zh2}交「{owes.title.zh}」：大家的钱流到了上面",
                    f"{en} has to pay “{owes.title.en}” to {en2}: the community's money goes up",
                )
                mend = (
                    "去掉这一笔，或者写明居民怎样同意、换来什么",
                    "drop it, or say how the residents agree to it and what they get",
                )
                yield finding(ground.loaded, "pays-upward", ("funds", name, "owes", key), says, mend)


def unpaid(ground: Ground) -> Iterator[Finding]:
    """Whether those above can hand work to the community's own organs without money and without asking."""
    for name, procedure in ground.charter.procedures.items():
        who, powers = ground.powers.who, ground.powers
        from_ = who("proposes", name)
        doing = [organ for organ in who("carries-out", name) if powers.own(organ)]
        pushed = from_ and all(powers.above(organ) for organ in from_) and doing
        asked = any(powers.own(organ) for organ in (*who("decides", name), *who("screens", name)))
        if pushed and not asked and not _can_return(procedure) and not _brings_money(procedure):
            (zh, en), (zh2, en2) = ground.organs(from_), ground.organs(doing)
            says = (
                f"「{procedure.title.zh}」由{zh}派给{zh2}办，不问同意不同意，也不给钱：你选的人要替别人办事",
                f"in “{procedure.title.en}” {en} hands work to {en2} without asking and without money: those whom you "
                "elected do the work of others",
            )
            mend = (
                "让承办的组织先表决或者可以退回，并写明经费：钱随事走",
                "let whoever does the work vote on it or return it, and say what money comes with it",
            )
            yield finding(ground.loaded, "unpaid-task", ("procedures", name), says, mend)


def _can_return(procedure: Procedure) -> bool:
    return any(isinstance(stage, Assign) and "returned" in stage.then for stage in procedure.stages.values())


def _brings_money(procedure: Procedure) -> bool:
    """Whether money is asked for anywhere: as a fact of the matter, a deed, or a payment."""
    facts = any(fact.type == "money" for fact in procedure.facts.values())
    deeds = any(deed.do in ("owe", "pay") for deed in procedure.deeds)
    return facts or deeds or any(isinstance(stage, Pay) for stage in procedure.stages.values())


def by_place(ground: Ground) -> Iterator[Finding]:
    """Whether help goes by where one lives and never by what one needs."""
    places = {
        name
        for one in ground.loaded.closure
        for name, fact in one.charter.facts.items()
        if fact.of == "place"
    }
    for name, fund in ground.charter.funds.items():
        named = _named(fund.requires)
        if named and named <= places:
            says = (
                f"「{fund.title.zh}」只看住在哪里：住在划定范围以外的人，再困难也得不到；日子好了搬走的人，把好处也带走",
                f"“{fund.title.en}” goes by where one lives: whoever lives outside gets nothing, however poor; whoever "
                "gets on and moves away takes the gain along",
            )
            mend = (
                "在 requires 里加上人或者家庭的条件",
                "add to “requires” what holds of persons or households",
            )
            yield finding(ground.loaded, "place-not-person", ("funds", name, "requires"), says, mend)


def scattered(ground: Ground) -> Iterator[Finding]:
    """Whether a fund goes to places of which ever more can be named."""
    deeds = [deed for procedure in ground.charter.procedures.values() for deed in procedure.deeds]
    named = {deed.fact for deed in deeds if deed.do == "classify"}
    limited = any(measure.ceiling for measure in ground.charter.measures.values())
    for name, fund in ground.charter.funds.items():
        if _named(fund.requires) & named and not limited:
            says = (
                f"「{fund.title.zh}」给多少个地方没有上限：划进来的越多，每处分到的越少，撒了胡椒面",
                f"“{fund.title.en}” goes to any number of places: the more are named, the less each of them gets",
            )
            mend = (
                "写一个 measure，用 ceiling 限定最多有多少处",
                "write a measure with a “ceiling” on how many there can be",
            )
            yield finding(ground.loaded, "spread-thin", ("funds", name, "requires"), says, mend)


def _named(requires: tuple[Requirement, ...]) -> set[str]:
    return {base.name for one in requires for base in bases(one.that)}


RULES = (decided, levied, unpaid, by_place, scattered)
