"""The JSON Schema of the language says what the loader says, as far as a schema can."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from pydantic import ValidationError

from linli import charters
from linli.core.charter import nodes
from linli.core.charter.finding import CharterError
from linli.core.charter.load import load
from linli.core.charter.model import Charter
from linli.core.charter.schema import json_schema

HERE = Path(__file__).parent
SCHEMA = json_schema()
VALIDATOR = jsonschema_rs.Draft202012Validator(SCHEMA)
"""Somebody else's reading of the schema: what editors will make of it."""
NOT_SHAPE = {"value_error"}
"""What pydantic calls a word that stands in its right place but cannot be read."""


def loads(plain: Any) -> bool:
    """Whether the models take it, but for words that cannot be read."""
    try:
        Charter.model_validate(plain)
    except ValidationError as error:
        return all(one["type"] in NOT_SHAPE for one in error.errors(include_url=False))
    return True


def plain_of(path: Path) -> Any:
    try:
        return nodes.parse(path.read_bytes(), path.name).plain
    except CharterError:
        return None  # no YAML at all, so nothing that a schema is asked about


def test_every_charter_that_loads_is_allowed_by_the_schema(root: Path) -> None:
    paths = [*root.glob("charters/**/charter.yaml"), *HERE.glob("good/*.yaml"), *HERE.glob("blind/*.yaml")]
    paths = [path for path in paths if path.stem != "labels"]
    assert len(paths) > 30
    assert [path for path in paths if not VALIDATOR.is_valid(plain_of(path))] == []


def test_of_the_bad_charters_the_schema_refuses_those_whose_shape_the_loader_refuses() -> None:
    told = {path.stem: plain for path in HERE.glob("bad/*.yaml") if (plain := plain_of(path)) is not None}
    refused = {name for name, plain in told.items() if not VALIDATOR.is_valid(plain)}
    assert refused == {name for name, plain in told.items() if not loads(plain)}
    assert len(refused) >= 5


def mappings(plain: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(plain, dict):
        yield path
    inner = plain.items() if isinstance(plain, dict) else enumerate(plain) if isinstance(plain, list) else ()
    for step, one in inner:
        yield from mappings(one, (*path, step))


def changed(plain: Any, path: tuple[Any, ...]) -> Iterator[Any]:
    """The charter with one mapping less a key, with a strange key, and put as a word, as nothing and as a list."""
    one = plain
    for step in path:
        one = one[step]
    for new in (
        {"count": "3", "unit": "years"},
        *({k: v for k, v in one.items() if k != gone} for gone in one),
        {**one, "odd": "1"},
        "a",
        "",
        [],
    ):
        whole = copy.deepcopy({"top": plain})
        at: Any = whole
        for step in ("top", *path)[:-1]:
            at = at[step]
        at[("top", *path)[-1]] = new
        yield whole["top"]


def test_schema_and_loader_agree_on_a_charter_changed_anywhere(root: Path) -> None:
    plain = plain_of(root / "charters" / "beilin" / "charter.yaml")
    every_third = list(mappings(plain))[::3]
    told = [
        (path, VALIDATOR.is_valid(one), loads(one)) for path in every_third for one in changed(plain, path)
    ]
    assert [path for path, allowed, loaded in told if allowed != loaded] == []
    assert {allowed for _, allowed, _ in told} == {True, False}


def test_the_schema_in_the_reference_is_the_one_that_the_models_give(root: Path) -> None:
    shipped = (root / "docs" / "reference" / "charter.schema.json").read_text("utf-8")
    assert shipped == json.dumps(SCHEMA, ensure_ascii=False, indent=2) + "\n", (
        "write it anew: ./linli charter schema > docs/reference/charter.schema.json"
    )


def test_every_key_tells_an_editor_what_it_means(root: Path) -> None:
    shapes = [SCHEMA, *SCHEMA["$defs"].values()]
    silent = [
        key
        for one in shapes
        for key, told in one.get("properties", {}).items()
        if not told.get("description")
    ]
    assert silent == []


def test_a_term_written_as_keys_is_refused_and_not_guessed(root: Path) -> None:
    text = (root / "charters" / "beilin" / "charter.yaml").read_text("utf-8")
    assert "term: 5 years" in text
    with pytest.raises(CharterError) as refused:
        load(
            text.replace("term: 5 years", "term: {count: 5, unit: years}").encode(),
            file="x",
            find=charters.find,
        )
    assert {one.code for one in refused.value.findings} == {"wrong-shape"}
    assert "one text" in refused.value.findings[0].says.en
