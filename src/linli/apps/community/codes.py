"""Codes that people read off paper and type: twelve signs in three groups, none of which looks like another."""

from __future__ import annotations

import re
import secrets
import unicodedata

from linli.apps.community.sealing import lasting_mark

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O, U."""
LENGTH = 12
_TAKEN_FOR = str.maketrans("OIL", "011")


def new_code() -> str:
    """Sixty random bits, written ``7K3M-QX0T-9WZB``."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return "-".join(signs[at : at + 4] for at in range(0, LENGTH, 4))


def read_code(typed: str) -> str:
    """The twelve signs of a code as somebody typed it, in either width, small or large; empty for what is no code."""
    signs = (
        re.sub(r"[\s\-‐-―−_.]", "", unicodedata.normalize("NFKC", typed[:80])).upper().translate(_TAKEN_FOR)
    )
    return signs if len(signs) == LENGTH and set(signs) <= set(ALPHABET) else ""


def mark_of(code: str) -> str:
    """By which a code is found again; without the installation's key it tells nothing."""
    return lasting_mark(read_code(code), "invitation")
