"""Between two tests on a store, what the first left is taken away."""

from __future__ import annotations

from django.db import connection

import emptied
from linli import charters
from linli.apps.community import actions
from linli.apps.community.models import Community, Place


def _filled() -> set[str]:
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        held = {}
        for name in tables:
            cursor.execute(f'SELECT COUNT(*) FROM "{name}"')  # noqa: S608  # the names are the schema's own
            held[name] = cursor.fetchone()[0]
    return {name for name, count in held.items() if count}


def test_an_emptied_store_is_as_the_migrations_left_it(community: Community) -> None:
    assert _filled() > emptied.LEFT_BY_MIGRATING
    first = community.pk
    emptied.empty()
    assert _filled() == emptied.LEFT_BY_MIGRATING
    Place.objects.create(code="990101001001", name="样例社区", level=5)
    again = actions.found_community(
        slug="again", place="990101001001", charter=charters.read("beilin"), actor=actions.TERMINAL
    )
    assert isinstance(again, Community)
    assert again.pk == first
