"""Rules in words: void, quorum, pass or choose, and what is left to people."""

from __future__ import annotations

import pytest

from linli.core.charter import explain
from linli.core.charter.explain import rules
from linli.core.charter.explain.amounts import Frame
from linli.core.charter.explain.voice import Voice
from linli.core.charter.model import Charter
from linli.core.charter.rule import read_choice, read_items
from linli.core.charter.stages import Rule


def _rule(**keys: str) -> Rule:
    return Rule.model_validate(keys)


@pytest.mark.parametrize(
    ("keys", "zh", "en"),
    [
        (
            {"quorum": "present > 1/2 of members", "pass": "yes > 1/2 of present"},
            "到会的居民须超过全体居民的一半，表决才有效；赞成的须超过到会的一半，才算通过。",
            "More than half of all residents must be present for the vote to count; more than half "
            "of those present must "
            "be in favour for it to pass.",
        ),
        (
            {"void": "returned > issued", "pass": "yes > no"},
            "收回的选票数超过发出的选票数的，投票无效；赞成的须超过反对人数，才算通过。",
            "The vote is void if the number of ballots returned is more than the number of ballots "
            "issued; the number of "
            "those in favour must be more than the number of those against for it to pass.",
        ),
        (
            {"quorum": "yes > 3 or no > 3", "pass": "yes > 3 or no = 0"},
            "赞成的须超过 3 人，或者反对的须超过 3 人，做到一项，表决才有效；赞成的须超过 3 人，"
            "或者不得有人反对，"
            "做到一项，才算通过。",
            "More than 3 people must be in favour or more than 3 people must be against for the vote "
            "to count; more than "
            "3 people must be in favour or nobody may be against for it to pass.",
        ),
        (
            {"rule": "left-to-people"},
            "怎样决定，由大家自己商定，本章程不作规定。",
            "How to decide is left to the people themselves.",
        ),
        ({}, "", ""),
    ],
)
def test_a_rule_is_said_in_the_order_in_which_it_is_worked_out(
    keys: dict[str, str], zh: str, en: str, beilin: Charter
) -> None:
    rule = _rule(**keys)
    assert explain.rule(rule, beilin, "zh", organ="residents-assembly") == zh
    assert explain.rule(rule, beilin, "en", organ="residents-assembly") == en


def test_a_rule_of_a_stage_counts_those_who_act_there(beilin: Charter) -> None:
    stage = beilin.procedures["four-deliberations"].stages["resolve"]
    assert explain.rule(beilin.rules["assembly"], beilin, "zh", stage=stage).startswith(
        "到会的居民须超过全体居民的一半"
    )
    assert explain.rule(beilin.rules["assembly"], beilin, "zh").startswith("到会的须超过应到的一半")


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        (
            "at most seats, most yes, each yes > 1/2 of cast, tie vote-again",
            "按赞成票从多到少选出，最多选到应选的名额；每一个入选的，赞成的须超过所投票数的一半；"
            "票数相同的，对票数相同的再投一次",
            "choose those with the most votes in favour first, at most as many as there are seats; "
            "for each one chosen, "
            "more than half of the votes cast must be in favour; if tied, those tied are voted on again",
        ),
        (
            "at most seats-left, most yes",
            "按赞成票从多到少选出，最多选到还空着的名额",
            "choose those with the most votes in favour first, at most as many as there are seats "
            "still empty",
        ),
        (
            "at most 3, most valid",
            "按有效票数从多到少选出，最多选 3 项",
            "choose those with the most of the number of valid votes first, at most 3",
        ),
        (
            "all, equal-shares(add1, stop=overspend, compare=greedy), each supports >= 5% of valid, "
            "within fund, "
            "tie cheapest then votes then lot",
            "按均等份额法（每人的份额一元一元往上加，加到再加就超支为止，"
            "再与按票数与花费之比选取的结果比较，取更多人愿意的）选出，"
            "合乎条件的都选上，花费合计不得超过资金总额；每一个入选的，支持的须达到有效票数的 5%；"
            "票数相同的，花钱少的先，仍相同的，得票多的先，仍相同的，抽签",
            "choose by the method of equal shares (raising each voter's share one yuan at a time, "
            "stopping just before "
            "overspending, then keeping whichever more voters prefer: this or the most votes per "
            "yuan), all that qualify, "
            "together costing no more than the money in the fund; for each one chosen, at least 5% "
            "of the valid votes must "
            "be in support; if tied, the one that costs less, then if still tied the one with more "
            "votes, then if still "
            "tied by lot",
        ),
        (
            "all, greedy(), tie by-age",
            "按票数与花费之比逐个选取选出，合乎条件的都选上；票数相同的，by age",
            "choose taking the most votes per yuan first, all that qualify; if tied, by age",
        ),
        ("all, approval()", "按得票多少选出，合乎条件的都选上", "choose by approvals, all that qualify"),
        (
            "all, condorcet(margin=2, weight=1/2, order=votes, fast)",
            "按condorcet（margin为 2，weight为 1/2，order为 得票，fast）选出，合乎条件的都选上",
            "choose by condorcet (margin 2, weight 1/2, order the votes, fast), all that qualify",
        ),
    ],
)
def test_a_choice_says_how_many_in_what_order_and_what_of_ties(
    text: str, zh: str, en: str, beilin: Charter
) -> None:
    assert rules.choice(read_choice(text), Frame(Voice(beilin, "zh"))) == zh
    assert rules.choice(read_choice(text), Frame(Voice(beilin, "en"))) == en


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("tied", "得票相同、名额不够分的各项", "the items that have equally many votes for too few places"),
        ("nominees", "「nominees」", "“nominees”"),
        (
            "top (seats-left + 1) of remaining",
            "上一轮没有选出的各项，按得票从多到少，取排在前面的，个数为还空着的席位数加 1",
            "the items not chosen before, most votes first: the first of them, in number the number "
            "of seats still empty "
            "plus 1",
        ),
    ],
)
def test_what_is_voted_on_is_said(text: str, zh: str, en: str, beilin: Charter) -> None:
    assert rules.items(read_items(text), Frame(Voice(beilin, "zh"))) == zh
    assert rules.items(read_items(text), Frame(Voice(beilin, "en"))) == en
