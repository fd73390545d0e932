"""The sentences of refusals at the door of a sitting, of how it ends and who reads its minutes, by code."""

from linli.core.charter.text import both as _

REASONS = {
    "sitting-goes-on": _("会议还没有散会，散会后才能签会议纪要。",
                         "The sitting goes on; its minutes are signed when it is over."),
    "sitting-cancelled": _("这次会议已经取消，没有会议纪要。", "The sitting was cancelled; it has no minutes."),
    "votes-open": _("这次会上开始的表决，还有 {n} 项没有宣布结束。散会以后不能再投票，也不能宣布结束：到期自动计票，"
                    "投了票的才算到会。",
                    "Votes opened in this sitting and not closed yet: {n}. Once it is over nobody can vote in them or "
                    "close them: they are counted at their time, and only who has voted counts as present."),
    "votes-hang": _("这次会上开始的表决，还有 {n} 项没有宣布结束，也没有期限。散会以后没有人能宣布结束，"
                    "事项会一直停着。",
                    "Votes opened in this sitting and not closed yet that have no time limit: {n}. Once it is over "
                    "nobody can close them, and the matter would hang for ever."),
    "not-called-so": _("这次会议的名册上没有「{who}」。", "Nobody on the roll of this sitting is called “{who}”."),
    "several-called-so": _("名册上有 {n} 个人叫「{who}」。", "On the roll {n} people are called “{who}”."),
    "door-tried": _("一小时里没有查到的名字太多，现在不能再按姓名查。",
                    "Too many names within an hour that nobody on the roll has; names cannot be looked up now."),
    "minutes-closed": _("{organ}的会议纪要供{who}查阅，不对外公开。",
                        "The minutes of this sitting ({organ}) are for the members of: {who}. They are not public."),
    "minutes-not-yet": _("{organ}的会议纪要先供{who}查阅，{until} 以后公开。",
                         "The minutes of this sitting ({organ}) are for the members of: {who}. After {until} "
                         "everybody may read them."),
}  # fmt: skip
ADVICE = {
    "sitting-goes-on": _("请先宣布散会。", "End the sitting first."),
    "sitting-cancelled": _("还要开会的，请另行召集。", "To meet all the same, call another sitting."),
    "votes-open": _("请先宣布表决结束，再散会；要留给期限处理的，请明确说明仍然散会。",
                    "Close the votes first, then end the sitting; or say expressly that they are left to their time."),
    "votes-hang": _("请先宣布表决结束，再散会。", "Close the votes first, then end the sitting."),
    "not-called-so": _("请核对是哪几个字，要写全名；也可以按登记号查。不在名册上的，请找社区工作人员。",
                       "Ask how it is written, in full, or for the register number. For who is not on the roll ask "
                       "the clerk."),
    "several-called-so": _("请本人报登记号，或者在平板上用姓名和手机号后四位签到。",
                           "Ask for the register number, or let them sign in on the tablet with the digits of their "
                           "phone."),
    "door-tried": _("可以按登记号查，或者请本人在平板上签到。",
                    "Look up the register number, or let people sign in on the tablet."),
    **dict.fromkeys(
        ["minutes-closed", "minutes-not-yet"],
        _("是其中成员的，请登录后查阅。到会情况、表决结果都在会议和事项的页面上，人人可以看。",
          "Members read them when they are signed in. Who was there and what was decided stands on the pages of the "
          "sitting and its matters, for everybody."),
    ),
}  # fmt: skip
