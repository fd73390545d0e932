"""Every charter in the folder is read aloud whole: no name leaks, no words are lost, no key is passed over."""

from __future__ import annotations

import re
import typing
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest

from linli.core.charter import explain
from linli.core.charter.model import CatalogueItem, Charter, Disclosure
from linli.core.charter.part import Part, kebab
from linli.core.charter.rule import AllOf, AnyOf, Base, Compare, Fact
from linli.core.charter.shape import parts
from linli.core.charter.source import Document
from linli.core.charter.terms import By, Duration, Every, Range
from linli.core.charter.text import Lang, Text

LANGS: tuple[Lang, ...] = ("zh", "en")
Charters = Mapping[str, Charter]
Key = tuple[tuple[str | int, ...], Part, str]
"""Where a part stands, the part, and the field of it that says something."""

OURS = {"self-government", "run-off"}
"""English words with a hyphen that are the catalogue's own."""


def _bases(slug: str, charters: Charters) -> dict[str, Charter]:
    return {name: one for name, one in charters.items() if name != slug}


def _aloud(charter: Charter, lang: Lang, bases: Charters) -> str:
    articles = explain.charter(charter, lang, bases=bases)
    return "\n".join("\n".join((one.heading, *one.sentences, one.source)) for one in articles)


_once: dict[tuple[str, Lang], tuple[explain.Article, ...]] = {}


def _articles(slug: str, charters: Charters, lang: Lang) -> tuple[explain.Article, ...]:
    """A charter of the repository read aloud, once for all tests."""
    if (slug, lang) not in _once:
        _once[slug, lang] = tuple(explain.charter(charters[slug], lang, bases=_bases(slug, charters)))
    return _once[slug, lang]


def _read(slug: str, charters: Charters, lang: Lang) -> str:
    return "\n".join(
        "\n".join((one.heading, *one.sentences, one.source)) for one in _articles(slug, charters, lang)
    )


@pytest.fixture(scope="module")
def written(charters: Charters) -> dict[str, str]:
    """All that the charters themselves say, by language."""
    return {
        lang: " ".join(getattr(text, lang) for charter in charters.values() for text in _texts(charter))
        for lang in LANGS
    }


def _texts(charter: Charter) -> Iterator[Any]:
    for _, part in parts(charter):
        if isinstance(part, Text | Document | Disclosure | CatalogueItem):
            yield part


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text).lower().rstrip("。.")


@pytest.mark.parametrize("lang", LANGS)
def test_every_saying_of_the_charter_is_read_aloud(slug: str, charters: Charters, lang: Lang) -> None:
    charter = charters[slug]
    aloud = _plain(_read(slug, charters, lang))
    lost = [getattr(text, lang) for text in _texts(charter) if _plain(getattr(text, lang)) not in aloud]
    assert lost == []


def test_no_latin_word_stands_in_the_chinese_that_the_charter_did_not_write(
    slug: str, charters: Charters, written: dict[str, str]
) -> None:
    words = re.findall(r"[a-z][a-z-]+", _read(slug, charters, "zh"))
    assert [word for word in words if word not in written["zh"]] == []


def test_no_name_with_a_hyphen_stands_in_the_english_that_the_charter_did_not_write(
    slug: str, charters: Charters, written: dict[str, str]
) -> None:
    own = written["en"].lower()
    words = re.findall(r"[a-z]+(?:-[a-z]+)+", _read(slug, charters, "en").lower())
    assert [word for word in words if word not in own and word not in OURS] == []


@pytest.mark.parametrize("lang", LANGS)
def test_every_sentence_ends_and_none_is_empty(slug: str, charters: Charters, lang: Lang) -> None:
    articles = _articles(slug, charters, lang)
    ends = ("。", "！", "？") if lang == "zh" else (".", "!", "?", ".”", ".)")
    wrong = [s for one in articles for s in one.sentences if not s.endswith(ends) or len(s) < 3 or "  " in s]
    assert wrong == []


@pytest.mark.parametrize("lang", LANGS)
def test_every_article_is_where_its_path_says(slug: str, charters: Charters, lang: Lang) -> None:
    articles = _articles(slug, charters, lang)
    places = {".".join(map(str, path)) for path, _ in parts(charters[slug])} | {"charter", "relations"}
    assert [one.path for one in articles if one.path not in places] == []
    assert len({one.path for one in articles}) == len(articles)


def test_every_clause_has_a_short_name_without_latin_words_in_chinese(slug: str, charters: Charters) -> None:
    charter, bases = charters[slug], _bases(slug, charters)
    own = " ".join(text.zh for text in _texts(charter))
    for article in _articles(slug, charters, "zh"):
        name = explain.clause(article.path, charter, "zh", bases=bases)
        assert [word for word in re.findall(r"[A-Za-z]+", name) if word not in own] == []
        assert name


# --- every key that a charter uses changes what is read aloud ------------------------------------------------

