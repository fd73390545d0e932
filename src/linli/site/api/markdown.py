"""The reference of the interface as a text: docs/reference/api.md."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils import translation

from linli.site.api import reference, words

HEAD = """# The interface for programs

Written from the OpenAPI document by `python -m linli.site.api.markdown`; a test holds the two together. How to use it:
[Let a program read and act](../howto/use-the-interface.md).
"""


def written(document: dict[str, Any]) -> str:
    """The whole reference, in English."""
    with translation.override("en"):
        found = reference.context(document)
        lines = [HEAD, *(f"- {one.en}" for one in words.POINTS), ""]
        for part in found["parts"]:
            lines += [f"## {part['title']}", ""]
            for one in part["operations"]:
                lines += _operation(one)
        lines += ["## Problems", "", "| Kind | What | What helps |", "|---|---|---|"]
        lines += [f"| `{one['id']}` | {one['title']} | {one['says']} |" for one in found["problems"]]
        lines += ["", "## Shapes", ""]
        for shape in found["shapes"]:
            lines += _shape(shape)
    return "\n".join(lines).rstrip() + "\n"


def _operation(one: dict[str, Any]) -> Iterator[str]:
    needs = f" Needs `{one['needs']}`." if one["needs"] else ""
    yield from (f"### `{one['method']} {one['path']}`", "", one["says"] + needs, "")
    for asked in one["asked"]:
        required = ", required" if asked["required"] else ""
        yield f"- `{asked['name']}` ({asked['place']}{required}) {asked['says']}".rstrip()
    for body in one["body"]:
        verbs = f": `{body['verbs']}`" if body["verbs"] else ""
        yield f"- body `{body['name']}`{verbs}"
    answers = [f"{answer['status']} `{answer['shape']}`" for answer in one["answers"] if answer["shape"]]
    yield from (f"- answers {', '.join(answers)}", "")


def _shape(shape: dict[str, Any]) -> Iterator[str]:
    yield from (f"### `{shape['name']}`", "", shape["says"], "")
    for field in shape["fields"]:
        required = ", required" if field["required"] else ""
        kind = field["kind"].replace("|", "/")
        yield f"- `{field['name']}` ({kind}{required}) {field['says']}".rstrip()
    yield ""


def main() -> None:
    """Write the reference anew."""
    from pathlib import Path

    import django

    django.setup()
    from linli.site.api.views import described

    path = Path(__file__).resolve().parents[4] / "docs" / "reference" / "api.md"
    path.write_text(written(described()), encoding="utf-8")


if __name__ == "__main__":
    main()
