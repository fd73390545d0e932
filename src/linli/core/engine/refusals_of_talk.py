"""The sentences of refusals about hidden comments, by code."""

from linli.core.charter.text import both as _

REASONS = {
    "not-moderator": _("这件事的讨论由{organ}管理，您现在的身份不在其中。",
                       "The discussion of this matter is moderated by: {organ}. You are not acting as one of them."),
    "own-comment": _("自己的发言不用隐藏，可以直接删除。", "Your own comment need not be hidden; you can delete it."),
    "already-hidden": _("这条发言已经隐藏。", "This comment is hidden already."),
    "restored-before": _("这条发言隐藏过，申诉后已经恢复，不能再隐藏。",
                         "This comment was hidden before and restored on appeal; it cannot be hidden again."),
    "no-such-hiding": _("没有这次隐藏的记录。", "There is no record of this hiding."),
    "not-writer": _("只有发言的本人可以申诉。", "Only who wrote the comment can appeal."),
    "appealed-before": _("您已经申诉过，申诉只有一次。", "You have appealed already; there is one appeal."),
    "not-appealed": _("发言人还没有申诉，没有可以复核的。", "Who wrote it has not appealed."),
    "appeal-settled": _("这次申诉已经复核过了。", "This appeal has been decided already."),
    "own-appeal": _("自己的申诉要由别人复核。", "Your own appeal must be decided by somebody else."),
    "hid-it-herself": _("这条发言是您隐藏的，申诉要由另一个人复核。",
                        "You hid this comment; the appeal must be decided by another person."),
}  # fmt: skip
ADVICE = {
    "not-moderator": _("在页面上方换成这样的身份；没有的，可以告诉管理的人。",
                       "Change in the header to such a capacity; without one, tell the moderators."),
    "own-comment": _("在发言下面选「删除」。", "Choose “Delete” below the comment."),
    "already-hidden": _("看公开的讨论管理记录，里面写着理由。", "The public log of moderation gives the reason."),
    "restored-before": _("不同意的，可以回复它。", "If you disagree, reply to it."),
    "no-such-hiding": _("请从讨论管理记录的页面打开。", "Open it from the log of moderation."),
    "not-writer": _("您可以回复，也可以告诉管理的人。", "You can reply, or tell the moderators."),
    "appealed-before": _("等另一个人复核，结果会通知您；也可以换个说法重新发言。",
                         "Another person decides and you will be told; you can also say it anew in other words."),
    "not-appealed": _("等发言人申诉以后再复核。", "Wait until there is an appeal."),
    "appeal-settled": _("结果在讨论管理记录里。", "The outcome is in the log of moderation."),
    "own-appeal": _("请等别人复核。", "Leave it to somebody else."),
    "hid-it-herself": _("请管理这次讨论的另一位成员来复核。",
                        "Ask another member of the organs that moderate this discussion."),
}  # fmt: skip
