"""The shapes of models, of power, and of what models say to the same questions."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from linli.core.lab.power.players import Basis
from linli.rest.shapes import Shape

SHARE = 'Exact, as a fraction (`"2/7"`); rounded, with a % sign, where it would fill pages; null where not worked out.'


MOST_SIZES, MOST_COMPARED = 40, 6


class Comparing(Shape):
    """Which models to put side by side."""

    model: list[Annotated[str, Field(max_length=100)]] = Field(
        min_length=2, max_length=MOST_COMPARED, description="Their names; the parameter is repeated."
    )


class Supposing(Shape):
    """Of which procedure power is worked out, and with how many people."""

    procedure: str = Field("", max_length=100, description="Only this one; empty for all.")
    size: list[Annotated[str, Field(max_length=120)]] = Field(
        default_factory=list,
        max_length=MOST_SIZES,
        description="How many there are in an organ that the charter gives no number, as `ORGAN=NUMBER`, up to "
        "1,000,000; may be repeated.",
    )


class ModelShape(Shape):
    """A charter of the gallery."""

    name: str = Field(description="Its name, as in addresses.", examples=["beilin"])
    title: str
    version: str
    hash: str = Field(description="The fingerprint of the text with all that it extends.")
    level: str = Field(
        description="The kind of place that it is for; `law` for a law.", examples=["community"]
    )
    subject: str = Field(description="What it is mostly about.", examples=["procedures"])
    procedures: list[str] = Field(description="Its procedures, by their names in the charter.")
    page: str = Field(description="Where its pages begin.", examples=["/models/beilin/"])


class ModelDeedShape(Shape):
    """Who does a deed somewhere in a charter, or how near an organ is to the residents."""

    key: str
    title: str
    says: str
    good: bool = Field(description="Whether anybody does it; whether a choice of residents leads there.")


class HolderShape(Shape):
    """An organ that a procedure cannot do without on some way, and the power that it holds."""

    organ: str = Field(description="Its name in the charter.")
    title: str
    people: int = Field(description="How many it was taken to have.")
    basis: Basis = Field(
        description="Whence it is: `given` by the charter, `told` with `size`, the `least` that the charter allows, "
        "`one` for a body with one voice, `assumed` where nothing says it."
    )
    blocks: bool = Field(description="Whether nothing goes through against it.")
    carries: bool = Field(description="Whether it carries the matter alone.")
    shapley_all: str | None = Field(description=f"Shapley–Shubik index of all its members together. {SHARE}")
    shapley_member: str | None = Field(description=f"The same, of one member. {SHARE}")
    banzhaf_all: str | None = Field(description=f"Banzhaf index of all its members together. {SHARE}")
    banzhaf_member: str | None = Field(description=f"The same, of one member. {SHARE}")


class PowerShape(Shape):
    """Who holds power in one procedure."""

    procedure: str = Field(description="Its name in the charter.")
    title: str
    worked_out: bool = Field(description="False where not even who can block and carry could be told.")
    finished: bool = Field(
        description="False where something is missing, such as an index; the sentences say why."
    )
    smallest: int | None = Field(
        description="How few people suffice; 0 where nobody is asked, null where not told."
    )
    ways: list[dict[str, int]] = Field(
        description="How many of whom suffice together, way by way; whoever is not named need not be there."
    )
    holders: list[HolderShape]
    resident: str = Field(description="The organ in which an ordinary resident has a say; empty for none.")
    sentences: list[str] = Field(description="The same in words.")


class ModelPowerShape(Shape):
    """Who does what under a charter, and who holds power in its procedures."""

    model: ModelShape
    deeds: list[ModelDeedShape] = Field(description="For each deed, who does it.")
    near: list[ModelDeedShape] = Field(description="For each organ, how it comes from the residents.")
    voting: list[PowerShape]
    means: list[str] = Field(description="What the two indices mean.")


class ModelAnswerShape(Shape):
    """One question with the answer of each model, in the order in which they were asked for."""

    key: str
    title: str
    says: list[str]


class ComparisonShape(Shape):
    """What several models say to the same questions."""

    models: list[ModelShape]
    glance: list[ModelAnswerShape] = Field(description="At a glance.")
    deeds: list[ModelAnswerShape] = Field(description="Who does what.")
    lessons: list[ModelAnswerShape] = Field(description="What the pilot zones learned.")
    heads: list[ModelAnswerShape] = Field(
        description="Beside the laws for villages and for urban communities, head by head."
    )
