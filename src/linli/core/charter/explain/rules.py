"""Rules in words: when a vote is void, when it counts, when something is passed or chosen."""

from __future__ import annotations

from linli.core.charter.bases import ITEM_LISTS, TIES
from linli.core.charter.explain import amounts, numbers
from linli.core.charter.explain.amounts import Frame
from linli.core.charter.explain.conds import cond
from linli.core.charter.explain.counted import COUNTED, People
from linli.core.charter.explain.words import ARGS, METHODS
from linli.core.charter.rule import Amount, AnyOf, Arg, Base, Choice, Items, Order
from linli.core.charter.stages import Rule


def rule(rule: Rule, f: Frame) -> str:
    """A rule as sentences joined by semicolons, in the order in which it is worked out, with a full stop."""
    parts = (_void(rule, f), _quorum(rule, f), _pass(rule, f), choice(rule.choose, f), _left(rule, f))
    return f.v.sentence(f.v.items(parts)) if any(parts) else ""


def _void(rule: Rule, f: Frame) -> str:
    if rule.void is None:
        return ""
    said = cond(rule.void, f.stated())
    return f.v.say(f"{said}的，投票无效", f"the vote is void if {said}")


def _quorum(rule: Rule, f: Frame) -> str:
    if rule.quorum is None:
        return ""
    said = cond(rule.quorum, f)
    one = "做到一项，" if isinstance(rule.quorum, AnyOf) else ""
    return f.v.say(f"{said}，{one}表决才有效", f"{said} for the vote to count")


def _pass(rule: Rule, f: Frame) -> str:
    if rule.pass_ is None:
        return ""
    said = cond(rule.pass_, f)
    one = "做到一项，" if isinstance(rule.pass_, AnyOf) else ""
    return f.v.say(f"{said}，{one}才算通过", f"{said} for it to pass")


def _left(rule: Rule, f: Frame) -> str:
    if not rule.rule:
        return ""
    return f.v.say(
        "怎样决定，由大家自己商定，本章程不作规定", "how to decide is left to the people themselves"
    )


# --- choosing ----------------------------------------------------------------------------------------------


def choice(choice: Choice | None, f: Frame) -> str:
    """Which of several items are chosen; empty where there is no choice."""
    if choice is None:
        return ""
    head = f.v.say(f"{order(choice.order, f)}选出", f"choose {order(choice.order, f)}")
    said = f.v.clauses((head, _at_most(choice, f), _fund(choice, f)))
    return f.v.items((said, _each(choice, f), _ties(choice, f)))


def _at_most(choice: Choice, f: Frame) -> str:
    if choice.at_most is None:
        return f.v.say("合乎条件的都选上", "all that qualify")
    most = _places(choice.at_most, f)
    return f.v.say(f"最多选 {most}" if most[:1].isdigit() else f"最多选到{most}", f"at most {most}")


def _places(value: Amount, f: Frame) -> str:
    if value == Base("seats"):
        return f.v.say("应选的名额", "as many as there are seats")
    if value == Base("seats-left"):
        return f.v.say("还空着的名额", "as many as there are seats still empty")
    return amounts.amount(value, f, f.v.say("项", ""))


def order(order: Order, f: Frame) -> str:
    """In what order: 按赞成票从多到少, most votes in favour first; or by a named method with its settings."""
    if order.method.startswith("most-"):
        return _most(order.method.removeprefix("most-"), f)
    method = f.v.word(METHODS, order.method) if order.method in METHODS else f.v.name(order.method)
    said = f.v.say(method if method.startswith("按") else f"按{method}", _how(method))
    return f"{said}{_settings(order.args, f)}"


def _how(method: str) -> str:
    return method if method.startswith(("by ", "taking ")) else f"by {method}"


def _most(name: str, f: Frame) -> str:
    known = COUNTED.get(name)
    if isinstance(known, People):
        those = known.those.removeprefix("those ")
        return f.v.say(f"按{known.zh}票从多到少", f"those with the most votes {those} first")
    called = amounts.bare(Base(name), f)
    return f.v.say(f"按{called}从多到少", f"those with the most of {called} first")


def _settings(args: tuple[Arg, ...], f: Frame) -> str:
    if not args:
        return ""
    said = f.v.list((_setting(arg, f) for arg in args), last=("，", ", "))
    return f.v.say(f"（{said}）", f" ({said})")


def _setting(arg: Arg, f: Frame) -> str:
    written = arg.name if arg.value is None else f"{arg.name}={arg.value}"
    if written in ARGS:
        return f.v.word(ARGS, written)
    name = f.v.name(arg.name)
    if arg.value is None:
        return name
    value = f.v.name(arg.value) if isinstance(arg.value, str) else str(arg.value)
    return f.v.say(f"{name}为 {value}", f"{name} {value}")


def _fund(choice: Choice, f: Frame) -> str:
    if not choice.within:
        return ""
    fund = f.v.name(choice.within)
    return f.v.say(f"花费合计不得超过{fund}", f"together costing no more than {f.v.the(fund)}")


def _each(choice: Choice, f: Frame) -> str:
    if choice.each is None:
        return ""
    return f.v.say("每一个入选的，", "for each one chosen, ") + cond(choice.each, f)


def _ties(choice: Choice, f: Frame) -> str:
    if not choice.ties:
        return ""
    ways = [f.v.text(TIES[tie]) if tie in TIES else f.v.name(tie) for tie in choice.ties]
    said = f.v.say("，仍相同的，", ", then if still tied ").join(ways)
    return f.v.say(f"票数相同的，{said}", f"if tied, {said}")


def items(items: Items, f: Frame) -> str:
    """What is voted on: a named list, its top so many, or those tied."""
    listed = items.name in ITEM_LISTS
    name = f.v.text(ITEM_LISTS[items.name]) if listed else f.v.quote(f.v.name(items.name))
    if items.top is None:
        return name
    most = amounts.amount(items.top, f)
    return f.v.say(
        f"{name}，取排在前面的，个数为{numbers.spaced(most)}", f"{name}: the first of them, in number {most}"
    )
