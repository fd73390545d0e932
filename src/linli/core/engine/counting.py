"""Working out rules: exact fractions, and with every result its reasons."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from operator import eq, ge, gt, le, lt
from typing import Literal, assert_never

from linli.core.charter.rule import AllOf, Amount, AnyOf, Base, Cmp, Compare, Cond, Fact, ShareOf, Sum, Whole
from linli.core.charter.stages import Rule
from linli.core.charter.text import Text

Figures = Mapping[str, int]
"""Counted numbers by base name; a class or a measure follows after a slash, as in ``supports/electors``."""

Exact = int | Fraction
_COMPARE: dict[Cmp, Callable[[Exact, Exact], bool]] = {">": gt, ">=": ge, "=": eq, "<": lt, "<=": le}


class NotCounted(LookupError):
    """A rule asks for a figure that this poll does not count."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One test worked out: which part of the rule, what was counted, what was needed, and whether it held.

    ``needed`` is the smallest whole number on the left that would do (for < and <= the largest).
    """

    part: Literal["void", "quorum", "pass"]
    counted: Exact
    of: str
    cmp: Cmp
    needed: int
    share: Fraction | None
    base: str
    whole: int
    holds: bool

    @property
    def says(self) -> Text:
        """The reason as a sentence, such as ``14 of 60 present, more than 1/2 needed: 31``."""
        counted, of, base = str(self.counted), word_of(self.of), self.base
        if self.share is None or not base:
            return Text(
                zh=f"{of.zh} {counted}，须{_CMP[self.cmp].zh} {self.needed_text}",
                en=f"{counted} {of.en}, {_CMP[self.cmp].en} {self.needed_text} needed",
            )
        word = word_of(base)
        return Text(
            zh=f"{word.zh} {self.whole} 人中{of.zh} {counted} 人，"
            f"须{_CMP[self.cmp].zh}{_share_zh(self.share)}，即 {self.needed} 人",
            en=f"{counted} of {self.whole} {word.en} {of.en}, {_CMP[self.cmp].en} {self.share} needed: {self.needed}",
        )

    @property
    def needed_text(self) -> str:
        return str(self.needed)


_CMP: dict[Cmp, Text] = {
    ">": Text(zh="超过", en="more than"),
    ">=": Text(zh="达到", en="at least"),
    "=": Text(zh="等于", en="just"),
    "<": Text(zh="少于", en="fewer than"),
    "<=": Text(zh="不超过", en="at most"),
}
_WORDS: dict[str, Text] = {
    "members": Text(zh="应到", en="members"),
    "seats": Text(zh="席位", en="seats"),
    "present": Text(zh="到会", en="present"),
    "participating": Text(zh="参加表决", en="taking part"),
    "cast": Text(zh="投票", en="cast"),
    "valid": Text(zh="有效票", en="valid"),
    "yes": Text(zh="赞成", en="in favour"),
    "no": Text(zh="反对", en="against"),
    "abstain": Text(zh="弃权", en="abstaining"),
    "issued": Text(zh="发出", en="issued"),
    "returned": Text(zh="收回", en="returned"),
    "invalid": Text(zh="无效", en="invalid"),
    "satisfied": Text(zh="满意", en="satisfied"),
    "supports": Text(zh="附议", en="in support"),
    "electors": Text(zh="选民", en="electors"),
    "": Text(zh="合计", en="in all"),
}


def _share_zh(share: Fraction) -> str:
    return "一半" if share == Fraction(1, 2) else f" {share.numerator}/{share.denominator}"


def word_of(base: str) -> Text:
    """What a counted thing is called."""
    return _WORDS.get(base) or Text(zh=base, en=base)


def _figure(base: Base, figures: Figures, measure: str) -> int:
    name = f"{base.name}/{base.within}" if base.within else base.name
    name = f"{name}/{measure}" if measure else name
    if name not in figures:
        raise NotCounted(name)
    return figures[name]


def amount(part: Amount, figures: Figures, measure: str = "") -> Exact:
    """The exact value of a sum, share, figure or whole number; raises :class:`NotCounted`."""
    match part:
        case Base():
            return _figure(part, figures, measure)
        case ShareOf(share, base):
            return share * _figure(base, figures, measure)
        case Whole(value):
            return value
        case Sum(parts):
            return sum(
                ((1 if sign == "+" else -1) * amount(one, figures, measure) for sign, one in parts),
                Fraction(0),
            )
        case _:
            assert_never(part)


def holds(cond: Cond, figures: Figures) -> bool:
    """Whether a condition holds for these figures."""
    match cond:
        case Compare(left, cmp, right, measures):
            return all(
                _COMPARE[cmp](amount(left, figures, measure), amount(right, figures, measure))
                for measure in measures or ("",)
            )
        case AllOf(tests):
            return all(holds(test, figures) for test in tests)
        case AnyOf(tests):
            return any(holds(test, figures) for test in tests)
        case Fact(base):
            return _figure(base, figures, "") != 0
        case _:
            assert_never(cond)


def outcome(rule: Rule, figures: Figures) -> str:
    """What a poll comes to: void, no-quorum, passed or failed, in this order.

    A rule left to people decides nothing: it fails. Where nobody answered nothing is carried, whatever shares of
    nothing would say.
    """
    if rule.void is not None and holds(rule.void, figures):
        return "void"
    nobody = figures["cast"] == 0
    if rule.quorum is not None and (nobody or not holds(rule.quorum, figures)):
        return "no-quorum"
    if nobody:
        return "failed"
    return "passed" if rule.pass_ is not None and holds(rule.pass_, figures) else "failed"


def reasons(rule: Rule, figures: Figures) -> tuple[Reason, ...]:
    """Every test of a rule worked out, up to the part that decided."""
    found: list[Reason] = []
    parts: tuple[tuple[Literal["void", "quorum", "pass"], Cond | None], ...] = (
        ("void", rule.void), ("quorum", rule.quorum), ("pass", rule.pass_),
    )  # fmt: skip
    for part, cond in parts:
        if cond is None:
            continue
        if part != "void" and figures.get("cast") == 0:
            return (*found, _nobody(part))
        found += worked_out(part, cond, figures)
        if (part == "void") == holds(cond, figures):
            break
    return tuple(found)


def _nobody(part: Literal["quorum", "pass"]) -> Reason:
    return Reason(part, 0, "cast", ">=", 1, None, "", 0, holds=False)


def worked_out(part: Literal["void", "quorum", "pass"], cond: Cond, figures: Figures) -> list[Reason]:
    """Every test of one part of a rule worked out; raises :class:`NotCounted`."""
    match cond:
        case AllOf(tests) | AnyOf(tests):
            return [reason for test in tests for reason in worked_out(part, test, figures)]
        case Compare(left, cmp, right, measures):
            return [_reason(part, left, cmp, right, figures, measure) for measure in measures or ("",)]
        case Fact():
            return []
        case _:
            assert_never(cond)


def _reason(
    part: Literal["void", "quorum", "pass"],
    left: Amount,
    cmp: Cmp,
    right: Amount,
    figures: Figures,
    measure: str,
) -> Reason:
    counted, bound = amount(left, figures, measure), amount(right, figures, measure)
    share, base = (right.share, right.base) if isinstance(right, ShareOf) else (None, None)
    name = _named(left) if isinstance(left, Base) else _named(left.base) if isinstance(left, ShareOf) else ""
    return Reason(
        part=part, counted=counted, of=name, cmp=cmp, needed=needed(cmp, bound), share=share,
        base=_named(base) if base else "", whole=_figure(base, figures, measure) if base else 0,
        holds=_COMPARE[cmp](counted, bound),
    )  # fmt: skip


def _named(base: Base) -> str:
    return f"{base.name} in {base.within}" if base.within else base.name


def needed(cmp: Cmp, bound: Exact) -> int:
    """The smallest whole number that satisfies ``> bound`` or ``>= bound`` (the largest for ``<`` and ``<=``)."""
    down = bound.numerator // bound.denominator
    up = -(-bound.numerator // bound.denominator)
    return {">": down + 1, ">=": up, "=": up, "<": up - 1, "<=": down}[cmp]


def quorum_needed(rule: Rule, figures: Figures) -> int | None:
    """How many must be present, where the rule's quorum asks for it by itself."""
    match rule.quorum:
        case Compare(Base("present"), cmp, right, ()) if cmp in (">", ">="):
            return needed(cmp, amount(right, figures))
        case _:
            return None
