"""`linli keys`: which key the registers are sealed with, and changing it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from linli.apps.community import keyring
from linli.commands import installation
from linli.commands.backup import say
from linli.commands.installation import data_options

USED = (
    "密钥正被使用，什么都没有改动。请先停下邻里（linli serve，每台机器上的都要停），等其他 linli 命令结束，再来一次。 "
    "The keys are in use; nothing was changed. Stop Linli (linli serve, on every machine), let other linli commands "
    "end, and run this again."
)


@click.group()
def keys() -> None:
    """The key with which ID numbers, phones and birth dates are sealed."""


@keys.command()
@data_options
def show(data: Path, database: str | None) -> None:
    """Tell by their fingerprints which key is in force and which old ones are kept."""
    installation.open_installation(data, database)
    click.echo(f"registers.key  {keyring.fingerprint_in(data) or '—'}  {_since()}")
    for one in keyring.old_in(data):
        click.echo(f"{one.name}  {keyring.fingerprint(one.read_bytes())}")


def _since() -> str:
    from linli.apps.community.actions import resealing

    since = resealing.changed()
    return since.isoformat(timespec="seconds") if since else "从未更换 never changed"


@keys.command()
@click.option(
    "--stopped", is_flag=True,
    help="Linli is stopped on every machine: do not mind others who are connected to the database server, such as a "
    "pooler.",
)  # fmt: skip
@data_options
def change(stopped: bool, data: Path, database: str | None) -> None:
    """Make a new key and seal everything anew with it.

    Linli has to be stopped. All happens in one step: killed before its end, everything is as it was, with the old key;
    killed just after it, the next start of Linli finishes what is left. Make a backup first, and another one with its
    keys afterwards. The old key is kept under another name: backups made until now need it. What is signed, printed
    and written in the record stays as it is.
    """
    installation.open_installation(data, database)
    from linli.apps.community.actions import resealing

    if not stopped and (others := resealing.others_connected()):
        raise click.ClickException(
            f"还有 {others} 个连接在用这个数据库，什么都没有改动。请先停下每台机器上的邻里；"
            f"若只是连接池，加 --stopped。 {others} others are connected to the database; nothing was changed. Stop "
            "Linli on every machine; if it is only a pooler, add --stopped."
        )
    try:
        done = resealing.change_key(data, _told)
    except keyring.InUse:
        raise click.ClickException(USED) from None
    except resealing.OpensNothing:
        raise click.ClickException(
            "这把密钥打不开这里密封的任何内容：它不是这个数据库的。什么都没有改动。 "
            "This key opens nothing of what is sealed here: it is not that of this database. Nothing was changed."
        ) from None
    except OSError as error:
        raise click.ClickException(f"{data}: {error.strerror}") from None
    _tell(done.done, done.lost, done.kept, machines=bool(database))
    say("正在清理数据库里的旧内容……", "Clearing old content out of the database …")
    if not resealing.sweep():
        say(
            "没有清理成（磁盘空间不够？）：数据库的空闲处可能还有用旧密钥密封的内容。密钥已经更换。",
            "That did not succeed (is the disk full?): free room of the database may still hold what was sealed with "
            "the old key. The key is changed.",
            loud=True,
        )


def _told(part: str, done: int, total: int) -> None:
    """How far it is; on a screen in place, else a line when a part is over."""
    over = done >= total
    if sys.stdout.isatty():
        click.echo(f"\r{part}  {done:,} / {total:,}", nl=over)
    elif over:
        click.echo(f"{part}  {done:,}")


def _tell(done: int, lost: int, kept: Path, *, machines: bool) -> None:
    say(f"密钥已更换，{done:,} 项重新密封。", f"The key is changed; {done:,} values are sealed anew.")
    if lost:
        say(
            f"{lost:,} 项用旧密钥也打不开，原样留着。",
            f"{lost:,} values could not be opened with the old key either and stay as they were.",
            loud=True,
        )
    say(
        f"旧密钥留在 {kept}。邻里不再需要它；以前的备份要靠它才能读。\n"
        "请把它移到保管备份密钥的地方；这些旧备份全部销毁后，把它也销毁。\n"
        "新密钥还没有备份：现在请运行 linli backup FILE --keys KEYS。",
        f"The old key is kept as {kept}. Linli needs it no more; backups made until now cannot be read without it.\n"
        "Move it to where you keep the keys of backups, and destroy it when the last of those backups is destroyed.\n"
        "The new key has no backup yet: run linli backup FILE --keys KEYS now.",
        loud=True,
    )
    if machines:
        say(
            "在别的机器上也运行时，启动之前把 registers.key 和 marks.key 复制过去。",
            "Where Linli runs on other machines as well, copy registers.key and marks.key to them before it starts.",
            loud=True,
        )


@keys.command()
@click.option("--really", is_flag=True, help="Do it. Without this nothing is changed.")
@data_options
def lost(really: bool, data: Path, database: str | None) -> None:
    """Say that the key is lost for good, so that Linli starts with a new one.

    What was sealed stays in the database and cannot be read by anybody; the mark by which an ID number is found is
    void, too. Should the key turn up later, it is too late for what was written since.
    """
    installation.open_installation(data, database, agree=False)
    from linli.apps.community.actions import resealing

    if not really:
        say(
            "什么都没有改动。加 --really 才放弃旧密钥：用它密封的内容谁也读不出。",
            "Nothing was changed. Add --really to give the old key up: nobody will read what is sealed with it.",
        )
        return
    resealing.forget_key()
    say("已放弃旧密钥。", "The old key is given up.")