SILENT = {"Charter.charter", "Charter.subject", "Charter.seal"}
"""Keys that are no part of what is read: the name by which other files call the charter, and its place on a shelf."""


def _others(part: Part, field: str) -> Iterator[object]:
    """Other values than the one that stands there: the default where there is one, and a different word."""
    value, info = getattr(part, field), type(part).model_fields[field]
    if not info.is_required():
        yield info.get_default(call_default_factory=True)
    yield from (one for one in typing.get_args(info.annotation) if isinstance(one, str) and one != value)
    yield from (other for kind, other in _OTHERS if isinstance(value, kind))


_OTHERS: tuple[tuple[Any, object], ...] = (
    (Text, Text(zh="改过的话", en="other words")),
    (By, By.parse("whoever did something-else")),
    (Duration, Duration(97, "days")),
    (Every, Every(Duration(97, "days"))),
    (Range, Range(96, 97)),
    (str, "something-else"),
    (dict, {}),
    (date, date(1234, 5, 6)),
    (Fact | Compare | AllOf | AnyOf, Fact(Base("something-else"))),
    (tuple, ()),
)


def _changed(part: Part, path: tuple[str | int, ...], field: str, value: object) -> Part:
    """The part with ``value`` at a field of the part at ``path`` inside it."""
    if not path:
        return part.model_copy(update={field: value})
    names = {kebab(name): name for name in type(part).model_fields}
    name = names[str(path[0])]
    return part.model_copy(update={name: _inside(getattr(part, name), path[1:], field, value)})


def _inside(held: Any, path: tuple[str | int, ...], field: str, value: object) -> Any:
    if isinstance(held, Part):
        return _changed(held, path, field, value)
    if isinstance(held, tuple):
        at = int(path[0])
        return (*held[:at], _inside(held[at], path[1:], field, value), *held[at + 1 :])
    return {
        key: _inside(one, path[1:], field, value) if str(key) == path[0] else one for key, one in held.items()
    }


def _keys(charter: Charter) -> Iterator[Key]:
    for path, part in parts(charter):
        for field in sorted(part.model_fields_set):
            unset = not type(part).model_fields[field].is_required() and getattr(part, field) == (
                type(part).model_fields[field].get_default(call_default_factory=True)
            )
            if field != "kind" and not unset and f"{type(part).__name__}.{field}" not in SILENT:
                yield path, part, field


def _changes(charter: Charter, path: tuple[str | int, ...], part: Part, field: str) -> Iterator[Charter]:
    """The charter, with something else said by one key."""
    for other in _others(part, field):
        changed = _changed(charter, path, field, other)
        assert isinstance(changed, Charter)
        yield changed


ENOUGH = 2
"""How often a key is tried over all charters: what a third says in the same way teaches nothing new."""


@pytest.fixture(scope="module")
def tried(charters: Charters) -> Mapping[str, list[Key]]:
    """The keys to try in each charter: together every key that any of them uses, in each kind of part."""
    seen: Counter[tuple[type, str, type]] = Counter()
    kept: dict[str, list[Key]] = {slug: [] for slug in charters}
    for slug, charter in sorted(charters.items()):
        for path, part, field in _keys(charter):
            kind = (type(part), field, type(getattr(part, field)))
            seen[kind] += 1
            if seen[kind] <= ENOUGH:
                kept[slug].append((path, part, field))
    return kept


@pytest.mark.slow
def test_every_key_of_the_charter_changes_what_is_read_aloud(
    slug: str, charters: Charters, tried: Mapping[str, list[Key]]
) -> None:
    charter, bases = charters[slug], _bases(slug, charters)
    aloud = {lang: _read(slug, charters, lang) for lang in LANGS}
    keys = [(path, part, field, LANGS[field != "zh"]) for path, part, field in tried[slug]]
    assert [
        (*path, field)
        for path, part, field, lang in keys
        if all(_aloud(one, lang, bases) == aloud[lang] for one in _changes(charter, path, part, field))
    ] == []


def test_the_charters_together_use_most_keys_of_the_language(tried: Mapping[str, list[Key]]) -> None:
    assert len({(type(part), field) for keys in tried.values() for _, part, field in keys}) > 150


def _said(charters: Charters, slug: str, path: str) -> explain.Article:
    articles = _articles(slug, charters, "en")
    return next(one for one in articles if one.path == path)


def test_a_bin_has_the_name_that_its_own_procedure_gives_it(charters: Charters) -> None:
    rank = _said(charters, "tieshanping", "procedures.projects.stages.rank")
    assert "To choose from: “the community's, to be ranked”." in rank.sentences


def test_english_tells_one_from_several(charters: Charters) -> None:
    assert _said(charters, "civil-code-278", "organs.owners-assembly").source.startswith(
        "“Civil Code of the PRC (in force from 1 January 2021)”, articles 277 and 278"
    )
    assert (
        "Wait until 1 year has passed."
        in _said(charters, "ordos", "procedures.major-matter.stages.suspend").sentences
    )
