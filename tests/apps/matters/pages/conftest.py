"""Readers of the pages: a stranger, and people of the town with a browser of their own."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from linli.apps.community import actions, reads
from linli.apps.community.models import Account
from linli.core.engine.acts import Actor


class Reader:
    """A browser at the town's pages, at the town's time. ``by`` is who reads; a stranger has no pseudonym."""

    def __init__(self, town: Any, by: Actor, language: str) -> None:
        self.town = town
        self.by = by
        self.client = Client(headers={"accept-language": language})
        self.here = f"/c/{town.community.slug}/"
        if by.person:
            self._sign_in()

    def _sign_in(self) -> None:
        person = reads.person_of(self.town.community, self.by.person)
        assert person is not None
        account, _ = Account.objects.get_or_create(username=f"account-{person.number}", password="!")
        with actions.standing_at(self.town.at):
            actions.give_account(self.town.community, person, account, actor=actions.TERMINAL)
        self.client.force_login(account)

    def get(self, path: str = "", **ask: str) -> HttpResponse:
        """Open a page."""
        with actions.standing_at(self.town.at):
            answer: Any = self.client.get(self.here + path, ask)
        return answer

    def read(self, path: str = "", **ask: str) -> str:
        """The words of a page that must be there."""
        answer = self.get(path, **ask)
        assert answer.status_code == 200, answer.status_code
        return words(answer)

    def post(self, path: str, **fields: Any) -> HttpResponse:
        """Send a form."""
        with actions.standing_at(self.town.at):
            answer: Any = self.client.post(self.here + path, fields)
        return answer

    def act(self, chain: str, verb: str, **fields: Any) -> HttpResponse:
        """Send the form of an act on a matter; ``organ`` is the reader's own unless it is given."""
        given = {"organ": self.by.organ} | fields
        return self.post(f"{chain.replace('matter/', 'matters/')}/act/{verb}/", **given)

    def hidden(self, path: str, deed: str) -> dict[str, str]:
        """The hidden fields of a deed's form as the page has them."""
        form = re.search(rf'id="{deed}".*?</form>', source(self.get(path)), re.DOTALL)
        assert form is not None, f"the page has no form {deed}"
        found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form[0])
        return {name: unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


def source(answer: HttpResponse) -> str:
    """The page as sent."""
    return answer.content.decode()


def words(answer: HttpResponse) -> str:
    """The page's words, without the marks."""
    body = re.sub(r"<(script|style).*?</\1>", "", source(answer), flags=re.DOTALL)
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body)))


@pytest.fixture
def reader(town: Any) -> Callable[..., Reader]:
    """Opens a browser for a member of an organ; without one, for a stranger."""

    def opened(organ: str = "", index: int = 0, language: str = "zh-CN") -> Reader:
        by = town.by(organ, index) if organ else Actor("", "")
        return Reader(town, by, language)

    return opened
