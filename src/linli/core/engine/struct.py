"""How acts, events and states are written: frozen, tagged, refusing what they do not know."""

import re
from types import GenericAlias
from typing import Any

import msgspec
from immutables import Map


def kebab_tag(name: str) -> str:
    """``EnterCount`` is written ``enter-count``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


def _encode(value: Any) -> Any:
    if issubclass(type(value), Map):
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no written form")


def _decode(kind: Any, value: Any) -> Any:
    if getattr(kind, "__origin__", None) is Map:
        plain = set(kind.__args__) <= _PLAIN
        return Map(
            value if plain else msgspec.convert(value, GenericAlias(dict, kind.__args__), dec_hook=_decode)
        )
    raise TypeError(f"{kind} cannot be read")


_PLAIN = {str, int, str | int}
"""What stands in a map as it is written."""

_encoder = msgspec.json.Encoder(order="sorted", enc_hook=_encode)
write = _encoder.encode
"""Canonical JSON bytes: keys sorted, nothing spared, no floats (none of our types has one)."""


def reader(kind: Any) -> msgspec.json.Decoder[Any]:
    """A strict reader of one type."""
    return msgspec.json.Decoder(kind, dec_hook=_decode)
