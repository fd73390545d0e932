"""The description of the interface, in the shape of its page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from linli.rest import sayings
from linli.rest.problems import lang
from linli.site.api import openapi, words

Shown = dict[str, Any]
_REF = "#/components/schemas/"


def context(document: Shown) -> Shown:
    """What the page shows of a document."""
    parts: dict[str, list[Shown]] = {}
    for path, method, one in openapi.operations(document):
        parts.setdefault(one["tags"][0], []).append(_operation(path, method, one))
    shapes = document["components"]["schemas"]
    return {
        "parts": [
            {"id": name, "title": words.title(name), "operations": found} for name, found in parts.items()
        ],
        "shapes": [_shape(name, shapes[name]) for name in sorted(shapes)],
        "problems": [
            {"id": kind, "title": title.in_(lang()), "says": sayings.HINTS[kind].in_(lang())}
            for kind, title in sayings.KINDS.items()
        ],
    }


def _operation(path: str, method: str, one: Shown) -> Shown:
    needs: list[str] = next((part["token"] for part in one["security"] if part.get("token")), [])
    body = one.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    return {
        "id": f"do-{one['operationId']}", "method": method, "path": path, "says": one["description"],
        "needs": ", ".join(needs), "body": list(_bodies(body)),
        "asked": [
            {"name": asked["name"], "place": asked["in"], "says": asked.get("description", ""),
             "required": asked["required"]}
            for asked in one["parameters"]
        ],
        "answers": [{"status": status, "shape": _answer(answer)} for status, answer in one["responses"].items()],
    }  # fmt: skip


def _bodies(schema: Shown) -> Iterator[Shown]:
    """The shapes that a body can have; where ``do`` tells them apart, the words that it can be."""
    by_shape: dict[str, list[str]] = {}
    for verb, ref in schema.get("discriminator", {}).get("mapping", {}).items():
        by_shape.setdefault(ref.removeprefix(_REF), []).append(verb)
    for name, verbs in by_shape.items():
        yield {"name": name, "verbs": ", ".join(verbs)}
    if not by_shape and (name := _named(schema)):
        yield {"name": name, "verbs": ""}


def _answer(answer: Shown) -> str:
    content: Shown = next(iter(answer.get("content", {}).values()), {})
    return _named(content.get("schema", {}))


def _named(schema: Shown) -> str:
    """The first shape that a schema names."""
    found = re.search(rf"{_REF}([A-Za-z0-9_]+)", str(schema))
    return found[1] if found else ""


def _shape(name: str, schema: Shown) -> Shown:
    required = schema.get("required", [])
    return {
        "name": name, "says": schema.get("description", ""),
        "fields": [
            {"name": key, "kind": _kind(one), "says": one.get("description", ""), "required": key in required,
             "shape": _named(one)}
            for key, one in schema.get("properties", {}).items()
        ],
    }  # fmt: skip


def _kind(schema: Shown) -> str:
    """What a field holds, in a few words."""
    if name := _named(schema):
        return f"{name} …" if schema.get("type") == "array" else name
    if "const" in schema or "enum" in schema:
        return " | ".join(str(one) for one in schema.get("enum", [schema.get("const")]))
    if "anyOf" in schema:
        return " | ".join(_kind(one) for one in schema["anyOf"])
    if schema.get("type") == "array":
        return f"{_kind(schema.get('items', {}))} …"
    return str(schema.get("format") or schema.get("type", "any"))
