"""The JSON Schema of the language says what the loader says, as far as a schema can."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from linli.core.charter import nodes
from linli.core.charter.finding import CharterError
from linli.core.charter.model import Charter
from linli.core.charter.schema import json_schema

HERE = Path(__file__).parent
SCHEMA = json_schema()
NOT_SHAPE = {"value_error"}
"""What pydantic calls a word that stands in its right place but cannot be read."""


def allows(schema: dict[str, Any], value: Any) -> bool:
    """Whether a JSON Schema allows a value; it knows the keywords that ours uses, and no other."""
    unknown = set(schema) - {*CHECKS, "$schema", "$defs", "title", "description", "additionalProperties"}
    assert not unknown, unknown
    return all(CHECKS[word](schema, value) for word in schema if word in CHECKS)


def entries(schema: dict[str, Any], value: Any) -> bool:
    if not isinstance(value, dict):
        return True
    known, others = schema.get("properties", {}), schema.get("additionalProperties", True)
    return all(
        allows(known[key], inner) if key in known else others and allows(others, inner)
        for key, inner in value.items()
    )


TYPES = {"object": dict, "array": list, "string": str}
CHECKS: dict[str, Any] = {
    "$ref": lambda s, v: allows(SCHEMA["$defs"][s["$ref"].rpartition("/")[2]], v),
    "type": lambda s, v: isinstance(v, TYPES[s["type"]]),
    "enum": lambda s, v: v in s["enum"],
    "minLength": lambda s, v: not isinstance(v, str) or len(v) >= s["minLength"],
    "anyOf": lambda s, v: any(allows(one, v) for one in s["anyOf"]),
    "items": lambda s, v: not isinstance(v, list) or all(allows(s["items"], one) for one in v),
    "required": lambda s, v: not isinstance(v, dict) or set(s["required"]) <= set(v),
    "propertyNames": lambda s, v: not isinstance(v, dict) or all(allows(s["propertyNames"], k) for k in v),
    "properties": entries,
}
CHECKS["additionalProperties"] = lambda s, v: "properties" in s or entries(s, v)


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
    assert [path for path in paths if not allows(SCHEMA, plain_of(path))] == []


def test_of_the_bad_charters_the_schema_refuses_those_whose_shape_the_loader_refuses() -> None:
    told = {path.stem: plain for path in HERE.glob("bad/*.yaml") if (plain := plain_of(path)) is not None}
    refused = {name for name, plain in told.items() if not allows(SCHEMA, plain)}
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
    told = [(path, allows(SCHEMA, one), loads(one)) for path in every_third for one in changed(plain, path)]
    assert [path for path, allowed, loaded in told if allowed != loaded] == []
    assert {allowed for _, allowed, _ in told} == {True, False}


def test_the_schema_in_the_reference_is_the_one_that_the_models_give(root: Path) -> None:
    shipped = (root / "docs" / "reference" / "charter.schema.json").read_text("utf-8")
    assert shipped == json.dumps(SCHEMA, ensure_ascii=False, indent=2) + "\n", (
        "write it anew: ./linli charter schema > docs/reference/charter.schema.json"
    )
