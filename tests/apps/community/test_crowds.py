"""Whoever was on a list that was opened reads it in her own log, and whoever was not reads nothing."""

from __future__ import annotations

import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

sys.path.extend([str(Path(__file__).parent), str(Path(__file__).parents[2] / "registers")])
from brought import browser, town

import kept
from linli.apps.community import actions, clock, crowds, reads
from linli.apps.community.fading import FADINGS
from linli.apps.community.models import Account, Community, Crowd, Look, Person
from linli.apps.community.reads import Whose, holdings

HOME = "/c/sample/registers/"
BORN = {"甲老人": "1940-05-01", "乙老人": "1950-05-01", "丙中年": "1980-05-01", "丁少年": "2015-05-01"}
PARTY = {"丙中年": "是"}
HOUSES = {"甲老人": "1号楼", "乙老人": "2号楼", "丙中年": "1号楼", "丁少年": "2号楼"}


@pytest.fixture
def clerk(db: None) -> Account:
    """Two older people in two buildings, two younger ones, each with an account."""
    kept.once("crowds", _found)
    return Account.objects.get(username="clerk")


def _found() -> None:
    houses = ("1号楼", "2号楼")
    tables = {
        "buildings": [{"楼栋": house} for house in houses],
        "dwellings": [{"楼栋": house, "房号": "101"} for house in houses],
        "residents": [
            {"姓名": name, "出生日期": born, "楼栋": HOUSES[name], "房号": "101", "党员": PARTY.get(name, "否")}
            for name, born in BORN.items()
        ],
    }  # fmt: skip
    town("beilin", tables)
    community = Community.objects.get()
    for name in BORN:
        account = actions.make_account(name, None, actor=actions.TERMINAL)
        actions.give_account(community, who(name), account, actor=actions.TERMINAL)


def who(name: str) -> Person:
    return Person.objects.select_related("community").get(name=name)


def log(name: str) -> list[str]:
    """What somebody reads in her own log, newest first, in words and nothing else."""
    page = browser(Account.objects.get(username=name), "en").get("/c/sample/my-file/").content.decode()
    section = page.partition('id="looks-title"')[2].partition("</section>")[0]
    lines = [line.partition("</li>")[0] for line in section.split("<li>")[1:]]
    return [line.partition(" · ")[2] for line in lines]


def test_a_list_opened_with_masked_numbers_stands_in_the_log_of_those_on_it_and_of_nobody_else(
    clerk: Account,
) -> None:
    assert browser(clerk, "en").get(f"{HOME}lists/older/?age-from=80").status_code == 200
    assert log("甲老人") == ["clerk · opened the list “Older people” · Aged at least: 80"]
    for other in ("乙老人", "丙中年", "丁少年"):
        assert log(other) == [], other
    assert Look.objects.count() == 1


def test_turning_pages_is_one_look_and_another_part_another(clerk: Account) -> None:
    client = browser(clerk, "en")
    for query in ("", "?page=2", "?building=1号楼", "?building=2号楼", "?building=1号楼&page=2"):
        client.get(f"{HOME}lists/older/{query}")
    assert Look.objects.count() == 3
    assert [line.rpartition(" · ")[2] for line in log("甲老人")] == ["Building: 1号楼", "Aged at least: 60"]
    assert [line.rpartition(" · ")[2] for line in log("乙老人")] == ["Building: 2号楼", "Aged at least: 60"]
    with clock.standing_at(clock.now() + timedelta(minutes=31)):
        client.get(f"{HOME}lists/older/")
    assert Look.objects.count() == 4
    assert Crowd.objects.count() == 3, "the same people are kept once"


def test_what_she_reads_is_what_the_list_showed_then_and_not_what_it_would_show_now(clerk: Account) -> None:
    browser(clerk).get(f"{HOME}lists/older/?building=1号楼")
    home = who("乙老人").household
    Person.objects.filter(name="甲老人").update(household=home)
    assert len(log("甲老人")) == 1
    assert log("乙老人") == []


def test_a_list_of_households_counts_everybody_in_them(clerk: Account) -> None:
    Person.objects.filter(name="丙中年").update(household=None)
    browser(clerk).get(f"{HOME}lists/older-homes/")
    assert len(log("甲老人")) == 1
    assert log("乙老人") == [], "a child lives there too"
    assert log("丙中年") == []


