"""The closed list of what rules count: each base once, with its meaning and where it can be counted.

``present >= 2/3 of members`` names two of them. Where the same name is also a fact or an organ of the charter, the
meaning here wins, so a charter need never be read to know what a percentage is of.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from linli.core.charter.text import Text

VOTES = ("poll", "appraise")


@dataclass(frozen=True, slots=True)
class Counted:
    """What a base counts, and the kinds of stage whose rules can use it."""

    says: Text
    kinds: tuple[str, ...]


def _(zh: str, en: str, *kinds: str) -> Counted:
    return Counted(Text(zh=zh, en=en), kinds or VOTES)


BASES: Mapping[str, Counted] = {
    "members": _("表决开始时有权参加的人数，缺席的也算；开始以后失去席位的人不能再投票，但这个数不变",
                 "those entitled when the poll opened, absent ones included; who loses the seat afterwards loses the "
                 "vote, but this number stays", *VOTES, "gather"),
    "seats": _("组织的席位数，空缺的也算；选举中是这一次要选出的名额",
               "the organ's seats, vacant ones included; in an election, the seats to be filled this time"),
    "seats-left": _("另行选举时还没有选出的名额", "in a run-off, the seats not yet filled"),
    "electors": _("表决开始时选民名册（票权名册）上的人数，与 members 相同",
                  "those on the roll when the poll opened; the same as members", *VOTES, "gather"),
    "households": _("有权参加的户数，每户一票时用", "the households entitled, where each has one vote",
                    *VOTES, "gather"),
    "present": _("开会时：表决结束时已签到、没有中途离开的人数；不开会时：作出回答的人数",
                 "in a sitting: those signed in and not gone when the poll closes; otherwise those who answered"),
    "participating": _("参加表决的人数；每人一票时与 cast 相同",
                       "the people who took part in the vote; the same as cast where each has one ballot"),
    "cast": _("投出的票数，有效、无效、空白都算", "the votes cast: valid, invalid and blank ones"),
    "valid": _("有效票数：投出的票减去无效票；空白票算弃权，是有效票",
               "the valid votes: those cast less the invalid ones; a blank ballot counts as an abstention"),
    "yes": _("赞成票数；逐项表决时是这一项得到的票数", "votes in favour; where items are voted on, those of the item"),
    "no": _("反对票数", "votes against"),
    "abstain": _("弃权票数，包括空白票", "abstentions, blank ballots included"),
    "blank": _("没有填写的选票数", "ballots returned without a mark"),
    "invalid": _("按规则不能计票的选票数，如选的人超过名额",
                 "ballots that cannot be counted by the rules, such as those that mark more names than seats"),
    "issued": _("发出的选票数", "ballots handed out"),
    "returned": _("收回的选票数", "ballots taken out of the box"),
    "satisfied": _("评议中打分达到满分五分之四的票数：1 至 5 分时是 4 分和 5 分",
                   "in an appraisal, ballots that give at least four fifths of the highest score: 4 and 5 of 1 to 5"),
    "supports": _("附议（联名）的人数；逐项表决时是支持这一项的票数",
                  "those who stand behind a proposal; where items are voted on, the ballots that support the item",
                  *VOTES, "gather"),
    "items": _("事项所带的项数，如候选人、项目", "the matter's items, nominees or projects for one",
               "gather", "screen"),
    "strands": _("分头办理的路数", "the strands of a split", "split"),
    "finished": _("分头办理中已经办成的路数", "the strands of a split that were carried through", "split"),
}  # fmt: skip


RECORDED: Mapping[str, Text] = {
    "done": Text(zh="办结的", en="ended as done"),
    "refused": Text(zh="没有通过的", en="ended as refused"),
    "lapsed": Text(zh="过期终止的", en="ended as lapsed"),
    "withdrawn": Text(zh="撤回的", en="ended as withdrawn"),
    "ended": Text(zh="已经结束的，不论怎样结束", en="ended, however that was"),
    "due": Text(
        zh="到期应办结的；资金：到期应付的数额", en="those that should have ended; of a fund, the money due"
    ),
    "on-time": Text(zh="在期限内的", en="those within their time"),
    "deferred": Text(zh="挂账的", en="those put off"),
    "level": Text(zh="事项所在辖区的类别", en="the kind of place where the matter is"),
    "received": Text(zh="资金：实收的数额", en="of a fund, the money received"),
    "diverted": Text(
        zh="资金：没有决定就付出的数额", en="of a fund, the money that went out without a decision"
    ),
}
"""What can be asked of matters and duties in ``count(X where …)``, and of funds as ``received in FUND``."""

ITEM_LISTS: Mapping[str, Text] = {
    "remaining": Text(
        zh="上一轮没有选出的各项，按得票从多到少", en="the items not chosen before, most votes first"
    ),
    "tied": Text(
        zh="得票相同、名额不够分的各项", en="the items that have equally many votes for too few places"
    ),
    "chosen": Text(zh="选出的各项", en="the items chosen"),
}
"""Lists of items that a poll or a deed can name beside the items of the procedure itself."""

TIES: Mapping[str, Text] = {
    "vote-again": Text(zh="对票数相同的再投一次", en="those tied are voted on again"),
    "votes": Text(zh="得票多的先", en="the one with more votes"),
    "cheapest": Text(zh="花钱少的先", en="the one that costs less"),
    "lot": Text(zh="抽签", en="by lot"),
}
"""How a tie is broken, in the order written."""
