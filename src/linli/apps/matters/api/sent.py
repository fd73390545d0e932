"""What is sent with a deed: words, facts, files; the key that makes it happen once, and the version it is meant for."""

from __future__ import annotations

import base64
import binascii
import io
import re
from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import Field

from linli.apps.matters import typed, uploads
from linli.apps.matters.uploads import Upload
from linli.rest import sayings
from linli.rest.problems import Wrong, invalid
from linli.rest.shapes import Given

To = dict[str, Any]
"""Where a deed is done and by whom: what every action takes."""
Name = Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[^\x00]*$")]
"""A name out of the charter."""
Facts = Annotated[
    dict[Name, str | int | bool],
    Field(max_length=100, description="Facts by their names in the charter.", examples=[{"amount": 12000}]),
]
Points = Annotated[
    dict[Name, bool], Field(max_length=100, description="Which points of the checklist are fulfilled.")
]

_TAG = re.compile(r'"?([1-9]\d{0,8})(?:\.[0-9a-f]{32})?"?')


def Typed(default: Any = ...) -> Any:  # noqa: N802 - it stands where a field does
    """Words that somebody typed."""
    return Field(default, max_length=typed.TEXT_LIMIT)


class FileGiven(Given):
    """A file."""

    name: str = Field(min_length=1, max_length=200, examples=["灯.jpg"])
    content: str = Field(description="Its bytes in base64.", max_length=8 * 1024 * 1024)


FilesGiven = Annotated[
    list[FileGiven],
    Field(max_length=uploads.MAX_FILES, description="Photos, PDF, Word, Excel or plain text."),
]


def files_of(given: Sequence[FileGiven]) -> tuple[Upload, ...]:
    """The files, read. Raises Problem for what is not base64, BadInput for a file that cannot be taken."""
    return uploads.read_all((one.name, io.BytesIO(_bytes(place, one))) for place, one in enumerate(given))


def _bytes(place: int, file: FileGiven) -> bytes:
    try:
        return base64.b64decode(file.content, validate=True)
    except (ValueError, binascii.Error):
        raise invalid([Wrong(f"body.files.{place}.content", "base64", sayings.WRONG["base64"])]) from None


def version_of(sent: str) -> int:
    """The version of the matter that a deed is meant for, out of the ETag sent as If-Match; 0 where none is sent."""
    if sent in ("", "*"):
        return 0
    found = _TAG.fullmatch(sent.strip())
    if found is None:
        raise invalid([Wrong("header.If-Match", "version", sayings.WRONG["version"])])
    return int(found[1])
