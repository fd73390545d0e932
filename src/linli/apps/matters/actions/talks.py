"""议 and 筛: speaking, minuting, sorting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import UNSET

from linli.apps.matters import typed
from linli.apps.matters.actions.done import Done
from linli.apps.matters.actions.form import Form
from linli.apps.matters.actions.hand import NO_FORM, act_on
from linli.apps.matters.uploads import Upload
from linli.core.engine import acts
from linli.core.engine.acts import Actor

NO_POINTS: Mapping[str, bool] = {}


def state(*, community: Any, chain: str, by: Actor, text: str, form: Form = NO_FORM) -> Done:
    """Say something in a deliberation."""
    text = typed.text(text)
    return act_on(
        community=community, chain=chain, by=by, form=form, make=lambda e: acts.State(e.words(text))
    )


def minute(
    *, community: Any, chain: str, by: Actor, text: str, files: Sequence[Upload] = (), form: Form = NO_FORM
) -> Done:
    """Leave the minutes."""
    text = typed.text(text)
    return act_on(
        community=community,
        chain=chain,
        by=by,
        form=form,
        make=lambda e: acts.Minute(e.words(text), e.files(files)),
    )


def sort(
    *, community: Any, chain: str, by: Actor, bin: str, reasons: str, points: Mapping[str, bool] = NO_POINTS,
    form: Form = NO_FORM,
) -> Done:  # fmt: skip
    """Put the matter into one of the bins, with the points of the checklist answered."""
    reasons = typed.text(reasons, field="reasons")
    return act_on(
        community=community, chain=chain, by=by, form=form,
        make=lambda e: acts.Sort(bin, e.words(reasons), written(points)),
    )  # fmt: skip


def written(points: Mapping[str, bool]) -> acts.Points:
    """The points answered; not written where there are none."""
    return dict(points) or UNSET
