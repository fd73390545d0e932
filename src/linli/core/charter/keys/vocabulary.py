"""The closed lists of words of the language, each word with what it means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import get_args

from linli.core.charter.bases import BASES, ITEM_LISTS, RECORDED, TIES
from linli.core.charter.explain.words import Word
from linli.core.charter.keys.of_stages import OF_STAGES
from linli.core.charter.stages import Stage
from linli.core.charter.text import Text

Words = tuple[tuple[str, Word], ...]

_ENDS: Words = (
    ("done", ("办结；先要把该公开的公开", "done, once everything owed is disclosed")),
    ("refused", ("没有通过", "refused")),
    ("lapsed", ("过期失效", "lapsed")),
    ("withdrawn", ("撤回", "withdrawn")),
)


def vocabulary() -> Iterator[tuple[str, Word, Words]]:
    """Each list: by what address a page finds it, what it is called, its words."""
    yield "stage-kinds", ("环节的种类：怎样结束", "Kinds of stage and how they end"), tuple(_kinds())
    yield "ends", ("结局", "Ends"), _ENDS
    yield (
        "bases",
        ("规则能数的", "What rules count"),
        _said({name: base.says for name, base in BASES.items()}),
    )
    yield "item-lists", ("哪些条目", "Which items"), _said(ITEM_LISTS)
    yield "ties", ("票数相同时", "How a tie is broken"), _said(TIES)
    yield "recorded", ("指标能数的", "What measures count"), _said(RECORDED)


def _kinds() -> Iterator[tuple[str, Word]]:
    for kind in get_args(get_args(Stage)[0]):
        name = get_args(kind.model_fields["kind"].annotation)[0]
        zh, en = OF_STAGES[f"{kind.__name__}.kind"]
        outcomes, timer = ", ".join(kind.outcomes), kind.timer_outcome
        zh_out, en_out = (
            ("结果：" + outcomes, f"Outcomes: {outcomes}")
            if outcomes
            else ("结果是各类", "Its bins are its outcomes")
        )
        yield name, (f"{zh}{zh_out}；到期：{timer}。", f"{en} {en_out}; when its time is over: {timer}.")


def _said(words: Mapping[str, Text]) -> Words:
    return tuple((name, (says.zh, says.en)) for name, says in words.items())
