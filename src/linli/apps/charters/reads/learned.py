"""What the pilot zones learned, asked of a charter, and its place beside the two laws: as rows to show."""

from __future__ import annotations

from linli.apps.charters.reads.reading import Shown
from linli.core.charter.heads import heads
from linli.core.charter.lessons import lessons
from linli.core.charter.load import Loaded
from linli.core.charter.text import Lang


def lesson_rows(loaded: Loaded, lang: Lang) -> list[Shown]:
    """The six lessons, each covered or not, and by what."""
    return [
        {
            "key": f"lesson-{one.number}",
            "title": one.title.in_(lang),
            "says": one.says.in_(lang),
            "good": one.covered,
        }
        for one in lessons(loaded)
    ]


def head_rows(loaded: Loaded, lang: Lang) -> list[Shown]:
    """The seven heads, each with the charter's place between the two laws."""
    return [
        {
            "key": one.key,
            "title": one.title.in_(lang),
            "says": one.says.in_(lang),
            "good": one.place != "silent",
        }
        for one in heads(loaded)
    ]
