"""A correction is a matter: in the record, with its day, late like others, and closed to whom it does not concern."""

from __future__ import annotations

from datetime import timedelta
from html import unescape
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
from django.test import Client

from linli.apps.community import actions, reads
from linli.apps.community.models import (
    Account,
    Correction,
    Entry,
    Resident,
    SealedText,
)
from linli.apps.community.reads.closed import closed_texts
from linli.apps.matters import actions as matters
from linli.apps.matters import reads as matter_reads
from linli.apps.matters.actions import Form
from linli.apps.matters.actions import mending as matters_mending
from linli.apps.matters.models import DeskItem, Matter
from linli.apps.matters.reads import Viewer
from linli.core.engine.acts import CLERK, Actor
from linli.core.engine.refusal import refuse
from linli.core.record.texts import Opened
from linli.core.record.verify import verify
from signed import browser

if TYPE_CHECKING:
    from tests.apps.care.conftest import Her

pytestmark = pytest.mark.usefixtures("home")
NEW = "13911112222"
REASON = "换了号码"
API = "/api/v1/communities/sample"
JSON: dict[str, Any] = {"content_type": "application/json"}


def program(account: Account, *scopes: str) -> Client:
    _token, secret = actions.make_token(" ".join(scopes), scopes, 1, actor=account)
    return Client(headers={"authorization": f"Bearer {secret}", "accept-language": "en"})


@pytest.fixture
def asked(her: Her) -> Correction:
    """She asks for her phone to be corrected."""
    assert actions.ask_correction(her.person, "phone", NEW, REASON, actor=her.account).problem is None
    return Correction.objects.get()


@pytest.fixture
def matter(asked: Correction) -> Matter:
    return Matter.every.get(chain=asked.chain)


def at(matter: Matter, rest: str = "") -> str:
    return f"/c/sample/matters/{matter.year}/{matter.number}/{rest}"


def archive(her: Her) -> bytes:
    return b"".join(matters.record_export(her.community))


def late(days: int) -> Any:
    return actions.standing_at(actions.now() + timedelta(days=days))


# In the record --------------------------------------------------------------------------------------------------------


def test_it_has_a_number_a_stage_and_a_day(her: Her, asked: Correction, matter: Matter) -> None:
    assert (matter.closed, matter.procedure, matter.stage, matter.title) == (
        True,
        "standard-correction",
        "answer",
        "",
    )
    assert matter.number == her.number + 1
    assert matter.due is not None
    assert timedelta(days=7) <= matter.due - matter.began < timedelta(days=8)
    assert [(one.organ, one.act) for one in DeskItem.objects.filter(matter=matter)] == [(CLERK, "sort")]


def test_the_record_tells_neither_who_asked_nor_for_what_and_still_verifies(
    her: Her, asked: Correction, matter: Matter, clerk: Account
) -> None:
    told = archive(her)
    assert verify(BytesIO(told)).ok
    assert actions.settle_correction(asked, True, "已核对", actor=clerk) == []
    data = archive(her)
    report = verify(BytesIO(data))
    assert (report.ok, report.counts.erased) == (True, 3), (
        "title, what is asked, reasons: committed to, not there"
    )
    lines = [line for line in data.decode().splitlines() if asked.chain in line]
    assert len(lines) >= 3, "two entries of the matter, and that it was carried out"
    for secret in (NEW, "已核对", "phone", her.person.pseudonym, her.person.name):
        assert not any(secret in line for line in lines), secret
    assert NEW not in data.decode()
    assert REASON not in data.decode()
    stored = "\n".join(SealedText.objects.filter(closed=True).values_list("text", flat=True))
    assert NEW not in stored, "it lies open in the database"
    assert REASON not in stored


def test_who_asks_has_another_name_in_each_matter(her: Her, asked: Correction) -> None:
    assert actions.ask_correction(her.person, "sex", "男", "", actor=her.account).problem is None
    covers = set(Correction.objects.values_list("cover", flat=True))
    assert len(covers) == 2
    assert covers.isdisjoint(reads.roster(her.community).people)
    assert set(Entry.objects.filter(actor__in=covers).values_list("chain", flat=True)) == set(
        Correction.objects.values_list("chain", flat=True)
    )


