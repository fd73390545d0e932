"""What the pages of closed matters say."""

from __future__ import annotations

from linli.core.charter.text import both

SAYS = {
    "whose": both("谁的档案", "Whose file"),
    "what": both("哪一项", "Which detail"),
    "held": both("台账现在记的", "It holds now"),
    "asked": both("申请改为", "It should be"),
    "why": both("理由", "Why"),
    "by": both("报告人", "Reported by"),
    "erased": both("申请的内容已经删除", "What was asked has been erased"),
}
