"""From a charter file to a :class:`Charter`: strict, all mistakes at once, each with line and column."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from pydantic import ValidationError

from linli.core.charter import mistake, nodes
from linli.core.charter.finding import CharterError, Finding, Mark
from linli.core.charter.model import Charter
from linli.core.charter.shape import keys_of, part_at, parts_of
from linli.core.charter.source import Document, Source
from linli.core.charter.stages import Rule
from linli.core.charter.terms import NAME
from linli.core.charter.text import Text

__all__ = ["MAX_EXTENDS", "Find", "Loaded", "keys_of", "load", "part_at"]

HASH_TAG = b"linli charter closure 1\n"
MAX_EXTENDS = 16


@dataclass(frozen=True)
class Loaded:
    """A charter with its text, its places in the file and the charters it extends (nearest first).

    What a charter extends gives it rules and cited documents by name; its own come first. Organs, procedures and
    all else are only what its own file says: the law does not seat anybody.
    """

    charter: Charter
    text: bytes
    document: nodes.Document
    bases: tuple[Loaded, ...] = ()

    @property
    def slug(self) -> str:
        return self.charter.charter

    @cached_property
    def closure(self) -> tuple[Loaded, ...]:
        """This charter and all it extends, each once, in the order met."""
        met: dict[str, Loaded] = {self.slug: self}
        for base in self.bases:
            for loaded in base.closure:
                met.setdefault(loaded.slug, loaded)
        return tuple(met.values())

    @cached_property
    def rules(self) -> dict[str, Rule]:
        """Every rule that a stage here can name; of two with one name, the nearest."""
        return {name: rule for one in reversed(self.closure) for name, rule in one.charter.rules.items()}

    @cached_property
    def documents(self) -> dict[str, Document]:
        """Every document that a source here can cite."""
        return {
            key: document for one in reversed(self.closure) for key, document in one.charter.sources.items()
        }

    @cached_property
    def laws_named(self) -> frozenset[str]:
        """The laws that its sources name, by slug."""
        return frozenset(part.law for _, part in parts_of(self.charter, Source) if part.law)

    def rule(self, name: str) -> Rule | None:
        """The rule of that name: its own, else that of the nearest charter extended; None where there is none."""
        return self.rules.get(name)

    @property
    def hash(self) -> str:
        """SHA-256 over the slugs, versions and texts of the closure, in hexadecimal."""
        parts = [
            [one.slug, one.charter.version, hashlib.sha256(one.text).hexdigest()]
            for one in sorted(self.closure, key=lambda one: one.slug)
        ]
        return hashlib.sha256(HASH_TAG + json.dumps([self.slug, parts]).encode()).hexdigest()

    def mark(self, path: str | nodes.Path) -> Mark:
        """Where a path (dotted, or in steps) stands in the file, or the nearest part around it."""
        if isinstance(path, str):
            path = tuple(int(step) if step.isdecimal() else step for step in path.split(".") if step)
        return self.document.mark(path)


Find = Callable[[str], bytes | None]
"""Gives the text of the charter with a slug, or None where there is none."""


def load(
    text: bytes, *, file: str, find: Find | None = None, known: Mapping[str, Loaded] | None = None
) -> Loaded:
    """Read one charter and what it extends.

    Raises :class:`CharterError` with every mistake found. ``find`` gives the texts of the charters extended, ``known``
    those of them that have been read before.
    """
    return _Reading(find or (lambda _slug: None), dict(known or {})).read(text, file, ())


@dataclass
class _Reading:
    """One charter being read together with what it extends, each file once."""

    find: Find
    done: dict[str, Loaded] = field(default_factory=dict[str, Loaded])

    def read(self, text: bytes, file: str, chain: tuple[str, ...]) -> Loaded:
        document = nodes.parse(text, file)
        charter = _convert(document)
        slug = charter.charter
        if not re.fullmatch(NAME, slug):
            raise _error("bad-name", "charter", document, f"「{slug[:80]}」不能作章程的名称",
                         f"“{slug[:80]}” cannot be the name of a charter")  # fmt: skip
        if chain and slug != chain[-1]:
            raise _error("slug-differs", "charter", document, f"文件里写的是「{slug}」，被沿用的名称是「{chain[-1]}」",
                         f"the file says “{slug}”, but it is extended as “{chain[-1]}”")  # fmt: skip
        ring = chain or (slug,)
        bases = tuple(self.base(base, index, document, ring) for index, base in enumerate(charter.extends))
        return Loaded(charter, text, document, bases)

    def base(self, slug: str, index: int, document: nodes.Document, chain: tuple[str, ...]) -> Loaded:
        path = f"extends.{index}"
        if slug in chain or len(chain) > MAX_EXTENDS:
            ring = " → ".join((*chain, slug))
            raise _error("extends-cycle", path, document, f"章程互相沿用，绕成了圈：{ring}",
                         f"the charters extend each other in a ring: {ring}")  # fmt: skip
        if slug in self.done:
            return self.done[slug]
        text = self.find(slug) if re.fullmatch(NAME, slug) else None
        if text is None:
            raise _error("unknown-base", path, document, f"找不到所沿用的章程「{slug[:80]}」",
                         f"the charter “{slug[:80]}” that this extends is not here")  # fmt: skip
        self.done[slug] = self.read(text, f"{slug}/charter.yaml", (*chain, slug))
        return self.done[slug]


def _convert(document: nodes.Document) -> Charter:
    try:
        charter = Charter.model_validate(document.plain)
    except ValidationError as error:
        raise CharterError(mistake.findings(error, document)) from None
    if document.problems:
        raise CharterError(mistake.in_order(document.problems))
    return charter


def _error(code: str, path: str, document: nodes.Document, zh: str, en: str) -> CharterError:
    steps: nodes.Path = tuple(int(step) if step.isdecimal() else step for step in path.split("."))
    return CharterError((Finding(code, "error", path, Text(zh=zh, en=en), mark=document.mark(steps)),))
