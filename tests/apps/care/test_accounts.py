"""What is an account's and no community's: in one's copy, gone when its time is over, erased by its holder at once."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

from linli.apps.care import actions
from linli.apps.charters.models import Draft as Charter
from linli.apps.community import actions as community_actions
from linli.apps.community.models import Account, Community, Look, Tie
from linli.apps.founding.models import Draft as Founding

if TYPE_CHECKING:
    from tests.apps.care.conftest import Her

BY = community_actions.TERMINAL
NOW = datetime(2030, 6, 15, 4, tzinfo=UTC)
LONG = NOW - timedelta(days=800)
MEMBER = {"organ": "committee", "name": "别人的名字", "kind": "", "chair": True, "facts": []}


def founding(account: Account, touched: datetime, community: Community | None = None) -> Founding:
    return Founding.objects.create(
        account=account, place="990101001009", name="新社区", slug="new", begun=touched, touched=touched,
        members=[MEMBER], community=community,
    )  # fmt: skip


def charter(account: Account, saved: datetime, community: Community | None = None) -> Charter:
    text = f"# 草稿 {community or '范本'}"
    return Charter.objects.create(
        account=account, community=community, model="" if community else "beilin", base="0" * 64, text=text, saved=saved
    )  # fmt: skip


def counts(rows: list[actions.Due]) -> dict[str, int]:
    return {one.purpose.key: one.count for one in rows if one.count}


def test_drafts_that_nobody_touches_go_with_their_period_and_others_stay(her: Her) -> None:
    founding(her.account, LONG), charter(her.account, LONG)
    new = founding(her.account, NOW - timedelta(days=100)), charter(her.account, NOW, her.community)
    with community_actions.standing_at(NOW):
        assert not {"foundings", "charter-drafts", "accounts"} & set(counts(actions.due(her.community)))
        assert counts(actions.due(None)) == {"foundings": 1, "charter-drafts": 1}
        assert counts(actions.fade(None)) == {"foundings": 1, "charter-drafts": 1}
        assert counts(actions.fade(None)) == {}
    assert (Founding.objects.get(), Charter.objects.get()) == new
    shown = her.browser().get("/c/sample/personal-data/").content.decode()
    assert shown.count("Last removed on") == 2


def test_an_account_that_is_nobody_goes_a_year_after_it_last_signed_in_and_no_other(
    her: Her, clerk: Account
) -> None:
    names = ["forgotten", "lately", "founder", "looked", "untied", "resident"]
    made = {name: community_actions.make_account(name, None, actor=BY) for name in names}
    Account.objects.update(last_login=LONG)
    Account.objects.filter(username="lately").update(last_login=NOW - timedelta(days=90))
    community_actions.let_found(made["founder"], actor=BY)
    Look.objects.create(
        community=her.community, account=made["looked"], person=her.person, what="numbers", at=LONG
    )
    ended = NOW - timedelta(days=30)
    Tie.objects.create(
        community=her.community,
        person=her.people[10],
        account=made["untied"],
        how="clerk",
        at=LONG,
        ended=ended,
    )
    community_actions.give_account(her.community, her.people[11], made["resident"], actor=BY)
    with community_actions.standing_at(NOW):
        assert counts(actions.fade(None)) == {"accounts": 1}
    left = set(Account.objects.values_list("username", flat=True))
    assert left == {*names, "her", "clerk"} - {"forgotten"}


def test_drafts_are_in_ones_copy_without_the_names_of_others_and_those_of_elsewhere(
    her: Her, elsewhere: Community
) -> None:
    founding(her.account, NOW), charter(her.account, NOW), charter(her.account, NOW, elsewhere)
    answer: Any = her.confirmed().post(her.address("copy/"))
    with ZipFile(BytesIO(b"".join(answer.streaming_content))) as archive:
        held = json.loads(archive.read("data.json"))["held"]
    assert [one["text"] for one in held["charter-drafts"]] == ["# 草稿 范本"]
    assert [(one["name"], one["people"]) for one in held["foundings"]] == [("新社区", "1")]
    assert "别人的名字" not in json.dumps(held, ensure_ascii=False)


def test_the_command_removes_what_belongs_to_no_community_even_where_there_is_none(
    db: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    from linli.commands import installation, retention

    monkeypatch.setattr(installation, "open_installation", lambda *_given, **_more: None)
    account = community_actions.make_account("founder", None, actor=BY)
    founding(account, LONG)
    with community_actions.standing_at(NOW):
        done = CliRunner().invoke(retention.retention, ["--data", str(tmp_path), "--do"])
    assert done.exit_code == 0, done.output
    assert "Foundings being prepared  6 个月  1" in done.output
    assert not Founding.objects.exists()
