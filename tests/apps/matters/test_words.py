"""What the pages call each kind of act."""

import typing
from typing import Any

import pytest

from linli.apps.matters import words, words_of_community
from linli.core.engine.acts import InStrand
from linli.core.engine.entry import CommunityEntry, MatterEntry, SittingEntry
from linli.core.engine.struct import kebab_tag


@pytest.mark.parametrize(
    ("entry", "titles"),
    [(MatterEntry, words.ACTS), (SittingEntry, words.ACTS), (CommunityEntry, words_of_community.ACTS)],
)
def test_every_act_that_a_record_can_hold_is_called_something_in_both_languages(
    entry: Any, titles: Any
) -> None:
    # What is done in a strand is called what it is called elsewhere.
    acts = {one for one in typing.get_args(typing.get_type_hints(entry)["act"])} - {InStrand}
    assert acts
    assert {name for one in acts if (name := kebab_tag(one.__name__)) not in titles} == set()
    assert all(one.zh and one.en and one.zh != one.en for one in titles.values())
