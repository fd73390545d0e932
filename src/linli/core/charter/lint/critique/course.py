"""How a matter runs: whose word changes nothing, who is judge in their own cause, what can hang for ever."""

from __future__ import annotations

from collections.abc import Iterator

from linli.core.charter.finding import Finding
from linli.core.charter.lint import graph
from linli.core.charter.lint.critique.ground import Ground, by_office, named
from linli.core.charter.lint.knots import knots
from linli.core.charter.lint.say import At, finding, stages
from linli.core.charter.model import Procedure
from linli.core.charter.powers import Power, actors
from linli.core.charter.stages import Deliberate, Gather, Poll, Publish, Screen, Stage, Verify, Wait, Work
from linli.core.charter.terms import Target

SILENCE = ("lapsed", "no-quorum", "not-held", "void")
"""The outcomes in which those asked have said nothing."""
IN_FAVOUR = ("passed", "elected", "fulfilled")


def bypassed(ground: Ground) -> Iterator[Finding]:
    """Whether an organ's word can be gone round: by its own silence, or because others sort what reaches it."""
    for at in stages(ground.charter):
        if isinstance(at.stage, Poll | Deliberate) and (names := _organs(ground, at)):
            yield from _silence(ground, at, names)
    for name, procedure, held in ground.deciding():
        yield from _sorted_away(ground, name, procedure, held)


def _organs(ground: Ground, at: At) -> tuple[str, ...]:
    """The organs that act as such in a stage; the parties and who proposed act for themselves."""
    found = [name for name, _ in actors(at.procedure, at.stage.by) if name in ground.charter.organs]
    return tuple(dict.fromkeys(found)) if by_office(at.stage) else ()


def _silence(ground: Ground, at: At, names: tuple[str, ...]) -> Iterator[Finding]:
    then = at.stage.then
    onward = then.get("concluded" if isinstance(at.stage, Deliberate) else "passed")
    refused = then.get("failed")
    for outcome in SILENCE:
        target = then.get(outcome)
        if target and _same(target, onward) and not _same(target, refused) and not _no_more(target):
            zh, en = ground.organs(names)
            says = (
                f"「{at.stage.title.zh}」这一步可以绕过{zh}：只要没开成会、没人表态，事情照样往下走",
                f"{en} can be gone round in “{at.stage.title.en}”: if it does not meet or answer, the matter goes on "
                "all the same",
            )
            mend = (
                f"让「{outcome}」通向再来一次或者终止，不要和同意走同一条路",
                f"lead “{outcome}” to “again” or to an end, not where consent leads",
            )
            yield finding(ground.loaded, "bypassed", (*at.path, "then", outcome), says, mend)


def _no_more(target: Target) -> bool:
    """A matter that ends, but not as done, has not gone round anybody."""
    return target.kind == "end" and target.name != "done"


def _same(one: Target | None, other: Target | None) -> bool:
    return one is not None and other is not None and _place(one) == _place(other)


def _place(target: Target) -> tuple[str, str, str]:
    kind = "stage" if target.kind == "again" and target.name else target.kind
    return kind, target.name, target.stage


def _sorted_away(
    ground: Ground, name: str, procedure: Procedure, held: tuple[Power, ...]
) -> Iterator[Finding]:
    """A screen without any criterion whose keeper alone chooses whether the matter reaches those who decide."""
    for at in _screens(name, procedure):
        keepers = _organs(ground, at)
        ways = {ground.leads_to(name, target, at.name) for target in at.stage.then.values()}
        for organ in dict.fromkeys(one.organ for one in held):
            if not ground.steps.take(len(held)):
                return
            polls = {one.stage for one in held if one.organ == organ}
            round_ = [way for way in ways if "done" in way and polls.isdisjoint(way)]
            reaching = any(not polls.isdisjoint(way) for way in ways)
            if keepers and organ not in keepers and ground.powers.own(organ) and round_ and reaching:
                (zh, en), (zh2, en2) = ground.organs(keepers), ground.organs([organ])
                says = (
                    f"要不要交{zh2}表决，由{zh}一家说了算，没有写标准：{zh2}可以被绕过",
                    f"whether a matter reaches {en2} at all is for {en} alone to say, by no criterion",
                )
                mend = (
                    "写上 checklist 或者 requires，说明什么样的事必须交表决",
                    "write a checklist, or “requires”, that says what must be voted on",
                )
                yield finding(ground.loaded, "bypassed", at.path, says, mend)


