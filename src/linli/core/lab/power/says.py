"""Who holds power, in sentences."""

from __future__ import annotations

from fractions import Fraction

from linli.core.charter.text import Text
from linli.core.lab.power.holder import Holder

TOO_MANY_WAYS = Text(
    zh="环节之间的走法太多，没有算完。",
    en="There are too many ways through its stages; this did not finish.",
)
TOO_LARGE = Text(
    zh="人太多或走法太多，权力指数没有算完。",
    en="Too many people or ways: the indices of power were not finished.",
)
_NOBODY_CAN = Text(
    zh="照这样写，谁也不能把事情办成。", en="As it is written, nobody can bring this to its end."
)
_NOBODY_VOTES = Text(
    zh="没有谁表决：提出以后，不经任何人同意也能办成。",
    en="Nobody votes: once put, it goes through without anyone's consent.",
)
_TAKEN = Text(
    zh="这里假定人人都参加、不赞成的都算反对；弃权也按反对算。在几个组织里都有席位的人，各算一次。",
    en="Everyone is taken to take part, and whoever is not in favour, abstaining included, to be against; "
    "whoever sits in several organs is counted in each.",
)


def unsaid(stage: Text) -> Text:
    """That a stage is settled in a way that no number of people in favour tells."""
    return Text(
        zh=f"「{stage.zh}」不是由一个组织按赞成人数来定的，所以算不出谁说了算。",
        en=f"“{stage.en}” is not settled by how many of one organ are in favour, "
        "so who holds power cannot be worked out.",
    )


def sentences(holders: tuple[Holder, ...], smallest: int | None) -> tuple[Text, ...]:
    """How few suffice, what each organ can do, and what was taken for granted."""
    if smallest is None:
        return (_NOBODY_CAN,)
    if not smallest:
        return (_NOBODY_VOTES,)
    fewest = Text(
        zh=f"最少 {smallest} 个人一致，就能办成。",
        en=f"The smallest number of people who can carry it together is {smallest}.",
    )
    return fewest, *map(_holder, holders), _TAKEN


def _holder(one: Holder) -> Text:
    shares = _shares(one)
    zh = (
        f"{one.title.zh}（{'假定 ' if one.assumed else ''}{one.people} 人）",
        "不同意就办不成" if one.blocks else "挡不住",
        "自己就能办成" if one.carries else "自己办不成",
        *((shares.zh,) if shares else ()),
    )
    en = (
        f"{one.title.en} ({one.people} {'person' if one.people == 1 else 'people'}"
        f"{', assumed' if one.assumed else ''})",
        "can block" if one.blocks else "cannot block",
        "can carry it alone" if one.carries else "cannot carry it alone",
        *((shares.en,) if shares else ()),
    )
    return Text(zh=f"{'，'.join(zh)}。", en=f"{', '.join(en)}.")


def _shares(one: Holder) -> Text | None:
    if one.shapley is None or one.banzhaf is None:
        return None
    shapley, banzhaf = _percent(one.shapley * one.people), _percent(one.banzhaf * one.people)
    return Text(
        zh=f"合计占权力的 {shapley}（沙普利指数）、{banzhaf}（班扎夫指数），每人 {_percent(one.shapley)}",
        en=f"together hold {shapley} of the power (Shapley–Shubik) or {banzhaf} (Banzhaf), "
        f"each member {_percent(one.shapley)}",
    )


def _percent(share: Fraction) -> str:
    """A share in hundredths, rounded to two places for reading; the exact one stands beside it."""
    hundredths = round(share * 10_000)
    return f"{hundredths // 100}.{hundredths % 100:02}%"
