"""What is typed here, and why something is not taken: in both languages, for pages and programs alike."""

from __future__ import annotations

import unicodedata

from linli.apps.opinions.models import LONGEST
from linli.core.charter.text import Text, both

LONGEST_REASONS = 500
OWN = 3
"""So many statements may one person add to a map."""
FIRST = 20
"""So many at most is a map opened with."""
MOST = 300
"""So many at most has a map."""
DAYS = 365
"""A map closes at the latest so many days ahead."""


WHY = {
    "no-map": both("这件事还没有意见图。", "This matter has no opinion map."),
    "there-is-one": both("这件事已经有意见图了。要接着谈，请改截止日期。",
                      "This matter has an opinion map already. To go on with it, change its closing day."),
    "matter-over": both("这件事已经办结，不再开意见图。", "This matter is over; no opinion map is opened for it."),
    "closed": both("意见图已经截止，不再收表态和观点。您写的没有丢，可以在事项的议事环节里提出。",
                "The opinion map is closed: it takes no more reactions or statements. What you wrote is not lost; "
                "say it in the deliberation of the matter."),
    "stranger": both("只有本社区登记的居民可以表态。请先登录。",
                  "Only people in this community's register react. Sign in first."),
    "no-statement": both("没有这条观点，或者它已经被搁置。请回到意见图，从下一条接着表态。",
                      "There is no such statement, or it was set aside. Go back to the map and on to the next."),
    "no-answer": both("请选「同意」「不同意」或「说不清」。", "Choose agree, disagree or pass."),
    "enough": both("每人最多写 {most} 条，您已经写满了。您仍可以对别人的观点表态。",
                "Each person may add {most} statements, and you have. You can still react to those of others."),
    "full": both("这张意见图已有 {most} 条观点，不再增加。您仍可以表态。",
              "This map has {most} statements and takes no more. You can still react."),
    "same": both("已经有一条一样的观点了，请直接对它表态。", "There is such a statement already; react to it."),
    "empty": both("请写一句话。", "Please write a sentence."),
    "one-line": both("一条观点只写一行；不同的观点请分开写。", "A statement is one line; put different ones apart."),
    "long": both("最多 {most} 个字，现在是 {now} 个字。请缩短，或者分成两条。",
              "At most {most} characters; there are {now}. Shorten it, or make two of it."),
    "half": both("文字里有无法保存的字符，请删掉后重新输入。",
              "The text holds a character that cannot be kept. Remove it and type it again."),
    "line-long": both("第 {line} 行：{says}", "Line {line}: {says}"),
    "too-many-first": both("开始时最多放 {most} 条，现在是 {now} 条。",
                           "At most {most} to begin with; there are {now}."),
    "too-few-first": both("请至少写两条观点，让大家有得表态。", "Give at least two statements to react to."),
    "reasons": both("请写明为什么搁置；大家都看得到理由。", "Say why it is set aside; everybody sees the reasons."),
    "day-past": both("截止日期不能早于今天。", "The closing day cannot lie in the past."),
    "day-far": both("截止日期最远到 {most} 天以后。", "The closing day lies at most {most} days ahead."),
    "not-yours": both("这要由开意见图的组织或者现在办理这件事的组织来做。",
                   "This is for the organ that opened the map, or for who holds the matter now."),
    "aside-already": both("这条观点已经搁置了。", "This statement was set aside already."),
    "stands-already": both("这条观点没有被搁置。", "This statement was not set aside."),
}  # fmt: skip


class NotTaken(Exception):
    """Something that is not done, and why; ``field`` is what was typed wrongly, if anything."""

    def __init__(self, code: str, *, field: str = "", **values: object) -> None:
        self.code, self.field = code, field
        said = WHY[code]
        told = {
            lang: {name: one.in_(lang) if isinstance(one, Text) else str(one) for name, one in values.items()}
            for lang in ("zh", "en")
        }  # fmt: skip
        self.says = Text(zh=said.zh.format(**told["zh"]), en=said.en.format(**told["en"]))
        super().__init__(self.says.en)


def statement(typed: str, *, field: str = "text") -> str:
    """A statement as typed: one line of up to 140 characters, spaces around and doubled left out."""
    lines = [" ".join(line.split()) for line in typed.splitlines() if line.strip()]
    if not lines or not any(unicodedata.category(char)[0] not in "CZ" for char in lines[0]):
        raise NotTaken("empty", field=field)
    if len(lines) > 1:
        raise NotTaken("one-line", field=field)
    return checked(lines[0], LONGEST, field)


def checked(line: str, longest: int, field: str) -> str:
    """A text that fits and can be kept."""
    if any(char == "\x00" or "\ud800" <= char <= "\udfff" for char in line):
        raise NotTaken("half", field=field)
    if len(line) > longest:
        raise NotTaken("long", field=field, most=longest, now=len(line))
    return line


def first(typed: str) -> list[str]:
    """The statements that a map is opened with, one a line; those that are there twice once."""
    found: dict[str, str] = {}
    for number, line in enumerate(typed.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            one = statement(line, field="statements")
        except NotTaken as wrong:
            raise NotTaken("line-long", field="statements", line=number, says=wrong.says) from None
        found.setdefault(same(one), one)
    if len(found) < 2:
        raise NotTaken("too-few-first", field="statements")
    if len(found) > FIRST:
        raise NotTaken("too-many-first", field="statements", most=FIRST, now=len(found))
    return list(found.values())


def same(text: str) -> str:
    """What two statements have in common that say the same in the same words."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in plain if unicodedata.category(char)[0] not in "PZC")
