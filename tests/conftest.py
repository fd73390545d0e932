"""What every test may ask for. A need of one folder only belongs into that folder's conftest.py."""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import settings

import emptied
import postgres
import tables
from examples import examples
from linli.messages import compile_catalogue, stale_catalogues

# No test is timed: how long an example takes says how busy the machine is.
settings.register_profile("linli", deadline=None, max_examples=examples(40))
settings.load_profile("linli")

ROOT = Path(__file__).resolve().parents[1]

# Debian's, Ubuntu's, Fedora's, Arch's and Google's names for the same program; built without windows it is quicker.
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WITHOUT_WINDOWS = "chromium-headless-shell"

# Quiet, without a sandbox (which needs rights a container lacks), and deaf to everything but this machine.
CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-features=Translate,OptimizationHints,MediaRouter",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1",
)


def pytest_configure(config: pytest.Config) -> None:
    """Translations are compiled here too, for those who call pytest without the launcher."""
    if not hasattr(config, "workerinput"):
        for po in stale_catalogues(ROOT / "src"):
            compile_catalogue(po)


def cannot(reason: str) -> NoReturn:
    """Skip for want of something outside the project; where everything must be there (CI), fail."""
    if os.environ.get("CI"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of reference data that lies beside a full checkout; tests of it are skipped elsewhere."""
    path = ROOT.parent / "shared" / "data"
    if not path.is_dir():
        pytest.skip("the reference data (../shared/data) is not beside this checkout")
    return path


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Django finds its test database with tables in it: `django_db_modify_db_settings` has put it there."""
    return True


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """The test database is a copy of one that the migrations made before; they still run over it."""
    from django.db import connection

    if connection.vendor != "sqlite":
        yield
        return
    file = Path(connection.settings_dict["TEST"]["NAME"])
    tables.put(file)
    yield
    connection.close()
    tables.remove(file)


@pytest.fixture(autouse=True, scope="session")
def _emptied() -> Iterator[None]:
    """What a test without a rollback leaves behind is taken away by what knows our tables."""
    from django.test import TransactionTestCase

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _case: emptied.empty())
        yield


@pytest.fixture(autouse=True, scope="session")
def _static_files_once() -> Iterator[None]:
    """Every browser of a test begins a site of its own, which would look through all folders of static files again."""
    from whitenoise.middleware import WhiteNoiseMiddleware

    look, found = WhiteNoiseMiddleware.add_files_from_finders, dict[str, Any]()

    def once(site: Any) -> None:
        if not found:
            look(site)
            found.update(site.files)
        site.files.update(found)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", once)
        yield


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The URL of an empty PostgreSQL of this run (one for each pytest-xdist worker)."""
    with ExitStack() as stack:
        try:
            url = stack.enter_context(postgres.server())
        except postgres.CannotStart as why:
            cannot(f"PostgreSQL cannot start here: {why}")
        yield url


@pytest.fixture(scope="session")
def browser_type_launch_args(pytestconfig: pytest.Config) -> dict[str, Any]:
    """How pytest-playwright starts the browser: the system's Chromium, so that nothing is downloaded."""
    headed = bool(pytestconfig.getoption("--headed"))
    names = CHROMIUM_NAMES if headed else (WITHOUT_WINDOWS, *CHROMIUM_NAMES)
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        cannot("no Chromium here (Debian: apt install chromium-headless-shell fonts-noto-cjk)")
    return {"executable_path": found, "args": list(CHROMIUM_ARGUMENTS), "headless": not headed}
