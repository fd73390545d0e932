"""What a community is called where nobody has said."""

from __future__ import annotations

import pytest

from linli.apps.community.actions.founding import neighbourhood


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("测绘路社区居委会", "测绘路社区"),
        ("桥北社区居民委员会", "桥北社区"),
        ("东风村村民委员会", "东风村"),
        ("东风村民委员会", "东风村"),
        ("东风村委会", "东风村"),
        ("鲁北林场生活区", "鲁北林场生活区"),
        ("居委会", "居委会"),
        ("村委会", "村委会"),
    ],
)
def test_a_community_is_called_by_its_neighbourhood_not_by_its_committee(place: str, name: str) -> None:
    assert neighbourhood(place) == name
