"""示: posting, objecting, answering, disclosing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from linli.apps.matters import typed
from linli.apps.matters.actions.done import Done
from linli.apps.matters.actions.form import Form
from linli.apps.matters.actions.hand import NO_FORM, act_on
from linli.apps.matters.uploads import Upload
from linli.core.engine import acts
from linli.core.engine.acts import Actor


def post(
    *, community: Any, chain: str, by: Actor, text: str, files: Sequence[Upload] = (), form: Form = NO_FORM
) -> Done:
    """Put the notice up."""
    text = typed.text(text)
    return act_on(
        community=community,
        chain=chain,
        by=by,
        form=form,
        make=lambda e: acts.Post(e.words(text), e.files(files)),
    )


def object_(*, community: Any, chain: str, by: Actor, text: str, form: Form = NO_FORM) -> Done:
    """Object to what is published."""
    text = typed.text(text)
    return act_on(
        community=community, chain=chain, by=by, form=form, make=lambda e: acts.Object(e.words(text))
    )


def answer(
    *, community: Any, chain: str, by: Actor, objection: int, verdict: Literal["upheld", "dismissed"], reasons: str,
    form: Form = NO_FORM,
) -> Done:  # fmt: skip
    """Answer an objection by its number."""
    reasons = typed.text(reasons, field="reasons")
    return act_on(
        community=community, chain=chain, by=by, form=form,
        make=lambda e: acts.Answer(objection, verdict, e.words(reasons)),
    )  # fmt: skip


def disclose(
    *, community: Any, chain: str, by: Actor, section: str, text: str, none: bool = False,
    files: Sequence[Upload] = (), form: Form = NO_FORM,
) -> Done:  # fmt: skip
    """Make one of the disclosures owed; with ``none`` the text says why there is nothing to disclose."""
    text = typed.text(text)
    return act_on(
        community=community, chain=chain, by=by, form=form,
        make=lambda e: acts.Disclose(section, e.words(text), none, e.files(files)),
    )  # fmt: skip
