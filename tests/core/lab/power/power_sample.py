"""A small charter in which each test writes its own stages, and who holds power in it."""

from linli.core.charter.load import Loaded, load
from linli.core.lab.power import Power, power

HEAD = """charter: sample
version: "1"
title: {zh: 章, en: charter}
level: community
organs:
  all: {title: {zh: 居民, en: residents}, everyone: adult}
  meeting: {title: {zh: 大会, en: meeting}, assembly-of: all}
  board: {title: {zh: 理事会, en: board}, elected-by: all, seats: 5, chair: {zh: 长, en: chair}}
  both: {title: {zh: 合会, en: both}, union: [board, pair]}
  pair: {title: {zh: 二人, en: pair}, elected-by: all, seats: 2}
procedures:
  p:
    title: {zh: 程序, en: procedure}
    decides: {p: {zh: 事, en: matter}}
    stages:
      put: {title: {zh: 提, en: put}, kind: propose, by: all, then: {submitted: one}}
"""


def read(*stages: str) -> Loaded:
    return load((HEAD + "".join(f"      {stage}\n" for stage in stages)).encode(), file="s")


def poll(name: str, by: str, rule: str, then: str) -> str:
    return (
        f"{name}: {{title: {{zh: 决, en: {name}}}, kind: poll, by: {by}, rule: {{{rule}}}, then: {{{then}}}}}"
    )


MAJORITY = "quorum: present > 1/2 of members, pass: yes > 1/2 of members"


def told(*stages: str, **people: int) -> Power:
    return power(read(*stages), "p", people=people)
