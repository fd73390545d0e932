"""Groups of opinion: who reacts alike, found by scikit-learn. The one place here where numbers are not whole.

The same reactions give the same groups in whatever order they come: people and statements are put in order first,
chance has a fixed seed, and one thread works. What is not said of a statement counts as the average of those who did
say something; the two main directions (principal components) are looked along, stretched for those who said little, as
Polis does; k-means makes the groups, and the silhouette says how many. They stand only where they are clearer than in
every one of some shuffles of the same reactions: in a single crowd there are always "groups" to be found.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

Reactions = Mapping[tuple[int, int], int]
"""By person and statement: 1 agrees, -1 disagrees, 0 passes."""
LIBRARIES: Final = ("sklearn.cluster", "sklearn.decomposition", "sklearn.metrics")
SMALLEST: Final = 5
"""No group is smaller, and no number of fewer people is told."""
MOST_GROUPS: Final = 5
SHUFFLES: Final = 19
SEED: Final = 1
STARTS: Final = 10
LOOKED_AT: Final = 2_000
"""So many people at most are compared pair by pair, and shuffled, to say how clear groups are."""
WIDTH: Final = 100
"""Positions are whole numbers from -WIDTH to WIDTH."""


@dataclass(frozen=True, slots=True)
class Group:
    """People who react alike, and where their middle lies in the picture."""

    people: tuple[int, ...]
    x: int = 0
    y: int = 0


def available() -> bool:
    """Whether the extra ``opinions`` is installed."""
    return importlib.util.find_spec("sklearn") is not None


def grouped(reactions: Reactions) -> tuple[Group, ...]:
    """The groups, the largest first; everybody in one where there are none to be told apart, or no library for it."""
    people = sorted({person for person, _ in reactions})
    if not people:
        return ()
    if len(people) < 2 * SMALLEST or not available():
        return (Group(tuple(people)),)
    # Only libraries that are loaded already are held to one thread.
    for name in LIBRARIES:
        importlib.import_module(name)
    from threadpoolctl import threadpool_limits

    matrix = _matrix(people, reactions)
    if matrix.shape[1] < 2:
        # One statement has sides and no groups: dealt out anew, it is the same.
        return (Group(tuple(people)),)
    with threadpool_limits(1):
        return _told_apart(people, matrix)


def _matrix(people: list[int], reactions: Reactions) -> Any:
    """A row for each person, a column for each statement; NaN where nothing was said."""
    import numpy

    statements = sorted({statement for _, statement in reactions})
    row = {person: at for at, person in enumerate(people)}
    column = {statement: at for at, statement in enumerate(statements)}
    found = numpy.full((len(people), len(statements)), numpy.nan)
    for (person, statement), value in reactions.items():
        found[row[person], column[statement]] = value
    return found


def _told_apart(people: list[int], matrix: Any) -> tuple[Group, ...]:
    import numpy

    points = _points(matrix)
    clearness, labels = _clearest(points)
    if labels is None or not _clearer_than_shuffled(matrix, clearness):
        return (Group(tuple(people)),)
    span = float(numpy.abs(points).max()) or 1.0
    groups = []
    for label in sorted(set(labels.tolist())):
        rows = numpy.flatnonzero(labels == label)
        x, y = points[rows].mean(axis=0) / span * WIDTH
        groups.append(Group(tuple(people[at] for at in rows.tolist()), round(float(x)), round(float(y))))
    return tuple(sorted(groups, key=lambda group: (-len(group.people), group.people)))


def _points(matrix: Any) -> Any:
    """Where everybody stands along the two main directions."""
    import numpy
    from sklearn.decomposition import PCA

    said = ~numpy.isnan(matrix)
    middle = numpy.nanmean(matrix, axis=0)
    filled = numpy.where(said, matrix, middle) - middle
    points = PCA(2, svd_solver="covariance_eigh").fit_transform(filled) if filled.any() else filled[:, :2]
    return points * numpy.sqrt(matrix.shape[1] / said.sum(axis=1))[:, None]


def _clearest(points: Any) -> tuple[float, Any]:
    """How clear the clearest groups are (-1 to 1), and who is in which; None where there are none of enough people."""
    import numpy
    from sklearn.cluster import KMeans
    from sklearn.metrics import silhouette_score

    best: tuple[float, Any] = (-1.0, None)
    # What differs by less than a millionth is where rounding put it.
    points = points.round(6)
    places = len(numpy.unique(points, axis=0))
    for count in range(2, min(MOST_GROUPS, len(points) // SMALLEST, places) + 1):
        labels = KMeans(count, n_init=STARTS, random_state=SEED).fit_predict(points)
        if numpy.bincount(labels, minlength=count).min() < SMALLEST:
            continue
        sample = LOOKED_AT if len(points) > LOOKED_AT else None
        clearness = float(silhouette_score(points, labels, sample_size=sample, random_state=SEED))
        best = max(best, (clearness, labels), key=lambda one: one[0])
    return best


def _clearer_than_shuffled(matrix: Any, clearness: float) -> bool:
    """Whether groups as clear never come up when the reactions to each statement are dealt out anew."""
    import numpy

    chance = numpy.random.default_rng(SEED)
    if len(matrix) > LOOKED_AT:
        # Of very many a part is enough to tell; it is looked at in the same way as its shuffles.
        matrix = matrix[numpy.sort(chance.permutation(len(matrix))[:LOOKED_AT])]
        matrix = matrix[:, ~numpy.isnan(matrix).all(axis=0)]
        clearness = _clearest(_points(matrix))[0]
    for _ in range(SHUFFLES):
        dealt = matrix.copy()
        for column in dealt.T:
            said = numpy.flatnonzero(~numpy.isnan(column))
            column[said] = column[chance.permutation(said)]
        if _clearest(_points(dealt))[0] >= clearness:
            return False
    return True
