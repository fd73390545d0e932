"""The small words of the language that are more than a name: times, counts, people, targets.

Each is written as one short string in the file and read by its ``parse``; what cannot be read raises
:class:`NotReadable` with a message in both languages.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated, Literal, Protocol, Self

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

NAME = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"


class NotReadable(ValueError):
    """A word that cannot be read, with what was expected instead.

    ``zh`` and ``en`` are whole sentences.
    """

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


class Readable(Protocol):
    """A term with a written form."""

    @classmethod
    def parse(cls, text: str) -> Self: ...


def _match(pattern: str, text: str, *, zh: str, en: str) -> re.Match[str]:
    found = re.fullmatch(pattern, text.strip())
    if found is None:
        raise NotReadable(f"「{text[:60]}」看不懂：{zh}", f"“{text[:60]}” cannot be read: {en}")
    return found


Unit = Literal["hours", "days", "working-days", "weeks", "months", "years"]


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time, such as ``15 days`` or ``5 working days``.

    Day 1 is the day after the beginning, and the last day ends at 24:00 in the place's zone.
    """

    count: int
    unit: Unit

    @classmethod
    def parse(cls, text: str) -> Duration:
        found = _match(
            r"(\d{1,4}) (hour|day|working day|week|month|year)s?",
            text,
            zh="时长要写成「15 days」「5 working days」「3 years」这样",
            en="a length of time is written like “15 days”, “5 working days” or “3 years”",
        )
        if int(found[1]) == 0:
            raise NotReadable("时长至少为 1", "a length of time is at least 1")
        return cls(int(found[1]), f"{found[2].replace(' ', '-')}s")  # type: ignore[arg-type]  # the pattern closes it


@dataclass(frozen=True, slots=True)
class Anchor:
    """A time counted from a date that the matter carries, such as ``day(election-day) - 20 days``."""

    fact: str
    before: bool
    offset: Duration | None

    @classmethod
    def parse(cls, text: str) -> Anchor:
        found = _match(
            rf"day\(({NAME})\)(?: ([+-]) (.+))?",
            text,
            zh="锚定时间要写成「day(election-day) - 20 days」这样",
            en="an anchored time is written like “day(election-day) - 20 days”",
        )
        offset = Duration.parse(found[3]) if found[3] else None
        if offset and offset.unit == "hours":
            raise NotReadable(
                "日期没有几点钟，从日期算起的时间用天、工作日、周、月或年来写",
                "a date has no hour: count from it in days, working days, weeks, months or years",
            )
        return cls(found[1], found[2] == "-", offset)


@dataclass(frozen=True, slots=True)
class Due:
    """When something must have happened: so long after the beginning, or so long from a date."""

    at: Duration | Anchor

    @classmethod
    def parse(cls, text: str) -> Due:
        return cls(Anchor.parse(text) if text.startswith("day(") else Duration.parse(text))


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Every:
    """How often: ``month``, ``14 days``, ``Friday 16:00`` or ``month by day 10``.

    ``weekday`` counts from Monday = 0; ``clock`` is minutes after midnight; ``by_day`` is the day in the period.
    """

    length: Duration
    weekday: int | None = None
    clock: int | None = None
    by_day: int | None = None

    @classmethod
    def parse(cls, text: str) -> Every:
        if text.split(" ")[0] in WEEKDAYS:
            return cls._weekly(text)
        found = _match(
            r"(?:(week|month|quarter|year)(?: by day (\d{1,2}))?|(\d.*))",
            text,
            zh="周期要写成「month」「14 days」「Friday 16:00」这样",
            en="a period is written like “month”, “14 days” or “Friday 16:00”",
        )
        if found[3]:
            return cls(Duration.parse(found[3]))
        if found[2] and (found[1] == "week" or not 1 <= int(found[2]) <= 31):
            raise NotReadable(
                "每月、每季度、每年的第几天写 1 到 31；每周的写星期几，如「Wednesday」",
                "the day of a month, quarter or year is 1 to 31; of a week write the weekday, like “Wednesday”",
            )
        lengths: dict[str, tuple[int, Unit]] = {
            "week": (1, "weeks"), "month": (1, "months"), "quarter": (3, "months"), "year": (1, "years"),
        }  # fmt: skip
        return cls(Duration(*lengths[found[1]]), by_day=int(found[2]) if found[2] else None)

    @classmethod
    def _weekly(cls, text: str) -> Every:
        found = _match(
            r"([A-Z][a-z]+)(?: ([01]\d|2[0-3]):([0-5]\d))?",
            text,
            zh="每周要写成「Friday 16:00」这样",
            en="a weekly time is written like “Friday 16:00”",
        )
        clock = int(found[2]) * 60 + int(found[3]) if found[2] else None
        return cls(Duration(1, "weeks"), WEEKDAYS.index(found[1]), clock)


