"""What each register is for and how long: read, checked, shown to everybody; and what is past its period goes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from django.contrib.sessions.models import Session
from django.test import Client

from linli.apps.care import actions
from linli.apps.care.models import ErasureRequest, Faded
from linli.apps.care.purposes import WrongPurposes, past, purposes
from linli.apps.care.tasks import remove_what_is_over
from linli.apps.community import actions as community_actions
from linli.apps.community.models import (
    Account,
    BroughtTable,
    Community,
    Correction,
    Invitation,
    Look,
    RefusalLog,
    Tie,
)
from linli.apps.community.reads.fading import FADINGS
from linli.apps.matters.tasks import sweep_files
from linli.commands import background
from linli.core.charter.terms import Duration
from linli.registers.shapes import SHAPES

if TYPE_CHECKING:
    from tests.apps.care.conftest import Her

NOW = datetime(2030, 6, 15, 4, tzinfo=UTC)
Own = Callable[[str], None]


@pytest.fixture
def own(community: Community, settings: Any, tmp_path: Path) -> Own:
    """Writes the community's own file of purposes."""
    settings.CONFIG = SimpleNamespace(
        **{name: getattr(settings.CONFIG, name) for name in ("proxies", "by_hand")}, data_dir=tmp_path
    )

    def write(text: str) -> None:
        (tmp_path / "purposes").mkdir(exist_ok=True)
        (tmp_path / "purposes" / "sample.yaml").write_text(text, encoding="utf-8")

    return write


def test_every_register_says_what_it_is_for_on_what_ground_and_how_long(community: Community) -> None:
    found = {one.key: one for one in purposes(community)}
    assert set(SHAPES) - {"buildings", "stairwells", "dwellings", "parts"} <= set(found)
    assert {"discussions", "opinions", "told", "looks", "sign-in", "tablets", "uploads"} <= set(found)
    assert {one.key for one in FADINGS} <= {key for key, one in found.items() if one.period is not None}
    assert {key for key, one in found.items() if one.period is not None} <= {one.key for one in FADINGS}


def test_a_community_says_otherwise_only_what_differs(community: Community, own: Own) -> None:
    own("- key: corrections\n  keep: 1 year\n")
    found = {one.key: one for one in purposes(community)}
    assert found["corrections"].period == Duration(1, "years")
    assert found["corrections"].title.en == "Corrections"
    assert found["looks"].period == Duration(3, "years")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("- key: cats\n  keep: 1 year\n", "no such register"),
        ("- key: looks\n  keep: 5 months\n", "the law asks for at least 6 months"),
        ("- key: looks\n  at-least: 1 day\n", "not for you to say"),
        ("- key: looks\n  of: installation\n", "not for you to say"),
        ("- key: sign-in\n  keep: 2 days\n", "of the whole installation: say it in DATA/purposes.yaml"),
        ("- key: looks\n  keep: for a while\n", "keep is while-registered"),
        ("- key: looks\n  keep: 5 working days\n", "days, weeks, months or years"),
        ("- key: looks\n  title: {zh: 看}\n", "in zh and in en"),
        ("- key: looks\n  holdz: {zh: 看, en: look}\n", "holdz"),
        ("- key: looks\n- key: looks\n", "twice"),
        ("looks: 3 years\n", "array"),
        ("- key: [\n", "sample.yaml"),
    ],
)
def test_a_file_that_says_what_cannot_be_is_refused_and_named(
    community: Community, own: Own, text: str, why: str
) -> None:
    own(text)
    with pytest.raises(WrongPurposes, match=why):
        purposes(community)
    with pytest.raises(WrongPurposes):
        actions.fade(community)


