"""The same deed in several matters: each an act of its own, in a transaction of its own (docs/decisions/0137)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from linli.apps.matters.actions.done import Done
from linli.apps.matters.actions.form import Form
from linli.core.engine.several import never


@dataclass(frozen=True, slots=True)
class Chosen:
    """A matter for which it is done; ``expects`` is the stage that was seen (``stage#visit``), empty where none was."""

    chain: str
    expects: str = ""


def at_once(
    *, deed: str, among: Sequence[Chosen], key: str, do: Callable[[str, Form], Done]
) -> tuple[Done, ...]:
    """Do the same in several matters, in their order; what is refused is refused for that matter alone.

    ``deed`` is its written name; ``do`` does it in the matter with this chain. What is never done for several at once
    is refused before anything happens, what the charter wants one by one in each matter. The form with this ``key``
    sent again does nothing twice. Raises :class:`BadInput` for words that cannot be kept, before anything happens.
    """
    several = len({one.chain for one in among}) > 1
    if several and (refusal := never(deed)):
        return tuple(Done(one.chain, refusal=refusal) for one in among)
    return tuple(do(one.chain, _form(one, key, several=several)) for one in among)


def _form(one: Chosen, key: str, *, several: bool) -> Form:
    number = one.chain.removeprefix("matter/").replace("/", "-")
    return Form(expects=one.expects, key=f"{key}:{number}" if key else "", several=several)