def test_the_same_form_sent_twice_is_asked_once_and_another_content_is_told(her: Her) -> None:
    for _ in range(2):
        assert (
            actions.ask_correction(her.person, "phone", NEW, "", actor=her.account, key="k1").problem is None
        )
    assert Correction.objects.count() == Matter.every.filter(closed=True).count() == 1
    with pytest.raises(actions.Refused) as refused:
        actions.ask_correction(her.person, "phone", "13900000000", "", actor=her.account, key="k1")
    assert refused.value.refusal.code == "form-sent"
    assert Correction.objects.count() == 1


def test_a_program_that_sends_its_key_twice_asks_once_and_other_content_under_it_is_refused(
    her: Her, clerk: Account
) -> None:
    mine, to = program(her.account, "act"), f"{API}/my-file/corrections"
    sent, key = {"column": "phone", "value": NEW}, {"headers": {"idempotency-key": "k1"}}
    first, again = (mine.post(to, sent, **JSON, **key) for _ in range(2))
    assert [first.status_code, again.status_code] == [201, 200]
    assert [one.json()["repeated"] for one in (first, again)] == [False, True]
    assert first.json()["matter"] == again.json()["matter"] == Correction.objects.get().chain
    for other in ({"value": "13900000000"}, {"reason": REASON}, {"column": "sex", "value": "男"}):
        refused = mine.post(to, sent | other, **JSON, **key)
        assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "key-used"), other
    assert mine.post(to, sent, **JSON, headers={"idempotency-key": "k 1"}).status_code == 422
    assert actions.settle_correction(Correction.objects.get(), False, "不对", actor=clerk) == []
    assert mine.post(to, sent, **JSON, **key).json()["repeated"], "answered meanwhile, it is still the same"
    assert Correction.objects.count() == 1


def test_what_was_asked_before_becomes_a_matter_and_can_be_answered(her: Her, clerk: Account) -> None:
    from tests.apps.care.test_own_corrections import from_before

    old = from_before(her.community, 1, her.person, None)
    done = from_before(her.community, 2, her.person, None)
    Correction.objects.filter(pk=done.pk).update(state="declined")
    assert actions.carry_over_all() == 1
    assert actions.carry_over_all() == 0
    old.refresh_from_db()
    assert (bytes(old.sealed), Matter.every.get(chain=old.chain).closed) == (b"", True)
    page = browser(clerk, "en").get("/c/sample/registers/corrections/1/").content.decode()
    assert "搬走了" in page
    assert "搬走了" in browser(clerk, "en").get("/c/sample/registers/corrections/2/").content.decode()
    assert actions.settle_correction(old, True, "", actor=clerk) == []
    assert Resident.objects.get(person=her.person).lives is False


def test_a_clerk_who_answers_one_from_before_makes_it_a_matter(her: Her, clerk: Account) -> None:
    from tests.apps.care.test_own_corrections import from_before

    old = from_before(her.community, 1, her.person, None)
    assert (
        browser(clerk, "en").post("/c/sample/registers/corrections/1/", {"do": "accept"}).status_code == 302
    )
    old.refresh_from_db()
    assert (old.state, Matter.every.get(chain=old.chain).status) == ("accepted", "done")


# Who reads it ---------------------------------------------------------------------------------------------------------


def doors(matter: Matter) -> list[str]:
    return [at(matter), at(matter, "course/"), f"{API}/matters/{matter.year}/{matter.number}"]


PUBLIC = (
    "/c/sample/", "/c/sample/map/", "/c/sample/record/", "/c/sample/disclosures/", "/c/sample/organs/",
    "/c/sample/feeds/everything.atom", "/c/sample/calendar.ics", "/c/sample/sittings/",
    f"{API}/matters", f"{API}/matters?status=open", f"{API}/matters?procedure=standard-correction",
    f"{API}/publications", f"{API}/sittings",
)  # fmt: skip


