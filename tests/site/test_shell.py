"""The frame of every page: places, capacity, language, reading preferences, and what is said when something fails."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as site
from django.test import Client

from linli.apps.community import actions

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("gallery", "heping")]
PAGE = "/c/heping/gallery/"
PLACES = [
    ("/c/heping/", "广场", "Square"),
    ("/c/heping/desk/", "工作台", "Desk"),
    ("/c/heping/charter/", "章程", "Charter"),
    ("/c/heping/disclosures/", "公开", "Disclosures"),
    ("/c/heping/record/", "记录", "Record"),
]
EN, ZH = {"accept-language": "en"}, {"accept-language": "zh-CN"}


def page(client: Client, address: str = PAGE, language: dict[str, str] = ZH) -> str:
    return client.get(address, headers=language).content.decode()


def test_chinese_comes_first_and_english_when_the_reader_asks(client: Client) -> None:
    assert '<html lang="zh-hans"' in client.get(PAGE).content.decode()
    assert '<html lang="en"' in page(client, language=EN)


def test_the_language_switch_brings_the_reader_back_to_her_page(client: Client) -> None:
    answer = client.post("/i18n/setlang/", {"language": "en", "next": PAGE})
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    assert "Where it stands" in page(client)


@pytest.mark.parametrize(("here", "_chinese", "_english"), PLACES)
def test_the_five_places_are_named_and_the_present_one_marked(
    client: Client, here: str, _chinese: str, _english: str
) -> None:
    chinese, english = page(client, here), page(client, here, EN)
    for address, *titles in PLACES:
        mark = ' aria-current="page"' if address == here else ""
        for text, title in zip((chinese, english), titles, strict=True):
            assert f'<li><a href="{address}"{mark}>{title}</a></li>' in text


def test_without_a_community_the_places_are_those_of_the_site(client: Client) -> None:
    text = page(client, "/")
    assert "和平路社区" in text
    assert '<li><a href="/models/">范本</a></li>' in text
    assert 'href="/c/heping/desk/"' not in text
    assert "capacity-who" not in text


def test_a_stranger_is_offered_to_sign_in_and_no_seat(client: Client) -> None:
    text = page(client)
    assert 'href="/sign-in/"' in text
    assert "capacity-who" not in text


def test_the_header_says_who_acts_for_whom_and_offers_the_other_seats(
    signed_in: Callable[[], Client],
) -> None:
    client = signed_in()
    text = page(client)
    assert 'capacity-who">王秀兰<' in text
    assert 'capacity-as">社区党支部 书记<' in text
    assert 'name="capacity" value="party-branch" aria-current="true"' in text
    assert 'name="capacity" value="residents">' in text
    client.post("/c/heping/capacity/", {"capacity": "residents", "next": PAGE})
    assert 'capacity-as">居民<' in page(client)


def test_reading_preferences_are_kept_and_bring_the_reader_back(client: Client) -> None:
    answer = client.post("/preferences/", {"type": "large", "next": PAGE})
    assert answer["Location"] == PAGE
    client.post("/preferences/", {"theme": "dark", "next": PAGE})
    assert 'data-type="large" data-theme="dark"' in page(client)


def test_a_preference_that_does_not_exist_changes_nothing(client: Client) -> None:
    client.post("/preferences/", {"type": '"><script>', "theme": "pink"})
    assert 'data-type="normal" data-theme="auto"' in page(client)


def test_preferences_are_not_changed_by_following_a_link(client: Client) -> None:
    assert client.get("/preferences/?type=large").status_code == 405


@pytest.mark.parametrize(
    "target", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", ""]
)
def test_preferences_never_send_the_reader_to_another_site(client: Client, target: str) -> None:
    assert client.post("/preferences/", {"type": "large", "next": target})["Location"] == "/"


def test_no_page_may_run_or_draw_what_we_did_not_write(client: Client) -> None:
    policy = client.get(PAGE)["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy


def test_the_demonstration_says_so_on_every_page_and_nothing_else_does(client: Client, settings: Any) -> None:
    settings.DEMO = False
    assert "演示数据" not in page(client)
    settings.DEMO = True
    assert "演示数据" in page(client)


def test_a_missing_page_is_answered_in_words(client: Client) -> None:
    answer = client.get("/nothing/here/", headers=ZH)
    assert answer.status_code == 404
    assert "这个网址下没有内容" in answer.content.decode()


def test_who_is_signed_in_is_so_on_a_page_that_is_not_there(db: None, client: Client) -> None:
    client.force_login(actions.make_account("wang", None, actor=actions.TERMINAL))
    page = client.get("/no-such-page/", headers={"accept-language": "en"})
    assert page.status_code == 404
    assert ">wang<" in re.sub(r"\s+", "", page.content.decode())
    assert 'href="/sign-in/' not in page.content.decode()


def test_a_failure_is_answered_in_both_languages_and_shows_no_trace(client: Client) -> None:
    client.raise_request_exception = False
    answer = client.get("/broken/")
    text = answer.content.decode()
    assert answer.status_code == 500
    assert "出错了" in text
    assert "Something broke" in text
    assert "Traceback" not in text


def test_a_form_without_its_mark_is_answered_with_what_to_do_and_the_words_typed() -> None:
    client = Client(enforce_csrf_checks=True)
    typed = "加装电梯的理由：<b>六楼</b>住着十四位老人，上下楼十分不便。"
    sent = {"text": typed, "password": "x" * 30}
    answer = client.post("/echo/", sent, headers={**ZH, "sec-fetch-site": "same-origin"})
    text = answer.content.decode()
    assert answer.status_code == 403
    assert "请再提交一次" in text
    assert "加装电梯的理由：&lt;b&gt;六楼&lt;/b&gt;" in text
    assert "x" * 30 not in text


def test_a_strangers_page_cannot_put_its_words_on_ours() -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post(
        "/echo/", {"text": "words of a stranger's own page"}, headers={"sec-fetch-site": "cross-site"}
    )
    assert answer.status_code == 403
    assert "stranger" not in answer.content.decode()


def test_a_text_of_a_hundred_thousand_emoji_is_received(client: Client) -> None:
    assert client.post("/echo/", {"text": "🏢" * 100_000}).content == b"received"
    coded = "text=" + "%F0%9F%8F%A2" * 100_000
    kind = "application/x-www-form-urlencoded"
    assert client.post("/echo/", coded, content_type=kind).content == b"received"


def test_a_body_larger_than_any_form_is_refused_before_it_is_read(client: Client) -> None:
    answer = client.post("/echo/", {}, headers=ZH, CONTENT_LENGTH=str(site.BODY_LIMIT + 1))
    assert answer.status_code == 413
    assert "一个文件最大 20 MB" in answer.content.decode()


def test_what_people_write_is_never_read_as_markup(client: Client) -> None:
    hostile = "<script>alert(1)</script>"
    client.post("/preferences/", {"next": f"/{hostile}"})
    assert hostile not in page(client, f"{PAGE}?q={hostile}")
