"""Who holds power, in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from linli.core.charter.text import Text
from linli.core.lab.power.holder import Holder
from linli.core.lab.power.needs import Why

TOO_MANY_WAYS = Text(
    zh="环节之间的走法太多，没有算完。",
    en="There are too many ways through its stages; this did not finish.",
)
_NOBODY_CAN = Text(
    zh="照这样写，谁也不能把事情办成。", en="As it is written, nobody can bring this to its end."
)
_NOBODY_VOTES = Text(
    zh="没有谁表决：提出以后，不经任何人同意也能办成。",
    en="Nobody votes: once put, it goes through without anyone's consent.",
)
_TAKEN = Text(
    zh="这里假定人人都参加、都按时办，不赞成的都算反对，弃权也按反对算；异议都不成立。在几个组织里都有席位的人，各算一次。",
    en="Everyone is taken to take part and to do their part in time, whoever is not in favour, abstaining included, "
    "to be against, and no objection to be upheld; whoever sits in several organs is counted in each.",
)
_DIVIDED = Text(
    zh="各组织内部意见一致时，有没有它都一样", en="makes no difference while every organ is of one mind"
)
_CHOOSING = Text(
    zh="「办成」在这里指有把握让自己要的人选或者项目选上，不管别人选谁。",
    en="To carry means here to be sure that the person or project one wants is chosen, whomever the others choose.",
)
_BY_AREA = Text(
    zh="按面积计的，当作每人面积一样大。",
    en="Where votes are counted by area, everyone is taken to own as much.",
)
MEANS = (
    Text(
        zh="按组织算（沙普利指数）：每个组织当作一家，家里意见一致。各家按不同的先后次序加入，事情正好在这一家加入时办成的次序"
        "占多大比例，这一家的份额就有多大，同人数多少无关；家里每个人平分这一份。",
        en="By organ (Shapley–Shubik index): each organ is taken to be of one mind. When organs join one after "
        "another, its share is the part of all orders in which it is this organ's joining that carries the matter. "
        "How many members it has makes no difference to that; they have equal parts of it.",
    ),
    Text(
        zh="按人算（班扎夫指数）：每个人都可能赞成或者反对，数一数在所有情形中，有多少种结果就看这一个人，再折算成份额。",
        en="By person (Banzhaf index): everyone may be for or against. Of all the cases that there can be, those are "
        "counted in which the outcome turns on this one person; the share is that of all such cases.",
    ),
)
"""What the two indices mean, for a reader who has never heard of them."""
MIXED = Text(
    zh="规则对其中一部分人单独计票，所以按人算的份额没有算，这个组织里每个人占多少也没有算；最少人数是搭配得最好时的人数。",
    en="The rule counts some of its voters apart. So shares by person were not worked out, nor what one member of that "
    "organ has; the smallest number is that of people chosen well.",
)
"""What is not said where some voters are counted apart."""
_WHY: Mapping[Why, Text] = {
    "people": Text(
        zh="怎样定，章程留给大家商量，没有写规则",
        en="how it is settled is left to people and not written down",
    ),
    "method": Text(
        zh="不只看多少人赞成：选上哪些项目，还要看每个项目多少钱、钱一共有多少，章程里没有这些数",
        en="not only numbers in favour settle it: which projects are chosen also hangs on what each costs and on how "
        "much money there is, which the charter does not say",
    ),
    "class": Text(
        zh="还要看里面某一部分人有多少、怎样投，光看多少人赞成定不下来",
        en="not only how many are in favour settles it, but also how some of its voters vote, and how many they are",
    ),
    "nobody": Text(zh="章程没有写由谁来定", en="the charter does not say who settles it"),
}


def unsaid(stage: Text, why: Why) -> Text:
    """That a stage is settled in a way that no number of people in favour tells, and why."""
    reason = _WHY[why]
    return Text(
        zh=f"算不出谁说了算：「{stage.zh}」{reason.zh}。",
        en=f"Who holds power cannot be worked out: of “{stage.en}”, {reason.en}.",
    )


def too_large(banzhaf: bool, shapley: bool) -> Text | None:
    """Which index did not finish; None where both did."""
    if shapley:
        named = Text(zh="按组织算和按人算的份额都", en="the shares by organ and by person")
        why = Text(zh="走法太多", en="Too many ways")
    elif banzhaf:
        named = Text(zh="按人算的份额（班扎夫指数）", en="the shares by person (Banzhaf index)")
        why = Text(zh="人太多或走法太多", en="Too many people or ways")
    else:
        return None
    return Text(zh=f"{why.zh}，{named.zh}没有算完。", en=f"{why.en}: this did not finish for {named.en}.")


def taken(choosing: bool, by_area: bool) -> tuple[Text, ...]:
    """What was taken for granted."""
    return *((_CHOOSING,) if choosing else ()), _TAKEN, *((_BY_AREA,) if by_area else ())


def sentences(
    holders: tuple[Holder, ...], smallest: int | None, granted: tuple[Text, ...]
) -> tuple[Text, ...]:
    """How few suffice, what each organ can do, what one resident has, and what was taken for granted."""
    if smallest is None:
        return (_NOBODY_CAN,)
    if not smallest:
        return (_NOBODY_VOTES,)
    fewest = Text(
        zh=f"最少 {smallest} 个人一致，就能办成。",
        en=f"The smallest number of people who can carry it together is {smallest}.",
    )
    return fewest, *map(_holder, holders), _resident(holders), *granted


def _holder(one: Holder) -> Text:
    shares = _shares(one)
    number = people(one)
    zh = (
        f"{one.title.zh}（{number.zh}）",
        "不同意就办不成" if one.blocks else "挡不住",
        "自己就能办成" if one.carries else "自己办不成",
        *((_DIVIDED.zh,) if one.divided_only else ()),
    )
    en = (
        f"{one.title.en} ({number.en})",
        "can block" if one.blocks else "cannot block",
        "can carry it alone" if one.carries else "cannot carry it alone",
        *((_DIVIDED.en,) if one.divided_only else ()),
    )
    return Text(
        zh=f"{'，'.join(zh)}{f'；{shares.zh}' if shares else ''}。",
        en=f"{', '.join(en)}{f'; {shares.en}' if shares else ''}.",
    )


def people(one: Holder) -> Text:
    """How many there are in an organ, and whence that is known."""
    many = f"{one.people} {'person' if one.people == 1 else 'people'}"
    return {
        "given": Text(zh=f"{one.people} 人", en=many),
        "told": Text(zh=f"{one.people} 人，按您填的", en=f"{many}, as you said"),
        "least": Text(
            zh=f"{one.people} 人，按章程允许的最少人数"
            + (f"，最多 {one.seats_to} 人" if one.seats_to else ""),
            en=f"{many}, the fewest allowed" + (f" of up to {one.seats_to}" if one.seats_to else ""),
        ),
        "one": Text(zh="作为一家算 1 票", en="taken as 1 voice"),
        "assumed": Text(zh=f"{one.people} 人，是假定的", en=f"{many}, assumed"),
    }[one.basis]


def ordinary(holders: tuple[Holder, ...]) -> Holder | None:
    """The largest organ of residents themselves that has a say; else one in which a resident can come to be."""
    own = [one for one in holders if one.resident]
    return max(own, key=lambda one: (one.resident == "is", one.people), default=None)


def _resident(holders: tuple[Holder, ...]) -> Text:
    own = ordinary(holders)
    if own is None:
        return Text(
            zh="一名普通居民在这个程序里没有份。", en="One ordinary resident has no share in this procedure."
        )
    if not own.alike:
        return Text(
            zh="一名普通居民占多少，要看他是不是单独计票的那一部分人，没有算。",
            en="The share of one ordinary resident hangs on whether one is of those counted apart: not worked out.",
        )
    if own.shapley is None and own.banzhaf is None:
        return Text(
            zh="一名普通居民占多少，没有算完。", en="The share of one ordinary resident did not finish."
        )
    shares = _counted(own.shapley, own.banzhaf)
    if own.resident == "can-be":
        return Text(
            zh=f"一名普通居民，自己是{own.title.zh}的时候，{shares.zh}；不是的时候没有份。",
            en=f"One ordinary resident has, when one of them ({own.title.en}), {shares.en}; else none.",
        )
    return Text(zh=f"一名普通居民，{shares.zh}。", en=f"One ordinary resident has {shares.en}.")


def _shares(one: Holder) -> Text | None:
    """What all of an organ have together."""
    if one.shapley_of_all is None and one.banzhaf_of_all is None:
        return None
    shares = _counted(one.shapley_of_all, one.banzhaf_of_all)
    return Text(zh=shares.zh, en=f"it has {shares.en}")


def _counted(by_organ: Fraction | None, by_person: Fraction | None) -> Text:
    """A share of the power, as counted by organ and by person, of which at least one is known."""
    pairs = ((by_organ, "按组织算", "by organ"), (by_person, "按人算", "by person"))
    known = [(percent(share), zh, en) for share, zh, en in pairs if share is not None]
    first, *others = known
    return Text(
        zh="，".join((f"{first[1]}占权力的 {first[0]}", *(f"{zh}占 {share}" for share, zh, _ in others))),
        en=" and ".join(
            (f"{first[0]} of the power counted {first[2]}", *(f"{share} {en}" for share, _, en in others))
        ),
    )


def percent(share: Fraction | None) -> str:
    """A share in hundredths, rounded to two places for reading; a dash where it was not worked out.

    The exact one stands beside it. What is more than nothing is never shown as nothing.
    """
    if share is None:
        return "–"
    hundredths = round(share * 10_000)
    if share and not hundredths:
        return "< 0.01%"
    return f"{hundredths // 100}.{hundredths % 100:02}%"


LONGEST = 2_000
"""Bits of a number that is still written out; whoever wants the exact share of a larger one works it out."""


def exact(share: Fraction | None) -> str | None:
    """The share as a fraction; one that would fill pages, rounded; None where it was not worked out."""
    if share is None:
        return None
    return str(share) if share.denominator.bit_length() < LONGEST else percent(share)
