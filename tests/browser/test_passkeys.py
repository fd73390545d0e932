"""A passkey, with the browser's own virtual authenticator: made, used to sign in, used as the second sign, removed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from person import Window
from playwright.sync_api import expect

from linli.apps.community import actions

pytestmark = [pytest.mark.browser]
PASS = "a-long-pass-phrase"


def finger(at: Window) -> None:
    """A device with a sensor that knows its owner."""
    session = at.page.context.new_cdp_session(at.page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def press(at: Window, selector: str) -> None:
    with at.page.expect_navigation(wait_until="domcontentloaded"):
        at.find(selector).click()


def enter(at: Window) -> None:
    at.go("/sign-in/?next=/account/")
    at.find("[name=username]").fill("wang")
    at.find("[name=password]").fill(PASS)
    press(at, "form[action='/sign-in/'] button")


def test_a_passkey_is_made_lets_one_in_and_is_removed(
    window: Callable[..., Window], transactional_db: None
) -> None:
    actions.make_account("wang", PASS, actor=actions.TERMINAL)
    at = window()
    finger(at)
    enter(at)
    press(at, "a[href='/account/passkeys/add/']")
    at.find("main [name=password]").fill(PASS)
    press(at, "main form button")
    at.find("[name=name]").fill("我的手机")
    press(at, "form[data-passkey] button")
    assert at.find("li.code").count() == 10
    press(at, ".button-primary")
    expect(at.find("main")).to_contain_text("我的手机")

    press(at, "button[value=all]")
    press(at, "form[data-passkey] button")
    assert "/sign-in/" not in at.page.url
    at.go("/account/")
    press(at, "button[value=all]")
    enter(at)
    assert at.page.url.endswith("/sign-in/second/")
    press(at, "form[data-passkey] button")
    assert at.page.url.endswith("/account/")

    press(at, "a[href$='/remove/']")
    at.find("main [name=password]").fill(PASS)
    press(at, "main form button")
    press(at, "main form .button-primary")
    at.go("/account/")
    assert at.find("a[href$='/remove/']").count() == 0
    assert at.said == []
