"""How a charter stands beside the laws that it extends: rules, petitions, disclosures, recall, seats, orders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from linli.core.charter.finding import Finding
from linli.core.charter.lint.beside import Beside, laws, unrecalled
from linli.core.charter.lint.say import finding, stages
from linli.core.charter.lint.steps import MOST_FOR_RULES, Steps
from linli.core.charter.lint.weaker import Weaker, weaker
from linli.core.charter.load import Loaded
from linli.core.charter.model import Disclosure, Organ
from linli.core.charter.nodes import Path
from linli.core.charter.rule import AllOf, Cond, bases
from linli.core.charter.stages import Gather, Poll, Rule
from linli.core.charter.terms import Duration, Every
from linli.core.charter.text import Text

COUNTED = {
    "members": ("应到 {} 人", "{} members"), "seats": ("{} 个席位", "{} seats"),
    "present": ("到会 {} 人", "{} present"),
    "cast": ("投票 {} 人", "{} votes cast"), "valid": ("有效票 {} 张", "{} valid"),
    "invalid": ("无效票 {} 张", "{} invalid"), "blank": ("空白票 {} 张", "{} blank"),
    "yes": ("同意 {} 票", "{} in favour"),
    "no": ("反对 {} 票", "{} against"), "abstain": ("弃权 {} 票", "{} abstaining"),
    "satisfied": ("满意 {} 票", "{} satisfied"), "supports": ("联名 {} 人", "{} standing behind it"),
}  # fmt: skip
_DAYS = {
    "hours": (0, 0),
    "days": (1, 1),
    "working-days": (1, 2),
    "weeks": (7, 7),
    "months": (28, 31),
    "years": (365, 366),
}
"""The fewest and the most days of each unit."""


def findings(loaded: Loaded) -> Iterator[Finding]:
    """What the laws extended ask for and the charter does not give."""
    if loaded.charter.level == "law":
        return
    for law in laws(loaded):
        beside = Beside(loaded, law)
        for look in (_rules, _petitions, _disclosures, _recall, _seats, _orders):
            yield from look(beside)


def rules(loaded: Loaded, cited: Iterable[Loaded]) -> Iterator[Finding]:
    """What the rules of laws that are only cited ask for, and the charter's do not."""
    for law in cited:
        yield from _rules(Beside(loaded, law, extended=False))


def _rules(beside: Beside) -> Iterator[Finding]:
    steps = Steps(MOST_FOR_RULES)
    for path, name, rule in _own_rules(beside.loaded):
        against = [one for one in _counterparts(beside, name, rule) if _kind(one) == _kind(rule)]
        results = [weaker(_needed(rule), _needed(one), steps, beside.everybody) for one in against]
        if results and all(isinstance(one, Weaker) for one in results):
            yield _weaker(beside, path, results[0])
        elif results and all(one is None or isinstance(one, Weaker) for one in results):
            says = (
                f"这条规则和{beside.title.zh}的规定没法用数字比较，请对照原文看有没有放松",
                f"this rule and that of {beside.title.en} cannot be compared by numbers; see for yourself whether it "
                "is as strict",
            )
            yield finding(beside.loaded, "law-not-compared", path, says)


def _own_rules(loaded: Loaded) -> Iterator[tuple[Path, str, Rule]]:
    for name, rule in loaded.charter.rules.items():
        yield ("rules", name), name, rule
    for at in stages(loaded.charter):
        if isinstance(at.stage, Poll) and isinstance(at.stage.rule, Rule):
            yield (*at.path, "rule"), "", at.stage.rule


def _counterparts(beside: Beside, name: str, rule: Rule) -> list[Rule]:
    """The law's rules that a rule stands for: the one of its name, else those of the article that it cites."""
    there = beside.law.charter.rules
    if beside.extended and name in there:
        return [there[name]]
    return [one for one in there.values() if beside.is_of(rule.source, one.source) and not _petition(one)]


def _kind(rule: Rule) -> str:
    return "choose" if rule.choose else "pass" if rule.pass_ else ""


