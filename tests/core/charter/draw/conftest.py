"""What the tests of drawings share: every charter of the gallery, charters made up on the spot, and plans of both."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from linli import charters
from linli.core.charter.load import Loaded, load
from linli.core.charter.model import Charter

SLUGS = charters.slugs()
GOOD = Path(__file__).parents[1] / "good"


@pytest.fixture(params=SLUGS)
def loaded(request: pytest.FixtureRequest) -> Loaded:
    """Each charter of the gallery in turn."""
    return charters.read(str(request.param))


@pytest.fixture
def rich() -> Charter:
    """A charter with every construct of the language."""
    return load(
        (GOOD / "rich.yaml").read_bytes(), file="rich", find=lambda slug: (GOOD / f"{slug}.yaml").read_bytes()
    ).charter


@pytest.fixture
def made() -> Callable[..., Charter]:
    """A charter with one procedure ``p`` of the stages given."""

    def make(stages: dict[str, Any], **more: Any) -> Charter:
        procedure = {
            "title": {"zh": "程序", "en": "procedure"},
            "decides": {"it": {"zh": "事", "en": "it"}},
            "stages": stages,
        }
        return Charter.model_validate(
            {"charter": "made", "version": "1", "title": {"zh": "章程", "en": "charter"}, "level": "community",
             "procedures": {"p": procedure}, **more}
        )  # fmt: skip

    return make
