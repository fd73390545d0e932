"""`linli restore`: bring an installation back from its backup, or only try whether that would work."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import click

from linli.apps.care import ledger
from linli.apps.community import keyring
from linli.commands.backup import say, stop
from linli.commands.installation import data_options, open_installation
from linli.commands.keeping import keys, parcel, proof, stores

REGISTERS = "keys/registers.key"
DATABASES = ("database.sqlite3", "database.dump")


class Given(NamedTuple):
    """The backup, and the files that may hold its keys, each with what was found in it when it was checked."""

    file: Path
    manifest: parcel.Manifest
    keys: tuple[tuple[Path, parcel.Manifest], ...]
    lost: bool = False
    """Whether it is brought back without the key of its registers."""

    @property
    def sealed_with(self) -> str:
        """The fingerprint of that key; empty where nothing is sealed."""
        return str(self.manifest.about["keys"].get(REGISTERS, ""))


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option(
    "--keys", "key_file", type=click.Path(path_type=Path, dir_okay=False, exists=True), metavar="FILE",
    help="The second file, with the keys.",
)  # fmt: skip
@click.option("--sha256", metavar="HEX", help="The sum that `linli backup` printed; another file is refused.")
@click.option(
    "--check",
    "only_check",
    is_flag=True,
    help="Only try it, in a place that is thrown away; changes nothing.",
)
@click.option(
    "--replace",
    is_flag=True,
    help="Put it in the place of an installation that has data; the old database is kept.",
)
@click.option(
    "--without-keys", is_flag=True, help="Go on although nobody will be able to read what is sealed."
)
@data_options
def restore(
    file: Path, key_file: Path | None, sha256: str | None, only_check: bool, replace: bool, without_keys: bool,
    data: Path, database: str | None,
) -> None:  # fmt: skip
    """Bring back the installation in FILE.

    The backup is read to its end, unpacked beside the data, brought up to date and its records are run again. Only when
    all of that went well does it take its place, in one step: stopped before that, everything is as it was. The server
    must not run meanwhile.
    """
    try:
        given = _checked(file, key_file, sha256)
        one = stores.store(data, database)
        lost = _fits(given, one, data, only_check=only_check, replace=replace, without_keys=without_keys)
        given = given._replace(lost=lost)
        if only_check:
            with tempfile.TemporaryDirectory(prefix="linli-check-") as folder:
                _try(given, Path(folder), one)
            say(
                "备份完好，能恢复。什么都没有改动。",
                "The backup is whole and can be restored. Nothing was changed.",
            )
            return
        _bring_back(given, data, one)
    except (OSError, parcel.Damaged, stores.Trouble) as error:
        raise stop(error) from None


def _checked(file: Path, key_file: Path | None, sha256: str | None) -> Given:
    if sha256 is not None and parcel.sum_of(file) != sha256.strip().lower():
        raise stores.Trouble("文件的 SHA-256 与给出的不同。", "The SHA-256 of the file is not the one given.")
    manifest = parcel.check(file)
    if manifest.about.get("only_keys"):
        raise stores.Trouble("这是密钥文件，不是备份。", "This is the file of the keys, not the backup.")
    if key_file is None:
        return Given(file, manifest, ((file, manifest),))
    of_keys = parcel.check(key_file)
    if of_keys.about["keys"] != manifest.about["keys"]:
        raise stores.Trouble("密钥文件不属于这个备份。", "These keys are not those of this backup.")
    return Given(file, manifest, ((key_file, of_keys), (file, manifest)))


def _fits(
    given: Given, one: stores.Store, data: Path, *, only_check: bool, replace: bool, without_keys: bool
) -> bool:
    """Refuse what does not fit; gives whether the key of the registers is lost."""
    if given.manifest.about["database"] != one.member:
        raise stores.Trouble(
            "备份的数据库种类与这里的不同（SQLite 与 PostgreSQL 不能互换）。",
            "The backup is of the other kind of database: SQLite and PostgreSQL cannot be exchanged for each other.",
        )
    if only_check:
        return False
    if one.held() and not replace:
        raise stores.Trouble(
            "这里已有数据，不会覆盖。确要替换，请加 --replace（旧数据库会留着），或用 --data 另指一个文件夹。",
            "There is data here, which is not written over. Add --replace to put the backup in its place (the old "
            "database is kept), or name another folder with --data.",
        )
    return REGISTERS in _lacking(given, _here(given, data), without_keys=without_keys)


def _here(given: Given, data: Path) -> dict[str, str]:
    """The keys in a data folder, by what they are told apart; an old key of the registers counts where it is wanted."""
    kept = {keyring.fingerprint(one.read_bytes()) for one in keyring.old_in(data)}
    wanted = {REGISTERS: given.sealed_with} if given.sealed_with in kept else {}
    return keys.fingerprints(data) | wanted


def _lacking(given: Given, here: dict[str, str], *, without_keys: bool) -> set[str]:
    """The keys that are nowhere. Raises Trouble for them, unless they are done without, and for other keys."""
    wanted = given.manifest.about["keys"]
    if any(here[name] != wanted[name] for name in here if name in wanted):
        raise stores.Trouble(
            "数据文件夹里是另一套密钥。请恢复到空文件夹（--data），或先把旧密钥移走并保存好。",
            "The data folder holds other keys. Restore into an empty folder (--data), or move the old keys away and "
            "keep them.",
        )
    brought = {name for _path, one in given.keys for name in one.members}
    missing = {name for name in wanted if name not in here and name not in brought}
    if missing and not without_keys:
        raise stores.Trouble(
            "备份里没有密钥，这里也没有。请用 --keys 给出密钥文件；真的丢了，就加 --without-keys："
            "密封的内容将永远读不出，记录也无法接着签署。",
            "Neither the backup nor this folder has the keys. Give their file with --keys; if they are lost, add "
            "--without-keys: what is sealed stays unreadable for good, and the record cannot be signed any further.",
        )
    return missing


def _bring_back(given: Given, data: Path, one: stores.Store) -> None:
    had = one.held()
    with stores.beside(data) as folder, _tried(given, folder, one) as url:
        # Files lie by the hash of what they are: more of them do no harm to what is there.
        files = [name for name in given.manifest.members if name.startswith("files/")]
        parcel.unpack(given.file, files, {name: data / name for name in files})
        _put_keys(given, data)
        kept = one.swap(folder, url, datetime.now(UTC).strftime("%Y%m%d%H%M%S%f"))
    _put_in_force(given, data)
    say("已恢复。", "Restored.")
    if kept and not had:
        say(
            f"原来的数据库没有数据，留在 {kept}，可以删除。",
            f"The database that was there held nothing; it is now {kept} and can be deleted.",
        )
    elif kept:
        say(
            f"原来的数据库留在 {kept}。里面有个人信息：确认不再需要后请删除。",
            f"The old database is kept as {kept}. It holds personal data: delete it when you are sure.",
            loud=True,
        )
    _say_erasures(given, data)


def _put_in_force(given: Given, data: Path) -> None:
    """The key of that time, where it was changed since. Killed before this, the next start of Linli does it."""
    if given.lost or keyring.fingerprint_in(data) in ("", given.sealed_with) or not given.sealed_with:
        return
    with keyring.alone(data):
        keyring.put_in_force(data, given.sealed_with)
    say(
        "密钥在备份之后换过：现在又用当时的那把。要换回新的，请再运行 linli keys change。",
        "The key was changed after this backup; the one of that time is in force again. To have a new one, run linli "
        "keys change once more.",
        loud=True,
    )


def _say_erasures(given: Given, data: Path) -> None:
    """What was erased on request since the backup was made is back."""
    since = ledger.since(data, str(given.manifest.about.get("made", "")))
    if since:
        say(
            f"备份之后曾依申请删除 {len(since)} 项，现在又有了。启动服务之前，请先运行 linli erasures --again。",
            f"{len(since)} erasures were made on request after this backup; what they erased is back. Before you start "
            "the server run: linli erasures --again",
            loud=True,
        )


def _put_keys(given: Given, data: Path) -> None:
    """Keys that are not there yet; one that is there is the same, or only signs sessions."""
    for source, manifest in given.keys:
        lacking = {name: data / place for name, place in keys.KEYS.items() if not (data / place).exists()}
        names = [name for name in manifest.members if name in lacking]
        parcel.unpack(source, names, lacking)


def _try(given: Given, folder: Path, one: stores.Store) -> None:
    with _tried(given, folder, one):
        pass


@contextmanager
def _tried(given: Given, folder: Path, one: stores.Store) -> Iterator[str | None]:
    """The backup opened in ``folder``, brought up to date and proved; Django has let go of it when the body begins."""
    names = [name for name in given.manifest.members if name in DATABASES or name.startswith("files/")]
    parcel.unpack(given.file, names, {name: folder / name for name in names})
    _put_keys(given, folder)
    with one.tried(folder / one.member, folder) as url:
        _prove(given, folder, url)
        yield url


def _prove(given: Given, folder: Path, url: str | None) -> None:
    from django.core.management import call_command

    open_installation(folder, url, migrate=False, agree=False)
    from django.db import connections

    from linli.apps.community.actions import resealing

    try:
        proof.not_newer(given.manifest.about)
        call_command("migrate", interactive=False, verbosity=0)
        if given.lost:
            resealing.forget_key()
        else:
            resealing.say_key(given.sealed_with)
        _report(folder)
    finally:
        connections.close_all()


def _report(folder: Path) -> None:
    wrong = False
    for one in proof.prove_all():
        wrong = wrong or bool(one.wrong)
        click.echo(f"{one.slug}  {one.entries:,} ✓" if not one.wrong else f"{one.slug}  {one.wrong[0]}")
    if lost := proof.missing_files(folder):
        say(f"{len(lost)} 个附件不在备份里：", f"{len(lost)} files are not in the backup:", loud=True)
        click.echo("\n".join(lost[:20]), err=True)
    if wrong:
        raise stores.Trouble(
            "备份里的记录核验不通过，没有恢复。",
            "The record in the backup does not verify; nothing was restored.",
        )
