"""The short words of a drawing, Chinese and English side by side."""

from collections.abc import Mapping

from linli.core.charter.explain.words import Words

OUTCOMES: Words = {
    "submitted": ("提出", "submitted"),
    "withdrawn": ("撤回", "withdrawn"),
    "enough": ("够数", "enough"),
    "too-few": ("不够数", "too few"),
    "concluded": ("议定", "concluded"),
    "not-held": ("没有议成", "not held"),
    "passed": ("通过", "passed"),
    "failed": ("未通过", "not passed"),
    "no-quorum": ("人数不足", "too few take part"),
    "void": ("投票无效", "vote void"),
    "elected": ("足额选出", "all places filled"),
    "short": ("没有选足", "places left"),
    "tied": ("票数相同", "tied"),
    "unopposed": ("没有异议", "nobody objects"),
    "upheld": ("异议成立", "objection upheld"),
    "dismissed": ("异议不成立", "objections dismissed"),
    "accepted": ("接受", "accepted"),
    "returned": ("退回", "returned"),
    "finished": ("办完", "finished"),
    "deferred": ("挂账", "deferred"),
    "reached": ("等到", "reached"),
    "expired": ("到期没有等到", "not in time"),
    "joined": ("各路汇齐", "all joined"),
    "broken": ("没有汇齐", "not all joined"),
    "lapsed": ("逾期", "overdue"),
}
OUTCOMES_OF_KIND: Mapping[str, Words] = {
    "work": {"failed": ("办不成", "cannot be done")},
    "pay": {"failed": ("拨不成", "cannot be paid"), "finished": ("拨付", "paid")},
    "appraise": {"passed": ("评议满意", "satisfied"), "failed": ("评议不满意", "not satisfied")},
}
ENDS: Words = {
    "done": ("办结", "done"),
    "refused": ("驳回", "refused"),
    "lapsed": ("失效", "lapsed"),
    "withdrawn": ("撤回", "withdrawn"),
}
ITEM_ENDS = ("该项到此", "item ends")
KINDS: Words = {
    "propose": ("提", "proposal"),
    "gather": ("征", "gathering"),
    "deliberate": ("议", "talk"),
    "screen": ("筛", "sorting"),
    "poll": ("决", "vote"),
    "publish": ("示", "notice"),
    "assign": ("派", "assignment"),
    "work": ("办", "work"),
    "wait": ("待", "waiting"),
    "split": ("分", "strands"),
    "verify": ("核", "check"),
    "appraise": ("评", "appraisal"),
    "pay": ("拨", "payment"),
}
STRANDS: Words = {
    "": ("几路同时进行", "side by side"),
    "items": ("每一项各走一路", "one strand for each item"),
    "places": ("每个辖区各走一路", "one strand for each place"),
    "organs": ("每个组织各走一路", "one strand for each organ"),
}
MAKES: Words = {
    "elected_by": ("选举", "elects"),
    "chosen_by": ("推选", "chooses"),
    "appointed_by": ("任命", "appoints"),
    "assembly_of": ("全体组成", "assemble in"),
    "union": ("参加组成", "sits in"),
    "classes": ("产生席位", "fills seats of"),
}
STANDS: Words = {
    "answers_to": ("负责", "answers to"),
    "may_recall": ("可以罢免", "may recall"),
    "guides": ("指导", "guides"),
    "assists": ("协助", "assists"),
    "serves": ("服务", "serves"),
    "supervises": ("监督", "supervises"),
    "appraises": ("评议", "appraises"),
    "commands": ("指挥", "commands"),
    "funds": ("出资", "funds"),
    "leads": ("领导", "leads"),
    "coordinates": ("统筹", "coordinates"),
    "reports-to": ("报告工作", "reports to"),
}
SPANS: Words = {
    "over": ("历时 {}", "lasts {}"),
    "for_": ("公示 {}", "stands {}"),
    "until": ("等待 {}", "waits {}"),
}
