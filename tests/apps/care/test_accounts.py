"""What is an account's and no community's: in one's copy, gone when its time is over, erased by its holder at once."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from io import BytesIO
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
from allauth.account.models import EmailAddress
from click.testing import CliRunner
from django.core.exceptions import PermissionDenied
from django.test import Client

from linli.apps.care import actions, ledger
from linli.apps.care.models import OwnErasure
from linli.apps.charters.models import Draft as Charter
from linli.apps.community import actions as community_actions
from linli.apps.community.actions.dropping import drop_account
from linli.apps.community.models import Account, Community, Look, Tie
from linli.apps.community.reads import holdings
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


def erasing(client: Client, *lots: str) -> Any:
    return client.post("/account/data/erase/", {"lot": lots})


def test_she_erases_her_address_at_once_and_is_told_beforehand_what_stops_working(
    her: Her, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    monkeypatch.setattr("linli.apps.community.letters.write", lambda _kind, to, **_words: written.append(to))
    EmailAddress.objects.create(user=her.account, email="her@example.org", verified=True, primary=True)
    EmailAddress.objects.create(user=her.account, email="new@example.org")
    client = her.confirmed()
    shown = client.get("/account/data/erase/").content.decode()
    assert "No letter comes any more when the password is forgotten" in shown
    assert erasing(client, "address").status_code == 302
    assert not EmailAddress.objects.exists()
    assert written == ["her@example.org"]
    assert Account.objects.filter(pk=her.account.pk).exists()
    assert 'value="address"' not in client.get("/account/data/erase/").content.decode()


def test_her_account_goes_with_all_that_hangs_on_it_and_she_stays_in_the_register(her: Her) -> None:
    founding(her.account, NOW), charter(her.account, NOW)
    client = her.confirmed()
    assert erasing(client, "account").headers["Location"] == "/"
    assert not Account.objects.filter(pk=her.account.pk).exists()
    assert not Founding.objects.exists()
    assert not Charter.objects.exists()
    her.person.refresh_from_db()
    assert (her.person.account, her.person.departed, bool(her.person.name)) == (None, False, True)
    assert not Tie.objects.filter(person=her.person, ended=None).exists()
    assert client.get("/account/").status_code == 302
    community_actions.give_account(
        her.community, her.person, community_actions.make_account("anew", None, actor=BY), actor=BY
    )


def test_who_keeps_a_register_or_looked_at_numbers_keeps_her_account_and_reads_why(
    her: Her, clerk: Account
) -> None:
    for account in (clerk, community_actions.make_account("was-clerk", None, actor=BY)):
        Look.objects.create(
            community=her.community, account=account, person=her.person, what="numbers", at=NOW
        )
        with pytest.raises(actions.NotTaken, match="nothing-chosen"):
            actions.erase_own(account=account, lots=["account"])
        lots = {one.key: one for one in holdings.lots_of(actions.of_account(account))}
        assert (lots["account"].fate, bool(lots["account"].why)) == ("not-now", True)
        with pytest.raises(PermissionDenied):
            drop_account(account)
    own = {"community": her.community, "person": her.person, "what": "own-copy", "at": NOW}
    Look.objects.create(account=her.account, **own)
    assert actions.erase_own(account=her.account, lots=["account"]) == ("account",)


def test_only_who_has_just_confirmed_takes_a_copy_or_erases_and_nothing_of_others_is_offered(
    her: Her,
) -> None:
    EmailAddress.objects.create(user=her.account, email="her@example.org", verified=True, primary=True)
    client = her.browser()
    for way in ("copy/", "erase/"):
        assert client.get(f"/account/data/{way}").headers["Location"].startswith("/account/confirm/")
    assert erasing(client, "address").headers["Location"] == "/account/data/erase/"
    assert EmailAddress.objects.exists()
    confirmed = her.confirmed()
    for lots in ((), ("discussion",), ("address", "phone")):
        assert erasing(confirmed, *lots).status_code == 422
    assert EmailAddress.objects.exists()
    assert "My data" not in client.get("/account/data/").content.decode()
    assert "/c/sample/my-data/" in client.get("/account/data/").content.decode()


def test_the_copy_of_an_account_has_all_that_is_the_accounts_and_nothing_of_communities(
    her: Her, elsewhere: Community
) -> None:
    EmailAddress.objects.create(user=her.account, email="her@example.org", verified=True, primary=True)
    founding(her.account, NOW), charter(her.account, NOW, elsewhere)
    answer: Any = her.confirmed().post("/account/data/copy/")
    with ZipFile(BytesIO(b"".join(answer.streaming_content))) as archive:
        data, page = json.loads(archive.read("data.json")), archive.read("index.html").decode()
    assert data["about"]["account"] == "her"
    assert {"account", "foundings", "charter-drafts"} == set(data["held"])
    assert "her@example.org" in page
    assert her.person.name not in page


def test_after_an_old_backup_what_she_erased_of_her_account_is_erased_again_and_what_came_since_is_not(
    her: Her, settings: Any, tmp_path: Any
) -> None:
    settings.CONFIG = SimpleNamespace(proxies=0, data_dir=tmp_path)
    gave = {"user": her.account, "email": "her@example.org", "verified": True, "primary": True}
    EmailAddress.objects.create(**gave)
    actions.erase_own(account=her.account, lots=["address"])
    assert (actions.write_down(), actions.write_down()) == (1, 0)
    (line,) = ledger.lines(tmp_path)
    assert (line.community, line.lots) == ("", ("address",))
    assert "her" not in f"{line.person} {line.lots}"
    EmailAddress.objects.create(**gave)
    assert (actions.unknown(), actions.again(line)) == ([], False)
    assert EmailAddress.objects.exists()
    OwnErasure.objects.all().delete()
    assert actions.unknown() == [line]
    assert (actions.again(line), actions.again(line)) == (True, False)
    assert not EmailAddress.objects.exists()
    OwnErasure.objects.all().delete()
    Account.objects.filter(pk=her.account.pk).update(username="somebody-else")
    assert (actions.unknown(), actions.again(line)) == ([], False)
