"""What is counted and what is known: the names that rules use, and how each is said.

Each base has one meaning, which :mod:`linli.core.charter.bases` defines. ``People`` are counted heads (or households or
owners, as the poll counts) who did something; a ``Roll`` is everybody entitled; ``Thing`` is anything else.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from linli.core.charter.explain.words import Word, Words


@dataclass(frozen=True, slots=True)
class People:
    """Those who did something. ``zh`` is the verb; English needs "those …" and the verb after must and after are."""

    zh: str
    those: str
    must: str
    are: str
    named: bool = False
    """Whether the people are named when this is the subject: 到会的居民, but 赞成的."""


@dataclass(frozen=True, slots=True)
class Roll:
    """Everybody entitled, by a noun; the members of the organ where the noun is empty."""

    noun: Word
    count: Word
    unit: Word = ("人", "people")


@dataclass(frozen=True, slots=True)
class Thing:
    """Anything else that is counted, as a noun phrase, with the unit of a bare number beside it.

    ``number`` is how many they are, where the noun alone is not a number.
    """

    noun: Word
    unit: Word = ("", "")
    number: Word | None = None


Counted = People | Roll | Thing

COUNTED: Mapping[str, Counted] = {
    "present": People("到会", "those present", "be present", "are present", named=True),
    "participating": People("参加表决", "those taking part", "take part", "take part", named=True),
    "yes": People("赞成", "those in favour", "be in favour", "are in favour"),
    "no": People("反对", "those against", "be against", "are against"),
    "abstain": People("弃权", "those abstaining", "abstain", "abstain"),
    "satisfied": People("满意", "those satisfied", "be satisfied", "are satisfied"),
    "supports": People("支持", "those in support", "be in support", "are in support", named=True),
    "members": Roll(("", ""), ("应到人数", "the number of members")),
    "electors": Roll(("选民", "electors"), ("选民人数", "the number of electors")),
    "owners": Roll(("业主", "owners"), ("业主人数", "the number of owners"), ("位业主", "owners")),
    "households": Roll(("户数", "households"), ("户数", "the number of households"), ("户", "households")),
    "residents": Roll(("居民", "residents"), ("居民人数", "the number of residents")),
    "representatives": Roll(("居民代表", "representatives"), ("代表人数", "the number of representatives")),
    "parties": Roll(("当事人", "parties"), ("当事人数", "the number of parties")),
    "units": Roll(("单位", "units"), ("单位数", "the number of units"), ("个单位", "units")),
    "population": Roll(("人口", "inhabitants"), ("人口", "the number of inhabitants")),
    "seats": Thing(("全部席位", "all seats"), ("席", "seats"), ("席位数", "the number of seats")),
    "seats-left": Thing(("还空着的席位数", "the number of seats still empty"), ("席", "seats")),
    "cast": Thing(("所投票数", "the votes cast"), ("票", "votes"), ("所投票数", "the number of votes cast")),
    "valid": Thing(
        ("有效票数", "the valid votes"), ("票", "votes"), ("有效票数", "the number of valid votes")
    ),
    "blank": Thing(
        ("空白票数", "the blank ballots"), ("票", "ballots"), ("空白票数", "the number of blank ballots")
    ),
    "invalid": Thing(
        ("无效票数", "the invalid ballots"), ("票", "ballots"), ("无效票数", "the number of invalid ballots")
    ),
    "issued": Thing(
        ("发出的选票", "the ballots issued"),
        ("张", "ballots"),
        ("发出的选票数", "the number of ballots issued"),
    ),
    "returned": Thing(
        ("收回的选票", "the ballots returned"),
        ("张", "ballots"),
        ("收回的选票数", "the number of ballots returned"),
    ),
    "votes": Thing(("得票", "the votes"), ("票", "votes"), ("得票数", "the number of votes")),
    "items": Thing(("条目数", "the number of items"), ("项", "items")),
    "strands": Thing(("全部各路", "all strands"), ("路", "strands"), ("总路数", "the number of strands")),
    "finished": Thing(
        ("办成的各路", "the strands finished"),
        ("路", "strands"),
        ("办成的路数", "the number of strands finished"),
    ),
    "fund": Thing(("资金总额", "the money in the fund"), ("元", "yuan")),
    "cost": Thing(("花费", "the cost"), ("元", "yuan")),
    "received": Thing(("实收金额", "the money received"), ("元", "yuan")),
    "owed": Thing(("应收金额", "the money due"), ("元", "yuan")),
    "due": Thing(("应收金额", "the money due"), ("元", "yuan")),
    "diverted": Thing(("被截留金额", "the money diverted"), ("元", "yuan")),
    "balance": Thing(("余额", "the balance"), ("元", "yuan")),
    "spent": Thing(("已支出金额", "the money spent"), ("元", "yuan")),
    "level": Thing(("所在的一级", "the level")),
    "age": Thing(("年龄", "age"), ("周岁", "years")),
}

FACTS: Words = {
    "done": ("已经办完", "is done"),
    "due": ("已经到期", "is due"),
    "on-time": ("按时", "is on time"),
    "late": ("逾期", "is late"),
    "refused": ("没有通过", "is refused"),
    "lapsed": ("已经失效", "is lapsed"),
    "withdrawn": ("已经撤回", "is withdrawn"),
    "ended": ("已经结束", "is ended"),
    "deferred": ("已经挂账", "is deferred"),
    "adult": ("年满十八周岁", "is an adult"),
    "registered": ("在本社区登记", "is registered here"),
    "resident": ("是本社区居民", "is a resident"),
    "elector": ("是选民", "is an elector"),
    "party-member": ("是党员", "is a party member"),
    "owner": ("是业主", "is an owner"),
    "household-head": ("是户主", "is the head of a household"),
    "migrant": ("是外来务工人员", "is a migrant"),
    "poor": ("是困难户", "is poor"),
    "elderly": ("是老人", "is elderly"),
    "elderly-alone": ("是独居老人", "is elderly and lives alone"),
    "disabled": ("有残疾", "has a disability"),
    "assisted": ("在帮扶中", "is under assistance"),
    "under-assistance": ("在帮扶中", "is under assistance"),
    "veteran-party-member": ("是老党员", "is a veteran party member"),
}
"""What is known of a person, a household or a place: a predicate in Chinese and in English."""