def test_a_list_with_nobody_on_it_is_in_nobodys_log_and_a_plain_list_is_not_recorded(clerk: Account) -> None:
    client = browser(clerk, "en")
    for _time in range(2):
        client.get(f"{HOME}lists/older/?age-from=120")
    client.get(f"{HOME}lists/voters/")
    client.get(f"{HOME}lists/by-building/")
    assert [look.crowd for look in Look.objects.all()] == [None]
    assert [log(name) for name in BORN] == [[], [], [], []]
    assert "the list “Older people” · Aged at least: 120" in client.get(HOME).content.decode()


def test_a_list_or_a_register_taken_in_full_is_one_row_for_all_of_them(clerk: Account) -> None:
    client = browser(clerk, "en")
    client.post(f"{HOME}lists/voters/", {"form": "csv", "whole": "on", "body": "party-members"})
    assert [line for line in log("丙中年") if "voters" in line.lower()] == [
        "clerk · took the list “Voters and members of a body” in full · Member of which body: party members"
    ]
    assert log("甲老人") == []
    client.post(f"{HOME}residents/export/", {"form": "csv", "whole": "on"})
    assert [log(name)[0] for name in BORN] == ["clerk · a register exported in full"] * 4
    client.post(f"{HOME}units/export/", {"form": "csv", "whole": "on"})
    assert len(log("甲老人")) == 1, "units hold nobody"
    assert Look.objects.count() == 3


def test_her_copy_and_a_program_of_hers_say_the_same_as_her_page(clerk: Account) -> None:
    browser(clerk).get(f"{HOME}lists/older/?building=1号楼")
    own = Account.objects.get(username="甲老人")
    _token, secret = actions.make_token("t", ["read:own"], 9, actor=own)
    program = Client(headers={"accept-language": "en", "authorization": f"Bearer {secret}"})
    (look,) = program.get("/api/v1/communities/sample/my-file").json()["looks"]
    assert look["what"] == "list older"
    assert [f"{look['who']} · {look['says']}"] == log("甲老人")
    with translation.override("en"):
        (held,) = [
            one for one in holdings.held(Whose(Community.objects.get(), who("甲老人"))) if one.key == "looks"
        ]
    assert [row[1:3] for row in held.rows] == [(look["who"], look["says"])]


def test_nobody_else_reads_her_log(clerk: Account) -> None:
    browser(clerk).get(f"{HOME}lists/older/")
    other = Account.objects.get(username="丙中年")
    assert reads.looks_at(who("甲老人"), clerk, 9)[0].what == "list older"
    with pytest.raises(PermissionDenied):
        reads.looks_at(who("甲老人"), other, 9)


def test_who_was_on_a_list_is_sealed_and_goes_with_the_last_look(clerk: Account) -> None:
    browser(clerk).get(f"{HOME}lists/older/?building=1号楼")
    crowd, look = Crowd.objects.get(), Look.objects.get()
    assert crowds.packed([who("甲老人").pk]) not in bytes(crowd.sealed)
    assert "1号楼".encode() not in bytes(look.asked)
    (fading,) = [one for one in FADINGS if one.key == "looks"]
    community = Community.objects.get()
    later = clock.now() + timedelta(days=1)
    assert fading.due(community, later) == 1
    assert fading.fade(community, later) == 1
    assert not Crowd.objects.exists()


def test_a_look_from_before_names_nobody_on_a_list_and_everybody_of_an_export(clerk: Account) -> None:
    at = datetime(2026, 1, 2, tzinfo=clock.now().tzinfo)
    for what in ("list older", "export"):
        Look.objects.create(community=Community.objects.get(), account=clerk, what=what, at=at)
    assert log("甲老人") == ["clerk · a register exported in full"]


# --- the packing --------------------------------------------------------------------------------------------


@given(st.sets(st.integers(1, 10**6), max_size=60), st.integers(0, 10**6))
def test_who_was_packed_is_found_and_nobody_else(keys: set[int], other: int) -> None:
    data = crowds.packed(keys)
    assert all(crowds.holds(data, key) for key in keys)
    assert crowds.holds(data, other) == (other in keys)


def test_fifty_thousand_people_are_a_few_kilobytes() -> None:
    assert len(crowds.packed(range(7, 50_007))) < 200
    some = [key for key in range(7, 50_007) if (key * 2654435761) >> 7 & 1]
    assert len(crowds.packed(some)) < 7_000
    assert crowds.packed([]) == b""
    assert not crowds.holds(b"", 1)
