"""The key of the registers is changed on every store: all of it or nothing, and nobody has to notice."""

from __future__ import annotations

import binascii
import io
import json
import os
import signal
import subprocess
import sys
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection, models
from django_tasks_db.models import DBTaskResult

sys.path.append(str(Path(__file__).parents[1] / "registers"))
import made

from linli.apps.care import words
from linli.apps.care.models import ErasureRequest
from linli.apps.community import actions, adapters, invited, keyring, letters, personal, reads, sealing
from linli.apps.community.actions import looks, resealing
from linli.apps.community.models import (
    Account,
    BroughtTable,
    Community,
    Look,
    Resident,
    SealedText,
    SealingKey,
)
from linli.apps.community.reads.closed import closed_texts, shut
from linli.apps.community.reads.sealed import PARTS
from linli.apps.matters import actions as matters
from linli.apps.matters.gate import use_of
from linli.apps.matters.models import EnteredAct
from linli.apps.opinions.actions.saying import mark_of
from linli.apps.opinions.models import OpinionMap, Statement, Voice
from linli.apps.told import actions as told
from linli.apps.told.actions.settings import SECRET, address_of
from linli.core.record.verify import verify
from linli.registers.shapes import SHAPES

PROGRAM = Path(__file__).with_name("killed_key.py")
PEOPLE = made.residents(7)
BY = actions.TERMINAL
HOOK = "https://example.org/hook"


@dataclass
class Town:
    """A community in which something is sealed in every way there is."""

    community: Community
    clerk: Account
    folder: Path
    uses: set[str]
    code: str = ""

    def change(self) -> resealing.Resealed:
        return resealing.change_key(self.folder, lambda *_told: None)

    def key(self) -> bytes:
        return (self.folder / "keys" / "registers.key").read_bytes()

    def found(self, key: bytes) -> dict[str, int]:
        """How many values a key opens, by the table that holds them."""
        opens = AESGCM(key)
        found: dict[str, int] = {}
        for table in connection.introspection.table_names():
            with connection.cursor() as cursor:
                cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - the names are the schema's own
                cells = [cell for row in cursor for cell in row]
            if table == "django_session":
                cells = [SessionStore().decode(one.session_data) for one in Session.objects.all()]
            count = sum(
                _opens(opens, one, use) for cell in cells for one in _bytes_of(cell) for use in self.uses
            )
            found |= {table: count} if count else {}
        return found


def _opens(key: AESGCM, data: bytes, use: str) -> bool:
    try:
        key.decrypt(data[:12], data[12:], use.encode())
    except (InvalidTag, ValueError):
        return False
    return True


def _bytes_of(cell: Any) -> Iterator[bytes]:
    """All that could be a sealed value in a cell."""
    if isinstance(cell, dict | list):
        for one in cell.values() if isinstance(cell, dict) else cell:
            yield from _bytes_of(one)
    elif isinstance(cell, bytes | memoryview):
        yield bytes(cell)
    elif isinstance(cell, str):
        yield from _in_words(cell)


def _in_words(cell: str) -> Iterator[bytes]:
    if cell[:1] in ("{", "["):
        yield from _bytes_of(json.loads(cell))
    try:
        yield b64decode(cell, validate=True)
    except (binascii.Error, ValueError):
        return


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    """Where the keys are."""
    settings.CONFIG = replace(settings.CONFIG, data_dir=tmp_path)
    settings.MAIL_READY = True
    return tmp_path


@pytest.fixture
def town(folder: Path, community: Community, monkeypatch: pytest.MonkeyPatch) -> Town:
    """Registers, tables in every state, closed words, a webhook, codes, letters, opinions."""
    uses: set[str] = set()
    cipher = sealing.cipher

    class Noting:
        def __init__(self, key: bytes) -> None:
            self.decrypt = cipher(key).decrypt

        def encrypt(self, nonce: bytes, data: bytes, use: bytes) -> bytes:
            uses.add(use.decode())
            return AESGCM(sealing._key()).encrypt(nonce, data, use)

    monkeypatch.setattr(sealing, "cipher", Noting)
    clerk = actions.make_account("clerk", "a-long-pass-phrase", actor=BY)
    actions.make_clerk(community, clerk, actor=BY)
    here = Town(community, clerk, folder, uses)
    _tables(here)
    _more(here)
    monkeypatch.setattr(sealing, "cipher", cipher)
    uses.add(SECRET)  # which is sealed for the first time when the key is changed
    return here


