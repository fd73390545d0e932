"""Every key of the language has a meaning in both languages and an example that is part of a charter that holds."""

from __future__ import annotations

import pytest

from linli import charters
from linli.core.charter import lint
from linli.core.charter.finding import CharterError
from linli.core.charter.keys import MEANINGS, Example, Key, fields, reference
from linli.core.charter.keys.example import example
from linli.core.charter.keys.vocabulary import vocabulary
from linli.core.charter.keys.written import written
from linli.core.charter.load import load
from linli.core.charter.nodes import Path
from linli.core.charter.part import kebab
from linli.core.charter.terms import END_NAMES
from linli.core.lab.scenario import read_scenarios

GALLERY = [charters.read(slug) for slug in charters.slugs()]
PARTS = reference([*GALLERY, example()])
KEYS = [key for keys in PARTS.values() for key in keys]


def test_every_key_of_the_model_is_told_once_with_a_meaning_in_both_languages() -> None:
    told = [(key.part, key.name) for key in KEYS]
    assert sorted(told) == sorted({(part, kebab(field)) for part, _, field in fields()})
    assert all(zh.endswith("。") and en.endswith(".") for key in KEYS for zh, en in [key.means])
    assert all(zh and en for key in KEYS for zh, en in [key.written])


def test_a_key_of_which_nothing_more_is_known_takes_a_name_or_words() -> None:
    assert written(str, "new-key") == ("名字或者文字", "a name or words")
    assert [f"{key.part}.{key.name}" for key in KEYS if key.written == written(str, "new-key")] == []


def test_other_files_that_are_read_alike_have_no_place_in_it() -> None:
    assert {kind.__module__ for _, kind, _ in fields()}.isdisjoint({read_scenarios.__module__})


def test_no_meaning_is_left_over_from_a_key_that_is_gone() -> None:
    there = {f"{key.part}.{key.name}" for key in KEYS} | {key.name for key in KEYS}
    assert set(MEANINGS) - there == set()


def test_every_key_has_an_example() -> None:
    lacking = [f"{key.part}.{key.name}" for key in KEYS if key.example is None]
    assert lacking == [], "write an example of it into linli/core/charter/keys/example.py"


def test_the_charter_made_for_examples_holds_together() -> None:
    assert [one for one in lint.check(example()) if one.level == "error"] == []


@pytest.mark.parametrize("slug", sorted({key.example.charter.slug for key in KEYS if key.example}))
def test_a_key_of_an_example_written_wrongly_is_refused_in_its_line(slug: str) -> None:
    waiting = [key for key in KEYS if key.example and key.example.charter.slug == slug]
    while waiting:
        batch = _apart(waiting)
        told = _refused([key.example for key in batch if key.example])
        for key in batch:
            assert key.example is not None
            assert key.name in key.example.text
            # Without its kind nobody knows which keys a stage can have.
            assert ("unknown-key", key.example.line) in told or (
                key.name == "kind" and "missing-key" in dict(told)
            ), key
        waiting = [key for key in waiting if key not in batch]


def _apart(keys: list[Key]) -> list[Key]:
    """Keys that can be written wrongly at once: each in a line of its own, none inside another."""
    found: list[Key] = []
    for key in keys:
        example = key.example
        assert example is not None
        if all(
            one.example and one.example.line != example.line and not _nested(one.example.path, example.path)
            for one in found
        ):
            found.append(key)
    return found


def _nested(one: Path, other: Path) -> bool:
    """Whether one stands in what the other holds; a wrong ``kind`` hides all of its stage."""
    first, second = (path[:-1] if path[-1] == "kind" else path for path in (one, other))
    return first == second[: len(first)] or second == first[: len(second)]


def _refused(examples: list[Example]) -> list[tuple[str, int]]:
    """What is said of a charter with one letter too many in some of its keys."""
    loaded = examples[0].charter
    lines = loaded.text.decode().split("\n")
    for one in examples:
        line, at, name = lines[one.line - 1], one.column - 1, str(one.path[-1])
        assert line[at:].startswith(name)
        lines[one.line - 1] = f"{line[:at]}{name}x{line[at + len(name) :]}"
    bases = {one.slug: one.text for one in loaded.closure}
    with pytest.raises(CharterError) as refused:
        load("\n".join(lines).encode(), file="x", find=bases.get)
    return [(one.code, one.mark.line if one.mark else 0) for one in refused.value.findings]


def test_the_closed_lists_name_every_word_once() -> None:
    lists = {anchor: [word for word, _ in words] for anchor, _, words in vocabulary()}
    assert sorted(lists["ends"]) == sorted(END_NAMES)
    assert len(lists["stage-kinds"]) == 13
    assert all(len(words) == len(set(words)) > 2 for words in lists.values())


def test_only_the_first_lines_of_a_long_example_are_shown() -> None:
    text = example().text + b"".join(b"  # a line\n" for _ in range(9))
    (stages,) = [key for key in reference([load(text, file="x")])["Procedure"] if key.name == "stages"]
    assert stages.example is not None
    assert stages.example.text.count("\n") == 6
    assert stages.example.text.endswith("…")


def test_a_key_has_an_address_of_its_own() -> None:
    assert len({key.anchor for key in KEYS}) == len(KEYS)
    assert "organ.seats" in {key.anchor for key in KEYS}
