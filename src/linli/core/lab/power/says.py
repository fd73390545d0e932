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
_CHOOSING = Text(
    zh="「办成」在这里指有把握让自己要的人选或者项目选上，不管别人选谁。",
    en="To carry means here to be sure that the person or project one wants is chosen, whomever the others choose.",
)
_BY_AREA = Text(
    zh="按面积计的，当作每人面积一样大。",
    en="Where votes are counted by area, everyone is taken to own as much.",
)
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
        zh="要看里面某一部分人有多少、怎样投，章程里没有这个数",
        en="it hangs on how many of some of its voters there are, and the charter does not say",
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
    if not banzhaf and not shapley:
        return None
    names = [*(["Shapley–Shubik"] if shapley else []), *(["Banzhaf"] if banzhaf else [])]
    zh = {"Shapley–Shubik": "沙普利指数", "Banzhaf": "班扎夫指数"}
    return Text(
        zh=f"人太多或走法太多，{'和'.join(zh[name] for name in names)}没有算完。",
        en=f"Too many people or ways: this did not finish for the index of {' and '.join(names)}.",
    )


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
        *((shares.zh,) if shares else ()),
    )
    en = (
        f"{one.title.en} ({number.en})",
        "can block" if one.blocks else "cannot block",
        "can carry it alone" if one.carries else "cannot carry it alone",
        *((shares.en,) if shares else ()),
    )
    return Text(zh=f"{'，'.join(zh)}。", en=f"{', '.join(en)}.")


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
    if own.shapley is None and own.banzhaf is None:
        return Text(
            zh="一名普通居民占多少，没有算完。", en="The share of one ordinary resident did not finish."
        )
    shares = [
        Text(zh=f"{percent(share)}（{zh}）", en=f"{percent(share)} ({en})")
        for share, zh, en in (
            (own.shapley, "沙普利指数", "Shapley–Shubik"),
            (own.banzhaf, "班扎夫指数", "Banzhaf"),
        )
        if share is not None
    ]
    zh, en = "、".join(one.zh for one in shares), " or ".join(one.en for one in shares)
    if own.resident == "can-be":
        return Text(
            zh=f"一名普通居民，自己是{own.title.zh}的时候，占权力的 {zh}；不是的时候没有份。",
            en=f"One ordinary resident holds {en} of the power when one of them ({own.title.en}), else none.",
        )
    return Text(zh=f"一名普通居民占权力的 {zh}。", en=f"One ordinary resident holds {en} of the power.")


def _shares(one: Holder) -> Text | None:
    pairs = (
        (one.shapley_of_all, "沙普利指数", "Shapley–Shubik"),
        (one.banzhaf_of_all, "班扎夫指数", "Banzhaf"),
    )
    known = [(share, zh, en) for share, zh, en in pairs if share is not None]
    if not known:
        return None
    each = one.shapley if one.shapley is not None else one.banzhaf
    zh = "、".join(f"{percent(share)}（{name}）" for share, name, _ in known)
    en = " or ".join(f"{percent(share)} ({name})" for share, _, name in known)
    return Text(
        zh=f"合计占权力的 {zh}，每人 {percent(each)}",
        en=f"together hold {en} of the power, each member {percent(each)}",
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
