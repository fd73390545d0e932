"""Whether a poll or a petition can tell apart those whom its rule counts apart (``yes in woman``)."""

from __future__ import annotations

from collections.abc import Iterator

from linli.core.charter.finding import Finding
from linli.core.charter.lint import known
from linli.core.charter.lint.say import At, Mend, finding, rule_of, stages
from linli.core.charter.load import Loaded
from linli.core.charter.model import KnownFact
from linli.core.charter.nodes import Path
from linli.core.charter.rule import Base, Cond, bases
from linli.core.charter.stages import Gather, Poll
from linli.core.charter.terms import By
from linli.core.charter.voters import kind_of, seated

ON_ROLL = ("members", "electors")
NEVER_APART = ("seats", "seats-left", "issued", "returned", "households")


def findings(loaded: Loaded) -> Iterator[Finding]:
    facts = {name: fact for one in reversed(loaded.closure) for name, fact in one.charter.facts.items()}
    there = known.classes(loaded)
    for at in stages(loaded.charter):
        for path, cond in _conds(loaded, at):
            for base in bases(cond):
                if base.within in there and (why := _why(loaded, at, base, facts)):
                    yield _finding(loaded, path, base, *why)
        yield from _without_vote(loaded, at)


def _conds(loaded: Loaded, at: At) -> Iterator[tuple[Path, Cond]]:
    stage = at.stage
    if isinstance(stage, Gather) and stage.of == "supports" and stage.enough:
        yield (*at.path, "enough"), stage.enough
    rule = rule_of(loaded, stage) if isinstance(stage, Poll) else None
    for cond in (rule.void, rule.quorum, rule.pass_) if rule else ():
        if cond is not None:
            yield (*at.path, "rule"), cond


def _why(loaded: Loaded, at: At, base: Base, facts: dict[str, KnownFact]) -> tuple[str, str, Mend] | None:
    organs = at.stage.by.organs if at.stage.by else ()
    if not any(kind_of(loaded.charter, facts, organ, base.within) for organ in organs):
        return (
            f"表决的人里分不出「{base.within}」",
            f"nobody can tell which of the voters are “{base.within}”",
            ("写表决组织的席位类别、另一个组织，或名册上关于人的是非事实",
             "name a kind of seat of the organ that votes, another organ, or a yes-no fact of persons"),
        )  # fmt: skip
    if base.name in NEVER_APART:
        return (
            f"「{base.name}」不能按人分开数",
            f"“{base.name}” is not counted by who people are",
            ("改用 members、present、cast、yes 等", "use members, present, cast, yes and the like"),
        )
    return _of_ballot(at.stage, base) if isinstance(at.stage, Poll) else None


def _of_ballot(stage: Poll, base: Base) -> tuple[str, str, Mend] | None:
    if base.name in ON_ROLL or stage.ballot == "open":
        if stage.ask == "items":
            return (
                "逐项表决时不按人分开数",
                "where items are voted on nobody is counted apart",
                ("去掉 in", "drop “in”"),
            )
        return None
    return (
        f"不是公开表决，看不出哪些票是「{base.within}」投的",
        f"the ballot is not open, so nobody can tell which votes are those of “{base.within}”",
        ("改为公开表决（ballot: open），或者去掉 in", "vote openly (“ballot: open”), or drop “in”"),
    )


def _finding(loaded: Loaded, path: Path, base: Base, zh: str, en: str, mend: Mend) -> Finding:
    told = f"{base.name} in {base.within}"
    says = (f"「{told}」数不出来：{zh}", f"“{told}” cannot be counted: {en}")
    return finding(loaded, "class-not-counted", path, says, mend)


def _without_vote(loaded: Loaded, at: At) -> Iterator[Finding]:
    """A poll or petition only for those who have no vote."""
    by: By | None = at.stage.by if isinstance(at.stage, Poll | Gather) else None
    for who in by.any_of if by else ():
        kinds = [
            loaded.charter.organs[one].classes.get(who.within) for one in seated(loaded.charter, who.name)
        ]
        if any(kind and kind.votes == "no" for kind in kinds):
            says = (
                f"「{who.within}」没有表决权，「{at.name}」没有人能参加",
                f"“{who.within}” have no vote, so nobody can take part in “{at.name}”",
            )
            mend = ("写另一类席位，或去掉 votes: no", "name another kind of seat, or drop “votes: no”")
            yield finding(loaded, "stage-without-actors", (*at.path, "by"), says, mend)
