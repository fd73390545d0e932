"""`linli play`: scenarios through the engine, in memory."""

import json
from pathlib import Path
from typing import Any

import click

from linli import charters
from linli.core.charter.finding import CharterError
from linli.core.charter.terms import NotReadable
from linli.core.charter.text import Lang
from linli.core.engine.force import in_force
from linli.core.lab.play import Line, Played, play
from linli.core.lab.scenario import Script, read_scenarios


@click.command("play")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False, exists=True)
)
@click.option("--only", metavar="NAME", help="Play this scenario only.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--quiet", is_flag=True, help="Print differences only.")
def play_command(files: tuple[Path, ...], only: str | None, lang: Lang, form: str, quiet: bool) -> None:
    """Play scenario FILES and print what happened; exit 1 where something else came than was expected."""
    played = [one for file in files for one in _play(file, only, lang)]
    if form == "json":
        click.echo(json.dumps([_as_json(one) for one in played], ensure_ascii=False, indent=2))
    else:
        for one in played:
            _print(one, lang, quiet)
    faults = sum(len(one.faults) for one in played)
    if form == "text":
        click.echo(
            f"{len(played)} 个情景，{faults} 处不符"
            if lang == "zh"
            else f"{len(played)} scenarios, {faults} differences"
        )
    if faults or not played:
        raise SystemExit(1)


def _play(file: Path, only: str | None, lang: Lang) -> list[Played]:
    try:
        script = read_scenarios(file.read_bytes(), str(file))
        force = in_force(charters.read(_charter_of(file, script)))
        names = [name for name in script.scenarios.scenarios if only in (None, name)]
        return [play(script, name, force) for name in names]
    except CharterError as error:
        raise click.ClickException("\n".join(finding.line(lang) for finding in error.findings)) from None
    except NotReadable as error:
        raise click.ClickException(f"{file}: {error.zh if lang == 'zh' else error.en}") from None


def _charter_of(file: Path, script: Script) -> str | Path:
    """The charter beside the scenarios, else the one of that name in the gallery."""
    beside = file.parent / "charter.yaml"
    return beside if beside.exists() else script.scenarios.charter


def _print(one: Played, lang: Lang, quiet: bool) -> None:
    click.secho(f"◇ {one.title.in_(lang)}（{one.name}）", bold=True)
    day = ""
    for line in one.lines:
        if quiet and not line.fault:
            continue
        if f"{line.at:%Y-%m-%d}" != day:
            day = f"{line.at:%Y-%m-%d}"
            click.echo(f"  {day}")
        click.echo(f"    {line.at:%H:%M} {line.step}")
        click.echo(f"          → {line.came.in_(lang)}")
        if line.fault:
            _print_fault(line, lang)


def _print_fault(line: Line, lang: Lang) -> None:
    assert line.fault is not None
    where = f"{line.mark.file}:{line.mark.line}: " if line.mark else ""
    click.secho(f"        ✗ {where}{line.fault.in_(lang)}", fg="red")


def _as_json(one: Played) -> dict[str, Any]:
    return {
        "scenario": one.name,
        "title": {"zh": one.title.zh, "en": one.title.en},
        "passed": not one.faults,
        "lines": [
            {
                "at": line.at.isoformat(),
                "step": line.step,
                "came": {"zh": line.came.zh, "en": line.came.en},
                "line": line.mark.line if line.mark else None,
                "fault": {"zh": line.fault.zh, "en": line.fault.en} if line.fault else None,
            }
            for line in one.lines
        ],
    }
