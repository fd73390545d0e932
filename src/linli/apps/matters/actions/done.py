"""The answer to a deed."""

from __future__ import annotations

from dataclasses import dataclass

from linli.apps.matters.models import Matter, Sitting
from linli.apps.matters.typed import BadInput
from linli.core.engine.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a deed: the entry ``seq`` of ``chain``, or the refusal.

    ``repeated`` where the same form had been received before: nothing was done twice. ``matter`` (``sitting`` for
    deeds in a sitting) is as it stands now; None where there is none. ``stale`` is how many entries the matter has by
    now, where that is not as many as the actor saw: then nothing was done either.
    """

    chain: str
    seq: int = 0
    refusal: Refusal | None = None
    repeated: bool = False
    matter: Matter | None = None
    sitting: Sitting | None = None
    stale: int = 0

    @property
    def refused(self) -> bool:
        """Whether nothing was done."""
        return self.refusal is not None


_OF_WHOM = frozenset(["no-such-person", "party-stranger"])


def told_after(done: Done, nobody: BadInput | None) -> Done:
    """The answer to a deed that names people; raises ``nobody`` where only that was wrong with it."""
    if nobody is not None and done.refusal is not None and done.refusal.code in _OF_WHOM:
        raise nobody
    return done
