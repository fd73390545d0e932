"""`linli backup`: one file that holds an installation, taken while the server runs."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from linli import __version__
from linli.commands.installation import data_options, open_installation
from linli.commands.keeping import keys, parcel, proof, stores

MEMBER_OF_FILES = "files/{}/{}"


def say(zh: str, en: str, *, loud: bool = False) -> None:
    """A line in both languages; what is loud goes where a redirected output does not swallow it."""
    click.secho(f"{zh}\n{en}", err=loud, fg="yellow" if loud else None)


def stop(error: Exception) -> click.ClickException:
    """What went wrong, for a terminal."""
    return click.ClickException(str(error))


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--keys", "key_file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Write the keys into a second file, to be kept in another place than the backup.",
)  # fmt: skip
@click.option(
    "--with-keys", is_flag=True, help="Put the keys into the backup itself. Whoever has it reads everything."
)
@data_options
def backup(file: Path, key_file: Path | None, with_keys: bool, data: Path, database: str | None) -> None:
    """Write the whole installation into FILE: database, uploaded files, what is needed to check them.

    The server may go on running. The keys are left out unless asked for; without them nobody can read the ID numbers,
    phones and birth dates in the backup, not even you.
    """
    if key_file is not None and key_file.resolve() == file.resolve():
        raise click.UsageError("the keys go into another file than the backup")
    for one in (file, key_file):
        if one is not None and one.exists():
            raise click.ClickException(f"{one} 已存在，不会覆盖。 {one} exists and is not written over.")
    if not data.is_dir():
        raise click.ClickException(f"没有这个数据文件夹：{data}。 There is no data folder {data}.")
    try:
        _write(file, key_file, with_keys, data, database)
    except (OSError, stores.Trouble) as error:
        raise stop(error) from None


def _write(file: Path, key_file: Path | None, with_keys: bool, data: Path, database: str | None) -> None:
    one = stores.store(data, database)
    if not one.held():
        raise stores.Trouble("这里没有可备份的数据。", "There is nothing here to back up.")
    open_installation(data, database, migrate=False)
    _sign_so_far()
    about = _about(data, one.member)
    with stores.beside(file.resolve().parent) as folder, parcel.writing(file) as made:
        one.copy(folder / "copy")
        made.add(one.member, folder / "copy")
        counted, wrong = _add_files(made, data)
        if with_keys:
            _add_keys(made, data)
        made.close(about | {"files": counted, "with_keys": with_keys})
    if key_file is not None:
        with parcel.writing(key_file) as made:
            _add_keys(made, data)
            made.close({"linli": __version__, "keys": about["keys"], "only_keys": True})
    _tell(file, key_file, with_keys, counted, wrong)


def _sign_so_far() -> None:
    """Sign the record of every community up to now; tables of an earlier Linli are left as they are."""
    if not proof.up_to_date():
        return
    from linli.apps.community import actions, reads

    for one in reads.communities():
        actions.checkpoint(one)


def _about(data: Path, member: str) -> dict[str, Any]:
    return {
        "linli": __version__,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "database": member,
        "migrations": proof.applied(),
        "keys": keys.fingerprints(data),
    }


def _add_files(made: parcel.Parcel, data: Path) -> tuple[int, list[str]]:
    """Every uploaded file; gives how many, and those that are no longer what was uploaded."""
    counted, wrong = 0, []
    for path in sorted((data / "files").glob("??/*")):
        if parcel.NAMES.fullmatch(f"files/{path.parent.name}/{path.name}"):
            try:
                sum = made.add(f"files/{path.parent.name}/{path.name}", path)
            except FileNotFoundError:
                continue  # erased meanwhile, as somebody had a right to
            counted += 1
            wrong += [path.name] if sum != path.name else []
    return counted, wrong


def _add_keys(made: parcel.Parcel, data: Path) -> None:
    for name, path in keys.present(data).items():
        made.add(name, path)


def _tell(file: Path, key_file: Path | None, with_keys: bool, counted: int, wrong: list[str]) -> None:
    click.echo(f"{file}  {file.stat().st_size:,} B  {counted:,} files")
    click.echo(f"sha256 {parcel.sum_of(file)}")
    if wrong:
        say(
            f"注意：{len(wrong)} 个附件与上传时不同（磁盘损坏？）：",
            f"Beware: {len(wrong)} files are not as uploaded:",
            loud=True,
        )
        click.echo("\n".join(wrong[:20]), err=True)
    if with_keys:
        say(
            "注意：密钥就在这个备份里。谁拿到它，谁就能读出全部证件号、电话和出生日期，还能以本机的名义签署记录。请加密保存。",
            "BEWARE: the keys are in this backup. Whoever has it reads every ID number, phone and birth date, and can "
            "sign records as this installation. Keep it encrypted.",
            loud=True,
        )
    elif key_file is not None:
        say(
            f"密钥写在 {key_file}，请与备份分开保管：有备份没有密钥，密封的内容谁也读不出。",
            f"The keys are in {key_file}: keep it in another place. A backup without its keys cannot be read in full.",
            loud=True,
        )
    else:
        say(
            "注意：备份里没有密钥。没有密钥，密封的证件号、电话和出生日期谁也读不出，记录也无法接着签署。"
            "请用 --keys FILE 把密钥另存一份，放在别处。",
            "BEWARE: the keys are not in this backup. Without them nobody can read the sealed ID numbers, phones and "
            "birth dates, nor go on signing the record. Write them into a second file with --keys FILE, and keep it "
            "elsewhere.",
            loud=True,
        )
    say(
        "备份里的姓名、住址和发言没有加密，请像保管户籍册一样保管它。用 linli restore --check 试一次恢复。",
        "Names, homes and what people wrote are not encrypted in it: keep it as you keep the register. "
        "Try it with linli restore --check.",
    )
    sys.stdout.flush()