def _screens(name: str, procedure: Procedure) -> Iterator[At]:
    for key, stage in procedure.stages.items():
        by_no_criterion = not (stage.requires or stage.when)
        if (
            isinstance(stage, Screen)
            and not isinstance(stage, Verify)
            and by_no_criterion
            and not stage.checklist
        ):
            yield At(("procedures", name, "stages", key), procedure, key, stage)


def passed_over(ground: Ground) -> Iterator[Finding]:
    """Whether a decision or a check is left out for some matters, which then go on as if it had been in favour."""
    for at in stages(ground.charter):
        first = next(iter(at.stage.then), "")
        if at.stage.when is not None and isinstance(at.stage, Poll | Verify) and first in IN_FAVOUR:
            zh, en = ground.organs(_organs(ground, at))
            says = (
                f"不符合条件的事项跳过「{at.stage.title.zh}」，不问{zh}，就像同意了一样往下走",
                f"matters of which “when” does not hold pass over “{at.stage.title.en}”: they go on "
                f"as if {en} had agreed",
            )
            mend = (
                "第一个结果写「不同意」时的去向，或者让另一个组织来决定",
                "write first where a no leads, or let another organ decide those matters",
            )
            yield finding(ground.loaded, "decision-passed-over", (*at.path, "when"), says, mend)


def ignored(ground: Ground) -> Iterator[Finding]:
    """Whether an answer is asked for that changes nothing."""
    for at in stages(ground.charter):
        for outcome, instead in _asked(at.stage):
            target, other = at.stage.then.get(outcome), at.stage.then.get(instead)
            if target and _same(target, other) and (outcome == "upheld" or _acts_on(ground, at, target)):
                objection = outcome == "upheld"
                says = (
                    f"「{at.stage.title.zh}」里提了异议、异议成立，结果也和没人提一样"
                    if objection
                    else f"「{at.stage.title.zh}」问了大家，可是同意不同意结果都一样",
                    f"an objection that is upheld in “{at.stage.title.en}” changes nothing"
                    if objection
                    else f"“{at.stage.title.en}” asks for a vote, but yes and no lead to the same",
                )
                mend = (
                    f"让「{outcome}」通向另一处：重做、再议或者终止",
                    f"lead “{outcome}” elsewhere: done again, deliberated again, or ended",
                )
                yield finding(ground.loaded, "verdict-ignored", (*at.path, "then", outcome), says, mend)


def _asked(stage: Stage) -> Iterator[tuple[str, str]]:
    """Of an answer that is asked for, an outcome and the opposite one; of sorting, the last bin and the first."""
    if isinstance(stage, Poll):
        yield "failed", "passed"
    if isinstance(stage, Publish) and stage.objections:
        yield "upheld", "unopposed"
    if (
        isinstance(stage, Screen)
        and len(stage.bins) > 1
        and len({_place(one) for one in stage.then.values()}) == 1
    ):
        first, *_, last = stage.bins
        yield last, first


def _acts_on(ground: Ground, at: At, target: Target) -> bool:
    """Whether something is still decided or done after; where it is only told, the answer itself was the matter."""
    name = str(at.path[1])
    beyond = ground.leads_to(name, target, at.name)
    if ground.steps.short:
        return False
    acts = ("decides", "carries-out", "pays", "hands-out")
    return any(one.does in acts and one.stage in beyond for one in ground.powers.in_[name])


