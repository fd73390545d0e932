"""One community with something in every corner, another beside it, and somebody of every kind."""

from __future__ import annotations

import copy
import logging
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

sys.path.append(str(Path(__file__).parent))
import world
from access_table import Row, Table
from walking import Walk, Walker

import kept
import passkeys
from linli.apps.community import actions
from linli.apps.community.models import Account


@pytest.fixture(scope="session")
def table() -> Table:
    """The table as it stands in the repository."""
    text = (Path(__file__).parent / "access.yaml").read_text(encoding="utf-8")
    keys = re.findall(r"^  (\S+):$", text.partition("addresses:")[2], re.MULTILINE)
    assert len(keys) == len(set(keys)), (
        f"twice in access.yaml: {sorted({one for one in keys if keys.count(one) > 1})}"
    )
    told = yaml.safe_load(text)
    rows, closed = (
        {name: _row(name, said) for name, said in told[part].items()} for part in ("addresses", "closed")
    )
    return Table(told["roles"], told["usual"], rows, closed)


def _row(name: str, said: dict[str, Any]) -> Row:
    expected = {key: one for key, one in said.items() if key in ("get", "post")}
    return Row(
        name, expected, said.get("at", {}), said.get("ask", ""), said.get("sent"), said.get("also", ())
    )


def every_address(patterns: Any = None, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the site by its name."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(one, URLResolver):
            yield from every_address(one.url_patterns, space + (f"{one.namespace}:" if one.namespace else ""))
        else:
            yield f"{space}{one.name}", one


def names() -> list[str]:
    """Every name, once."""
    return list(dict.fromkeys(name for name, _ in every_address()))


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
        data = _given(sent, self.known) if method == "post" else None
        cookies = copy.copy(client.cookies)
        with transaction.atomic():
            response = _whole(ask(address, data, **given))
            transaction.set_rollback(True)
        client.cookies = cookies
        return response

    def posted(self, role: str, address: str, sent: Any, readers: list[str]) -> list[Any]:
        """What somebody gets for a form, and what readers get where it leads to; then nothing of it stays."""
        cookies = {one: copy.copy(self.pages[one].cookies) for one in (role, *readers)}
        with transaction.atomic():
            answers = [_whole(self.pages[role].post(address, sent))]
            if answers[0].status_code == 302:
                answers += [_whole(self.pages[one].get(answers[0]["Location"])) for one in readers]
            transaction.set_rollback(True)
        for one, before in cookies.items():
            self.pages[one].cookies = before
        return answers


def _given(sent: Any, known: Mapping[str, Any]) -> Any:
    """What a row of the table sends: a file for `{file: its text}`, what the page has for `{known: its name}`."""
    if not isinstance(sent, Mapping):
        return sent if sent is not None else {}
    found = dict(sent)
    for key, one in sent.items():
        if isinstance(one, Mapping) and "file" in one:
            found[key] = SimpleUploadedFile("table.csv", one["file"].encode())
        elif isinstance(one, Mapping) and "known" in one:
            found[key] = known[one["known"]]
    return found


def _whole(response: Any) -> Any:
    if response.streaming:
        response.whole = b"".join(response.streaming_content)
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
    settings.ACCOUNT_RATE_LIMITS = False
    cache.clear()
    # A thousand refusals are no news.
    caplog.set_level(logging.ERROR, "django.request")
    with actions.standing_at(world.NOON):
        built = kept.once("access", world.build)
        pages, programs = {"stranger": Client()}, {"stranger": Client()}
        for name, secret in built.secrets.items():
            pages[name] = Client()
            pages[name].force_login(Account.objects.get(username=name))
            programs[name] = Client(headers={"authorization": f"Bearer {secret}"})
        passkeys.shown(pages["founder"].session, Account.objects.get(username="founder"))
        yield Doors(pages, programs, built.known)


@pytest.fixture(name="names")
def all_names(settings: Any) -> list[str]:
    """The names of all addresses; those of the demonstration are there only in one."""
    return names()


@pytest.fixture
def every() -> list[tuple[str, str]]:
    """Every address: its name, and where it is."""
    return [(name, str(one.pattern)) for name, one in every_address()]


_walked: list[Walk] = []


@pytest.fixture
def walked(table: Table, doors: Doors, names: list[str]) -> Walk:
    """What one walk through everything found, made once for all that is to be true of it."""
    if not _walked:
        _walked.append(Walker(table, doors).go(names))
    return _walked[0]
