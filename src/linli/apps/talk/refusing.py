"""Why something about a discussion cannot be done, and what can be done instead; in both languages."""

from __future__ import annotations

from dataclasses import dataclass

from linli.core.charter.text import Lang, Text, both
from linli.core.engine.refusal import Refusal
from linli.core.engine.refusals import ADVICE
from linli.core.engine.refusals import REASONS as ENGINE


@dataclass(frozen=True, slots=True)
class No:
    """A refusal: a stable word, why not, what would be possible instead."""

    code: str
    says: Text
    instead: tuple[Text, ...] = ()

    def in_(self, lang: Lang) -> str:
        """Why not, in one language."""
        return self.says.in_(lang)


WHO = frozenset([
    "not-of-community", "not-in-organ", "not-own", "own-support", "not-officer", "not-moderator", "not-writer",
])  # fmt: skip
"""The codes of what is refused because of who asks; anything else is refused as things stand."""

WHY = {
    "no-such-matter": (
        both("没有这个事项。", "There is no such matter."),
        both("请从广场打开事项。", "Open the matter from the square."),
    ),
    "no-such-comment": (
        both("没有这条发言。", "There is no such comment."),
        both("请从事项的页面打开。", "Open it from the matter."),
    ),
    "not-of-community": (
        both(
            "只有本社区登记的居民和任职的人可以发言。",
            "Only residents on the register here, and those in office, can speak.",
        ),
        both(
            "您可以阅读。已经搬来的，请社区工作人员登记。",
            "You can read. If you have moved here, ask the clerk to enter you.",
        ),
    ),
    "closed": (
        both("这件事已经办结，讨论只能阅读。", "This matter is over; its discussion can only be read."),
        both("还有话说的，可以另提一个事项。", "If there is more to say, another matter can be put."),
    ),
    "empty": (
        both("还没有写内容。", "Nothing has been written yet."),
        both("请写几句话。", "Write a few words."),
    ),
    "form-sent": (ENGINE["form-sent"], ADVICE["form-sent"]),
    "gone": (
        both("这条发言已经被发言人删除。", "This comment has been deleted meanwhile by who wrote it."),
        both("您写的还在；可以另发一条。", "What you wrote is kept; send it as a comment of its own."),
    ),
    "hidden": (
        both("这条发言已经隐藏。", "This comment has been hidden meanwhile."),
        both("理由见公开的讨论管理记录。", "The public log of moderation gives the reason."),
    ),
    "too-fast": (
        both(
            "您发言太密了：十分钟最多 {n} 条。",
            "That is too much at once: at most {n} comments in ten minutes.",
        ),
        both("等几分钟再发；您写的还在。", "Wait a few minutes; what you wrote is kept."),
    ),
    "too-many": (
        both(
            "今天已经发了 {n} 条，明天再说。",
            "You have written {n} comments within a day, which is the most.",
        ),
        both("可以先修改、补充已经发出的。", "Add to what you have already said."),
    ),
    "too-many-reports": (
        both(
            "今天已经反映了 {n} 次。",
            "You have told the moderators {n} times within a day, which is the most.",
        ),
        both("急事请直接找社区工作人员。", "If it is urgent, go to the committee."),
    ),
    "not-own": (
        both("只有发言的本人可以这样做。", "Only who wrote it can do this."),
        both("您可以回复。", "You can reply."),
    ),
    "too-late": (
        both("发出 {n} 分钟以后不能再修改。", "A comment can be edited for {n} minutes; they are over."),
        both("可以回复自己，写明更正；也可以删除。", "Reply to yourself with the correction, or delete it."),
    ),
    "own-support": (
        both("自己的发言不能自己赞同。", "You cannot stand behind your own comment."),
        both("请别人看看，由别人赞同。", "Leave that to others."),
    ),
    "not-officer": (
        both(
            "小结由负责这件事的{organ}来写。",
            "Summaries are written by those who conduct the matter: {organ}.",
        ),
        both("您可以发言，把要点写清楚。", "You can put the points in a comment."),
    ),
    "own-report": (
        both("这是您自己的发言。", "This is your own comment."),
        both("可以直接删除。", "You can delete it."),
    ),
    "nothing-reported": (
        both("没有人反映过，或者已经处理过了。", "Nobody has reported it, or it has been dealt with."),
        both("不用再处理。", "Nothing needs to be done."),
    ),
    "not-hidden": (
        both("这条发言没有隐藏过。", "This comment was never hidden."),
        both("它可以照常阅读。", "It can be read as usual."),
    ),
    "nothing-left": (
        both(
            "发言人已经删除这条发言，申诉不用再复核。",
            "Its writer has deleted the comment; nothing is left to decide.",
        ),
        both("不用再处理。", "Nothing needs to be done."),
    ),
    "changed": (
        both(
            "您打开以后，发言人改过这条发言；现在的内容见下面。",
            "Its writer has edited the comment since you opened it; what it says now stands below.",
        ),
        both(
            "请再看一遍；还要隐藏的，再点一次。",
            "Read it again; if it is still to be hidden, send once more.",
        ),
    ),
    "looked-at": (
        both(
            "管理人看过您反映的情况，没有隐藏这条发言。",
            "The moderators have looked at what you told them and let the comment stand.",
        ),
        both("您可以回复。", "You can reply."),
    ),
    "edited-enough": (
        both("一条发言最多改 {n} 次。", "A comment can be edited {n} times."),
        both("可以回复自己，写明更正；也可以删除。", "Reply to yourself with the correction, or delete it."),
    ),
    "no-summary": (
        both("现在没有置顶的小结。", "No summary is pinned now."),
        both("可以写一份。", "You can write one."),
    ),
}


def no(code: str, **values: object) -> No:
    """A refusal by its code; ``values`` fill the sentence."""
    says, instead = WHY[code]
    filled = {
        name: value if isinstance(value, Text) else Text(zh=str(value), en=str(value))
        for name, value in values.items()
    }
    zh = says.zh.format(**{name: one.zh for name, one in filled.items()})
    en = says.en.format(**{name: one.en for name, one in filled.items()})
    return No(code, Text(zh=zh, en=en), (instead,))


def of_engine(refusal: Refusal) -> No:
    """What the engine refused."""
    return No(refusal.code, Text(zh=refusal.says("zh"), en=refusal.says("en")), refusal.instead)
