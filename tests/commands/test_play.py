"""`linli play`: scenarios are played, differences are told with their line, and bad files are answered plainly."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from linli.commands.play import play_command

GOOD = """charter: beilin
people:
  r1 … r60: adult and registered
  r1 … r20: party-member
seats:
  party-branch: r1 … r3
  committee: r4 … r8
scenarios:
  lamps:
    title: {zh: 路灯, en: Lamps}
    story:
      - on 2026-03-02 09:00, r1 proposes "修好路灯" as lamps
      - 'r9 for party-branch proposes "再修" as more: refused not-in-organ'
      - on 2026-03-03 09:00, expect lamps at consult
  bench:
    title: {zh: 长椅, en: Bench}
    story:
      - on 2026-03-02 09:00, r2 proposes "长椅" as bench
"""

Play = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Play:
    """Play a text as a file; a fault that is not told in words is none of ours to hide."""

    def played(text: str | bytes, *options: str) -> Result:
        file = tmp_path / "s.yaml"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        result = CliRunner().invoke(play_command, [str(file), *options])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        assert "Traceback" not in result.output
        return result

    return played


def test_a_good_file_is_told_line_by_line_in_chinese(run: Play) -> None:
    result = run(GOOD)
    assert result.exit_code == 0
    assert result.output.splitlines()[:6] == [
        "◇ 路灯（lamps）",
        "  2026-03-02",
        '    09:00 r1 proposes "修好路灯" as lamps',
        "          → 在「商议」，2026 年 3 月 17 日 24:00 截止",
        '    09:01 r9 for party-branch proposes "再修" as more',
        "          → 驳回 not-in-organ：您不是社区党支部的成员。",
    ]
    assert result.output.splitlines()[-1] == "2 个情景，0 处不符"


def test_it_is_told_in_english_too(run: Play) -> None:
    lines = run(GOOD, "--lang", "en").output.splitlines()
    assert lines[3] == "          → at consult, until the end of 17 March 2026"
    assert lines[-1] == "2 scenarios, 0 differences"


def test_one_scenario_can_be_played_alone(run: Play) -> None:
    result = run(GOOD, "--only", "bench", "--lang", "en")
    assert "Bench（bench）" in result.output
    assert "Lamps" not in result.output
    assert result.output.endswith("1 scenarios, 0 differences\n")


def test_only_differences_are_printed_quietly(run: Play) -> None:
    result = run(GOOD.replace("lamps at consult", "lamps at review"), "--quiet", "--lang", "en")
    assert result.exit_code == 1
    lines = [
        line.replace(line.split("s.yaml")[0], "        ✗ ") if "✗" in line else line
        for line in result.output.splitlines()
    ]
    assert lines == [
        "◇ Lamps（lamps）",
        "  2026-03-03",
        "    09:00 expect lamps at review",
        "          → at consult, until the end of 17 March 2026",
        "        ✗ s.yaml:14: the stage should be “review”, but is “consult”",
        "◇ Bench（bench）",
        "2 scenarios, 1 differences",
    ]


def test_other_programs_read_what_happened(run: Play) -> None:
    result = run(GOOD.replace("lamps at consult", "lamps at review"), "--format", "json")
    assert result.exit_code == 1
    lamps, bench = json.loads(result.output)
    assert (lamps["scenario"], lamps["passed"], bench["passed"]) == ("lamps", False, True)
    assert lamps["lines"][-1]["line"] == 14
    assert lamps["lines"][-1]["fault"] == {
        "zh": "环节应为「review」，实为「consult」",
        "en": "the stage should be “review”, but is “consult”",
    }
    assert lamps["lines"][0]["fault"] is None


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("r2 proposes", "r99 proposes", "s.yaml:18: there is no “r99” among the people"),
        ("as bench", "as bench, expect nothing done", "s.yaml:18: there is no matter called “nothing”"),
        ("as bench", "as bench, r1 sings",
         "s.yaml:18: this sentence cannot be read: “r1 sings”; docs/reference/scenarios.md lists those there are"),
        ("as bench", "as bench in dance", "s.yaml:18: should be done, but r2 was refused (no-such-procedure)"),
        ("refused not-in-organ", "refused ended",
         "s.yaml:13: should be refused (ended), but r9 was refused (not-in-organ)"),
        (": refused not-in-organ", "", "s.yaml:13: should be done, but r9 was refused (not-in-organ)"),
        ("lamps at consult", "lamps at consult, expect lamps due 2026-02-30 00:00",
         "s.yaml:14: the due moment should be “2026-02-30 00:00”, but is “2026-03-18 00:00”"),
    ],
)  # fmt: skip
def test_what_differs_is_told_with_its_line(run: Play, old: str, new: str, says: str) -> None:
    result = run(GOOD.replace(old, new), "--lang", "en")
    assert result.exit_code == 1
    assert says in result.output
    assert result.output.endswith("2 scenarios, 1 differences\n")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (GOOD.replace("charter: beilin", "charter: atlantis"),
         "s.yaml:1:1: error no-file: there is no charter “atlantis”"),
        (GOOD.replace("charter: beilin", "charter: ../beilin"), "error no-file: there is no charter “../beilin”"),
        (GOOD.encode("gb18030"), "s.yaml:3:6: error not-utf8: the file is not UTF-8; save it again as UTF-8"),
        ("# " + "长" * 200_000, "s.yaml:1:1: error too-big: the file is too big"),
        (GOOD + "charter: zhalute\n", "error duplicate-key"),
        (GOOD.replace("seats:", "people:"), "error duplicate-key"),
        (GOOD.replace("seats:", "chairs:"), "s.yaml:5:1: error scenario: there is no key “chairs” here"),
        (GOOD.replace("charter: beilin\n", ""), "error scenario: “charter” is missing"),
        (GOOD.replace("adult and registered", "adlt"),
         "s.yaml:3:3: error scenario: the charter knows no fact “adlt” of a person"),
        (GOOD.replace("r4 … r8", "r59 … r63"),
         "s.yaml:7:3: error scenario: r61 in committee: This person is not in the register."),
        (GOOD.split("scenarios:")[0] + "scenarios: {}\n", "s.yaml: no scenarios"),
        ("", "error"),
        ("a: &a [b]\nc: *a\n", "error"),
        ("{", "error yaml"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_played_is_answered_plainly(run: Play, text: str | bytes, says: str) -> None:
    result = run(text, "--lang", "en")
    assert result.exit_code == 1
    assert says in result.output
    assert "scenarios," not in result.output


def test_a_scenario_that_is_not_there_is_answered_with_those_that_are(run: Play) -> None:
    result = run(GOOD, "--only", "dance", "--lang", "en")
    assert result.exit_code == 1
    assert "no scenario “dance”; there are: lamps, bench" in result.output
    assert "没有叫「dance」的情景，有：lamps、bench" in run(GOOD, "--only", "dance").output


def test_a_file_without_scenarios_is_answered_in_chinese_too(run: Play) -> None:
    assert "一个情景也没有" in run(GOOD.split("scenarios:")[0] + "scenarios: {}\n").output


def test_a_file_that_is_not_there_is_answered(tmp_path: Path) -> None:
    result = CliRunner().invoke(play_command, [str(tmp_path / "none.yaml")])
    assert result.exit_code == 2
    assert "does not exist" in result.output


def test_a_file_that_may_not_be_read_is_answered(run: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("linli.commands.play.read_scenarios", refuse)
    result = run(GOOD)
    assert result.exit_code == 1
    assert "s.yaml: Permission denied" in result.output


def test_the_charter_beside_the_file_goes_before_the_gallery(tmp_path: Path, root: Path) -> None:
    charter = (root / "charters" / "beilin" / "charter.yaml").read_text(encoding="utf-8")
    (tmp_path / "charter.yaml").write_text(
        charter.replace("within: 15 days", "within: 16 days"), encoding="utf-8"
    )
    (tmp_path / "scenarios.yaml").write_text(
        GOOD.replace("at consult", "due 2026-03-19 00:00"), encoding="utf-8"
    )
    result = CliRunner().invoke(play_command, [str(tmp_path / "scenarios.yaml")])
    assert result.exit_code == 0, result.output


def test_several_files_are_played_together(run: Play, root: Path) -> None:
    result = run(GOOD, str(root / "charters" / "beilin" / "scenarios.yaml"), "--quiet", "--lang", "en")
    assert result.exit_code == 0
    assert result.output.endswith("7 scenarios, 0 differences\n")


def test_a_town_that_does_not_replay_is_told_without_a_line(
    run: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("linli.core.lab.play.same", lambda one, other: False)
    result = run(GOOD, "--only", "bench", "--lang", "en")
    assert result.exit_code == 1
    assert "        ✗ replaying gives another state" in result.output
