"""How often an ordinary resident votes: by terms and periods where the charter sets them."""

from linli.core.charter.load import load
from linli.core.lab.voting import a_year, occasions

TEXT = """charter: sample
version: "1"
title: {zh: 章, en: charter}
level: community
organs:
  all: {title: {zh: 居民, en: residents}, everyone: adult}
  board: {title: {zh: P 会, en: board}, elected-by: all, seats: 5, term: 4 years}
  council:
    title: {zh: 议会, en: council}
    chosen-by: board
    classes: {a: {title: {zh: 甲, en: a}, by: all}, b: {title: {zh: 乙, en: b}}}
    term: 90 days
  outside: {title: {zh: 外, en: outside}, outside: {zh: 外, en: outside}}
measures:
  content: {title: {zh: 满意度, en: content}, by: all, every: year}
  rain: {title: {zh: 雨, en: rain}, by: outside, every: month}
procedures:
  election:
    title: {zh: 选举, en: election}
    decides: {seat: {zh: 席, en: seat}}
    stages:
      one: {title: {zh: 决, en: one}, kind: poll, by: all,
        then: {elected: done},
        enacts: {elected: {do: seat, organ: board, who: chosen}}}
  survey:
    title: {zh: 问卷, en: survey}
    decides: {survey: {zh: 卷, en: survey}}
    stages: {one: {title: {zh: 问, en: one}, kind: poll, by: all, then: {passed: done}}}
  plan:
    title: {zh: 计划, en: plan}
    decides: {plan: {zh: 计, en: plan}}
    stages:
      one: {title: {zh: 决, en: one}, kind: poll, by: all or holder,
        then: {passed: done},
        enacts: {passed: {do: open, procedure: survey, every: 2 weeks}}}
  inner:
    title: {zh: 内, en: inner}
    decides: {inner: {zh: 内, en: inner}}
    stages: {one: {title: {zh: 决, en: one}, kind: poll, by: holder, then: {passed: done}}}
"""


def test_terms_periods_and_matters_give_how_often() -> None:
    found = occasions(load(TEXT.encode(), file="s"))
    assert [(one.key, str(one.a_year)) for one in found] == [
        ("board", "1/4"), ("council", "None"), ("content", "1"), ("survey", "26"), ("plan", "None"),
    ]  # fmt: skip
    assert found[0].says.zh == "选 P 会，每 4 年一次"
    assert found[1].says.zh == "选议会，每逢要用的时候"
    total = a_year(found)
    assert total is not None
    assert total.en == "at set times, on average 109 times every 4 years"
    yearly = a_year(found[2:3])
    assert yearly is not None
    assert (yearly.zh, yearly.en) == ("定期的合起来，平均每年 1 次", "at set times, on average 1 time a year")
    assert a_year(()) is None