def _tables(here: Town) -> None:
    other = [one | {"联系电话": "13900000001"} for one in PEOPLE]
    wrong = [PEOPLE[0] | {"出生日期": "no day"}]
    brought = (
        ("buildings", [{"楼栋": "1号楼"}]), ("dwellings", made.homes_of(PEOPLE)), ("residents", PEOPLE),
        ("units", [{"名称": "小店", "联系电话": "13700000000"}]), ("residents", other),
    )  # fmt: skip
    for shape, lines in brought:
        table = actions.bring_table(
            here.community, SHAPES[shape], "t.csv", made.text(lines), actor=here.clerk
        )
        assert actions.work_table(table.pk) == "checked", (shape, table.counts)
        actions.go_on(table, "apply", actor=here.clerk)
        assert actions.work_table(table.pk) == "applied", shape
    for lines in (PEOPLE, wrong):  # one about to be entered, one to be mended
        table = actions.bring_table(
            here.community, SHAPES["residents"], "t.csv", made.text(lines), actor=here.clerk
        )
        assert actions.work_table(table.pk) == "checked"


def _more(here: Town) -> None:
    community, clerk, now = here.community, here.clerk, actions.now()
    person = Resident.objects.earliest("pk").person
    actions.note_sight(community, "numbers", "电话核实", actor=clerk, person=person)
    Look.objects.create(
        community=community, account=clerk, crowd=looks._crowd(community, [person.pk]), what="list", at=now
    )
    SealedText.objects.create(
        community=community, seal="5" * 64, text=shut(community, "salt", "不公开的话"), at=now, closed=True
    )
    EnteredAct.objects.create(
        community=community, chain="matter/2026/1", seq=1, at=now, person=person.pseudonym, by_organ="clerk",
        seen="phone", act="vote", procedure="p", stage="s", visit=1,
        contest=actions.seal_words("不是我的意思", use_of(community)),
    )  # fmt: skip
    ErasureRequest.objects.create(
        community=community, number=1, person=person, asked="phone", words=words.closed("删掉", community), at=now,
        due=now,
    )  # fmt: skip
    told.add_way(told.reader_of(clerk), "webhook", HOOK, actor=clerk)
    secret = {"secret": actions.seal_words("JBSWY3DPEHPK3PXP", adapters.USE)}
    Authenticator.objects.create(user=clerk, type=Authenticator.Type.TOTP, data=secret)
    letters.write(letters.RESET, "a@example.org", whose=str(clerk.pk), code="123456")
    here.code = actions.invite_founder(actor=BY).code
    session = SessionStore()
    session[invited.SESSION] = actions.seal_words(here.code, invited.SESSION)
    session.create()
    opened = OpinionMap.objects.create(
        community=community,
        chain="matter/2026/1",
        year=2026,
        number=1,
        opened=now,
        closes=now + timedelta(days=9),
    )
    Voice.objects.create(map=opened, mark=mark_of(opened, person.pseudonym))
    Statement.objects.create(
        map=opened, number=1, author=mark_of(opened, person.pseudonym), text="好", at=now
    )


def test_everything_is_sealed_anew_and_found_as_before(town: Town) -> None:
    before, old = town.found(town.key()), town.key()
    assert set(before) == {
        "mfa_authenticator", "care_erasurerequest", "community_broughttable", "community_crowd",
        "community_look", "community_resident", "community_sealedtext", "community_tablerow", "community_tablestage",
        "community_unit", "django_session", "django_tasks_database_dbtaskresult", "matters_enteredact", "told_way",
    }  # fmt: skip
    secret = told.hook_secret(told.reader_of(town.clerk).ways.get())
    done = town.change()
    assert (done.lost, done.kept.read_bytes()) == (0, old)
    assert town.key() != old
    assert town.found(old) == {}
    now = town.found(town.key())
    assert now | {"community_tablestage": before["community_tablestage"]} == before | {
        "told_way": before["told_way"] + 1  # the secret, which follows from the old key
    }
    _as_before(town, secret)
    assert resealing.sweep()


