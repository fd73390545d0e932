"""`linli charter`: what it prints, and with which exit code."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from linli.commands.charter import charter

HERE = Path(__file__).resolve().parents[1] / "core" / "charter"
FAIR = HERE / "good" / "fair.yaml"


def run(*words: str | Path) -> Result:
    result = CliRunner().invoke(charter, [str(word) for word in words])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def report(*words: str | Path) -> tuple[int, list[dict[str, Any]]]:
    result = run("check", "--format", "json", *words)
    return result.exit_code, json.loads(result.output)["files"]


def test_the_gallery_is_listed_with_titles_in_both_languages() -> None:
    assert "碑林「四议六公开」" in run("list").output
    assert "Beilin: four deliberations" in run("list", "--lang", "en").output
    rows = {row["slug"]: row for row in json.loads(run("list", "--format", "json").output)["charters"]}
    assert rows["beilin"]["level"] == "community"
    assert len(rows["beilin"]["hash"]) == 64


def test_a_charter_of_the_gallery_that_cannot_be_read_is_listed_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "charter.yaml").write_text("[", encoding="utf-8")
    monkeypatch.setenv("LINLI_CHARTERS", str(tmp_path))
    assert run("list").output.split() == ["broken", "?", "?"]


def test_a_good_charter_passes() -> None:
    result = run("check", FAIR)
    assert (result.exit_code, result.output) == (0, f"{FAIR}: 没有发现问题\n")


def test_an_error_is_shown_with_file_line_and_column_and_fails() -> None:
    bad = HERE / "bad" / "unknown-key.yaml"
    result = run("check", "--lang", "en", bad, FAIR)
    assert result.exit_code == 1
    family, told, counted, good = result.output.splitlines()
    assert family == "Reading the file"
    assert told.startswith(f"  {bad}:15:5: error unknown-key: there is no key “seat” here → did you mean")
    assert counted == f"{bad}: 1 error"
    assert good == f"{FAIR}: nothing found"


@pytest.mark.parametrize("name", ["bare-number", "unused-rule"])
def test_a_warning_or_a_note_does_not_fail(name: str) -> None:
    result = run("check", HERE / "bad" / f"{name}.yaml")
    assert result.exit_code == 0
    assert name in result.output


def test_the_report_for_machines_has_both_languages() -> None:
    bad = HERE / "bad" / "unreachable-stage.yaml"
    code, (file, good) = report(bad, FAIR)
    assert code == 1
    assert (file["file"], file["charter"], len(file["hash"])) == (str(bad), "sample", 64)
    assert file["findings"] == [
        {
            "code": "unreachable-stage",
            "family": "structure",
            "level": "error",
            "path": "procedures.affair.stages.carry-out",
            "file": str(bad),
            "line": 40,
            "column": 7,
            "zh": "没有哪个环节通向「carry-out」",
            "en": "no stage leads to “carry-out”",
            "mend": {
                "zh": "在某个环节的 then 里写上「carry-out」，或删去它",
                "en": "lead some outcome to “carry-out”, or remove it",
            },
        }
    ]
    assert good["findings"] == []


def test_a_file_that_cannot_be_read_has_no_charter_in_the_report(tmp_path: Path) -> None:
    code, (file,) = report(tmp_path / "missing.yaml")
    assert code == 1
    assert (file["charter"], file["hash"]) == (None, None)
    assert [(one["code"], one["line"], one["mend"]) for one in file["findings"]] == [("no-file", 1, None)]


@pytest.mark.parametrize("path", sorted((HERE / "bad").glob("*.yaml")), ids=lambda path: path.stem)
def test_the_report_agrees_with_the_levels(path: Path) -> None:
    code, (file,) = report(path)
    assert code == (1 if any(one["level"] == "error" for one in file["findings"]) else 0)
    assert file["findings"]


def test_a_charter_is_read_aloud_with_its_sources() -> None:
    zh, en = run("explain", "beilin"), run("explain", "beilin", "--lang", "en")
    assert (zh.exit_code, en.exit_code) == (0, 0)
    assert "社区居委会由居民选举产生" in zh.output
    assert "〔" in zh.output
    assert "residents' committee" in en.output
    assert "[" in en.output
    assert "no article of the charter" in en.output
    assert "社区工作人员" in zh.output.partition("章程没有写怎样更正台账")[2]


def test_a_charter_that_cannot_be_read_is_not_read_aloud(tmp_path: Path) -> None:
    result = run("explain", tmp_path, "--lang", "en")
    assert result.exit_code == 1
    assert "this is not a file" in result.output


def test_a_procedure_is_drawn_the_first_one_unless_another_is_named() -> None:
    assert "四议：程序图" in run("draw", "beilin").output
    assert "First-asked" not in run("draw", "zhalute", "--lang", "en").output
    assert (
        "who is asked first is responsible: how it goes"
        in run("draw", "zhalute", "--procedure", "first-asked", "--lang", "en").output
    )


def test_the_organs_are_drawn_when_asked_for_or_when_a_charter_has_no_procedure() -> None:
    assert "各组织怎样产生" in run("draw", "beilin", "--organs").output
    assert "how its organs come about" in run("draw", "residents-committees", "--lang", "en").output


def test_a_drawing_is_written_to_the_file_named(tmp_path: Path) -> None:
    assert run("draw", "beilin", "-o", tmp_path / "beilin.svg").output == ""
    assert (tmp_path / "beilin.svg").read_text(encoding="utf-8") == run("draw", "beilin").output


def test_what_cannot_be_drawn_is_said_and_nothing_is_written(tmp_path: Path) -> None:
    file = tmp_path / "x.svg"
    unknown = run("draw", "beilin", "--procedure", "five", "-o", file)
    assert unknown.exit_code == 2
    assert "there are: four-deliberations" in unknown.output
    assert run("draw", "beilin", "--procedure", "four-deliberations", "--organs").exit_code == 2
    (tmp_path / "bad.yaml").write_text("charter: [", encoding="utf-8")
    broken = run("draw", tmp_path / "bad.yaml", "-o", file)
    assert broken.exit_code == 1
    assert "bad.yaml:1" in broken.output
    assert not file.exists()


def test_lessons_and_the_place_beside_two_laws_are_told_when_asked_for() -> None:
    plain, asked = run("check", FAIR), run("check", FAIR, "--lessons", "--lang", "en")
    assert "Units of the area take part, and how: covered by “units of the area”" in asked.output
    assert "  assembly: as complete as the villagers' law: of all residents" in asked.output
    assert "规模" not in plain.output
    _, (file,) = report(FAIR)
    assert [one["number"] for one in file["lessons"]] == [1, 2, 3, 4, 5, 6]
    assert file["lessons"][1]["by"] == [{"path": "organs.units", "zh": "辖区单位", "en": "units of the area"}]
    assert [one["head"] for one in file["heads"]][:2] == ["election", "assembly"]
    assert file["heads"][1]["features"][0] == {
        "zh": "全体会议",
        "en": "of all residents",
        "by": ["organs.meeting"],
    }
    broken = run("check", HERE / "bad" / "unknown-key.yaml", "--lessons")
    assert broken.exit_code == 1


def test_the_schema_of_the_language_is_printed_for_editors() -> None:
    assert json.loads(run("schema").stdout)["$ref"] == "#/$defs/Charter"
