"""One community with something in every corner, another beside it, and somebody of every kind."""

from __future__ import annotations

import copy
import io
import logging
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

import kept
from linli import charters
from linli.apps.community import actions
from linli.apps.community.models import (
    Account,
    Building,
    Community,
    Dwelling,
    Founder,
    Household,
    Person,
    Place,
    Stairwell,
    Unit,
)
from linli.apps.matters import actions as matters
from linli.apps.matters import uploads
from linli.apps.opinions import actions as opinions
from linli.apps.talk import actions as talk
from linli.core.engine.acts import Actor

MARK = "x9<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
"""What a hostile person types wherever something can be typed."""
FORMULA = "=HYPERLINK(1)"
"""What a hostile person types where it may go out as a table."""
SCOPES = ("read:own", "act", "registers")
STREET = "990101001000"
NOON = datetime(2026, 3, 3, 4, 0, tzinfo=UTC)


@dataclass
class Row:
    """One line of the table: what an address answers to each role, by method."""

    name: str
    expected: Mapping[str, Any]
    at: Mapping[str, Any] = field(default_factory=dict)
    ask: str = ""
    sent: Any = None

    def of(self, method: str, role: str) -> Any:
        """What the table says; None where it says nothing."""
        found = self.expected.get(method)
        return found.get(role, found.get("others")) if isinstance(found, Mapping) else found


@dataclass
class Table:
    """The whole table."""

    roles: Mapping[str, str]
    usual: Mapping[str, Any]
    rows: Mapping[str, Row]

    @staticmethod
    def needs(name: str) -> list[str]:
        """What an address needs to be complete."""
        space, _, short = name.rpartition(":")
        urls = get_resolver()
        for one in filter(None, space.split(":")):
            urls = urls.namespace_dict[one][1]
        found = urls.reverse_dict.getlist(short)
        return list(found[0][0][0][1]) if found else []

    def address(self, name: str, row: Row | None, known: Mapping[str, Any]) -> str:
        """The address of a name, with the usual places filled in, the row's own first."""
        wanted = self.needs(name)
        given = {**self.usual, **known, **(row.at if row else {})}
        return reverse(name, kwargs={key: given[key] for key in wanted}) + (row.ask if row else "")


@pytest.fixture(scope="session")
def table() -> Table:
    """The table as it stands in the repository."""
    text = (Path(__file__).parent / "access.yaml").read_text(encoding="utf-8")
    keys = re.findall(r"^  (\S+):$", text.partition("addresses:")[2], re.MULTILINE)
    assert len(keys) == len(set(keys)), (
        f"twice in access.yaml: {sorted({one for one in keys if keys.count(one) > 1})}"
    )
    told = yaml.safe_load(text)
    rows = {}
    for name, said in told["addresses"].items():
        expected = {key: one for key, one in said.items() if key in ("get", "post")}
        rows[name] = Row(name, expected, said.get("at", {}), said.get("ask", ""), said.get("sent"))
    return Table(told["roles"], told["usual"], rows)