def test_everybody_reads_it_in_both_languages_and_where_the_own_file_is_wrong_that_it_is_so(
    community: Community, own: Own
) -> None:
    assert "Access log" in page(Client(headers={"accept-language": "en"}))
    assert "查看记录" in page(Client(headers={"accept-language": "zh-hans"}))
    assert '/c/sample/personal-data/"' in Client().get("/c/sample/").content.decode()
    own("- key: cats\n")
    assert "cannot be read" in page(Client(headers={"accept-language": "en"}))
    shown = Client().get("/api/v1/communities/sample/personal-data", headers={"accept-language": "en"}).json()
    assert [one["keep"] for one in shown if one["key"] == "looks"] == ["3 years"]


def test_each_register_is_folded_with_its_period_on_it_and_all_are_there_once(community: Community) -> None:
    shown = page(Client(headers={"accept-language": "en"}))
    folded = re.findall(r'<details class="fold" id="r-([a-z-]+)"><summary>', shown)
    assert sorted(folded) == sorted(one.key for one in purposes(community))
    assert re.search(r'id="r-looks"><summary>[^/]*Access log</span><span class="row-meta">3 years<', shown)
    assert "14 registers are emptied" in shown


def page(client: Client) -> str:
    answer = client.get("/c/sample/personal-data/")
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.parametrize(
    ("period", "today", "first"),
    [
        (Duration(90, "days"), date(2030, 6, 15), date(2030, 3, 17)),
        (Duration(2, "weeks"), date(2030, 6, 15), date(2030, 6, 1)),
        (Duration(1, "months"), date(2030, 3, 31), date(2030, 2, 28)),
        (Duration(13, "months"), date(2030, 1, 15), date(2028, 12, 15)),
        (Duration(1, "years"), date(2032, 2, 29), date(2031, 2, 28)),
    ],
)
def test_a_period_is_whole_days_by_the_clock_of_the_place(period: Duration, today: date, first: date) -> None:
    noon = datetime(today.year, today.month, today.day, 4, tzinfo=UTC)
    assert past(period, noon, "Asia/Shanghai").date() == first
    assert past(period, noon, "Asia/Shanghai").isoformat().endswith("T00:00:00+08:00")


@pytest.fixture
def old(her: Her, clerk: Account) -> Her:
    """Of everything that goes one thing that is past its period, and one that is not."""
    for years in (0, 10):
        at = NOW - timedelta(days=366 * years + 1)
        here = {"community": her.community}
        Look.objects.create(**here, account=clerk, person=her.person, what="numbers", at=at)
        Correction.objects.create(
            **here,
            number=years + 1,
            person=her.person,
            column="sex",
            sealed=b"",
            state="accepted",
            at=at,
            settled=at,
        )
        RefusalLog.objects.create(**here, chain="community", actor=her.person.pseudonym, code="x", at=at)
        Invitation.objects.create(
            **here,
            person=her.person,
            role="resident",
            way="paper",
            mark=f"{years}",
            at=at,
            expires=at + timedelta(1),
        )
        Tie.objects.create(**here, person=her.person, how="clerk", at=at, ended=at)
        BroughtTable.objects.create(
            **here,
            number=years + 1,
            shape="residents",
            name="t",
            state="applied",
            file=b"x",
            undo=b"y",
            at=at,
            entered=at,
        )
        Session.objects.create(
            session_key=f"s{years}", session_data="", expire_date=at + timedelta(1 - years)
        )
        ErasureRequest.objects.create(
            **here,
            number=years + 1,
            person=her.person,
            asked="phone",
            state="declined",
            at=at,
            due=at,
            settled=at,
        )
    return her


