"""What the pages say of items: Chinese and English side by side."""

from __future__ import annotations

from linli.core.charter.text import both

OUTCOMES_OF_ITEMS = {"enough": both("征集够了", "enough items"), "too-few": both("太少", "too few items")}
ACTS = {
    "submit-items": both("提出事项", "Put a matter"),
    "add-item": both("提一项", "Put one"),
    "retract-item": both("撤回一项", "Take one back"),
    "sort-item": both("审核一项", "Sort one"),
    "vote-items": both("投票", "Vote"),
}
WAITS = {
    "add-item": both("「{title}」正在征集", "“{title}” is gathering what people put"),
    "sort-item": both("「{title}」等待逐项审核", "The items of “{title}” wait to be sorted"),
    "vote-items": both("「{title}」正在逐项表决", "The items of “{title}” are being voted on"),
}
FIELDS = {
    "item": both("哪一项", "Which one"),
    "items": both("您选哪几项", "Your choice"),
    "scores": both("打几分", "Your scores"),
    "facts": both("情况", "Facts"),
}
COURSE = {
    "item-added": both("{who}提出第 {n} 项", "Item {n} put by {who}"),
    "item-retracted": both("{who}撤回第 {n} 项", "Item {n} taken back by {who}"),
    "item-sorted": both("{who}审核第 {n} 项", "Item {n} sorted by {who}"),
    "item-sorted-points": both("{who}审核第 {n} 项：{points}", "Item {n} sorted by {who}: {points}"),
    "items-chosen": both("选出第 {items} 项", "Chosen: {items}"),
    "items-tied": both("第 {items} 项票数相同，名额不够", "Tied, with too few places: {items}"),
}
SAYS = {
    "passed-over": both("不适用，跳过", "not for this matter, passed over"),
    "points-met": both("符合：{points}", "fulfilled: {points}"),
    "points-unmet": both("不符合：{points}", "not fulfilled: {points}"),
    "list-comma": both("、", ", "),
    "semicolon": both("；", "; "),
    "my-items": both("您选了第 {items} 项", "You chose: {items}"),
    "my-blank": both("您投了空白票", "You cast a blank ballot"),
    "my-scores": both("您打的分：{scores}", "Your scores: {scores}"),
    "score-of": both("第 {n} 项 {score} 分", "{score} for no. {n}"),
    "item": both("第 {n} 项：{title}", "{n}. {title}"),
    "item-chosen": both("选出", "chosen"),
    "item-tied": both("票数相同", "tied"),
    "item-not-chosen": both("没有选出", "not chosen"),
    "item-retracted": both("已撤回", "taken back"),
    "item-unsorted": both("等待审核", "to be sorted"),
    "votes-got": both("{n} 票", "{n} votes"),
    "mean-got": both(
        "平均 {mean} 分，中位 {median} 分，{n} 人打分", "mean {mean}, median {median}, scored by {n}"
    ),
    "nobody-scored": both("没有人打分", "scored by nobody"),
}
LISTED = both("一行写一个。", "One on each line.")
LISTED_BARS = both(
    "一行写一个，后面依次写，用竖线隔开：{title}{bars}",
    "One on each line, then in this order after bars: {title}{bars}",
)
ITEM_FACT_HELP = both("填登记号或者全名。", "The register number or the full name.")
TICK_HELP = both(
    "最多选 {most} 项；一项都不选，算空白票。", "At most {most}; a ballot without a tick is blank."
)