def _petition(rule: Rule) -> bool:
    return rule.pass_ is not None and any(base.name == "supports" for base in bases(rule.pass_))


def _needed(rule: Rule) -> Cond:
    conds = (rule.quorum, rule.pass_, rule.choose.each if rule.choose else None)
    return AllOf(tuple(cond for cond in conds if cond))


def _weaker(beside: Beside, path: Path, proof: Weaker | bool | None) -> Finding:
    assert isinstance(proof, Weaker)
    title = beside.title
    if proof.uncounted:
        ways = {"area": ("面积", "area"), "heads": ("人数", "heads")}
        zh, en = (
            "、".join(ways[one][0] for one in proof.uncounted),
            " and ".join(ways[one][1] for one in proof.uncounted),
        )
        says = (
            f"{title.zh}还要按{zh}计算，章程没有：法律上通不过的事，这里能通过",
            f"{title.en} also counts by {en}, the charter does not: what fails by law passes here",
        )
    else:
        zh, en = _counts(proof)
        says = (
            f"比{title.zh}松：{zh}，按章程就算通过，按法律不算",
            f"weaker than {title.en}: with {en} it passes here, and not by law",
        )
    mend = ("把人数和多数提到法律规定的以上", "raise quorum and majority to what the law asks at least")
    return finding(beside.loaded, "weaker-than-law", path, says, mend)


def _counts(proof: Weaker) -> tuple[str, str]:
    told = [(COUNTED[name], proof.counts[name]) for name in COUNTED if name in proof.counts]
    return "、".join(words[0].format(n) for words, n in told), ", ".join(
        words[1].format(n) for words, n in told
    )


def _petitions(beside: Beside) -> Iterator[Finding]:
    """A petition asks residents for more names than the law does: there the higher number is the weaker right."""
    rules, steps = (
        [rule for rule in beside.law.charter.rules.values() if _petition(rule)],
        Steps(MOST_FOR_RULES),
    )
    for at in stages(beside.loaded.charter):
        if not isinstance(at.stage, Gather) or at.stage.enough is None:
            continue
        source = at.stage.source or at.procedure.source
        proofs = [
            weaker(_needed(rule), at.stage.enough, steps, beside.everybody)
            for rule in rules
            if beside.is_of(source, rule.source)
        ]
        proof = next((one for one in proofs if isinstance(one, Weaker) and one.counts), None)
        if proof:
            zh, en = _counts(proof)
            says = (
                f"比{beside.title.zh}要的人多：{zh}，按法律够了，按章程还不够，你更难提得出来",
                f"asks for more than {beside.title.en}: {en} are enough by law and not here, so that you can hardly "
                "bring it forward",
            )
            mend = ("把人数降到法律规定的以下", "ask for no more than the law does")
            yield finding(beside.loaded, "petition-above-law", (*at.path, "enough"), says, mend)


def _disclosures(beside: Beside) -> Iterator[Finding]:
    lacking: list[Text] = []
    for name, asked in beside.law.charter.disclosures.items():
        path, given = _disclosure(beside, name, asked)
        if given is None:
            lacking.append(Text(zh=asked.zh, en=asked.en))
        elif asked.every and (given.every is None or _rarer(given.every, asked.every)):
            says = (
                f"「{given.zh}」公布得比{beside.title.zh}规定的少",
                f"“{given.en}” is published less often than {beside.title.en} asks",
            )
            mend = ("写上「every: month」这样的周期", "say how often, as in “every: month”")
            yield finding(beside.loaded, "law-disclosure", path, says, mend)
    if lacking:
        zh, en = "".join(f"「{one.zh}」" for one in lacking), ", ".join(f"“{one.en}”" for one in lacking)
        says = (
            f"{beside.title.zh}要求公布{zh}，章程没有：你看不到依法该给你看的东西",
            f"{beside.title.en} asks that {en} be published, the charter does not: you do not get to see what is yours "
            "to see by law",
        )
        mend = (
            "在 disclosures 里写上这些栏目、由谁公布、多久一次",
            "add the sections under “disclosures”: by whom, and how often",
        )
        path = ("disclosures",) if beside.loaded.charter.disclosures else ("charter",)
        yield finding(beside.loaded, "law-disclosure", path, says, mend)


