"""What the pages of desks and of handing over say."""

from __future__ import annotations

from linli.apps.matters.words_of_items import both

WAITS = {
    "ahead": both("「{title}」以后轮到您：{stage}", "“{title}” will come to you: {stage}"),
}
SAYS = {
    "earliest": both("最早 {due} 起", "not before {due}"),
    "late-days": both("已逾期 {n} 天", "{n} day(s) late"),
    "late-hours": both("已逾期 {n} 小时", "{n} hour(s) late"),
    "late-now": both("刚刚逾期", "late since just now"),
    "reminded": both("已经催办", "a reminder has gone out"),
}
