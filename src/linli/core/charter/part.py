"""What every part of a charter has in common."""

from pydantic import BaseModel, ConfigDict


def kebab(name: str) -> str:
    """The key in the file for a field in the code: ``may_change`` is written ``may-change``."""
    return name.rstrip("_").replace("_", "-")


class Part(BaseModel):
    """A frozen piece of a charter; a key that is not one of its fields is an error."""

    # A part is built within the whole charter; to build each by itself as well makes every start longer.
    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=kebab,
        populate_by_name=False,
        str_min_length=1,
        defer_build=True,
    )
