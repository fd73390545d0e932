"""The pages of an opinion map and the interface for programs: what people see, do, and are told when they cannot."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from linli.apps.community import actions as community_actions
from linli.apps.community.models import Account
from linli.apps.opinions import actions, grouping
from linli.apps.opinions.models import Reaction, Statement

if TYPE_CHECKING:
    from tests.apps.opinions.conftest import Discussion

SignedIn = Callable[[Any], Client]


def text(response: Any) -> str:
    return str(response.content.decode())


def test_the_matter_leads_who_holds_it_to_opening_a_map_and_nobody_else(
    before: Discussion, signed_in: SignedIn
) -> None:
    matter = before.address().removesuffix("opinions/")
    offered = [
        before.address("new/") in text(signed_in(before.people[index]).get(matter)) for index in (0, 11)
    ]
    assert offered == [True, False]
    assert before.address("new/") not in text(Client().get(matter))


def test_a_map_is_opened_on_a_page_and_what_was_typed_wrongly_comes_back(
    before: Discussion, signed_in: SignedIn
) -> None:
    officer = signed_in(before.people[0])
    sent = {"statements": "路灯要换。\n路灯能用。", "closes": "2026-03-02"}
    wrong = officer.post(before.address("new/"), sent)
    assert wrong.status_code == 422
    assert "截止日期不能早于今天" in text(wrong)
    assert "路灯要换。\n路灯能用。" in text(wrong)
    right = officer.post(before.address("new/"), {**sent, "closes": "2026-03-09"}, follow=True)
    assert "路灯要换。" in text(right)
    assert before.address("say/") in text(officer.get(before.address().removesuffix("opinions/")))
    again = officer.post(before.address("new/"), {**sent, "closes": "2026-03-09"})
    assert again.status_code == 409
    assert "路灯要换。\n路灯能用。" in text(again)


def test_who_may_not_open_one_is_told_who_may_and_keeps_what_was_typed(
    before: Discussion, signed_in: SignedIn
) -> None:
    answer = signed_in(before.people[11]).post(before.address("new/"), {"statements": "我的话", "closes": ""})
    assert answer.status_code == 403
    assert "社区两委" in text(answer)
    assert "我的话" in text(answer)


def test_one_goes_through_all_statements_and_can_change_an_answer(
    talk: Discussion, signed_in: SignedIn
) -> None:
    browser, met = signed_in(talk.people[11]), []
    for answer in ("agree", "disagree", "pass", "agree"):
        turn = browser.get(talk.address("say/")).context["turn"]
        met.append(turn.number)
        browser.post(talk.address("say/react/"), {"statement": turn.number, "answer": answer})
    assert sorted(met) == [1, 2, 3, 4]
    done = browser.get(talk.address("say/"))
    assert done.context["turn"].number == 0
    assert "您已对每条观点表态" in text(done)
    changing = browser.get(f"{talk.address('say/')}?statement={met[0]}")
    assert changing.context["turn"].answer == "agree"
    browser.post(talk.address("say/react/"), {"statement": met[0], "answer": "disagree"})
    assert Reaction.objects.get(statement__number=met[0]).value == -1


@pytest.mark.parametrize("asked", ["0", "99", "-1", "x", "１", "9" * 30, ""])
def test_asking_for_a_statement_that_is_not_there_gives_the_next(
    talk: Discussion, signed_in: SignedIn, asked: str
) -> None:
    answer = signed_in(talk.people[11]).get(talk.address("say/"), {"statement": asked})
    assert answer.context["turn"].number in (1, 2, 3, 4)


def test_a_statement_that_cannot_be_taken_comes_back_as_typed(talk: Discussion, signed_in: SignedIn) -> None:
    browser = signed_in(talk.people[11])
    long = browser.post(talk.address("say/add/"), {"text": "字" * 150})
    assert long.status_code == 422
    assert "字" * 150 in text(long)
    assert "现在是 150 个字" in text(long)
    browser.post(talk.address("say/add/"), {"text": "<b>粗话</b> 要换"})
    page = text(browser.get(talk.address()))
    assert "&lt;b&gt;粗话&lt;/b&gt; 要换" in page
    assert "（您写的）" in page
    assert "（您写的）" not in text(Client().get(talk.address()))


def test_what_is_typed_after_the_end_is_not_lost(talk: Discussion, signed_in: SignedIn) -> None:
    browser = signed_in(talk.people[11])
    with community_actions.standing_at(talk.map.closes):
        answer = browser.post(talk.address("say/add/"), {"text": "来晚了的话"})
        assert answer.status_code == 409
        assert "来晚了的话" in text(answer)
        assert browser.get(talk.address("say/")).context["turn"] is None
        assert "已截止" in text(browser.get(talk.address()))


def test_a_stale_page_tells_that_the_statement_was_set_aside(talk: Discussion, signed_in: SignedIn) -> None:
    browser = signed_in(talk.people[11])
    actions.set_aside(**talk.way, by=talk.officer(), statement=2, reasons="骂人")
    answer = browser.post(talk.address("say/react/"), {"statement": 2, "answer": "agree"})
    assert answer.status_code == 404
    assert "已经被搁置" in text(answer)


def test_an_officer_sets_a_statement_aside_and_everybody_reads_why(
    talk: Discussion, signed_in: SignedIn
) -> None:
    officer = signed_in(talk.people[0])
    empty = officer.post(talk.address("statements/2/aside/"), {"reasons": ""})
    assert empty.status_code == 422
    assert not Statement.objects.exclude(aside=None).exists()
    officer.post(talk.address("statements/2/aside/"), {"reasons": "点了邻居的名字"})
    assert "点了邻居的名字" in text(Client().get(talk.address()))
    officer.post(talk.address("statements/2/back/"))
    assert not Statement.objects.exclude(aside=None).exists()
    assert officer.post(talk.address("statements/2/burn/")).status_code == 404
    assert officer.post(talk.address("statements/99/back/")).status_code == 404


def test_the_form_for_one_statement_is_asked_for_by_who_looks_after_the_map_and_nobody_else(
    talk: Discussion, signed_in: SignedIn
) -> None:
    officer, resident = signed_in(talk.people[0]), signed_in(talk.people[8])
    asked = talk.address() + "?aside=2"
    assert 'id="aside2-reasons"' in officer.get(asked).content.decode()
    assert officer.get(talk.address()).content.decode().count("?aside=") == 4
    for browser, address in (
        (resident, asked),
        (officer, talk.address() + "?aside=99"),
        (officer, talk.address() + "?aside=x"),
    ):
        assert "-reasons" not in browser.get(address).content.decode()


def test_a_figure_is_read_aloud_with_what_it_means(two_sides: Discussion) -> None:
    page = Client(headers={"accept-language": "en"}).get(two_sides.address()).content.decode()
    assert 'role="table"' in page
    assert re.search(r'data-head="Group A"><span aria-hidden="true">\d+ · \d+ · \d+</span>', page)
    assert re.search(r'<span class="visually-hidden">\d+ agree, \d+ disagree, \d+ pass</span>', page)


def test_the_page_says_where_opinion_stands_in_whole_people(two_sides: Discussion) -> None:
    page = text(Client().get(two_sides.address()))
    for said in (
        "11 人参与了表态。", "大家的意见大致分成 2 组：A 组 6 人、B 组 5 人。", "11 人表态，11 人同意",
        "A 组 6 人中 6 人同意，B 组 5 人中 5 人不同意", "不能代替表决", "<circle",
    ):  # fmt: skip
        assert said in page
    english = text(Client(headers={"accept-language": "en"}).get(two_sides.address()))
    assert "Opinion forms 2 groups, by number of people: A 6, B 5." in english
    assert "decides nothing" in english
    assert [one.name for one in two_sides.people if one.name in page] == []


def test_before_enough_took_part_the_page_says_how_many_it_takes(talk: Discussion) -> None:
    assert f"至少要有 {grouping.SMALLEST} 人" in text(Client().get(talk.address()))


def test_without_the_library_the_page_says_what_to_install(
    talk: Discussion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grouping, "available", lambda: False)
    for index in range(6):
        talk.react(index, ["agree"] * 4)
    actions.draw_due()
    page = text(Client().get(talk.address()))
    assert "linli[opinions]" in page
    assert "6 人表态，6 人同意" in page


def test_the_table_opens_in_a_spreadsheet_and_runs_nothing_there(two_sides: Discussion) -> None:
    Statement.objects.filter(number=1).update(text="=HYPERLINK(1)")
    answer = Client().get(two_sides.address("opinions.csv"))
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "statement,text,group,people,agree,disagree,pass"
    assert lines[1] == "1,'=HYPERLINK(1),all,11,6,5,0"


def test_reading_the_map_costs_the_same_however_much_was_said(two_sides: Discussion, counted: Any) -> None:
    browser = Client()
    browser.get(two_sides.address())
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        browser.get(two_sides.address())
    for index in range(11):
        for at in range(3):
            actions.add_statement(
                **two_sides.way, person=two_sides.people[index].pseudonym, text=f"第 {index} 人的第 {at} 条"
            )
    with counted(len(few)):
        browser.get(two_sides.address())


@pytest.fixture
def program(talk: Discussion) -> Client:
    """A program of somebody without office."""
    account = Account.objects.create(username="program")
    community_actions.give_account(talk.community, talk.people[11], account, actor=community_actions.TERMINAL)
    secret = community_actions.make_token("x", ("read:own", "act"), 30, actor=account)[1]
    return Client(headers={"authorization": f"Bearer {secret}"})


def test_a_program_reads_reacts_and_adds(talk: Discussion, program: Client) -> None:
    address = f"/api/v1/communities/{talk.community.slug}/matters/{talk.year}/{talk.number}/opinions"

    def post(what: str, **sent: Any) -> Any:
        return program.post(f"{address}/{what}", json.dumps(sent), content_type="application/json")

    assert post("reactions", statement=1, answer="disagree").status_code == 200
    found = program.get(address).json()
    assert (found["statements"][0]["answer"], found["people"], found["as_of"]) == ("disagree", 0, None)
    assert Client().get(address).json()["statements"][0]["answer"] == ""
    added = post("statements", text="再加一条")
    assert added.status_code == 201
    assert added.json()["statements"][-1]["mine"]
    for what, sent, status, code in (
        ("reactions", {"statement": 77, "answer": "agree"}, 422, "no-statement"),
        ("reactions", {"statement": 1, "answer": "maybe"}, 422, "literal-error"),
        ("statements", {"text": "再加一条！"}, 422, "same"),
        ("statements", {"text": "\ud800"}, 422, "string-unicode"),
    ):
        wrong = post(what, **sent)
        assert (wrong.status_code, wrong.json()["errors"][0]["code"]) == (status, code)
    with community_actions.standing_at(talk.map.closes):
        closed = post("reactions", statement=1, answer="agree")
    assert (closed.status_code, closed.json()["code"]) == (409, "closed")


def test_beside_a_matter_its_map_costs_one_query_and_two_more_for_who_can_react(
    before: Discussion, talk: Discussion, counted: Any
) -> None:
    from linli.apps.matters import reads as matters_reads
    from linli.apps.opinions.models import OpinionMap
    from linli.apps.opinions.views.beside import card

    viewer = matters_reads.Viewer(talk.officer().person, talk.officer().organ)
    page = matters_reads.matter(talk.community, viewer, talk.year, talk.number)
    assert page is not None
    with counted(3):
        assert card(talk.community, viewer, page) is not None
    with counted(1):
        card(talk.community, matters_reads.Viewer(), page)
    OpinionMap.objects.all().delete()
    with counted(1):
        offered = card(talk.community, viewer, page)
    assert offered is not None
    assert [way.url for way in offered.ways] == [talk.address("new/")]
