"""Minutes, what is published outside of matters, registers and one's own file, through the interface for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linli.apps.community import actions

if TYPE_CHECKING:
    from tests.apps.access.conftest import Doors

ROOT = "/api/v1/communities/sample"


def _post(doors: Doors, role: str, address: str, key: str = "", **body: Any) -> Any:
    headers = {"idempotency-key": key} if key else {}
    answer = doors.programs[role].post(
        f"{ROOT}/{address}", body, content_type="application/json", headers=headers
    )
    return answer.status_code, answer.json()


def _get(doors: Doors, role: str, address: str) -> Any:
    answer = doors.programs[role].get(f"{ROOT}/{address}")
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_a_notice_is_put_up_once_and_taken_down_by_who_may(doors: Doors) -> None:
    sent = {
        "organ": "party-branch",
        "title": "停水",
        "text": "明天停水。",
        "table": "楼栋\t时间\n1 号楼\t九点",
    }
    first, again = (_post(doors, "seat-holder", "notices", "water", **sent) for _ in range(2))
    assert (first[0], again[0], again[1]["repeated"]) == (201, 200, True)
    number = first[1]["notice"]["number"]
    where = f"notices/{doors.known['year']}/{number}"
    assert _get(doors, "stranger", where)["may"] == []
    seen = _get(doors, "seat-holder", f"{where}?organ=party-branch")
    assert (seen["table"][1], "take-down" in seen["may"]) == (["1 号楼", "九点"], True)
    status, problem = _post(
        doors, "resident", f"{where}/acts", do="take-down", organ="party-branch", reasons="不好。"
    )
    assert (status, problem["code"]) == (403, "not-in-organ")
    status, used = _post(
        doors, "seat-holder", f"{where}/acts", "water", do="take-down", organ="party-branch", reasons="错了。"
    )
    assert status == 422, used
    assert used["errors"][0]["code"] == "key-used"
    status, done = _post(
        doors, "seat-holder", f"{where}/acts", do="take-down", organ="party-branch", reasons="错了。"
    )
    assert (status, done["notice"]["down"]) == (201, "withdrawn")
    status, problem = _post(doors, "seat-holder", "notices", organ="party-branch", text=" ")
    assert (status, problem["says"]["en"] != "") == (422, True)
    status, problem = _post(doors, "seat-holder", "notices", **sent, building=2**61)
    assert (status, "register" in problem["errors"][0]["says"]["en"]) == (422, True), problem
    assert {one["name"] for one in _get(doors, "stranger", "sections")} >= {"finance"}


def test_minutes_are_corrected_and_signed_as_they_were_read(doors: Doors) -> None:
    to = {"organ": "two-committees"}
    with actions.standing_at(actions.now()):
        status, called = _post(
            doors, "seat-holder", "sittings", **to, capacity="two-committees", starts="2026-03-03T12:30:00+08:00"
        )  # fmt: skip
    assert status == 201, called
    where = f"sittings/{doors.known['year']}/{called['sitting']['number']}"
    status, problem = _post(doors, "seat-holder", f"{where}/minutes", do="sign", stamp=0, **to)
    assert (status, problem["code"]) == (409, "sitting-goes-on")
    with actions.standing_at(actions.now().replace(hour=6)):
        assert _post(doors, "seat-holder", f"{where}/acts", do="attend", **to)[0] == 201
        assert _post(doors, "seat-holder", f"{where}/acts", do="end-sitting", **to)[0] == 201
        drawn = _get(doors, "seat-holder", f"{where}/minutes")
        assert drawn["may_sign"]
        text = drawn["text"] + "\n补充一句。"
        assert _get(doors, "stranger", f"{where}/minutes")["text"] == ""
        status, kept = _post(doors, "seat-holder", f"{where}/minutes", do="correct", text=text, stamp=0, **to)
        assert (status, kept["stamp"], kept["changes"][-1]) == (
            201, 1, {"kind": "added", "text": "补充一句。"},
        )  # fmt: skip
        for act in ({"do": "correct", "text": "别的"}, {"do": "sign"}):
            status, _stale = _post(doors, "seat-holder", f"{where}/minutes", **act, stamp=0, **to)
            assert status in (409, 412)
        status, signed = _post(doors, "seat-holder", f"{where}/minutes", do="sign", stamp=1, **to)
        assert (status, signed["signed"]) == (201, True)
        assert _get(doors, "stranger", f"{where}/minutes")["text"] == text
        status, problem = _post(doors, "seat-holder", f"{where}/minutes", do="sign", stamp=1, **to)
        assert (status, problem["code"]) == (409, "minutes-signed")


def test_registers_go_out_masked_and_to_their_keeper_only(doors: Doors) -> None:
    sizes = {one["name"]: one["rows"] for one in _get(doors, "clerk", "registers")}
    assert sizes["rosters"] == 6
    answer = doors.programs["clerk"].get(f"{ROOT}/registers/rosters?form=csv")
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("text/csv; charset=utf-8", "no-store")
    assert len(answer.content.decode().strip().splitlines()) == 7
    book = doors.programs["clerk"].get(f"{ROOT}/registers/residents?form=xlsx")
    assert book.content.startswith(b"PK")
    assert doors.programs["clerk"].get(f"{ROOT}/registers/nothing").status_code == 404
    assert doors.programs["clerk"].get(f"{ROOT}/registers/residents?form=pdf").status_code == 422


def test_who_asks_for_a_correction_of_her_own_file_is_told_what_cannot_be_taken(doors: Doors) -> None:
    held = _get(doors, "resident", "my-file")
    assert held["number"] == 1
    status, problem = _post(doors, "resident", "my-file/corrections", column="identity", value="123")
    assert (status, problem["errors"][0]["field"]) == (422, "body.value")
    assert _post(doors, "resident", "my-file/corrections", column="register", value="9")[0] == 404
    assert _post(doors, "resident", "my-file/corrections", column="sex", value="女")[1]["open"] == 2
    assert doors.programs["clerk"].get(f"{ROOT}/my-file").status_code == 403
