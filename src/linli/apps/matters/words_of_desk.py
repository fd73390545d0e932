"""What the pages of desks and of handing over say."""

from __future__ import annotations

from linli.core.charter.text import both

WAITS = {
    "ahead": both("「{title}」以后轮到您：{stage}", "“{title}” will come to you: {stage}"),
}
SAYS = {
    "earliest": both("最早 {due} 起", "not before {due}"),
    "late-days": both("已逾期 {n} 天", "{n} day(s) late"),
    "late-hours": both("已逾期 {n} 小时", "{n} hour(s) late"),
    "late-now": both("刚刚逾期", "late since just now"),
    "minutes-asked": both("{organ}：会后 {within}内公布", "{organ}: published within {within}"),
    "minutes-asked-for": both(
        "{organ}：会后 {within}内签署，供{who}查阅",
        "{organ}: signed within {within}, for the members of: {who}",
    ),
    "minutes-title": both("{meeting}纪要", "Minutes of a sitting: {organ}"),
    "minutes-time": both("时间：{starts} 至 {over}", "Time: {starts} to {over}"),
    "minutes-chair": both("召集人：{who}", "Called by: {who}"),
    "minutes-there": both("应到 {whole} 人，签到 {n} 人", "Members: {whole}; signed in: {n}"),
    "minutes-names": both("签到人员：{names}", "There were: {names}"),
    "minutes-absent": both("未到人员：{names}", "Not there: {names}"),
    "minutes-left": both("{at} {names}离开", "{at} {names} left"),
    "minutes-back": both("{at} {names}回来签到", "{at} {names} came back"),
    "sitting-cancelled": both("会议取消", "The sitting was cancelled"),
    "meeting": both("{organ}会议", "Sitting of: {organ}"),
    "meeting-itself": both("{organ}", "Sitting of: {organ}"),
    "yourself": both("{name}（您本人）", "{name} (yourself)"),
    "cancel-sitting": both("取消会议", "Cancel the sitting"),
    "cancel-final": both(
        "取消后，议程上的事项要另行召集会议。", "What is on its agenda then needs another sitting."
    ),
    "came-to": both("{stage}：{outcome}", "{stage}: {outcome}"),
    "minutes-item": both("议题 {n}：{title}", "Item {n}: {title}"),
    "minutes-nothing": both("本次会议没有办理这个议题。", "Nothing was done about it in this sitting."),
    "quorum-reached": both(
        "{at} 达到法定人数：{who}签到后，到会 {n} 人", "Quorum reached at {at} with {who}: {n} were there"
    ),
    "quorum-broke": both(
        "{at} 起人数不足：{who}离开后，到会 {n} 人", "Quorum broken since {at} without {who}: {n} were there"
    ),
    "quorum-lost": both(
        "有人中途卸任，不再计入到会人数。", "Somebody lost the seat meanwhile and no longer counts."
    ),
    "and-others": both("{who}等 {n} 人", "{who} and {more} more"),
    "voting-paused": both(
        "暂停投票：{why}。已经投的票都在；人回来签到后接着投。等不到的，由主持人宣布表决结束，按人数不足处理，再另行召集会议。",
        "Voting is paused: {why}. Votes already cast are kept; go on when enough have signed in. Else whoever presides "
        "closes the vote, which then has no quorum, and another sitting is called.",
    ),
    "opens-short": both(
        "人数还不够：{why}。现在开始表决，要等人签到够了才能投票；等不到的，散会后另行召集会议。",
        "Too few are here: {why}. A vote opened now waits until enough have signed in; else end the sitting and call "
        "another.",
    ),
    "reminded": both("已经催办", "a reminder has gone out"),
}
ACTS = {
    "count-hands": both("录入举手结果", "Enter a show of hands"),
    "set-agenda": both("更改议程", "Change the agenda"),
    "sign-minutes": both("签署会议纪要", "Sign the minutes"),
}
FINAL = {
    "count-hands": both("录入后这项表决就结束了。", "The vote is over with this."),
    "sign-minutes": both("签署后不能修改。", "What is signed cannot be changed."),
}
COURSE = {
    "hands-counted": both(
        "{who}录入举手结果：赞成 {yes}，反对 {no}，弃权 {abstain}",
        "{who} entered a show of hands: {yes} in favour, {no} against, {abstain} abstaining",
    ),
    "agenda-set": both("{who}更改议程，共 {n} 项", "{who} changed the agenda: {n} matter(s)"),
    "minutes-signed": both("{who}签署会议纪要", "{who} signed the minutes"),
}
MINUTE_HELP = both(
    "这份记录随事项公开。只供内部查阅的，写在会议纪要里。",
    "This stands on the page of the matter, for everybody. What is for members only belongs into the minutes.",
)