def test_what_is_past_its_period_goes_what_is_not_stays_and_it_is_written_down(old: Her) -> None:
    with community_actions.standing_at(NOW):
        expected = {one.purpose.key: one.count for one in actions.due(old.community)}
        assert {key: count for key, count in expected.items() if count} == {
            "looks": 1, "corrections": 1, "refusals": 1, "invitations": 2, "tables": 1, "erasures": 1,
        }  # fmt: skip
        assert [one.count for one in actions.due(None) if one.purpose.key == "sign-in"] == [1]
        assert not Faded.objects.exists()
        assert {one.purpose.key: one.count for one in actions.fade(old.community)} == expected
        assert sum(one.count for one in actions.due(old.community)) == 0
        assert sum(one.count for one in actions.fade(old.community)) == 0
    assert Look.objects.count() == Correction.objects.count() == ErasureRequest.objects.count() == 1
    assert {one.number: (bytes(one.file), bytes(one.undo)) for one in BroughtTable.objects.all()} == {
        1: (b"x", b"y"), 11: (b"", b""),
    }  # fmt: skip
    assert sorted(RefusalLog.objects.values_list("actor", flat=True)) == ["", old.person.pseudonym]
    assert {one.register: one.count for one in Faded.objects.all()} == {
        key: count for key, count in expected.items() if count
    }
    assert "Last removed on" in page(Client(headers={"accept-language": "en"}))


def test_a_shorter_period_of_the_community_holds_at_once(old: Her, own: Own) -> None:
    own("- key: corrections\n  keep: 1 day\n")
    with community_actions.standing_at(NOW + timedelta(days=3)):
        assert {one.purpose.key: one.count for one in actions.due(old.community)}["corrections"] == 2


def test_a_running_server_removes_it_once_a_day_unless_that_is_left_to_a_person(
    old: Her, settings: Any
) -> None:
    stray = Path(settings.MEDIA_ROOT) / "ab" / ("ab" * 32)
    stray.parent.mkdir(parents=True)
    stray.write_bytes(b"bytes")
    daily = {task.module_path for task, seconds in background.rounds() if seconds == 86_400}
    assert daily == {"linli.apps.care.tasks.remove_what_is_over", "linli.apps.matters.tasks.sweep_files"}
    with community_actions.standing_at(NOW):
        settings.CONFIG = replace(settings.CONFIG, by_hand=True)
        assert (remove_what_is_over.func(), sweep_files.func()) == (0, 0)
        assert stray.exists()
        settings.CONFIG = replace(settings.CONFIG, by_hand=False)
        expected = sum(one.count for where in (None, old.community) for one in actions.due(where))
        assert (remove_what_is_over.func(), sweep_files.func()) == (expected, 1)
        assert (remove_what_is_over.func(), sweep_files.func()) == (0, 0)
    assert not stray.exists()
    assert sum(one.count for one in Faded.objects.all()) == expected


def test_by_a_wrong_file_nothing_of_its_community_goes_by_itself_that_is_told_and_the_rest_goes(
    old: Her, own: Own, caplog: pytest.LogCaptureFixture
) -> None:
    own("- key: corrections\n  keep: 1 moon\n")
    with community_actions.standing_at(NOW):
        assert remove_what_is_over.func() == 1
    assert set(Faded.objects.values_list("register", "community")) == {("sign-in", None)}
    assert "sample.yaml" in caplog.text


def test_the_command_only_shows_unless_it_is_told_to_do_it(
    old: Her, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Any
) -> None:
    from linli.commands import installation, retention

    stray = Path(settings.MEDIA_ROOT) / "ab" / ("ab" * 32)
    stray.parent.mkdir(parents=True)
    stray.write_bytes(b"bytes")

    monkeypatch.setattr(installation, "open_installation", lambda *_given, **_more: None)
    with community_actions.standing_at(NOW):
        shown = CliRunner().invoke(retention.retention, ["--data", str(tmp_path)])
        assert shown.exit_code == 0, shown.output
        assert "bytes of files that nothing names  1 天  1" in shown.output
        assert Look.objects.count() == 2
        done = CliRunner().invoke(
            retention.retention, ["--data", str(tmp_path), "--do", "--community", "sample"]
        )
        assert done.exit_code == 0, done.output
        assert Look.objects.count() == 1
        assert stray.exists()
        done = CliRunner().invoke(retention.retention, ["--data", str(tmp_path), "--do"])
        assert "nothing names  1 天  1" in done.output
        assert not stray.exists()
        unknown = CliRunner().invoke(retention.retention, ["--data", str(tmp_path), "--community", "nowhere"])
        assert unknown.exit_code == 1
