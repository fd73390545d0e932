"""What the pages of disclosures and notices say: Chinese and English side by side."""

from __future__ import annotations

from linli.core.charter.text import both

ACTS = {
    "put-up": both("公布", "Publish"),
    "take-down": both("撤下", "Take down"),
    "dispute": both("提出异议", "Object"),
    "reply": both("答复异议", "Answer an objection"),
}
SAYS = {
    "notice-numbered": both("〔{year}〕{number} 号", "{year} no. {number}"),
    "notices": both("公告", "Notices"),
    "month": both("{year} 年 {month} 月", "{name} {year}"),
    "quarter": both("{year} 年第 {n} 季度", "quarter {n} of {year}"),
    "half": both("{year} 年{name}", "{name} of {year}"),
    "first-half": both("上半年", "the first half"),
    "second-half": both("下半年", "the second half"),
    "year": both("{year} 年", "{year}"),
    "span": both("{first}至{last}", "{first} to {last}"),
    "day": both("{year} 年 {month} 月 {day} 日", "{day} {name} {year}"),
    "object-until": both(
        "{until} 以前，{who}可以提出异议，由{by}答复。",
        "Until {until} objections may be made by {who}; answered by: {by}.",
    ),
    "object-over": both(
        "提出异议的期限已过：{until} 以前。", "The time for objections is over; it lasted until {until}."
    ),
    "object-always": both(
        "{who}可以提出异议，由{by}答复。", "Objections may be made by {who}; answered by: {by}."
    ),
    "sheet-corrected": both(
        "本公告已被{number}代替，不再有效。",
        "This notice has been replaced by {number} and no longer stands.",
    ),
    "sheet-withdrawn": both("本公告已撤下：{reasons}", "This notice has been taken down: {reasons}"),
    "sheet-upheld": both(
        "对本公告的异议已经成立，本公告不再有效。",
        "An objection to this notice was upheld; it no longer stands.",
    ),
    "matter-withdrawn": both(
        "这个事项已经撤回，本公告不再有效。", "The matter was withdrawn; this notice no longer stands."
    ),
    "matter-refused": both(
        "这个事项没有通过，本公告不再有效。", "The matter was refused; this notice no longer stands."
    ),
    "matter-lapsed": both(
        "这个事项已经失效，本公告不再有效。", "The matter lapsed; this notice no longer stands."
    ),
    "sheet-cancelled": both("会议已取消。", "The sitting was cancelled."),
    "sheet-agenda": both("会议议题：", "Agenda:"),
    "concerns": both("涉及楼栋：{building}。", "It concerns: {building}."),
    "to-building": both("{building}全体居民：", "To all who live in {building}:"),
    "concerning": both("{title}（{building}）", "{title} ({building})"),
    "silence": both("没有按时答复，异议成立。", "It was not answered in time and is upheld."),
}
