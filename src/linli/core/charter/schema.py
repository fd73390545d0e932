"""The shape of the charter language as a JSON Schema, worked out from the same models that read a charter.

A charter's scalars are all read as text, so every scalar of the schema is a string. What a schema cannot say stays
with the loader and the linter: whether a rule, a time or a number can be read, whether a name is declared, whether an
outcome is one of its stage's, and whether an organ is filled in exactly one way.
"""

from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BeforeValidator

from linli.core.charter.keys import meaning
from linli.core.charter.keys.parts import PARTS
from linli.core.charter.model import Charter, Dated, DatedBy, Register, Registers
from linli.core.charter.part import Part, kebab
from linli.core.charter.stages import Deed, Deeds, Names

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SINGLE = ((Names, str), (Dated, str), (DatedBy, str), (Deeds, Deed), (Registers, Register))
"""What can also be written as a single thing, and as which."""


def json_schema() -> Schema:
    """The JSON Schema of a charter file."""
    parts: dict[str, Schema] = {}
    top = _shape(Charter, parts)
    return {"$schema": DIALECT, "title": "Linli charter", **top, "$defs": dict(sorted(parts.items()))}


def _shape(annotation: Any, parts: dict[str, Schema]) -> Schema:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return _reference(annotation, parts)
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _annotated(annotation, parts)
    if origin is Literal:
        return {"type": "string", "enum": list(args)}
    if origin in (Union, UnionType):
        return _any_of([one for one in args if one is not type(None)], parts)
    if origin is dict:
        return {
            "type": "object",
            "propertyNames": {"minLength": 1},
            "additionalProperties": _shape(args[1], parts),
        }
    if origin is tuple:
        return {"type": "array", "items": _shape(args[0], parts)}
    return {"type": "string", "minLength": 1}


def _annotated(annotation: Any, parts: dict[str, Schema]) -> Schema:
    inner, *notes = get_args(annotation)
    for listed, single in _SINGLE:
        if annotation == listed:
            return _any_of([single, inner], parts)
    return _shape(str if any(isinstance(note, BeforeValidator) for note in notes) else inner, parts)


def _any_of(members: list[Any], parts: dict[str, Schema]) -> Schema:
    shapes = [_shape(member, parts) for member in members]
    return shapes[0] if len(shapes) == 1 else {"anyOf": shapes}


def _reference(part: type[Part], parts: dict[str, Schema]) -> Schema:
    if part.__name__ not in parts:
        parts[part.__name__] = {}
        parts[part.__name__] = _object(part, parts)
    return {"$ref": f"#/$defs/{part.__name__}"}


def _told(part: type[Part], name: str, shape: Schema) -> Schema:
    """The shape of a key with what it means, which editors show while one writes."""
    return {**shape, "description": " · ".join(meaning(part, name))}


def _object(part: type[Part], parts: dict[str, Schema]) -> Schema:
    hints = get_type_hints(part, include_extras=True)
    return {
        "type": "object",
        "description": " · ".join(PARTS.get(part.__name__, ())),
        "properties": {
            kebab(name): _told(part, name, _shape(hints[name], parts)) for name in part.model_fields
        },
        "required": [kebab(name) for name, field in part.model_fields.items() if field.is_required()],
        "additionalProperties": False,
    }