def test_nobody_else_reads_anything_of_it_through_any_door(
    her: Her, asked: Correction, matter: Matter, clerk: Account
) -> None:
    others = [
        Client(headers={"accept-language": "en"}),
        *(browser(her.account_of(n), "en") for n in (0, 3, 9)),
    ]
    assert actions.settle_correction(asked, False, "证件上不是", actor=clerk) == []
    for one in others:
        for address in doors(matter):
            answer = one.get(address)
            assert answer.status_code == 403, address
            assert her.person.name not in answer.content.decode(), address
        assert one.post(at(matter, "act/sort/"), {"bin": "mended", "reasons": "好"}).status_code == 403
        assert one.get(at(matter, "talk/")).status_code == 404
        for address in PUBLIC:
            answer = one.get(address)
            text = answer.content.decode()
            for told in (at(matter), NEW, REASON, "证件上不是", "correction"):
                assert told not in text, (address, told)
    listed = others[0].get(f"{API}/matters").json()["items"]
    assert [one["number"] for one in listed] == [her.number]
    refused = others[0].get(doors(matter)[2]).json()
    assert (refused["code"], "closed" in refused["detail"]) == ("closed-matter", True)


def test_she_reads_her_own_and_sees_where_it_stands(her: Her, asked: Correction, matter: Matter) -> None:
    mine = her.browser()
    page = mine.get(at(matter)).content.decode()
    for shown in ("139******22", REASON, her.person.name, "compared and answered", "the clerk"):
        assert shown in page, shown
    assert NEW not in page
    listed = mine.get("/c/sample/my-file/").content.decode()
    assert at(matter) in listed
    assert "compared and answered" in listed
    assert mine.get(f"/c/sample/registers/corrections/{asked.number}/").status_code == 403
    answer = program(her.account, "read:own").get(doors(matter)[2])
    assert answer.status_code == 200
    assert program(her.account, "act").get(doors(matter)[2]).status_code == 403


def test_the_clerk_reads_it_and_a_program_of_hers_only_with_the_permission(
    her: Her, matter: Matter, clerk: Account
) -> None:
    assert browser(clerk, "en").get(at(matter)).status_code == 200
    assert program(clerk, "read:own").get(doors(matter)[2]).status_code == 403
    assert program(clerk, "read:own", "registers").get(doors(matter)[2]).status_code == 200


def test_nothing_can_be_put_beside_it(her: Her, matter: Matter, clerk: Account) -> None:
    page = browser(clerk, "en").get(at(matter)).content.decode()
    assert "talk/" not in page
    assert matter_reads.glance(her.community, Viewer(account=clerk), matter.year, matter.number) is None
    officer = Actor(her.people[3].pseudonym, "committee")
    called = matters.call_sitting(
        community=her.community, by=officer, organ="committee", starts=actions.now() + timedelta(days=5),
        agenda=[matter.chain],
    )  # fmt: skip
    assert called.refused


# Who answers ----------------------------------------------------------------------------------------------------------


def test_it_is_answered_on_its_own_page_as_any_matter_is(her: Her, matter: Matter, clerk: Account) -> None:
    client = browser(clerk, "en")
    sent = {"bin": "mended", "reasons": "已核对", "organ": CLERK, "expects": "answer#1"}
    assert client.post(at(matter, "act/sort/"), sent).status_code == 302
    matter.refresh_from_db()
    one = Correction.objects.get()
    assert (matter.status, one.state, one.by) == ("done", "accepted", clerk)
    assert reads.phone_ends_in(her.person, NEW[-4:])
    mine = her.browser().get("/c/sample/my-file/").content.decode()
    assert "已核对" in mine
    assert client.post(at(matter, "act/sort/"), sent).status_code == 409


