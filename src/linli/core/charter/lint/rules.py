"""Whether rules can be met, and whether they say what was meant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from linli.core.charter.finding import Finding
from linli.core.charter.lint.conds import compares
from linli.core.charter.lint.feasible import Row, at_most, can_hold
from linli.core.charter.lint.organs import most_members
from linli.core.charter.lint.say import finding, rule_of, stages, unfinished
from linli.core.charter.lint.steps import MOST_FOR_RULES, Steps
from linli.core.charter.load import Loaded
from linli.core.charter.nodes import Path
from linli.core.charter.rule import AllOf, Amount, Base, Compare, Cond, Whole
from linli.core.charter.stages import Gather, Poll, Rule
from linli.core.charter.terms import By

VOTES = ("yes", "no", "abstain", "present", "participating", "cast", "valid")
LOOKS_LIKE_PERCENT = range(20, 101)
"""Bare numbers that were surely meant as a share; a community's meeting seldom counts on just so many votes."""


@dataclass
class _Asked:
    """What was asked of conditions already: the same rule decides many polls."""

    steps: Steps = field(default_factory=lambda: Steps(MOST_FOR_RULES))
    known: dict[tuple[Cond, tuple[Row, ...]], bool] = field(
        default_factory=dict[tuple[Cond, tuple[Row, ...]], bool]
    )

    def can_hold(self, cond: Cond, limits: tuple[Row, ...] = ()) -> bool:
        if (cond, limits) not in self.known:
            self.known[cond, limits] = can_hold(cond, limits, self.steps)
        return self.known[cond, limits]


def findings(loaded: Loaded) -> Iterator[Finding]:
    asked, open_ = _Asked(), list[Path]()
    for path, look in _questions(loaded, asked):
        yield from look
        if asked.steps.short:
            open_.append(path)
            asked.steps.short = False
    if open_:
        yield unfinished(
            loaded,
            open_[0],
            f"有 {len(open_)} 条规则太复杂，没有算完它们到底能不能满足",
            f"{len(open_)} rules are too intricate: whether they can be met was not worked out to the end",
        )


def _questions(loaded: Loaded, asked: _Asked) -> Iterator[tuple[Path, Iterator[Finding]]]:
    for path, rule in _rules(loaded):
        yield path, _rule(loaded, path, rule, asked)
    for at in stages(loaded.charter):
        if isinstance(at.stage, Gather) and at.stage.enough:
            yield (*at.path, "enough"), _cond(loaded, (*at.path, "enough"), at.stage.enough, asked)
        if isinstance(at.stage, Poll):
            yield (*at.path, "rule"), _in_poll(loaded, (*at.path, "rule"), at.stage, asked)


def _rules(loaded: Loaded) -> Iterator[tuple[Path, Rule]]:
    for name, rule in loaded.charter.rules.items():
        yield ("rules", name), rule
    for at in stages(loaded.charter):
        if isinstance(at.stage, Poll) and isinstance(at.stage.rule, Rule):
            yield (*at.path, "rule"), at.stage.rule


def _rule(loaded: Loaded, path: Path, rule: Rule, asked: _Asked) -> Iterator[Finding]:
    if not (rule.pass_ or rule.choose or rule.rule):
        says = ("规则没有写怎样算通过", "the rule does not say what passes")
        mend = (
            "写上 pass、choose，或「rule: left-to-people」",
            "write pass, choose or “rule: left-to-people”",
        )
        yield finding(loaded, "rule-empty", path, says, mend)
    if rule.pass_ and rule.choose:
        says = ("pass 和 choose 只能写一个", "a rule has pass or choose, not both")
        yield finding(loaded, "rule-mismatch", (*path, "choose"), says, ("去掉一个", "remove one"))
    parts = {"quorum": rule.quorum, "pass": rule.pass_, "choose": rule.choose.each if rule.choose else None}
    told = [
        found for key, cond in parts.items() if cond for found in _cond(loaded, (*path, key), cond, asked)
    ]
    yield from told
    met = AllOf(tuple(_needed(rule)))
    if not any(found.code == "rule-never-met" for found in told) and not asked.can_hold(met):
        yield _never(
            loaded, path, "几个条件互相矛盾，永远不能同时满足", "its conditions contradict each other"
        )


def _needed(rule: Rule) -> list[Cond]:
    """All that must hold for a result."""
    conds = (rule.quorum, rule.pass_, rule.choose.each if rule.choose else None)
    return [cond for cond in conds if cond]


def _cond(loaded: Loaded, path: Path, cond: Cond, asked: _Asked) -> Iterator[Finding]:
    if not asked.can_hold(cond):
        yield _never(loaded, path, "这个条件永远不能满足", "this can never be met")
    for compare in compares(cond):
        if number := _bare(compare):
            says = (
                f"「{number}」是人数还是百分比？这里是 {number} 个",
                f"“{number}” is a number of votes here, not a percentage",
            )
            mend = (
                f"百分比要写成「{number}% of members」这样",
                f"a share is written like “{number}% of members”",
            )
            yield finding(loaded, "bare-number", path, says, mend)


def _bare(compare: Compare) -> int:
    """The bare number that votes are held against, or 0."""
    return _against(compare.left, compare.right) or _against(compare.right, compare.left)


def _against(votes: Amount, number: Amount) -> int:
    if isinstance(votes, Base) and votes.name in VOTES and isinstance(number, Whole):
        return number.value if number.value in LOOKS_LIKE_PERCENT else 0
    return 0


def _in_poll(loaded: Loaded, path: Path, poll: Poll, asked: _Asked) -> Iterator[Finding]:
    """A rule that could be met elsewhere, but not by the few members of the organ that votes here."""
    rule, limits = rule_of(loaded, poll), _limits(loaded, poll.by)
    if rule is None or not limits:
        return
    cond = AllOf(tuple(_needed(rule)))
    if asked.can_hold(cond) and not asked.can_hold(cond, limits):
        yield _never(
            loaded,
            path,
            "这个组织的席位太少，永远不能满足规则",
            "the organ has too few seats ever to meet it",
        )


def _limits(loaded: Loaded, by: By | None) -> tuple[Row, ...]:
    organs = [who.name for who in by.any_of if who.kind == "organ"] if by else []
    most = most_members(loaded.charter, organs[0]) if by and len(organs) == len(by.any_of) == 1 else None
    return tuple(at_most(name, most) for name in ("members", "seats", *VOTES)) if most is not None else ()


def _never(loaded: Loaded, path: Path, zh: str, en: str) -> Finding:
    return finding(loaded, "rule-never-met", path, (zh, en), ("改正比例或人数", "mend the shares or numbers"))
