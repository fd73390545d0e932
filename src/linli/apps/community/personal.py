"""What is secret of a person: ID number, phone and birth date, sealed together as one value of the register."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from linli.apps.community.models import Resident
from linli.apps.community.sealing import seal_all, unseal
from linli.registers.identity import masked


class Secrets(NamedTuple):
    """Opened. What is not known is empty."""

    identity: str = ""
    phone: str = ""
    born: str = ""


SECRET: Final = Secrets._fields
"""The columns of the register that hold them."""
NOTHING = Secrets()


def masked_as(column: str, words: str) -> str:
    """What is shown of a secret column while it is not opened: of a birth date the year, of numbers the ends."""
    if column != "born":
        return masked(words)
    return f"{words[:4]}-**-**" if words[:4].isdecimal() else "*" * len(words)


def veiled(one: Secrets) -> Secrets:
    """What is shown of them while they are not opened."""
    return Secrets(*(masked_as(column, words) for column, words in one._asdict().items()))


def opened(one: Resident) -> Secrets:
    """What is secret of a person; who shows it to anybody has gated and noted that."""
    return open_bytes(bytes(one.sealed), one.community_id)


def open_bytes(sealed: bytes, community: int) -> Secrets:
    """What :func:`close` was given."""
    return Secrets(*unseal(sealed, use_of(community)).decode().split("\n")) if sealed else NOTHING


def close(many: Iterable[Sequence[str | None]], community: int) -> list[bytes]:
    """Each ID number, phone and birth date sealed, to be stored."""
    texts = [f"{one or ''}\n{phone or ''}\n{born or ''}" for one, phone, born in many]
    return seal_all([b"" if text == "\n\n" else text.encode() for text in texts], use_of(community))


def use_of(community: int) -> str:
    """What the values of a community are bound to."""
    return f"resident {community}"
