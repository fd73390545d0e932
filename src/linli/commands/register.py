"""`linli community enrol|size|seat|unseat|depart|account`: keeping a register at the terminal, act by recorded act."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from linli.commands.installation import with_installation

if TYPE_CHECKING:
    from linli.apps.community.actions import Newcomer
    from linli.apps.community.models import Community, Person

MOST_BYTES = 20_000_000
ANSWERS = {
    "yes": True, "y": True, "true": True, "1": True, "是": True,
    "no": False, "n": False, "false": False, "0": False, "否": False, "": False,
}  # fmt: skip
SEATED = ("elected", "chosen", "appointed", "co-opted")
LEFT = ("resigned", "recalled", "ended", "moved", "died")
NUMBER = click.argument("number", type=click.IntRange(1))


class Fault(ValueError):
    """A line of a table of residents that cannot be taken."""


@click.command()
@click.argument("slug")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--encoding", type=click.Choice(["utf-8", "gb18030"]), default="utf-8", show_default=True)
@with_installation
def enrol(slug: str, file: Path, encoding: str) -> None:
    """Enter the residents listed in FILE (CSV) into the register of the community SLUG.

    Columns: name, and each fact that the charter asks about people, answered yes or no (是, 否). All of the file is
    entered or nothing of it. Names stay in the register; the facts enter the public record under a pseudonym.
    """
    from linli.apps.community import actions, reads
    from linli.apps.community.reads.asked import asked_of_people

    one = _community(slug)
    try:
        people = read_table(file, encoding, asked_of_people(reads.force(one).charter))
    except Fault as fault:
        raise click.ClickException(f"{file}{fault}") from None
    found = _granted(actions.enrol_people(one, people, actor=actions.TERMINAL))
    click.echo(f"{len(found):,} residents, no. {found[0].number} to {found[-1].number}")


@click.command()
@click.argument("slug")
@click.argument("organ")
@click.argument("seats", type=click.IntRange(0, 1_000_000))
@with_installation
def size(slug: str, organ: str, seats: int) -> None:
    """Fix how many SEATS the ORGAN has, within what the charter allows."""
    from linli.apps.community import actions

    _granted(actions.size_organ(_community(slug), organ, seats, actor=actions.TERMINAL))
    click.echo(f"{organ} · {seats}")


@click.command()
@click.argument("slug")
@NUMBER
@click.argument("organ")
@click.option("--chair", is_flag=True, help="In the chair.")
@click.option("--how", type=click.Choice(SEATED), default="elected", show_default=True)
@with_installation
def seat(slug: str, number: int, organ: str, chair: bool, how: Any) -> None:
    """Seat the resident NUMBER of the register in the ORGAN, for the term that the charter gives."""
    from linli.apps.community import actions

    one, person = _resident(slug, number)
    _granted(actions.take_seat(one, person, organ, chair=chair, how=how, actor=actions.TERMINAL))
    click.echo(f"{person.name} · {organ}")


@click.command()
@click.argument("slug")
@NUMBER
@click.argument("organ")
@click.option("--how", type=click.Choice(LEFT), default="resigned", show_default=True)
@with_installation
def unseat(slug: str, number: int, organ: str, how: Any) -> None:
    """Vacate the seat of the resident NUMBER in the ORGAN."""
    from linli.apps.community import actions

    one, person = _resident(slug, number)
    _granted(actions.leave_seat(one, person, organ, how=how, actor=actions.TERMINAL))
    click.echo(f"{person.name} · {organ} · {how}")


@click.command()
@click.argument("slug")
@NUMBER
@with_installation
def depart(slug: str, number: int) -> None:
    """Strike the resident NUMBER off the register; seats fall vacant."""
    from linli.apps.community import actions

    one, person = _resident(slug, number)
    _granted(actions.depart(one, person, actor=actions.TERMINAL))
    click.echo(f"{person.name} · {one.name}")


@click.command()
@click.argument("slug")
@NUMBER
@click.argument("username")
@click.option("--password", help="Asked for where it is not given and the account is new.")
@with_installation
def account(slug: str, number: int, username: str, password: str | None) -> None:
    """Let the resident NUMBER sign in as USERNAME; the account is made where there is none of that name."""
    from django.core.exceptions import ValidationError

    from linli.apps.community import actions, reads

    one, person = _resident(slug, number)
    holder = reads.account(username)
    if holder is None:
        secret = password or click.prompt("Password", hide_input=True, confirmation_prompt=True)
        try:
            holder = actions.make_account(username, secret, actor=actions.TERMINAL)
        except ValidationError as error:
            raise click.ClickException(" ".join(error.messages)) from None
    known = reads.person_for(holder, one)
    if known is not None and known.pk != person.pk:
        raise click.ClickException(f"the account “{username}” is already resident no. {known.number} here")
    actions.give_account(one, person, holder, actor=actions.TERMINAL)
    click.echo(f"{username} · {person.name} · {one.name}")


COMMANDS: Sequence[click.Command] = (enrol, size, seat, unseat, depart, account)


def read_table(file: Path, encoding: str, asked: frozenset[str]) -> list[Newcomer]:
    """The residents in a table. Raises :class:`Fault`, which begins with the line."""
    try:
        with file.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
        words = data.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError:
        raise Fault(f": is not text in {encoding}") from None
    except OSError as error:
        raise Fault(f": cannot be read ({error.strerror})") from None
    if len(data) > MOST_BYTES:
        raise Fault(f": has more than {MOST_BYTES:,} bytes; enter it in parts")
    rows = csv.reader(io.StringIO(words, newline=""), strict=True)
    try:
        header = [word.strip() for word in next(rows, [])]
        _check_header(header, asked)
        people = [_newcomer(header, row, rows.line_num) for row in rows if any(row)]
    except csv.Error as error:
        raise Fault(f":{rows.line_num}: {error}") from None
    if not people:
        raise Fault(": lists nobody")
    return people


def _check_header(header: list[str], asked: frozenset[str]) -> None:
    if "name" not in header or len(set(header)) < len(header):
        raise Fault(":1: the first line names the columns, each once, among them “name”")
    for word in header:
        if word != "name" and word not in asked:
            known = ", ".join(sorted(asked))
            raise Fault(f":1: the charter asks nothing called “{word}” about people, only: {known}")


def _newcomer(header: list[str], row: list[str], line: int) -> Newcomer:
    from linli.apps.community.actions import Newcomer
    from linli.apps.community.actions.people import LONGEST_NAME

    if len(row) != len(header):
        raise Fault(f":{line}: {len(row)} columns, where the first line names {len(header)}")
    given = dict(zip(header, (word.strip() for word in row), strict=True))
    name = given.pop("name")
    if not 1 <= len(name) <= LONGEST_NAME or not name.isprintable():
        raise Fault(f":{line}: a name has 1 to {LONGEST_NAME} printable characters")
    for fact, word in given.items():
        if word.lower() not in ANSWERS:
            raise Fault(f":{line}: {fact} is answered yes or no, not “{word[:40]}”")
    return Newcomer(name, {fact: True for fact, word in given.items() if ANSWERS[word.lower()]})


def _community(slug: str) -> Community:
    from linli.apps.community import reads

    one = reads.community(slug)
    if one is None:
        raise click.ClickException(f"there is no community “{slug}”")
    return one


def _resident(slug: str, number: int) -> tuple[Community, Person]:
    from linli.apps.community import reads

    one = _community(slug)
    person = reads.person_numbered(one, number)
    if person is None:
        raise click.ClickException(f"{one.name} has no resident no. {number}")
    return one, person


def _granted(found: Any) -> Any:
    from linli.core.engine.refusal import Refusal

    if isinstance(found, Refusal):
        raise click.ClickException(f"{found.says('zh')} {found.says('en')}")
    return found
