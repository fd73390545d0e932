"""`linli record`: take the record of a community away, and check it without trusting anybody."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

import click

from linli.commands.installation import with_installation
from linli.core.charter.text import Lang
from linli.core.record.archive import lines_of
from linli.core.record.checkpoint import grouped, read_printed
from linli.core.record.verify import Report, verify

GZIP = b"\x1f\x8b"

_HOLDS = {
    "zh": "{entries:,} 条记录 · {matters:,} 个事项 · {sittings:,} 次会议 · {charters:,} 份章程 · "
    "{checkpoints:,} 次存证 · {texts:,} 段文字，另有 {erased:,} 段已删去或者不公开",
    "en": "{entries:,} entries · {matters:,} matters · {sittings:,} sittings · {charters:,} charters · "
    "{checkpoints:,} checkpoints · {texts:,} texts, {erased:,} erased or not public",
}
_CONCLUDES = {
    "zh": {
        "wrong": "不一致：发现 {n} 处问题。",
        "shown": "一致：每个行为都按章程重新决定过，出处与公告相符。",
        "partly": "一致；前 {anchored:,} 条的出处与公告相符，其后 {rest:,} 条的出处没有证明。",
        "not-shown": "一致；出处没有证明。请用 --root 或 --key 填上公告上的根或密钥。",
    },
    "en": {
        "wrong": "not consistent: {n} findings.",
        "shown": "consistent: every act was decided again by the charter, and the origin is that of the notice.",
        "partly": "consistent; the origin of the first {anchored:,} entries is that of the notice, "
        "that of the {rest:,} after them is not shown.",
        "not-shown": "consistent; origin not shown. Give the root or the key from the notice with --root or --key.",
    },
}


@click.group()
def record() -> None:
    """The record of a community: export it, verify it."""


def _typed(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    found = None if value is None else read_printed(value)
    if value is not None and found is None:
        raise click.BadParameter("type all 64 digits (0-9, a-f) as they are printed; blanks do not matter")
    return found


@record.command("verify")
@click.argument("file", type=click.Path(dir_okay=False, exists=True, allow_dash=True))
@click.option("--root", metavar="HEX", callback=_typed, help="The root on a printed notice, new or old.")
@click.option("--key", metavar="HEX", callback=_typed, help="The public key on a printed notice.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
def verify_(file: str, root: str | None, key: str | None, form: str, lang: Lang) -> None:
    """Run every act of the archive FILE again against its charter; `-` reads standard input, packed or not.

    Needs no database. Exits with 1 where something is wrong, and names it.
    """
    try:
        with _opened(file) as stream:
            report = verify(lines_of(stream), root=root, key=key)
    except (OSError, EOFError, zlib.error) as error:
        raise click.ClickException(f"{file}: {error}") from None
    if form == "json":
        click.echo(json.dumps(_as_json(report), ensure_ascii=False, indent=2))
    else:
        _tell(report, lang)
    sys.exit(0 if report.ok else 1)


@contextmanager
def _opened(file: str) -> Iterator[BinaryIO]:
    """A file for reading; what is packed is unpacked on the way."""
    with click.open_file(file, "rb") as raw:
        stream = io.BufferedReader(raw)  # type: ignore[type-var]  # whatever reads bytes can be buffered
        try:
            packed = stream.peek(2).startswith(GZIP)
            yield gzip.GzipFile(fileobj=stream) if packed else stream  # type: ignore[misc]  # both read bytes
        finally:
            stream.detach()


def _tell(report: Report, lang: Lang) -> None:
    for finding in report.findings:
        click.echo(finding.told(lang))
    if report.more:
        click.echo(f"…… 另有 {report.more:,} 处" if lang == "zh" else f"… and {report.more:,} more")
    click.echo(f"{report.community or '?'} · {report.place or '?'}")
    click.echo(_HOLDS[lang].format(**asdict(report.counts)))
    click.echo(f"{'根' if lang == 'zh' else 'root'}   {grouped(report.root)}")
    if report.key:
        click.echo(f"{'密钥' if lang == 'zh' else 'key '} {grouped(report.key)}")
    click.echo(_CONCLUDES[lang][_conclusion(report)].format(
        n=len(report.findings) + report.more, anchored=report.anchored,
        rest=report.counts.entries - report.anchored,
    ))  # fmt: skip


def _conclusion(report: Report) -> str:
    if not report.ok:
        return "wrong"
    if report.origin_shown:
        return "shown"
    return "partly" if report.anchored else "not-shown"


def _as_json(report: Report) -> dict[str, Any]:
    return {
        "ok": report.ok,
        "conclusion": _conclusion(report),
        "community": report.community,
        "place": report.place,
        "root": report.root,
        "key": report.key,
        "anchored": report.anchored,
        "counts": asdict(report.counts),
        "findings": [asdict(finding) for finding in report.findings],
        "more": report.more,
    }


@record.command()
@click.argument("slug")
@click.option(
    "-o", "--output", required=True, metavar="FILE", type=click.Path(dir_okay=False, allow_dash=True),
    help="Where to write; packed where the name ends in .gz; `-` is standard output.",
)  # fmt: skip
@with_installation
def export(slug: str, output: str) -> None:
    """Write the whole record of the community SLUG into one file, up to a checkpoint made now."""
    from linli.apps.community import reads
    from linli.apps.matters.actions import record_export

    community = reads.community(slug)
    if community is None:
        raise click.ClickException(f"there is no community “{slug}”")
    lines = record_export(community)
    if output == "-":
        with click.open_file("-", "wb") as stream:
            _write(lines, stream)
        return
    path = Path(output)
    if path.exists() and not path.is_file():
        _write_into(lines, path)
    else:
        _write_file(lines, path)


def _write_into(lines: Iterator[bytes], path: Path) -> None:
    """Write into a pipe or a device; moving a file into its place would put an end to it."""
    try:
        with path.open("wb") as stream:
            _write(lines, stream)
    except OSError as error:
        raise click.ClickException(f"{path}: {error.strerror}") from None


def _write_file(lines: Iterator[bytes], path: Path) -> None:
    """Write aside and move into place: there is never half an archive under the name."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with draft.open("xb") as stream:
            if path.suffix == ".gz":
                with gzip.GzipFile(filename="", fileobj=stream, mode="wb", mtime=0) as packed:
                    _write(lines, packed)
            else:
                _write(lines, stream)
        draft.replace(path)
    except OSError as error:
        raise click.ClickException(f"{path}: {error.strerror}") from None
    finally:
        draft.unlink(missing_ok=True)


def _write(lines: Iterator[bytes], stream: Any) -> None:
    for line in lines:
        stream.write(line)
