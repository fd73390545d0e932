"""The description of the interface (OpenAPI 3.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation
from pydantic.fields import FieldInfo

from linli.rest import problems
from linli.rest.shapes import Page

ROOT = "/api/v1/"


class Description(OpenAPISchema):
    """The library's description, made true: problems have their own media type, tokens their permissions."""

    def operation_details(self, operation: Operation) -> dict[str, Any]:
        """What an operation does: in one sentence, then at length."""
        found: dict[str, Any] = super().operation_details(operation)
        found["summary"] = found["description"].partition(". ")[0].rstrip(".")
        for parameter in found["parameters"]:
            # Examples stand in the schema; here the document wants them by name.
            parameter.pop("examples", None)
        return found

    def responses(self, operation: Operation) -> dict[int, Any]:
        """The answers of an operation."""
        found: dict[int, Any] = super().responses(operation)
        for status, answer in found.items():
            if status >= 400:
                answer["content"] = {problems.MEDIA_TYPE: next(iter(answer["content"].values()))}
        return found

    def _extract_parameters(self, model: Any) -> list[dict[str, Any]]:
        """The parameters with their meanings, which the library drops where they stand beside the type."""
        found: list[dict[str, Any]] = super()._extract_parameters(model)
        for parameter in found:
            hint = model.__annotations__.get(parameter["name"])
            said = [
                one.description for one in getattr(hint, "__metadata__", ()) if isinstance(one, FieldInfo)
            ]
            if said and said[0]:
                parameter["description"] = said[0]
        return found

    def operation_security(self, operation: Operation) -> list[dict[str, Any]] | None:
        """Which token an operation needs; with an empty choice where it needs none."""
        door = next(iter(operation.auth_callbacks), None)
        if door is None:
            return None
        self.securitySchemes["token"] = {"type": "http", "scheme": "bearer"}
        needs = getattr(door, "needs", "")
        return [{"token": [needs]}] if needs else [{}, {"token": []}]


def document(api: NinjaAPI) -> dict[str, Any]:
    """The whole document."""
    found = Description(api, ROOT.removeprefix("/"))
    for name, shape in found["components"]["schemas"].items():
        # A shape filled in for one kind of thing loses its own words.
        if name.startswith("Page_"):
            shape["description"] = Page.__doc__
    found["servers"] = [{"url": "/", "description": "This installation"}]
    found["components"]["schemas"] = {
        _short(name): one for name, one in found["components"]["schemas"].items()
    }
    shortened: dict[str, Any] = _shortened(dict(found))
    return shortened


def _shortened(part: Any) -> Any:
    """The document with the names of shapes as people read them: ``Matter``, not ``MatterShape``."""
    match part:
        case dict():
            return {key: _shortened(_short(one) if key == "$ref" else one) for key, one in part.items()}
        case list():
            return [_shortened(one) for one in part]
        case _:
            return part


def _short(name: str) -> str:
    page = re.sub(r"Page_(\w+?)Shape_", r"PageOf\1", name)
    return page.removesuffix("Shape")


def operations(found: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every operation: its address, its method, its description."""
    for path, methods in found["paths"].items():
        for method, one in methods.items():
            yield path, method.upper(), one
