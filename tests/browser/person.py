"""Somebody at a window: what a person does on the pages, by the names of forms and fields, in either language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import town
from playwright.sync_api import Locator, Page

from linli.apps.community import clock

HERE = "/c/cehuilu/"
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
BEIJING = ZoneInfo("Asia/Shanghai")
SECOND = timedelta(seconds=1)


class Window:
    """A browser window. Deeds are found by their names (``do-vote``), so that both languages take the same way."""

    def __init__(self, page: Page, site: str) -> None:
        self.page = page
        self.site = site
        self.said: list[str] = []
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.said.append(str(error)))

    def _note(self, message: Any) -> None:
        # A refusal is answered with 409 or 422, which the browser notes as an error of its own.
        if message.type in ("error", "warning") and "status of 4" not in message.text:
            self.said.append(message.text)

    def go(self, to: str = "") -> int:
        """Open a page of the community, or of the site where it begins with a slash; gives the status of the answer."""
        there = self.site + (to if to.startswith("/") else HERE + to)
        # The first page of a kind builds what the others find ready; a busy machine takes its time for it.
        answer = self.page.goto(there, wait_until="domcontentloaded", timeout=20_000)
        return answer.status if answer else 0

    def matter(self, chain: str) -> None:
        """Open a matter's page."""
        self.go(f"{chain.replace('matter/', 'matters/')}/")

    def be(self, name: str) -> None:
        """Become a person through the door of the demonstration."""
        self.go("/demo/people/")
        self.page.locator(f"button:text-is('{name}')").first.click()
        self.page.wait_for_url(f"**{HERE}")

    def find(self, selector: str, *, has_text: str | None = None) -> Locator:
        """Something on the page."""
        return self.page.locator(selector, has_text=has_text)

    def deed(self, name: str, **fields: str | Sequence[str]) -> None:
        """Fill in a deed's form and send it; a field of files takes paths, one of choices their values."""
        box = self.find(f"#do-{name}")
        summary = box.locator("> summary")
        if summary.count() and box.get_attribute("open") is None:
            summary.click()
        for field, value in fields.items():
            self.fill(box, field, value)
        self.send(box)

    def fill(self, box: Locator, field: str, value: Any) -> None:
        """Fill in one field."""
        asked = box.locator(f"[name='{field}']")
        kind = asked.first.get_attribute("type")
        if value == "on":
            asked.check()
        elif kind in ("radio", "checkbox"):
            for one in [value] if isinstance(value, str) else value:
                box.locator(f"[name='{field}'][value='{one}']").check()
        elif kind == "file":
            asked.set_input_files(value)
        else:
            asked.fill(value)

    def send(self, box: Locator) -> None:
        """Press the button of a form, and wait for the answer."""
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            box.locator("form button").last.click()

    def now(self) -> str:
        """What the page says is happening now."""
        return self.find("#now-title").inner_text()

    def stages(self, state: str) -> list[str]:
        """The titles on the rail in one state: done, now, todo, skipped."""
        return self.find(f".stage-{state} .stage-title").all_inner_texts()

    def call_sitting(self, hands: town.Wound, there: Sequence[str]) -> None:
        """From a matter's page: call a sitting for in a minute, wait, and sign these people in by the list."""
        self.find("a[href*='sittings/new']").click()
        hands.go(minutes=1)
        at = clock.now().astimezone(BEIJING)
        self.find("#call [name=starts]").fill(at.strftime("%Y-%m-%dT%H:%M"))
        hands.at = at.replace(second=0, microsecond=0).astimezone(UTC) - SECOND
        self.send(self.find("#call"))
        hands.go(seconds=2)
        self.page.reload(wait_until="domcontentloaded")
        self.deed("attend", people=there)