def test_programs_answer_it_as_any_matter_with_the_refusals_of_the_page(
    her: Her, matter: Matter, clerk: Account
) -> None:
    to = f"{API}/matters/{matter.year}/{matter.number}/acts"
    sort = {"do": "sort", "organ": CLERK, "bin": "kept", "reasons": "证件上不是"}
    her_own = program(her.account, "act", "read:own").post(to, sort, **JSON)
    assert (her_own.status_code, her_own.json()["code"]) == (403, "not-entitled")
    without = program(clerk, "act", "read:own").post(to, sort, **JSON)
    assert (without.status_code, without.json()["code"]) == (403, "not-entitled")
    done = program(clerk, "act", "read:own", "registers").post(to, sort, **JSON)
    assert done.status_code == 201, done.content
    assert Correction.objects.get().state == "declined"


def test_what_the_register_does_not_take_is_told_and_nothing_is_recorded(
    her: Her, clerk: Account, asked: Correction, matter: Matter
) -> None:
    assert actions.ask_correction(her.person, "building", "没有这栋楼", "", actor=her.account).problem is None
    other = Correction.objects.get(column="building")
    row = Matter.every.get(chain=other.chain)
    wrong = actions.settle_correction(other, True, "", actor=clerk)
    assert [one.column for one in wrong] == ["building"]
    page = browser(clerk, "en").post(
        at(row, "act/sort/"), {"bin": "mended", "reasons": "好", "organ": CLERK, "expects": "answer#1"}
    )
    assert (page.status_code, "没有这栋楼" in page.content.decode()) == (422, True)
    row.refresh_from_db()
    assert (row.status, row.head_seq) == ("open", 1)
    assert verify(BytesIO(archive(her))).ok


def test_an_answer_that_is_late_is_on_the_desks_as_such_and_the_head_of_the_committee_can_give_it(
    her: Her, asked: Correction, matter: Matter, clerk: Account
) -> None:
    head, member = her.account_of(3), her.account_of(4)
    assert browser(head, "en").get(at(matter)).status_code == 403
    with late(8):
        assert matters.tick_due() >= 1
        matter.refresh_from_db()
        assert matter.stage == "overdue"
        desk = browser(clerk, "en").get("/c/sample/desk/").content.decode()
        assert "day(s) late" in desk or "hour(s) late" in desk
        assert "late" in browser(clerk, "en").get("/c/sample/registers/corrections/").content.decode()
        assert browser(member, "en").get(at(matter)).status_code == 403
        assert browser(head, "en").get(at(matter)).status_code == 200
        late_page = browser(head, "en").get(at(matter)).content.decode()
        assert ("(s) late" in late_page, "days left" in late_page) == (True, False)
        answers = browser(head, "en").get(f"/c/sample/registers/corrections/{asked.number}/").content.decode()
        assert "did not answer in time" in answers
        waits = f"Correction asked for by {her.person.name}: no. {matter.number} of"
        assert waits in browser(head, "en").get("/c/sample/desk/").content.decode()
        assert actions.settle_correction(asked, True, "", actor=head) == []
    entry = Entry.objects.filter(chain=asked.chain).order_by("seq").last()
    assert entry is not None
    assert '"by":{"organ":"clerk","person":""}' in entry.data, "who stands in is not named"


def test_she_takes_it_back_and_nobody_else_can(
    her: Her, asked: Correction, matter: Matter, clerk: Account
) -> None:
    assert browser(clerk, "en").post(at(matter, "act/withdraw/"), {"organ": CLERK}).status_code == 409
    page = her.browser()
    assert "act/withdraw/" in page.get(at(matter)).content.decode()
    assert page.post(at(matter, "act/withdraw/"), {"reasons": "弄错了"}).status_code == 302
    asked.refresh_from_db()
    assert asked.state == "withdrawn"
    entry = Entry.objects.filter(chain=asked.chain).order_by("seq").last()
    assert entry is not None
    assert entry.actor == asked.cover
    with pytest.raises(actions.Stale):
        actions.settle_correction(asked, True, "", actor=clerk)


def test_two_who_answer_at_once_answer_it_once(her: Her, asked: Correction, clerk: Account) -> None:
    assert actions.settle_correction(asked, False, "不对", actor=clerk) == []
    with pytest.raises(actions.Stale):
        actions.settle_correction(asked, True, "", actor=clerk)
    assert reads.roster(her.community).people.get(her.person.pseudonym) is not None


