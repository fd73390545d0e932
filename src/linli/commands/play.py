"""`linli play`: scenarios through the engine, in memory."""

import json
from pathlib import Path
from typing import Any

import click

from linli import charters
from linli.core.charter.finding import CharterError, Finding
from linli.core.charter.nodes import MAX_BYTES
from linli.core.charter.text import Lang, Text
from linli.core.engine.force import in_force
from linli.core.lab.play import play
from linli.core.lab.played import Line, Played
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
    if faults:
        raise SystemExit(1)


def _play(file: Path, only: str | None, lang: Lang) -> list[Played]:
    try:
        with file.open("rb") as stream:
            script = read_scenarios(stream.read(MAX_BYTES + 1), str(file))
        force = in_force(charters.read(_charter_of(file, script)))
        names = [name for name in script.scenarios.scenarios if only in (None, name)]
        if not names:
            raise click.ClickException(_nothing(file, only, script, lang))
        versions = {name: in_force(one) for name, one in charters.versions(file.parent).items()}
        return [play(script, name, force, versions) for name in names]
    except CharterError as error:
        raise click.ClickException("\n".join(finding.line(lang) for finding in error.findings)) from None
    except OSError as error:
        raise click.ClickException(f"{file}: {error.strerror}") from None


def _nothing(file: Path, only: str | None, script: Script, lang: Lang) -> str:
    known = list(script.scenarios.scenarios)
    if lang == "zh":
        return (
            f"{file}: 没有叫「{only}」的情景，有：{'、'.join(known)}" if only else f"{file}: 一个情景也没有"
        )
    return f"{file}: no scenario “{only}”; there are: {', '.join(known)}" if only else f"{file}: no scenarios"


def _charter_of(file: Path, script: Script) -> str | Path:
    """The charter beside the scenarios, else the one of that name in the gallery."""
    beside = file.parent / "charter.yaml"
    if beside.exists():
        return beside
    slug = script.scenarios.charter
    if slug not in charters.slugs():
        says = Text(zh=f"没有「{slug}」这个章程", en=f"there is no charter “{slug}”")
        raise CharterError((Finding("no-file", "error", "charter", says, mark=script.mark("charter")),))
    return slug


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
