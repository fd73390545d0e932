"""What changes from one charter to another: every difference in meaning, once, in a sentence; and nothing else."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from examples import examples
from linli import charters
from linli.core.charter.diff import changes
from linli.core.charter.diff.walk import bare
from linli.core.charter.diff.words import KEYS, SECTIONS
from linli.core.charter.finding import CharterError
from linli.core.charter.load import Loaded, load
from linli.core.charter.model import Charter
from linli.core.charter.nodes import parse
from linli.core.charter.part import Part
from linli.core.charter.shape import keys_of, parts
from linli.core.charter.stages import Screen

HERE = Path(__file__).parent
GOOD = HERE.parent / "good"
RICH = (GOOD / "rich.yaml").read_text("utf-8")
EDITS: list[dict[str, Any]] = yaml.safe_load((HERE / "edits.yaml").read_text("utf-8"))


def find(slug: str) -> bytes | None:
    path = GOOD / f"{slug}.yaml"
    return path.read_bytes() if path.is_file() else None


def read(text: str, look: Callable[[str], bytes | None] = find) -> Loaded:
    return load(text.encode(), file="sample", find=look)


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: f"{edit['put'][:30]}→{edit['by'][:20]}")
def test_an_edit_is_told_in_both_languages_with_what_it_surely_does(edit: dict[str, Any]) -> None:
    assert edit["put"] in RICH
    told = changes(read(RICH), read(RICH.replace(edit["put"], edit["by"], 1)))
    said = [
        {"path": c.path, "kind": c.kind, "effect": c.effect, "zh": c.says.zh, "en": c.says.en} for c in told
    ]
    assert said == edit["says"]


def test_the_assembly_whose_quorum_falls_is_named() -> None:
    beilin = charters.read("beilin")
    text = beilin.text.decode().replace(
        "quorum: present > 1/2 of members\n    pass: yes > 1/2 of present\n    source: {law",
        "quorum: present > 1/3 of members\n    pass: yes > 1/2 of present\n    source: {law",
    )
    (change,) = changes(beilin, read(text, charters.find))
    assert (change.section, change.heading.en, change.effect) == ("rules", "residents' meeting", "weaker")
    assert change.says.zh == "「居民大会」的法定人数由超过应到的一半降低到超过应到的三分之一（要求更宽）。"
    assert change.says.en.startswith(
        "“residents' meeting”: the quorum falls from more than half of all members"
    )


def test_a_change_of_the_law_that_both_stand_on_is_told_as_such() -> None:
    law = (GOOD / "law.yaml").read_bytes()
    newer = law.replace(b'version: "1"', b'version: "2"')
    assert newer != law
    (change,) = changes(read(RICH), read(RICH, {"law": newer}.get))
    assert (change.section, change.path) == ("extends", "extends.law.version")
    assert "“1” to “2”" in change.says.en


def test_a_charter_differs_in_nothing_from_itself_and_from_any_other_in_something() -> None:
    read = [charters.read(slug) for slug in charters.slugs()]
    for one, other in zip(read, (*read[1:], read[0]), strict=True):
        assert changes(one, one) == ()
        told = changes(one, other, bases=charters.laws())
        assert told
        assert all(change.says.zh != change.says.en for change in told)
        assert [change.section for change in told] == sorted(
            (change.section for change in told), key=list(SECTIONS).index
        )


def every_part(part: type[Part] = Charter) -> Iterator[type[Part]]:
    yield part
    for field in part.model_fields.values():
        for inner in _inside(field.annotation):
            yield from every_part(inner)


def _inside(annotation: Any) -> Iterator[type[Part]]:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for inner in getattr(annotation, "__args__", ()) or ():
        yield from _inside(inner)


def test_every_key_of_the_language_has_a_name_in_both_languages() -> None:
    keys = {key for part in every_part() for key in keys_of(part)}
    named_by_their_things = {"sources", "facts", "places", "organs", "relations", "rules", "procedures", "duties",
                             "funds", "measures", "catalogues", "disclosures", "classes", "choices", "decides",
                             "stages", "requires", "then", "enacts", "bins", "checklist", "owes"}  # fmt: skip
    told_with_their_source = {"doc", "law", "article", "assumed", "recommended", "check"}
    assert keys - named_by_their_things - told_with_their_source - set(KEYS) == set()


# --- complete: a change is told exactly where the meaning changes ------------------------------------------------


def meaning(loaded: Loaded) -> tuple[Any, ...]:
    """The model itself, with what its dictionaries and lists say of order where that means something."""
    charter = loaded.charter
    unordered = {
        path: sorted(map(repr, value))
        for path, part in parts(charter)
        for name in type(part).model_fields
        if name in ("relations", "requires") and (value := [bare_part(one) for one in getattr(part, name)])
    }
    firsts = {slug: next(iter(procedure.stages), None) for slug, procedure in charter.procedures.items()}
    bins = [
        (path, tuple(part.bins))
        for path, part in parts(charter)
        if isinstance(part, Screen) and part.of == "items"
    ]
    return bare_part(charter), firsts, bins, unordered


def bare_part(value: Any) -> Any:
    if isinstance(value, Part):
        return type(value).__name__, {
            name: bare_part(getattr(value, name))
            for name in type(value).model_fields
            if name not in ("relations", "requires")
        }
    if isinstance(value, dict):
        return {key: bare_part(inner) for key, inner in value.items()}
    if isinstance(value, tuple) and any(isinstance(one, Part) for one in value):
        return sorted((bare_part(one) for one in value), key=repr)
    return bare(value)


def test_nothing_is_told_exactly_where_both_mean_the_same(mutated: Any) -> None:
    plain = parse(RICH.encode(), "rich").plain
    old = read(RICH)

    @settings(max_examples=examples(30))
    @given(st.data())
    def check(data: st.DataObject) -> None:
        text = yaml.safe_dump(mutated(data, plain), allow_unicode=True, default_style='"', sort_keys=False)
        try:
            new = read(text)
        except CharterError:
            return
        told = changes(old, new)
        assert (told == ()) == (meaning(old) == meaning(new))
        assert (changes(new, old) == ()) == (told == ())
        assert all(one.says.zh and one.says.en for one in told)

    check()
