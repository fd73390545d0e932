"""Numbers of notices on every store: one row of them, whoever publishes at once and whatever is refused in between."""

from __future__ import annotations

from typing import Any

from linli.apps.community import actions as community_actions
from linli.apps.community.models import Community
from linli.apps.matters import actions
from linli.apps.matters.models import Publication
from linli.core.engine.acts import Actor


def test_notices_put_up_at_once_get_every_number_once_and_a_refused_one_none(
    chains: Any, community: Community
) -> None:
    (made,) = community_actions.enrol_people(
        community,
        [community_actions.Newcomer("居民", {"adult": True, "registered": True})],
        actor=community_actions.TERMINAL,
    )  # type: ignore[misc]  # nothing is refused of somebody who can be enrolled
    community_actions.take_seat(community, made, "committee", actor=community_actions.TERMINAL)
    done: list[Any] = []

    def put_up(text: str, organ: str = "committee") -> Any:
        by = Actor(made.pseudonym, organ)
        return lambda: done.append(
            actions.put_up(community=community, by=by, section="", title=text, text=text)
        )

    works = [put_up(f"停水通知 {n}", "committee" if n % 3 else "residents") for n in range(6)]
    assert chains.together(*works) == []
    refused = [one for one in done if one.refusal is not None]
    rows = Publication.objects.filter(community=community).order_by("number")
    assert (len(refused), [row.number for row in rows]) == (2, [1, 2, 3, 4])
    taken = actions.take_down(
        community=community,
        by=Actor(made.pseudonym, "committee"),
        publication=rows[3].seq,
        reasons="写错了。",
    )
    assert taken.refusal is None
    put_up("又停水")()
    assert [(row.number, row.down) for row in rows.all()] == [
        (1, ""),
        (2, ""),
        (3, ""),
        (4, "withdrawn"),
        (5, ""),
    ]
