"""`linli opinions`: a conversation that was held elsewhere, read from the files of Polis."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from click.testing import Result

Here = Callable[..., Result]
SAID = ("第一条", "第二条", "第三条", "=1+1", "第五条", "第六条", "被主持人去掉的")


def comments(rejected: int = 6) -> str:
    rows = [f"{at},{-1 if at == rejected else 1},{text}" for at, text in enumerate(SAID)]
    return "\n".join(["comment-id,moderated,comment-body", *rows])


def votes() -> list[str]:
    """Twelve against eight, in all but the fifth statement; the first of all voters once said the opposite."""
    rows = [f"1,{one},0,{-1 if one == 0 else 0}" for one in range(6)]
    for voter in range(20):
        side = 1 if voter < 12 else -1
        rows += [f"{100 + voter},{one},{voter},{1 if one == 4 else side}" for one in range(7)]
    return rows


def folder(at: Path, rows: Sequence[str], said: str = "") -> Path:
    at.mkdir(exist_ok=True)
    (at / "comments.csv").write_text(said or comments(), encoding="utf-8")
    (at / "votes.csv").write_text("\n".join(["timestamp,comment-id,voter-id,vote", *rows]), encoding="utf-8")
    return at


def test_a_conversation_of_polis_is_told_in_the_sentences_of_a_map(here: Here, tmp_path: Path) -> None:
    told = here("opinions", folder(tmp_path / "talk", votes()), "--lang", "en").output
    assert "20 people took part." in told
    assert "Opinion forms 2 groups, by number of people: A 12, B 8." in told
    assert "第五条\n    20 of 20 agree · A: 12 of 12, B: 8 of 8" in told
    assert "被主持人去掉的" not in told
    assert "A 组 12 人" in here("opinions", tmp_path / "talk").output


def test_the_order_of_the_votes_never_matters_and_the_last_of_one_person_stands(
    here: Here, tmp_path: Path
) -> None:
    rows = votes()
    random.Random(4).shuffle(rows)
    first = here("opinions", folder(tmp_path / "a", votes()), "--lang", "en").output
    again = here("opinions", folder(tmp_path / "b", rows), "--lang", "en").output
    assert first.partition("\n")[2] == again.partition("\n")[2]


def test_the_table_runs_nothing_in_a_spreadsheet_and_rejected_statements_are_asked_for(
    here: Here, tmp_path: Path
) -> None:
    at = folder(tmp_path / "talk", votes())
    assert "'=1+1" in here("opinions", at, "--csv").output
    assert "被主持人去掉的" in here("opinions", at, "--csv", "--rejected").output


def test_of_fewer_than_five_people_nothing_is_told(here: Here, tmp_path: Path) -> None:
    few = [row for row in votes() if int(row.split(",")[2]) < 4]
    at = folder(tmp_path / "talk", few)
    assert "Nothing is drawn yet" in here("opinions", at, "--lang", "en").output
    assert len(here("opinions", at, "--csv").output.splitlines()) == 1


@pytest.mark.parametrize(
    ("rows", "said", "wrong"),
    [
        (["1,0,0,2"], "", "votes.csv, row 2: vote is none of 1, 0 and -1: '2'"),
        (["1,0,x,1"], "", "votes.csv, row 2: voter-id is no number: 'x'"),
        (["1,0"], "", "votes.csv, row 2: voter-id, vote is missing"),
        ([], "", "votes.csv: there is nothing in it"),
        (["1,0,0,1"], "a,b\n1,2", "comments.csv, row 2: comment-id, comment-body, moderated is missing"),
    ],
)
def test_files_that_hold_no_conversation_say_where(
    here: Here, tmp_path: Path, rows: list[str], said: str, wrong: str
) -> None:
    done = here("opinions", folder(tmp_path / "talk", rows, said))
    assert (done.exit_code, wrong in done.output) == (1, True)


def test_files_that_are_missing_or_written_in_another_code_say_so(here: Here, tmp_path: Path) -> None:
    at = folder(tmp_path / "talk", votes())
    (at / "comments.csv").write_bytes("comment-id,moderated,comment-body\n0,1,路灯".encode("gb18030"))
    assert "comments.csv: cannot be read" in here("opinions", at).output
    (at / "votes.csv").unlink()
    (at / "comments.csv").write_text(comments(), encoding="utf-8")
    assert "votes.csv: there is no such file" in here("opinions", at).output