def _disclosure(beside: Beside, name: str, asked: Disclosure) -> tuple[Path, Disclosure | None]:
    own = beside.loaded.charter.disclosures
    for key, given in own.items():
        if key == name or beside.is_of(given.source, asked.source):
            return ("disclosures", key), given
    return ("disclosures",), None


def _rarer(given: Every, asked: Every) -> bool:
    return _span(given.length)[0] > _span(asked.length)[1]


def _span(length: Duration) -> tuple[int, int]:
    least, most = _DAYS[length.unit]
    return length.count * least, length.count * most


def _recall(beside: Beside) -> Iterator[Finding]:
    stuck = unrecalled(beside)
    if stuck:
        organs = beside.loaded.charter.organs
        zh, en = (
            "".join(f"「{organs[one].title.zh}」" for one in stuck),
            ", ".join(f"“{organs[one].title.en}”" for one in stuck),
        )
        says = (
            f"{beside.title.zh}让居民可以撤换{zh}，章程没有写：做得不好，你照章程换不掉",
            f"{beside.title.en} lets residents remove {en}, the charter does not: by it, you cannot be rid of them",
        )
        mend = (
            "在居民会议上写「may-recall: 组织」，或者加一个罢免程序",
            "write “may-recall: ORGAN” under the residents' meeting, or add a procedure of recall",
        )
        yield finding(beside.loaded, "law-recall", ("organs", stuck[0]), says, mend)


def _seats(beside: Beside) -> Iterator[Finding]:
    for name, there in beside.law.charter.organs.items():
        own = beside.organ(name)
        if own:
            here = beside.loaded.charter.organs[own]
            for key, says in _outside(beside, here, there):
                mend = ("改到法律规定的范围以内", "keep within what the law allows")
                yield finding(beside.loaded, "law-seats", ("organs", own, key), says, mend)


def _outside(beside: Beside, here: Organ, there: Organ) -> Iterator[tuple[str, tuple[str, str]]]:
    title = beside.title
    if here.seats and there.seats:
        low, high = here.seats.least < there.seats.least, False
        if there.seats.most is not None:
            high = here.seats.most is None or here.seats.most > there.seats.most
        if low or high:
            yield (
                "seats",
                (
                    f"「{here.title.zh}」的人数超出{title.zh}规定的范围",
                    f"the number of seats of “{here.title.en}” is outside what {title.en} allows",
                ),
            )
    if here.term and there.term and _span(here.term)[0] > _span(there.term)[1]:
        yield (
            "term",
            (
                f"「{here.title.zh}」的任期比{title.zh}规定的长：你要等更久才能再选",
                f"the term of “{here.title.en}” is longer than {title.en} allows: you wait longer until you vote again",
            ),
        )


def _orders(beside: Beside) -> Iterator[Finding]:
    """What the law forbids one organ to do to another."""
    organs, there = beside.loaded.charter.organs, beside.law.charter.organs
    barred = [
        one for one in beside.law.charter.relations if one.never and one.from_ in there and one.to in there
    ]
    for index, relation in enumerate(beside.loaded.charter.relations):
        if relation.never or relation.from_ not in organs or relation.to not in organs:
            continue
        for one in barred:
            same = one.does == relation.does and beside.organ(one.to) == relation.to
            if same and there[one.from_].nature == organs[relation.from_].nature:
                by, to = organs[relation.from_].title, organs[relation.to].title
                says = (
                    f"{beside.title.zh}不许「{by.zh}」这样对「{to.zh}」，章程却这样写",
                    f"{beside.title.en} forbids what the charter lets “{by.en}” do to “{to.en}”",
                )
                mend = ("删去这一条，或者写上「never: yes」", "drop it, or write “never: yes”")
                yield finding(beside.loaded, "law-relation", ("relations", index), says, mend)
                break
