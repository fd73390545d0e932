"""Conditions in words: 到会的居民须超过全体居民的一半; more than half of all residents must be present."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from linli.core.charter.explain import amounts, numbers
from linli.core.charter.explain.amounts import Frame
from linli.core.charter.explain.counted import FACTS, People, Roll
from linli.core.charter.explain.voice import Voice
from linli.core.charter.explain.words import MEASURES, Words
from linli.core.charter.model import KnownFact
from linli.core.charter.rule import AllOf, AnyOf, Base, Compare, Cond, Fact, ShareOf, Whole

MUST: Words = {
    ">": ("须超过", "must be more than"),
    ">=": ("须达到", "must be at least"),
    "<": ("须少于", "must be less than"),
    "<=": ("不得超过", "must be at most"),
    "=": ("须等于", "must equal"),
}
IS: Words = {
    ">": ("超过", "is more than"),
    ">=": ("达到", "is at least"),
    "<": ("少于", "is less than"),
    "<=": ("不超过", "is at most"),
    "=": ("等于", "equals"),
}
VERBS = (*"年在有是已未住持属参正被受无不曾愿能没具享由与经", "登记", "居住", "领取")
"""How a Chinese title begins that is a predicate already (年满十八周岁); another is a noun and needs 是 (是妇女)."""
DENIED = {
    "年满": "未满", "没有": "有", "已经": "尚未", "有": "没有", "是": "不是", "已": "尚未", "未": "已",
    "登记": "未登记", "领取": "未领取", "参加": "未参加", "受": "未受", "被": "未被",
    "居住": "不居住", "住": "不住", "在": "不在", "属": "不属", "正": "不", "持": "不持", "享": "不享", "具": "不具",
    "愿": "不愿", "能": "不能", "与": "不与", "按时": "未按时",
}  # fmt: skip
"""How a Chinese predicate is denied, by how it begins; any other is denied as a whole, by 并非."""
NOUNS = ("家庭", "人", "人员", "户", "者", "员", "对象", "小区", "单位", "妇女")
NO_ARTICLE = {
    "a",
    "an",
    "the",
    "under",
    "over",
    "in",
    "at",
    "of",
    "on",
    "with",
    "without",
    "not",
    "aged",
    "from",
    "able",
}
MANY = {">": "more than", ">=": "at least", "<": "fewer than", "<=": "at most", "=": "exactly"}


def cond(given: Cond, f: Frame) -> str:
    """A condition as a clause, without a full stop."""
    match given:
        case Fact(base=base):
            return _fact(base, f)
        case Compare():
            return _compare(given, f)
        case AllOf(tests=tests):
            return _together(tests, f)
        case AnyOf(tests=tests):
            return _any(tests, f)
        case _:
            assert_never(given)


def _together(tests: tuple[Cond, ...], f: Frame) -> str:
    said = [cond(test, f) for test in tests]
    if f.must and any(isinstance(test, AnyOf) for test in tests):
        return _listed(said, f, f.v.say("下列各项都要做到", "all of these must hold"))
    said = [
        f.v.say(f"（{one}）", f"({one})") if isinstance(test, AnyOf) else one
        for test, one in zip(tests, said, strict=True)
    ]
    joined = " and " if f.v.lang == "en" else "，并且" if f.must else "并"
    return joined.join(said).replace("并并非", "且并非")


def _any(tests: tuple[Cond, ...], f: Frame) -> str:
    said = [cond(test, f) for test in tests]
    if f.must and any(isinstance(test, AllOf) for test in tests):
        return _listed(said, f, f.v.say("下列各项做到一项即可", "one of these is enough"))
    return f.v.say("，或者" if f.must else "或者", " or ").join(said)


def _listed(said: list[str], f: Frame, head: str) -> str:
    marks = [
        f.v.say(f"{numbers.HAN[n]}是" if n < 11 else f"{n} 是", f"({n}) ") for n in range(1, len(said) + 1)
    ]
    return f.v.say(f"{head}：", f"{head}: ") + f.v.items(m + s for m, s in zip(marks, said, strict=True))


# --- facts -------------------------------------------------------------------------------------------------


def _fact(base: Base, f: Frame) -> str:
    kind = amounts.known_fact(base, f)
    if kind is not None and not isinstance(kind, KnownFact):
        return _yes_no(base, f, yes=True) if kind.type == "yes-no" else _given(base, f)
    if base.within:
        return _belongs(base, f)
    if kind is None and base.name in FACTS:
        return _predicate(*FACTS[base.name], f)
    name = f.v.name(base.name)
    return _predicate(f"是{numbers.spaced(name)}" if is_noun(base, f.v) else name, f"is {a(name)}", f)


def is_noun(base: Base, v: Voice) -> bool:
    """Whether the title of a fact is a noun (妇女) and not a predicate (年满十八周岁)."""
    title = replace(v, lang="zh").name(base.name)
    return not title.startswith(VERBS) or title.endswith(NOUNS)


def a(title: str) -> str:
    """An English title after ``is``: nouns of several words take an article."""
    first, *rest = title.split()
    plain = (
        not rest
        or first.endswith(("ed", "ing", "s"))
        or first.lower() in NO_ARTICLE
        or rest[-1].endswith("s")
    )
    return title if plain else f"{'an' if first[0] in 'aeiou' else 'a'} {title}"


def _kind(base: Base, f: Frame) -> str:
    name = f.v.name(base.name)
    return f.v.say(name if is_noun(base, f.v) else f"{name}的", name)


def kinds(given: Cond, f: Frame) -> str:
    """Of what kinds some subjects are: a plain list where any of several facts will do, else the condition."""
    tests = given.tests if isinstance(given, AnyOf) else (given,)
    if all(isinstance(test, Fact) and not test.base.within for test in tests):
        return f.v.list(_kind(test.base, f) for test in tests if isinstance(test, Fact))
    return cond(given, f.stated())


def _given(base: Base, f: Frame) -> str:
    """A fact that is not a yes or no is so when it is stated at all."""
    title = f.v.quote(f.v.name(base.name))
    return f.v.say(
        f"{'须写明' if f.must else '写明了'}{title}", f"{title} {'must be' if f.must else 'is'} stated"
    )


def _belongs(base: Base, f: Frame) -> str:
    name, inside = f.v.name(base.name), amounts.within(base, f)
    return _predicate(f"属于{inside}的{name}", f"is {name} in {inside}", f)


def _predicate(zh: str, en: str, f: Frame) -> str:
    if not f.must:
        return f.v.say(zh, en)
    verb, _, rest = en.partition(" ")
    return f.v.say(f"须{zh}", f"must {_infinitive(verb)} {rest}")


def _infinitive(verb: str) -> str:
    return {"is": "be", "has": "have"}.get(verb, verb.removesuffix("s"))


def _yes_no(base: Base, f: Frame, *, yes: bool) -> str:
    answer = f.v.say("是" if yes else "否", "yes" if yes else "no")
    return _answer(base, f, answer)


def _answer(base: Base, f: Frame, answer: str) -> str:
    title, said = f.v.quote(f.v.name(base.name)), f.v.quote(answer)
    return f.v.say(
        f"{title}{'须为' if f.must else '为'}{said}", f"{title} {'must be' if f.must else 'is'} {said}"
    )


# --- comparisons -------------------------------------------------------------------------------------------


def _compare(test: Compare, f: Frame) -> str:
    answer = _as_answer(test, f)
    if answer is not None:
        return answer
    if _everybody_or_nobody(test, f):
        return _all_or_none(test, f)
    if _class_of_roll(test, f):
        return _class_share(test, f)
    if f.v.lang == "en" and _by_heads(test, f):
        return _english_heads(test, f)
    return _plain(test, f)


def _as_answer(test: Compare, f: Frame) -> str | None:
    """``waste = 0`` of a yes-or-no fact, ``kind = urban`` of a choice."""
    if test.cmp != "=" or not isinstance(test.left, Base):
        return None
    kind = amounts.known_fact(test.left, f)
    if test.right == Whole(0) and _is_predicate(test.left, f):
        return _not(test.left, f)
    if kind and isinstance(test.right, Whole) and kind.type == "yes-no":
        return _yes_no(test.left, f, yes=test.right.value > 0)
    if kind and isinstance(test.right, Base) and kind.type == "choice":
        choice = kind.choices.get(test.right.name)
        return _answer(test.left, f, f.v.text(choice) if choice else f.v.name(test.right.name))
    return None


def _is_predicate(base: Base, f: Frame) -> bool:
    """Whether a base is a fact of the register or of the record, said as a predicate and not as an answer."""
    kind = amounts.known_fact(base, f)
    return isinstance(kind, KnownFact) or (kind is None and not base.within and base.name in FACTS)


def _not(base: Base, f: Frame) -> str:
    """``not adult``: the predicate denied."""
    said = _fact(base, f.stated())
    denied = _denied(said)
    verb, _, rest = said.partition(" ")
    infinitive = _infinitive(verb)
    states = f"{verb} not" if verb == "is" else f"does not {infinitive}"
    en = f"must not {infinitive} {rest}" if f.must else f"{states} {rest}"
    return f.v.say(f"须{denied}" if f.must else denied, en)


def _denied(zh: str) -> str:
    for begins, instead in DENIED.items():
        if zh.startswith(begins):
            return instead + zh.removeprefix(begins)
    return f"并非{zh}"


def _people(test: Compare, f: Frame) -> People | None:
    kind = amounts.counted(test.left, f) if isinstance(test.left, Base) else None
    return kind if isinstance(kind, People) else None


def _everybody_or_nobody(test: Compare, f: Frame) -> bool:
    if _people(test, f) is None or test.measures:
        return False
    if isinstance(test.right, Base):
        return test.cmp in ("=", ">=") and isinstance(amounts.counted(test.right, f), Roll | People)
    return test.right == Whole(0) and test.cmp in ("=", "<=")


def _all_or_none(test: Compare, f: Frame) -> str:
    people = _people(test, f)
    assert people is not None  # the caller has asked
    if isinstance(test.right, Whole):
        nobody = f"may {people.must}" if f.must else f"{people.are.replace('are', 'is', 1)}"
        return f.v.say(f"{'不得' if f.must else '没'}有人{people.zh}", f"nobody {nobody}")
    assert isinstance(test.right, Base)
    everybody = amounts.whole(test.right, f)
    named = {"应到": "应到的人", "全体户数": "各户"}.get(everybody, everybody)
    return f.v.say(f"{named}{'都须' if f.must else '都'}{people.zh}", f"{named} {_verb(people, f)}")


def _verb(people: People, f: Frame) -> str:
    return f"must {people.must}" if f.must else people.are


def _by_heads(test: Compare, f: Frame) -> bool:
    """Whether English can say it of people: more than half of all residents must be present."""
    if _people(test, f) is None or not isinstance(test.left, Base):
        return False
    if isinstance(test.right, Whole):
        return True
    return isinstance(test.right, ShareOf) and test.left.within in ("", test.right.base.name)


def _english_heads(test: Compare, f: Frame) -> str:
    people = _people(test, f)
    assert people is not None  # the caller has asked
    assert isinstance(test.left, Base)
    heads = f"{amounts.within(test.left, f)}" if test.left.within else f.heads
    much = "less than" if test.cmp == "<" and isinstance(test.right, ShareOf) else MANY[test.cmp]
    said = f"{much} {amounts.amount(test.right, f, heads)} {_verb(people, f)}"
    return f"{said}{_measured(test, f)}"


def _class_of_roll(test: Compare, f: Frame) -> bool:
    """``members in woman >= 1/3 of members``: of what kind some of them must be."""
    if not isinstance(test.left, Base) or not test.left.within:
        return False
    return isinstance(amounts.counted(test.left, f), Roll)


def _class_share(test: Compare, f: Frame) -> str:
    assert isinstance(test.left, Base)  # the caller has asked
    kind = amounts.within(test.left, f)
    everyone = amounts.whole(Base(test.left.name), f)
    if f.v.lang == "zh":
        right = numbers.spaced(amounts.amount(test.right, f, amounts.unit(test.left, f)))
        verb = f.v.word(MUST if f.must else IS, test.cmp)
        return f"{everyone.removeprefix('全体')}中的{kind}{verb}{right}"
    right = amounts.amount(test.right, f)
    of = "" if isinstance(test.right, ShareOf) else f" of {everyone}"
    return f"{MANY[test.cmp]} {right}{of} {'must be' if f.must else 'are'} {kind}"


def _measured(test: Compare, f: Frame) -> str:
    if not test.measures:
        return ""
    names = [f.v.word(MEASURES, m) if m in MEASURES else f.v.name(m) for m in test.measures]
    if f.v.lang == "zh":
        return f"，{'和'.join(f'按{name}' for name in names)}{'都' if len(names) > 1 else ''}"
    return f", {'both ' if len(names) == 2 else ''}{f.v.list(f'by {name}' for name in names)}"


def _plain(test: Compare, f: Frame) -> str:
    left = test.left
    said = amounts.subject(left, f) if isinstance(left, Base) else amounts.amount(left, f)
    verb = f.v.word(MUST if f.must else IS, test.cmp)
    right = amounts.amount(test.right, f, amounts.unit(left, f))
    if f.v.lang == "zh":
        return numbers.run((said, _measured(test, f), verb, right))
    return f"{said} {verb} {right}{_measured(test, f)}"
