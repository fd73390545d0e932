"""What the tests of drawings share: every charter of the gallery, charters made up on the spot, and plans of both."""

from collections.abc import Callable, Iterator
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from linli import charters
from linli.core.charter.draw.plan import Box, Edge, Frame, Pill, Plan, Rect, Words
from linli.core.charter.load import Loaded, load
from linli.core.charter.model import Charter

SLUGS = charters.slugs()
GOOD = Path(__file__).parents[1] / "good"


@pytest.fixture(params=SLUGS)
def loaded(request: pytest.FixtureRequest) -> Loaded:
    """Each charter of the gallery in turn."""
    return _read(str(request.param))


_read = cache(charters.read)


@pytest.fixture
def rich() -> Charter:
    """A charter with every construct of the language."""
    return load(
        (GOOD / "rich.yaml").read_bytes(), file="rich", find=lambda slug: (GOOD / f"{slug}.yaml").read_bytes()
    ).charter


@pytest.fixture
def made() -> Callable[..., Charter]:
    """A charter with one procedure ``p`` of the stages given."""

    def make(stages: dict[str, Any], **more: Any) -> Charter:
        procedure = {
            "title": {"zh": "程序", "en": "procedure"},
            "decides": {"it": {"zh": "事", "en": "it"}},
            "stages": stages,
        }
        return Charter.model_validate(
            {"charter": "made", "version": "1", "title": {"zh": "章程", "en": "charter"}, "level": "community",
             "procedures": {"p": procedure}, **more}
        )  # fmt: skip

    return make


# --- where things lie ------------------------------------------------------------------------------------------


def _all_words(plan: Plan) -> Iterator[Words]:
    things: list[Box | Frame | Edge] = [*plan.boxes, *plan.frames, *plan.edges]
    for one in things:
        yield from one.words
    yield from (pill.words for pill in _pills(plan))


def _pills(plan: Plan) -> list[Pill]:
    return [edge.pill for edge in plan.edges if edge.pill]


def _apart(one: Rect, other: Rect) -> bool:
    return one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def _inside(inner: Rect, outer: Rect) -> bool:
    return outer[0] <= inner[0] and outer[1] <= inner[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def _clashes(plan: Plan) -> list[tuple[object, object]]:
    """What lies upon something else: boxes, pills and the words beside them."""
    things: list[Any] = [*plan.boxes, *_pills(plan)]
    things += [words for edge in plan.edges for words in edge.words]
    things += [words for frame in plan.frames for words in frame.words]
    things.sort(key=lambda one: one.rect[1])
    found = []
    for index, one in enumerate(things):
        for other in things[index + 1 :]:
            if other.rect[1] >= one.rect[3]:
                break
            if not _apart(one.rect, other.rect):
                found.append((one, other))
    return found


def _check(plan: Plan) -> None:
    assert _clashes(plan) == []
    sheet = (0, 0, plan.w, plan.h)
    things: list[Box | Frame | Pill | Words] = [*plan.boxes, *plan.frames, *_pills(plan), *_all_words(plan)]
    assert all(_inside(one.rect, sheet) for one in things)
    assert all(_inside(words.rect, box.rect) for box in plan.boxes for words in box.words)
    assert all(_inside(pill.words.rect, pill.rect) for pill in _pills(plan))
    for one, other in combinations(plan.frames, 2):
        assert _apart(one.rect, other.rect) or _inside(one.rect, other.rect) or _inside(other.rect, one.rect)
    for box in plan.boxes:
        assert all(_apart(box.rect, frame.rect) or _inside(box.rect, frame.rect) for frame in plan.frames)


@pytest.fixture(scope="session")
def check() -> Callable[[Plan], None]:
    """What must be so of every drawing: nothing lies upon anything else, and all of it lies where it belongs."""
    return _check


@pytest.fixture(scope="session")
def inside() -> Callable[[Rect, Rect], bool]:
    """Whether one thing lies within another."""
    return _inside
