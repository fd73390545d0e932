"""Who asked for a correction is told of the answer: on her desk, by what goes out, or on paper; nobody else is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client

from linli.apps.community import actions
from linli.apps.community.models import Account, Correction
from linli.apps.matters import actions as matters
from linli.apps.matters.models import Matter
from linli.apps.told import actions as told
from linli.apps.told import tasks
from linli.apps.told.actions.settings import confirm_link
from signed import browser

if TYPE_CHECKING:
    from tests.apps.care.conftest import Her

pytestmark = pytest.mark.usefixtures("home")
API = "/api/v1/communities/sample"
WHY_NOT = "证件上不是"


def way(one: Correction) -> str:
    row = Matter.every.get(chain=one.chain)
    return f"matters/{row.year}/{row.number}/"


def declined(her: Her, clerk: Account) -> Correction:
    """She asked for her phone to be corrected, and the clerk declined it."""
    came = actions.ask_correction(her.person, "phone", "13911112222", "", actor=her.account)
    one = Correction.objects.get(chain=came.chain)
    assert actions.settle_correction(one, False, WHY_NOT, actor=clerk) == []
    return Correction.objects.get()


def at_desk(her: Her, clerk: Account) -> Correction:
    """A clerk entered for her neighbour, who has no account, that her sex be corrected, and it was."""
    came = matters.ask_for(
        community=her.community, number=her.people[9].number, column="sex", value="男", reason="", actor=clerk,
        desk=matters.AtDesk(clerk, "clerk", "known"),
    )  # fmt: skip
    one = Correction.objects.get(chain=came.chain)
    assert actions.settle_correction(one, True, "", actor=clerk) == []
    return Correction.objects.get()


def desk(client: Client) -> str:
    return client.get("/c/sample/desk/").content.decode()


def program(account: Account, *scopes: str) -> Client:
    _token, secret = actions.make_token(" ".join(scopes), scopes, 1, actor=account)
    return Client(headers={"authorization": f"Bearer {secret}", "accept-language": "en"})


def test_it_waits_on_her_desk_until_she_says_that_she_has_read_it(her: Her, clerk: Account) -> None:
    one = declined(her, clerk)
    page, mine = f"/c/sample/{way(one)}", her.browser()
    waits = "What you asked to be corrected is answered: phone"
    assert waits in desk(mine)
    assert waits not in desk(browser(clerk, "en"))
    assert "their account" not in desk(browser(clerk, "en"))
    shown = mine.get(page).content.decode()
    assert WHY_NOT in shown
    assert "I have read the answer" in shown
    theirs = browser(clerk, "en").get(page).content.decode()
    assert "has not confirmed yet" in theirs
    assert browser(clerk).post(f"{page}told/").status_code == 404, "she has an account, and says so herself"
    assert browser(her.account_of(3)).post(f"{page}told/").status_code == 403
    assert mine.post(f"{page}told/").status_code == 302
    assert waits not in desk(mine)
    one.refresh_from_db()
    assert (one.told is not None, one.told_by) == (True, her.account)
    noted = one.told
    assert mine.post(f"{page}told/").status_code == 302
    one.refresh_from_db()
    assert one.told == noted


def test_it_goes_out_to_her_and_says_nothing_of_what_it_is_about(
    her: Her, clerk: Account, settings: Any
) -> None:
    settings.MAIL_READY, settings.SITE_URL = True, "https://linli.example"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    head = her.account_of(3)
    with actions.standing_at(actions.now().replace(hour=4)):
        for account in (her.account, head, clerk):
            reader = told.reader_of(account)
            told.set_hours(reader, actor=account, lang="en", digest=8, quiet_from=22, quiet_until=7)
            added = told.add_way(reader, "email", f"{account.username}@example.org", actor=account)
            told.confirm_way(confirm_link(added).rsplit("/", 2)[1])
        told.collect()
        one = declined(her, clerk)
        for _ in range(2):
            tasks.tell.func()
    (letter,) = mail.outbox
    assert letter.to == ["her@example.org"]
    assert "What you asked to be corrected is answered" in letter.subject
    assert f"https://linli.example/c/sample/{way(one)}" in letter.body
    for secret in ("phone", WHY_NOT, "1391111", her.person.name):
        assert secret not in letter.subject + str(letter.body), secret


def test_who_has_no_account_gets_it_on_paper_from_a_clerk(her: Her, clerk: Account) -> None:
    one = at_desk(her, clerk)
    page, client, name = f"/c/sample/{way(one)}", browser(clerk, "en"), her.people[9].name
    waits = f"Give {name} the answer to a correction on paper"
    assert waits in desk(client)
    assert waits not in desk(her.browser())
    assert f"{page}answer/" in client.get(page).content.decode()
    letter = client.get(f"{page}answer/").content.decode()
    for shown in (name, "sex", "男", "accepted", "signature and day"):
        assert shown in letter, shown
    assert her.browser().get(f"{page}answer/").status_code == 403
    assert client.post(f"{page}told/").status_code == 302
    assert waits not in desk(client)
    assert "has had the answer since" in client.get(page).content.decode()


def test_a_program_reads_the_answer_in_her_file_and_says_that_she_has_it(her: Her, clerk: Account) -> None:
    one = declined(her, clerk)
    mine = program(her.account, "act", "read:own")
    (listed,) = mine.get(f"{API}/my-file").json()["corrections"]
    assert (listed["state"], listed["answer"], listed["told"], listed["matter"]) == (
        "declined", WHY_NOT, None, one.chain
    )  # fmt: skip
    assert "13911112222" not in str(listed)
    to = f"{API}/{way(one)}told"
    assert program(her.account_of(3), "act", "registers").post(to).status_code == 404
    theirs = program(clerk, "act", "registers").post(to)
    assert (theirs.status_code, theirs.json()["code"]) == (403, "not-yours")
    assert program(clerk, "act").post(to).json()["needs"] == "registers"
    assert mine.post(to).json()["told"]
    assert mine.get(f"{API}/my-file").json()["corrections"][0]["told"]


def test_nothing_is_noted_of_what_is_not_answered_or_was_taken_back(her: Her, clerk: Account) -> None:
    came = actions.ask_correction(her.person, "phone", "13911112222", "", actor=her.account)
    row = Matter.every.get(chain=came.chain)
    page = f"/c/sample/matters/{row.year}/{row.number}/"
    for address in (f"{page}answer/", page + "told/"):
        assert her.browser().get(address).status_code in (404, 405), address
    assert her.browser().post(f"{page}act/withdraw/", {"reasons": "弄错了"}).status_code == 302
    with pytest.raises(PermissionDenied):
        actions.note_correction_told(her.community, came.chain, actor=her.account)
    assert "is answered" not in desk(her.browser())
