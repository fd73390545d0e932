"""A community with its pages, and the component gallery: every component once, with sample words, under its frame."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import segno
import yaml
from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import Client
from django.urls import include, path
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from linli import charters
from linli.apps.community import actions
from linli.apps.community.models import Account, Community, Person, Place
from linli.core.engine.acts import FactValue

# Playwright keeps an event loop in the thread of the tests; the database is still used by one thread at a time.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

HERE = Path(__file__).resolve().parent
GALLERY = "c/<slug:slug>/gallery/"


def sample() -> dict[str, Any]:
    """The sample words in the language of the request."""
    words: dict[str, Any] = spoken(yaml.safe_load((HERE / "sample.yaml").read_text(encoding="utf-8")))
    return words


def spoken(value: Any) -> Any:
    if isinstance(value, dict) and value.keys() == {"zh", "en"}:
        return value["zh" if (get_language() or "").startswith("zh") else "en"]
    if isinstance(value, dict):
        return {key: spoken(each) for key, each in value.items()}
    return [spoken(each) for each in value] if isinstance(value, list) else value


class Proposal(forms.Form):
    """One field of each kind."""

    title = forms.CharField(label="题目 Title", max_length=60, help_text="一句话说清要办什么。 One sentence.")
    text = forms.CharField(label="理由 Reasons", widget=forms.Textarea(attrs={"data-counter": "100000"}))
    until = forms.DateField(
        label="截止 Until", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    answer = forms.ChoiceField(
        label="表决 Vote",
        choices=[("yes", "赞成 In favour"), ("no", "反对 Against"), ("abstain", "弃权 Abstain")],
        widget=forms.RadioSelect,
    )
    file = forms.FileField(
        label="照片或文件 Photo or file", required=False, help_text="≤ 20 MB，JPEG、PNG、PDF。"
    )
    agree = forms.BooleanField(label="我确认以上属实 I confirm that this is true")


def components(request: HttpRequest, slug: str) -> HttpResponse:
    """A matter as it is meant, then every other component."""
    words = sample()
    messages.success(request, words["matter"]["rows"][0]["title"])
    context = {
        **words["matter"],
        "form": Proposal({"title": "", "text": "六层楼里住着 14 位七十岁以上的老人。🏢"}),
        "page": Paginator(range(100), 10).page(3),
    }
    return render(request, "gallery.html", context)


def notice(request: HttpRequest) -> HttpResponse:
    """The sheet for the wall."""
    sheet = sample()["notice"]
    code = segno.make(sheet["address"], error="m").svg_inline(scale=4, border=1, omitsize=True)
    sheet["qr"] = mark_safe(code)  # noqa: S308 - drawn here, from our own text
    return render(request, "print/notice.html", {"notice": sheet, "back_url": "/"})


def broken(request: HttpRequest) -> HttpResponse:
    """Something that fails, for the page that says so."""
    raise RuntimeError("broken on purpose")


def echo(request: HttpRequest) -> HttpResponse:
    """A form's target, which is reached only with the form's mark."""
    return HttpResponse("received")


class Gallery:
    """The addresses, for `ROOT_URLCONF`: the real ones and a few more."""

    urlpatterns = (
        path(GALLERY, components),
        path("notice/", notice),
        path("broken/", broken),
        path("echo/", echo),
        path("", include("linli.site.urls")),
    )


@pytest.fixture
def gallery(settings: Any) -> type[Gallery]:
    """The site, with the gallery in it."""
    settings.ROOT_URLCONF = Gallery
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [str(HERE / "templates")]}]
    return Gallery


@pytest.fixture
def heping(db: None) -> Community:
    """A community with the slug `heping` under Beilin's charter, without people."""
    place = Place.objects.create(code="990101001001", name="和平路社区居委会", level=5)
    found = actions.found_community(
        slug="heping",
        place=place.code,
        name="和平路社区",
        charter=charters.read("beilin"),
        actor=actions.TERMINAL,
    )
    assert isinstance(found, Community)
    return found


@pytest.fixture
def xiulan(heping: Community) -> Person:
    """A resident who is also the secretary of the party branch, with an account of her own."""
    facts: dict[str, FactValue] = {"adult": True, "registered": True, "party-member": True}
    enrolled = actions.enrol_people(heping, [actions.Newcomer("王秀兰", facts)], actor=actions.TERMINAL)
    assert isinstance(enrolled, list)
    actions.take_seat(heping, enrolled[0], "party-branch", chair=True, actor=actions.TERMINAL)
    account = Account.objects.create(username="xiulan", password="!")
    actions.give_account(heping, enrolled[0], account, actor=actions.TERMINAL)
    return Person.objects.get(pk=enrolled[0].pk)


@pytest.fixture
def signed_in(xiulan: Person) -> Callable[[], Client]:
    """Opens a browser in which 王秀兰 is signed in."""

    def opened() -> Client:
        assert xiulan.account is not None
        client = Client()
        client.force_login(xiulan.account)
        return client

    return opened


@pytest.fixture
def a_day() -> Callable[[int, int], datetime]:
    """A moment of 2026, at six in the evening in Greenwich, when it is the next day in China."""
    return lambda month, day: datetime(2026, month, day, 18, tzinfo=UTC)