def test_no_file_can_be_attached_to_it(her: Her, matter: Matter, clerk: Account) -> None:
    by = Actor("", CLERK)
    done = matters.report(
        community=her.community, chain=matter.chain, by=by, text="好", form=Form(account=clerk)
    )
    assert done.refusal is not None
    assert done.refusal.code == "not-here"


# Erasure --------------------------------------------------------------------------------------------------------------


def test_what_was_asked_and_answered_is_erased_and_the_chain_still_verifies(
    her: Her, asked: Correction, clerk: Account
) -> None:
    chain = asked.chain
    assert actions.settle_correction(asked, True, "已核对", actor=clerk) == []
    actions.forget_corrections(Correction.objects.all())
    assert not Correction.objects.exists()
    assert not SealedText.objects.filter(closed=True).exclude(text="").exists()
    assert Entry.objects.filter(chain=chain).count() == 2
    assert verify(BytesIO(archive(her))).ok
    row = Matter.every.get(chain=chain)
    assert "erased" in browser(clerk, "en").get(at(row)).content.decode()
    assert her.browser().get(at(row)).status_code == 403


def test_what_asks_for_somebody_who_left_is_erased_and_can_only_be_declined(
    her: Her, asked: Correction, matter: Matter, clerk: Account
) -> None:
    actions.depart(her.community, her.person, actor=clerk)
    assert not Correction.objects.exists()
    desk = browser(clerk, "en").get("/c/sample/desk/").content.decode()
    assert "what was asked has been erased" in desk
    sent = {"reasons": "人已离开", "organ": CLERK, "expects": "answer#1"}
    client = browser(clerk, "en")
    refused = client.post(at(matter, "act/sort/"), {**sent, "bin": "mended"})
    assert (refused.status_code, "not in the register any more" in refused.content.decode()) == (422, True)
    assert client.post(at(matter, "act/sort/"), {**sent, "bin": "kept"}).status_code == 302


def test_her_copy_has_what_was_asked_and_what_proves_it(her: Her, asked: Correction) -> None:
    (text,) = closed_texts(her.community, [asked.request]).values()
    assert NEW in text.text
    opened = Opened(text.seal, text.salt, text.text)
    assert opened.fits
    data = b"".join(her.confirmed().post(her.address("copy/"), {"do": "take"}).streaming_content)
    with ZipFile(BytesIO(data)) as files:
        told = "\n".join(files.read(name).decode(errors="replace") for name in files.namelist())
    assert text.seal in told
    assert text.salt in told


def test_what_the_charter_does_not_take_is_told_on_page_and_interface_and_a_form_sent_twice_asks_once(
    her: Her, monkeypatch: pytest.MonkeyPatch
) -> None:
    account, page = her.person.account, "/c/sample/my-file/"
    assert account is not None
    form = {"do": "ask", "column": "phone", "words": NEW, "reason": REASON, "key": "k1"}
    at = browser(account)
    assert 'name="key"' in at.get(page).content.decode()
    assert [at.post(page, form).status_code for _time in range(2)] == [302, 302]
    assert Correction.objects.count() == 1
    other = at.post(page, form | {"words": "13700001111"})
    assert other.status_code == 422
    assert "13700001111" in other.content.decode()
    assert Correction.objects.count() == 1

    def not_taken(*_given: Any, **_more: Any) -> None:
        raise actions.Refused(refuse("no-such-procedure", procedure="residents"))

    monkeypatch.setattr(matters_mending.AsMatters, "put", not_taken)
    said = at.post(page, form | {"key": "k2"})
    assert said.status_code == 422
    assert refuse("no-such-procedure", procedure="residents").says("en") in unescape(said.content.decode())
    sent = {"column": "phone", "value": NEW, "reason": REASON}
    answer = program(account, "act").post(f"{API}/my-file/corrections", sent, **JSON)
    assert answer.status_code in (404, 409)
    assert answer.json()["code"] == "no-such-procedure"
