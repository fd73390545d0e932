"""The PostgreSQL that the tests start for themselves."""

import psycopg
import pytest


@pytest.mark.postgres
def test_a_fresh_postgresql_answers_in_unicode(postgres_url: str) -> None:
    with psycopg.connect(postgres_url) as connection:
        row = connection.execute("select '邻里', current_setting('server_version_num')::int").fetchone()
    assert row is not None
    assert row[0] == "邻里"
    assert row[1] >= 150000
