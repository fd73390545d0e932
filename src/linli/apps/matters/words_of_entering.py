"""What the pages say of acts entered for others and of the doors through which acts come, in Chinese and English."""

from __future__ import annotations

from linli.core.charter.text import both

SAYS = {
    "entered-paper": both("{who}凭签名的书面材料代录", "entered by {who} from a signed paper"),
    "entered-paper-of": both(
        "{who}凭 {day}签名的书面材料代录", "entered by {who} from a paper signed on {day}"
    ),
    "entered-present": both("{who}代录，本人在场", "entered by {who} with the person present"),
    "said-score": both("{score} 分", "{score}"),
    "said-items": both("第 {items} 项", "no. {items}"),
    "said-blank": both("空白票", "a blank ballot"),
    "entered-some": both(
        "「{stage}」的计数里，有 {n} 项是别人代录的，本人在场或者交了签名的材料。",
        "“{stage}”: {n} of what is counted was entered by somebody else, with the person present or a signed paper.",
    ),
    "entered-contested": both(
        "代录的内容里，有 {n} 项本人提出不是自己的意思，正等待答复。",
        "Of what was entered for others, {n} is contested by the person and waits for an answer.",
    ),
    "entered-late": both(
        "其中 {n} 项过了答复的期限，还没有答复。", "{n} of them should have been answered by now and is not."
    ),
    "entered-wrong": both(
        "代录的内容里，有 {n} 项经核实不是本人的意思。",
        "Of what was entered for others, {n} was found not to have been the person's will.",
    ),
}
ANSWERS = {
    "within": both(
        "提出以后 {days} 天内由别人答复：{who}。", "Somebody else answers within {days} days: {who}."
    ),
    "until": both(
        "最迟 {due} 答复，由别人来答复：{who}。", "To be answered by {due}, by somebody else: {who}."
    ),
    "late": both(
        "应当在 {due} 以前答复，已经过期。可以答复的：{who}；过期以后，其他组织的成员也可以答复。"
        "还等不到的，可以向{above}反映。",
        "It should have been answered by {due}. Who can answer: {who}; now that it is late, also a member of any other "
        "organ. If nobody does, go to {above}.",
    ),
    "nobody": both(
        "现在没有人可以答复：录入的人不能答复自己录入的，社区没有另一位社区工作人员，各组织也没有别的成员。"
        "请向{above}反映，请他们督促社区增加一位社区工作人员或者补选成员。一有人可以答复，就会出现在他的工作台上。",
        "Nobody can answer now: who entered it must not, there is no other clerk, and no organ has another member. "
        "Go to {above} and ask that a second clerk be named or seats be filled; it then stands on their desk.",
    ),
    "late-closed": both(
        "应当在 {due} 以前答复，已经过期。可以答复的：{who}。还等不到的，可以向{above}反映。",
        "It should have been answered by {due}. Who can answer: {who}. If nobody does, go to {above}.",
    ),
    "nobody-closed": both(
        "现在没有人可以答复：录入的人不能答复自己录入的，社区没有另一位社区工作人员，居民自治组织也没有别的成员。"
        "请向{above}反映，请他们督促社区增加一位社区工作人员或者补选成员。一有人可以答复，就会出现在他的工作台上。",
        "Nobody can answer now: who entered it must not, there is no other clerk, and no body of self-government has "
        "another member. Go to {above} and ask that a second clerk be named or seats be filled; it then stands on "
        "their desk.",
    ),
    "clerk": both("另一位社区工作人员", "another clerk"),
    "chair": both("{organ}的{chair}", "who presides over: {organ} ({chair})"),
    "member": both("{organ}的成员", "a member of: {organ}"),
    "above": both("街道办事处或者乡镇政府", "the street office or the township government"),
    "above-named": both("{place}{office}", "the office of {place}"),
}
"""Until when what is contested is answered, and by whom."""
WHY = {
    "answered-meanwhile": both("已经有人答复过了。", "It has been answered meanwhile."),
    "not-yours": both(
        "您不能在这里办理：异议由本人提出，由录入人以外的人答复。",
        "You cannot do this here: it is for the person, or for somebody else than who entered it.",
    ),
    "not-asked-by-you": both(
        "更正不是您申请的；有账号的，由本人确认看过答复。",
        "You did not ask for it; who has an account says herself that the answer is read.",
    ),
    "nobody-here": both(
        "您不在这个社区的台账里，没有替您录入的内容。",
        "You are nobody in the register of this community; nothing is entered for you here.",
    ),
}
"""Why something is not taken, for pages and programs alike."""
OFFICES = {"街道": "办事处", "镇": "政府", "乡": "政府"}
"""What the authority of a place above a community is called, by how the place's name ends."""
DOORS = {
    "page": both("网页", "a page"),
    "program": both("程序接口", "a program"),
    "tablet": both("会场平板", "the tablet at the door"),
    "clerk": both("代录页面", "the desk, entered for another"),
    "clock": both("到期自动", "the clock"),
    "terminal": both("命令行", "the command line"),
}
"""Through which door an act came."""
SEEN = {
    "card": both("本人在场，看过身份证件", "the person was present and showed an identity card"),
    "known": both("本人在场，录入的人认识", "the person was present and is known to who entered it"),
    "paper": both("本人签名的书面材料", "a paper signed by the person"),
}
"""By what it was known that it is her will."""
VERDICTS = {
    "upheld": both("属实，录入的不是本人的意思", "upheld: what was entered was not the person's will"),
    "dismissed": both("不属实，录入的是本人的意思", "dismissed: what was entered was the person's will"),
}
