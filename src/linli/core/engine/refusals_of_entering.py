"""The sentences of refusals of what one person enters for another, by code."""

from linli.core.charter.text import both as _

REASONS = {
    "entered-own": _("不能给自己代录。", "Nobody enters an act for themselves."),
    "own-seat": _("不能给自己登记席位，由另一位社区工作人员登记。", "Nobody enters her own seat: another clerk does."),
    "entered-not-personal": _("代录的只能是居民本人的提议、附议、发言、投票和异议。",
                              "Only what residents do in their own right can be entered for them."),
    "entered-seat": _("以{organ}成员的身份办的事，不能由别人代录。",
                      "What is done for {organ}, where people hold seats, is not entered by others."),
    "entered-secret": _("「{stage}」不是记名投票，别人不能代录选票。",
                        "“{stage}” is not an open vote; nobody can enter another's ballot."),
    "entered-sitting": _("「{stage}」在会上投票，要本人到会。", "“{stage}” is voted on in a sitting by those present."),
    "entered-by-others": _("「{stage}」只能由社区工作人员或者主持这个环节的组织代录。",
                           "At “{stage}” only the clerk, or who convenes it, enters acts for residents."),
    "day-without-paper": _("只有书面材料才填材料日期。", "Only a paper has a day of its own."),
    "day-ahead": _("材料上的日期 {day}还没有到。", "The day of the paper, {day}, is still to come."),
    "day-too-early": _("「{stage}」从 {since}开始，{day}的材料在这以前。",
                       "“{stage}” began on {since}; the paper of {day} is from before that."),
    "day-too-late": _("「{stage}」在 {until} 已经结束。{day}的材料没有在结束以前录入，不能再计入。",
                      "“{stage}” was over on {until}. The paper of {day}, not entered by then, counts no longer."),
}  # fmt: skip
ADVICE = {
    "entered-own": _("请在事项页面上以自己的名义办理。", "Do it on the matter's page in your own name."),
    "own-seat": _("请另一位社区工作人员在席位页面上登记，或者用表格登记。",
                  "Ask another clerk to enter it on the page of the seats, or by a table."),
    "entered-not-personal": _("请由该组织的成员自己办理。", "Let the members of the body do it themselves."),
    "entered-seat": _("请本人登录办理，或者请社区工作人员当面给一个注册码。",
                      "Let them sign in, or get a code for an account from the clerk."),
    "entered-secret": _("请本人到投票点投票。", "Let them come to the place of the vote."),
    "entered-sitting": _("请本人到会签到。", "Let them come and sign in."),
    "entered-by-others": _("请找社区工作人员办理。", "Ask the community's clerk to do it."),
    "day-without-paper": _("请去掉日期；有本人签名的材料的，选这一项并填编号。",
                           "Leave the day out; where there is a signed paper, say so and give its number."),
    "day-ahead": _("请核对，填材料上写的那一天。", "Compare it, and give the day that stands on the paper."),
    "day-too-early": _("请核对日期。日期没错的，请本人为这个环节重新写一份。",
                       "Compare the day. Where it is right, let the person sign a new paper for this stage."),
    "day-too-late": _("请告诉本人。后面有公示的，本人可以对结果提异议，也可以由您代录。",
                      "Tell the person. Where a notice follows they can object to the result, or you enter that."),
}  # fmt: skip
