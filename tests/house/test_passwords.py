"""No default passwords anywhere: none is written in the code, and nobody is there before somebody was let in."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from linli.apps.community.models import Account

TAKE = {"set_password", "create_user", "make_account", "make_password", "authenticate", "login"}
"""What takes a password."""


def written(source: str) -> Iterator[int]:
    """The lines on which a password stands as a word in the code."""
    if not any(word in source for word in ("password", "passwd", *TAKE)):
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            given = [*(node.args[1:] if name in TAKE else ()), *(node.args if name == "set_password" else ())]
            given += [one.value for one in node.keywords if one.arg and "password" in one.arg]
            yield from (one.lineno for one in given if isinstance(one, ast.Constant) and _words(one.value))
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and _words(node.value.value):
            names = [getattr(one, "id", getattr(one, "attr", "")).lower() for one in node.targets]
            yield from (node.lineno for name in names if name in ("password", "passwd", "default_password"))


def _words(value: object) -> bool:
    return isinstance(value, (str, bytes)) and bool(value)


def test_no_password_is_written_in_the_code(root: Path) -> None:
    files = [*(root / "src").rglob("*.py"), *(root / "tools").rglob("*.py")]
    assert len(files) > 500
    assert [f"{path}:{line}" for path in files for line in written(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    "code",
    [
        "account.set_password('linli')",
        "objects.create_user('admin', 'admin')",
        "make(name, password='123456')",
        "password = 'changeme'",
    ],
)
def test_one_would_be_found(code: str) -> None:
    assert list(written(code)) == [1]


def test_a_new_database_has_nobody_in_it(db: None) -> None:
    assert not Account.objects.exists()


def test_an_account_that_nobody_gave_a_password_opens_with_none(db: None) -> None:
    account = Account.objects.create_user("clerk")
    assert not account.has_usable_password()
    assert not [one for one in ("", "clerk", "admin", "123456") if account.check_password(one)]
