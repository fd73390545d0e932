from datetime import UTC, datetime, timedelta

import pytest

from linli.core.record.versions import LAG, Versions

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def versions() -> Versions[str]:
    """Three versions, each an hour after the one before."""
    made = Versions[str]()
    for number, name in enumerate("abc"):
        made.append(NOON + number * HOUR, name)
    return made


def test_what_is_current_can_be_cited(versions: Versions[str]) -> None:
    assert versions.cite(1, NOON) == ("a", "")
    assert versions.cite(3, NOON + 9 * HOUR) == ("c", "")
    assert (versions.seq, versions.latest) == (3, "c")


def test_what_was_superseded_a_moment_ago_can_still_be_cited(versions: Versions[str]) -> None:
    assert versions.cite(1, NOON + HOUR + LAG) == ("a", "")
    assert versions.cite(1, NOON + HOUR + LAG + timedelta(microseconds=1)) == ("a", "stale")


def test_what_comes_a_moment_later_can_already_be_cited(versions: Versions[str]) -> None:
    assert versions.cite(2, NOON + HOUR - LAG) == ("b", "")
    assert versions.cite(2, NOON + HOUR - LAG - timedelta(microseconds=1)) == ("b", "early")


@pytest.mark.parametrize("seq", [-1, 4])
def test_what_never_was_cannot_be_cited(versions: Versions[str], seq: int) -> None:
    assert versions.cite(seq, NOON) == (None, "unknown")


def test_what_changes_at_a_due_moment_comes_after_what_falls_due_then(versions: Versions[str]) -> None:
    assert [versions.as_of(NOON + n * HOUR / 2) for n in (-1, 0, 1, 2, 3, 9)] == [
        "a",
        "a",
        "a",
        "a",
        "b",
        "c",
    ]


def test_versions_superseded_before_a_moment_are_let_go(versions: Versions[str]) -> None:
    versions.let_go(NOON + HOUR)
    assert len(versions) == 3
    versions.let_go(NOON + HOUR * 3 / 2)
    assert len(versions) == 2
    assert versions.cite(1, NOON) == (None, "stale")
    assert versions.cite(2, NOON + HOUR) == ("b", "")
    versions.let_go(NOON - HOUR)
    assert len(versions) == 2
    versions.let_go(NOON + 9 * HOUR)
    assert (len(versions), versions.latest, versions.seq) == (1, "c", 3)


def test_a_version_dated_before_the_last_one_is_in_force_from_then_on(versions: Versions[str]) -> None:
    versions.append(NOON, "d")
    assert versions.as_of(NOON + 3 * HOUR) == "d"
    assert versions.as_of(NOON + 2 * HOUR) == "b"
