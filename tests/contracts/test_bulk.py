"""Many rows at once on every store: what goes in comes out, and what they refer to is there."""

from __future__ import annotations

from itertools import repeat
from typing import Any

import pytest
from django.db import IntegrityError

from linli.apps.community import actions, bulk
from linli.apps.community.actions.tables.enter import Entering
from linli.apps.community.actions.tables.stage import Stage
from linli.apps.community.models import Community, Person, Resident


@pytest.mark.parametrize("count", [0, 1, 49, 50, 51, 120])
def test_rows_of_every_kind_of_value_go_in_as_they_are_however_many(community: Community, count: int) -> None:
    before = set(Person.objects.values_list("pk", flat=True))
    keys = bulk.fresh_keys(Person, count)
    assert len({*keys} - before) == count
    own = {"community_id": repeat(community.pk)}
    names = [f"'{place}'\\\t%s" for place in range(count)]
    numbers = range(1000, 1000 + count)
    bulk.insert(
        Person, {"id": keys, "pseudonym": map(str, keys), "number": numbers, "name": names, **own}, count
    )
    columns: dict[str, Any] = {
        "person_id": keys, "sealed": [bytes([0, 255, 92, place]) for place in range(count)],
        "mark": [f"{place:024}" for place in range(count)],
        "party": [(True, False, None)[place % 3] for place in range(count)], "owner": repeat(True),
        "sex": repeat("it's"), "touched": repeat(7),
    }  # fmt: skip
    bulk.insert(Resident, columns | own, count)
    people = list(Person.objects.filter(pk__in=keys).order_by("number"))
    assert [(one.pk, one.name, one.account_id, one.departed) for one in people] == [
        (key, name, None, False) for key, name in zip(keys, names, strict=True)
    ]
    for place, one in enumerate(Resident.objects.filter(pk__in=keys).order_by("mark")):
        assert bytes(one.sealed) == bytes([0, 255, 92, place])
        assert (one.party, one.owner, one.lives) == ((True, False, None)[place % 3], True, None)
        assert (one.sex, one.touched) == ("it's", 7)
    assert Resident.objects.filter(pk__in=keys).count() == count


def test_a_person_of_a_household_that_is_not_there_is_not_entered(community: Community) -> None:
    stage = Stage(
        new={"person": {"name": ["甲"], "household_id": [999_999]}},
        newcomers={"sex": [""]},
        facts=[{}],
        enrol=[0],
    )
    with pytest.raises(IntegrityError, match="household"):
        Entering(community, 1, actions.TERMINAL).all([stage])