def _as_before(town: Town, secret: str) -> None:
    community, way = town.community, told.reader_of(town.clerk).ways.get()
    person = Resident.objects.earliest("pk").person
    assert (address_of(way), told.hook_secret(way)) == (HOOK, secret)
    assert reads.known_code(town.code)
    opened = OpinionMap.objects.get()
    assert Voice.objects.get().mark == Statement.objects.get().author == mark_of(opened, person.pseudonym)
    assert closed_texts(community, ["5" * 64])["5" * 64].text == "不公开的话"
    held = SessionStore(session_key=Session.objects.get().pk)
    assert sealing.unseal_words(held[invited.SESSION], invited.SESSION) == town.code
    letter = DBTaskResult.objects.get(task_path=letters.post.module_path).args_kwargs["args"][0]
    assert "123456" in sealing.unseal_words(letter, letters.USE)
    assert looks._crowd(community, [person.pk]) == Look.objects.get(what="list").crowd
    assert personal.opened(person.resident).phone == "13900000001"
    # The same table again changes nothing, since everybody is found by the ID number; and one is taken back.
    applied = BroughtTable.objects.filter(state="applied").latest("number")
    for table in BroughtTable.objects.filter(state="checking"):
        assert table.note == ["key"]
        assert actions.work_table(table.pk) == "checked"
        table.refresh_from_db()
        assert table.counts["new"] == 0
    actions.go_on(applied, "undo", actor=town.clerk)
    assert actions.work_table(applied.pk) == "undone"
    assert personal.opened(Resident.objects.earliest("pk")).phone == PEOPLE[0]["联系电话"]
    actions.checkpoint(community)
    assert verify(io.BytesIO(b"".join(matters.record_export(community)))).ok


def test_a_second_change_leaves_what_was_printed_good(town: Town) -> None:
    secret = told.hook_secret(told.reader_of(town.clerk).ways.get())
    first = town.key()
    town.change()
    second = town.key()
    town.change()
    assert {one.read_bytes() for one in keyring.old_in(town.folder)} == {first, second}
    assert town.found(first) == town.found(second) == {}
    _as_before(town, secret)


@pytest.mark.parametrize("point", ["written", "committed"])
def test_killed_at_any_moment_either_key_opens_everything(
    root: Path, store: str, town: Town, point: str
) -> None:
    old = town.key()
    Session.objects.all().delete()  # those of this process are not signed as those of the other
    keyring.keys_in.cache_clear()
    for held in keyring._holding.values():
        os.close(held)  # this process ends here, as far as the keys are concerned
    keyring._holding.clear()
    environment = {
        **os.environ, "PYTHONPATH": str(root / "src"), "DJANGO_SETTINGS_MODULE": "linli.site.settings",
        "LINLI_DATABASE": store, "LINLI_DATA": str(town.folder),
    }  # fmt: skip
    with subprocess.Popen(
        [sys.executable, str(PROGRAM), str(town.folder), point], env=environment, stdout=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"there\n"
        with pytest.raises(keyring.InUse):
            resealing.agree(town.folder)
        child.send_signal(signal.SIGKILL)
        child.wait()
    resealing.agree(town.folder)
    assert (town.key() == old) == (point == "written")
    assert town.found(town.key())
    assert town.change().lost == 0
    assert town.found(old) == {}


def test_it_is_not_changed_while_somebody_uses_it_nor_to_one_that_is_not_there(town: Town) -> None:
    import fcntl

    old = town.key()
    other = os.open(town.folder / "keys", os.O_RDONLY)
    fcntl.flock(other, fcntl.LOCK_SH)
    with pytest.raises(keyring.InUse):
        town.change()
    os.close(other)
    assert town.key() == old
    SealingKey.objects.create(fingerprint="0" * 16, since=actions.now())
    with pytest.raises(keyring.NoSuchKey):
        resealing.agree(town.folder)
    SealingKey.objects.all().delete()
    (town.folder / "keys" / "registers.key").write_bytes(b"x" * 32)
    keyring.keys_in.cache_clear()
    with pytest.raises(resealing.OpensNothing):
        town.change()
    assert town.found(old)
    assert not SealingKey.objects.exists()


def test_every_table_that_holds_bytes_is_among_what_is_sealed_anew() -> None:
    known = {model for part in PARTS for model in part.models}
    ours = [one for one in apps.get_models() if one.__module__.startswith("linli.")]
    holding = {one for one in ours for field in one._meta.fields if isinstance(field, models.BinaryField)}
    assert holding <= known