@dataclass(frozen=True, slots=True)
class Range:
    """How many: ``7``, ``5 to 9``, ``at least 5``. ``most`` is None when there is no upper bound."""

    least: int
    most: int | None

    @classmethod
    def parse(cls, text: str) -> Range:
        found = _match(
            r"(?:at least (\d{1,6})|(\d{1,6})(?: to (\d{1,6}))?)",
            text,
            zh="人数要写成「7」「5 to 9」「at least 5」这样",
            en="a number is written like “7”, “5 to 9” or “at least 5”",
        )
        if found[1]:
            return cls(int(found[1]), None)
        least, most = int(found[2]), int(found[3] or found[2])
        if most < least:
            raise NotReadable(
                f"「{text}」前大后小，请对调", f"“{text}” runs downwards; write the smaller number first"
            )
        return cls(least, most)


@dataclass(frozen=True, slots=True)
class Who:
    """One way of naming who acts. ``name`` is an organ (organ, chair) or a stage (doer), else empty.

    ``within`` is the kind of an organ's members who alone act. ``concerned`` is who an entry of a register is about,
    ``keeper`` who keeps the registers.
    """

    kind: Literal["organ", "chair", "holder", "proposer", "parties", "doer", "concerned", "keeper"]
    name: str = ""
    of: str = ""
    within: str = ""


@dataclass(frozen=True)
class By:
    """Who acts: ``committee``, ``chair of committee``, ``holder``, ``whoever did carry-out``, joined by ``or``.

    ``assembly in residents`` are those of an organ who are of a kind. ``of here`` or ``of street`` says whose: the
    place where the matter is, or the one above of that kind.
    """

    any_of: tuple[Who, ...]

    @classmethod
    def parse(cls, text: str) -> By:
        return cls(tuple(cls._one(part) for part in text.split(" or ")))

    @staticmethod
    def _one(text: str) -> Who:
        found = _match(
            rf"(?:(holder|proposer|parties|concerned|keeper)|whoever did ({NAME})|chair of ({NAME})"
            rf"|({NAME})(?: in ({NAME}))?)(?: of ({NAME}))?",
            text,
            zh="行为人要写成「committee」「chair of committee」「holder」「whoever did 环节名」，用 or 连接",
            en="who acts is written “committee”, “chair of committee”, “holder” or “whoever did STAGE”, joined by “or”",
        )
        of = found[6] or ""
        if found[1]:
            return Who(found[1], of=of)  # type: ignore[arg-type]  # the pattern closes it
        if found[2]:
            return Who("doer", found[2], of)
        return Who("chair", found[3], of) if found[3] else Who("organ", found[4], of, found[5] or "")

    @cached_property
    def organs(self) -> tuple[str, ...]:
        """The organs named, chairs included."""
        return tuple(who.name for who in self.any_of if who.kind in ("organ", "chair"))

    @cached_property
    def named(self) -> tuple[Who, ...]:
        """Those named, who something is about before the bodies that may say it for her."""
        return tuple(sorted(self.any_of, key=lambda who: who.kind != "concerned"))


END_NAMES = ("done", "refused", "lapsed", "withdrawn")


@dataclass(frozen=True, slots=True)
class Target:
    """Where an outcome leads: a stage, an end, ``again … (at most n)``, ``up`` or ``up to KIND``.

    ``up`` moves the matter to the place above (``name``: the kind of place, empty for the next one up); there it goes
    on with ``stage``, or with the stage that it left. When the loops allowed are used up, or there is no place above,
    the matter goes to ``exhausted``, an end.
    """

    kind: Literal["stage", "end", "again", "up"]
    name: str
    at_most: int | None = None
    exhausted: str = "lapsed"
    stage: str = ""

    @classmethod
    def parse(cls, text: str) -> Target:
        ends = f"(?:, then ({'|'.join(END_NAMES)}))?"
        found = _match(
            rf"(?:again(?: ({NAME}))?(?: \(at most (\d{{1,3}})\))?{ends}"
            rf"|(up)(?: to ({NAME}))?(?: again ({NAME}))?{ends}|({NAME}))",
            text,
            zh="去向要写成环节名、done、refused、lapsed、withdrawn、「again (at most 2)」「up」或「up to street」",
            en="a target is a stage, done, refused, lapsed, withdrawn, “again (at most 2)”, “up” or “up to street”",
        )
        if found[4]:
            return cls("up", found[5] or "", None, found[7] or "lapsed", found[6] or "")
        if found[8]:
            return cls("end" if found[8] in END_NAMES else "stage", found[8])
        return cls("again", found[1] or "", int(found[2]) if found[2] else None, found[3] or "lapsed")


def read_date(text: str) -> date:
    """A calendar date written ``2026-01-01``."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotReadable(
            f"「{text[:40]}」不是日期，要写成 2026-01-01", f"“{text[:40]}” is not a date like 2026-01-01"
        ) from None


def reader(read: Callable[[str], object]) -> BeforeValidator:
    """Reads a term from its one short string; written as keys or as a list it has the wrong shape."""

    def from_file(value: object) -> object:
        if isinstance(value, dict | list):
            raise PydanticCustomError("string_type", "it should be one text")
        return read(value) if isinstance(value, str) else value

    return BeforeValidator(from_file)


DurationT = Annotated[Duration, reader(Duration.parse)]
DueT = Annotated[Due, reader(Due.parse)]
EveryT = Annotated[Every, reader(Every.parse)]
RangeT = Annotated[Range, reader(Range.parse)]
ByT = Annotated[By, reader(By.parse)]
TargetT = Annotated[Target, reader(Target.parse)]