def walk(patterns: Any = None, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the site by its name."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(one, URLResolver):
            yield from walk(one.url_patterns, space + (f"{one.namespace}:" if one.namespace else ""))
        else:
            yield f"{space}{one.name}", one


def names() -> list[str]:
    """Every name, once."""
    return list(dict.fromkeys(name for name, _ in walk()))


@dataclass
class Doors:
    """The clients of each role: a browser, and a program with a token that may do everything its owner may."""

    pages: dict[str, Client]
    programs: dict[str, Client]
    known: dict[str, Any]

    def answer(self, role: str, method: str, name: str, address: str, sent: Any = None) -> Any:
        """What somebody gets; nothing of it stays."""
        program = name.startswith("api-")
        client = (self.programs if program else self.pages)[role]
        ask: Callable[..., Any] = getattr(client, method)
        given = {"content_type": "application/json"} if program and method == "post" else {}
        data = (sent if sent is not None else {}) if method == "post" else None
        cookies = copy.deepcopy(client.cookies)
        with transaction.atomic():
            response = ask(address, data, **given)
            if response.streaming:
                b"".join(response.streaming_content)
            transaction.set_rollback(True)
        client.cookies = cookies
        return response


@pytest.fixture(scope="session")
def attached(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the files lie as long as the rows that name them are kept."""
    return tmp_path_factory.mktemp("files")


@pytest.fixture
def doors(db: None, settings: Any, attached: Path, caplog: pytest.LogCaptureFixture) -> Iterator[Doors]:
    """Somebody of every kind, at noon on a day in March."""
    settings.MEDIA_ROOT = attached
    settings.API_LIMITS = dict.fromkeys(settings.API_LIMITS, 10**9)
    cache.clear()
    # A thousand refusals are no news.
    caplog.set_level(logging.ERROR, "django.request")
    with actions.standing_at(NOON):
        built = kept.once("access", _build)
        pages, programs = {"stranger": Client()}, {"stranger": Client()}
        for name, secret in built.secrets.items():
            pages[name] = Client()
            pages[name].force_login(Account.objects.get(username=name))
            programs[name] = Client(headers={"authorization": f"Bearer {secret}"})
        yield Doors(pages, programs, built.known)


@dataclass
class Built:
    """What was built: the secrets of the tokens by role, and where things are."""

    secrets: dict[str, str]
    known: dict[str, Any]


def _build() -> Built:
    Place.objects.create(code=STREET, name="样例街道", level=4, parent_code="990101000000")
    community, other = _community("sample", "990101001001"), _community("elsewhere", "990101001002")
    _houses(community)
    here = _people(community, [MARK, "居民二", "居民三", "居民四", "居民五", "居民六"])
    for place, person in enumerate(here[1:4]):
        actions.take_seat(community, person, "party-branch", chair=place == 0, actor=actions.TERMINAL)
    for place, person in enumerate(here[3:5]):
        actions.take_seat(community, person, "committee", chair=place == 0, actor=actions.TERMINAL)
    accounts = {
        name: actions.make_account(name, None, actor=actions.TERMINAL)
        for name in ("resident", "resident-elsewhere", "seat-holder", "clerk", "clerk-elsewhere", "founder")
    }
    actions.give_account(community, here[0], accounts["resident"], actor=actions.TERMINAL)
    actions.give_account(community, here[1], accounts["seat-holder"], actor=actions.TERMINAL)
    actions.give_account(
        other, _people(other, ["外人"])[0], accounts["resident-elsewhere"], actor=actions.TERMINAL
    )
    actions.make_clerk(community, accounts["clerk"], actor=actions.TERMINAL)
    actions.make_clerk(other, accounts["clerk-elsewhere"], actor=actions.TERMINAL)
    Founder.objects.create(account=accounts["founder"], at=actions.now())
    secrets = {
        name: actions.make_token(MARK[:60], SCOPES, 30, actor=one)[1] for name, one in accounts.items()
    }
    known = _something(community, here[1].pseudonym)
    _said(community, [one.pseudonym for one in here], known)
    return Built(secrets, {**known, "comment": 1})


def _people(community: Community, called: list[str]) -> list[Person]:
    facts: dict[str, Any] = {"adult": True, "registered": True, "party-member": True}
    found = actions.enrol_people(
        community, [actions.Newcomer(name, facts) for name in called], actor=actions.TERMINAL
    )
    assert isinstance(found, list)
    return found


def _houses(community: Community) -> None:
    """A building with everything in it, named by somebody hostile."""
    building = Building.objects.create(
        community=community, key="1", name=FORMULA, address=MARK, grid=f"+{FORMULA}"
    )
    Stairwell.objects.create(community=community, building=building, key="1", name="-1+2")
    dwelling = Dwelling.objects.create(community=community, building=building, key="/1", number="@SUM(1)")
    Household.objects.create(community=community, number=1, home=dwelling, code=f"\t{FORMULA}")
    Unit.objects.create(
        community=community,
        building=building,
        key="1",
        name=MARK[:60],
        contact=FORMULA,
        address=f"\r{FORMULA}",
    )


def _community(slug: str, code: str) -> Community:
    Place.objects.create(code=code, name=f"{slug} 社区居委会", level=5, parent_code=STREET)
    found = actions.found_community(
        slug=slug, place=code, name=slug, charter=charters.read("beilin"), actor=actions.TERMINAL
    )
    assert isinstance(found, Community)
    return found


def _something(community: Community, person: str) -> dict[str, Any]:
    """A matter with its opinion map, and a sitting; gives where they are."""
    by = Actor(person, "party-branch")
    file = uploads.read("x9.txt", io.BytesIO(MARK.encode()))
    matter = matters.submit(
        community=community,
        by=by,
        files=[file],
        procedure="four-deliberations",
        kind="community-affair",
        title=MARK,
        text=MARK,
    )
    sitting = matters.call_sitting(
        community=community, by=Actor(person, "two-committees"), organ="two-committees", agenda=[matter.chain],
        starts=actions.now() + timedelta(hours=1), text=MARK,
    )  # fmt: skip
    assert matter.matter is not None, matter.refusal
    assert sitting.sitting is not None, sitting.refusal
    up = matters.put_up(community=community, by=by, section="", title=MARK, text=MARK, table=MARK)
    assert up.refusal is None, up.refusal
    seal = matter.matter.files.get().seal
    opinions.open_map(
        community=community, by=Actor(person, "two-committees"), year=matter.matter.year, number=matter.matter.number,
        question=MARK, statements=[MARK, "两边都该说话。"], closes=(NOON + timedelta(days=9)).date(),
    )  # fmt: skip
    return {"year": matter.matter.year, "number": matter.matter.number, "seal": seal}


def _said(community: Community, people: list[str], known: dict[str, Any]) -> None:
    """Comments on the matter, one of them hidden and appealed for, and a summary."""
    at = {"community": community, "year": known["year"], "number": known["number"]}
    resident, officer, other, committee = (Actor(one, "") for one in people[:4])
    for by in (other, resident):
        assert talk.say(**at, by=by, text=MARK).refusal is None
    assert talk.report(**at, by=resident, comment=1, ground="advert", text=MARK).refusal is None
    by = Actor(committee.person, "committee")
    assert talk.hide(**at, by=by, comment=2, ground="advert", reasons=MARK).refusal is None
    assert talk.appeal(**at, by=resident, comment=2, text=MARK).refusal is None
    assert talk.summarise(**at, by=Actor(officer.person, "party-branch"), text=MARK).refusal is None


@pytest.fixture(name="names")
def all_names(settings: Any) -> list[str]:
    """The names of all addresses; those of the demonstration are there only in one."""
    return names()


@pytest.fixture
def every() -> list[tuple[str, str]]:
    """Every address: its name, and where it is."""
    return [(name, str(one.pattern)) for name, one in walk()]