def one_hand(ground: Ground) -> Iterator[Finding]:
    """Whether one organ proposes, decides, acts and checks, or checks what it did itself."""
    for name, procedure in ground.charter.procedures.items():
        who = ground.powers.who
        deciding = {one.organ for one in ground.settling(name)}
        working = {*who("carries-out", name), *who("pays", name)}
        checking = {*who("checks", name), *who("answers", name)}
        alone = set(who("proposes", name)) == deciding == working and len(working) == 1
        organ = next(iter(working), "")
        if not organ or ground.powers.residents(organ):
            continue
        zh, en = ground.organs([organ])
        if alone and checking <= working:
            says = (
                f"「{procedure.title.zh}」从提议、决定、办理到检查，都是{zh}一家：没有别人看着",
                f"in “{procedure.title.en}” {en} proposes, decides, acts and checks by itself: nobody else looks on",
            )
            mend = (
                "把其中一步交给别人，至少由居民来评",
                "give one of the steps to others; let the residents judge the result at least",
            )
            yield finding(ground.loaded, "one-hand", ("procedures", name), says, mend)
        elif len(working) == 1:
            yield from _own_check(ground, name, procedure, organ)


def _own_check(ground: Ground, name: str, procedure: Procedure, organ: str) -> Iterator[Finding]:
    """Work that is checked by whoever did it, and by nobody else."""
    held = [one for one in ground.powers.in_[name] if one.does == "checks"]
    if held and all(one.organ == organ and not procedure.stages[one.stage].apart_from for one in held):
        zh, en = ground.organs([organ])
        says = (
            f"「{procedure.title.zh}」由{zh}办，也由{zh}自己验收",
            f"in “{procedure.title.en}” {en} does the work and {en} checks it",
        )
        mend = (
            "换一个组织来检查，或者写上「apart-from: 办理的环节」",
            "let another organ check, or write “apart-from” the stage of the work",
        )
        path = ("procedures", name, "stages", held[0].stage)
        yield finding(ground.loaded, "self-check", path, says, mend)


def stalling(ground: Ground) -> Iterator[Finding]:
    """Whether a matter can hang for ever because somebody does nothing, or waits again and again."""
    for name, procedure in ground.charter.procedures.items():
        path, title = ("procedures", name, "stages"), procedure.title
        if hanging := [stage for stage in procedure.stages if _hangs(procedure.stages[stage])]:
            zh, en = named(procedure.stages[stage].title for stage in hanging)
            says = (
                f"「{title.zh}」会无限期地拖下去：{zh}没有期限，没人动就一直停着",
                f"a matter of “{title.en}” can hang for ever: {en} has no time limit; if nobody acts it stays there",
            )
            mend = (
                "写上「within: 15 days」这样的期限，和到期怎么办",
                "give a limit such as “within: 15 days”, and say what follows",
            )
            yield finding(ground.loaded, "stalls", (*path, hanging[0]), says, mend)
        elif turning := _rounds(procedure):
            zh, en = named(procedure.stages[stage].title for stage in turning)
            says = (
                f"「{title.zh}」会无限期地拖下去：{zh}可以一次又一次地等，没有次数",
                f"a matter of “{title.en}” can hang for ever: {en} can come again and again",
            )
            mend = ("写成「again 环节 (at most 3)」", "write “again STAGE (at most 3)”")
            yield finding(ground.loaded, "stalls", (*path, turning[0]), says, mend)


def _hangs(stage: Stage) -> bool:
    if stage.within is not None:
        return False
    match stage:
        case Poll() | Deliberate():
            return stage.over is None
        case Gather():
            return stage.over is None and stage.enough is not None
        case Wait():
            return stage.condition is not None and stage.until is None
        case Work():
            return stage.progress is None
        case _:
            return stage.kind in ("screen", "verify", "assign")


def _rounds(procedure: Procedure) -> list[str]:
    """The waits on a way round that no number bounds."""
    ahead: dict[str, list[str]] = {name: [] for name in procedure.stages}
    free = [edge for edge in graph.edges(procedure) if not edge.bounded and edge.to in ahead]
    for edge in free:
        ahead[edge.start].append(edge.to)
    knot = knots(ahead)
    turning = {edge.start for edge in free if knot[edge.start] == knot[edge.to]}
    return [name for name in procedure.stages if name in turning and isinstance(procedure.stages[name], Wait)]


RULES = (bypassed, passed_over, ignored, one_hand, stalling)
